//! Progress: one line on a terminal, one JSON object per line for programs, otherwise nothing.

use crate::session::{ProgressMode, Session};
use glasshouse_model::text::Label;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::time::{Duration, Instant};

/// Shows how far a phase is.
pub struct Progress {
    mode: ProgressMode,
    bar: Option<ProgressBar>,
    phase: &'static str,
    of: u64,
    began: Instant,
    last: Option<Instant>,
}

/// At most this often.
const REDRAW: Duration = Duration::from_millis(100);

impl Progress {
    /// Begins a phase of `of` steps. `phase` is its name for programs, `label` for people.
    pub fn begin(session: &Session, phase: &'static str, label: Label, of: u64) -> Progress {
        let bar = (session.progress == ProgressMode::Line).then(|| {
            let bar = ProgressBar::with_draw_target(Some(of), ProgressDrawTarget::stderr_with_hz(10));
            // The template is a constant; with an invalid one the bar would merely look plain.
            if let Ok(style) = ProgressStyle::with_template("{prefix} {pos}/{len} {bar:30} {elapsed} {msg}") {
                bar.set_style(style.progress_chars("━╸─"));
            }
            bar.set_prefix(lead(session.say(label)));
            bar
        });
        Progress { mode: session.progress, bar, phase, of, began: Instant::now(), last: None }
    }

    /// So many steps are done; `note` is shown behind the bar.
    pub fn at(&mut self, done: u64, note: &str) {
        if let Some(bar) = &self.bar {
            bar.set_position(done);
            bar.set_message(note.to_owned());
        }
        let due = self.last.is_none_or(|t| t.elapsed() >= REDRAW) || done >= self.of;
        if self.mode == ProgressMode::Json && due {
            self.last = Some(Instant::now());
            let spent = self.began.elapsed().as_secs_f64();
            let left = if done > 0 { spent * (self.of.saturating_sub(done)) as f64 / done as f64 } else { 0.0 };
            let event = serde_json::json!({
                "t": "progress", "phase": self.phase, "done": done, "of": self.of, "eta_s": (left * 10.0).round() / 10.0
            });
            crate::answer::err(&format!("{event}\n"));
        }
    }

    /// Ends the phase and clears the line.
    pub fn end(self) {
        if let Some(bar) = self.bar {
            bar.finish_and_clear();
        }
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
