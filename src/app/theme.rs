//! Colours, sizes and distances of the window, light and dark. The only place that makes a colour from numbers.

#![allow(clippy::disallowed_methods)] // `Color32::from_rgb` is disallowed everywhere else

use egui::style::{Selection, WidgetVisuals, Widgets};
use egui::{Color32, CornerRadius, Margin, Shadow, Stroke, Style, Visuals, vec2};

/// Size of notes and counts, in points.
pub const SIZE_SMALL: f32 = 12.0;
/// Size of labels, buttons and lists, in points.
pub const SIZE_TEXT: f32 = 14.0;
/// Size of questions and titles of panels, in points.
pub const SIZE_LARGE: f32 = 16.0;
/// Size of an article's text at reading zoom 1, in points.
pub const SIZE_READ: f32 = 19.0;
/// Size of headlines, in points.
pub const SIZE_TITLE: f32 = 26.0;

/// The unit of distances, in points: every distance is a multiple of it.
pub const SPACE: f32 = 4.0;
/// The one radius of corners, in points.
pub const RADIUS: u8 = 4;
/// Width of the ring around the widget that has the focus, in points.
pub const FOCUS_RING: f32 = 2.0;

/// `n` units of distance, in points.
pub const fn space(n: u8) -> f32 {
    SPACE * n as f32
}

/// Light or dark.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tone {
    /// Dark letters on quiet paper.
    Light,
    /// Light letters on dark paper.
    Dark,
}

/// What a piece of text or a mark says beside its words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mood {
    /// Nothing in particular.
    Plain,
    /// It is as it should be.
    Good,
    /// Look at this.
    Warn,
    /// It failed.
    Bad,
}

/// The colours of the five kinds of spans.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct RoleColors {
    /// Who says it.
    pub source: Color32,
    /// The word that introduces it.
    pub cue: Color32,
    /// What is said.
    pub content: Color32,
    /// Evidence of a stance.
    pub evidence: Color32,
    /// A disclaimer.
    pub disclaimer: Color32,
}

/// All colours of the window.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Theme {
    /// Light or dark.
    pub tone: Tone,
    /// Behind the article.
    pub paper: Color32,
    /// Behind panels and bars.
    pub surface: Color32,
    /// Behind fields, buttons and cards.
    pub raised: Color32,
    /// Text for reading: 7:1 on paper and surface.
    pub ink: Color32,
    /// Notes and counts: 4.5:1 wherever they stand.
    pub quiet: Color32,
    /// Hairlines that part things.
    pub line: Color32,
    /// Borders of fields and buttons: 3:1.
    pub edge: Color32,
    /// What can be pressed, what is chosen, where the focus is.
    pub accent: Color32,
    /// Text on `accent`.
    pub on_accent: Color32,
    /// It is as it should be.
    pub good: Color32,
    /// Look at this.
    pub warn: Color32,
    /// It failed.
    pub bad: Color32,
    /// Behind selected text and chosen rows.
    pub selection: Color32,
    /// The kinds of spans.
    pub roles: RoleColors,
    /// Stance from -2 to +2. The lightness only ever rises, so that the order survives a grey print.
    pub stance: [Color32; 5],
}

impl Theme {
    /// Dark letters on quiet paper.
    pub const LIGHT: Self = Self {
        tone: Tone::Light,
        paper: hex(0x00fc_faf5),
        surface: hex(0x00f3_efe6),
        raised: hex(0x00ff_ffff),
        ink: hex(0x001f_1d1a),
        quiet: hex(0x0058_5249),
        line: hex(0x00d9_d2c4),
        edge: hex(0x0089_8172),
        accent: hex(0x001c_5d7d),
        on_accent: hex(0x00ff_ffff),
        good: hex(0x002b_6a3a),
        warn: hex(0x0085_5200),
        bad: hex(0x00a2_282c),
        selection: hex(0x00cf_e4f1),
        roles: RoleColors {
            source: hex(0x0000_68a8),
            cue: hex(0x00a8_4300),
            content: hex(0x0000_704f),
            evidence: hex(0x009a_4676),
            disclaimer: hex(0x007a_5a00),
        },
        stance: STANCE,
    };

    /// Light letters on dark paper.
    pub const DARK: Self = Self {
        tone: Tone::Dark,
        paper: hex(0x001a_1917),
        surface: hex(0x0023_2220),
        raised: hex(0x002d_2b28),
        ink: hex(0x00e9_e5dc),
        quiet: hex(0x00b4_ada0),
        line: hex(0x0040_3d38),
        edge: hex(0x0082_7c71),
        accent: hex(0x0086_c1e0),
        on_accent: hex(0x0010_2531),
        good: hex(0x0084_c893),
        warn: hex(0x00e2_b04e),
        bad: hex(0x00f0_9189),
        selection: hex(0x001d_3c4d),
        roles: RoleColors {
            source: hex(0x006d_bdeb),
            cue: hex(0x00f2_935a),
            content: hex(0x004c_c9a2),
            evidence: hex(0x00df_9fc5),
            disclaimer: hex(0x00dd_bb4a),
        },
        stance: STANCE,
    };

