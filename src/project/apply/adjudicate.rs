//! Writing what was decided where coders differ: into codings that are nobody's.

use super::{Act, unit_of};
use crate::model::{
    Anchor, AnchorId, Answer, ArticleId, Codebook, CodebookVersionId, Coder, CoderId, Coding, CodingState, Decision,
    Record, RecordId, RoundId, Unit,
};
use crate::project::adjudication::{Asked, Ruled, Ruling, Standing, adjudicated_coding, read_cases};
use crate::project::page_work::PageWork;
use crate::project::{AgreementChoice, ProjectError, WhyUndecided};
use std::collections::{BTreeMap, BTreeSet};

/// Beyond so many articles a round is read as a whole.
const FEW: usize = 40;

impl Act<'_, '_> {
    pub(super) fn adjudicate(
        &mut self,
        round: RoundId,
        version: CodebookVersionId,
        rulings: Vec<Ruling>,
    ) -> Result<(), ProjectError> {
        self.adjudicator()?;
        let mut by_article: BTreeMap<ArticleId, Vec<Ruling>> = BTreeMap::new();
        for ruling in rulings {
            by_article.entry(ruling.article).or_default().push(ruling);
        }
        let articles: BTreeSet<ArticleId> = by_article.keys().copied().collect();
        for (article, rulings) in by_article {
            self.rule(article, round, version, rulings)?;
        }
        self.tie_up(round, version, &articles)
    }

    /// Whose the adjudicated codings are: a name beside those of the people.
    fn adjudicator(&mut self) -> Result<(), ProjectError> {
        let coders = self.store().coders()?;
        if coders.iter().any(|c| c.id == CoderId::ADJUDICATED) {
            return Ok(());
        }
        let is_taken = |name: &String| coders.iter().any(|c| c.name == *name);
        let names = (2..).map(|n| format!("Adjudicated {n}"));
        let name = std::iter::once("Adjudicated".to_owned()).chain(names).find(|name| !is_taken(name));
        let coder = Coder { id: CoderId::ADJUDICATED, name: name.unwrap_or_default(), lead: false };
        Ok(self.tx.put_coder(&coder)?)
    }

    /// The adjudicated coding of an article; begun if there is none.
    fn adjudicated(
        &mut self,
        article: ArticleId,
        round: RoundId,
        version: CodebookVersionId,
    ) -> Result<Coding, ProjectError> {
        let id = adjudicated_coding(article, round);
        if self.store().coding(id)?.is_none() {
            self.begin(CoderId::ADJUDICATED, article, round, version)?;
        }
        let coding = self.store().coding(id)?.ok_or(ProjectError::Gone { what: "coding" })?;
        if coding.codebook == version { Ok(coding) } else { Err(ProjectError::Undecided(WhyUndecided::OtherVersion)) }
    }

    fn rule(
        &mut self,
        article: ArticleId,
        round: RoundId,
        version: CodebookVersionId,
        rulings: Vec<Ruling>,
    ) -> Result<(), ProjectError> {
        let coding = self.adjudicated(article, round, version)?;
        let book = self.book(&coding)?;
        let mut records = PageWork::of(self.store(), &book, &coding)?.records;
        let mut changed: BTreeSet<RecordId> = BTreeSet::new();
        for ruling in rulings {
            let unit = unit_of(&book, &ruling.unit)?;
            let asked = self.note(&coding, unit, &ruling)?;
            let at = match &ruling.row {
                Some(row) => {
                    let is_it = |r: &Record| r.unit == unit.code && row.iter().all(|(k, v)| r.code_of(k) == Some(v));
                    records.iter().position(is_it)
                }
                None => records.iter().position(|r| r.id == ruling.case.thing),
            };
            if ruling.ruled == Ruled::There(false) {
                if let Some(at) = at {
                    let gone = records.remove(at);
                    changed.remove(&gone.id);
                    self.tx.delete_record(gone.id)?;
                }
                continue;
            }
            let at = match (at, &ruling.row) {
                (Some(at), _) => at,
                (None, Some(_)) => return Err(ProjectError::Gone { what: "record" }),
                (None, None) => {
                    records.push(made(&coding, unit, &ruling));
                    records.len() - 1
                }
            };
            let Some(record) = records.get_mut(at) else { continue };
            changed.insert(record.id);
            match (asked, ruling.ruled) {
                (Asked::Spans(role), Ruled::Spans(ranges)) => {
                    record.anchors.retain(|a| a.role != role);
                    let document = self.document_of(&coding)?;
                    for range in ranges {
                        let span = document.text.trimmed_span(range).ok_or(ProjectError::NoWords)?;
                        let id = AnchorId::from_uuid(self.mint.uuid());
                        let quote = document.text.quote(span).to_owned();
                        if !record.anchors.iter().any(|a| a.role == role && a.span == span) {
                            record.anchors.push(Anchor { id, role: role.clone(), span, quote });
                        }
                    }
                }
                (Asked::Answer(variable), Ruled::Answer(state)) => {
                    super::answer::put_answer(unit, record, &variable, Some(Answer::sure(state)))?;
                }
                _ => {}
            }
        }
        for record in records.iter().filter(|record| changed.contains(&record.id)) {
            self.tx.put_record(record)?;
        }
        Ok(())
    }

