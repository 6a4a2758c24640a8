//! What is asked for: requests of the page, checked into runs and comparisons of built-in regimes.

use glasshouse_study::compare::{Arm, CompareSpec, PreparedCompare, arms};
use glasshouse_study::failure::{Failure, Note};
use glasshouse_study::source::{self, Document};
use glasshouse_study::spec::{Coupling, Prepared, RunSpec};
use glasshouse_wire::page::{CompareRequest, RunRequest};

/// A run as it is asked for, checked.
///
/// # Errors
/// [`Failure::Usage`] for names that are not built in; as [`RunSpec::prepare`].
pub fn run(request: &RunRequest) -> Result<Prepared, Failure> {
    let arm = match &request.rulebook {
        Some(text) => Arm {
            name: "rulebook.toml".into(),
            regime: Document { name: "rulebook.toml".into(), bytes: text.as_bytes().to_vec(), built_in: false },
            reform: None,
            set: Vec::new(),
        },
        None => arm(&request.regime)?,
    };
    RunSpec {
        society: society(request.society.as_deref(), &[&arm.regime])?,
        regime: arm.regime,
        reforms: arm.reform.into_iter().collect(),
        set: arm.set,
        people: Some(request.people),
        society_seed: None,
        seed: request.seed,
        months: request.months,
        replicates: request.replicates,
        coupling: Coupling::Week,
        keep: Vec::new(),
    }
    .prepare()
}

/// A comparison as it is asked for, checked, with its command.
///
/// # Errors
/// As [`run`].
pub fn compare(request: &CompareRequest) -> Result<(PreparedCompare, String), Failure> {
    request.regimes.iter().chain(&request.baseline).try_for_each(|name| arm(name).map(|_| ()))?;
    let arms = arms(&request.regimes, request.baseline.as_deref())?;
    let regimes: Vec<&Document> = arms.iter().map(|arm| &arm.regime).collect();
    let society = society(request.society.as_deref(), &regimes)?;
    let spec = CompareSpec {
        arms,
        shared: RunSpec {
            regime: source::find_regime(source::NONE)?,
            reforms: Vec::new(),
            set: Vec::new(),
            society,
            people: Some(request.people),
            society_seed: None,
            seed: request.seed,
            months: request.months,
            replicates: request.replicates,
            coupling: Coupling::Week,
            keep: Vec::new(),
        },
        unpaired: false,
        gaps: None,
    };
    let prepared = spec.prepare()?;
    let command = prepared.command(&request.regimes, request.baseline.as_deref());
    Ok((prepared, command))
}

/// An arm of built-in names. A name is looked up in the program before anything else is done with it, so that no text
/// from outside becomes a path.
fn arm(text: &str) -> Result<Arm, Failure> {
    let head = text.split('+').next().unwrap_or_default();
    let (regime, reform) = head.split_once('@').map_or((head, None), |(r, f)| (r, Some(f)));
    let known = source::regime_text(regime).is_some() && reform.is_none_or(|f| source::reform_text(f).is_some());
    if known { Arm::parse(text) } else { Err(foreign(head)) }
}

/// The same for every change that a what-if asks for.
///
/// # Errors
/// [`Failure::Usage`] where a regime is named that is not built in.
pub fn change(text: &str) -> Result<glasshouse_study::what_if::Change, Failure> {
    if let Some(name) = text.strip_prefix("regime:") {
        arm(name)?;
    }
    glasshouse_study::what_if::Change::parse(text)
}

/// The society that is named, else the one that the regimes are written for. Either must be built in.
fn society(name: Option<&str>, regimes: &[&Document]) -> Result<Document, Failure> {
    let name = source::society_of(name, regimes);
    if source::society_text(&name).is_none() {
        return Err(foreign(&name));
    }
    source::find_society(&name)
}

fn foreign(name: &str) -> Failure {
    let shown: String = name.chars().take(80).collect();
    let known: Vec<&str> = source::regime_names().collect();
    let note = Note::new("GH0900", format!("`{shown}` is not built in"), format!("“{shown}”不是内置名称"));
    Failure::Usage(note.help(format!("built in: {}", known.join(", ")), format!("内置：{}", known.join("、"))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_built_in_names_become_documents() {
        for name in ["suining-2010", "none", "suining-2010@suining-appeal", "suining-2010+review.enabled=true"] {
            assert!(arm(name).is_ok(), "{name}");
        }
        for name in ["-", "", "Cargo.toml", "/etc/passwd", "../x", "suining-2010@/etc/passwd", "suining-2010@../x"] {
            assert!(matches!(arm(name), Err(Failure::Usage(_))), "{name}");
            assert!(change(&format!("regime:{name}")).is_err(), "{name}");
        }
    }
}