    /// The theme of a tone.
    pub const fn of(tone: Tone) -> Self {
        match tone {
            Tone::Light => Self::LIGHT,
            Tone::Dark => Self::DARK,
        }
    }

    /// The colour that a codebook names for a role; the accent for a name that is not known.
    pub fn role(&self, name: &str) -> Color32 {
        match name {
            "source" => self.roles.source,
            "cue" => self.roles.cue,
            "content" => self.roles.content,
            "evidence" => self.roles.evidence,
            "disclaimer" => self.roles.disclaimer,
            _ => self.accent,
        }
    }

    /// The wash of a role's colour behind its words; faint enough for the ink above it, also where two overlap.
    pub fn role_wash(&self, name: &str) -> Color32 {
        self.role(name).gamma_multiply(match self.tone {
            Tone::Light => 0.10,
            Tone::Dark => 0.14,
        })
    }

    /// The colour of a mood.
    pub const fn mood(&self, mood: Mood) -> Color32 {
        match mood {
            Mood::Plain => self.ink,
            Mood::Good => self.good,
            Mood::Warn => self.warn,
            Mood::Bad => self.bad,
        }
    }

    /// Background and letters of a stance, -2 to +2; values beyond are cut to the ends.
    pub fn stance(&self, value: i32) -> (Color32, Color32) {
        let index = usize::try_from(value.clamp(-2, 2) + 2).unwrap_or(2);
        let fill = self.stance[index];
        let letters = [Self::LIGHT.ink, Self::LIGHT.raised];
        let best = usize::from(contrast(letters[1], fill) > contrast(letters[0], fill));
        (fill, letters[best])
    }

    /// Background and letters of a figure in a map, from 0 (pale) to 1 (full).
    pub fn heat(&self, share: f32) -> (Color32, Color32) {
        let fill = self.raised.lerp_to_gamma(self.accent, share.clamp(0.0, 1.0));
        // On a middle shade only black or white letters keep 4.5:1.
        let is_dark = contrast(Color32::WHITE, fill) > contrast(Color32::BLACK, fill);
        (fill, if is_dark { Color32::WHITE } else { Color32::BLACK })
    }

    /// Makes egui's own widgets look like the rest.
    pub fn apply(&self, ctx: &egui::Context, motion: bool) {
        ctx.set_theme(match self.tone {
            Tone::Light => egui::Theme::Light,
            Tone::Dark => egui::Theme::Dark,
        });
        ctx.all_styles_mut(|style| self.style(style, motion));
    }

    fn style(&self, style: &mut Style, motion: bool) {
        style.animation_time = if motion { 0.08 } else { 0.0 };
        style.scroll_animation = if motion { style.scroll_animation } else { egui::style::ScrollAnimation::none() };
        style.spacing.item_spacing = vec2(space(2), space(2));
        style.spacing.button_padding = vec2(space(3), space(1));
        style.spacing.interact_size = vec2(space(8), space(7));
        style.spacing.window_margin = Margin::same(16);
        style.spacing.menu_margin = Margin::same(8);
        style.spacing.scroll = egui::style::ScrollStyle {
            // A floating bar with room of its own: the one kind whose handle may be faint instead of black or white.
            floating: true,
            floating_width: space(2),
            floating_allocated_width: space(3),
            bar_width: space(2),
            bar_inner_margin: SPACE,
            bar_outer_margin: 0.0,
            foreground_color: true,
            dormant_background_opacity: 0.0,
            active_background_opacity: 0.0,
            interact_background_opacity: 0.0,
            dormant_handle_opacity: 0.25,
            active_handle_opacity: 0.4,
            interact_handle_opacity: 0.6,
            ..egui::style::ScrollStyle::solid()
        };
        for (text, size) in [
            (egui::TextStyle::Small, SIZE_SMALL),
            (egui::TextStyle::Body, SIZE_TEXT),
            (egui::TextStyle::Button, SIZE_TEXT),
            (egui::TextStyle::Monospace, SIZE_TEXT),
            (egui::TextStyle::Heading, SIZE_TITLE),
        ] {
            if let Some(font) = style.text_styles.get_mut(&text) {
                font.size = size;
            }
        }
        style.visuals = self.visuals();
    }

