//! What stands on a page: kinds of blocks, borders of articles, direction, facts.

use super::Act;
use crate::import::Templates;
use crate::model::{Article, ArticleId, Document, DocumentId, Zone, ZoneId, ZoneKind, ZoneOrigin, effective_zones};
use crate::project::ProjectError;
use crate::project::import::QUESTION;
use std::ops::Range;

/// Letters of a title that is taken from the text.
const TITLE_LETTERS: usize = 120;

/// The rule that spoke of a block as a whole, and what it took it for.
fn rule_of(zones: &[Zone], block: usize) -> Option<(String, ZoneKind)> {
    let mut own = zones.iter().filter(|z| z.block == block).filter_map(|z| match &z.origin {
        ZoneOrigin::Rule { rule, .. } => Some((rule.clone(), z.kind)),
        ZoneOrigin::Coder(_) => None,
    });
    own.next().filter(|_| own.next().is_none())
}

impl Act<'_, '_> {
    pub(super) fn set_zone(&mut self, document: DocumentId, block: usize, kind: ZoneKind) -> Result<(), ProjectError> {
        let actor = self.actor()?;
        let span = self.document(document)?.blocks.get(block).ok_or(ProjectError::Gone { what: "block" })?.span;
        let mut there = self.store().zones(document)?;
        there.retain(|z| z.block == block);
        if let [holds] = effective_zones(&there).as_slice()
            && holds.origin == ZoneOrigin::Coder(actor)
            && holds.kind == kind
        {
            return Ok(());
        }
        let repeat = there.iter().any(|z| z.repeat);
        // The newest decision holds, so an older one of the same person is in the way.
        for zone in there.iter().filter(|z| z.origin == ZoneOrigin::Coder(actor)) {
            self.tx.delete_zone(zone.id)?;
        }
        let id = ZoneId::from_uuid(self.mint.uuid());
        Ok(self.tx.put_zone(&Zone { id, document, block, span, kind, repeat, origin: ZoneOrigin::Coder(actor) })?)
    }

    pub(super) fn set_alike(
        &mut self,
        document: DocumentId,
        block: usize,
        everywhere: bool,
    ) -> Result<(), ProjectError> {
        let actor = self.actor()?;
        let there = self.store().zones(document)?;
        let Some((rule, was)) = rule_of(&there, block) else { return Ok(()) };
        let own: Vec<Zone> = there.iter().filter(|z| z.block == block).cloned().collect();
        let kind = effective_zones(&own).first().map_or(was, |z| z.kind);
        let outlet = Templates::outlet_of(&self.document(document)?.metadata).filter(|_| everywhere);
        let mut pages = vec![document];
        if outlet.is_some() {
            let heads = self.store().documents()?.into_iter();
            let of_outlet = heads.filter(|h| h.id != document && Templates::outlet_of(&h.metadata) == outlet);
            pages.extend(of_outlet.map(|h| h.id));
        }
        for page in pages {
            let zones = self.store().zones(page)?;
            for zone in &zones {
                let alike = rule_of(&zones, zone.block) == Some((rule.clone(), was));
                let is_said = zones.iter().any(|z| z.block == zone.block && matches!(z.origin, ZoneOrigin::Coder(_)));
                if alike && !is_said {
                    let id = ZoneId::from_uuid(self.mint.uuid());
                    self.tx.put_zone(&Zone { id, kind, origin: ZoneOrigin::Coder(actor), ..zone.clone() })?;
                }
            }
        }
        Ok(())
    }

    pub(super) fn split_article(&mut self, article: ArticleId, at_block: usize) -> Result<(), ProjectError> {
        let mut first = self.uncoded(article)?;
        if at_block <= first.blocks.start || at_block >= first.blocks.end {
            return Err(ProjectError::WrongBorders { problem: "the second one must begin inside the first" });
        }
        let document = self.document(first.document)?;
        let second = self.new_article(&document, at_block..first.blocks.end)?;
        first.blocks.end = at_block;
        self.tx.put_article(&first)?;
        self.tx.put_article(&second)?;
        for task in self.store().assignments_on(article)? {
            self.assign(task.coder, &[second.id], task.round)?;
        }
        self.outcome.articles.push(second.id);
        self.answer_question(document, "two_articles")
    }

