//! The patterns of disclaimers. Each looks at one sentence and says how sure it is that the sentence says whose opinion a text is,
//! or who answers for it.

use super::lexicon::{
    BELONG, BODY, COMMENT, Classes, DEBATE, DIFFER, DUTY, ENGAGE, HEDGE, MEAN, NOT, ONLY, OPINION, OUTLET, PUBLISH,
    RELATE, REMARK, SHARE, SHOWN, SOURCE, STATE, TEXT, THIS, USER, VARIETY, WE, WRITER,
};
use super::sentence::Sentence;

/// A pattern: how sure it is (0 is silence).
pub(super) type Pattern = fn(&Sentence<'_>) -> f64;

/// All patterns with their stable names.
pub(super) const PATTERNS: &[(&str, Pattern)] = &[
    ("disclaimer.opinion_of_owner", opinion_of_owner),
    ("disclaimer.denied_for_outlet", denied_for_outlet),
    ("disclaimer.may_differ", may_differ),
    ("disclaimer.not_shared", not_shared),
    ("disclaimer.responsibility", responsibility),
    ("disclaimer.own_opinion", own_opinion),
    ("disclaimer.not_opinion_of", not_opinion_of),
    ("disclaimer.binds_only", binds_only),
    ("disclaimer.opinion_label", opinion_label),
    ("disclaimer.no_endorsement", no_endorsement),
    ("disclaimer.platform", platform),
];

const OWNER: Classes = WRITER | OUTLET | SOURCE | USER;
const SUBJECT: Classes = TEXT | COMMENT | SHOWN | OPINION;

/// What a sentence speaks about before its verb, from 0 to 0.35.
fn subject(s: &Sentence<'_>, before: usize) -> f64 {
    let mut score: f64 = 0.0;
    for (classes, weight) in [(TEXT | COMMENT, 0.15), (OPINION, 0.12), (SHOWN, 0.12)] {
        if s.within(0, before, classes) {
            score += weight;
        }
    }
    score.min(0.35)
}

/// "The article expresses only the opinion of the newspaper or the author."
fn opinion_of_owner(s: &Sentence<'_>) -> f64 {
    let mut best: f64 = 0.0;
    for verb in s.all(RELATE) {
        let Some(opinion) = s.first(verb.saturating_sub(if s.is(verb, NOT) { 6 } else { 0 }), verb + 9, OPINION) else {
            best = best.max(owner_without_opinion(s, verb));
            continue;
        };
        // "the author expresses his opinion": the writer acts, nobody disclaims
        let agent = s.within(verb + 1, opinion, WRITER)
            && !s.within(opinion, opinion + 6, OWNER)
            && !s.within(0, verb, SUBJECT);
        // "… of readers and reflect their personal opinion"
        let pronoun = s.within(0, verb, WRITER | USER) && s.within(verb + 1, opinion + 4, ONLY);
        let reach = opinion.saturating_sub(3).max(verb + 1)..opinion + 8;
        let owner = (s.within(reach.start, reach.end, OWNER) || pronoun) && !agent;
        let about = subject(s, verb).max(if s.within(verb + 1, opinion, SUBJECT) { 0.2 } else { 0.0 });
        if !owner || about <= 0.0 {
            continue;
        }
        let mut score = 0.42 + about;
        if s.within(verb.saturating_sub(4), s.len(), ONLY) {
            score += 0.15;
        }
        if s.has(HEDGE) && s.has(NOT) {
            score += 0.15;
        }
        if s.within(opinion, opinion + 6, WRITER) {
            score += 0.1;
        } else if !s.within(reach.start, reach.end, WRITER | USER | SOURCE) && !s.has(NOT | ONLY) {
            score -= 0.05;
        }
        best = best.max(score);
    }
    best
}

/// «لا تعبر إلا عن أصحابها»: the verb goes straight to the owner.
fn owner_without_opinion(s: &Sentence<'_>, verb: usize) -> f64 {
    let owner = s.within(verb + 1, verb + 6, WRITER | USER);
    let exclusive = s.within(verb.saturating_sub(3), verb + 8, ONLY) || s.has(HEDGE);
    if !owner || !s.within(0, verb, SUBJECT) && !s.within(verb + 1, verb + 4, OPINION) {
        return 0.0;
    }
    0.3 + subject(s, verb) + if exclusive { 0.25 } else { 0.0 }
}

/// "… do not necessarily reflect the views of the editors."
fn denied_for_outlet(s: &Sentence<'_>) -> f64 {
    let mut best: f64 = 0.0;
    for verb in s.all(RELATE | BELONG) {
        if !s.negated(verb) {
            continue;
        }
        let object =
            s.first(verb + 1, verb + 14, OPINION | BELONG).or_else(|| s.first(verb.saturating_sub(14), verb, OPINION));
        let Some(object) = object else { continue };
        if !s.is(verb, RELATE) && !s.has(HEDGE) {
            continue;
        }
        let mut score = 0.33 + subject(s, if object < verb { verb } else { verb.min(object) });
        if s.within(0, verb, WRITER) && s.within(0, s.len(), OUTLET) && s.count(OPINION) >= 2 {
            score += 0.15;
        }
        if s.has(HEDGE) {
            score += 0.25;
        }
        if s.within(object.saturating_sub(8), object + 10, OUTLET) {
            score += 0.17;
        } else if s.within(object.saturating_sub(6), object + 8, BODY) || s.has(WE) {
            score += 0.08;
        }
        if s.within(object, object + 7, STATE) && !s.within(object, object + 9, OUTLET) {
            score -= if subject(s, verb) >= 0.3 { 0.2 } else { 0.4 };
        }
        if !s.within(0, verb, TEXT | COMMENT | SHOWN) && !s.has(TEXT | COMMENT) {
            score -= 0.2;
        }
        best = best.max(score);
    }
    best
}

/// «Мнение редакции может не совпадать с мнением автора.»
fn may_differ(s: &Sentence<'_>) -> f64 {
    let Some(verb) = s.first(0, s.len(), DIFFER) else { return 0.0 };
    if !s.has(OPINION) || !(s.has(HEDGE) || s.negated(verb)) {
        return 0.0;
    }
    let sides = f64::from(u8::from(s.has(OUTLET | WE))) + f64::from(u8::from(s.has(WRITER | USER)));
    let body = s.has(BODY);
    let mut score = 0.3 + 0.2 * sides;
    if body {
        score += 0.1;
    }
    if s.has(HEDGE) {
        score += 0.15;
    }
    if s.count(OPINION) >= 2 || s.has(TEXT | COMMENT | SHOWN) {
        score += 0.12;
    }
    if !s.has(OUTLET | WE | BODY) {
        score -= 0.2;
    }
    if sides < 2.0 && s.count(OPINION) < 2 && !s.has(TEXT | COMMENT | SHOWN) {
        score -= 0.15;
    }
    if sides < 1.0 && !body { 0.0 } else { score }
}

/// «Редакция не разделяет мнение авторов», "the editors may not share".
fn not_shared(s: &Sentence<'_>) -> f64 {
    let mut best: f64 = 0.0;
    for verb in s.all(SHARE) {
        let of_writer = s.has(HEDGE) && s.within(verb, s.len(), WRITER);
        if !s.negated(verb) || !(s.has(OPINION) || of_writer || s.within(verb, s.len(), TEXT | COMMENT)) {
            continue;
        }
        let outlet = s.within(0, verb + 4, OUTLET | WE);
        let body = s.within(0, verb, BODY);
        if !outlet && !body && !s.has(HEDGE) {
            continue;
        }
        let mut score = 0.2;
        score += if outlet {
            0.25
        } else if body {
            0.1
        } else {
            0.0
        };
        score += if s.has(HEDGE) { 0.2 } else { 0.0 };
        score += if s.has(WRITER | USER) { 0.15 } else { 0.0 };
        score += if s.has(SHOWN) { 0.1 } else { 0.0 };
        score += if s.has(TEXT | COMMENT) { 0.15 } else { 0.0 };
        score += if s.has(OPINION) { 0.1 } else { 0.0 };
        best = best.max(score);
    }
    best
}

/// "Responsibility for the texts lies with their authors", "the site is not responsible for …".
fn responsibility(s: &Sentence<'_>) -> f64 {
    let mut best: f64 = 0.0;
    for duty in s.all(DUTY) {
        // "… not responsible for the remarks of columnists": remarks are texts where outlet and writer stand on both sides.
        let remarks = s.within(duty, s.len(), REMARK) && s.within(duty, s.len(), WRITER) && s.within(0, duty, OUTLET);
        let about = s.has(TEXT | COMMENT | OPINION) || s.has(SHOWN) && s.has(OUTLET | WRITER) || remarks;
        if !about {
            continue;
        }
        let writer = s.within(duty.saturating_sub(12), duty + 10, WRITER | USER | SOURCE);
        let outlet = s.has(OUTLET | WE);
        let denied = s.negated(duty);
        let mut score: f64 = 0.0;
        if writer && !(denied && !outlet && !s.has(BODY)) {
            score = score.max(0.42 + if s.has(OPINION) { 0.12 } else { 0.0 } + if s.has(ONLY) { 0.12 } else { 0.0 });
        }
        if denied && (outlet || s.has(BODY)) {
            score = score.max(if outlet { 0.5 } else { 0.38 } + if writer { 0.1 } else { 0.0 });
        }
        if score > 0.0 {
            score += if s.has(TEXT | COMMENT) { 0.15 } else { 0.0 } + if s.has(SHOWN) { 0.08 } else { 0.0 };
        }
        best = best.max(score);
    }
    best
}

/// "Opinions expressed by contributors are their own", "those of the author alone".
fn own_opinion(s: &Sentence<'_>) -> f64 {
    let Some(opinion) = s.first(0, s.len(), OPINION) else { return 0.0 };
    let Some(own) = s.first(opinion + 1, s.len(), BELONG | ONLY) else { return 0.0 };
    if own > opinion + 22 {
        return 0.0;
    }
    let belongs = s.within(opinion + 1, s.len(), BELONG);
    let owner = s.within(opinion, own + 8, WRITER | USER) || s.within(opinion.saturating_sub(3), own, WRITER);
    let mut score = 0.05;
    score += if s.within(0, own, SHOWN) { 0.2 } else { 0.0 };
    score += if owner { 0.25 } else { 0.0 };
    score += if belongs { 0.2 } else { 0.05 };
    score += if s.within(opinion + 1, s.len(), ONLY) { 0.12 } else { 0.0 };
    score += if s.within(0, own, TEXT | COMMENT) { 0.12 } else { 0.0 };
    score += if opinion <= 4 && s.len() <= 14 && s.has(WE) { 0.25 } else { 0.0 };
    if s.has(NOT) && s.has(RELATE) && s.has(BODY | OUTLET | WE) {
        score += 0.25;
    }
    if own == opinion + 1 {
        score += 0.1;
    }
    let short = s.len() <= 16 && own + 3 >= s.len() && s.within(0, own, SHOWN | TEXT);
    match (owner || s.has(WE | BODY), short) {
        (true, _) => score,
        (false, true) => 0.6,
        (false, false) => score.min(0.5),
    }
}

/// "Opinions here are not necessarily the opinion of the site", «نظرات کاربران الزاما نظر سایت نیست».
fn not_opinion_of(s: &Sentence<'_>) -> f64 {
    let Some(not) = s.first(0, s.len(), NOT) else { return 0.0 };
    // Turkish names the owner before the opinion.
    let before = s.count(OPINION) >= 2 && s.has(MEAN);
    let owned = s.all(OPINION).any(|o| {
        o > 0 && (s.within(o + 1, o + 5, OUTLET | BODY | WE) || before && s.within(o.saturating_sub(2), o, OUTLET | WE))
    });
    let about = s.within(0, not.max(2), OPINION | TEXT | COMMENT | SHOWN);
    if !owned || !about || !(s.has(HEDGE) || s.count(OPINION) >= 2) {
        return 0.0;
    }
    let copula = s.all(OPINION).any(|o| o > not && o <= not + 4) || s.all(NOT).any(|n| n + 1 >= s.len());
    if !copula {
        return 0.0;
    }
    0.3 + if s.has(HEDGE) { 0.25 } else { 0.0 }
        + if s.has(OUTLET) { 0.15 } else { 0.0 }
        + if s.has(WRITER | USER) { 0.1 } else { 0.0 }
        + if s.has(TEXT | COMMENT | SHOWN) { 0.1 } else { 0.0 }
}

/// «Les propos n'engagent que leurs auteurs», «не ангажира редакцията», «لا تلزم إلا صاحبها».
fn binds_only(s: &Sentence<'_>) -> f64 {
    let mut best: f64 = 0.0;
    for verb in s.all(ENGAGE) {
        let object = s.within(verb.saturating_sub(4), verb + 8, WRITER | OUTLET | BODY | USER | WE);
        let limited = s.negated(verb) || s.within(verb, verb + 6, ONLY);
        let about = s.within(0, verb, TEXT | OPINION | COMMENT | SHOWN);
        if object && limited {
            best = best.max(0.5 + if about { 0.25 } else { 0.0 } + if s.has(WRITER) { 0.1 } else { 0.0 });
        }
    }
    best
}

/// "This article is the personal opinion of its author."
fn opinion_label(s: &Sentence<'_>) -> f64 {
    if s.len() > 24 {
        return 0.0;
    }
    let Some(text) = s.first(0, 8, TEXT) else { return 0.0 };
    let Some(opinion) = s.first(text + 1, s.len(), OPINION) else { return 0.0 };
    let pointed = s.within(0, text + 2, THIS | SHOWN);
    let owner = s.within(opinion.saturating_sub(3), opinion + 6, WRITER);
    let personal = s.within(text, s.len(), ONLY);
    if !owner {
        return 0.0;
    }
    0.25 + if pointed { 0.2 } else { 0.0 }
        + if personal { 0.25 } else { 0.0 }
        + if opinion < text + 8 { 0.05 } else { 0.0 }
}

/// «نشر المقال لا يعني تبني ما جاء فيه», "publication does not imply endorsement".
fn no_endorsement(s: &Sentence<'_>) -> f64 {
    let Some(mean) = s.first(0, s.len(), MEAN) else { return 0.0 };
    let publishing = s.within(0, mean, PUBLISH) || s.within(0, mean, TEXT | SHOWN);
    let endorsing = s.within(mean.saturating_sub(3), mean + 8, SHARE);
    // Persian denies at the sentence's end.
    let denied = s.negated(mean) || s.len().checked_sub(1).is_some_and(|last| s.is(last, NOT));
    let endorsing = endorsing || s.within(mean, s.len(), SHARE);
    if !publishing || !endorsing || !denied {
        return 0.0;
    }
    let mut score = 0.42;
    score += if s.within(0, mean, PUBLISH) { 0.15 } else { 0.0 };
    score += if s.has(OUTLET | WE) { 0.15 } else { 0.0 };
    score += if s.has(TEXT | COMMENT | OPINION) { 0.12 } else { 0.0 };
    score
}

/// "We publish opinions from a wide range of views to encourage debate."
fn platform(s: &Sentence<'_>) -> f64 {
    let all = s.has(PUBLISH | SHOWN) && s.has(OPINION) && s.has(VARIETY) && s.has(DEBATE);
    if !all || s.len() > 40 {
        return 0.0;
    }
    0.5 + if s.count(OPINION) >= 2 { 0.12 } else { 0.0 } + if s.has(OUTLET | WE) { 0.1 } else { 0.0 }
}
