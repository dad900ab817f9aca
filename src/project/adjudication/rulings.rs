//! From what somebody decides to what is written.

use super::{Asked, Case, CaseFilter, CaseId, Cases, Judged, Standing};
use crate::model::{AnswerState, ArticleId, Cause, CoderId, Manner};
use crate::project::{ProjectError, WhyUndecided};
use std::collections::BTreeMap;
use std::ops::Range;

/// What is to hold, as it is given.
#[derive(Clone, PartialEq, Debug)]
pub enum Ruled {
    /// There is such a record, or none.
    There(bool),
    /// These words, as bytes of the document.
    Spans(Vec<Range<usize>>),
    /// This answer.
    Answer(AnswerState),
}

impl From<&Judged> for Ruled {
    fn from(judged: &Judged) -> Self {
        match judged {
            Judged::There(there) => Self::There(*there),
            Judged::Spans(spans) => Self::Spans(spans.iter().map(|s| s.start()..s.end()).collect()),
            Judged::Answer(state) => Self::Answer(state.clone()),
        }
    }
}

/// Where the decided comes from.
#[derive(Clone, PartialEq, Debug)]
pub enum Take {
    /// What the coder at this place holds.
    Coder(usize),
    /// What more than half of the coders hold.
    Majority,
    /// Something else.
    New(Ruled),
}

/// What somebody decides in a case.
#[derive(Clone, PartialEq, Debug)]
pub struct Verdict {
    /// The case.
    pub case: CaseId,
    /// What is to hold.
    pub take: Take,
    /// Why the coders differ.
    pub cause: Option<Cause>,
    /// The reason in words; may be empty.
    pub reason: String,
}

/// What is decided for many cases at once.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Bulk {
    /// Takes over what all coders hold. That is no decision: nobody differs.
    Unanimous,
    /// Takes what more than half of the coders hold, where there is such a thing.
    Majority,
}

/// What is to be written of a decision, with all that the adjudicated record needs to stand.
#[derive(Clone, PartialEq, Debug)]
pub struct Ruling {
    /// The case.
    pub case: CaseId,
    /// The article.
    pub article: ArticleId,
    /// Code of the unit.
    pub unit: String,
    /// The obligatory row, or the only record of a unit; `None` for what coders made.
    pub row: Option<BTreeMap<String, String>>,
    /// Place in an ordered list.
    pub place: Option<usize>,
    /// What holds.
    pub ruled: Ruled,
    /// The decision; `None` where nobody differs.
    pub decision: Option<How>,
}

/// How a decision came about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct How {
    /// In which manner.
    pub manner: Manner,
    /// Whose coding it was taken from.
    pub taken_from: Option<CoderId>,
    /// Why the coders differ.
    pub cause: Option<Cause>,
    /// The reason in words.
    pub reason: String,
}

impl Case {
    fn ruling(&self, ruled: Ruled, decision: Option<How>) -> Ruling {
        Ruling {
            case: self.id.clone(),
            article: self.article,
            unit: self.unit.clone(),
            row: self.stands.then(|| self.row.clone()),
            place: self.place,
            ruled,
            decision,
        }
    }
}

impl Cases {
    /// What has to be written so that these verdicts hold. A case that is decided already is decided anew.
    ///
    /// # Errors
    /// There is no such case, it is ruled out or waits for another one, or what is to be taken is not there.
    pub fn rulings(&self, verdicts: &[Verdict]) -> Result<Vec<Ruling>, ProjectError> {
        let by_id: BTreeMap<&CaseId, &Case> = self.cases.iter().map(|case| (&case.id, case)).collect();
        verdicts.iter().map(|verdict| self.ruling(&by_id, verdict)).collect()
    }

    fn ruling(&self, by_id: &BTreeMap<&CaseId, &Case>, verdict: &Verdict) -> Result<Ruling, ProjectError> {
        let case = by_id.get(&verdict.case).ok_or(ProjectError::Gone { what: "case" })?;
        let refused = |why: WhyUndecided| ProjectError::Undecided(why);
        match case.standing {
            Standing::Moot => return Err(refused(WhyUndecided::RuledOut)),
            Standing::Waits => return Err(refused(WhyUndecided::Waits)),
            Standing::Differs | Standing::Unanimous | Standing::Settled => {}
        }
        let (manner, taken_from, ruled) = match &verdict.take {
            Take::Coder(place) => {
                let held = case.cells.get(*place).and_then(Option::as_ref).filter(|held| !held.is_open());
                let held = held.ok_or_else(|| refused(WhyUndecided::NothingThere))?;
                let coder = self.coders.get(*place).map(|c| c.id);
                (Manner::Coder, coder, Ruled::from(held))
            }
            Take::Majority => {
                let held = case.majority().ok_or_else(|| refused(WhyUndecided::NoMajority))?;
                (Manner::Majority, None, Ruled::from(held))
            }
            Take::New(ruled) => (Manner::New, None, ruled.clone()),
        };
        let fits = match (&case.asked, &ruled) {
            (Asked::There, Ruled::There(_)) | (Asked::Spans(_), Ruled::Spans(_)) => true,
            (Asked::Answer(_), Ruled::Answer(state)) => *state != AnswerState::NotYetCoded,
            _ => false,
        };
        if !fits {
            return Err(refused(WhyUndecided::OtherKind));
        }
        let reason = verdict.reason.trim().to_owned();
        Ok(case.ruling(ruled, Some(How { manner, taken_from, cause: verdict.cause, reason })))
    }

    fn can_be_set(&self, case: &Case, held: &Judged) -> bool {
        let variable = || self.book.unit(&case.unit).and_then(|unit| unit.variable(&case.id.item));
        *held != Judged::Answer(AnswerState::NotApplicable) || variable().is_some_and(|v| v.allow_na)
    }

    /// What has to be written to decide all these cases at once.
    pub fn bulk(&self, bulk: Bulk, filter: &CaseFilter) -> Vec<Ruling> {
        let how = || How { manner: Manner::Majority, taken_from: None, cause: None, reason: String::new() };
        let ruling = |case: &Case| match (bulk, case.standing) {
            (Bulk::Unanimous, Standing::Unanimous) => Some(case.ruling(case.unanimous()?.into(), None)),
            (Bulk::Majority, Standing::Differs) => {
                // What does not apply to most follows from the answer before it; only where it can be said by hand is it taken.
                let held = case.majority().filter(|held| self.can_be_set(case, held))?;
                Some(case.ruling(held.into(), Some(how())))
            }
            _ => None,
        };
        let wide = CaseFilter { unanimous: bulk == Bulk::Unanimous, ..filter.clone() };
        self.wanted(&wide).filter_map(ruling).collect()
    }
}
