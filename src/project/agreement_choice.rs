//! Which finished work is compared: a round, a version of the codebook, and of the rest what nobody has put aside.

use super::ProjectError;
use super::agreement_marks::is_aligned;
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
    /// All of them.
    const ALL: [Self; 7] =
        [Self::Round, Self::Version, Self::Coder, Self::Month, Self::Outlet, Self::Language, Self::Question];

    /// The stable name in what is kept.
    const fn code(self) -> &'static str {
        match self {
            Self::Round => "round",
            Self::Version => "version",
            Self::Coder => "coder",
            Self::Month => "month",
            Self::Outlet => "outlet",
            Self::Language => "language",
            Self::Question => "question",
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|facet| facet.code() == code)
    }

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
    /// The first day of publication, as `2025-05-01`, `2025-05` or `2025`; empty for any.
    pub from: String,
    /// The last day of publication in the same form; empty for any.
    pub to: String,
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

    /// Whether what was published then is compared. As far as the date and a bound are both known they are held against each
    /// other: May 2025 lies within a range that begins on the 10th. What has no date lies in no range.
    fn holds_date(&self, date: &str) -> bool {
        let within = |bound: &str, holds: fn(&str, &str) -> bool| {
            let length = bound.len().min(date.len());
            bound.is_empty()
                || date.get(..length).zip(bound.get(..length)).is_some_and(|(d, b)| !d.is_empty() && holds(d, b))
        };
        within(&self.from, |date, from| date >= from) && within(&self.to, |date, to| date <= to)
    }

    /// Whether this is a year, a month or a day that a range can begin or end with.
    pub fn is_bound(text: &str) -> bool {
        let month = |text: &str| format!("{text}-01").parse::<jiff::civil::Date>().is_ok();
        match text.len() {
            4 => text.parse::<u16>().is_ok(),
            7 => month(text),
            10 => text.parse::<jiff::civil::Date>().is_ok(),
            _ => false,
        }
    }

    /// The choice as a line of text, to be kept.
    pub fn to_line(&self) -> String {
        let round = self.round.map(|id| id.to_string());
        let version = self.version.map(|id| id.to_string());
        let without: Vec<(&str, &str)> = self.without.iter().map(|(facet, key)| (facet.code(), key.as_str())).collect();
        serde_json::json!({ "round": round, "version": version, "without": without, "from": self.from, "to": self.to })
            .to_string()
    }

    /// The choice that was kept; what is not understood is not chosen.
    pub fn from_line(line: &str) -> Self {
        let kept: serde_json::Value = serde_json::from_str(line).unwrap_or_default();
        let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
        let bound = |key: &str| Some(text(&kept[key])).filter(|b| Self::is_bound(b)).unwrap_or_default();
        let pair =
            |pair: &serde_json::Value| Some((Facet::from_code(pair[0].as_str()?)?, pair[1].as_str()?.to_owned()));
        Self {
            round: kept["round"].as_str().and_then(|id| id.parse().ok()),
            version: kept["version"].as_str().and_then(|id| id.parse().ok()),
            without: kept["without"].as_array().into_iter().flatten().filter_map(pair).collect(),
            from: bound("from"),
            to: bound("to"),
        }
    }

    fn has(&self, facet: Facet, key: &str) -> bool {
        !self.without.contains(&(facet, key.to_owned()))
    }
}

/// What a choice comes to in a project.
pub(super) struct Chosen {
    /// The version of the codebook.
    pub(super) book: Arc<Codebook>,
    /// Its identity.
    pub(super) version: CodebookVersionId,
    /// The round.
    pub(super) round: RoundId,
    /// The coders that are compared.
    pub(super) coders: Vec<Coder>,
    /// The articles that are compared.
    pub(super) articles: Vec<Article>,
    /// The codings of those, done or not.
    pub(super) codings: Vec<Coding>,
    /// The adjudicated codings of the round.
    pub(super) adjudicated: Vec<Coding>,
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
        let (mut coders, articles, all) = (store.coders()?, store.articles()?, store.codings()?);
        // What was decided afterwards is nobody's judgement: agreement is always that before adjudication.
        coders.retain(|c| c.id != CoderId::ADJUDICATED);
        let (adjudicated, all): (Vec<Coding>, Vec<Coding>) =
            all.into_iter().partition(|c| c.coder == CoderId::ADJUDICATED);
        let adjudicated = adjudicated.into_iter().filter(|c| c.round == round).collect();

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
            let compared =
                (unit.cardinality == crate::model::Cardinality::One || rows || is_aligned(unit)) && !identifies;
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
                let date = head.and_then(|head| head.metadata.get("date")).map_or("", |date| date.trim());
                choice.holds_date(date)
                    && FACTS.iter().all(|(facet, key_of)| choice.has(*facet, &head.map(key_of).unwrap_or_default()))
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
        Ok(Self { book, version, round, coders, articles, codings, adjudicated, offered, left_out, without_questions })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_of_days_holds_what_may_lie_within() {
        let range =
            |from: &str, to: &str| AgreementChoice { from: from.into(), to: to.into(), ..AgreementChoice::default() };
        let may = range("2025-05-10", "2025-06");
        for (date, held) in [
            ("2025-05-10", true),
            ("2025-05-09", false),
            ("2025-06-30", true),
            ("2025-07-01", false),
            // The day is not known: it may lie within.
            ("2025-05", true),
            ("2025", true),
            ("2024", false),
            ("", false),
        ] {
            assert_eq!(may.holds_date(date), held, "{date}");
        }
        assert!(range("", "").holds_date("") && range("2025", "").holds_date("2025-01-01"));
        for (text, fits) in
            [("2025-02-28", true), ("2025-02-30", false), ("2025-13", false), ("2025", true), ("٢٠٢٥", false)]
        {
            assert_eq!(AgreementChoice::is_bound(text), fits, "{text}");
        }
    }

    #[test]
    fn a_choice_is_kept_and_found_again() {
        let without = [(Facet::Outlet, "الجزيرة".to_owned()), (Facet::Question, "A1".to_owned())];
        let choice = AgreementChoice {
            round: "0190a000-0000-7000-8000-000000000001".parse().ok(),
            version: None,
            without: without.into_iter().collect(),
            from: "2025-05".into(),
            to: String::new(),
        };
        assert!(choice.round.is_some());
        assert_eq!(AgreementChoice::from_line(&choice.to_line()), choice);
        for nonsense in ["", "[]", "{\"without\": 3, \"from\": \"soon\"}"] {
            assert_eq!(AgreementChoice::from_line(nonsense), AgreementChoice::default());
        }
    }
}
