//! What is varied: an assumption of rulebook or society, its range, and how a value of it is written.

use crate::failure::{Failure, Note};
use glasshouse_model::text::Text;
use glasshouse_model::{Day, Ratio, Span, SpanUnit, math};
use glasshouse_sensitivity::analytic::Analytic;
use glasshouse_text::suggest::nearest;
use glasshouse_text::{Basis, Figure, Patch, Quantity};

/// Whose figure it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// The rulebook's.
    Regime,
    /// The society's.
    Society,
    /// A model's with known answers.
    Model,
}

/// How values lie between lowest and highest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// Evenly.
    Linear,
    /// Evenly in the logarithm.
    Log,
    /// They are listed.
    Listed,
}

impl Scale {
    /// The name in documents.
    pub fn name(self) -> &'static str {
        match self {
            Scale::Linear => "linear",
            Scale::Log => "log",
            Scale::Listed => "listed",
        }
    }
}

/// Where a point lies in one input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Coordinate {
    /// At the declared value.
    Declared,
    /// At a level, counted from 0.
    Level(u32),
    /// At a place from 0 to 1 of the range.
    Unit(f64),
}

/// How numbers of an input are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Measure {
    Whole,
    Decimal,
    Exact,
    Span(SpanUnit),
    Date,
    Words,
}

/// One input of a sweep.
#[derive(Clone, Debug, PartialEq)]
pub struct Input {
    /// Path, as `--set` takes it.
    pub path: String,
    /// Whose figure it is.
    pub owner: Owner,
    /// Value as declared.
    pub declared: String,
    /// Lowest value, as written.
    pub low: String,
    /// Highest value, as written.
    pub high: String,
    /// How values lie between.
    pub scale: Scale,
    /// The range was asked for rather than declared.
    pub asked: bool,
    /// Why the document assumes what it does.
    pub why: String,
    measure: Measure,
    ends: (f64, f64),
    listed: Vec<String>,
    levels: Option<u32>,
}

/// A figure that can be varied, with the path that `--set` takes.
#[derive(Clone, Copy, Debug)]
pub struct Candidate<'f> {
    /// Whose it is.
    pub owner: Owner,
    /// The figure.
    pub figure: &'f Figure,
}

impl Candidate<'_> {
    /// The path that `--set` takes.
    pub fn path(&self) -> String {
        match self.owner {
            Owner::Society => format!("society.{}", self.figure.path),
            Owner::Regime | Owner::Model => self.figure.path.clone(),
        }
    }
}

impl Input {
    /// An input over the range that its document declares.
    ///
    /// # Errors
    /// Why it cannot be varied.
    pub fn declared(candidate: Candidate<'_>) -> Result<Input, Text> {
        let Basis::Assumed { low, high, why } = &candidate.figure.basis else {
            return Err(both("it declares no range", "没有声明范围"));
        };
        let mut input = Input::ranged(candidate, low, high, Scale::Linear)?;
        input.why.clone_from(why);
        Ok(input)
    }

    fn ranged(candidate: Candidate<'_>, low: &str, high: &str, scale: Scale) -> Result<Input, Text> {
        let figure = candidate.figure;
        if figure.path.contains('@') {
            return Err(both("its value has versions over time", "其数值随时间分版本"));
        }
        let texts = [figure.value.as_str(), low, high];
        let measure = Measure::of(figure.quantity, &texts).ok_or_else(|| both("it has no end", "它没有期限"))?;
        let number = |text: &str| {
            measure
                .number(text)
                .ok_or_else(|| both(format!("`{text}` is no value of it"), format!("“{text}”不是其取值")))
        };
        let ends = (number(low)?, number(high)?);
        if ends.0 >= ends.1 {
            return Err(both("its range holds one value only", "其范围只有一个值"));
        }
        if scale == Scale::Log && ends.0 <= 0.0 {
            return Err(both("a logarithmic range begins above 0", "对数范围须大于0"));
        }
        Ok(Input {
            path: candidate.path(),
            owner: candidate.owner,
            declared: figure.value.clone(),
            low: low.to_owned(),
            high: high.to_owned(),
            scale,
            asked: false,
            why: String::new(),
            measure,
            ends,
            listed: Vec::new(),
            levels: None,
        })
    }

