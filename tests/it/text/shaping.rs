//! Shaping: joined letters, marks, ligatures, mirrored brackets, and no box where a font has the letter.

use super::sample::{PARAGRAPHS, lay_out, with_typesetter};
use mizan::text::direction::Direction;
use mizan::text::fonts::Face;
use mizan::text::layout::{ParagraphLayout, TextStyle};

fn glyphs(layout: &ParagraphLayout) -> Vec<u16> {
    layout.lines.iter().flat_map(|line| layout.glyphs(line)).map(|glyph| glyph.id).collect()
}

fn rtl(text: &str) -> ParagraphLayout {
    lay_out(text, Direction::Rtl, None)
}

#[test]
fn letters_take_their_joined_forms() {
    let alone = glyphs(&rtl("ع"));
    let mut joined = glyphs(&rtl("ععع"));
    joined.sort_unstable();
    joined.dedup();
    assert_eq!(joined.len(), 3, "initial, medial and final form differ");
    assert!(!joined.contains(&alone[0]), "and none is the isolated form");
}

#[test]
fn both_letters_of_lam_alef_can_be_seen_and_reached() {
    for text in ["سلام", "الأن", "لإن", "لآل", "لَا", "الله"] {
        let layout = rtl(text);
        for (at, letter) in text.char_indices().filter(|(_, c)| c.is_alphabetic()) {
            let rects = layout.rects(&(at..at + letter.len_utf8()));
            assert!(rects.len() == 1 && rects[0].x1 - rects[0].x0 > 1.0, "{letter} in {text}: {rects:?}");
        }
    }
}

#[test]
fn a_mark_takes_no_room_of_its_own() {
    assert!((rtl("كَتَبَ").width - rtl("كتب").width).abs() < 1.5);
}

#[test]
fn brackets_are_mirrored() {
    let open_in_latin = glyphs(&lay_out("(", Direction::Ltr, None));
    let rtl_pair = rtl("(س)");
    let ids = glyphs(&rtl_pair);
    // In right-to-left order the opening bracket stands at the right with the shape that closes in Latin.
    let pair_in_latin = glyphs(&lay_out("()", Direction::Ltr, None));
    let naskh_pair = glyphs(&rtl("()"));
    assert_eq!(ids.len(), 3);
    assert_ne!(ids[0], ids[2]);
    assert_eq!(naskh_pair.len(), 2);
    assert_eq!(open_in_latin[0], pair_in_latin[0]);
    assert_eq!((ids[0], ids[2]), (naskh_pair[0], naskh_pair[1]));
    let opening = rtl_pair.clusters(&rtl_pair.lines[0]).iter().position(|c| c.start == 0);
    assert_eq!(opening, Some(2), "the opening bracket is the rightmost");
}

#[test]
fn the_shipped_fonts_have_what_news_pages_use() {
    let news = "ٱأإآءؤئىة ـ ًٌٍَُِّْ ٠١٢٣ ۰۱۲۳ پچژگکی ٹڈڑںھہے ،؛؟٪٫٬ «»‹›“”‘’… – — • · © ® ™ ° € £ % ‰ № → ← ↑ ↓ ✓ ★ ﴾﴿ ﷺ ﷲ ЖёъЁ іїєґ אבג ñçéüß ğışĞ łżś";
    for face in [Face::Reading, Face::Interface] {
        for direction in [Direction::Rtl, Direction::Ltr] {
            let style = TextStyle { face, ..TextStyle::reading(20.0, direction) };
            for letter in news.chars() {
                let layout = with_typesetter(|t| t.paragraph(&letter.to_string(), &style, None, 1.0));
                assert!(!glyphs(&layout).contains(&0), "{letter} U+{:04X} is missing in {face:?}", u32::from(letter));
            }
        }
    }
    for paragraph in PARAGRAPHS {
        assert!(!glyphs(&rtl(paragraph)).contains(&0), "{paragraph}");
    }
}

#[test]
fn controls_print_nothing_and_unknown_letters_print_a_box() {
    for control in [
        "\t", "\r", "\u{1}", "\u{7F}", "\u{85}", "\u{200B}", "\u{200C}", "\u{200D}", "\u{200E}", "\u{200F}",
        "\u{202A}", "\u{202B}", "\u{202C}", "\u{202E}", "\u{2028}", "\u{2029}", "\u{2066}", "\u{2067}", "\u{2069}",
        "\u{FEFF}", "\u{AD}", "\u{A0}", "\u{2060}", "\u{2062}", "\u{206A}", "\u{FFFA}", "\u{FE0F}", "\u{61C}",
    ] {
        let text = format!("أب{control}جد");
        assert!(!glyphs(&rtl(&text)).contains(&0), "U+{:04X}", u32::from(control.chars().next().unwrap()));
    }
    for unknown in ["中", "\u{E000}", "ก"] {
        let layout = rtl(unknown);
        assert_eq!(glyphs(&layout), [0]);
        assert!(layout.width > 4.0, "the box has a width");
    }
}

#[test]
fn an_empty_paragraph_has_one_line() {
    for text in ["", "\u{200F}", " "] {
        let layout = rtl(text);
        assert_eq!(layout.lines.len(), 1);
        assert!(layout.height > 30.0, "{}", layout.height);
        assert_eq!(layout.caret_x(layout.hit(3.0, 3.0)).1, 0);
    }
}

#[test]
fn a_long_word_is_broken_rather_than_cut_off() {
    let layout = lay_out(&"https://example.org/".repeat(12), Direction::Ltr, Some(200.0));
    assert!(layout.lines.len() > 3);
    for line in &layout.lines {
        assert!(layout.clusters(line).last().unwrap().x1 <= 201.0);
    }
}
