//! The systems that the gallery sets out to make runnable.

use glasshouse_model::text::Label;

/// A system that the literature on scoring names.
#[derive(Clone, Copy, Debug)]
pub struct System {
    /// Number in the gallery, from 1.
    pub number: u8,
    /// Name in files.
    pub id: &'static str,
    /// Label for people.
    pub label: Label,
}

const fn system(number: u8, id: &'static str, en: &'static str, zh: &'static str) -> System {
    System { number, id, label: Label { en, zh } }
}

/// Every system, by number. A row is covered where a rulebook's card names it.
pub const SYSTEMS: [System; 48] = [
    system(1, "zhejiang-regulation", "Zhejiang public credit information regulations", "浙江省公共信用信息管理条例"),
    system(2, "shanghai-regulation", "Shanghai social credit regulations", "上海市社会信用条例"),
    system(3, "local-legislation", "the wave of local credit legislation", "地方信用立法浪潮"),
    system(4, "fujian-plan", "Fujian plan for individual integrity", "福建省加强个人诚信体系建设实施方案"),
    system(5, "listed-companies", "joint punishment of listed companies", "对违法失信上市公司的联合惩戒"),
    system(6, "entrepreneurs-opinion", "opinion on entrepreneurs, September 2017", "2017年9月关于企业家的意见"),
    system(7, "quality-powerhouse", "quality powerhouse action plan", "质量强国行动"),
    system(8, "foreign-rating", "opening of credit rating to foreign agencies", "信用评级对外开放"),
    system(9, "licensed-pilots", "eight pilots of personal credit reporting, 2015", "2015年八家个人征信试点"),
    system(10, "recommendation-feeds", "recommendation by clicks", "以点击为目标的推荐算法"),
    system(11, "big-data-privacy", "inference, linkage and leakage", "大数据推断、关联与泄露"),
    system(12, "beijing-score", "Beijing score for all residents", "北京“个人诚信分”"),
    system(13, "account-cleanup", "clean-up of social-media accounts, 2018", "2018年自媒体账号清理"),
    system(
        14,
        "security-assessment",
        "security assessment of services that mobilise opinion",
        "具有舆论属性服务的安全评估",
    ),
    system(15, "content-categories", "official categories of bad content", "官方的不良内容分类"),
    system(16, "device-inspection", "inspection of devices at a university", "高校设备检查"),
    system(17, "gait-recognition", "recognition by gait", "步态识别"),
    system(18, "face-jaywalking", "face recognition at crossings", "行人闯红灯人脸识别"),
    system(19, "access-filter", "filter of foreign sites", "境外网站过滤"),
    system(20, "regional-system", "Beijing–Tianjin–Hebei regional credit system", "京津冀区域信用体系"),
    system(21, "petition-site", "public complaint websites", "网上信访与投诉平台"),
    system(22, "polycentric-ratings", "many ratings against a single one", "多元评级与单一评级"),
    system(23, "private-self-regulation", "private self-regulation of data", "私营部门的数据自律"),
    system(24, "thirteen-companies", "thirteen companies of consumer credit reporting", "个人征信的十三家公司"),
    system(25, "crisis-credit", "supervisory credit in the pandemic", "疫情中的信用监管"),
    system(26, "second-classroom", "credits of the second classroom", "第二课堂学分"),
    system(27, "suining", "Suining mass credit, 2010", "睢宁大众信用（2010年）"),
    system(28, "national-plan", "joint sanctions: once untrustworthy, restricted everywhere", "“一处失信，处处受限”"),
    system(29, "travel-restrictions", "restrictions of travel and luxury", "限制出行与高消费"),
    system(30, "citizens-rate", "citizens rate officials, doctors, teachers", "公民给官员、医生、教师评分"),
    system(31, "online-conduct-lists", "lists for online conduct and reporting", "网络失信与媒体名单"),
    system(32, "sesame", "Sesame Credit", "芝麻信用"),
    system(33, "breach-and-tampering", "theft and alteration of records", "记录的窃取与篡改"),
    system(34, "firm-scandals", "food and vaccine scandals", "食品与疫苗丑闻"),
    system(35, "real-name-superapps", "superapps with real names", "超级应用与实名制"),
    system(36, "cameras", "camera coverage", "摄像头覆盖"),
    system(37, "police-registers", "police registers and prediction", "公安信息化与预测"),
    system(38, "voice-alarm", "alarm by voice print", "声纹报警"),
    system(39, "app-logs", "app rules: logs and real names", "应用程序日志与实名规定"),
    system(40, "e-evidence", "posts as evidence", "电子数据作为证据"),
    system(41, "credit-reporting-2013", "credit reporting regulation, 2013", "征信业管理条例（2013年）"),
    system(42, "localisation", "localisation of data", "数据本地化"),
    system(43, "tencent-credit", "Tencent Credit", "腾讯信用"),
    system(44, "single-score", "a single national score (counterfactual)", "全国单一评分（反事实）"),
    system(45, "charity-points", "donations that raise a score", "捐款提升分数"),
    system(46, "opinion-survey", "survey of opinion", "民意调查"),
    system(47, "data-disputes", "disputes over who owns data", "数据归属之争"),
    system(48, "privacy-statutes", "patchwork of privacy statutes", "零散的隐私立法"),
];
