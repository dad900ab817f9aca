//! Visual order against Unicode's reference: `BidiCharacterTest.txt`, all of it where it is installed (Debian's
//! package `unicode-data`), and a sample of our own that always runs.
//!
//! What is compared is what the reader sees: the order of graphemes from left to right in *our* layout of each case
//! in one line. The file's expected order is of characters, so it is turned into an order of graphemes first: within
//! right-to-left text a mark stands before its base in the file (rule L2 without L3) but prints on it. Characters that
//! rule X9 removes (the `x` in the file: embeddings, overrides, joiners in neutral places) have no expected place and
//! are left out on both sides.

use super::sample::{PARAGRAPHS, with_typesetter};
use mizan::text::direction::Direction;
use mizan::text::layout::TextStyle;
use mizan::text::segment;
use std::collections::BTreeSet;
use unicode_bidi::{BidiInfo, Level};

const UNICODE_TEST: &str = "/usr/share/unicode/BidiCharacterTest.txt";

/// The graphemes (by first byte) that a line shows, from left to right.
fn shown_order(text: &str, direction: Direction) -> Vec<usize> {
    let style = TextStyle::interface(16.0, direction);
    let layout = with_typesetter(|typesetter| typesetter.paragraph(text, &style, None, 1.0));
    assert_eq!(layout.lines.len(), 1, "{text:?}");
    layout.clusters(&layout.lines[0]).iter().map(|cluster| cluster.bytes().start).collect()
}

/// An order of characters (byte offsets) as an order of graphemes.
fn graphemes_in_order(text: &str, characters: impl IntoIterator<Item = usize>) -> Vec<usize> {
    let mut seen = BTreeSet::new();
    let graphemes = characters.into_iter().map(|at| segment::floor(text, at));
    graphemes.filter(|grapheme| seen.insert(*grapheme)).collect()
}

/// What `unicode-bidi` says about a paragraph in one line.
fn reference_order(text: &str, direction: Direction) -> Vec<usize> {
    let level = if direction.is_rtl() { Level::rtl() } else { Level::ltr() };
    let info = BidiInfo::new(text, Some(level));
    let paragraph = &info.paragraphs[0];
    let (levels, runs) = info.visual_runs(paragraph, paragraph.range.clone());
    let characters = runs.into_iter().flat_map(|run| {
        let backwards = levels[run.start].is_rtl();
        let mut inside: Vec<usize> = text[run.clone()].char_indices().map(|(at, _)| run.start + at).collect();
        if backwards {
            inside.reverse();
        }
        inside
    });
    graphemes_in_order(text, characters)
}

#[test]
fn news_paragraphs_stand_in_the_reference_order() {
    for paragraph in PARAGRAPHS {
        for direction in [Direction::Rtl, Direction::Ltr] {
            assert_eq!(shown_order(paragraph, direction), reference_order(paragraph, direction), "{paragraph}");
        }
    }
}

/// The same for pages that are not ours to keep: every paragraph of the files in the folder that `MIZAN_SEEDS` names.
#[test]
fn paragraphs_of_the_seeds_stand_in_the_reference_order() {
    let Some(folder) = std::env::var_os("MIZAN_SEEDS") else {
        println!("skipped: MIZAN_SEEDS names no folder of pages");
        return;
    };
    let mut checked = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let Ok(page) = std::fs::read_to_string(entry.unwrap().path()) else { continue };
        for paragraph in page.lines().filter(|line| !line.trim().is_empty()) {
            assert_eq!(
                shown_order(paragraph, Direction::Rtl),
                reference_order(paragraph, Direction::Rtl),
                "{paragraph}"
            );
            checked += 1;
        }
    }
    assert!(checked > 0, "the folder has no paragraphs");
}