    fn listed(candidate: Candidate<'_>, values: Vec<String>) -> Result<Input, Text> {
        let texts: Vec<&str> = values.iter().map(String::as_str).collect();
        let measure = Measure::of(candidate.figure.quantity, &texts).unwrap_or(Measure::Words);
        let (Some(first), Some(last)) = (values.first(), values.last()) else {
            return Err(both("no values are listed", "没有列出取值"));
        };
        Ok(Input {
            path: candidate.path(),
            owner: candidate.owner,
            declared: candidate.figure.value.clone(),
            low: first.clone(),
            high: last.clone(),
            scale: Scale::Listed,
            asked: true,
            why: String::new(),
            measure,
            ends: (0.0, values.len() as f64 - 1.0),
            listed: values,
            levels: None,
        })
    }

    /// The inputs of a model with known answers.
    pub fn of_model(model: &Analytic) -> Vec<Input> {
        let input = |(name, low, high): &(&str, f64, f64)| Input {
            path: (*name).to_owned(),
            owner: Owner::Model,
            declared: (0.5 * (low + high)).to_string(),
            low: low.to_string(),
            high: high.to_string(),
            scale: Scale::Linear,
            asked: false,
            why: String::new(),
            measure: Measure::Exact,
            ends: (*low, *high),
            listed: Vec::new(),
            levels: None,
        };
        model.inputs.iter().map(input).collect()
    }

    /// How many levels it has where `wanted` are asked for: fewer where it has fewer values.
    pub fn n_levels(&self, wanted: u32) -> u32 {
        let wanted = self.levels.unwrap_or(wanted).max(2);
        match (self.scale, self.measure) {
            (Scale::Listed, _) => self.listed.len() as u32,
            (_, Measure::Whole | Measure::Span(_) | Measure::Date) => {
                wanted.min((self.ends.1 - self.ends.0) as u32 + 1)
            }
            (_, Measure::Decimal | Measure::Exact | Measure::Words) => wanted,
        }
    }

    /// The value at a coordinate, as written; levels are out of `levels`.
    pub fn written(&self, at: Coordinate, levels: u32) -> String {
        match at {
            Coordinate::Declared => self.declared.clone(),
            Coordinate::Level(level) if self.scale == Scale::Listed => self.listing(level as usize),
            Coordinate::Level(level) => {
                let u = f64::from(level) / f64::from(self.n_levels(levels).saturating_sub(1).max(1));
                self.write(self.between(u))
            }
            Coordinate::Unit(u) => match (self.scale, self.measure) {
                (Scale::Listed, _) => self.listing((u * self.listed.len() as f64) as usize),
                // Each whole value has an equal share of the unit interval.
                (Scale::Linear, Measure::Whole | Measure::Span(_) | Measure::Date) => {
                    let values = self.ends.1 - self.ends.0 + 1.0;
                    self.write((self.ends.0 + (u * values).floor()).min(self.ends.1))
                }
                _ => self.write(self.between(u)),
            },
        }
    }

    fn listing(&self, place: usize) -> String {
        self.listed.get(place.min(self.listed.len().saturating_sub(1))).cloned().unwrap_or_default()
    }

    fn between(&self, u: f64) -> f64 {
        let (low, high) = self.ends;
        match self.scale {
            Scale::Linear | Scale::Listed => low + u * (high - low),
            Scale::Log => math::exp(math::ln(low) + u * (math::ln(high) - math::ln(low))),
        }
    }

    /// The value as written, never outside the range by rounding.
    fn write(&self, value: f64) -> String {
        let text = self.measure.write(value);
        match self.measure.number(&text) {
            Some(x) if x < self.ends.0 => self.low.clone(),
            Some(x) if x > self.ends.1 => self.high.clone(),
            Some(_) | None => text,
        }
    }

    /// A written value as a number for axes and boxes: in its own unit, or its place where values are words.
    pub fn number(&self, text: &str) -> f64 {
        let place = || self.listed.iter().position(|v| v == text).map_or(0.0, |i| i as f64);
        if self.measure == Measure::Words { place() } else { self.measure.number(text).unwrap_or_else(place) }
    }

    /// Whether a written value is the declared one, however it is written.
    pub fn is_declared(&self, text: &str) -> bool {
        let same =
            || self.measure.number(text)?.to_bits().eq(&self.measure.number(&self.declared)?.to_bits()).then_some(());
        text == self.declared || same().is_some()
    }