    /// Keeps how a decision came about; what is asked in its case.
    fn note(&mut self, coding: &Coding, unit: &Unit, ruling: &Ruling) -> Result<Asked, ProjectError> {
        let asked = Asked::of_item(&ruling.case.item);
        let known = match &asked {
            Asked::There => ruling.row.is_none(),
            Asked::Spans(role) => unit.role(role).is_some(),
            Asked::Answer(variable) => unit.variable(variable).is_some(),
        };
        let fits = matches!(
            (&asked, &ruling.ruled),
            (Asked::There, Ruled::There(_)) | (Asked::Spans(_), Ruled::Spans(_)) | (Asked::Answer(_), Ruled::Answer(_))
        );
        if !known || !fits {
            return Err(ProjectError::Undecided(WhyUndecided::OtherKind));
        }
        if let Some(how) = &ruling.decision {
            self.tx.put_decision(&Decision {
                thing: ruling.case.thing,
                item: ruling.case.item.clone(),
                coding: coding.id,
                manner: how.manner,
                taken_from: how.taken_from,
                cause: how.cause,
                reason: how.reason.clone(),
                there: ruling.ruled != Ruled::There(false),
                coder: self.actor,
                at: crate::model::Timestamp(0),
            })?;
        }
        Ok(asked)
    }

    /// Hangs adjudicated records under each other and links them as most coders did, as far as they are there, and says of
    /// each article whether anything of it is still open.
    fn tie_up(
        &mut self,
        round: RoundId,
        version: CodebookVersionId,
        articles: &BTreeSet<ArticleId>,
    ) -> Result<(), ProjectError> {
        let choice = AgreementChoice { round: Some(round), version: Some(version), ..AgreementChoice::default() };
        let only = (articles.len() <= FEW).then_some(articles);
        let cases = read_cases(self.store(), (self.books, version), &choice, only)?;
        let book: &Codebook = &cases.book;
        let mut open: BTreeSet<ArticleId> = BTreeSet::new();
        let mut tied: BTreeSet<RecordId> = BTreeSet::new();
        for case in cases.cases.iter().filter(|case| articles.contains(&case.article)) {
            if matches!(case.standing, Standing::Differs | Standing::Unanimous | Standing::Waits) {
                open.insert(case.article);
            }
            let has_ties = case.parent.is_some() || !case.links.is_empty();
            if case.stands || !has_ties || !tied.insert(case.id.thing) {
                continue;
            }
            let (Some(before), Some(unit)) = (self.store().record(case.id.thing)?, book.unit(&case.unit)) else {
                continue;
            };
            let mut record = before.clone();
            if let Some(parent) = case.parent.filter(|_| unit.nests)
                && !self.leads_back(parent, record.id)?
                && self.store().record(parent)?.is_some_and(|p| p.coding == record.coding && p.unit == record.unit)
            {
                record.parent = Some(parent);
            }
            for (role, to) in &case.links {
                if self.store().record(*to)?.is_some_and(|to| to.coding == record.coding) {
                    // What the codebook rules out for a link is left out; the answers that it rests on may differ here.
                    match self.put_link(book, unit, &mut record, role, Some(*to)) {
                        Ok(()) | Err(ProjectError::CannotLink) => {}
                        Err(e) => return Err(e),
                    }
                }
            }
            if record != before {
                self.tx.put_record(&record)?;
            }
        }
        for article in articles {
            let id = adjudicated_coding(*article, round);
            let Some(mut coding) = self.store().coding(id)? else { continue };
            coding.state = if open.contains(article) { CodingState::Begun } else { CodingState::Done };
            self.tx.put_coding(&coding)?;
        }
        Ok(())
    }

    /// Whether a record lies above another.
    fn leads_back(&self, from: RecordId, to: RecordId) -> Result<bool, ProjectError> {
        let (mut at, mut seen) = (Some(from), BTreeSet::new());
        while let Some(id) = at {
            if id == to || !seen.insert(id) {
                return Ok(true);
            }
            at = self.store().record(id)?.and_then(|r| r.parent);
        }
        Ok(false)
    }
}

/// An adjudicated record of what coders made.
fn made(coding: &Coding, unit: &Unit, ruling: &Ruling) -> Record {
    Record {
        id: ruling.case.thing,
        coding: coding.id,
        unit: unit.code.clone(),
        parent: None,
        position: ruling.place.and_then(|place| i64::try_from(place).ok()),
        proposal: None,
        answers: BTreeMap::new(),
        anchors: Vec::new(),
        links: Vec::new(),
    }
}
