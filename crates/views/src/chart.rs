//! The chart layer: one way to draw everywhere.
//!
//! A [`Chart`] is a question, the sentence that answers it, what to draw, and what to say about it. From it
//! come a static accessible SVG ([`Chart::svg`]), an HTML figure with table, CSV and definitions
//! ([`Chart::figure`]), the table alone ([`Chart::table`], [`Chart::csv`]) and a Vega-Lite specification
//! ([`Chart::vega_lite`]). All of them carry the mark *illustration* or *finding*.
//!
//! Series are told apart by colour, marker and dash together, so that a greyscale print still reads. The
//! arm without a regime is neutral grey and dashed.

mod bars;
mod doc;
mod dots;
mod figure;
mod icons;
pub mod ink;
mod lines;
mod scatter;
mod stacked;
mod svg;
mod table;
mod vega;

use crate::estimate::Point;
use crate::mark::Mark;
use glasshouse_model::Lang;
use maud::{Markup, html};

pub use ink::Ink;
pub use table::{Cell, Table};

/// One question, one chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// Short name, unique in a page: letters, digits and hyphens.
    pub id: String,
    /// The question, which is the title.
    pub question: String,
    /// What the chart shows, computed from its data.
    pub sentence: String,
    /// Finding or illustration.
    pub mark: Mark,
    /// Language of its texts.
    pub lang: Lang,
    /// What is drawn.
    pub drawing: Drawing,
    /// Definitions of its metrics.
    pub about: Vec<About>,
    /// The command that makes the run again.
    pub command: String,
    /// Digest of the run.
    pub digest: String,
}

/// Definition of a metric in a chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// Label.
    pub label: String,
    /// Unit.
    pub unit: String,
    /// Definition.
    pub definition: String,
    /// Where the definition comes from.
    pub source: String,
}

/// What is drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum Drawing {
    /// Shares that add up to 100 %, over months.
    Stacked(Stacked),
    /// Values over months, with interval bands.
    Lines(Lines),
    /// Values of groups, with intervals.
    Dots(Dots),
    /// A thousand people.
    Icons(Icons),
    /// Amounts of items.
    Bars(Bars),
    /// Two measures against one another.
    Scatter(Scatter),
}

/// Two measures against one another.
#[derive(Clone, Debug, PartialEq)]
pub struct Scatter {
    /// What lies across.
    pub x_axis: String,
    /// What goes up.
    pub y_axis: String,
    /// The marks.
    pub points: Vec<ScatterPoint>,
}

/// A mark.
#[derive(Clone, Debug, PartialEq)]
pub struct ScatterPoint {
    /// Name.
    pub name: String,
    /// How it is drawn.
    pub ink: Ink,
    /// Across.
    pub x: Point,
    /// Up.
    pub y: Point,
}

/// Shares over months. One layer per grade, best first; the best is drawn at the top.
#[derive(Clone, Debug, PartialEq)]
pub struct Stacked {
    /// Names of the layers.
    pub layers: Vec<String>,
    /// Panels side by side.
    pub panels: Vec<StackedPanel>,
    /// What the months are.
    pub month_axis: String,
}

/// A panel of shares.
#[derive(Clone, Debug, PartialEq)]
pub struct StackedPanel {
    /// Title.
    pub title: String,
    /// Percent per layer and month.
    pub shares: Vec<Vec<Option<Point>>>,
}

/// Values over months.
#[derive(Clone, Debug, PartialEq)]
pub struct Lines {
    /// Unit of the values.
    pub unit: String,
    /// Panels; all have the same scale.
    pub panels: Vec<LinesPanel>,
    /// What the months are.
    pub month_axis: String,
    /// The value axis starts at 0; if false, at the smallest value.
    pub from_zero: bool,
}

/// A panel of lines.
#[derive(Clone, Debug, PartialEq)]
pub struct LinesPanel {
    /// Title; empty for a single panel.
    pub title: String,
    /// Its lines.
    pub lines: Vec<Line>,
}

/// A line.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Name.
    pub name: String,
    /// How it is drawn.
    pub ink: Ink,
    /// One point per month, month 1 first.
    pub points: Vec<Option<Point>>,
}

/// Values of groups.
#[derive(Clone, Debug, PartialEq)]
pub struct Dots {
    /// Unit of the values.
    pub unit: String,
    /// Names and inks of the series.
    pub series: Vec<(String, Ink)>,
    /// Blocks of rows under a title each.
    pub blocks: Vec<DotBlock>,
}

/// Rows under a title.
#[derive(Clone, Debug, PartialEq)]
pub struct DotBlock {
    /// Title, e.g. the attribute.
    pub title: String,
    /// Name and one value per series.
    pub rows: Vec<(String, Vec<Option<Point>>)>,
}

