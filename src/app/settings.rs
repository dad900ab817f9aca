//! What a coder has set: kept in the project per coder, not undoable.

use crate::model::UiLanguage;
use std::collections::BTreeMap;

/// `light`, `dark` or `system`.
pub const THEME: &str = "theme";
/// `en` or `ar`.
pub const LANGUAGE: &str = "language";
/// Size of the article's letters; 1 is usual.
pub const ZOOM: &str = "zoom";
/// Size of the interface; 1 is usual.
pub const SCALE: &str = "scale";
/// `start` or `end`: at which side the panels stand, as the language of the interface reads.
pub const PANEL_SIDE: &str = "panel_side";
/// `on` or `off`.
pub const MOTION: &str = "motion";
/// Whether the queue is shown: `on` or `off`.
pub const QUEUE: &str = "queue";
/// The screen that was open last.
pub const SCREEN: &str = "screen";
/// The article that was open last.
pub const ARTICLE: &str = "article";
/// The document that was open last on the import screen.
pub const DOCUMENT: &str = "document";
/// Scroll, panel and other things that the coding screen finds again, in a form of its own.
pub const CODING_PLACE: &str = "coding.place";
/// What the agreement screen compares.
pub const COMPARED: &str = "agreement.choice";
/// Width of the annotation panels in points.
pub const CODING_WIDTH: &str = "coding.width";

/// All settings; they are read when a coder becomes the active one.
pub const KEYS: [&str; 13] = [
    THEME,
    LANGUAGE,
    ZOOM,
    SCALE,
    PANEL_SIDE,
    MOTION,
    QUEUE,
    SCREEN,
    ARTICLE,
    DOCUMENT,
    CODING_PLACE,
    CODING_WIDTH,
    COMPARED,
];

/// Smallest and largest size of the interface.
pub const SCALES: (f32, f32) = (0.8, 2.5);
/// Smallest and largest size of the article's letters.
pub const ZOOMS: (f32, f32) = (0.6, 3.0);

/// Which colours a person wants.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum ThemeChoice {
    /// Light.
    Light,
    /// Dark.
    Dark,
    /// As the desktop has it.
    #[default]
    System,
}

/// Settings of one coder, as read.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Settings {
    values: BTreeMap<String, String>,
}

impl Settings {
    /// The value of a setting, if it was ever set.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.values.get(key).map(String::as_str)
    }
    /// Remembers a value (the project keeps it).
    pub fn set(&mut self, key: &str, value: &str) {
        self.values.insert(key.to_owned(), value.to_owned());
    }
    /// Which colours.
    pub fn theme(&self) -> ThemeChoice {
        match self.get(THEME) {
            Some("light") => ThemeChoice::Light,
            Some("dark") => ThemeChoice::Dark,
            _ => ThemeChoice::System,
        }
    }
    /// The language of the interface, if it was chosen.
    pub fn language(&self) -> Option<UiLanguage> {
        match self.get(LANGUAGE) {
            Some("ar") => Some(UiLanguage::Ar),
            Some("en") => Some(UiLanguage::En),
            _ => None,
        }
    }
    /// Size of the article's letters.
    pub fn zoom(&self) -> f32 {
        self.size(ZOOM, ZOOMS)
    }
    /// Size of the interface.
    pub fn scale(&self) -> f32 {
        self.size(SCALE, SCALES)
    }
    /// Whether a setting of `on` and `off` is on; on where it was never set.
    pub fn is_on(&self, key: &str) -> bool {
        self.get(key) != Some("off")
    }
    /// Whether the panels stand at the side where lines begin, instead of where they end.
    pub fn panels_at_start(&self) -> bool {
        self.get(PANEL_SIDE) == Some("start")
    }

    fn size(&self, key: &str, (least, most): (f32, f32)) -> f32 {
        let size = self.get(key).and_then(|v| v.parse::<f32>().ok()).filter(|v| v.is_finite());
        size.unwrap_or(1.0).clamp(least, most)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrong_values_fall_back_instead_of_spoiling_the_window() {
        let mut settings = Settings::default();
        assert_eq!((settings.zoom(), settings.theme(), settings.language()), (1.0, ThemeChoice::System, None));
        for (value, size) in [("nonsense", 1.0), ("NaN", 1.0), ("900", SCALES.1), ("0.001", SCALES.0), ("1.5", 1.5)] {
            settings.set(SCALE, value);
            assert!((settings.scale() - size).abs() < f32::EPSILON, "{value}");
        }
    }
}
