//! Caret movement: visual order, whole graphemes, every place reachable.

use super::sample::{PARAGRAPHS, direction, lay_out, mixed_text, stack};
use mizan::text::direction::Direction;
use mizan::text::layout::{Caret, ParagraphLayout, Side};
use mizan::text::segment;
use proptest::prelude::*;

fn walk(layout: &ParagraphLayout, from: Caret, side: Side) -> Vec<Caret> {
    let mut path = vec![from];
    while let Some(next) = match side {
        Side::Left => layout.left_of(path[path.len() - 1]),
        Side::Right => layout.right_of(path[path.len() - 1]),
    } {
        assert!(path.len() < 10_000, "the caret runs in a circle");
        path.push(next);
    }
    path
}

#[test]
fn left_goes_forward_in_arabic_and_back_through_a_latin_name() {
    let text = "قال Ali نعم";
    let layout = lay_out(text, Direction::Rtl, None);
    let path: Vec<usize> = walk(&layout, Caret::after(0), Side::Left).iter().map(|caret| caret.at).collect();
    let latin = text.find('A').unwrap();
    // Through «قال» and the space forward, then into the name from its right end: after i, l, A; then on in Arabic.
    assert_eq!(path[..5], [0, 2, 4, 6, 7]);
    assert_eq!(path[5..8], [latin + 2, latin + 1, latin]);
    assert_eq!(path.last(), Some(&text.len()));
}

#[test]
fn one_step_crosses_a_letter_with_its_marks() {
    let text = "مُدَرِّس";
    let layout = lay_out(text, Direction::Rtl, None);
    let path: Vec<usize> = walk(&layout, Caret::after(0), Side::Left).iter().map(|caret| caret.at).collect();
    assert_eq!(path, [0, 4, 8, 14, 16]);
}

#[test]
fn the_caret_stops_between_lam_and_alef() {
    let text = "سلام";
    let layout = lay_out(text, Direction::Rtl, None);
    let xs: Vec<f32> = walk(&layout, Caret::after(0), Side::Left).iter().map(|c| layout.caret_x(*c).0).collect();
    assert_eq!(xs.len(), 5);
    assert!(xs.windows(2).all(|pair| pair[0] - pair[1] > 1.0), "{xs:?}");
}

#[test]
fn a_line_edge_leads_to_the_next_line_in_reading_order() {
    let layout = lay_out(PARAGRAPHS[0], Direction::Rtl, Some(260.0));
    assert!(layout.lines.len() > 2);
    let end = layout.line_end(0);
    assert_eq!(layout.line_of(end), 0);
    let onward = layout.left_of(end).unwrap();
    assert_eq!((layout.line_of(onward), onward.at), (1, layout.lines[1].text.start));
    let back = layout.right_of(layout.line_start(1)).unwrap();
    assert_eq!(layout.line_of(back), 0);
}

#[test]
fn left_and_right_cross_paragraphs_by_each_ones_direction() {
    let text = "نص\nabc\nآخر";
    let stack = stack(text, 300.0);
    let end_of_first = Caret::before("نص".len());
    let latin = text.find('a').unwrap();
    assert_eq!(stack.step(end_of_first, Side::Left).at, latin);
    assert_eq!(stack.step(Caret::before(latin + 3), Side::Right).at, latin + 4);
    assert_eq!(stack.step(Caret::after(latin), Side::Left).at, "نص".len());
}

#[test]
fn up_and_down_keep_the_column() {
    let text = PARAGRAPHS.join("\n");
    let stack = stack(&text, 320.0);
    let start = stack.hit(160.0, 5.0);
    let (mut caret, mut lines) = (start, 0);
    loop {
        let next = stack.step_lines(caret, 160.0, 1);
        if next.at == text.len() || lines > 500 {
            break;
        }
        assert!(stack.caret_place(next).unwrap().1 > stack.caret_place(caret).unwrap().1);
        caret = next;
        lines += 1;
    }
    let back = stack.step_lines(caret, 160.0, -lines);
    assert_eq!(back, start);
}

#[test]
fn an_empty_paragraph_begins_and_ends_at_its_only_place() {
    let layout = lay_out("", Direction::Rtl, Some(300.0));
    assert_eq!((layout.line_start(0).at, layout.line_end(0).at), (0, 0));
    assert_eq!(layout.lines[0].text, 0..0);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    /// On one line, right goes through every slot from the left edge to the right edge and left comes back the same
    /// way; the caret never splits a grapheme.
    #[test]
    fn arrows_follow_the_eye(text in mixed_text(), direction in direction()) {
        let layout = lay_out(&text, direction, None);
        prop_assume!(layout.lines.len() == 1);
        let from = layout.hit(-10.0, 1.0);
        let right = walk(&layout, from, Side::Right);
        let xs: Vec<f32> = right.iter().map(|caret| layout.caret_x(*caret).0).collect();
        prop_assert!(xs.windows(2).all(|pair| pair[1] > pair[0]), "{xs:?}");
        let slots = layout.clusters(&layout.lines[0]).iter().filter(|c| c.x1 - c.x0 > 0.01).count();
        prop_assert_eq!(right.len(), slots + 1);
        for caret in &right {
            prop_assert!(segment::is_boundary(&text, caret.at));
        }
        let back = walk(&layout, right[right.len() - 1], Side::Left);
        let mut back: Vec<f32> = back.iter().map(|caret| layout.caret_x(*caret).0).collect();
        back.reverse();
        prop_assert_eq!(back.len(), xs.len());
        prop_assert!(back.iter().zip(&xs).all(|(a, b)| (a - b).abs() < 0.02));
    }

    /// Over several lines the arrow in the reading direction comes to the end of the paragraph, line after line.
    #[test]
    fn the_reading_direction_leads_through_all_lines(text in mixed_text(), direction in direction(), width in 80f32..300.0) {
        let layout = lay_out(&text, direction, Some(width));
        let side = if direction.is_rtl() { Side::Left } else { Side::Right };
        let edge = if direction.is_rtl() { f32::MAX } else { f32::MIN };
        let lines: Vec<usize> = walk(&layout, layout.hit_line(0, edge), side).iter().map(|c| layout.caret_x(*c).1).collect();
        prop_assert!(lines.windows(2).all(|pair| pair[0] <= pair[1]));
        let wide = |line: &mizan::text::layout::Line| layout.clusters(line).iter().any(|c| c.x1 - c.x0 > 0.01);
        let last = layout.lines.iter().rposition(wide).unwrap_or(0);
        prop_assert!(*lines.last().unwrap() >= last);
    }
}
