//! Which finished work is compared: a round, a version of the codebook, and of the rest what nobody has put aside.

use super::ProjectError;
use super::apply::main_round;
use crate::model::{
    Article, ArticleId, Codebook, CodebookVersionId, Coder, CoderId, Coding, CodingState, DocumentId, Kind, Level,
    RoundId, Scope,
};
use crate::store::{DocumentHead, Store};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What can be chosen from.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Facet {
    /// Rounds: one is compared.
    Round,
    /// Versions of the codebook: one is compared.
    Version,
    /// Coders, by identity.
    Coder,
    /// Months of publication, as `2025-05`; empty where the date is not known.
    Month,
    /// Outlets; empty where it is not known.
    Outlet,
    /// Languages of the pages; empty where it is not known.
    Language,
    /// Questions, by code.
    Question,
}

impl Facet {
    /// Whether exactly one of its options holds.
    pub const fn is_single(self) -> bool {
        matches!(self, Self::Round | Self::Version)
    }
}

/// What is to be compared. The default: the study's round under the current codebook, with nothing put aside.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct AgreementChoice {
    /// The round; `None`: that of the study itself.
    pub round: Option<RoundId>,
    /// The version of the codebook; `None`: the current one.
    pub version: Option<CodebookVersionId>,
    /// What is put aside, by facet and key.
    pub without: BTreeSet<(Facet, String)>,
}

/// Something that can be chosen or put aside.
#[derive(Clone, PartialEq, Debug)]
pub struct Offered {
    /// What kind of thing.
    pub facet: Facet,
    /// Its key in a choice.
    pub key: String,
    /// Its name: that of the coder, round, version, outlet or question; else the key.
    pub name: crate::model::Bilingual,
    /// Finished codings that it holds; zero for a question.
    pub codings: usize,
    /// Whether it is compared now.
    pub on: bool,
}

/// Finished codings that are not compared because another version of the codebook is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LeftOut {
    /// Name and version of the codebook.
    pub version: String,
    /// Number of codings.
    pub codings: usize,
}

impl AgreementChoice {
    /// The same choice with something chosen, put aside, or taken in again.
    #[must_use]
    pub fn with(&self, offered: &Offered) -> Self {
        let mut out = self.clone();
        match offered.facet {
            Facet::Round => out.round = offered.key.parse().ok(),
            Facet::Version => out.version = offered.key.parse().ok(),
            facet => {
                let key = (facet, offered.key.clone());
                if !out.without.remove(&key) {
                    out.without.insert(key);
                }
            }
        }
        out
    }

    fn has(&self, facet: Facet, key: &str) -> bool {
        !self.without.contains(&(facet, key.to_owned()))
    }
}

/// What a choice comes to in a project.
pub(super) struct Chosen {
    /// The version of the codebook.
    pub(super) book: Arc<Codebook>,
    /// The coders that are compared.
    pub(super) coders: Vec<Coder>,
    /// The articles that are compared.
    pub(super) articles: Vec<Article>,
    /// The codings of those, done or not.
    pub(super) codings: Vec<Coding>,
    /// Everything that can be chosen.
    pub(super) offered: Vec<Offered>,
    /// What another version holds.
    pub(super) left_out: Vec<LeftOut>,
    without_questions: BTreeSet<String>,
}

impl Chosen {
    /// Whether a question is compared.
    pub(super) fn asks(&self, variable: &str) -> bool {
        !self.without_questions.contains(variable)
    }

