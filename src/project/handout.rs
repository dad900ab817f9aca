//! Handing out a round: which articles, to whom, and which of them to several. Every draw has a seed, and the same project
//! and seed give the same hand-out on every computer.
//!
//! Chance here is the BLAKE3 of seed and identity, taken as an order. No generator has to stay the same over the years, and
//! anybody can compute it again.

use super::{Project, ProjectError};
use crate::model::{ArticleId, CoderId, CodingState, Round, RoundId, RoundKind};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;

/// What an article is sorted by before a stratified draw.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stratum {
    /// The outlet.
    Outlet,
    /// Year and month of publication.
    Date,
    /// The language.
    Language,
}

impl Stratum {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Outlet, Self::Date, Self::Language];
    /// The stable name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Outlet => "outlet",
            Self::Date => "date",
            Self::Language => "language",
        }
    }
}

/// Which articles a round has.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sample {
    /// All that are not in the round yet.
    All,
    /// So many of them, each as likely as any other.
    Random(usize),
    /// So many of them, each stratum with its share.
    Stratified {
        /// How many.
        number: usize,
        /// By what.
        by: Vec<Stratum>,
    },
    /// These.
    Picked(Vec<ArticleId>),
}

/// How many articles are coded by several.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Overlap {
    /// A share of the sample, from 0 to 1; rounded up.
    Share(f64),
    /// So many.
    Number(usize),
}

/// What is to be handed out.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Handout {
    /// In which round.
    pub round: RoundId,
    /// To whom.
    pub coders: Vec<CoderId>,
    /// Which articles. In a round of re-coding: of those that each coder has done before.
    pub sample: Sample,
    /// How many of them are coded by several.
    pub overlap: Overlap,
    /// By how many each of those; `None`: by everybody.
    pub shared_by: Option<usize>,
    /// The seed of every draw.
    pub seed: u64,
}

/// Who gets what.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct HandoutPlan {
    /// The articles of each coder, in the order of their queue. Nothing in it tells which are shared.
    pub tasks: Vec<(CoderId, Vec<ArticleId>)>,
    /// The articles that several code.
    pub shared: Vec<ArticleId>,
    /// Each stratum with its articles and how many of them are in the sample.
    pub strata: Vec<(String, usize, usize)>,
}

/// Things in the order that a seed gives them.
pub(super) fn drawn<T: Display + Copy>(seed: u64, what: &str, things: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut out: Vec<([u8; 32], T)> = things.into_iter().map(|t| (lot(seed, what, t), t)).collect();
    out.sort_by_key(|(lot, _)| *lot);
    out.into_iter().map(|(_, thing)| thing).collect()
}

fn lot(seed: u64, what: &str, thing: impl Display) -> [u8; 32] {
    *blake3::hash(format!("{seed}/{what}/{thing}").as_bytes()).as_bytes()
}

/// An article as far as a draw looks at it.
struct Candidate {
    id: ArticleId,
    outlet: String,
    month: String,
    language: String,
}

impl Candidate {
    fn stratum(&self, by: &[Stratum]) -> String {
        let parts: Vec<&str> = by
            .iter()
            .map(|s| match s {
                Stratum::Outlet => self.outlet.as_str(),
                Stratum::Date => self.month.as_str(),
                Stratum::Language => self.language.as_str(),
            })
            .collect();
        parts.join(" / ")
    }
}

/// What stands before the settings that say how work was handed out.
pub(super) const HANDOUT: &str = "handout/";

impl Project {
    /// How work was handed out so far, in the order in which it was. A coder's copy does not know.
    ///
    /// # Errors
    /// The settings cannot be read.
    pub fn handouts(&self) -> Result<Vec<Handout>, ProjectError> {
        let settings = self.store.project_settings()?;
        let drawn = settings.iter().filter(|(key, _)| key.starts_with(HANDOUT));
        Ok(drawn.filter_map(|(_, drawn)| serde_json::from_str(drawn).ok()).collect())
    }

    /// A round by its name.
    pub fn round_named(&self, name: &str) -> Result<Option<Round>, ProjectError> {
        Ok(self.rounds()?.into_iter().find(|r| r.name == name.trim()))
    }

