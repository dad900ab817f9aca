//! The article of a case with what all coders marked for it: colour says the role, the line and the letter say whose.

use super::view::{OpenedCase, coder_name};
use crate::app::bidi::article::{ArticleOptions, ArticleView, LineStyle, Span, show as show_article};
use crate::app::coding::{Page, group, palette, short};
use crate::app::context::Look;
use crate::app::parts::isolate;
use crate::project::{Asked, Case, CaseId, Cases};
use egui::Ui;
use std::ops::Range;

/// Lines of coders, in the order of the columns.
pub(super) const LINES: [LineStyle; 6] =
    [LineStyle::Solid, LineStyle::Double, LineStyle::Dotted, LineStyle::Dashed, LineStyle::Wavy, LineStyle::Boxed];

/// Where the reader is in the article of a case.
#[derive(Default)]
pub(super) struct Reader {
    of: Option<CaseId>,
    view: ArticleView,
    page: Page,
}

impl Reader {
    /// What is selected in the article.
    pub(super) fn selection(&self) -> Option<Range<usize>> {
        self.view.selection()
    }

    /// Draws the article.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        look: &Look<'_>,
        cases: &Cases,
        case: &Case,
        opened: &OpenedCase,
        reveal: bool,
    ) {
        let Some(page) = opened.views.iter().flatten().next() else { return };
        let drawn = marks(look, cases, case, opened, reveal);
        if self.of.as_ref() != Some(&case.id) {
            self.of = Some(case.id.clone());
            let first = drawn.iter().map(|span| span.range.start).min();
            let begin = page.document.blocks.get(page.article.blocks.start).map_or(0, |b| b.span.start());
            let at = first.unwrap_or(begin);
            self.view.place_caret(at);
            self.view.scroll_to(at);
        }
        let (text, _) = self.page.text(look, page);
        let label = page.article.title.clone();
        let options = ArticleOptions {
            zoom: look.zoom,
            bar_at_left: look.rtl_ui,
            ..ArticleOptions::new(&label, palette(look.theme))
        };
        show_article(ui, text, &mut self.view, &drawn, &options);
    }
}

/// What the coders marked with the records of a case.
fn marks(look: &Look<'_>, cases: &Cases, case: &Case, opened: &OpenedCase, reveal: bool) -> Vec<Span> {
    let mut out = Vec::new();
    for (place, record) in case.records.iter().enumerate() {
        let view = opened.views.get(place).and_then(Option::as_ref);
        let Some((record, view)) = record.zip(view) else { continue };
        let Some(record) = view.records.iter().find(|r| r.id == record) else { continue };
        let Some(unit) = cases.book.unit(&record.unit) else { continue };
        let name = coder_name(look, cases, place, reveal);
        for anchor in &record.anchors {
            let Some(role) = unit.role(&anchor.role) else { continue };
            // Where the words of one role are decided, those of the others stand aside.
            if matches!(&case.asked, Asked::Spans(code) if *code != role.code) {
                continue;
            }
            out.push(Span {
                id: short(anchor.id.uuid()),
                group: group(record.id),
                range: anchor.span.range(),
                color: look.theme.role(&role.color),
                line: LINES[place % LINES.len()],
                label: format!("{} · {}", isolate(&name), isolate(role.label.get(look.language))),
            });
        }
    }
    out.sort_by_key(|span| (span.range.start, std::cmp::Reverse(span.range.end), span.id));
    out
}
