//! The codings hold together: every quote is on its page, every code in the codebook, nothing is missing.

use super::{CODERS, DemoArticle, answer, book, codings, demo, records, records_with_page, span, text_of};
use mizan::model::{AnswerState, Kind, Missing, Scope, Value, missing_in_record, missing_records};
use std::collections::BTreeSet;

#[test]
fn twelve_articles_are_coded_by_three_coders_one_is_begun_and_one_is_untouched() {
    let demo = demo();
    assert_eq!(demo.codebook["id"], book().id);
    assert_eq!(demo.codebook["version"], book().version);
    assert_eq!(demo.coders.iter().map(|c| c.key.as_str()).collect::<Vec<_>>(), CODERS);
    for coder in &demo.coders {
        assert!(!coder.name["en"].is_empty() && !coder.name["ar"].is_empty());
    }
    let coders = |article: &DemoArticle| article.codings.iter().map(|c| c.coder.clone()).collect::<Vec<_>>();
    let articles = || demo.pages.iter().flat_map(|p| &p.articles);
    for article in articles().filter(|a| a.is_finished()) {
        assert_eq!(coders(article), CODERS, "{}", article.title);
    }
    assert_eq!(articles().filter(|a| a.is_finished()).count(), 12);
    let rest: Vec<_> = articles().filter(|a| !a.is_finished()).map(coders).collect();
    assert_eq!(rest, [vec![CODERS[0].to_owned()], vec![]]);
}

#[test]
fn every_coding_is_complete() {
    let (demo, book) = (demo(), book());
    for (page, article, coding, text) in codings(&demo) {
        if coding.open {
            let missing = missing_records(&book, &records(&text, &coding.records));
            assert!(missing.len() > 5, "something is left to be coded: {missing:?}");
            continue;
        }
        let missing = missing_records(&book, &records_with_page(page, coding, &text));
        let place = format!("{} {} by {}", page.file, article.index, coding.coder);
        assert_eq!(missing, Vec::<Missing>::new(), "{place}");
        assert!(coding.active_minutes > 0 && coding.idle_minutes < coding.active_minutes, "{place}");
    }
}

#[test]
fn the_coders_own_questions_are_answered() {
    let (demo, book) = (demo(), book());
    let empty = mizan::model::FrozenText::new("");
    for coder in &demo.coders {
        let own = records(&empty, &coder.records);
        for unit in book.units.iter().filter(|u| u.scope == Scope::Coder) {
            let mine: Vec<_> = own.iter().filter(|r| r.unit == unit.code).collect();
            assert_eq!(mine.len(), unit.obligatory.len().max(1), "{} of {}", unit.code, coder.key);
            for record in mine {
                assert_eq!(missing_in_record(unit, record), Vec::<Missing>::new());
            }
        }
    }
}

#[test]
fn every_answer_is_one_that_the_codebook_knows_and_asks() {
    let (demo, book) = (demo(), book());
    for (page, _, coding, text) in codings(&demo) {
        for (given, record) in coding.records.iter().zip(records(&text, &coding.records)) {
            let place = format!("{} {} {}", page.file, coding.coder, given.id);
            let unit = book.unit(&given.unit).unwrap();
            for (code, given) in &given.answers {
                let variable = unit.variable(code).unwrap_or_else(|| panic!("{place}: {code} is not of this unit"));
                assert_eq!(unit.applies(&record, variable), Some(true), "{place}: {code} is not asked");
                let known = |c: &String| assert!(variable.value(c).is_some(), "{place}: {code} = {c}");
                match (&answer(given).state, variable.kind) {
                    (AnswerState::Coded(Value::Code(c)), Kind::Choice) => known(c),
                    (AnswerState::Coded(Value::Codes(all)), Kind::Set) => {
                        all.iter().for_each(known);
                        let order: Vec<_> =
                            all.iter().map(|c| variable.values.iter().position(|v| v.code == *c)).collect();
                        assert!(order.is_sorted() && all.len() <= variable.max.unwrap_or(99), "{place}: {code}");
                    }
                    (AnswerState::Coded(Value::Number(_)), Kind::Number)
                    | (AnswerState::Coded(Value::Date(_)), Kind::Date)
                    | (AnswerState::CannotDecide, _) => {}
                    (AnswerState::Coded(Value::Text(t)), Kind::Entity | Kind::Text) => assert!(!t.trim().is_empty()),
                    (AnswerState::NotApplicable, _) => assert!(variable.allow_na, "{place}: {code}"),
                    other => panic!("{place}: {code} is {other:?}"),
                }
            }
        }
    }
}

