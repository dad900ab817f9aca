//! Position -> byte -> position, over random mixed text.

use super::sample::{direction, lay_out, mixed_text, stack};
use mizan::text::segment;
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    /// A point in either half of a grapheme gives the caret at that half's edge; the caret is drawn at that edge; and
    /// the rectangle of the grapheme is the grapheme's own.
    #[test]
    fn points_and_bytes_lead_to_each_other(text in mixed_text(), direction in direction(), width in 60f32..500.0) {
        let layout = lay_out(&text, direction, Some(width));
        for (number, line) in layout.lines.iter().enumerate() {
            let y = f32::midpoint(line.top, line.bottom);
            prop_assert_eq!(layout.line_at_y(y), number);
            for cluster in layout.clusters(line).iter().filter(|c| c.x1 - c.x0 > 0.5) {
                let room = cluster.x1 - cluster.x0;
                for (x, edge) in [(cluster.x0 + room * 0.25, cluster.x0), (cluster.x1 - room * 0.25, cluster.x1)] {
                    let caret = layout.hit(x, y);
                    let (drawn, on_line) = layout.caret_x(caret);
                    prop_assert!(segment::is_boundary(&text, caret.at));
                    prop_assert!((drawn - edge).abs() < 0.02, "{:?} at {x} is drawn at {drawn}, not {edge}", caret);
                    prop_assert_eq!(on_line, number);
                    prop_assert_eq!(layout.cluster_at(x, y), Some(cluster.bytes()));
                }
                if cluster.hanging {
                    continue;
                }
                let rects = layout.rects(&cluster.bytes());
                prop_assert_eq!(rects.len(), 1);
                prop_assert!((rects[0].x0 - cluster.x0).abs() < 0.02 && (rects[0].x1 - cluster.x1).abs() < 0.02);
            }
        }
    }

    /// Clusters are graphemes, each byte is in exactly one of them, and neighbours touch.
    #[test]
    fn clusters_tile_the_text(text in mixed_text(), direction in direction(), width in 60f32..500.0) {
        let layout = lay_out(&text, direction, Some(width));
        let mut bytes: Vec<_> = layout.lines.iter().flat_map(|line| layout.clusters(line)).map(mizan::text::layout::Cluster::bytes).collect();
        bytes.sort_by_key(|range| range.start);
        let mut at = 0;
        for range in &bytes {
            prop_assert_eq!(range.start, at, "{:?}", bytes);
            prop_assert!(segment::is_boundary(&text, range.start) && segment::is_boundary(&text, range.end), "{:?}", range);
            at = range.end;
        }
        prop_assert_eq!(at, text.len());
        for line in &layout.lines {
            for pair in layout.clusters(line).windows(2) {
                prop_assert!((pair[0].x1 - pair[1].x0).abs() < 0.02);
            }
        }
    }

    /// The rectangles of a range never overlap, and together are as wide as its graphemes.
    #[test]
    fn rectangles_cover_a_range_once(text in mixed_text(), direction in direction(), a in 0usize..200, b in 0usize..200) {
        let layout = lay_out(&text, direction, Some(220.0));
        let range = segment::clamp(&text, &(a..b));
        let covered: f32 = layout.rects(&range).iter().map(|rect| rect.x1 - rect.x0).sum();
        let wanted: f32 = layout.lines.iter().flat_map(|line| layout.clusters(line))
            .filter(|c| !c.hanging && c.bytes().start < range.end && c.bytes().end > range.start).map(|c| c.x1 - c.x0).sum();
        prop_assert!((covered - wanted).abs() < 0.5, "{covered} and {wanted}");
    }

    /// No point and no offset panics, and each gives a place in the text.
    #[test]
    fn no_question_is_refused(text in "(\\PC|\n){0,60}", x in -1e6f32..1e6, y in -1e6f64..1e6, at in 0usize..400) {
        let stack = stack(&text, 200.0);
        let caret = stack.hit(x, y);
        prop_assert!(segment::is_boundary(&text, caret.at));
        let garbage = mizan::text::layout::Caret::after(at);
        stack.caret_place(garbage);
        stack.step_lines(garbage, x, 3);
        stack.line_end(garbage);
        stack.rects_in_row(0, &(at..at + 7));
    }
}

/// The mark has the direction of its own script, so that the number comes to stand between it and its letter.
#[test]
fn a_letter_and_its_mark_that_stand_apart_are_one_place() {
    let text = "\u{1ee64}\u{113c2}\u{ce6}\u{a8ce}";
    let stack = stack(text, 200.0);
    for x in 0..200 {
        let caret = stack.hit(x as f32, 0.0);
        assert!(segment::is_boundary(text, caret.at), "{x}: {}", caret.at);
    }
}
