//! Progress: one line on a terminal, one JSON object per line for programs, otherwise nothing.

use crate::session::{ProgressMode, Session};
use glasshouse_model::Lang;
use glasshouse_model::text::Label;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::time::{Duration, Instant};

/// Shows how far a phase is: phase, bar, count, what is done per second, time left.
pub struct Progress {
    mode: ProgressMode,
    bar: Option<ProgressBar>,
    phase: &'static str,
    of: u64,
    people: u64,
    lang: Lang,
    began: Instant,
    last: Option<Instant>,
}

/// At most this often: place and text are drawn one after the other, so that is ten redraws a second.
const REDRAW: Duration = Duration::from_millis(200);

impl Progress {
    /// Begins a phase of `of` steps. `phase` is its name for programs, `label` for people.
    pub fn begin(session: &Session, phase: &'static str, label: Label, of: u64) -> Progress {
        let bar = (session.progress == ProgressMode::Line).then(|| {
            let bar = ProgressBar::with_draw_target(Some(of), ProgressDrawTarget::stderr_with_hz(10));
            // The template is a constant; with an invalid one the bar would merely look plain.
            if let Ok(style) = ProgressStyle::with_template("{prefix}  {pos}/{len} {bar:24} {msg}") {
                bar.set_style(style.progress_chars("━╸─"));
            }
            bar.set_prefix(lead(session.say(label)));
            bar
        });
        Progress {
            mode: session.progress,
            bar,
            phase,
            of,
            people: 0,
            lang: session.lang,
            began: Instant::now(),
            last: None,
        }
    }

    /// A step is a month of so many lives, so speed can be said.
    #[must_use]
    pub fn of_people(self, people: u32) -> Progress {
        Progress { people: u64::from(people), ..self }
    }

    /// So many steps are done; `note` is shown behind the bar.
    pub fn at(&mut self, done: u64, note: &str) {
        let due = self.last.is_none_or(|t| t.elapsed() >= REDRAW) || done >= self.of;
        if !due || self.mode == ProgressMode::Hidden {
            return;
        }
        self.last = Some(Instant::now());
        let spent = self.began.elapsed().as_secs_f64();
        let left = if done > 0 { spent * (self.of.saturating_sub(done)) as f64 / done as f64 } else { 0.0 };
        let per_second = if spent > 0.0 { (done * self.people) as f64 / spent } else { 0.0 };
        if let Some(bar) = &self.bar {
            bar.set_position(done);
            bar.set_message(message(self.lang, per_second, left, note));
        }
        if self.mode == ProgressMode::Json {
            let event = serde_json::json!({
                "t": "progress", "phase": self.phase, "done": done, "of": self.of,
                "person_months_per_s": per_second.round(), "eta_s": (left * 10.0).round() / 10.0
            });
            crate::answer::err(&format!("{event}\n"));
        }
    }

    /// Shows another note in place of speed and time left: what follows has another pace.
    pub fn note(&mut self, note: &str) {
        if let Some(bar) = &self.bar {
            bar.set_message(note.to_owned());
        }
    }

    /// Ends the phase and clears the line.
    pub fn end(self) {
        if let Some(bar) = self.bar {
            bar.finish_and_clear();
        }
    }
}

/// Speed, time left, and a note.
fn message(lang: Lang, per_second: f64, left: f64, note: &str) -> String {
    let speed = match per_second {
        v if v >= 1e6 => format!("{:.1}M", v / 1e6),
        v if v >= 1e3 => format!("{:.0}k", v / 1e3),
        v => format!("{v:.0}"),
    };
    let left = left.ceil();
    let speed = match lang {
        _ if per_second <= 0.0 => String::new(),
        Lang::En => format!("{speed} person-months/s, "),
        Lang::Zh => format!("每秒{speed}人月，"),
    };
    let note = if note.is_empty() { String::new() } else { format!("  {note}") };
    match lang {
        Lang::En => format!("{speed}{left:.0} s left{note}"),
        Lang::Zh => format!("{speed}剩余{left:.0}秒{note}"),
    }
}

/// A note about a phase on standard error: the phase right-aligned, then what is said.
pub fn tell(session: &Session, label: Label, text: &str) {
    if session.notes() {
        crate::answer::err(&format!("{}  {text}\n", lead(session.say(label))));
    }
}

/// The phase, padded on the left to one width; Chinese characters take two columns.
fn lead(label: &str) -> String {
    let width = glasshouse_views::terminal::width(label);
    format!("{}{label}", " ".repeat(10usize.saturating_sub(width)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn speed_and_time_left_are_said_in_few_words() {
        assert_eq!(message(Lang::En, 3_400_000.0, 8.2, ""), "3.4M person-months/s, 9 s left");
        assert_eq!(message(Lang::En, 512.0, 0.0, "replicate 1/3"), "512 person-months/s, 0 s left  replicate 1/3");
        assert_eq!(message(Lang::Zh, 42_000.0, 61.0, ""), "每秒42k人月，剩余61秒");
    }
}
