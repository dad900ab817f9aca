//! What the screen shows, and what it wishes.

use crate::app::coding::answer_text;
use crate::app::context::Look;
use crate::app::parts::isolate;
use crate::app::strings::Strings;
use crate::model::{Document, RoundId, UiLanguage};
use crate::project::{Asked, Bulk, Case, CaseFilter, CaseId, Cases, CodingView, Judged, Verdict};
use std::sync::Arc;

/// What the screen shows.
#[derive(Debug, Default)]
pub(crate) struct AdjudicationView {
    /// The cases, once they are read.
    pub(crate) cases: Option<Arc<Cases>>,
    /// All rounds, by name.
    pub(crate) rounds: Vec<(RoundId, String)>,
    /// The case that is looked at, with the work of all on its article.
    pub(crate) opened: Option<OpenedCase>,
    /// Whether something has changed since they were read.
    pub(crate) stale: bool,
    /// Whether they could not be read.
    pub(crate) failed: bool,
}

/// A case with the work of all coders on its article.
#[derive(Debug)]
pub(crate) struct OpenedCase {
    /// The case.
    pub(crate) case: CaseId,
    /// Per coder, as the columns stand; `None` for one who has not finished the article.
    pub(crate) views: Vec<Option<CodingView>>,
}

impl OpenedCase {
    /// The page that the case is about.
    pub(super) fn document(&self) -> Option<&Document> {
        self.views.iter().flatten().next().map(|view| view.document.as_ref())
    }
}

/// What the screen wishes.
#[derive(Clone, PartialEq, Debug)]
pub enum AdjudicationWish {
    /// To see the work of all on the article of a case.
    Open(CaseId),
    /// To decide.
    Decide(Verdict),
    /// To decide many at once.
    Bulk(Bulk, CaseFilter),
    /// Another round.
    Round(RoundId),
}

/// A coder's name, or the letter that stands for it.
pub(super) fn coder_name(look: &Look<'_>, cases: &Cases, place: usize, reveal: bool) -> String {
    match cases.coders.get(place) {
        Some(coder) if reveal => coder.name.clone(),
        _ => letter(look.strings, place),
    }
}

/// Letters as lists are numbered with them: A, B, C in English, the order of abjad in Arabic.
fn letter(strings: &Strings, place: usize) -> String {
    const ABJAD: [&str; 28] = [
        "أ", "ب", "ج", "د", "هـ", "و", "ز", "ح", "ط", "ي", "ك", "ل", "م", "ن", "س", "ع", "ف", "ص", "ق", "ر", "ش", "ت",
        "ث", "خ", "ذ", "ض", "ظ", "غ",
    ];
    match strings.language {
        UiLanguage::Ar => ABJAD.get(place).map_or_else(|| strings.number(place + 1), |l| (*l).to_owned()),
        UiLanguage::En => Cases::letter(place),
    }
}

/// What somebody holds, in words.
pub(crate) fn held_text(look: &Look<'_>, cases: &Cases, case: &Case, held: &Judged, page: Option<&Document>) -> String {
    let words = look.strings.adjudication;
    match held {
        Judged::There(true) => words.there.to_owned(),
        Judged::There(false) => words.not_there.to_owned(),
        Judged::Spans(spans) if spans.is_empty() => words.no_words.to_owned(),
        Judged::Spans(spans) => {
            let quote = |span: &crate::model::ByteSpan| page.map(|page| format!("«{}»", page.text.quote(*span)));
            let quotes: Vec<String> = spans.iter().filter_map(quote).collect();
            isolate(&quotes.join(" … "))
        }
        Judged::Answer(state) => {
            let variable = match &case.asked {
                Asked::Answer(code) => cases.book.unit(&case.unit).and_then(|unit| unit.variable(code)),
                _ => None,
            };
            let text = variable.map(|variable| answer_text(look, variable, state)).unwrap_or_default();
            if text.is_empty() { words.not_coded.to_owned() } else { text }
        }
    }
}