    pub(super) fn join_articles(&mut self, first: ArticleId, second: ArticleId) -> Result<(), ProjectError> {
        let (mut first, second) = (self.article(first)?, self.uncoded(second)?);
        let all = self.store().articles_of(first.document)?;
        let place = |id| all.iter().position(|a| a.id == id);
        if place(second.id) != place(first.id).map(|i| i + 1) {
            return Err(ProjectError::WrongBorders { problem: "they do not stand beside each other on one page" });
        }
        for task in self.store().assignments_on(second.id)? {
            self.tx.delete_assignment(task.id)?;
            self.assign(task.coder, &[first.id], task.round)?;
        }
        self.tx.delete_article(second.id)?;
        first.blocks.end = second.blocks.end;
        self.tx.put_article(&first)?;
        let document = self.document(first.document)?;
        self.answer_question(document, "two_articles")
    }

    pub(super) fn mark_article(&mut self, document: DocumentId, blocks: Range<usize>) -> Result<(), ProjectError> {
        let document = self.document(document)?;
        if blocks.start >= blocks.end || blocks.end > document.blocks.len() {
            return Err(ProjectError::WrongBorders { problem: "they are no lines of the page" });
        }
        let overlaps = |a: &Article| a.blocks.start < blocks.end && blocks.start < a.blocks.end;
        if self.store().articles_of(document.id)?.iter().any(overlaps) {
            return Err(ProjectError::WrongBorders { problem: "some of them belong to an article already" });
        }
        let article = self.new_article(&document, blocks)?;
        self.tx.put_article(&article)?;
        self.outcome.articles.push(article.id);
        self.hand_to_the_only_coder(&[article.id])
    }

    /// Puts articles into the queue of the person who works alone; in a team the lead hands them out.
    pub(in crate::project) fn hand_to_the_only_coder(&mut self, articles: &[ArticleId]) -> Result<(), ProjectError> {
        let coders = self.store().coders()?;
        let [only] = coders.as_slice() else { return Ok(()) };
        let round = super::people::main_round(self.store())?.id;
        self.assign(only.id, articles, round)
    }

    pub(super) fn change_document(
        &mut self,
        document: DocumentId,
        change: impl FnOnce(&mut Document),
    ) -> Result<(), ProjectError> {
        let mut document = self.document(document)?;
        change(&mut document);
        Ok(self.tx.update_document(&document)?)
    }

    pub(super) fn set_metadata(&mut self, document: DocumentId, key: &str, value: &str) -> Result<(), ProjectError> {
        let (key, value) = (key.trim(), value.trim());
        if key.is_empty() {
            return Err(ProjectError::NoName);
        }
        self.change_document(document, |d| {
            if value.is_empty() {
                d.metadata.remove(key);
            } else {
                d.metadata.insert(key.into(), value.into());
            }
        })
    }

    /// An article that nobody has coded yet.
    fn uncoded(&self, article: ArticleId) -> Result<Article, ProjectError> {
        let article = self.article(article)?;
        let coded = !self.store().codings_on(article.id)?.is_empty();
        if coded { Err(ProjectError::AlreadyCoded) } else { Ok(article) }
    }

    /// An article over blocks, called by its headline or its first words.
    fn new_article(&self, document: &Document, blocks: Range<usize>) -> Result<Article, ProjectError> {
        let zones = self.store().zones(document.id)?;
        let holding = effective_zones(&zones);
        let headline = holding.iter().find(|z| blocks.contains(&z.block) && z.kind == ZoneKind::Headline);
        let span = headline.map(|z| z.span).or_else(|| document.blocks.get(blocks.start).map(|b| b.span));
        let words = span.map(|s| document.text.quote(s)).unwrap_or_default();
        let mut title: String = words.chars().take(TITLE_LETTERS).collect();
        if title.len() < words.len() {
            title.push('…');
        }
        Ok(Article { id: ArticleId::from_uuid(self.mint.uuid()), document: document.id, title, blocks })
    }

    /// A question of the import is settled.
    fn answer_question(&mut self, mut document: Document, question: &str) -> Result<(), ProjectError> {
        let Some(open) = document.metadata.get(QUESTION) else { return Ok(()) };
        let left: Vec<&str> = open.split(',').filter(|q| *q != question).collect();
        let left = left.join(",");
        if left.is_empty() {
            document.metadata.remove(QUESTION);
        } else {
            document.metadata.insert(QUESTION.into(), left);
        }
        Ok(self.tx.update_document(&document)?)
    }
}
