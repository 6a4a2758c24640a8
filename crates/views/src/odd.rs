//! The model description of a run, in the seven elements of the ODD protocol (Grimm et al. 2020).
//!
//! The text of the elements is that of the model; counts, names and parameters come from the run's
//! documents, so that the description belongs to exactly one run.

use crate::mark::Mark;
use crate::messages::{figure, odd as say, report as words};
use crate::number;
use crate::report::{Basis, FigureRow, RulePart, RuleRow};
use crate::summary::pick;
use glasshouse_model::Lang;
use glasshouse_model::text::Label;
use glasshouse_wire::RunDoc;

/// The description as Markdown. `figures` is the register of assumptions, `rules` the rulebook's parts.
pub fn markdown(doc: &RunDoc, figures: &[FigureRow], rules: &[RuleRow], lang: Lang) -> String {
    let mut page = Page { lang, out: String::new() };
    page.heading(
        1,
        &format!(
            "{}{}{}",
            pick(&doc.regime.title, lang),
            if lang == Lang::En { ": " } else { "：" },
            say::TITLE.get(lang)
        ),
    );
    page.all(&[say::PROTOCOL]);
    page.this_run(doc);
    page.element(say::PURPOSE, &[say::PURPOSE_TEXT, say::PATTERNS]);
    page.element(say::ENTITIES, &[say::PERSONS, say::INSTITUTIONS, say::SCALES]);
    page.element(say::PROCESS, &[say::PROCESS_TEXT]);
    page.out.push_str(&format!("> {}\n\n", say::STEPS.get(lang)));
    page.all(&[say::PROCESS_MORE]);
    page.element(
        say::CONCEPTS,
        &[
            say::PRINCIPLES,
            say::EMERGENCE,
            say::ADAPTATION,
            say::LEARNING,
            say::SENSING,
            say::INTERACTION,
            say::STOCHASTICITY,
            say::COLLECTIVES,
            say::OBSERVATION,
        ],
    );
    page.element(say::INITIALISATION, &[say::INITIALISATION_TEXT]);
    page.element(say::INPUT, &[say::INPUT_TEXT]);
    page.element(
        say::SUBMODELS,
        &[say::SUB_ACTS, say::SUB_SENSING, say::SUB_SCORING, say::SUB_MEASURES, say::SUB_REVIEW],
    );
    page.rules(rules);
    page.parameters(doc, figures);
    page.limits();
    page.out
}

struct Page {
    lang: Lang,
    out: String,
}

impl Page {
    fn heading(&mut self, level: usize, text: &str) {
        self.out.push_str(&format!("{} {}\n\n", "#".repeat(level), plain(text)));
    }

    fn all(&mut self, paragraphs: &[Label]) {
        for p in paragraphs {
            self.out.push_str(&format!("{}\n\n", p.get(self.lang)));
        }
    }

    fn element(&mut self, heading: Label, paragraphs: &[Label]) {
        self.heading(2, heading.get(self.lang));
        self.all(paragraphs);
    }

    fn this_run(&mut self, doc: &RunDoc) {
        let lang = self.lang;
        let people = number::count(doc.society.people.into());
        let households = number::count(doc.society.households.into());
        let rows = [
            (words::RULEBOOK, words::rulebook(lang, &doc.regime.id, &doc.regime.counts)),
            (
                words::SOCIETY,
                words::society(lang, pick(&doc.society.title, lang), &people, &households, doc.society.seed),
            ),
            (words::PERIOD, words::period(lang, &number::day(lang, &doc.from), doc.months)),
            (
                words::SEEDS,
                format!("{} · {}", words::seeds(lang, doc.seed, doc.replicates.len()), Mark::of(doc).text(lang)),
            ),
            (figure::COMMAND, format!("`{}`", doc.command)),
            (figure::DIGEST, format!("`{}`", doc.digest)),
            (words::VERSION, format!("glasshouse {}", doc.glasshouse)),
        ];
        self.heading(2, say::COUNTS.get(lang));
        self.out.push_str("| | |\n| --- | --- |\n");
        for (name, value) in rows {
            self.out.push_str(&format!("| {} | {} |\n", name.get(lang), cell(&value)));
        }
        self.out.push('\n');
    }

    fn rules(&mut self, rules: &[RuleRow]) {
        if rules.is_empty() {
            return;
        }
        let lang = self.lang;
        self.heading(3, words::RULES.get(lang));
        self.columns(&[words::RULE, words::KIND, words::POINTS, words::SOURCE]);
        for r in rules {
            let part = match r.part {
                RulePart::Indicator => words::INDICATOR,
                RulePart::Grade => words::GRADE,
                RulePart::List => words::LIST,
                RulePart::Measure => words::MEASURE,
            };
            let source = if r.source.is_empty() { words::ASSUMED.get(lang) } else { &r.source };
            let name = format!("{} `{}`", pick(&r.label, lang), r.id);
            self.row(&[&name, part.get(lang), &r.points, source]);
        }
        self.out.push('\n');
    }

    fn parameters(&mut self, doc: &RunDoc, figures: &[FigureRow]) {
        let lang = self.lang;
        self.heading(3, say::ASSUMPTIONS.get(lang));
        self.out.push_str(&format!("{}\n\n", words::basis_count(lang, &doc.figures)));
        if figures.is_empty() {
            return;
        }
        self.columns(&[words::PATH, words::VALUE, words::BASIS, words::RANGE, words::WHY, words::SOURCE]);
        for f in figures {
            let basis = match f.basis {
                Basis::Cited => words::CITED,
                Basis::Assumed => words::ASSUMED,
                Basis::Rival => words::RIVAL,
                Basis::Set => words::SET,
            };
            let path = format!("`{}`", f.path);
            self.row(&[&path, &f.value, basis.get(lang), &f.range, pick(&f.why, lang), &f.source]);
        }
        self.out.push('\n');
    }

    fn limits(&mut self) {
        let lang = self.lang;
        self.heading(3, words::NOT_MODELLED.get(lang));
        for line in words::not_modelled(lang) {
            self.out.push_str(&format!("- {line}\n"));
        }
    }

    fn columns(&mut self, names: &[Label]) {
        let names: Vec<&str> = names.iter().map(|n| n.get(self.lang)).collect();
        self.row(&names);
        self.out.push_str(&format!("|{}\n", " --- |".repeat(names.len())));
    }

    fn row(&mut self, cells: &[&str]) {
        let cells: Vec<String> = cells.iter().map(|c| cell(c)).collect();
        self.out.push_str(&format!("| {} |\n", cells.join(" | ")));
    }
}

/// A text that cannot break a table.
fn cell(text: &str) -> String {
    plain(text).replace('|', "\\|")
}

/// A text on one line, in which `<` opens nothing.
fn plain(text: &str) -> String {
    text.replace(['\n', '\r'], " ").replace('<', "&lt;")
}
