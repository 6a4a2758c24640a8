//! The rulebooks that come with the program.

/// Rulebooks and stacks by name, with their texts, in the order of the gallery. A test holds the list to the folder.
const RULEBOOKS: &[(&str, &str)] = &[
    ("suining-2010", include_str!("../../../rulebooks/suining-2010.toml")),
    ("rongcheng-2016", include_str!("../../../rulebooks/rongcheng-2016.toml")),
    ("rongcheng-2021", include_str!("../../../rulebooks/rongcheng-2021.toml")),
    ("judgment-defaulter-list", include_str!("../../../rulebooks/judgment-defaulter-list.toml")),
    ("zhejiang-2017", include_str!("../../../rulebooks/zhejiang-2017.toml")),
    ("shanghai-2017", include_str!("../../../rulebooks/shanghai-2017.toml")),
    ("henan-2020", include_str!("../../../rulebooks/henan-2020.toml")),
    ("shandong-2020", include_str!("../../../rulebooks/shandong-2020.toml")),
    ("shenzhen-2023", include_str!("../../../rulebooks/shenzhen-2023.toml")),
    ("basic-catalogue-2021", include_str!("../../../rulebooks/basic-catalogue-2021.toml")),
    ("credit-repair-2026", include_str!("../../../rulebooks/credit-repair-2026.toml")),
    ("beijing-2018", include_str!("../../../rulebooks/beijing-2018.toml")),
    ("xiamen-bailu-2018", include_str!("../../../rulebooks/xiamen-bailu-2018.toml")),
    ("sesame-2015", include_str!("../../../rulebooks/sesame-2015.toml")),
    ("tencent-credit-2018", include_str!("../../../rulebooks/tencent-credit-2018.toml")),
    ("credit-reporting-2013", include_str!("../../../rulebooks/credit-reporting-2013.toml")),
    ("platform-cleanup-2018", include_str!("../../../rulebooks/platform-cleanup-2018.toml")),
    ("device-inspection-2018", include_str!("../../../rulebooks/device-inspection-2018.toml")),
    ("gait-recognition-2018", include_str!("../../../rulebooks/gait-recognition-2018.toml")),
    ("face-jaywalking-2018", include_str!("../../../rulebooks/face-jaywalking-2018.toml")),
    ("voice-alarm", include_str!("../../../rulebooks/voice-alarm.toml")),
    ("app-rules-2016", include_str!("../../../rulebooks/app-rules-2016.toml")),
    ("petition-site", include_str!("../../../rulebooks/petition-site.toml")),
    ("second-classroom", include_str!("../../../rulebooks/second-classroom.toml")),
    ("citizens-rate-officials", include_str!("../../../rulebooks/citizens-rate-officials.toml")),
    ("health-code-2020", include_str!("../../../rulebooks/health-code-2020.toml")),
    ("robodebt-2015", include_str!("../../../rulebooks/robodebt-2015.toml")),
    ("syri-2014", include_str!("../../../rulebooks/syri-2014.toml")),
    ("dutch-fsv", include_str!("../../../rulebooks/dutch-fsv.toml")),
    ("rotterdam-welfare", include_str!("../../../rulebooks/rotterdam-welfare.toml")),
    ("midas-2013", include_str!("../../../rulebooks/midas-2013.toml")),
    ("fico-fcra", include_str!("../../../rulebooks/fico-fcra.toml")),
    ("no-fly", include_str!("../../../rulebooks/no-fly.toml")),
    ("single-score", include_str!("../../../rulebooks/single-score.toml")),
    ("minimal-list", include_str!("../../../rulebooks/minimal-list.toml")),
    ("opinion-survey", include_str!("../../../rulebooks/opinion-survey.toml")),
    ("fuzhou-moli-2018", include_str!("../../../rulebooks/fuzhou-moli-2018.toml")),
    ("suqian-xichu-2018", include_str!("../../../rulebooks/suqian-xichu-2018.toml")),
    ("suzhou-civility-2020", include_str!("../../../rulebooks/suzhou-civility-2020.toml")),
    ("village-credit", include_str!("../../../rulebooks/village-credit.toml")),
    ("enterprise-lists-2014", include_str!("../../../rulebooks/enterprise-lists-2014.toml")),
    ("listed-companies-2015", include_str!("../../../rulebooks/listed-companies-2015.toml")),
    ("samr-publicity-2021", include_str!("../../../rulebooks/samr-publicity-2021.toml")),
    ("entrepreneurs-2017", include_str!("../../../rulebooks/entrepreneurs-2017.toml")),
    ("quality-powerhouse-2017", include_str!("../../../rulebooks/quality-powerhouse-2017.toml")),
    ("firm-scandals", include_str!("../../../rulebooks/firm-scandals.toml")),
    ("foreign-rating-2017", include_str!("../../../rulebooks/foreign-rating-2017.toml")),
    ("security-assessment-2018", include_str!("../../../rulebooks/security-assessment-2018.toml")),
    ("data-localisation-2017", include_str!("../../../rulebooks/data-localisation-2017.toml")),
    ("privacy-statutes-2012", include_str!("../../../rulebooks/privacy-statutes-2012.toml")),
    ("consumer-bureaus-2018", include_str!("../../../rulebooks/consumer-bureaus-2018.toml")),
    ("recommendation-feed", include_str!("../../../rulebooks/recommendation-feed.toml")),
    ("access-filter", include_str!("../../../rulebooks/access-filter.toml")),
    ("linked-data", include_str!("../../../rulebooks/linked-data.toml")),
    ("private-self-regulation", include_str!("../../../rulebooks/private-self-regulation.toml")),
    ("data-dispute-2017", include_str!("../../../rulebooks/data-dispute-2017.toml")),
    ("network-logs-2017", include_str!("../../../rulebooks/network-logs-2017.toml")),
    ("e-evidence-2016", include_str!("../../../rulebooks/e-evidence-2016.toml")),
    ("camera-growth-2018", include_str!("../../../rulebooks/camera-growth-2018.toml")),
    ("register-breach", include_str!("../../../rulebooks/register-breach.toml")),
    ("rater-of-deals", include_str!("../../../rulebooks/rater-of-deals.toml")),
    ("rater-of-debts", include_str!("../../../rulebooks/rater-of-debts.toml")),
    ("rater-of-goods", include_str!("../../../rulebooks/rater-of-goods.toml")),
    ("rater-captured", include_str!("../../../rulebooks/rater-captured.toml")),
    ("regional-file", include_str!("../../../rulebooks/regional-file.toml")),
    ("judgment-defaulters", include_str!("../../../rulebooks/judgment-defaulters.toml")),
    ("platform-score", include_str!("../../../rulebooks/platform-score.toml")),
    ("three-layers", include_str!("../../../rulebooks/three-layers.toml")),
    ("polycentric", include_str!("../../../rulebooks/polycentric.toml")),
    ("eight-pilots-2015", include_str!("../../../rulebooks/eight-pilots-2015.toml")),
    ("jing-jin-ji", include_str!("../../../rulebooks/jing-jin-ji.toml")),
];

