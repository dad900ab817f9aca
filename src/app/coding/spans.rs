//! Spans of the article: what is coded, and what is only proposed.

use super::acts;
use super::place::Place;
use super::records;
use crate::app::strings::locale;
use crate::model::{AnchorId, LineStyle, ProposalId, RecordId, UiLanguage};
use crate::project::CodingView;
use std::ops::Range;

/// What a span stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Stands {
    /// An anchor of a record.
    Coded {
        /// The record.
        record: RecordId,
        /// The anchor.
        anchor: AnchorId,
    },
    /// Something that a rule proposes.
    Proposed {
        /// The proposal.
        proposal: ProposalId,
    },
}

/// A span before it is drawn: no colours, no pixels.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct SpanModel {
    /// What it stands for.
    pub(crate) stands: Stands,
    /// Bytes of the document.
    pub(crate) range: Range<usize>,
    /// Name of the role colour.
    pub(crate) color: String,
    /// The line.
    pub(crate) line: LineStyle,
    /// Role and number of the record, such as "Source 3".
    pub(crate) label: String,
    /// Code of the unit.
    pub(crate) unit: String,
    /// Code of the role.
    pub(crate) role: String,
    /// Whether its unit has one record only: what is proposed for it is rare enough to be named beside the text.
    pub(crate) single: bool,
    /// Whether its record is the chosen one.
    pub(crate) chosen: bool,
}

/// All spans in text order: coded ones, then what is still proposed.
pub(crate) fn spans(view: &CodingView, place: &Place, waved: &[ProposalId], language: UiLanguage) -> Vec<SpanModel> {
    let mut out = Vec::new();
    let chosen = place.record(view);
    for unit in &view.book.units {
        let single = unit.cardinality == crate::model::Cardinality::One;
        let numbers = records::lines(view, &unit.code);
        for record in view.records_of(&unit.code) {
            let number = numbers.iter().find(|l| l.record == record.id).map(|l| l.number);
            for anchor in &record.anchors {
                let Some(role) = unit.role(&anchor.role) else { continue };
                let name = role.label.get(language);
                let label = match number.filter(|_| !single) {
                    Some(number) => format!("{name} {}", count(language, number)),
                    None => name.to_owned(),
                };
                out.push(SpanModel {
                    stands: Stands::Coded { record: record.id, anchor: anchor.id },
                    range: anchor.span.range(),
                    color: role.color.clone(),
                    line: role.line,
                    label,
                    unit: unit.code.clone(),
                    role: role.code.clone(),
                    single,
                    chosen: chosen == Some(record.id),
                });
            }
        }
        for role in &unit.roles {
            for proposal in acts::open_proposals(view, unit, role, waved) {
                out.push(SpanModel {
                    stands: Stands::Proposed { proposal: proposal.id },
                    range: proposal.span.range(),
                    color: role.color.clone(),
                    line: role.line,
                    label: role.label.get(language).to_owned(),
                    unit: unit.code.clone(),
                    role: role.code.clone(),
                    single,
                    chosen: false,
                });
            }
        }
    }
    out.sort_by_key(|s| (s.range.start, std::cmp::Reverse(s.range.end)));
    out
}

fn count(language: UiLanguage, number: usize) -> String {
    locale::number(language, i64::try_from(number).unwrap_or(i64::MAX))
}
