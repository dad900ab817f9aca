//! What the pages of each outlet in the project have in common, and what that says of pages that come in.

use super::{Project, ProjectError};
use crate::import::{FrameChanges, ImportBatch, PagePrint, REMEMBERED, TEMPLATE_RULE, Templates, framed, holds_any};
use crate::model::{ByteSpan, DocumentId, ProposalKind, Zone, ZoneKind, ZoneOrigin, effective_zones};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Pages of an outlet that get a second look once enough is known of it.
const SECOND_LOOK: usize = 40;

/// What is known of the outlets of a project.
#[derive(Debug, Default)]
pub(super) struct Frames {
    /// The newest documents of each outlet, oldest first.
    documents: BTreeMap<String, VecDeque<DocumentId>>,
    templates: Templates,
}

/// What is to be written of frames in the step that takes pages in.
#[derive(Debug, Default)]
pub(super) struct Framed {
    /// For each document that comes in, in their order.
    pub(super) incoming: Vec<FrameChanges>,
    /// Zones of documents that are there already.
    pub(super) there: Vec<Zone>,
    /// Outlet of each document that comes in.
    outlets: Vec<Option<String>>,
}

impl Frames {
    /// Remembers where documents that were taken in belong.
    pub(super) fn took_in(&mut self, framed: &Framed, ids: &[Option<DocumentId>]) {
        for (outlet, id) in framed.outlets.iter().zip(ids) {
            let Some((outlet, id)) = outlet.as_ref().zip(*id) else { continue };
            let known = self.documents.entry(outlet.clone()).or_default();
            known.push_back(id);
            if known.len() > SECOND_LOOK {
                known.pop_front();
            }
        }
    }
}

impl Project {
    /// Looks at pages that come in beside those of their outlets. Returns what is known now, to be kept once they are taken in.
    ///
    /// # Errors
    /// The project cannot be read.
    pub(super) fn frame_pages(&self, batches: &[&ImportBatch]) -> Result<(Frames, Framed), ProjectError> {
        let kept = self.cache.borrow_mut().frames.take();
        let mut frames = match kept {
            Some(frames) => frames,
            None => self.outlets()?,
        };
        let mut out = Framed::default();
        let documents: Vec<_> = batches.iter().flat_map(|b| &b.documents).collect();
        for (at, document) in documents.iter().enumerate() {
            out.incoming.push(FrameChanges::default());
            out.outlets.push(Templates::outlet_of(&document.metadata));
            let Some(outlet) = &out.outlets[at] else { continue };
            if !frames.templates.knows(outlet) {
                self.recall(&mut frames, outlet)?;
            }
            let reached = frames.templates.learn(outlet, &document.print);
            out.incoming[at] = frames.templates.changes(outlet, &document.print, document);
            if reached {
                for (before, page) in documents.iter().enumerate().take(at) {
                    if out.outlets[before].as_ref() == Some(outlet) {
                        out.incoming[before] = frames.templates.changes(outlet, &page.print, page);
                    }
                }
                out.there.extend(self.second_look(&frames, outlet)?);
            }
        }
        Ok((frames, out))
    }

    /// Which documents belong to which outlet.
    fn outlets(&self) -> Result<Frames, ProjectError> {
        let mut frames = Frames::default();
        for head in self.store.documents()? {
            let Some(outlet) = Templates::outlet_of(&head.metadata) else { continue };
            let known = frames.documents.entry(outlet).or_default();
            known.push_back(head.id);
            if known.len() > SECOND_LOOK {
                known.pop_front();
            }
        }
        Ok(frames)
    }

    /// Learns from the newest pages of an outlet that are there.
    fn recall(&self, frames: &mut Frames, outlet: &str) -> Result<(), ProjectError> {
        frames.templates.begin(outlet);
        let newest = frames.documents.get(outlet).into_iter().flatten();
        let from = newest.clone().count().saturating_sub(REMEMBERED);
        for id in newest.skip(from) {
            let Some(document) = self.store.document(*id)? else { continue };
            let zones = self.store.zones(*id)?;
            let kinds: BTreeMap<usize, ZoneKind> = effective_zones(&zones).iter().map(|z| (z.block, z.kind)).collect();
            let print = PagePrint::of(&document.text, &document.blocks, |block| kinds.get(&block).copied());
            frames.templates.learn(outlet, &print);
        }
        Ok(())
    }

    /// What is known now says of the pages that are there: zones to be written. What a person has said stays, and so does a page that
    /// somebody codes.
    fn second_look(&self, frames: &Frames, outlet: &str) -> Result<Vec<Zone>, ProjectError> {
        let Some(documents) = frames.documents.get(outlet) else { return Ok(Vec::new()) };
        let coded: BTreeSet<_> = self.store.codings()?.into_iter().map(|c| c.article).collect();
        let mut out = Vec::new();
        for id in documents {
            let Some(document) = self.store.document(*id)? else { continue };
            if self.store.articles_of(*id)?.iter().any(|article| coded.contains(&article.id)) {
                continue;
            }
            let zones = self.store.zones(*id)?;
            let of_block = |block: usize| -> Option<&Zone> {
                let mut own = zones.iter().filter(|z| z.block == block);
                own.next().filter(|z| matches!(z.origin, ZoneOrigin::Rule { .. }) && own.next().is_none())
            };
            let kinds: BTreeMap<usize, ZoneKind> = effective_zones(&zones).iter().map(|z| (z.block, z.kind)).collect();
            let print = PagePrint::of(&document.text, &document.blocks, |block| kinds.get(&block).copied());
            let proposals = self.store.proposals(*id)?.into_iter().filter(|p| p.kind == ProposalKind::Disclaimer);
            let disclaimers: Vec<ByteSpan> = proposals.map(|p| p.span).collect();
            let frame = frames.templates.frame(
                outlet,
                &print,
                |block| of_block(block).map(|z| z.kind),
                |block| document.blocks.get(block).is_none_or(|b| holds_any(b.span, &disclaimers)),
            );
            for (block, confidence) in frame {
                let Some(zone) = of_block(block) else { continue };
                let ZoneOrigin::Rule { confidence: was, .. } = &zone.origin else { continue };
                if let Some((kind, confidence)) = framed(zone.kind, *was, confidence) {
                    let origin = ZoneOrigin::Rule { rule: TEMPLATE_RULE.into(), confidence };
                    out.push(Zone { kind, origin, ..zone.clone() });
                }
            }
        }
        Ok(out)
    }
}