/// Cases chosen for news: each with the graphemes as the reader sees them from left to right in a right-to-left
/// paragraph, written down by hand.
#[test]
fn a_sample_by_hand() {
    for (text, seen) in [
        ("أب 12 جد", "دج 12 بأ"),
        ("أب Reuters/RT جد", "دج Reuters/RT بأ"),
        ("(أب)", "(بأ)"),
        ("«أب RT»", "«RT بأ»"),
        ("أ 25.5% ب", "ب %25.5 أ"),
        ("أ ١٢٣٫٥ ب", "ب ١٢٣٫٥ أ"),
        ("أ 17/03/2026 ب", "ب 17/03/2026 أ"),
        ("RT 17/03/2026 ب", "ب RT 17/03/2026"),
        ("أب COVID-19 و", "و COVID-19 بأ"),
        ("RT: أب", "بأ :RT"),
        ("أب (RT).", ".(RT) بأ"),
        ("أ [B (ت) c] د", "د [c (ت) B] أ"),
        ("أ\t(ب)\tc", "c\t(ب)\tأ"),
    ] {
        let order = shown_order(text, Direction::Rtl);
        let line: String = order.iter().map(|at| &text[*at..segment::next(text, *at)]).collect();
        assert_eq!(mirrored(&line, text, &order), seen, "{text}");
    }
}

/// The line with brackets in the shape that is drawn: mirrored where they stand in right-to-left order.
fn mirrored(line: &str, text: &str, order: &[usize]) -> String {
    let info = BidiInfo::new(text, Some(Level::rtl()));
    line.chars()
        .zip(order)
        .map(|(letter, at)| match (letter, info.levels[*at].is_rtl()) {
            ('(', true) => ')',
            (')', true) => '(',
            ('[', true) => ']',
            (']', true) => '[',
            ('«', true) => '»',
            ('»', true) => '«',
            (other, _) => other,
        })
        .collect()
}

struct Case {
    text: String,
    direction: Direction,
    /// Byte offsets of the characters that are not removed, from left to right.
    order: Vec<usize>,
}

fn parse(line: &str) -> Case {
    let fields: Vec<&str> = line.split(';').collect();
    let letters = fields[0].split(' ').map(|code| char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap());
    let text: String = letters.collect();
    let offsets: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    // Field 2 is the paragraph level that results, also where field 1 asks for detection.
    let direction = if fields[2] == "1" { Direction::Rtl } else { Direction::Ltr };
    let order = fields[4].split(' ').filter(|n| !n.is_empty()).map(|n| offsets[n.parse::<usize>().unwrap()]).collect();
    Case { text, direction, order }
}

/// What is wrong about one line of the file, if anything.
fn differs(line: &str) -> Option<String> {
    let case = parse(line);
    let wanted = graphemes_in_order(&case.text, case.order.iter().copied());
    // A grapheme of nothing but removed characters has no place that the file knows.
    let placed: BTreeSet<usize> = wanted.iter().copied().collect();
    let shown = shown_order(&case.text, case.direction).into_iter().filter(|at| placed.contains(at));
    let shown: Vec<usize> = shown.collect();
    (shown != wanted).then(|| format!("{line}\n  shown {shown:?}\n  wanted {wanted:?}"))
}

#[test]
fn all_of_unicodes_cases_stand_in_their_order() {
    let Ok(file) = std::fs::read_to_string(UNICODE_TEST) else {
        println!("skipped: {UNICODE_TEST} is not installed (Debian's package unicode-data)");
        return;
    };
    let cases: Vec<&str> = file.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    let workers = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let share = cases.len().div_ceil(workers).max(1);
    let wrong: Vec<String> = std::thread::scope(|scope| {
        let parts: Vec<_> = cases
            .chunks(share)
            .map(|part| scope.spawn(|| part.iter().filter_map(|case| differs(case)).collect()))
            .collect();
        parts.into_iter().flat_map(|part| -> Vec<String> { part.join().unwrap() }).collect()
    });
    let checked = cases.len();
    println!("{checked} cases of BidiCharacterTest.txt, {} wrong", wrong.len());
    assert!(checked > 90_000);
    assert!(wrong.is_empty(), "{} of {checked} wrong:\n{}", wrong.len(), wrong[..wrong.len().min(12)].join("\n"));
}

#[test]
fn isolated_names_keep_the_order_of_the_line_around_them() {
    let names = "\u{2068}إزفيستيا\u{2069} \u{2190} \u{2068}إيغور كارمازين\u{2069} \u{2190} \u{2068}RT (عربي)\u{2069}";
    for direction in [Direction::Rtl, Direction::Ltr] {
        assert_eq!(shown_order(names, direction), reference_order(names, direction), "{direction:?}");
    }
}
