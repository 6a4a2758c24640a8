//! Colours, dashes and the styles that bind them.
//!
//! The five series colours reach a contrast of 3:1 on page and card in both themes and stay apart under
//! protan, deutan and tritan vision. Grades are one hue, from light to dark with the worst grade strongest.
//! No pair of colours means good and bad.

/// How a series is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// The arm without a regime: grey, dashed.
    Baseline,
    /// A series, from 0; beyond 4 the set starts again.
    Series(usize),
}

/// Series colours on a light page.
pub const LIGHT: [&str; 5] = ["#0072B2", "#D55E00", "#752257", "#244806", "#926673"];

/// Series colours on a dark page.
pub const DARK: [&str; 5] = ["#56B4E9", "#E69F00", "#82734B", "#C7E1B9", "#3B737C"];

/// Dash patterns of the series, in pixels; empty is solid.
const DASHES: [&str; 5] = ["", "8 3", "2 3", "9 3 2 3", "5 2 1 2 1 2"];

/// Ends and middle of the grades' ramp, best to worst.
const RAMP_LIGHT: [[u8; 3]; 3] = [[0xD6, 0xE6, 0xF2], [0x4F, 0x94, 0xC4], [0x0B, 0x2F, 0x4E]];
const RAMP_DARK: [[u8; 3]; 3] = [[0x22, 0x36, 0x47], [0x3F, 0x84, 0xB5], [0xDC, 0xEE, 0xFB]];

impl Ink {
    /// The class of its marks.
    pub fn class(self) -> String {
        match self {
            Ink::Baseline => "base".into(),
            Ink::Series(i) => format!("s{}", i % 5),
        }
    }

    /// Its dash pattern; empty is solid.
    pub fn dash(self) -> &'static str {
        match self {
            Ink::Baseline => "4 4",
            Ink::Series(i) => DASHES.get(i % 5).copied().unwrap_or(""),
        }
    }

    /// Its colour on a light page, for specifications that have no themes.
    pub fn light(self) -> &'static str {
        match self {
            Ink::Baseline => "#6A6A6A",
            Ink::Series(i) => LIGHT.get(i % 5).copied().unwrap_or("#0072B2"),
        }
    }
}

/// The ramp of `n` grades, best first, as `#RRGGBB`.
pub fn ramp(n: usize, dark: bool) -> Vec<String> {
    let stops = if dark { RAMP_DARK } else { RAMP_LIGHT };
    let last = n.saturating_sub(1).max(1) as f64;
    (0..n)
        .map(|i| {
            let at = i as f64 / last * 2.0;
            let (a, b, t) = if at <= 1.0 { (stops[0], stops[1], at) } else { (stops[1], stops[2], at - 1.0) };
            let mix = |k: usize| (f64::from(a[k]) + (f64::from(b[k]) - f64::from(a[k])) * t).round() as u8;
            format!("#{:02X}{:02X}{:02X}", mix(0), mix(1), mix(2))
        })
        .collect()
}

/// Custom properties of a theme.
fn variables(dark: bool) -> String {
    let (series, fixed) = if dark {
        (
            DARK,
            "--page:#12161C;--card:#1B212A;--ink:#E8E6E1;--soft:#B4B7BD;--hair:#39424E;--base:#A3A7AE;--link:#7CC4F0",
        )
    } else {
        (
            LIGHT,
            "--page:#FFFFFF;--card:#F6F5F1;--ink:#1A1C20;--soft:#55585F;--hair:#D8D5CC;--base:#6A6A6A;--link:#005A8D",
        )
    };
    let series: Vec<String> = series.iter().enumerate().map(|(i, c)| format!("--s{i}:{c}")).collect();
    format!("{fixed};{}", series.join(";"))
}

fn ramp_rules(n: usize, dark: bool, scope: &str) -> String {
    let rules = ramp(n, dark);
    rules.iter().enumerate().map(|(i, c)| format!("{scope}.ramp{n} .g{i}{{fill:{c}}}")).collect()
}

/// Styles of a page with charts whose ramps have these many grades: light, dark where the reader prefers
/// it (on screens only), and either if the root element has `data-theme`.
pub fn css(ramps: &[usize]) -> String {
    let each = |dark: bool, scope: &str| -> String { ramps.iter().map(|n| ramp_rules(*n, dark, scope)).collect() };
    let (light, dark) = (variables(false), variables(true));
    format!(
        ":root{{color-scheme:light;{light}}}{light_ramps}\
         @media screen and (prefers-color-scheme:dark){{:root:not([data-theme=light]){{color-scheme:dark;{dark}}}{auto}}}\
         @media screen{{:root[data-theme=dark]{{color-scheme:dark;{dark}}}{forced}}}{marks}",
        light_ramps = each(false, ""),
        auto = each(true, ":root:not([data-theme=light]) "),
        forced = each(true, ":root[data-theme=dark] "),
        marks = MARKS,
    )
}

