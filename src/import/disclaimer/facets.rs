//! What a disclaimer says: how it says it, to whom it gives the opinion, for whom it denies it, and for which texts.

use super::super::normal::{Word, words};
use super::lexicon::{
    BELONG, BODY, COMMENT, Classes, DIFFER, DUTY, ENGAGE, HEDGE, MEAN, NOT, OPINION, OUTLET, RELATE, SHARE, SHOWN,
    SOURCE, TEXT, THIS, USER, WE, WRITER,
};
use super::sentence::Sentence;
use serde::Serialize;

/// What a disclaimer says, in the codes of the study's codebook; proposals, like the disclaimer itself.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct DisclaimerFacets {
    /// `asserts_owner`, `exclusive`, `denies`, `hedged_denial`, `may_differ`, `responsibility`, `platform`.
    pub form: Vec<&'static str>,
    /// Whose opinion it is: `writer`, `newspaper`, `source`, `commenters`, `sponsor`, or `nobody`.
    pub owner: Vec<&'static str>,
    /// `or` or `and`, where several own it.
    pub joined_by: Option<&'static str>,
    /// For whom it is denied: `editors`, `company`, `owner`, `sponsor`, or `nobody`.
    pub denied_for: Vec<&'static str>,
    /// `article`, `part`, `section`, `site`, `comments`, `sponsored`, or `unclear`.
    pub scope: &'static str,
}

/// Describes a sentence that was found to be a disclaimer.
///
/// ```
/// let facets = mizan::import::describe_disclaimer("The views expressed are the author's own and do not necessarily reflect those of the editors.");
/// assert_eq!(facets.form, ["asserts_owner", "hedged_denial"]);
/// assert_eq!((facets.owner, facets.denied_for), (vec!["writer"], vec!["editors"]));
/// ```
pub fn describe_disclaimer(sentence: &str) -> DisclaimerFacets {
    let words = words(sentence, 0);
    let quoted = vec![false; words.len()];
    let reader = Reader { s: Sentence::new(&words, &quoted), words: &words, text: sentence };
    let form = reader.form();
    let owner = reader.owner(&form);
    DisclaimerFacets {
        joined_by: reader.joined_by(&owner),
        denied_for: reader.denied_for(&form),
        scope: reader.scope(),
        form,
        owner,
    }
}

/// Words that leave no other owner; "own" and "personal" are not among them.
const ALONE: &str = "فقط وحده وحدها وحدهم الا سوي حصرا حصريا بس only solely exclusively alone sole strictly только исключительно лишь \
лише тільки виключно само единствено изцяло seul seule seuls seules uniquement exclusivement que nur allein alleine ausschliesslich lediglich \
sadece yalniz yalnizca tamamen munhasiran solo solamente unicamente exclusivamente exclusiva تنها صرفا";
const OR: &str = "او or или або чи или oder ou veya yahut o u یا يا";
const AND: &str = "and и та й і und et ve ile y e و sowie as";
/// Words with which another clause begins.
const CLAUSE: &str = "و olup ve und et and ama ancak fakat اما ولی";
/// Words after which what was denied is given to somebody.
const BUT: &str = "بل انما وانما لكن ولكن but а но але sondern mais sino pero بلکه ama ancak fakat";
/// Beginnings of words that deny the verb before them.
const DENIES_BEHIND: &[&str] = &["nicht", "kein", "nich", "نيست", "نمي", "نبوده", "ندارد"];
/// Beginnings of words for those who edit.
const EDITORS: &[&str] = &["تحرير", "محرر", "edit", "редак", "redak", "redac", "تحريريه", "سردبير", "herausgeb"];
/// Beginnings of words for those to whom an outlet belongs.
const OWNERS: &[&str] = &[
    "مالك",
    "ملاك",
    "owner",
    "proprietor",
    "владел",
    "учредител",
    "власник",
    "собственик",
    "proprieta",
    "propietari",
    "betreib",
    "eigentum",
    "صاحبان",
];
/// Beginnings of words for those who pay.
const SPONSORS: &[&str] = &[
    "معلن",
    "راعي",
    "advertis",
    "sponsor",
    "рекламодат",
    "спонсор",
    "anzeigenk",
    "annonceur",
    "anunciant",
    "reklamveren",
    "آگهي",
];
/// Beginnings of words for a whole site.
const SITES: &[&str] = &[
    "موقع",
    "منتدي",
    "site",
    "website",
    "portal",
    "сайт",
    "портал",
    "webseit",
    "internetseit",
    "sitio",
    "sitesi",
    "سايت",
    "وبسايت",
    "platform",
];
/// Beginnings of words for a section.
const SECTIONS: &[&str] = &[
    "قسم",
    "باب",
    "زاويه",
    "صفحه",
    "section",
    "column",
    "blog",
    "rubri",
    "рубрик",
    "колонк",
    "раздел",
    "seccion",
    "kose",
    "sutun",
    "ستون",
    "oped",
    "tribune",
];
/// Words for all of several texts.
const ALL: &str = "جميع كل كافه كل all any every все любые усі всі всички tous toutes alle samtliche tum butun todas todos کلیه تمام تمامی همه كليه تمامي همه";

