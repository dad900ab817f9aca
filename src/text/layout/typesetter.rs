//! Shaping and line breaking with parley and the shipped fonts.

use super::flatten::flatten;
use super::paragraph::ParagraphLayout;
use crate::text::direction::Direction;
use crate::text::fonts::{FILES, Face, families};
use crate::text::segment;
use parley::fontique::{Blob, Collection, CollectionOptions, SourceCache};
use parley::{
    Alignment, AlignmentOptions, BaseDirection, FontContext, FontData, FontFamily, FontFamilyName, FontWeight,
    LayoutContext, LineHeight, OverflowWrap, StyleProperty,
};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

/// How a paragraph is set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TextStyle {
    /// Which typefaces.
    pub face: Face,
    /// Font size in logical points; the scale turns them into pixels.
    pub size: f32,
    /// Distance of baselines as a multiple of the size.
    pub line_height: f32,
    /// Bold instead of regular.
    pub bold: bool,
    /// The paragraph's base direction (see [`crate::text::direction`]).
    pub direction: Direction,
}

impl TextStyle {
    /// Article text: Naskh with generous lines.
    pub fn reading(size: f32, direction: Direction) -> Self {
        Self { face: Face::Reading, size, line_height: 1.9, bold: false, direction }
    }

    /// Labels and fields: sans.
    pub fn interface(size: f32, direction: Direction) -> Self {
        Self { face: Face::Interface, size, line_height: 1.5, bold: false, direction }
    }

    /// The same in bold.
    #[must_use]
    pub fn bold(self) -> Self {
        Self { bold: true, ..self }
    }
}

/// The bytes of a font file, for whoever draws its glyphs.
#[derive(Clone)]
pub struct FaceData(FontData);

impl FaceData {
    /// The whole file.
    pub fn bytes(&self) -> &[u8] {
        self.0.data.as_ref()
    }

    /// The font's index in the file.
    pub fn index(&self) -> usize {
        self.0.index as usize
    }
}

/// Fonts in use, numbered in the order of their first use.
#[derive(Default)]
pub(super) struct UsedFaces {
    faces: Vec<FaceData>,
    numbers: BTreeMap<(u64, u32), u16>,
}

impl UsedFaces {
    pub(super) fn number(&mut self, font: &FontData) -> u16 {
        *self.numbers.entry((font.data.id(), font.index)).or_insert_with(|| {
            self.faces.push(FaceData(font.clone()));
            // Twelve files are shipped; the number of faces cannot pass 16 bits.
            (self.faces.len() - 1) as u16
        })
    }
}

/// Lays out paragraphs with the shipped fonts. Making one parses the fonts: keep it.
pub struct Typesetter {
    fonts: FontContext,
    layouts: LayoutContext<()>,
    faces: UsedFaces,
}

impl Default for Typesetter {
    fn default() -> Self {
        Self::new()
    }
}

impl Typesetter {
    /// Loads the shipped fonts.
    pub fn new() -> Self {
        let mut collection = Collection::new(CollectionOptions { shared: false, system_fonts: false });
        for file in FILES {
            collection.register_fonts(Blob::new(Arc::new(file)), None);
        }
        Self {
            fonts: FontContext { collection, source_cache: SourceCache::default() },
            layouts: LayoutContext::new(),
            faces: UsedFaces::default(),
        }
    }

    /// The font file behind [`super::Glyph::face`].
    pub fn face(&self, number: u16) -> Option<&FaceData> {
        self.faces.faces.get(usize::from(number))
    }

    /// Lays out one paragraph, in lines of at most `width` pixels, or in one line.
    ///
    /// `scale` is physical pixels for each logical point. Offsets in the result are bytes of `text`. A line feed
    /// inside it is set as a space: paragraphs are split by the caller.
    pub fn paragraph(&mut self, text: &str, style: &TextStyle, width: Option<f32>, scale: f32) -> ParagraphLayout {
        let printable = printable(text);
        let mut builder = self.layouts.ranged_builder(&mut self.fonts, &printable, scale, true);
        let names = families(style.face, style.direction).map(FontFamilyName::named);
        builder.push_default(StyleProperty::FontFamily(FontFamily::List(names.to_vec().into())));
        builder.push_default(StyleProperty::FontSize(style.size));
        builder.push_default(StyleProperty::LineHeight(LineHeight::FontSizeRelative(style.line_height)));
        builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::Anywhere));
        if style.bold {
            builder.push_default(StyleProperty::FontWeight(FontWeight::BOLD));
        }
        builder.set_base_direction(match style.direction {
            Direction::Ltr => BaseDirection::Ltr,
            Direction::Rtl => BaseDirection::Rtl,
        });
        let mut layout = builder.build(&printable);
        layout.break_all_lines(width);
        layout.align(Alignment::Start, AlignmentOptions::default());
        flatten(&layout, text, style, width, scale, &mut self.faces)
    }
}

/// The text with every control that fonts draw as a missing glyph replaced by a blank of the same byte length.
fn printable(text: &str) -> Cow<'_, str> {
    let stand_in = |c: char| match c {
        // A tab separates segments for the bidirectional algorithm; it is kept, and its box is not drawn.
        '\t' => None,
        c if c.is_ascii_control() => Some(' '),
        '\u{0080}'..='\u{009F}' => Some('\u{00A0}'),
        '\u{2028}' | '\u{2029}' => Some('\u{2009}'),
        '\u{FFF9}'..='\u{FFFB}' | '\u{2061}'..='\u{2064}' | '\u{206A}'..='\u{206F}' => Some('\u{200B}'),
        _ => None,
    };
    if text.chars().any(|c| stand_in(c).is_some()) {
        Cow::Owned(text.chars().map(|c| stand_in(c).unwrap_or(c)).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// Whether parley splits a text at other places than graphemes is checked here, once, for the caller's text.
pub(super) fn graphemes_agree(text: &str, start: usize, end: usize) -> bool {
    segment::is_boundary(text, start) && segment::is_boundary(text, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stand_ins_keep_every_byte_in_its_place() {
        let text = "a\tb\u{85}c\u{2028}d\u{FFFA}e\u{7f}f";
        let shown = printable(text);
        assert_eq!(shown.len(), text.len());
        for (at, c) in text.char_indices().filter(|(_, c)| c.is_ascii_lowercase()) {
            assert_eq!(shown[at..].chars().next(), Some(c));
        }
    }
}
