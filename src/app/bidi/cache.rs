//! Layouts of short texts, kept as long as they are drawn.

use super::galley::{Galley, Style};
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::Arc;

/// Beyond this many, those that were not drawn lately are dropped.
const ROOM: usize = 4096;
/// Passes after which an undrawn layout may be dropped.
const OLD: u64 = 120;

#[derive(Default)]
pub(super) struct GalleyCache {
    entries: HashMap<u64, Entry>,
}

struct Entry {
    text: String,
    galley: Arc<Galley>,
    last_used: u64,
}

impl GalleyCache {
    pub(super) fn get(
        &mut self,
        text: &str,
        style: &Style,
        width: Option<f32>,
        scale: f32,
        pass: u64,
        make: impl FnOnce() -> Galley,
    ) -> Arc<Galley> {
        let mut hasher = DefaultHasher::new();
        // Widths are compared in whole pixels, in which they are laid out.
        (text, style.key(), width.map(|width| (width * scale) as i32), scale.to_bits()).hash(&mut hasher);
        let key = hasher.finish();
        if let Some(entry) = self.entries.get_mut(&key)
            && entry.text == text
        {
            entry.last_used = pass;
            return Arc::clone(&entry.galley);
        }
        if self.entries.len() >= ROOM {
            self.entries.retain(|_, entry| entry.last_used + OLD > pass);
        }
        let galley = Arc::new(make());
        self.entries.insert(key, Entry { text: text.to_owned(), galley: Arc::clone(&galley), last_used: pass });
        galley
    }
}
