//! What the figures of a regime rest on, counted; and its rules, counted.

use crate::spec::count_figures;
use glasshouse_model::text::Label;
use glasshouse_rulebook::Plan;
use glasshouse_text::Basis;
use glasshouse_wire::run::{FigureCount, RuleCount};

/// What the figures of a rulebook rest on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sourcing {
    /// Figures by their basis.
    pub figures: FigureCount,
    /// Of the cited ones: how many rest on a source that is only known through another.
    pub quoted: u32,
    /// Statements of sources that set nothing.
    pub published: u32,
}

/// How well a regime is sourced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Badge {
    /// At least a third of what it states comes from a source.
    Well,
    /// At least a tenth does.
    Partly,
    /// Nearly everything is assumed.
    Assumed,
    /// It holds no figures.
    Empty,
}

impl Badge {
    /// The word in documents.
    pub fn name(self) -> &'static str {
        match self {
            Badge::Well => "well_sourced",
            Badge::Partly => "partly_sourced",
            Badge::Assumed => "mostly_assumed",
            Badge::Empty => "no_figures",
        }
    }

    /// The words for people.
    pub fn label(self) -> Label {
        match self {
            Badge::Well => Label { en: "well sourced", zh: "来源充分" },
            Badge::Partly => Label { en: "partly sourced", zh: "部分有来源" },
            Badge::Assumed => Label { en: "mostly assumed", zh: "多为假设" },
            Badge::Empty => Label { en: "no figures", zh: "没有数据" },
        }
    }
}

impl Sourcing {
    /// Counts a rulebook.
    pub fn of(plan: &Plan) -> Sourcing {
        let figures = count_figures(&plan.figures);
        let quoted = |source: &str| {
            let id = source.split('#').next().unwrap_or("");
            plan.sources.iter().any(|s| s.id == id && !s.held)
        };
        let cited = plan.figures.iter().filter_map(|figure| match &figure.basis {
            Basis::Cited { source } => Some(source.as_str()),
            Basis::Assumed { .. } | Basis::Rival { .. } | Basis::Set { .. } => None,
        });
        let quoted = cited.filter(|source| quoted(source)).count() as u32;
        Sourcing { figures, quoted, published: plan.published.len() as u32 }
    }

    /// How well it is sourced: of figures and statements together, the share that a source carries.
    pub fn badge(&self) -> Badge {
        let carried = self.figures.cited + self.figures.rival + self.published;
        let all = carried + self.figures.assumed;
        match () {
            () if all == 0 => Badge::Empty,
            () if carried * 3 >= all => Badge::Well,
            () if carried * 10 >= all => Badge::Partly,
            () => Badge::Assumed,
        }
    }
}

/// How many rules of each kind a rulebook has.
pub fn rules(plan: &Plan) -> RuleCount {
    let count = |n: usize| n as u32;
    RuleCount {
        indicators: count(plan.indicators.len()),
        grades: count(plan.grading.as_ref().map_or(0, |g| g.grades.len())),
        lists: count(plan.lists.len()),
        measures: count(plan.measures.len()),
        channels: count(plan.channels.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_badge_follows_what_is_carried() {
        let with = |cited, assumed, published| Sourcing {
            figures: FigureCount { cited, assumed, ..FigureCount::default() },
            quoted: 0,
            published,
        };
        assert_eq!(with(0, 0, 0).badge(), Badge::Empty);
        assert_eq!(with(1, 10, 0).badge(), Badge::Assumed);
        assert_eq!(with(1, 9, 0).badge(), Badge::Partly);
        assert_eq!(with(1, 9, 4).badge(), Badge::Well);
    }

    #[test]
    fn every_figure_is_counted_once() {
        for name in glasshouse_rulebook::builtins() {
            let plan = crate::source::built_in_plan(name).unwrap();
            let Sourcing { figures: f, .. } = Sourcing::of(&plan);
            assert_eq!((f.cited + f.assumed + f.rival + f.set) as usize, plan.figures.len(), "{name}");
        }
    }
}