    /// Who would get what. Nothing is changed; [`super::Command::HandOut`] does it.
    ///
    /// # Errors
    /// There is no such round or coder, nobody to hand out to, or fewer articles than are asked for.
    pub fn plan_handout(&self, handout: &Handout) -> Result<HandoutPlan, ProjectError> {
        let round = self.rounds()?.into_iter().find(|r| r.id == handout.round);
        let round = round.ok_or(ProjectError::Gone { what: "round" })?;
        let known: BTreeSet<CoderId> = self.coders()?.iter().map(|c| c.id).collect();
        if !handout.coders.iter().all(|c| known.contains(c)) {
            return Err(ProjectError::Gone { what: "coder" });
        }
        let coders: BTreeSet<CoderId> = handout.coders.iter().copied().collect();
        if coders.is_empty() {
            return Err(ProjectError::WrongDraw { problem: "there is nobody to hand out to" });
        }
        if let Overlap::Share(share) = handout.overlap
            && !(0.0..=1.0).contains(&share)
        {
            return Err(ProjectError::WrongDraw { problem: "the share of shared articles must lie between 0 and 1" });
        }
        if round.kind == RoundKind::Recoding {
            self.plan_recoding(handout, &coders)
        } else {
            self.plan(handout, &coders)
        }
    }

    fn plan(&self, handout: &Handout, coders: &BTreeSet<CoderId>) -> Result<HandoutPlan, ProjectError> {
        let assigned = self.store.assignments()?;
        let in_round: Vec<_> = assigned.iter().filter(|a| a.round == handout.round).collect();
        let taken: BTreeSet<ArticleId> = in_round.iter().map(|a| a.article).collect();
        let mut candidates = self.candidates()?;
        if let Sample::Picked(picked) = &handout.sample {
            if !picked.iter().all(|id| candidates.iter().any(|c| c.id == *id)) {
                return Err(ProjectError::Gone { what: "article" });
            }
            candidates.retain(|c| picked.contains(&c.id));
        } else {
            candidates.retain(|c| !taken.contains(&c.id));
        }
        let (sample, strata) = choose(&handout.sample, &candidates, handout.seed)?;
        let shared_number = match handout.overlap {
            Overlap::Share(share) => (share * sample.len() as f64 - 1e-9).ceil().max(0.0) as usize,
            Overlap::Number(number) => number,
        };
        if shared_number > sample.len() {
            return Err(ProjectError::WrongDraw { problem: "there are fewer articles than are to be shared" });
        }
        let shared: BTreeSet<ArticleId> =
            drawn(handout.seed, "shared", sample.iter().copied()).into_iter().take(shared_number).collect();
        let most = handout.shared_by.unwrap_or(coders.len()).clamp(1, coders.len());
        // Whoever has least is next, so nobody gets more than one article more than another.
        let has = |coder: &CoderId| in_round.iter().filter(|a| a.coder == *coder).count();
        let mut load: BTreeMap<CoderId, usize> = coders.iter().map(|c| (*c, has(c))).collect();
        let mut queues: BTreeMap<CoderId, Vec<ArticleId>> = coders.iter().map(|c| (*c, Vec::new())).collect();
        let (several, one): (Vec<_>, Vec<_>) =
            drawn(handout.seed, "article", sample).into_iter().partition(|id| shared.contains(id));
        for article in several.into_iter().chain(one) {
            let number = if shared.contains(&article) { most } else { 1 };
            let mut next = drawn(handout.seed, &format!("coder/{article}"), coders.iter().copied());
            next.sort_by_key(|c| load.get(c).copied().unwrap_or_default());
            for coder in next.into_iter().take(number) {
                *load.entry(coder).or_default() += 1;
                queues.entry(coder).or_default().push(article);
            }
        }
        Ok(HandoutPlan { tasks: shuffled(queues, handout.seed), shared: shared.into_iter().collect(), strata })
    }

