//! The tables of what institutions do beyond rules: orders, exits and stages of a listing, record linkage, and the
//! security of the register.

use super::*;

pub(super) static ORDERS: TableSpec = TableSpec {
    name: "orders",
    doc: doc("Orders from outside the register.", "来自登记之外的命令。"),
    keys: &[
        must("rate", RATE, "Orders per person and year.", "每人每年的命令数。"),
        must("wrong", SHARE, "Share that should not have been made.", "其中不应作出的比例。"),
        SOURCE,
    ],
};

pub(super) static EXIT: TableSpec = TableSpec {
    name: "exit",
    doc: doc("Leaving a list by doing what is asked.", "履行后移出名单。"),
    keys: &[
        must("rate", RATE, "How often those listed perform, per person and year.", "在列者每人每年履行的次数。"),
        must("after", LENGTH, "Nobody leaves this way before.", "此前不得以此方式移出。"),
        must("within", LENGTH, "How long the keeper takes to remove the name.", "管理者删除姓名所需时间。"),
        SOURCE,
    ],
};

pub(super) static RETURNS: TableSpec = TableSpec {
    name: "returns",
    doc: doc(
        "Those listed register anew, and the listing follows them only where they are recognised.",
        "在列者重新注册，只有被识别时列入才会跟随。",
    ),
    keys: &[
        must(
            "rate",
            RATE,
            "How often those listed register anew, per person and year.",
            "在列者每人每年重新注册的次数。",
        ),
        must(
            "recognised",
            SHARE,
            "Chance that the keeper recognises them: 1 where real names are checked.",
            "管理者识别出本人的概率；核验实名时为1。",
        ),
        SOURCE,
        NOTE,
    ],
};

pub(super) static STAGE: TableSpec = TableSpec {
    name: "stage",
    doc: doc("A stage of a listing, from which people pass on by lot.", "列入的一个阶段，其后经抽签进入其他阶段。"),
    keys: &[
        ID,
        LABEL,
        may(
            "start",
            SHARE,
            "Share of those entered who begin here; all begin in the first stage if no stage has it.",
            "由此开始的列入者比例；各阶段都不写时均从第一阶段开始。",
        ),
        may("every", LENGTH, "Time between two lots; needed with `next`.", "两次抽签相隔的时间；有“next”时必写。"),
        may(
            "next",
            Kind::Tables(&NEXT),
            "Stages that may follow; nobody passes on if absent.",
            "其后可能的阶段；不写则无人转出。",
        ),
        may("leaves", Kind::Flag, "Whoever comes here is off the list.", "进入此阶段即移出名单。"),
        SOURCE,
        NOTE,
    ],
};

static NEXT: TableSpec = TableSpec {
    name: "next",
    doc: doc("A way out of a stage; `id` names the stage that follows.", "离开一个阶段的途径；“id”为其后阶段的名称。"),
    keys: &[
        ID,
        must("chance", SHARE, "Chance of passing to it at each lot.", "每次抽签进入该阶段的概率。"),
        SOURCE,
        NOTE,
    ],
};

pub(super) static SECURITY: TableSpec = TableSpec {
    name: "security",
    doc: doc("Who alters, inspects and breaches the register.", "谁篡改、检查、泄露登记。"),
    keys: &[
        may(
            "chained",
            Kind::Flag,
            "Entries are chained by their hashes: any inspection shows every alteration. False if absent.",
            "条目以哈希相链：任何检查都会显示全部篡改。不写即false。",
        ),
        may("alteration", Kind::Tables(&ALTERATION), "Silent alterations.", "暗中篡改。"),
        may("inspection", Kind::Tables(&INSPECTION), "Inspections of a sample.", "抽样检查。"),
        may("breach", Kind::Tables(&BREACH), "Breaches.", "泄露。"),
        NOTE,
    ],
};

