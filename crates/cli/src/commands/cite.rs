//! `cite`: a regime, and the sources its figures rest on.

use crate::answer::Answer;
use crate::args::Cite;
use crate::session::Session;
use glasshouse_model::Lang;
use glasshouse_rulebook::Plan;
use glasshouse_study::failure::Failure;
use glasshouse_study::{VERSION, report, source};
use glasshouse_text::Basis;
use serde_json::json;

/// What the figures of a rulebook rest on, counted.
struct Badge {
    cited: usize,
    /// Of the cited: how many rest on a source that is only known through another.
    quoted: usize,
    assumed: usize,
    rival: usize,
}

impl Badge {
    fn of(plan: &Plan) -> Badge {
        let mut badge = Badge { cited: 0, quoted: 0, assumed: 0, rival: 0 };
        for figure in &plan.figures {
            match &figure.basis {
                Basis::Cited { source } => {
                    let id = source.split('#').next().unwrap_or("");
                    badge.cited += 1;
                    badge.quoted += usize::from(plan.sources.iter().any(|s| s.id == id && !s.held));
                }
                Basis::Assumed { .. } => badge.assumed += 1,
                Basis::Rival { .. } => badge.rival += 1,
                Basis::Set { .. } => {}
            }
        }
        badge
    }

    fn words(&self, lang: Lang) -> String {
        let Badge { cited, quoted, assumed, rival } = self;
        match lang {
            Lang::En => format!(
                "Figures: {cited} cited ({quoted} of them from texts known only through others), {rival} on which sources differ, {assumed} assumed with a range."
            ),
            Lang::Zh => format!(
                "数据：引用{cited}项（其中{quoted}项的原文仅由他处转述得知），来源不一{rival}项，附范围的假设{assumed}项。"
            ),
        }
    }

    fn counts(&self) -> serde_json::Value {
        json!({"cited": self.cited, "quoted_only": self.quoted, "rival": self.rival, "assumed": self.assumed})
    }
}

/// `cite REGIME`
pub fn cite(session: &Session, flags: &Cite) -> Result<Answer, Failure> {
    let document = source::find_regime(&flags.regime)?;
    let plan = source::plan_of(&document)?;
    let title = plan.title.get(session.lang);
    let itself = match session.lang {
        Lang::En => format!("{title}. Rulebook `{}`, glasshouse {VERSION}.", plan.id),
        Lang::Zh => format!("{title}。规则书 {}，glasshouse {VERSION}。", plan.id),
    };
    let badge = Badge::of(&plan);
    let mut human = format!("{itself}\n{}\n", badge.words(session.lang));
    let sources: Vec<serde_json::Value> = plan
        .sources
        .iter()
        .map(|s| {
            let reference = report::reference(s);
            human.push_str(&format!("  [{}] {reference}{}{}\n", s.id, if s.url.is_empty() { "" } else { ". " }, s.url));
            json!({"id": s.id, "kind": s.kind, "reference": reference, "date": s.date, "url": s.url, "held": s.held})
        })
        .collect();
    let mut answer = Answer::new(
        "citation/1",
        json!({"regime": plan.id, "citation": itself, "figures": badge.counts(), "sources": sources}),
        human,
    );
    answer.rows = Some(sources);
    Ok(answer)
}
