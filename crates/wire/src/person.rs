//! One synthetic person's file.

use crate::run::Text;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The file of one synthetic person in one run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PersonFile {
    /// `person-file/1`.
    pub schema: String,
    /// `p-000018233`.
    pub person: String,
    /// Always true: the person is synthetic.
    pub synthetic: bool,
    /// Regime id.
    pub regime: String,
    /// Seed and replicate.
    pub seed: u64,
    /// Replicate.
    pub replicate: u32,
    /// Attribute name, level name and label, in reporting order; then `age` and `household`.
    pub attributes: Vec<PersonAttribute>,
    /// Why this person was picked, if by a criterion: its name.
    pub picked: Option<String>,
    /// Of how many persons the criterion holds, out of how many: of `people`, or of fewer who were looked at.
    pub frequency: Option<(u64, u64)>,
    /// Persons in the society; 0 where an older version did not say.
    #[serde(default)]
    pub people: u32,
    /// Score of a person without records.
    pub start: i32,
    /// Everything that happened, in order.
    pub events: Vec<PersonEvent>,
    /// Score by the record at the end.
    pub score: i32,
    /// Score a perfect register would give.
    pub true_score: i32,
    /// Grade by the record at the end.
    pub grade: Option<String>,
    /// Grade a perfect register would give.
    pub true_grade: Option<String>,
    /// Lists at the end.
    pub lists: Vec<String>,
    /// Measures in force at the end, with what they rest on.
    pub measures: Vec<ActiveMeasure>,
}

impl PersonFile {
    /// The records that counted against the person, those that took most points first: records that took points, and
    /// records without points that led to a list or a grade.
    pub fn counted(&self) -> Vec<&PersonEvent> {
        let led = |record: &PersonEvent| {
            let follows = |e: &&PersonEvent| {
                e.side == "record"
                    && e.cause == record.cause
                    && matches!(e.phase.as_str(), "list_step" | "listing" | "grade")
            };
            record.points == 0 && !record.cause.is_empty() && self.events.iter().any(|e| follows(&e))
        };
        let is_record = |e: &&PersonEvent| e.phase == "award" && e.side == "record";
        let mut all: Vec<&PersonEvent> =
            self.events.iter().filter(is_record).filter(|e| e.points < 0 || led(e)).collect();
        all.sort_by_key(|e| e.points);
        all
    }
}

/// An attribute of a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PersonAttribute {
    /// Attribute.
    pub name: String,
    /// Level.
    pub level: String,
    /// Label of the level.
    pub label: Text,
}

/// A line of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PersonEvent {
    /// Day, `YYYY-MM-DD`.
    pub day: String,
    /// Month of the run, from 1.
    pub month: u32,
    /// The phase of the chain: act, observation, award, expiry, correction, grade, listing, measure,
    /// application, notice, weighing, objection, withdrawal, decision, verdict.
    pub phase: String,
    /// `record`, `truth` or empty.
    pub side: String,
    /// Story it belongs to, as hex; empty for the clock.
    pub cause: String,
    /// The thing: act kind, indicator id, grade, list, measure.
    pub what: String,
    /// Its label.
    pub label: Text,
    /// For acts: `taken`, `withheld` (only in the baseline), `added` (only here). For awards: `own`,
    /// `misattributed`, `false_alarm`. For others: `entered`, `left`, `began`, `ended`, `refused`,
    /// `preferred`, `granted`, `upheld`, `rejected`; for weighings `objects`, `declines`. For verdicts, how the
    /// measures in force compare with the truth from this day on: `for_undone`, `wrongly`, `missed`, `as_due`.
    pub detail: String,
    /// Points of this line; 0 if none.
    pub points: i32,
    /// Score after this line, on lines that move it.
    pub score: Option<i32>,
    /// True where the record is wrong about this person.
    pub wrong: bool,
    /// Who reported, label.
    pub reporter: Option<Text>,
    /// Source of the rule, as cited.
    pub source: Option<String>,
    /// Line of the rule in the rulebook.
    pub line: Option<u32>,
    /// What was weighed, on lines of weighing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weighed: Option<Weighed>,
}

/// What a person weighed before objecting or not, in thousandths of utility: gain and peers speak for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Weighed {
    /// What success is hoped to save.
    pub gain: i32,
    /// The effort.
    pub effort: i32,
    /// The fear to draw attention.
    pub fear: i32,
    /// What listed ties who objected add.
    pub peers: i32,
    /// The chance to object that follows, in thousandths.
    pub chance: i32,
}

/// A measure in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ActiveMeasure {
    /// Id.
    pub id: String,
    /// Label.
    pub label: Text,
    /// Who applies it.
    pub agency: Text,
    /// `sanction` or `reward`.
    pub polarity: String,
    /// Since when.
    pub since: String,
    /// Would be in force under the true dossier as well.
    pub also_in_truth: bool,
    /// What triggered it: `grade C`, `list x`.
    pub because: String,
}
