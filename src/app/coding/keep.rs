//! What is found again when an article is opened anew: panel, record, question, scroll, caret, opened folds.

use super::place::Place;
use crate::model::{CodingId, ProposalId};
use serde::{Deserialize, Serialize};

/// How many articles are remembered.
const ROOM: usize = 24;

/// The place in one article.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Kept {
    /// Panel, records, question.
    pub(crate) place: Place,
    /// First byte of the line at the top of the screen.
    pub(crate) scroll_at: usize,
    /// How much of that line is above the screen.
    pub(crate) scroll_fraction: f32,
    /// The caret's byte.
    pub(crate) caret: usize,
    /// Groups of folded lines that are open.
    pub(crate) open_folds: Vec<u32>,
    /// Proposals that were waved away.
    pub(crate) waved: Vec<ProposalId>,
}

/// The places in the articles that were open last, newest first.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Keeping(Vec<(CodingId, Kept)>);

impl Keeping {
    /// Reads a setting; one that cannot be read is an empty one, for it holds nothing but comfort.
    pub(crate) fn read(setting: Option<&str>) -> Self {
        setting.and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default()
    }

    /// The place in an article.
    pub(crate) fn get(&self, coding: CodingId) -> Kept {
        self.0.iter().find(|(id, _)| *id == coding).map(|(_, kept)| kept.clone()).unwrap_or_default()
    }

    /// Remembers a place, and says whether that changed anything.
    pub(crate) fn put(&mut self, coding: CodingId, kept: Kept) -> bool {
        if self.0.first().is_some_and(|(id, now)| *id == coding && *now == kept) {
            return false;
        }
        self.0.retain(|(id, _)| *id != coding);
        self.0.insert(0, (coding, kept));
        self.0.truncate(ROOM);
        true
    }

    /// The setting.
    pub(crate) fn text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::coding::place::{PanelAt, Stop};
    use uuid::Uuid;

    #[test]
    fn a_place_comes_back_as_it_was() {
        let id = |n| CodingId::from_uuid(Uuid::from_u128(n));
        let mut kept = Kept { scroll_at: 17, caret: 9, scroll_fraction: 0.25, ..Kept::default() };
        kept.place.panel = PanelAt::Book(2);
        kept.place.stop = Some(Stop::question(crate::model::RecordId::from_uuid(Uuid::from_u128(4)), "S5"));
        let mut keeping = Keeping::default();
        assert!(keeping.put(id(1), kept.clone()));
        assert!(!keeping.put(id(1), kept.clone()), "nothing is written when nothing moved");
        for n in 2..10 {
            keeping.put(id(n), Kept::default());
        }
        let read = Keeping::read(Some(&keeping.text()));
        assert_eq!(read.get(id(1)), kept);
        assert_eq!(Keeping::read(Some("{broken")).get(id(1)), Kept::default());
    }
}