    /// Each coder some of the articles that they have done, again.
    fn plan_recoding(&self, handout: &Handout, coders: &BTreeSet<CoderId>) -> Result<HandoutPlan, ProjectError> {
        let (codings, assigned) = (self.store.codings()?, self.store.assignments()?);
        let mut queues = BTreeMap::new();
        for coder in coders {
            let again = assigned.iter().filter(|a| a.coder == *coder && a.round == handout.round);
            let again: BTreeSet<ArticleId> = again.map(|a| a.article).collect();
            let done = codings.iter().filter(|c| c.coder == *coder && c.state == CodingState::Done);
            let done: BTreeSet<ArticleId> = done.map(|c| c.article).filter(|a| !again.contains(a)).collect();
            let mut candidates = self.candidates()?;
            candidates.retain(|c| done.contains(&c.id));
            if let Sample::Picked(picked) = &handout.sample {
                candidates.retain(|c| picked.contains(&c.id));
            }
            let seed = handout.seed ^ u64::from_le_bytes(first_bytes(lot(handout.seed, "again", coder)));
            queues.insert(*coder, choose(&handout.sample, &candidates, seed)?.0);
        }
        Ok(HandoutPlan { tasks: shuffled(queues, handout.seed), shared: Vec::new(), strata: Vec::new() })
    }

    fn candidates(&self) -> Result<Vec<Candidate>, ProjectError> {
        let heads: BTreeMap<_, _> = self.store.documents()?.into_iter().map(|d| (d.id, d)).collect();
        let articles = self.store.articles()?.into_iter().filter_map(|article| {
            let head = heads.get(&article.document)?;
            let fact = |key: &str| head.metadata.get(key).map(|v| v.trim().to_owned()).unwrap_or_default();
            Some(Candidate {
                id: article.id,
                outlet: fact("outlet"),
                month: fact("date").chars().take(7).collect(),
                language: head.language.clone().unwrap_or_default(),
            })
        });
        Ok(articles.collect())
    }
}

fn first_bytes(lot: [u8; 32]) -> [u8; 8] {
    let mut out = [0; 8];
    out.copy_from_slice(&lot[..8]);
    out
}

/// An order for each coder that tells nothing of how articles were drawn.
fn shuffled(queues: BTreeMap<CoderId, Vec<ArticleId>>, seed: u64) -> Vec<(CoderId, Vec<ArticleId>)> {
    queues.into_iter().map(|(coder, articles)| (coder, drawn(seed, &format!("queue/{coder}"), articles))).collect()
}

type Chosen = (Vec<ArticleId>, Vec<(String, usize, usize)>);

fn choose(sample: &Sample, candidates: &[Candidate], seed: u64) -> Result<Chosen, ProjectError> {
    let (number, by) = match sample {
        Sample::All | Sample::Picked(_) => return Ok((candidates.iter().map(|c| c.id).collect(), Vec::new())),
        Sample::Random(number) => (*number, Vec::new()),
        Sample::Stratified { number, by } => (*number, by.clone()),
    };
    if number > candidates.len() {
        return Err(ProjectError::WrongDraw { problem: "there are fewer articles than are asked for" });
    }
    let mut strata: BTreeMap<String, Vec<ArticleId>> = BTreeMap::new();
    for candidate in candidates {
        strata.entry(candidate.stratum(&by)).or_default().push(candidate.id);
    }
    // Whole shares first; what is left goes to the largest remainders, and where those are equal to the first by name.
    let exact = |n: usize| (n * number, candidates.len().max(1));
    let mut shares: Vec<(String, usize, usize, usize)> = strata
        .iter()
        .map(|(name, ids)| {
            (name.clone(), ids.len(), exact(ids.len()).0 / exact(ids.len()).1, exact(ids.len()).0 % exact(ids.len()).1)
        })
        .collect();
    let mut left = number - shares.iter().map(|(_, _, whole, _)| whole).sum::<usize>();
    let mut order: Vec<usize> = (0..shares.len()).collect();
    order.sort_by_key(|i| std::cmp::Reverse(shares.get(*i).map_or(0, |s| s.3)));
    for i in order {
        if let Some(share) = shares.get_mut(i).filter(|_| left > 0) {
            share.2 += 1;
            left -= 1;
        }
    }
    let mut out = Vec::new();
    for (name, _, share, _) in &shares {
        let ids = strata.remove(name).unwrap_or_default();
        out.extend(drawn(seed, "sample", ids).into_iter().take(*share));
    }
    let listed =
        if by.is_empty() { Vec::new() } else { shares.into_iter().map(|(n, all, share, _)| (n, all, share)).collect() };
    Ok((out, listed))
}