    /// How far a written value lies from lowest to highest, 0 to 1 inside the range.
    pub fn place(&self, text: &str) -> f64 {
        let (low, high) = match self.scale {
            Scale::Linear | Scale::Log => self.ends,
            Scale::Listed => (self.number(&self.low), self.number(&self.high)),
        };
        let x = self.number(text);
        let (x, low, high) = match self.scale {
            Scale::Log if x > 0.0 => (math::ln(x), math::ln(low), math::ln(high)),
            Scale::Log | Scale::Linear | Scale::Listed => (x, low, high),
        };
        let span = high - low;
        if span.abs() > 0.0 { (x - low) / span } else { 0.0 }
    }
}

impl Measure {
    fn of(quantity: Quantity, texts: &[&str]) -> Option<Measure> {
        match quantity {
            Quantity::Points | Quantity::Count => Some(Measure::Whole),
            Quantity::Share | Quantity::Rate | Quantity::Number => Some(Measure::Decimal),
            Quantity::Date => Some(Measure::Date),
            Quantity::Span => {
                let unit = |text: &&str| match Span::parse(text) {
                    Some(Span::Of(_, unit)) => Some(unit),
                    Some(Span::Indefinite) | None => None,
                };
                let units: Vec<SpanUnit> = texts.iter().map(unit).collect::<Option<_>>()?;
                let first = units.first().copied()?;
                let long = |u: &SpanUnit| matches!(u, SpanUnit::Month | SpanUnit::Year);
                Some(Measure::Span(match units.iter().all(|u| *u == first) {
                    true => first,
                    false if units.iter().all(long) => SpanUnit::Month,
                    false => SpanUnit::Day,
                }))
            }
        }
    }

    fn number(self, text: &str) -> Option<f64> {
        match self {
            Measure::Whole => Ratio::parse(text)?.to_i32().map(f64::from),
            Measure::Decimal => Some(Ratio::parse(text)?.to_f64()),
            Measure::Exact => text.parse().ok(),
            Measure::Words => None,
            Measure::Date => Some(f64::from(day(text)?.0)),
            Measure::Span(unit) => match (Span::parse(text)?, unit) {
                (Span::Of(n, own), unit) if own == unit => Some(f64::from(n)),
                (Span::Of(n, SpanUnit::Year), SpanUnit::Month) => Some(12.0 * f64::from(n)),
                (span @ Span::Of(..), _) => Some((span.months() * 30.4375).round()),
                (Span::Indefinite, _) => None,
            },
        }
    }

    fn write(self, value: f64) -> String {
        match self {
            Measure::Whole => format!("{value:.0}"),
            Measure::Decimal => decimal(value),
            Measure::Exact | Measure::Words => value.to_string(),
            Measure::Date => Day(value.round() as i32).to_string(),
            Measure::Span(unit) => format!("{value:.0}{}", unit.suffix()),
        }
    }
}

fn day(text: &str) -> Option<Day> {
    let mut parts = text.split('-');
    let (year, month, of) = (parts.next()?, parts.next()?, parts.next()?);
    let date = glasshouse_model::Date::new(year.parse().ok()?, month.parse().ok()?, of.parse().ok()?)?;
    parts.next().is_none().then(|| date.to_day())
}

/// Six significant digits without an exponent, as documents write numbers.
fn decimal(value: f64) -> String {
    let mut decimals = 5i32;
    let mut size = value.abs();
    while size >= 10.0 && decimals > 0 {
        size /= 10.0;
        decimals -= 1;
    }
    while size > 0.0 && size < 1.0 && decimals < 12 {
        size *= 10.0;
        decimals += 1;
    }
    let text = format!("{value:.*}", decimals as usize);
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    if matches!(text, "-0" | "") { "0".to_owned() } else { text.to_owned() }
}

fn both(en: impl Into<String>, zh: impl Into<String>) -> Text {
    Text { en: en.into(), zh: zh.into() }
}

