//! Unicode and Arabic: folding for search, words, phrases and sentences, bidi, shaping and line layout. Text in, positions out; knows no screen.
//!
//! All offsets are UTF-8 byte offsets into the text that was passed in; an offset that is out of range or inside a
//! grapheme is moved to the nearest boundary before it, never a panic. All positions are physical pixels.

pub mod direction;
pub mod fold;
pub mod fonts;
pub mod keys;
pub mod layout;
pub mod phrase;
pub mod search;
pub mod segment;
