//! The groups by which results are reported: everyone, and each level of six attributes.

use crate::text::Label;

/// A reported attribute of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Attribute {
    /// Sex.
    Sex,
    /// Age band at the start of the run.
    Age,
    /// Urban or rural neighbourhood.
    Place,
    /// Fifth of the income distribution.
    Income,
    /// Highest schooling.
    Education,
    /// Occupation.
    Occupation,
}

/// A level's name in files and its label.
pub type Level = (&'static str, Label);

impl Attribute {
    /// All attributes, in the order of [`Group`] numbers.
    pub const ALL: [Attribute; 6] = [
        Attribute::Sex,
        Attribute::Age,
        Attribute::Place,
        Attribute::Income,
        Attribute::Education,
        Attribute::Occupation,
    ];

    /// The name in files and tables.
    pub fn name(self) -> &'static str {
        match self {
            Attribute::Sex => "sex",
            Attribute::Age => "age",
            Attribute::Place => "place",
            Attribute::Income => "income_fifth",
            Attribute::Education => "education",
            Attribute::Occupation => "occupation",
        }
    }

    /// The attribute with a name.
    pub fn parse(name: &str) -> Option<Attribute> {
        Attribute::ALL.into_iter().find(|a| a.name() == name)
    }

    /// The label for people.
    pub fn label(self) -> Label {
        match self {
            Attribute::Sex => Label { en: "sex", zh: "性别" },
            Attribute::Age => Label { en: "age", zh: "年龄" },
            Attribute::Place => Label { en: "place", zh: "城乡" },
            Attribute::Income => Label { en: "income fifth", zh: "收入五等分" },
            Attribute::Education => Label { en: "education", zh: "教育" },
            Attribute::Occupation => Label { en: "occupation", zh: "职业" },
        }
    }

    /// The levels, in order.
    pub fn levels(self) -> &'static [Level] {
        match self {
            Attribute::Sex => &[("female", Label { en: "women", zh: "女" }), ("male", Label { en: "men", zh: "男" })],
            Attribute::Age => &[
                ("15-24", Label { en: "15 to 24", zh: "15–24岁" }),
                ("25-34", Label { en: "25 to 34", zh: "25–34岁" }),
                ("35-44", Label { en: "35 to 44", zh: "35–44岁" }),
                ("45-59", Label { en: "45 to 59", zh: "45–59岁" }),
                ("60-64", Label { en: "60 to 64", zh: "60–64岁" }),
                ("65+", Label { en: "65 and over", zh: "65岁及以上" }),
            ],
            Attribute::Place => {
                &[("rural", Label { en: "rural", zh: "农村" }), ("urban", Label { en: "urban", zh: "城镇" })]
            }
            Attribute::Income => &[
                ("1", Label { en: "lowest fifth", zh: "最低五分之一" }),
                ("2", Label { en: "second fifth", zh: "第二个五分之一" }),
                ("3", Label { en: "middle fifth", zh: "中间五分之一" }),
                ("4", Label { en: "fourth fifth", zh: "第四个五分之一" }),
                ("5", Label { en: "highest fifth", zh: "最高五分之一" }),
            ],
            Attribute::Education => &[
                ("none", Label { en: "no schooling", zh: "未上学" }),
                ("primary", Label { en: "primary", zh: "小学" }),
                ("junior", Label { en: "junior secondary", zh: "初中" }),
                ("senior", Label { en: "senior secondary", zh: "高中" }),
                ("college", Label { en: "college", zh: "大专及以上" }),
            ],
            Attribute::Occupation => &[
                ("farmer", Label { en: "farmers", zh: "农民" }),
                ("worker", Label { en: "workers", zh: "工人" }),
                ("service", Label { en: "service workers", zh: "服务业人员" }),
                ("self_employed", Label { en: "self-employed", zh: "个体经营者" }),
                ("official", Label { en: "officials", zh: "公职人员" }),
                ("teacher", Label { en: "teachers", zh: "教师" }),
                ("doctor", Label { en: "doctors and nurses", zh: "医护人员" }),
                ("student", Label { en: "students", zh: "学生" }),
                ("retired", Label { en: "retired", zh: "退休人员" }),
                ("none", Label { en: "no occupation", zh: "无业" }),
            ],
        }
    }

    /// The group number of level 0.
    pub const fn first_group(self) -> u8 {
        match self {
            Attribute::Sex => 1,
            Attribute::Age => 3,
            Attribute::Place => 9,
            Attribute::Income => 11,
            Attribute::Education => 16,
            Attribute::Occupation => 21,
        }
    }
}

/// A reported group: 0 is everyone, then the levels of each attribute in turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Group(pub u8);

/// How many groups there are.
pub const N_GROUPS: usize = 31;

impl Group {
    /// Everyone.
    pub const ALL: Group = Group(0);

    /// The group of a level of an attribute.
    pub const fn of(attribute: Attribute, level: u8) -> Group {
        Group(attribute.first_group() + level)
    }

    /// Every group.
    pub fn each() -> impl Iterator<Item = Group> {
        (0..N_GROUPS as u8).map(Group)
    }

    /// Attribute and level; `None` for everyone.
    pub fn level(self) -> Option<(Attribute, u8)> {
        Attribute::ALL.into_iter().rev().find(|a| self.0 >= a.first_group()).map(|a| (a, self.0 - a.first_group()))
    }

    /// Names for tables: attribute and level, or `all` and `all`.
    pub fn names(self) -> (&'static str, &'static str) {
        match self.level() {
            None => ("all", "all"),
            Some((a, level)) => (a.name(), a.levels()[usize::from(level)].0),
        }
    }

    /// The label for people.
    pub fn label(self) -> Label {
        match self.level() {
            None => Label { en: "everyone", zh: "全体" },
            Some((a, level)) => a.levels()[usize::from(level)].1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_number_every_level_once() {
        let mut next = 1;
        for a in Attribute::ALL {
            assert_eq!(a.first_group(), next);
            for (level, (name, _)) in a.levels().iter().enumerate() {
                let group = Group::of(a, level as u8);
                assert_eq!(group.level(), Some((a, level as u8)));
                assert_eq!(group.names(), (a.name(), *name));
                next += 1;
            }
        }
        assert_eq!(usize::from(next), N_GROUPS);
    }
}