/// Every assumption among the candidates: those that can be varied, and those that cannot with the reason.
pub fn assumptions(candidates: &[Candidate<'_>]) -> (Vec<Input>, Vec<(String, Text)>) {
    let (mut inputs, mut left_out) = (Vec::new(), Vec::new());
    for candidate in candidates.iter().filter(|c| matches!(c.figure.basis, Basis::Assumed { .. })) {
        match Input::declared(*candidate) {
            Ok(input) => inputs.push(input),
            Err(reason) => left_out.push((candidate.path(), reason)),
        }
    }
    (inputs, left_out)
}

/// The inputs that `PATH`, `PATH=LOW..HIGH`, `PATH=LOW..HIGH:LEVELS`, `PATH=LOW..HIGH:LEVELSlog` or `PATH=A,B,C` asks
/// for; a segment `*` of the path stands for any one segment.
///
/// # Errors
/// [`Failure::Usage`] where nothing has such a path, or what has cannot be varied so.
pub fn asked(text: &str, candidates: &[Candidate<'_>]) -> Result<Vec<Input>, Failure> {
    let (path, range) = match text.split_once('=') {
        Some((path, range)) => (path.trim(), Some(range.trim())),
        None => (text.trim(), None),
    };
    let pattern = Patch::set(path, "");
    let found: Vec<Candidate<'_>> = candidates.iter().copied().filter(|c| pattern.matches(&c.path())).collect();
    if found.is_empty() {
        return Err(unknown(path, candidates));
    }
    // A pattern without a range means the assumptions among what it matches.
    let assumed = |c: &&Candidate<'_>| matches!(c.figure.basis, Basis::Assumed { .. });
    let chosen: Vec<&Candidate<'_>> = match range {
        None if path.contains('*') => found.iter().filter(assumed).collect(),
        _ => found.iter().collect(),
    };
    let refused = |candidate: &Candidate<'_>, reason: Text| {
        let path = candidate.path();
        let note = Note::new(
            "GH0900",
            format!("`{path}` cannot be varied: {}", reason.en),
            format!("“{path}”无法改变：{}", reason.zh),
        );
        Failure::Usage(note.help(
            format!("give a range: --vary {path}=LOW..HIGH, or values: --vary {path}=A,B,C"),
            format!("请给出范围：--vary {path}=最低..最高，或取值：--vary {path}=A,B,C"),
        ))
    };
    let made = chosen.iter().map(|c| one(**c, range).map_err(|reason| refused(c, reason)));
    let made: Vec<Input> = made.collect::<Result<_, _>>()?;
    if made.is_empty() {
        return Err(unknown(path, candidates));
    }
    Ok(made)
}

fn one(candidate: Candidate<'_>, range: Option<&str>) -> Result<Input, Text> {
    let Some(range) = range else { return Input::declared(candidate) };
    let Some((low, rest)) = range.split_once("..") else {
        let values: Vec<String> = range.split(',').map(|v| v.trim().to_owned()).filter(|v| !v.is_empty()).collect();
        if values.len() < 2 {
            return Err(both("one value is not a range", "一个值不是范围"));
        }
        return Input::listed(candidate, values);
    };
    let (high, steps) = rest.split_once(':').unwrap_or((rest, ""));
    let (steps, scale) = match steps.strip_suffix("log") {
        Some(steps) => (steps, Scale::Log),
        None => (steps, Scale::Linear),
    };
    let levels = match steps {
        "" => None,
        text => Some(text.parse().ok().filter(|n| (2..=1000).contains(n)).ok_or_else(|| {
            both(format!("`{text}` is no number of levels from 2 to 1000"), format!("“{text}”不是2至1000的级数"))
        })?),
    };
    let mut input = Input::ranged(candidate, low.trim(), high.trim(), scale)?;
    (input.asked, input.levels) = (true, levels);
    if let Basis::Assumed { why, .. } = &candidate.figure.basis {
        input.why.clone_from(why);
    }
    Ok(input)
}

