//! Ctrl-C: the first stops a run at the next month, the second at once.

use crate::answer::code;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether the user asked to stop.
#[derive(Clone, Debug)]
pub struct Interrupt {
    asked: Arc<AtomicBool>,
}

impl Interrupt {
    /// Begins to listen. Where the system gives no handler, Ctrl-C ends the program as usual.
    pub fn listen() -> Interrupt {
        let asked = Arc::new(AtomicBool::new(false));
        let flag = asked.clone();
        let _ = ctrlc::set_handler(move || {
            if flag.swap(true, Ordering::SeqCst) {
                std::process::exit(i32::from(code::INTERRUPTED));
            }
        });
        Interrupt { asked }
    }

    /// Whether to go on.
    pub fn flow(&self) -> ControlFlow<()> {
        if self.asked.load(Ordering::SeqCst) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}