    /// Reads what there is and takes out what is put aside.
    pub(super) fn read(
        store: &Store,
        books: &BTreeMap<CodebookVersionId, Arc<Codebook>>,
        current: CodebookVersionId,
        choice: &AgreementChoice,
    ) -> Result<Self, ProjectError> {
        let rounds = store.rounds()?;
        let known = choice.round.filter(|id| rounds.iter().any(|r| r.id == *id));
        let round = known.map_or_else(|| main_round(store).map(|r| r.id), Ok)?;
        let version = choice.version.filter(|id| books.contains_key(id)).unwrap_or(current);
        let book = books.get(&version).cloned().ok_or(ProjectError::Lacks { what: "a codebook" })?;
        let heads: BTreeMap<DocumentId, DocumentHead> = store.documents()?.into_iter().map(|d| (d.id, d)).collect();
        let (coders, articles, all) = (store.coders()?, store.articles()?, store.codings()?);

        let mut offered = Vec::new();
        let mut offer = |facet, key: String, name: &str, codings, on| {
            let name = crate::model::Bilingual { en: name.to_owned(), ar: name.to_owned() };
            offered.push(Offered { facet, key, name, codings, on });
        };
        let is_done = |c: &&Coding| c.state == CodingState::Done;
        let done = |holds: &dyn Fn(&Coding) -> bool| all.iter().filter(is_done).filter(|c| holds(c)).count();
        for r in &rounds {
            offer(Facet::Round, r.id.to_string(), &r.name, done(&|c| c.round == r.id), r.id == round);
        }
        let mut left_out = Vec::new();
        for (id, of) in books {
            let codings = done(&|c| c.round == round && c.codebook == *id);
            let name = format!("{} {}", of.id, of.version);
            if *id != version && codings > 0 {
                left_out.push(LeftOut { version: name.clone(), codings });
            }
            if *id == version || codings > 0 {
                offer(Facet::Version, id.to_string(), &name, codings, *id == version);
            }
        }
        let of_version: Vec<&Coding> = all.iter().filter(|c| c.round == round && c.codebook == version).collect();
        for coder in &coders {
            let number = of_version.iter().copied().filter(is_done).filter(|c| c.coder == coder.id).count();
            let key = coder.id.to_string();
            if number > 0 {
                let on = choice.has(Facet::Coder, &key);
                offer(Facet::Coder, key, &coder.name, number, on);
            }
        }
        let mut of_article: BTreeMap<ArticleId, usize> = BTreeMap::new();
        for coding in of_version.iter().copied().filter(is_done) {
            *of_article.entry(coding.article).or_default() += 1;
        }
        for (facet, key_of) in FACTS {
            let mut keys: BTreeMap<String, usize> = BTreeMap::new();
            for article in &articles {
                let key = heads.get(&article.document).map(key_of).unwrap_or_default();
                let codings = of_article.get(&article.id).copied().unwrap_or_default();
                *keys.entry(key).or_default() += codings;
            }
            for (key, codings) in keys.into_iter().filter(|(_, codings)| *codings > 0) {
                let on = choice.has(facet, &key);
                offer(facet, key.clone(), &key, codings, on);
            }
        }
        for (unit, variable) in book.units.iter().flat_map(|u| u.variables.iter().map(move |v| (u, v))) {
            let rows = !unit.obligatory.is_empty();
            let identifies = unit.obligatory.iter().any(|row| row.contains_key(&variable.code));
            let compared = (unit.cardinality == crate::model::Cardinality::One || rows) && !identifies;
            let measured = variable.level != Level::None && variable.kind != Kind::Text;
            if unit.scope != Scope::Coder && compared && measured {
                let on = choice.has(Facet::Question, &variable.code);
                let name = variable.label.clone();
                offered.push(Offered { facet: Facet::Question, key: variable.code.clone(), name, codings: 0, on });
            }
        }

        let articles: Vec<Article> = articles
            .into_iter()
            .filter(|article| {
                let head = heads.get(&article.document);
                FACTS.iter().all(|(facet, key_of)| choice.has(*facet, &head.map(key_of).unwrap_or_default()))
            })
            .collect();
        let coders: Vec<Coder> = coders.into_iter().filter(|c| choice.has(Facet::Coder, &c.id.to_string())).collect();
        let people: BTreeSet<CoderId> = coders.iter().map(|c| c.id).collect();
        let stories: BTreeSet<_> = articles.iter().map(|a| a.id).collect();
        let codings: Vec<Coding> = of_version.into_iter().cloned().collect();
        let codings =
            codings.into_iter().filter(|c| people.contains(&c.coder) && stories.contains(&c.article)).collect();
        let questions = choice.without.iter().filter(|(facet, _)| *facet == Facet::Question);
        let without_questions = questions.map(|(_, code)| code.clone()).collect();
        Ok(Self { book, coders, articles, codings, offered, left_out, without_questions })
    }
}

/// The key of a document in a facet.
type KeyOf = fn(&DocumentHead) -> String;

/// Facts of a document that articles are chosen by.
const FACTS: [(Facet, KeyOf); 3] = [(Facet::Month, month), (Facet::Outlet, outlet), (Facet::Language, language)];

/// The month of a date, or the year where no month is known.
fn month(head: &DocumentHead) -> String {
    head.metadata.get("date").map(|date| date.trim().chars().take(7).collect()).unwrap_or_default()
}

fn outlet(head: &DocumentHead) -> String {
    head.metadata.get("outlet").map(|outlet| outlet.trim().to_owned()).unwrap_or_default()
}

fn language(head: &DocumentHead) -> String {
    head.language.clone().unwrap_or_default()
}