#[test]
fn every_anchor_has_a_role_stands_inside_its_article_and_splits_no_word() {
    let (demo, book) = (demo(), book());
    for (page, article, coding, text) in codings(&demo) {
        let from = span(&text, &article.from.quote, article.from.occurrence);
        let to = span(&text, &article.to.quote, article.to.occurrence);
        for (given, record) in coding.records.iter().zip(records(&text, &coding.records)) {
            let unit = book.unit(&given.unit).unwrap();
            for anchor in &record.anchors {
                let place = format!("{} {} {}: {}", page.file, coding.coder, given.id, anchor.quote);
                let role = unit.role(&anchor.role).unwrap_or_else(|| panic!("{place}: no such role"));
                assert!(role.max.is_none_or(|max| record.anchors_of(&role.code).count() <= max), "{place}");
                assert!(from.start() <= anchor.span.start() && anchor.span.end() <= to.end(), "{place}");
                assert_eq!(anchor.quote.trim(), anchor.quote, "{place}");
                let before = text.as_str()[..anchor.span.start()].chars().next_back();
                let after = text.as_str()[anchor.span.end()..].chars().next();
                let ends = [(before, anchor.quote.chars().next()), (anchor.quote.chars().next_back(), after)];
                for (left, right) in ends {
                    let letters = [left, right].iter().all(|c| c.is_some_and(char::is_alphanumeric));
                    assert!(!letters, "{place}: an end stands inside a word");
                }
            }
            for role in &unit.roles {
                let spans: Vec<_> = record.anchors_of(&role.code).map(|a| a.span).collect();
                assert!(spans.windows(2).all(|w| w[0].end() <= w[1].start()), "{} {}", page.file, given.id);
            }
        }
    }
}

#[test]
fn links_parents_flags_and_memos_are_what_the_codebook_allows() {
    let (demo, book) = (demo(), book());
    let (mut nested, mut linked, mut flagged, mut memos, mut unsure) = (0, 0, 0, 0, 0);
    for (_, _, coding, _) in codings(&demo) {
        let ids: BTreeSet<&String> = coding.records.iter().map(|r| &r.id).collect();
        assert_eq!(ids.len(), coding.records.len(), "an id stands twice");
        for (at, record) in coding.records.iter().enumerate() {
            let unit = book.unit(&record.unit).unwrap();
            let earlier = |id: &String| coding.records[..at].iter().find(|r| r.id == *id);
            if let Some(parent) = &record.parent {
                assert!(unit.nests && earlier(parent).is_some_and(|p| p.unit == record.unit), "{}", record.id);
                nested += 1;
            }
            for (role, to) in &record.links {
                let link = unit.links.iter().find(|l| l.code == *role).unwrap();
                assert!(earlier(to).is_some_and(|r| r.unit == link.to_unit), "{}", record.id);
                linked += 1;
            }
            assert_eq!(record.position.is_some(), unit.ordered, "{}", record.id);
            for flag in &record.flags {
                assert!(book.flags.iter().any(|f| f.code == *flag), "{flag}");
                flagged += 1;
            }
            memos += usize::from(record.memo.as_ref().is_some_and(|m| !m.trim().is_empty()));
            unsure += record.answers.values().filter(|a| answer(a).unsure).count();
        }
    }
    for (what, count) in [("nested", nested), ("linked", linked), ("flagged", flagged), ("memos", memos)] {
        assert!(count >= 4, "{what}: {count}");
    }
    assert!(unsure >= 4, "unsure: {unsure}");
}

#[test]
fn each_coding_is_rich_enough_to_show_the_work() {
    let demo = demo();
    for (page, article, coding, _) in codings(&demo).into_iter().filter(|(_, _, c, _)| !c.open) {
        let count = |unit: &str| coding.records.iter().filter(|r| r.unit == unit).count();
        let place = format!("{} {} by {}", page.file, article.index, coding.coder);
        assert!(count("ATT") >= 6, "{place}: {} attributions", count("ATT"));
        assert!(count("STN") >= 4, "{place}: {} stance rows", count("STN"));
    }
    for page in demo.pages.iter().filter(|p| p.file.contains("press-review")) {
        for coding in page.articles.iter().flat_map(|a| &a.codings) {
            let chain: Vec<_> = coding.records.iter().filter(|r| r.unit == "CHN").filter_map(|r| r.position).collect();
            assert_eq!(chain, [0, 1, 2], "{}", page.file);
        }
    }
    assert!(demo.pages.iter().all(|p| !text_of(&p.file).is_empty()));
}
