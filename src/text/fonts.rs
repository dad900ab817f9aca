//! The shipped typefaces. No system font is used, so that every machine shows the same page.

use crate::text::direction::Direction;

/// What a text is set for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Face {
    /// Long reading: Naskh, with a serif for Latin and Cyrillic.
    Reading,
    /// Labels, lists and fields: sans.
    #[default]
    Interface,
}

/// The font files, in no particular order. Origin and licence: `assets/README.md`.
pub(crate) const FILES: [&[u8]; 12] = [
    include_bytes!("../../assets/fonts/NotoNaskhArabic-Regular.ttf"),
    include_bytes!("../../assets/fonts/NotoNaskhArabic-Bold.ttf"),
    include_bytes!("../../assets/fonts/NotoSerif-Regular.ttf"),
    include_bytes!("../../assets/fonts/NotoSerif-Bold.ttf"),
    include_bytes!("../../assets/fonts/NotoSansArabic-Regular.ttf"),
    include_bytes!("../../assets/fonts/NotoSansArabic-Bold.ttf"),
    include_bytes!("../../assets/fonts/NotoSans-Regular.ttf"),
    include_bytes!("../../assets/fonts/NotoSans-Bold.ttf"),
    include_bytes!("../../assets/fonts/NotoSerifHebrew-Regular.ttf"),
    include_bytes!("../../assets/fonts/NotoSansHebrew-Regular.ttf"),
    include_bytes!("../../assets/fonts/NotoSansSymbols-Regular.ttf"),
    include_bytes!("../../assets/fonts/NotoSansSymbols2-Regular.ttf"),
];

/// The families of a face in order of preference.
///
/// The paragraph's direction decides which comes first, so that the digits, brackets and quotation marks which both
/// an Arabic and a Latin font have match the letters around them.
pub(crate) fn families(face: Face, direction: Direction) -> [&'static str; 6] {
    match (face, direction) {
        (Face::Reading, Direction::Rtl) => [
            "Noto Naskh Arabic",
            "Noto Serif",
            "Noto Serif Hebrew",
            "Noto Sans",
            "Noto Sans Symbols",
            "Noto Sans Symbols2",
        ],
        (Face::Reading, Direction::Ltr) => [
            "Noto Serif",
            "Noto Naskh Arabic",
            "Noto Serif Hebrew",
            "Noto Sans",
            "Noto Sans Symbols",
            "Noto Sans Symbols2",
        ],
        (Face::Interface, Direction::Rtl) => [
            "Noto Sans Arabic",
            "Noto Sans",
            "Noto Sans Hebrew",
            "Noto Naskh Arabic",
            "Noto Sans Symbols",
            "Noto Sans Symbols2",
        ],
        (Face::Interface, Direction::Ltr) => [
            "Noto Sans",
            "Noto Sans Arabic",
            "Noto Sans Hebrew",
            "Noto Naskh Arabic",
            "Noto Sans Symbols",
            "Noto Sans Symbols2",
        ],
    }
}