fn listed(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|w| w == word)
}

fn begins(list: &[&str], word: &str) -> bool {
    super::lexicon::forms(word).any(|f| list.iter().any(|l| f.starts_with(l)))
}

struct Reader<'a> {
    s: Sentence<'a>,
    words: &'a [Word],
    /// The sentence that the words stand in.
    text: &'a str,
}

impl Reader<'_> {
    fn norm(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |w| w.norm.as_str())
    }

    fn any(&self, range: std::ops::Range<usize>, list: &str) -> bool {
        range.into_iter().any(|i| super::lexicon::forms(self.norm(i)).any(|f| listed(list, f)))
    }

    fn some(&self, list: &[&str]) -> bool {
        (0..self.words.len()).any(|i| begins(list, self.norm(i)))
    }

    /// Whether the verb at `at` is denied, and not only limited («لا تعبر إلا عن», "n'engagent que").
    fn denied(&self, at: usize) -> bool {
        if self.limited(at) {
            return false;
        }
        if self.s.is(at, NOT) {
            return true;
        }
        // "… do not reflect those of …": what stands right behind a verb shares its denial.
        if self.s.is(at, BELONG) && at > 0 && self.s.is(at - 1, RELATE | ENGAGE) {
            return self.denied(at - 1);
        }
        // A denial before the verb counts unless another verb or a word that turns round stands between.
        let before = (at.saturating_sub(5)..at).rev();
        for i in before {
            if self.any_exact(i..i + 1, BUT) || self.s.is(i, RELATE | BELONG | ENGAGE) && !self.s.is(i, NOT) {
                break;
            }
            if self.s.is(i, NOT) {
                return true;
            }
        }
        // German and Persian deny behind the verb; a denial there in other languages belongs to what follows.
        (at + 1..at + 9).any(|i| {
            DENIES_BEHIND.iter().any(|d| self.norm(i).starts_with(d))
                && !self.any_exact(i + 1..i + 2, "die das der jene")
        })
    }

    fn limited(&self, at: usize) -> bool {
        let near = at..(at + 5).min(self.words.len());
        self.s.negated(at)
            && (near.clone().any(|i| matches!(self.norm(i), "الا" | "سوي" | "que" | "sino" | "mas"))
                && !self.s.within(at, at + 5, NOT & !RELATE))
            || self.s.negated(at) && self.s.is(at, ENGAGE) && self.s.within(at, at + 6, WRITER) && !self.s.has(OUTLET)
    }

    fn verbs(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.words.len()).filter(|i| self.s.is(*i, RELATE | BELONG | ENGAGE))
    }

    fn form(&self) -> Vec<&'static str> {
        let s = &self.s;
        let mut out = Vec::new();
        let denied: Vec<usize> =
            (0..s.len()).filter(|i| s.is(*i, RELATE | SHARE | ENGAGE | MEAN) && self.denied(*i)).collect();
        let differs = s.has(DIFFER) && s.has(OPINION);
        let hedged = s.has(HEDGE);
        let owned = s.has(WRITER | USER | SOURCE) || self.asserted_outlet();
        let affirmed = self.verbs().any(|v| !self.denied(v) || self.limited(v));
        // "Responsibility for the texts belongs to their authors": what belongs to them is the responsibility.
        let duty_alone = s.has(DUTY) && !s.has(OPINION);
        let plain = denied.is_empty() && !s.has(DIFFER | DUTY) && s.has(OPINION) && owned;
        let alone = (owned || !denied.is_empty()) && self.any(0..s.len(), ALONE);
        let exclusive = owned && (alone && !differs || self.verbs().any(|v| self.limited(v)));
        if owned
            && (exclusive || !duty_alone)
            && (affirmed && s.has(OPINION | SHOWN | TEXT) || plain || exclusive)
            && (!differs || affirmed)
        {
            out.push("asserts_owner");
        }
        if exclusive {
            out.push("exclusive");
        }
        let copula = denied.is_empty()
            && (!differs || self.any_exact(0..s.len(), "ليس ليست nicht"))
            && s.has(NOT)
            && s.has(OPINION)
            && s.has(OUTLET | BODY | WE)
            && !s.has(DUTY | ENGAGE)
            && !self.verbs().any(|v| self.limited(v));
        if !denied.is_empty() || copula {
            out.push(if hedged { "hedged_denial" } else { "denies" });
        }
        if differs {
            out.push("may_differ");
        }
        if s.has(DUTY) {
            out.push("responsibility");
        }
        if out.is_empty() {
            out.push(if owned { "asserts_owner" } else { "platform" });
        }
        if out.contains(&"exclusive") {
            out.retain(|f| *f != "asserts_owner");
        }
        out
    }

    /// Whether the outlet itself is named as an owner: behind a verb that is not denied, before anything is denied.
    fn asserted_outlet(&self) -> bool {
        let s = &self.s;
        self.verbs().filter(|v| !self.denied(*v)).any(|v| {
            let end = s.first(v + 1, s.len(), NOT).unwrap_or(s.len()).min(v + 9);
            (v + 1..end).filter(|i| !self.denied_at_end(v, *i)).any(|i| {
                s.is(i, OUTLET) && !begins(SITES, self.norm(i))
                    || s.is(i, OUTLET) && s.within(i.saturating_sub(2), i, OPINION)
            })
        })
    }

    /// Whether a word behind an affirmed verb belongs to a clause of its own whose verb denies, as in languages whose verb comes last
    /// («yazarına aittir, gazetemizin … yansıtmaz», «متعلق به نویسنده است و نظر روزنامه نیست»), or stands behind "and not".
    fn denied_at_end(&self, verb: usize, at: usize) -> bool {
        let Some(not) = self.s.first(at + 1, self.s.len(), NOT) else { return false };
        let last = not + 2 >= self.s.len();
        last && (verb + 1..=at).any(|i| self.any_exact(i..i + 1, CLAUSE) || self.comma_before(i))
    }

    /// Whether a comma stands before a word.
    fn comma_before(&self, at: usize) -> bool {
        let Some((before, word)) = at.checked_sub(1).and_then(|b| self.words.get(b)).zip(self.words.get(at)) else {
            return false;
        };
        self.text.get(before.end..word.start).is_some_and(|between| between.contains([',', '،', ';', '؛']))
    }

    fn owner(&self, form: &[&str]) -> Vec<&'static str> {
        let s = &self.s;
        let mut out = Vec::new();
        let writer = (0..s.len()).any(|i| s.is(i, WRITER) && !begins(SPONSORS, self.norm(i)) && !self.owns_outlet(i));
        if writer && !(s.has(COMMENT) && s.has(USER)) {
            out.push(if s.has(COMMENT) && !s.has(TEXT) { "commenters" } else { "writer" });
        }
        if self.asserted_outlet() && !form.contains(&"may_differ") {
            out.push("newspaper");
        }
        if s.has(SOURCE) {
            out.push("source");
        }
        if s.has(USER) && !out.contains(&"commenters") && !out.contains(&"writer") {
            out.push("commenters");
        }
        if self.some(SPONSORS) && !form.contains(&"denies") && !form.contains(&"hedged_denial") {
            out.push("sponsor");
        }
        if out.is_empty() {
            out.push("nobody");
        }
        out
    }

    /// «صاحب الموقع», "the site's owner": an owner of the outlet, not of the opinion.
    fn owns_outlet(&self, at: usize) -> bool {
        let next = at + 1;
        self.s.is(next, OUTLET)
            && ["صاحب", "اصحاب", "صاحبان"].iter().any(|w| super::lexicon::forms(self.norm(at)).any(|f| f == *w))
    }

    fn joined_by(&self, owner: &[&str]) -> Option<&'static str> {
        let outlet = (0..self.words.len()).filter(|i| self.s.is(*i, OUTLET));
        let pairs: Vec<(usize, usize)> = outlet
            .flat_map(|o| {
                (0..self.words.len()).filter(|w| self.s.is(*w, WRITER | SOURCE)).map(move |w| (o.min(w), o.max(w)))
            })
            .collect();
        if owner.len() < 2 {
            return None;
        }
        let (a, b) = pairs.into_iter().filter(|(a, b)| a < b).min_by_key(|(a, b)| b - a)?;
        if self.any_exact(a + 1..b, OR) {
            return Some("or");
        }
        (self.any_exact(a + 1..b, AND) || self.norm(b).starts_with('و')).then_some("and")
    }

    fn any_exact(&self, range: std::ops::Range<usize>, list: &str) -> bool {
        range.into_iter().any(|i| listed(list, self.norm(i)))
    }

    fn denied_for(&self, form: &[&str]) -> Vec<&'static str> {
        let s = &self.s;
        let mut out: Vec<&'static str> = Vec::new();
        let mut add = |what: &'static str| {
            if !out.contains(&what) {
                out.push(what);
            }
        };
        if !form.iter().any(|f| matches!(*f, "denies" | "hedged_denial" | "may_differ" | "responsibility"))
            || form.contains(&"responsibility") && !s.has(NOT)
        {
            return vec!["nobody"];
        }
        // What is denied runs from the denial to the word that turns round; a difference or a share has its outlet anywhere.
        let behind = (0..s.len()).any(|i| DENIES_BEHIND.iter().any(|d| self.norm(i).starts_with(d)))
            || s.len().checked_sub(1).is_some_and(|last| s.is(last, NOT));
        let anywhere = behind || s.has(DIFFER | SHARE | DUTY | MEAN);
        let from = if anywhere {
            0
        } else {
            s.first(0, s.len(), NOT).map_or(0, |n| n.saturating_sub(if s.has(RELATE) { 0 } else { 4 }))
        };
        let turn = (from..s.len()).find(|i| self.any_exact(*i..*i + 1, BUT) && *i > from + 1).unwrap_or(s.len());
        for at in from..turn {
            let word = self.norm(at);
            if begins(OWNERS, word) || self.owns_outlet(at) {
                add("owner");
            } else if begins(SPONSORS, word) {
                add("sponsor");
            } else if s.is(at, OUTLET) && begins(EDITORS, word) || word.contains("redaktion") {
                add("editors");
            } else if s.is(at, OUTLET | BODY)
                && !s.is(at, TEXT)
                && !self.published_there(at)
                && at.checked_sub(1).is_none_or(|before| !self.owns_outlet(before))
            {
                add("company");
            } else if s.is(at, WE) && s.has(RELATE | SHARE) {
                add("editors");
            }
        }
        // Any other name behind "do not reflect the position of" is the outlet's.
        if out.is_empty()
            && form.iter().any(|f| matches!(*f, "denies" | "hedged_denial"))
            && s.has(RELATE)
            && !s.has(COMMENT)
        {
            out.push("company");
        }
        if out.is_empty() { vec!["nobody"] } else { out }
    }

    /// "published on this site": where the text stands, not for whom it is denied.
    fn published_there(&self, at: usize) -> bool {
        let denied = self.s.first(0, self.s.len(), NOT).unwrap_or(0);
        at < denied && self.s.within(at.saturating_sub(4), at, SHOWN | TEXT)
    }

    fn scope(&self) -> &'static str {
        let s = &self.s;
        let first = s.first(0, s.len(), RELATE | DIFFER | DUTY | SHARE | ENGAGE | BELONG | NOT).unwrap_or(s.len());
        let before = |list: &[&str]| (0..first.max(4).min(s.len())).any(|i| begins(list, self.norm(i)));
        if self.some(SPONSORS) && s.has(TEXT) && !s.has(WRITER & !SHOWN) {
            return "sponsored";
        }
        let comments = s.has(COMMENT | USER);
        if comments && !(s.within(0, first, TEXT) && s.has(WRITER)) {
            return "comments";
        }
        let one = s.within(0, s.len(), THIS) && s.has(TEXT);
        if before(SECTIONS) {
            return "section";
        }
        if before(SITES) || self.any(0..first, ALL) && s.has(TEXT | OPINION) {
            return "site";
        }
        if one || s.has(TEXT) && !self.plural() {
            return "article";
        }
        if self.plural() || s.has(DIFFER) { "site" } else { "unclear" }
    }

    /// Whether the texts are named as many.
    fn plural(&self) -> bool {
        const MANY: &[&str] = &[
            "مقالات",
            "مواد",
            "اخبار",
            "كتابات",
            "منشورات",
            "articles",
            "columns",
            "posts",
            "materials",
            "статьи",
            "статей",
            "материалы",
            "материалов",
            "статті",
            "матеріали",
            "матеріалів",
            "статиите",
            "материалите",
            "materialien",
            "beitrage",
            "artikel",
            "textes",
            "contributions",
            "articulos",
            "columnas",
            "yazilar",
            "yazilarin",
            "makaleler",
            "makalelerin",
            "haberler",
            "مطالب",
            "مقالات",
            "يادداشت",
        ];
        let text: Classes = TEXT | OPINION;
        (0..self.words.len()).any(|i| {
            (self.s.is(i, text) || self.s.is(i, COMMENT))
                && super::lexicon::forms(self.norm(i)).any(|f| MANY.iter().any(|m| f.starts_with(m)))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outlet_that_is_denied_at_the_end_of_its_clause_is_no_owner() {
        for sentence in [
            "Bu köşede yer alan görüşler yazarına aittir, gazetemizin yayın politikasını yansıtmayabilir.",
            "Bu makaledeki görüşler yazara ait olup kurumun resmî görüşünü temsil etmez.",
            "مطالب این ستون بیانگر دیدگاه نویسندگان آن است و الزاماً نظر روزنامه نیست.",
            "Cette chronique reflète l'opinion de son auteur et non celle de la rédaction.",
        ] {
            let facets = describe_disclaimer(sentence);
            assert_eq!(facets.owner, ["writer"], "{sentence}");
            assert_ne!(facets.denied_for, ["nobody"], "{sentence}");
        }
    }

    #[test]
    fn what_belongs_to_the_writers_is_the_responsibility_alone() {
        let facets = describe_disclaimer("Yayımlanan yazıların hukuki sorumluluğu yazarlarına aittir.");
        assert_eq!((facets.form, facets.owner), (vec!["responsibility"], vec!["writer"]));
    }

    #[test]
    fn a_sentence_that_begins_with_the_outlet_is_described() {
        let facets = describe_disclaimer("Gazetemiz yazarların görüşlerini paylaşmak zorunda değildir");
        assert_eq!(facets.owner, ["writer"]);
    }
}