/// A thousand people as dots.
#[derive(Clone, Debug, PartialEq)]
pub struct Icons {
    /// Kinds of people and how many of a thousand they are; drawn in this order.
    pub kinds: Vec<(String, IconShape, Point)>,
    /// What the others are.
    pub rest: String,
}

/// The shape of a person in an icon array.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IconShape {
    /// A filled disc.
    Disc,
    /// A filled diamond.
    Diamond,
    /// A ring.
    Ring,
}

/// Amounts of items.
#[derive(Clone, Debug, PartialEq)]
pub struct Bars {
    /// Unit of the amounts.
    pub unit: String,
    /// Names of the parts of a bar: one, or two. The second part is hatched.
    pub parts: Vec<String>,
    /// How the parts lie.
    pub layout: BarLayout,
    /// The bars.
    pub rows: Vec<BarRow>,
}

/// How the parts of a bar lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BarLayout {
    /// One after the other.
    Stacked,
    /// The first to the right of zero, the second to the left.
    Opposed,
}

/// A bar.
#[derive(Clone, Debug, PartialEq)]
pub struct BarRow {
    /// Name.
    pub name: String,
    /// One amount per part.
    pub parts: Vec<Point>,
    /// Short text at its end.
    pub note: String,
}

impl Chart {
    /// The drawing as a file of its own: with styles for light and dark, title, description and mark.
    pub fn svg(&self) -> String {
        let (width, height, body) = self.body();
        let style = ink::standalone_css(self.layers());
        let foot = format!("{} · {} · {}", self.mark.text(self.lang), self.digest_short(), self.command);
        let foot = svg::wrap(&foot, svg::WIDTH - 8.0);
        // Titles are set at 17 pixels, labels at 12.5.
        let question = svg::wrap(&self.question, (svg::WIDTH - 8.0) * 12.5 / 17.0);
        let top = 36.0 + 22.0 * question.len() as f64;
        let bottom = 16.0 + 16.0 * foot.len() as f64;
        html! {
            svg xmlns="http://www.w3.org/2000/svg" lang=(self.lang.tag())
                viewBox=(format!("0 0 {width:.0} {:.0}", height + top + bottom))
                role="img" aria-labelledby=(self.labelled_by()) class=(format!("chart ramp{}", self.layers())) {
                style { (style) }
                (self.title_and_desc())
                rect.page x="0" y="0" width="100%" height="100%" {}
                @for (i, line) in question.iter().enumerate() {
                    text.question x="4" y=(svg::n(22.0 + 22.0 * i as f64)) { (line) }
                }
                text.foot x="4" y=(svg::n(top - 16.0)) { (self.mark.text(self.lang)) }
                g transform=(format!("translate(0 {top:.0})")) { (body) }
                @for (i, line) in foot.iter().enumerate() {
                    text.foot x="4" y=(svg::n(height + top + 20.0 + 16.0 * i as f64)) { (line) }
                }
            }
        }
        .into_string()
    }

    /// The drawing for a page that brings [`ink::css`].
    pub(crate) fn inline_svg(&self) -> Markup {
        let (width, height, body) = self.body();
        html! {
            svg xmlns="http://www.w3.org/2000/svg" viewBox=(format!("0 0 {width:.0} {height:.0}"))
                role="img" aria-labelledby=(self.labelled_by()) class=(format!("chart ramp{}", self.layers())) {
                (self.title_and_desc())
                (body)
            }
        }
    }

    fn labelled_by(&self) -> String {
        format!("{0}-title {0}-desc", self.id)
    }

    fn title_and_desc(&self) -> Markup {
        html! {
            title id=(format!("{}-title", self.id)) { (self.question) }
            desc id=(format!("{}-desc", self.id)) { (self.sentence) " " (self.mark.text(self.lang)) }
        }
    }

    fn body(&self) -> (f64, f64, Markup) {
        let (height, body) = match &self.drawing {
            Drawing::Stacked(d) => stacked::draw(d, self.lang),
            Drawing::Lines(d) => lines::draw(d),
            Drawing::Dots(d) => dots::draw(d),
            Drawing::Icons(d) => icons::draw(d, self.lang),
            Drawing::Bars(d) => bars::draw(d, &self.id),
            Drawing::Scatter(d) => scatter::draw(d),
        };
        (svg::WIDTH, height, body)
    }

    /// How many steps of the ordinal ramp it uses; 0 if none.
    pub fn layers(&self) -> usize {
        match &self.drawing {
            Drawing::Stacked(d) => d.layers.len(),
            Drawing::Lines(_) | Drawing::Dots(_) | Drawing::Icons(_) | Drawing::Bars(_) | Drawing::Scatter(_) => 0,
        }
    }

    /// The first eight digits of the digest.
    fn digest_short(&self) -> String {
        self.digest.chars().take(8).collect()
    }
}
