//! The page around the figures.

use super::register::register;
use super::{ReportInput, RulePart, RuleRow, SourceRow};
use crate::chart::Chart;
use crate::mark::Mark;
use crate::messages::{figure, report as say, summary as brief};
use crate::number::{self, Form};
use crate::offline;
use crate::summary::{self, pick};
use glasshouse_model::Lang;
use glasshouse_model::text::Label;
use maud::{DOCTYPE, Markup, html};

/// The whole document.
pub fn document(input: &ReportInput<'_>, charts: &[Chart]) -> Markup {
    let page = Page::of(input);
    let mut ramps: Vec<usize> = charts.iter().map(Chart::layers).filter(|n| *n > 0).collect();
    ramps.sort_unstable();
    ramps.dedup();
    let title = say::page_title(page.lang, pick(&input.doc.regime.title, page.lang));
    html! {
        (DOCTYPE)
        html lang=(page.lang.tag()) {
            (offline::head(&title, &input.doc.glasshouse, page.mark, page.lang, &ramps, &page.running_foot()))
            body {
                a.skip href="#report" { (page.t(say::SKIP)) }
                (offline::bar(page.mark, page.lang))
                (page.header())
                main id="report" {
                    (page.headlines())
                    (page.contents(charts))
                    section aria-labelledby="h-figures" {
                        (page.heading("h-figures", say::FIGURES))
                        @for (i, chart) in charts.iter().enumerate() {
                            p.number-of { (say::figure_number(page.lang, i + 1)) }
                            (chart.figure())
                        }
                        p.soft { (page.t(say::CAUTION_SUMS)) }
                    }
                    (page.numbers())
                    (page.background())
                    (page.cite())
                }
                footer { p { (page.t(say::FOOTER)) } p { (page.t(say::SYNTHETIC_ONLY)) " · " (page.mark.text(page.lang)) } }
            }
        }
    }
}

/// What every part of the document knows.
pub struct Page<'a> {
    input: &'a ReportInput<'a>,
    lang: Lang,
    mark: Mark,
}

impl<'a> Page<'a> {
    /// The page of an input.
    pub fn of(input: &'a ReportInput<'a>) -> Page<'a> {
        Page { input, lang: input.lang, mark: Mark::of(input.doc) }
    }
}

