//! The register of figures: what every number of rulebook and society rests on, part by part, with the figures
//! of one table or profile on one line.

use super::page::breakable;
use super::{Basis, FigureRow};
use crate::messages::register as say;
use crate::messages::report as words;
use crate::summary::pick;
use glasshouse_model::Lang;
use glasshouse_model::text::Label;
use maud::{Markup, html};

/// Figures that share a path but its last step, what they rest on and why: one line of the register.
struct Line<'f> {
    path: &'f str,
    figures: Vec<&'f FigureRow>,
}

/// What is one part of rulebook or society for a reader: paths with the same subject by their first step.
struct Part<'f> {
    name: Name<'f>,
    lines: Vec<Line<'f>>,
}

/// What a part is about; where nothing is known, the first step of its paths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Name<'f> {
    Known(Label),
    Path(&'f str),
}

/// The register, each part folded.
pub fn register(figures: &[FigureRow], lang: Lang) -> Markup {
    html! { @for part in parts(figures) { (part_of_register(&part, lang)) } }
}

fn parts(figures: &[FigureRow]) -> Vec<Part<'_>> {
    let mut parts: Vec<Part<'_>> = Vec::new();
    for figure in figures {
        let name = name(figure.path.split('.').next().unwrap_or(""));
        let at = match parts.iter().position(|p| p.name == name) {
            Some(at) => at,
            None => {
                parts.push(Part { name, lines: Vec::new() });
                parts.len() - 1
            }
        };
        let lines = &mut parts[at].lines;
        let stem = figure.path.rsplit_once('.').map_or("", |(stem, _)| stem);
        match lines.last_mut() {
            Some(line) if belongs(line, stem, figure) => line.figures.push(figure),
            _ => lines.push(Line { path: stem, figures: vec![figure] }),
        }
    }
    parts
}

/// Whether a figure says the same about itself as the line before it.
fn belongs(line: &Line<'_>, stem: &str, figure: &FigureRow) -> bool {
    let Some(first) = line.figures.first() else { return false };
    stem.matches('.').count() >= 1
        && line.path == stem
        && (first.basis, &first.why, &first.source) == (figure.basis, &figure.why, &figure.source)
        && (!figure.why.en.is_empty() || !figure.source.is_empty())
}

fn part_of_register(part: &Part<'_>, lang: Lang) -> Markup {
    let all = || part.lines.iter().flat_map(|l| &l.figures);
    let n = |basis: Basis| all().filter(|f| f.basis == basis).count();
    let counts = [
        (n(Basis::Cited), words::CITED),
        (n(Basis::Assumed), words::ASSUMED),
        (n(Basis::Rival), words::RIVAL),
        (n(Basis::Set), words::SET),
    ];
    let shown: Vec<(usize, &str)> =
        counts.iter().filter(|(n, _)| *n > 0).map(|(n, label)| (*n, label.get(lang))).collect();
    let title = say::part(
        lang,
        match part.name {
            Name::Known(label) => label.get(lang),
            Name::Path(path) => path,
        },
        all().count(),
        &shown,
    );
    let columns = [words::PATH, words::VALUE, words::BASIS, words::RANGE, words::WHY, words::SOURCE];
    html! {
        details.register {
            summary { (title) }
            div.scroll tabindex="0" role="region" aria-label=(title) {
                table.wide {
                    caption { (title) }
                    thead { tr { @for c in columns { th scope="col" { (c.get(lang)) } } } }
                    tbody { @for line in &part.lines { (row(line, lang)) } }
                }
            }
        }
    }
}

fn row(line: &Line<'_>, lang: Lang) -> Markup {
    let Some(first) = line.figures.first() else { return html! {} };
    let (basis, class) = match first.basis {
        Basis::Cited => (words::CITED, "basis cited"),
        Basis::Assumed => (words::ASSUMED, "basis assumed"),
        Basis::Rival => (words::RIVAL, "basis rival"),
        Basis::Set => (words::SET, "basis set"),
    };
    let last = |f: &FigureRow| f.path.rsplit('.').next().unwrap_or_default().to_owned();
    html! {
        tr {
            @if line.figures.len() == 1 {
                th scope="row" { code { (breakable(&first.path)) } }
                td.number { (first.value) }
            } @else {
                th scope="row" { code { (breakable(line.path)) } }
                td { @for (i, f) in line.figures.iter().enumerate() {
                    @if i > 0 { "; " }
                    span.soft { (last(f)) } " " (f.value)
                } }
            }
            td class=(class) { (basis.get(lang)) }
            td { @if line.figures.len() == 1 { (first.range) } @else { (ranges(&line.figures)) } }
            td { (pick(&first.why, lang)) } td { (first.source) }
        }
    }
}

/// The ranges of several figures, once if they are the same.
fn ranges(figures: &[&FigureRow]) -> String {
    let all: Vec<&str> = figures.iter().map(|f| f.range.as_str()).collect();
    match all.first() {
        Some(first) if all.iter().all(|r| r == first) => (*first).to_owned(),
        _ => all.join("; "),
    }
}

/// What figures whose paths begin with a step are about.
fn name(step: &str) -> Name<'_> {
    Name::Known(match step {
        "indicator" => say::INDICATORS,
        "channel" => say::CHANNELS,
        "measure" => say::MEASURES,
        "list" => say::LISTS,
        "grade" | "grading" | "score" | "component" | "in_force" => say::GRADES,
        "review" => say::REVIEW,
        "profile" => say::PROFILES,
        "leaning" => say::LEANINGS,
        "exposure" => say::EXPOSURES,
        "names" => say::NAMES,
        "act" | "cost" => say::ACTS,
        "behaviour" => say::BEHAVIOUR,
        "age" | "sex" | "income" | "education" | "occupation" | "place" | "household" | "association"
        | "population" | "old_age" => say::POPULATION,
        other => return Name::Path(other),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use glasshouse_wire::run::Text;

    fn figure(path: &str, value: &str, why: &str) -> FigureRow {
        FigureRow {
            path: path.into(),
            value: value.into(),
            basis: Basis::Assumed,
            range: "0 – 9".into(),
            why: Text { en: why.into(), zh: why.into() },
            source: String::new(),
        }
    }

    #[test]
    fn figures_of_one_profile_share_a_line_and_no_figure_is_lost() {
        let figures = [
            figure("profile.drivers.age.15-24", "0.41", "who drives"),
            figure("profile.drivers.age.25-34", "1.42", "who drives"),
            figure("profile.drivers.sex.female", "0.43", "who drives"),
            figure("channel.court.hit_rate", "0.94", "courts see most"),
            figure("channel.court.delay", "30", "files wait"),
            figure("profile.poor.age.15-24", "0.35", "who may claim"),
            figure("novelty.size", "7.5", "nobody knows"),
        ];
        let parts = parts(&figures);
        let shape: Vec<(Name<'_>, Vec<usize>)> =
            parts.iter().map(|p| (p.name, p.lines.iter().map(|l| l.figures.len()).collect())).collect();
        let (known, path) = (Name::Known, Name::Path);
        assert_eq!(
            shape,
            [(known(say::PROFILES), vec![2, 1, 1]), (known(say::CHANNELS), vec![1, 1]), (path("novelty"), vec![1])]
        );
        let html = register(&figures, Lang::En).into_string();
        for figure in &figures {
            assert!(html.contains(&figure.value), "{}", figure.path);
        }
    }
}