    fn visuals(&self) -> Visuals {
        let base = match self.tone {
            Tone::Light => Visuals::light(),
            Tone::Dark => Visuals::dark(),
        };
        let corner_radius = CornerRadius::same(RADIUS);
        let state = |fill: Color32, border: Stroke, letters: Color32| WidgetVisuals {
            bg_fill: fill,
            weak_bg_fill: fill,
            bg_stroke: border,
            corner_radius,
            fg_stroke: Stroke::new(1.0, letters),
            expansion: 0.0,
        };
        let edge = Stroke::new(1.0, self.edge);
        let chosen = Stroke::new(FOCUS_RING, self.accent);
        Visuals {
            widgets: Widgets {
                noninteractive: state(self.surface, Stroke::new(1.0, self.line), self.ink),
                inactive: state(self.raised, edge, self.ink),
                hovered: state(self.selection, Stroke::new(1.0, self.accent), self.ink),
                active: state(self.selection, chosen, self.ink),
                open: state(self.selection, edge, self.ink),
            },
            selection: Selection { bg_fill: self.selection, stroke: chosen },
            hyperlink_color: self.accent,
            faint_bg_color: self.surface,
            extreme_bg_color: self.raised,
            text_edit_bg_color: Some(self.raised),
            code_bg_color: self.surface,
            warn_fg_color: self.warn,
            error_fg_color: self.bad,
            window_corner_radius: corner_radius,
            menu_corner_radius: corner_radius,
            window_fill: self.paper,
            window_stroke: edge,
            window_shadow: self.shadow(),
            popup_shadow: self.shadow(),
            panel_fill: self.surface,
            weak_text_color: Some(self.quiet),
            override_text_color: None,
            indent_has_left_vline: false,
            ..base
        }
    }

    /// The soft shadow under what lies above the page.
    pub fn shadow(&self) -> Shadow {
        let strength = match self.tone {
            Tone::Light => 40,
            Tone::Dark => 130,
        };
        Shadow { offset: [0, 4], blur: 16, spread: 0, color: Color32::from_black_alpha(strength) }
    }
}

const STANCE: [Color32; 5] = [hex(0x006b_2f08), hex(0x00a3_5a22), hex(0x00a3_9d92), hex(0x009c_c3dc), hex(0x00d6_ebf8)];

const fn hex(rgb: u32) -> Color32 {
    let [_, red, green, blue] = rgb.to_be_bytes();
    Color32::from_rgb(red, green, blue)
}

/// Contrast ratio of two opaque colours, 1 to 21.
///
/// # Source
/// Web Content Accessibility Guidelines 2.2, "contrast ratio" and "relative luminance".
pub fn contrast(a: Color32, b: Color32) -> f32 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn luminance(color: Color32) -> f32 {
    let linear = |byte: u8| {
        let part = f32::from(byte) / 255.0;
        if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(color.r()) + 0.7152 * linear(color.g()) + 0.0722 * linear(color.b())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn each(check: impl Fn(&Theme)) {
        check(&Theme::LIGHT);
        check(&Theme::DARK);
    }

    #[test]
    fn contrast_follows_the_definition() {
        assert!((contrast(Color32::BLACK, Color32::WHITE) - 21.0).abs() < 0.01);
        assert!((contrast(Color32::WHITE, Color32::WHITE) - 1.0).abs() < 0.01);
    }

    #[test]
    fn figures_of_a_map_can_be_read_on_every_shade() {
        each(|t| {
            for step in 0..=20 {
                let (fill, letters) = t.heat(step as f32 / 20.0);
                assert!(contrast(letters, fill) >= 4.5, "{:?} at {step}: {}", t.tone, contrast(letters, fill));
            }
        });
    }

    #[test]
    fn reading_has_seven_to_one() {
        each(|t| {
            for behind in [t.paper, t.surface, t.raised, t.selection] {
                assert!(contrast(t.ink, behind) >= 7.0, "{:?} ink on {behind:?}: {}", t.tone, contrast(t.ink, behind));
            }
            assert!(contrast(t.quiet, t.paper) >= 7.0, "{:?} quiet on paper", t.tone);
        });
    }

    #[test]
    fn everything_else_that_is_read_has_four_and_a_half_to_one() {
        each(|t| {
            let letters = [t.quiet, t.accent, t.good, t.warn, t.bad];
            let roles = ["source", "cue", "content", "evidence", "disclaimer"].map(|name| t.role(name));
            for letter in letters.into_iter().chain(roles) {
                for behind in [t.paper, t.surface, t.raised, t.selection] {
                    let ratio = contrast(letter, behind);
                    assert!(ratio >= 4.5, "{:?} {letter:?} on {behind:?}: {ratio}", t.tone);
                }
            }
            assert!(contrast(t.on_accent, t.accent) >= 4.5);
            for value in -2..=2 {
                let (fill, letter) = t.stance(value);
                assert!(contrast(fill, letter) >= 4.5, "stance {value}: {}", contrast(fill, letter));
            }
        });
    }

    #[test]
    fn borders_of_controls_have_three_to_one() {
        each(|t| {
            for behind in [t.paper, t.surface, t.raised] {
                assert!(contrast(t.edge, behind) >= 3.0, "{:?} {}", t.tone, contrast(t.edge, behind));
            }
        });
    }

    #[test]
    fn stance_keeps_its_order_in_grey() {
        let grey = STANCE.map(luminance);
        assert!(grey.windows(2).all(|pair| pair[0] + 0.05 < pair[1]), "{grey:?}");
    }

    #[test]
    fn an_unknown_role_still_has_a_colour() {
        assert_eq!(Theme::LIGHT.role("narrator"), Theme::LIGHT.accent);
    }
}