/// Reforms by name, with the rulebook they change (`*` for any) and their texts.
const REFORMS: &[(&str, &str, &str)] = &[
    ("suining-appeal", "suining-2010", include_str!("../../../rulebooks/reforms/suining-appeal.toml")),
    ("better-data", "*", include_str!("../../../rulebooks/reforms/better-data.toml")),
    ("real-appeal", "*", include_str!("../../../rulebooks/reforms/real-appeal.toml")),
    ("no-association", "*", include_str!("../../../rulebooks/reforms/no-association.toml")),
    ("expiry", "*", include_str!("../../../rulebooks/reforms/expiry.toml")),
    ("no-lawful-acts", "*", include_str!("../../../rulebooks/reforms/no-lawful-acts.toml")),
];

/// The text of a built-in rulebook.
///
/// ```
/// assert!(glasshouse_rulebook::builtin("suining-2010").is_some());
/// assert!(glasshouse_rulebook::builtin("nowhere-1900").is_none());
/// ```
pub fn builtin(name: &str) -> Option<&'static str> {
    RULEBOOKS.iter().find(|(n, _)| *n == name).map(|(_, text)| *text)
}

/// The names of the built-in rulebooks.
pub fn builtins() -> impl Iterator<Item = &'static str> {
    RULEBOOKS.iter().map(|(name, _)| *name)
}

/// The name of the rulebook that a built-in reform changes, and the reform's text.
pub fn builtin_reform(name: &str) -> Option<(&'static str, &'static str)> {
    REFORMS.iter().find(|(n, ..)| *n == name).map(|(_, base, text)| (*base, *text))
}

/// The names of the built-in reforms.
pub fn builtin_reforms() -> impl Iterator<Item = &'static str> {
    REFORMS.iter().map(|(name, ..)| *name)
}