/// Styles inside a drawing that is a file of its own.
pub fn standalone_css(layers: usize) -> String {
    let (light, dark) = (variables(false), variables(true));
    format!(
        "svg{{{light}}}{}@media screen and (prefers-color-scheme:dark){{svg{{{dark}}}{}}}{MARKS}.page{{fill:var(--page)}}",
        ramp_rules(layers, false, "svg"),
        ramp_rules(layers, true, "svg"),
    )
}

/// How marks are drawn.
const MARKS: &str = "\
.chart{font-family:system-ui,'Helvetica Neue',Arial,'Noto Sans','PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif;\
font-size:12.5px;forced-color-adjust:none}\
.chart text{fill:var(--ink)}.chart .soft,.chart .foot{fill:var(--soft)}.chart .question{font-size:17px;font-weight:600}\
.chart .panel{font-weight:600}.chart .strong{font-weight:600}\
.chart .grid{stroke:var(--hair);stroke-width:1;fill:none}.chart .axis{stroke:var(--soft);stroke-width:1;fill:none}\
.chart .leader{stroke:var(--soft);stroke-width:.8;fill:none}.chart .now{stroke:var(--ink);stroke-width:1.4;stroke-dasharray:4 2;fill:none}\
.chart .edge{stroke:var(--page);stroke-width:2;stroke-linejoin:round}\
.chart .line{fill:none;stroke-width:2;stroke-linejoin:round}.chart .whisker{stroke-width:1.6}\
.chart .band{opacity:.16;stroke:none}.chart .mark{stroke:var(--page);stroke-width:1.2}\
.chart .hatched{stroke-width:1.4}.chart .rest{fill:var(--base)}.chart .ring{fill:var(--page);stroke-width:2}\
.chart .base{--c:var(--base)}.chart .s0{--c:var(--s0)}.chart .s1{--c:var(--s1)}.chart .s2{--c:var(--s2)}\
.chart .s3{--c:var(--s3)}.chart .s4{--c:var(--s4)}\
.chart .line,.chart .whisker,.chart .ring,.chart .hatched,.chart .hatch{stroke:var(--c)}\
.chart .band,.chart .mark,.chart .solid{fill:var(--c)}";

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance of WCAG 2.2.
    fn luminance(hex: &str) -> f64 {
        let channel = |i: usize| {
            let v = f64::from(u8::from_str_radix(&hex[i..i + 2], 16).unwrap()) / 255.0;
            if v <= 0.04045 {
                v / 12.92
            } else {
                glasshouse_model::math::exp(2.4 * glasshouse_model::math::ln((v + 0.055) / 1.055))
            }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    }

    fn contrast(a: &str, b: &str) -> f64 {
        let (x, y) = (luminance(a), luminance(b));
        (x.max(y) + 0.05) / (x.min(y) + 0.05)
    }

    fn variable(dark: bool, name: &str) -> String {
        let all = variables(dark);
        let at = all.find(&format!("--{name}:")).unwrap() + name.len() + 3;
        all[at..at + 7].into()
    }

    #[test]
    fn marks_reach_three_to_one_and_text_four_and_a_half_on_page_and_card() {
        for dark in [false, true] {
            for ground in ["page", "card"] {
                let ground = variable(dark, ground);
                for ink in ["base", "s0", "s1", "s2", "s3", "s4"] {
                    let c = contrast(&variable(dark, ink), &ground);
                    assert!(c >= 3.0, "{ink} on {ground}: {c:.2}");
                }
                for text in ["ink", "soft", "link"] {
                    let c = contrast(&variable(dark, text), &ground);
                    assert!(c >= 4.5, "{text} on {ground}: {c:.2}");
                }
            }
        }
    }

    #[test]
    fn grades_run_one_way_in_lightness() {
        for n in 2..=9 {
            for dark in [false, true] {
                let steps: Vec<f64> = ramp(n, dark).iter().map(|c| luminance(c)).collect();
                assert!(steps.windows(2).all(|w| if dark { w[0] < w[1] } else { w[0] > w[1] }), "{n} {dark} {steps:?}");
            }
        }
    }
}
