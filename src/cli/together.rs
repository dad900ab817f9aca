//! Files that are only looked at, some together: pages of one outlet tell what belongs to its frame.

use crate::import::Templates;
use crate::project::OfFile;

/// Documents that are looked at together, and bytes of their sources.
const TOGETHER: (usize, usize) = (64, 8_000_000);

/// What was read and waits to be told.
#[derive(Default)]
pub(super) struct Together {
    templates: Templates,
    waiting: Vec<(usize, OfFile)>,
    size: (usize, usize),
}

impl Together {
    /// Keeps what was read; returns whether more can be kept.
    pub(super) fn hold(&mut self, at: usize, piece: OfFile) -> bool {
        if let OfFile::Read(batch) = &piece {
            self.size.0 += batch.documents.len();
            self.size.1 += batch.documents.iter().map(|d| d.source.len()).sum::<usize>();
        }
        self.waiting.push((at, piece));
        self.size.0 < TOGETHER.0 && self.size.1 < TOGETHER.1
    }

    /// Gives away what was kept, with what the pages of each outlet have in common.
    pub(super) fn framed(&mut self) -> Vec<(usize, OfFile)> {
        self.size = (0, 0);
        let mut pieces = std::mem::take(&mut self.waiting);
        let documents = pieces.iter_mut().flat_map(|(_, piece)| match piece {
            OfFile::Read(batch) => batch.documents.as_mut_slice(),
            _ => &mut [],
        });
        self.templates.over(&mut documents.collect::<Vec<_>>());
        pieces
    }
}
