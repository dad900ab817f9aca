//! parley's layout, turned into flat lists whose clusters are whole graphemes with a width of their own.

use super::paragraph::{Cluster, Glyph, Line, ParagraphLayout};
use super::typesetter::{TextStyle, UsedFaces, graphemes_agree};
use crate::text::segment;
use parley::{Layout, PositionedLayoutItem};
use std::ops::Range;

/// How far letters with their marks reach above the baseline, as a part of the size. The fonts' own metrics leave room
/// for stacked Quranic marks and would close the gap in which lines below the text are drawn.
const ASCENT: f32 = 1.05;
/// How far they reach below it.
const DESCENT: f32 = 0.5;

pub(super) fn flatten(
    layout: &Layout<()>,
    text: &str,
    style: &TextStyle,
    width: Option<f32>,
    scale: f32,
    faces: &mut UsedFaces,
) -> ParagraphLayout {
    let mut flat = ParagraphLayout {
        direction: style.direction,
        width: width.unwrap_or_else(|| layout.width().ceil()),
        height: layout.height(),
        size: style.size * scale,
        text_len: text.len(),
        lines: Vec::with_capacity(layout.len().max(1)),
        clusters: Vec::with_capacity(text.len() / 2 + 1),
        glyphs: Vec::with_capacity(text.len() / 2 + 1),
    };
    for line in layout.lines() {
        let metrics = line.metrics();
        let first_cluster = flat.clusters.len();
        let first_glyph = flat.glyphs.len();
        let mut x = metrics.offset + metrics.inline_min_coord;
        for run in line.runs() {
            for cluster in run.visual_clusters() {
                let bytes = cluster.text_range();
                let advance = cluster.advance();
                let next = Cluster {
                    start: bytes.start as u32,
                    end: bytes.end as u32,
                    x0: x,
                    x1: x + advance,
                    rtl: cluster.is_rtl(),
                    hanging: false,
                };
                push_grapheme(&mut flat.clusters, first_cluster, next, text);
                x += advance;
            }
        }
        share_ligature_width(&mut flat.clusters[first_cluster..], text);
        mark_hanging(&mut flat.clusters[first_cluster..], text, line.text_range());
        for item in line.items() {
            if let PositionedLayoutItem::GlyphRun(run) = item {
                let face = faces.number(run.run().font());
                for glyph in run.positioned_glyphs() {
                    // TrueType glyph numbers have 16 bits.
                    let glyph = Glyph { face, id: glyph.id as u16, x: glyph.x, y: glyph.y };
                    if glyph.id != 0 || !is_on_control(&flat.clusters[first_cluster..], text, glyph.x) {
                        flat.glyphs.push(glyph);
                    }
                }
            }
        }
        // An empty paragraph is laid out as one blank that is not in the text.
        let range = line.text_range();
        flat.lines.push(Line {
            text: range.start.min(text.len())..range.end.min(text.len()),
            top: metrics.block_min_coord,
            bottom: metrics.block_max_coord,
            content_top: (metrics.baseline - ASCENT * flat.size).max(metrics.block_min_coord).round(),
            content_bottom: (metrics.baseline + DESCENT * flat.size).min(metrics.block_max_coord).round(),
            baseline: metrics.baseline,
            clusters: first_cluster..flat.clusters.len(),
            glyphs: first_glyph..flat.glyphs.len(),
        });
    }
    if flat.lines.is_empty() {
        push_empty_line(&mut flat, style, scale);
    }
    flat
}

/// Whether a box for a missing glyph stands for a control character, which prints nothing.
fn is_on_control(clusters: &[Cluster], text: &str, x: f32) -> bool {
    // Half a pixel inside: positions are sums, and sums differ in the last place.
    let Some(cluster) = clusters.iter().find(|cluster| x + 0.5 < cluster.x1) else { return false };
    text.get(cluster.bytes()).is_some_and(|letters| letters.chars().all(char::is_control))
}

/// Adds a cluster, or widens the one before when both belong to one grapheme (a mark from another font, a family
/// emoji, a flag).
fn push_grapheme(clusters: &mut Vec<Cluster>, first: usize, mut next: Cluster, text: &str) {
    let (start, end) = (next.start as usize, next.end as usize);
    if !graphemes_agree(text, start, end) {
        // A letter and its mark of opposite directions may stand apart; each is then a place of the whole grapheme, so that
        // no caret falls between them.
        (next.start, next.end) = (segment::floor(text, start) as u32, segment::ceil(text, end) as u32);
        let on_line = clusters.get_mut(first..).and_then(<[Cluster]>::last_mut);
        if let Some(last) = on_line.filter(|last| last.start == next.start) {
            last.end = last.end.max(next.end);
            last.x1 = next.x1;
            return;
        }
    }
    clusters.push(next);
}

/// Gives each letter of a ligature its part of the width.
///
/// In Noto the alef of lam-alef advances by nothing, so that a span on it would be invisible and no click could
/// reach it.
fn share_ligature_width(clusters: &mut [Cluster], text: &str) {
    let is_letter = |cluster: &Cluster| text.get(cluster.bytes()).is_some_and(|s| s.chars().any(char::is_alphanumeric));
    for wide in 0..clusters.len() {
        if !clusters[wide].is_wide() {
            continue;
        }
        // In the line's visual order the letters that follow logically lie to the left in right-to-left text.
        let step = |i: usize| if clusters[wide].rtl { i.checked_sub(1) } else { Some(i + 1) };
        let mut members = vec![wide];
        let mut last = wide;
        while let Some(next) = step(last).filter(|next| *next < clusters.len()) {
            let candidate = &clusters[next];
            let follows = candidate.start == clusters[last].end && candidate.rtl == clusters[wide].rtl;
            if !follows || candidate.is_wide() || !is_letter(candidate) {
                break;
            }
            members.push(next);
            last = next;
        }
        if members.len() == 1 {
            continue;
        }
        let (x0, x1, rtl) = (clusters[wide].x0, clusters[wide].x1, clusters[wide].rtl);
        let part = (x1 - x0) / members.len() as f32;
        for (n, member) in members.into_iter().enumerate() {
            let (near, far) = (part * n as f32, part * (n + 1) as f32);
            let (left, right) = if rtl { (x1 - far, x1 - near) } else { (x0 + near, x0 + far) };
            clusters[member].x0 = left;
            clusters[member].x1 = right;
        }
    }
}

/// Marks the white space at which a line was broken; at the paragraph's own end it is text like any other.
fn mark_hanging(clusters: &mut [Cluster], text: &str, line: Range<usize>) {
    if line.end >= text.len() {
        return;
    }
    let shown = text.get(line.clone()).map_or(0, |line| line.trim_end().len());
    for cluster in clusters.iter_mut().filter(|cluster| cluster.start as usize >= line.start + shown) {
        cluster.hanging = true;
    }
}

fn push_empty_line(flat: &mut ParagraphLayout, style: &TextStyle, scale: f32) {
    let height = style.size * style.line_height * scale;
    flat.height = flat.height.max(height);
    let slack = (height - flat.size * (ASCENT + DESCENT)) / 2.0;
    let baseline = slack + flat.size * ASCENT;
    flat.lines.push(Line {
        text: 0..flat.text_len,
        top: 0.0,
        bottom: height,
        content_top: slack.max(0.0).round(),
        content_bottom: (height - slack.max(0.0)).round(),
        baseline,
        clusters: 0..0,
        glyphs: 0..0,
    });
}
