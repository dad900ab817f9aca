//! From the letters of a page to its paragraphs: letters that stand beside each other are a piece of a line, pieces under each other a
//! column, columns and the lines in them follow each other as the page is read.

use super::content::{Glyph, Shown};
use super::line::{self, Cluster};

/// Columns inside columns that are looked for.
const DEPTH: usize = 24;
/// Pieces of lines on one page; more are read in plain order.
const PIECES: usize = 20_000;

/// A paragraph of a page.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Piece {
    pub text: String,
    /// Height of its letters.
    pub size: f32,
}

/// What was doubtful about the order of a page's letters.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Order {
    /// The letters of Arabic words stand the wrong way round, and cannot be turned for sure.
    pub reversed: bool,
    /// Lines that are not level.
    pub turned: bool,
}

/// A piece of a line.
struct Run {
    glyphs: Vec<usize>,
    from: f32,
    to: f32,
    line: f32,
    size: f32,
}

/// The paragraphs of a page in the order of reading.
pub(super) fn paragraphs(shown: &Shown) -> (Vec<Piece>, Order) {
    let text = |glyph: &Glyph| shown.letters.get(glyph.letters.clone()).unwrap_or_default();
    let (right, left) = shown.letters.chars().fold((0_usize, 0_usize), |(r, l), c| match c {
        c if line::is_right(c) => (r + 1, l),
        c if c.is_alphabetic() => (r, l + 1),
        _ => (r, l),
    });
    let arabic = right > left;
    let mut lines: Vec<(String, f32, bool)> = Vec::new();
    let mut order = Order::default();
    for turn in 0..4_u8 {
        let of_turn: Vec<usize> =
            (0..shown.glyphs.len()).filter(|at| shown.glyphs.get(*at).is_some_and(|g| g.turn == turn)).collect();
        if of_turn.is_empty() {
            continue;
        }
        order.turned |= of_turn.len() * 20 > shown.glyphs.len() && of_turn.len() * 20 < shown.glyphs.len() * 19;
        let runs = joined(runs(&of_turn, &shown.glyphs, &text));
        let mut sequence = Vec::with_capacity(runs.len());
        let all: Vec<usize> = (0..runs.len()).collect();
        if runs.len() > PIECES {
            sequence.push(all);
        } else {
            cut(&runs, all, arabic, 0, &mut sequence);
        }
        for column in sequence {
            lines.append(&mut column_lines(&runs, &column, arabic, |at| {
                let glyph = shown.glyphs.get(at)?;
                Some(Cluster { text: line::plain_letters(text(glyph)), from: glyph.from, to: glyph.to })
            }));
        }
    }
    let all: String = lines.iter().map(|(text, ..)| text.as_str()).collect::<Vec<_>>().join("\n");
    let (wrong, rightly) = line::order_of_letters(&all);
    if wrong > rightly && wrong >= 2 {
        // Layers of letters under pictures have each word's letters in the order of writing from the left. Whether the words of a line
        // stand rightly then, nobody knows.
        order.reversed = true;
        for (text, ..) in &mut lines {
            *text = line::turned(text);
        }
    } else if wrong * 3 > rightly && wrong >= 4 {
        order.reversed = true;
    }
    (in_paragraphs(lines), order)
}

/// Letters that follow each other in the file and stand beside each other.
fn runs<'s>(of: &[usize], glyphs: &[Glyph], text: &impl Fn(&Glyph) -> &'s str) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::new();
    for at in of.iter().copied() {
        let Some(glyph) = glyphs.get(at) else { continue };
        // Spaces at the ends of lines stand anywhere.
        let blank = text(glyph).trim().is_empty();
        if let Some(run) = out.last_mut() {
            let size = run.size.max(glyph.size);
            let apart = (glyph.from - run.to).max(run.from - glyph.to);
            if (glyph.line - run.line).abs() <= size * 0.4 && apart <= size && (blank || glyph.size < run.size * 1.9) {
                run.glyphs.push(at);
                if !blank {
                    run.from = run.from.min(glyph.from);
                    run.to = run.to.max(glyph.to);
                }
                continue;
            }
        }
        if !blank {
            out.push(Run { glyphs: vec![at], from: glyph.from, to: glyph.to, line: glyph.line, size: glyph.size });
        }
    }
    out
}

/// Joins the pieces of one line that stand beside each other.
fn joined(mut runs: Vec<Run>) -> Vec<Run> {
    runs.sort_by(|a, b| b.line.total_cmp(&a.line).then(a.from.total_cmp(&b.from)));
    let mut out: Vec<Run> = Vec::with_capacity(runs.len());
    for run in runs {
        let near = out.iter_mut().rev().take(40).find(|o| {
            let size = o.size.max(run.size);
            let apart = (run.from - o.to).max(o.from - run.to);
            (o.line - run.line).abs() <= size * 0.35 && apart <= size * 0.9 && apart > -size * 2.0
        });
        match near {
            Some(o) => {
                o.glyphs.extend(run.glyphs);
                o.from = o.from.min(run.from);
                o.to = o.to.max(run.to);
                // A sign of another size beside the line does not change it.
                if run.to - run.from > o.to - o.from {
                    (o.line, o.size) = (run.line, run.size);
                }
            }
            None => out.push(run),
        }
    }
    out
}