fn unknown(path: &str, candidates: &[Candidate<'_>]) -> Failure {
    let paths: Vec<String> = candidates.iter().map(Candidate::path).collect();
    let mut note = Note::new("GH0900", format!("no figure has the path `{path}`"), format!("没有路径为“{path}”的数值"));
    if let Some(near) = nearest(path, paths.iter().map(String::as_str)) {
        note = note.help(format!("did you mean `{near}`?"), format!("是否想写“{near}”？"));
    }
    Failure::Usage(note.help(
        "a report lists every figure with its path; figures of the society begin with `society.`",
        "报告列出每个数值及其路径；社会的数值以 society. 开头",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(path: &str, value: &str, quantity: Quantity, range: Option<(&str, &str)>) -> Figure {
        let basis = match range {
            Some((low, high)) => Basis::Assumed { low: low.into(), high: high.into(), why: "a guess".into() },
            None => Basis::Cited { source: "law".into() },
        };
        Figure { path: path.into(), value: value.into(), quantity, basis, line: 1 }
    }

    fn figures() -> Vec<Figure> {
        vec![
            figure("channel.court.hit_rate", "0.5", Quantity::Share, Some(("0.2", "0.8"))),
            figure("channel.post.hit_rate", "0.25", Quantity::Share, Some(("0.1", "0.4"))),
            figure("review.decide_in", "20wd", Quantity::Span, Some(("10wd", "60wd"))),
            figure("grading.to", "2014-12-31", Quantity::Date, Some(("2014-12-01", "2014-12-31"))),
            figure("list.term", "2y", Quantity::Span, Some(("6m", "3y"))),
            figure("review.officers", "2", Quantity::Count, None),
            figure("points@2011-01-01", "5", Quantity::Points, Some(("1", "9"))),
        ]
    }

    fn all(figures: &[Figure]) -> Vec<Candidate<'_>> {
        figures.iter().map(|figure| Candidate { owner: Owner::Regime, figure }).collect()
    }

    #[test]
    fn declared_ranges_are_taken_and_what_cannot_be_varied_is_told() {
        let figures = figures();
        let (inputs, left_out) = assumptions(&all(&figures));
        assert_eq!((inputs.len(), left_out.len()), (5, 1));
        let at = |i: usize, u: f64| inputs[i].written(Coordinate::Unit(u), 5);
        assert_eq!([at(0, 0.0), at(0, 1.0 / 3.0), at(0, 1.0)], ["0.2", "0.4", "0.8"]);
        assert_eq!([at(2, 0.0), at(2, 0.5), at(2, 0.999)], ["10wd", "35wd", "60wd"]);
        assert_eq!([at(3, 0.0), at(3, 0.99)], ["2014-12-01", "2014-12-31"]);
        assert_eq!([at(4, 0.0), at(4, 1.0)], ["6m", "36m"]);
        assert!((inputs[4].place("2y") - 0.6).abs() < 1e-12 && (inputs[0].place("0.5") - 0.5).abs() < 1e-12);
        assert_eq!(left_out[0].0, "points@2011-01-01");
    }

    #[test]
    fn ranges_levels_and_lists_are_read() {
        let figures = figures();
        let candidates = all(&figures);
        let one = |text: &str| asked(text, &candidates).unwrap().remove(0);
        let written = |input: &Input, wanted| -> Vec<String> {
            (0..input.n_levels(wanted)).map(|l| input.written(Coordinate::Level(l), wanted)).collect()
        };
        assert_eq!(written(&one("review.officers=1..4"), 9), ["1", "2", "3", "4"]);
        assert_eq!(written(&one("channel.court.hit_rate=0.1%..10%:3log"), 9), ["0.001", "0.01", "0.1"]);
        assert_eq!(written(&one("list.term=6m,2y,indefinite"), 9), ["6m", "2y", "indefinite"]);
        assert_eq!(written(&one("channel.court.hit_rate"), 3), ["0.2", "0.5", "0.8"]);
        assert_eq!(asked("channel.*.hit_rate", &candidates).unwrap().len(), 2);
        for wrong in [
            "channel.court.hit",
            "review.officers",
            "review.officers=5",
            "review.officers=9..1",
            "review.officers=1..9:1",
            "channel.court.hit_rate=0..1:log",
            "review.*",
            "list.term=1y..indefinite",
        ] {
            let found = asked(wrong, &candidates);
            assert!(matches!(found, Err(Failure::Usage(_))) || wrong == "review.*", "{wrong}: {found:?}");
        }
    }

    #[test]
    fn decimals_are_short_and_read_back() {
        for (value, text) in
            [(0.0, "0"), (0.2 + 0.1, "0.3"), (1234567.0, "1234567"), (1e-7 / 3.0, "0.000000033333"), (-2.5, "-2.5")]
        {
            assert_eq!(decimal(value), text);
            assert!(Ratio::parse(text).is_some(), "{text}");
        }
    }
}