static ALTERATION: TableSpec = TableSpec {
    name: "alteration",
    doc: doc(
        "Someone with access alters dossiers, drawn by lot, and tells nobody.",
        "有权限者暗中篡改抽签选出的档案。",
    ),
    keys: &[
        ID,
        LABEL,
        must("dossiers", COUNT, "How many dossiers each time.", "每次篡改的档案数。"),
        may("on", DATE, "The day on which it happens once.", "仅发生一次的日期。"),
        may("every", LENGTH, "Time between two rounds.", "两轮相隔的时间。"),
        may("from", DATE, "First day of the first round.", "首轮之日。"),
        may("to", DATE, "Last day of a round.", "末轮的最后日期。"),
        must("indicator", Kind::Name, "The rule in whose name it is done.", "以哪项指标的名义。"),
        may(
            "points",
            POINTS,
            "By how much the points under it are shifted; if absent, a record under it is forged.",
            "该项分值改动多少；不写则伪造一条该项记录。",
        ),
        may("lasts", LENGTH, "How long it stays unless found; for good if absent.", "未被发现时保留多久；不写即永久。"),
        SOURCE,
        NOTE,
    ],
};

static INSPECTION: TableSpec = TableSpec {
    name: "inspection",
    doc: doc(
        "Dossiers drawn by lot, none twice, are compared with what they should hold; what is found is undone.",
        "不重复地抽取档案，与应有内容核对；发现的篡改予以还原。",
    ),
    keys: &[
        ID,
        LABEL,
        must("dossiers", COUNT, "How many dossiers each time.", "每次抽查的档案数。"),
        must("every", LENGTH, "Time between two inspections.", "两次检查相隔的时间。"),
        may("from", DATE, "First day of the first inspection.", "首次检查之日。"),
        may("to", DATE, "Last day of an inspection.", "末次检查的最后日期。"),
        may(
            "finds",
            SHARE,
            "Chance that an alteration in the sample is recognised. 1 if absent.",
            "样本中的篡改被识破的概率。不写即1。",
        ),
        SOURCE,
        NOTE,
    ],
};

static BREACH: TableSpec = TableSpec {
    name: "breach",
    doc: doc("Places that hold the data let them out.", "持有数据的各处发生泄露。"),
    keys: &[
        ID,
        LABEL,
        must("yearly", SHARE, "Chance that one holder's copy gets out within a year.", "一处副本一年内泄露的概率。"),
        may("holders", COUNT, "How many hold a copy; 1 if absent.", "持有副本的处数；不写即1。"),
        may("held", SHARE, "Share of the people in a copy; 1 if absent.", "一份副本所含人口的比例；不写即1。"),
        may("spending", RATE, "What is spent against it.", "为防范所花的支出。"),
        may("halved_by", RATE, "Spending that halves the chance.", "使概率减半的支出。"),
        must(
            "reveals",
            Kind::Names,
            "What becomes known besides the district: name, sex, birth_date, birth_month, birth_year, birthday.",
            "除地区外泄露的内容：name、sex、birth_date、birth_month、birth_year、birthday。",
        ),
        may(
            "k",
            COUNT,
            "People who share all of it with so many in their district, themselves among them, count as hidden; 2 if absent.",
            "在本地区与至少这么多人（含本人）全部相同者视为难以识别；不写即2。",
        ),
        SOURCE,
        NOTE,
    ],
};

pub(super) static LINKAGE: TableSpec = TableSpec {
    name: "linkage",
    doc: doc(
        "A report without a number is compared, field by field, with everyone whom the register holds in the district. A field that agrees adds log2(m/u) to the weight of the pair, one that differs log2((1−m)/(1−u)).",
        "没有号码的报告与登记簿中本地区所有人逐字段比对：字段一致时配对权重加log2(m/u)，不一致时加log2((1−m)/(1−u))。",
    ),
    keys: &[
        must("threshold", RATE, "Weight from which on a pair is linked.", "达到此权重即链接。"),
        may(
            "registered",
            SHARE,
            "Share of the people whom the register holds; 1 if absent.",
            "登记簿所含人口的比例；不写即1。",
        ),
        must("field", Kind::Tables(&FIELD), "The fields that are compared.", "所比对的字段。"),
        SOURCE,
        NOTE,
    ],
};

static FIELD: TableSpec = TableSpec {
    name: "field",
    doc: doc("A field that is compared.", "所比对的一个字段。"),
    keys: &[
        ID,
        must(
            "m",
            SHARE,
            "Chance that it agrees in a report and the person it is about.",
            "报告与其本人该字段一致的概率。",
        ),
        must("u", SHARE, "Chance that it agrees in a report and somebody else.", "报告与他人该字段一致的概率。"),
        SOURCE,
        NOTE,
    ],
};