/// Cuts a page into columns, in the order of reading.
fn cut(runs: &[Run], of: Vec<usize>, arabic: bool, depth: usize, out: &mut Vec<Vec<usize>>) {
    let of_run = |at: &usize| runs.get(*at);
    let mut sizes: Vec<f32> = of.iter().filter_map(of_run).map(|r| r.size).collect();
    sizes.sort_by(f32::total_cmp);
    let size = sizes.get(sizes.len() / 2).copied().unwrap_or(1.0);
    if depth < DEPTH && of.len() > 1 {
        let mut columns = groups(&of, size * 0.7, |at| of_run(at).map_or((0.0, 0.0), |r| (r.from, r.to)));
        if columns.len() > 1 {
            if arabic {
                columns.reverse();
            }
            for column in columns {
                cut(runs, column, arabic, depth + 1, out);
            }
            return;
        }
        let rows =
            groups(&of, 0.0, |at| of_run(at).map_or((0.0, 0.0), |r| (-r.line - r.size * 0.75, -r.line + r.size * 0.2)));
        // Where no two pieces stand beside each other there is nothing to cut.
        let beside = rows.iter().any(|row| row.len() > 1);
        if beside && rows.len() > 1 {
            let edge = |row: &Vec<usize>, low: bool| {
                let of = row
                    .iter()
                    .filter_map(of_run)
                    .map(|r| if low { r.line - r.size * 0.2 } else { r.line + r.size * 0.75 });
                of.fold(None, |m: Option<f32>, v| Some(m.map_or(v, |m| if low { m.min(v) } else { m.max(v) })))
                    .unwrap_or(0.0)
            };
            let gaps: Vec<f32> = rows.windows(2).map(|w| edge(&w[0], true) - edge(&w[1], false)).collect();
            let widest =
                gaps.iter().copied().enumerate().max_by(|a, b| a.1.total_cmp(&b.1)).map_or(0, |(at, _)| at + 1);
            let (above, below) = rows.split_at(widest);
            cut(runs, above.concat(), arabic, depth + 1, out);
            cut(runs, below.concat(), arabic, depth + 1, out);
            return;
        }
    }
    out.push(of);
}

/// Groups of things that lie apart along one direction, in its order.
fn groups(of: &[usize], least: f32, place: impl Fn(&usize) -> (f32, f32)) -> Vec<Vec<usize>> {
    let mut sorted: Vec<(usize, f32, f32)> = of.iter().map(|at| (*at, place(at).0, place(at).1)).collect();
    sorted.sort_by(|a, b| a.1.total_cmp(&b.1));
    let mut out: Vec<Vec<usize>> = Vec::new();
    let mut end = f32::NEG_INFINITY;
    for (at, from, to) in sorted {
        if from - end > least || out.is_empty() {
            out.push(Vec::new());
        }
        end = end.max(to);
        if let Some(group) = out.last_mut() {
            group.push(at);
        }
    }
    out
}

/// The lines of a column: their words, the height of their letters, and whether a paragraph begins with each.
fn column_lines(
    runs: &[Run],
    column: &[usize],
    arabic: bool,
    cluster: impl Fn(usize) -> Option<Cluster>,
) -> Vec<(String, f32, bool)> {
    let mut of: Vec<&Run> = column.iter().filter_map(|at| runs.get(*at)).collect();
    of.sort_by(|a, b| {
        b.line.total_cmp(&a.line).then(if arabic { b.from.total_cmp(&a.from) } else { a.from.total_cmp(&b.from) })
    });
    let mut leadings: Vec<f32> =
        of.windows(2).map(|w| (w[0].line - w[1].line) / w[1].size.max(0.1)).filter(|l| *l > 0.1).collect();
    leadings.sort_by(f32::total_cmp);
    // Lines inside paragraphs stand nearer to each other than paragraphs do.
    let leading = leadings.get(leadings.len() / 4).copied().unwrap_or(0.0);
    let edge_from = of.iter().map(|r| r.from).fold(f32::INFINITY, f32::min);
    let edge_to = of.iter().map(|r| r.to).fold(f32::NEG_INFINITY, f32::max);
    let mut out: Vec<(String, f32, bool)> = Vec::with_capacity(of.len());
    let mut before: Option<(&Run, bool)> = None;
    for run in of {
        let words = line::words(run.glyphs.iter().filter_map(|at| cluster(*at)).collect(), run.size, arabic);
        if words.is_empty() {
            continue;
        }
        let begins = before.is_none_or(|(last, stopped)| {
            let gap = (last.line - run.line) / run.size.max(0.1);
            let (indent, short) = if words.chars().any(line::is_right) {
                (edge_to - run.to, last.from - edge_from)
            } else {
                (run.from - edge_from, edge_to - last.to)
            };
            let indented = indent > run.size && indent < run.size * 6.0;
            gap > leading * 1.3 + 0.05
                || (last.size - run.size).abs() > run.size * 0.12
                || indented
                || stopped && short > run.size * 3.0
        });
        before =
            Some((run, words.trim_end_matches(['"', '”', '»', ')', ' ']).ends_with(['.', '!', '?', '؟', ':', '…'])));
        out.push((words, run.size, begins));
    }
    out
}

fn in_paragraphs(lines: Vec<(String, f32, bool)>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    for (text, size, begins) in lines {
        match out.last_mut() {
            Some(piece) if !begins => {
                piece.text.push(' ');
                piece.text.push_str(&text);
            }
            _ => out.push(Piece { text, size }),
        }
    }
    out
}