impl Page<'_> {
    fn t(&self, label: Label) -> &'static str {
        label.get(self.lang)
    }

    fn heading(&self, id: &str, label: Label) -> Markup {
        html! { h2 id=(id) { (self.t(label)) } }
    }

    fn badge(&self) -> Markup {
        html! { span class=(self.mark.class()) { (self.mark.text(self.lang)) } }
    }

    /// The mark at the foot of each printed sheet.
    fn running_foot(&self) -> String {
        let digest: String = self.input.doc.digest.chars().take(8).filter(char::is_ascii_alphanumeric).collect();
        let text = format!("{} · {} · {digest}", self.t(say::SYNTHETIC_ONLY), self.mark.text(self.lang));
        format!("@page{{@bottom-left{{content:\"{text}\"}}}}")
    }

    fn header(&self) -> Markup {
        let (doc, lang) = (self.input.doc, self.lang);
        let status = match doc.regime.status.as_str() {
            "documented" => Some(say::DOCUMENTED),
            "reconstructed" => Some(say::RECONSTRUCTED),
            "stylised" => Some(say::STYLISED),
            _ => None,
        };
        let people = number::count(doc.society.people.into());
        let households = number::count(doc.society.households.into());
        html! {
            header {
                h1 { (pick(&doc.regime.title, lang)) }
                @if pick(&doc.regime.title, lang) != doc.regime.title.zh {
                    p.original lang="zh-Hans" { (doc.regime.title.zh) }
                }
                p.lede { (say::lede(lang, &people, doc.months)) }
                p.synthetic { (self.t(say::SYNTHETIC_NOTE)) }
                dl.facts {
                    dt { (self.t(say::RULEBOOK)) }
                    dd { (say::rulebook(lang, &doc.regime.id, &doc.regime.counts)) @if let Some(status) = status { br; span.soft { (self.t(status)) } } }
                    dt { (self.t(say::SOCIETY)) }
                    dd { (say::society(lang, pick(&doc.society.title, lang), &people, &households, doc.society.seed)) }
                    dt { (self.t(say::PERIOD)) } dd { (say::period(lang, &number::day(lang, &doc.from), doc.months)) }
                    dt { (self.t(say::SEEDS)) } dd { (say::seeds(lang, doc.seed, doc.replicates.len())) " " (self.badge()) }
                    @if !doc.set.is_empty() {
                        dt { (self.t(say::OVERRIDES)) } dd { @for set in &doc.set { code { (set) } " " } }
                    }
                    dt { (self.t(figure::COMMAND)) } dd { code { (doc.command) } }
                    dt { (self.t(figure::DIGEST)) } dd { code.digest { (doc.digest) } }
                    dt { (self.t(say::VERSION)) } dd { "glasshouse " (doc.glasshouse) }
                }
            }
        }
    }

    /// A fragment of the summary as a sentence.
    fn sentence(&self, fragment: &str) -> String {
        let fragment = fragment.trim();
        match self.lang {
            Lang::Zh => format!("{fragment}。"),
            Lang::En => {
                let mut chars = fragment.chars();
                let first: String = chars.next().map(|c| c.to_uppercase().collect()).unwrap_or_default();
                format!("{first}{}. ", chars.as_str())
            }
        }
    }

    /// The sections that belong to every number.
    pub fn background(&self) -> Markup {
        html! { (self.method()) (self.assumptions()) (self.rules()) (self.sources()) (self.glossary()) }
    }

    /// What the run found, heading and sentences.
    pub fn answers(&self) -> [(String, String); 4] {
        let (h, lang) = (self.input.headlines, self.lang);
        let plain = |e| number::estimate(lang, e, Form::Plain);
        let reach = match plain(&h.penalised) {
            Some(n) => {
                let lead = say::of_1000(lang, &brief::penalised(lang, &n));
                self.sentence(&lead) + &self.inequality()
            }
            None => self.sentence(&number::estimate_or_reason(lang, &h.penalised, Form::Plain)),
        };
        let parts = [
            plain(&h.wrongly_penalised).map(|n| say::wrongly(lang, &n)),
            plain(&h.penalised_for_undone).map(|n| say::undone(lang, &n)),
            plain(&h.missed).map(|n| brief::missed(lang, &n)),
            plain(&h.wrong_deduction).map(|n| brief::deducted(lang, &n)),
        ];
        let error: String = parts.iter().flatten().map(|p| self.sentence(p)).collect();
        let error = if error.is_empty() {
            self.sentence(&number::estimate_or_reason(lang, &h.wrongly_penalised, Form::Plain))
        } else {
            error
        };
        let days = number::estimate(lang, &h.correction_days, Form::Plain);
        let corrected = match number::estimate(lang, &h.corrected_percent, Form::Percent) {
            Some(percent) => say::corrected(lang, &percent, days.as_deref()),
            None => self.sentence(&summary::corrected_sentence(lang, h)),
        };
        let out = corrected + &self.sentence(&summary::exit_sentence(lang, h));
        [(say::REACH, reach), (say::ERROR, error), (say::WAY_OUT, out), (say::EFFECT, self.effect())]
            .map(|(heading, text)| (self.t(heading).to_owned(), text.trim().to_owned()))
    }

    fn headlines(&self) -> Markup {
        html! {
            section.headlines aria-labelledby="h-headlines" {
                (self.heading("h-headlines", say::HEADLINES))
                p.marks { (self.badge()) }
                dl { @for (heading, text) in self.answers() { dt { (heading) } dd { (text) } } }
            }
        }
    }

    /// Ratio and difference between the income fifths.
    fn inequality(&self) -> String {
        let (h, lang) = (self.input.headlines, self.lang);
        let difference = number::estimate(lang, &h.poorest_minus_richest, Form::Signed);
        match number::estimate(lang, &h.poorest_to_richest, Form::Plain) {
            Some(ratio) => say::inequality(lang, &summary::ratio_text(lang, &ratio), difference.as_deref()),
            None => self.sentence(&summary::inequality_sentence(lang, h)),
        }
    }

    /// What the regime changes, each with its direction.
    fn effect(&self) -> String {
        let (h, lang) = (self.input.headlines, self.lang);
        let signed = |e| number::estimate(lang, e, Form::SignedPercent);
        let mut out = match number::estimate(lang, &h.misconduct_change, Form::Signed) {
            Some(change) => say::misconduct(lang, &change, signed(&h.misconduct_change_percent).as_deref()),
            None => self.sentence(&number::estimate_or_reason(lang, &h.misconduct_change, Form::Plain)),
        };
        if let Some(change) = signed(&h.expression_change_percent) {
            let note = summary::direction(lang, &h.expression_change_percent, -1.0, brief::CHILLING);
            out.push_str(&say::expression(lang, &change, note));
        }
        if let Some(levels) = h.levels.as_ref().filter(|l| l.apart > 0) {
            let ratio = number::fixed(levels.conformity_to_noise, 1);
            let (apart, of, upper) = (levels.apart, levels.replicates, levels.own_at_upper);
            out.push_str(&self.sentence(&brief::levels(lang, &ratio, apart, of, upper)));
            for (is_upper, level) in [(false, &levels.from_nobody), (true, &levels.from_everybody)] {
                let n = number::estimate_or_reason(lang, &level.per_1000, Form::Plain);
                let change = number::estimate_or_reason(lang, &level.change_percent, Form::SignedPercent);
                out.push_str(&self.sentence(&brief::level(lang, is_upper, &n, &change)));
            }
        }
        if let Some(change) = signed(&h.merit_change_percent) {
            let note = summary::direction(lang, &h.merit_change_percent, 1.0, brief::GAMED);
            out.push_str(&say::merit(lang, &change, note));
        }
        if let Some(n) = number::estimate(lang, &h.refusals, Form::Plain) {
            let people = self.input.doc.society.people;
            out.push_str(&say::refused(lang, &n, summary::wrong_refusals(lang, h, people).as_deref()));
        }
        out
    }

    fn contents(&self, charts: &[Chart]) -> Markup {
        html! {
            nav aria-labelledby="h-contents" {
                (self.heading("h-contents", say::CONTENTS))
                ol {
                    @for chart in charts { li { a href=(format!("#{}", chart.id)) { (chart.question) } } }
                }
                ul {
                    @for (id, label) in [("h-numbers", say::NUMBERS), ("h-method", say::METHOD), ("h-assumptions", say::ASSUMPTIONS),
                        ("h-rules", say::RULES), ("h-sources", say::SOURCES), ("h-glossary", say::GLOSSARY), ("h-cite", say::CITE)] {
                        li { a href=(format!("#{id}")) { (self.t(label)) } }
                    }
                }
            }
        }
    }

    fn numbers(&self) -> Markup {
        let lang = self.lang;
        html! {
            section aria-labelledby="h-numbers" {
                (self.heading("h-numbers", say::NUMBERS))
                div.scroll tabindex="0" role="region" aria-label=(self.t(say::NUMBERS)) {
                    table {
                        caption { (self.t(say::NUMBERS)) " · " (self.mark.text(lang)) }
                        thead { tr {
                            th scope="col" { (self.t(say::METRIC)) }
                            th.number scope="col" { (self.t(say::VALUE)) }
                            th scope="col" { (self.t(say::UNIT)) }
                        } }
                        tbody { @for (name, estimate, unit) in summary::fields(self.input.headlines) {
                            tr {
                                th scope="row" { (brief::field(lang, &name)) br; code { (name) } }
                                td.number { (number::estimate_or_reason(lang, estimate, Form::Plain)) }
                                td { (figure::unit(lang, unit)) }
                            }
                        } }
                    }
                }
            }
        }
    }

    fn method(&self) -> Markup {
        let lang = self.lang;
        html! {
            section aria-labelledby="h-method" {
                (self.heading("h-method", say::METHOD))
                h3 { (self.t(say::READING)) }
                @for p in say::reading(lang, matches!(self.mark, Mark::Finding { .. })) { p { (p) } }
                h3 { (self.t(say::MODELLED)) }
                ul { @for item in say::modelled(lang) { li { (item) } } }
                h3 { (self.t(say::NOT_MODELLED)) }
                ul { @for item in say::not_modelled(lang) { li { (item) } } }
            }
        }
    }

    fn assumptions(&self) -> Markup {
        html! {
            section aria-labelledby="h-assumptions" {
                (self.heading("h-assumptions", say::ASSUMPTIONS))
                p { (say::basis_count(self.lang, &self.input.doc.figures)) }
                @if !self.input.figures.is_empty() {
                    p { (self.t(say::ASSUMPTIONS_CAPTION)) }
                    (register(&self.input.figures, self.lang))
                }
            }
        }
    }

    fn rules(&self) -> Markup {
        html! {
            section aria-labelledby="h-rules" {
                (self.heading("h-rules", say::RULES))
                @if !self.input.rules.is_empty() {
                    (self.table(
                        say::RULES_CAPTION,
                        &[say::RULE, say::KIND, say::POINTS, say::SOURCE],
                        html! { @for r in &self.input.rules { (self.rule_row(r)) } },
                    ))
                }
            }
        }
    }

    fn rule_row(&self, r: &RuleRow) -> Markup {
        let part = match r.part {
            RulePart::Indicator => say::INDICATOR,
            RulePart::Grade => say::GRADE,
            RulePart::List => say::LIST,
            RulePart::Measure => say::MEASURE,
        };
        html! {
            tr {
                th scope="row" {
                    (pick(&r.label, self.lang))
                    @if self.lang == Lang::En && r.label.zh != r.label.en { " " span.soft lang="zh-Hans" { (r.label.zh) } }
                    br; code { (breakable(&r.id)) }
                    @if let Some(line) = r.line { " " span.soft { (say::at_line(self.lang, line)) } }
                }
                td { (self.t(part)) } td { (r.points) }
                td { @if r.source.is_empty() { (self.t(say::ASSUMED)) } @else { (r.source) } }
            }
        }
    }

    fn table(&self, caption: Label, columns: &[Label], rows: Markup) -> Markup {
        html! {
            div.scroll tabindex="0" role="region" aria-label=(self.t(caption)) {
                table.wide {
                    caption { (self.t(caption)) }
                    thead { tr { @for c in columns { th scope="col" { (self.t(*c)) } } } }
                    tbody { (rows) }
                }
            }
        }
    }

    fn sources(&self) -> Markup {
        html! {
            section aria-labelledby="h-sources" {
                (self.heading("h-sources", say::SOURCES))
                @if self.input.sources.is_empty() { p { (self.t(say::NO_SOURCES)) } }
                @else { dl.sources { @for s in &self.input.sources { (source_row(s)) } } }
            }
        }
    }

    fn glossary(&self) -> Markup {
        html! {
            section aria-labelledby="h-glossary" {
                (self.heading("h-glossary", say::GLOSSARY))
                dl.glossary { @for (word, meaning) in say::WORDS { dt { (self.t(word)) } dd { (self.t(meaning)) } } }
            }
        }
    }

    fn cite(&self) -> Markup {
        let (doc, lang) = (self.input.doc, self.lang);
        let regime = pick(&doc.regime.title, lang);
        let society = pick(&doc.society.title, lang);
        html! {
            section aria-labelledby="h-cite" {
                (self.heading("h-cite", say::CITE))
                p { (say::cite(lang, &doc.glasshouse, regime, society, &self.mark.text(lang), &doc.digest)) }
                p { code { (doc.command) } }
            }
        }
    }
}

/// A source, linked only where its address is one a browser may safely open.
fn source_row(s: &SourceRow) -> Markup {
    let address = s.url.as_deref().filter(|u| u.starts_with("https://") || u.starts_with("http://"));
    html! {
        dt { code { (s.id) } }
        dd { (s.reference) @if let Some(url) = address { " " a href=(url) rel="noreferrer" { (url) } } }
    }
}

/// A dotted path that may break after its dots.
pub fn breakable(path: &str) -> Markup {
    html! { @for (i, part) in path.split('.').enumerate() { @if i > 0 { "." wbr; } (part) } }
}
