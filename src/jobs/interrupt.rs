//! The interrupt key of a terminal as a wish to stop.

use crate::jobs::CancelToken;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// From now on Ctrl+C cancels: the work ends at its next check and clears away what is half done. Pressed again it ends the program at once. Where the
/// system allows no such thing Ctrl+C ends the program as ever.
pub fn cancel_on_interrupt(token: &CancelToken) {
    let pressed = token.flag();
    let again: Arc<AtomicBool> = Arc::clone(&pressed);
    // Asked first, so that it sees whether it was pressed before.
    let ends = signal_hook::flag::register_conditional_shutdown(signal_hook::consts::SIGINT, 130, again);
    if ends.is_ok() {
        signal_hook::flag::register(signal_hook::consts::SIGINT, pressed).ok();
    }
}
