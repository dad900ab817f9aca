//! Any sequence of writes, undone to the start, gives the first content back; redone, the last.

use super::sample::*;
use mizan::model::{Answer, AnswerState, Article, Coder, CodingState, NoteTarget, Record, RoundKind, Timestamp, Value};
use mizan::store::{Finding, Step, Store, StoreError, Tx};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// A write with small numbers, so that sequences meet the same rows again and again.
#[derive(Clone, Debug)]
enum Op {
    Record { n: u64, parent: u64, coding: u64 },
    Whole { n: u64, to: u64, answers: u8 },
    RemoveRecord(u64),
    Answer { n: u64, variable: u8, value: u8 },
    Clear { n: u64, variable: u8 },
    Anchor { n: u64, record: u64, words: u8 },
    RemoveAnchor(u64),
    Link { n: u64, from: u64, to: u64 },
    RemoveLink(u64),
    Memo { n: u64, on: u8, record: u64 },
    RemoveMemo(u64),
    Flag { n: u64, on: u8, record: u64 },
    RemoveFlag(u64),
    Coding { n: u64, done: bool },
    RemoveCoding(u64),
    Coder { n: u64, name: u8 },
    RemoveCoder(u64),
    Round(u64),
    Assignment { n: u64, article: u64 },
    RemoveAssignment(u64),
    Document(u64),
    RemoveDocument(u64),
    Article { n: u64, document: u64, end: usize },
    RemoveArticle(u64),
    Setting { key: u8, value: u8 },
    RemoveSetting(u8),
}

fn op() -> impl Strategy<Value = Op> {
    let n = || 1..5_u64;
    let variable = || 0..3_u8;
    prop_oneof![
        4 => (n(), 0..5_u64, 1..3_u64).prop_map(|(n, parent, coding)| Op::Record { n, parent, coding }),
        2 => (n(), n(), any::<u8>()).prop_map(|(n, to, answers)| Op::Whole { n, to, answers }),
        2 => n().prop_map(Op::RemoveRecord),
        4 => (n(), variable(), 0..6_u8).prop_map(|(n, variable, value)| Op::Answer { n, variable, value }),
        1 => (n(), variable()).prop_map(|(n, variable)| Op::Clear { n, variable }),
        3 => (n(), n(), 0..3_u8).prop_map(|(n, record, words)| Op::Anchor { n, record, words }),
        1 => n().prop_map(Op::RemoveAnchor),
        2 => (n(), n(), n()).prop_map(|(n, from, to)| Op::Link { n, from, to }),
        1 => n().prop_map(Op::RemoveLink),
        2 => (n(), 0..3_u8, n()).prop_map(|(n, on, record)| Op::Memo { n, on, record }),
        1 => n().prop_map(Op::RemoveMemo),
        2 => (n(), 0..3_u8, n()).prop_map(|(n, on, record)| Op::Flag { n, on, record }),
        1 => n().prop_map(Op::RemoveFlag),
        2 => (1..4_u64, any::<bool>()).prop_map(|(n, done)| Op::Coding { n, done }),
        1 => (1..4_u64).prop_map(Op::RemoveCoding),
        1 => (n(), 0..3_u8).prop_map(|(n, name)| Op::Coder { n, name }),
        1 => n().prop_map(Op::RemoveCoder),
        1 => (1..3_u64).prop_map(Op::Round),
        1 => (n(), n()).prop_map(|(n, article)| Op::Assignment { n, article }),
        1 => n().prop_map(Op::RemoveAssignment),
        1 => (1..4_u64).prop_map(Op::Document),
        1 => (1..4_u64).prop_map(Op::RemoveDocument),
        1 => (n(), 1..4_u64, 0..5_usize).prop_map(|(n, document, end)| Op::Article { n, document, end }),
        1 => n().prop_map(Op::RemoveArticle),
        1 => (0..2_u8, 0..3_u8).prop_map(|(key, value)| Op::Setting { key, value }),
        1 => (0..2_u8).prop_map(Op::RemoveSetting),
    ]
}

fn an_answer(value: u8) -> Answer {
    let state = match value {
        0 => AnswerState::NotApplicable,
        1 => AnswerState::CannotDecide,
        2 => AnswerState::Coded(Value::Number(0.1 + 0.2)),
        3 => AnswerState::Coded(Value::Codes(vec!["a".into(), "b".into()])),
        4 => AnswerState::NotYetCoded,
        _ => AnswerState::Coded(Value::Text("نص \u{0} \"x\"".into())),
    };
    Answer { state, unsure: value.is_multiple_of(2) }
}

fn target(on: u8, n: u64) -> NoteTarget {
    match on {
        0 => NoteTarget::Record(record(n)),
        1 => NoteTarget::Coding(coding(n)),
        _ => NoteTarget::Document(document(n)),
    }
}

const WORDS: [&str; 3] = ["باكو", "قالت وزارة", "كاتبها"];

fn apply(tx: &mut Tx<'_>, op: &Op) -> Result<(), StoreError> {
    let variable = |v: u8| format!("V/{v}");
    match *op {
        Op::Record { n, parent, coding: c } => {
            let old = tx.store().record(record(n))?;
            let new = Record {
                parent: (parent > 0).then(|| record(parent)),
                coding: coding(c),
                ..old.unwrap_or_else(|| sample_record(n))
            };
            tx.put_record(&new)
        }
        Op::Whole { n, to, answers } => {
            let answers: BTreeMap<_, _> =
                (0..3).filter(|b| answers >> b & 1 == 1).map(|b| (variable(b), an_answer(answers % 4))).collect();
            tx.put_record(&Record { answers, ..full_record(n, to) })
        }
        Op::RemoveRecord(n) => tx.delete_record(record(n)).map(drop),
        Op::Answer { n, variable: v, value } => tx.put_answer(record(n), &variable(v), &an_answer(value)),
        Op::Clear { n, variable: v } => tx.clear_answer(record(n), &variable(v)).map(drop),
        Op::Anchor { n, record: r, words } => {
            tx.put_anchor(record(r), &sample_anchor(n, "content", WORDS[usize::from(words)]))
        }
        Op::RemoveAnchor(n) => tx.delete_anchor(anchor(n)).map(drop),
        Op::Link { n, from, to } => {
            tx.put_link(record(from), &mizan::model::Link { id: link(n), role: "s".into(), to: record(to) })
        }
        Op::RemoveLink(n) => tx.delete_link(link(n)).map(drop),
        Op::Memo { n, on, record } => tx.put_memo(&memo_on(n, 1, target(on, record))),
        Op::RemoveMemo(n) => tx.delete_memo(memo(n)).map(drop),
        Op::Flag { n, on, record } => tx.put_flag(&flag_on(n, 2, target(on, record))),
        Op::RemoveFlag(n) => tx.delete_flag(flag(n)).map(drop),
        Op::Coding { n, done } => {
            let mut c = sample_coding(n, 1);
            if done {
                c.state = CodingState::Done;
                c.forced_reason = Some("لا وقت".into());
            }
            tx.put_coding(&c)
        }
        Op::RemoveCoding(n) => tx.delete_coding(coding(n)).map(drop),
        Op::Coder { n, name } => tx.put_coder(&Coder { id: coder(n), name: format!("c{name}"), lead: false }),
        Op::RemoveCoder(n) => tx.delete_coder(coder(n)).map(drop),
        Op::Round(n) => tx.put_round(&mizan::model::Round { id: round(n), name: "r".into(), kind: RoundKind::Pilot }),
        Op::Assignment { n, article: a } => tx.put_assignment(&mizan::model::Assignment {
            id: assignment(n),
            coder: coder(1),
            article: article(a),
            round: round(1),
            position: 1,
        }),
        Op::RemoveAssignment(n) => tx.delete_assignment(assignment(n)).map(drop),
        Op::Document(n) => tx.put_document(&sample_document(n), &source(n)),
        Op::RemoveDocument(n) => tx.delete_document(document(n)).map(drop),
        Op::Article { n, document: d, end } => {
            tx.put_article(&Article { id: article(n), document: document(d), title: format!("{end}"), blocks: 0..end })
        }
        Op::RemoveArticle(n) => tx.delete_article(article(n)).map(drop),
        Op::Setting { key, value } => tx.set_project_setting(&format!("k{key}"), &format!("v{value}")),
        Op::RemoveSetting(key) => tx.delete_project_setting(&format!("k{key}")).map(drop),
    }
}

/// Does a step of some writes. A refused one must leave no trace.
fn act(store: &mut Store, who: u64, ops: &[Op]) {
    let before = store.content_dump().unwrap();
    let step = Step { coder: Some(coder(who)), action: "random".into(), undoable: true, at: Timestamp(7) };
    let done = store.write(&step, |tx| ops.iter().try_for_each(|op| apply(tx, op)));
    match done {
        Ok(written) => assert_eq!(written.step.is_none(), store.content_dump().unwrap() == before),
        Err(StoreError::Refused(_)) => assert_eq!(store.content_dump().unwrap(), before),
        Err(other) => panic!("{ops:?}: {other:?}"),
    }
}

fn sound(store: &Store) {
    assert_eq!(store.check().unwrap(), Vec::<Finding>::new());
    // Whatever is live can be read.
    store.all_records().unwrap();
    store.articles().unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn undone_to_the_start_and_redone_to_the_end(
        steps in prop::collection::vec(prop::collection::vec(op(), 1..4), 1..25),
        reopen_every in 1..12_usize,
    ) {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("p.mizan");
        let mut store = filled(&path);
        let mut contents = vec![store.content_dump().unwrap()];
        for ops in &steps {
            act(&mut store, 1, ops);
            let now = store.content_dump().unwrap();
            if contents.last() != Some(&now) {
                contents.push(now);
            }
        }
        sound(&store);
        let reopen = |store: Store, i: usize| if i.is_multiple_of(reopen_every) {
            drop(store);
            Store::open(&path).unwrap()
        } else {
            store
        };
        // Each undo gives exactly the content before its step, through closing and opening again.
        for (i, expected) in contents.iter().rev().skip(1).enumerate() {
            store = reopen(store, i);
            prop_assert!(store.undo(Some(coder(1)), Timestamp(8)).unwrap().is_some());
            prop_assert_eq!(&store.content_dump().unwrap(), expected);
        }
        prop_assert_eq!(store.undo(Some(coder(1)), Timestamp(8)).unwrap(), None);
        sound(&store);
        for (i, expected) in contents.iter().skip(1).enumerate() {
            store = reopen(store, i);
            prop_assert!(store.redo(Some(coder(1)), Timestamp(9)).unwrap().is_some());
            prop_assert_eq!(&store.content_dump().unwrap(), expected);
        }
        prop_assert_eq!(store.redo(Some(coder(1)), Timestamp(9)).unwrap(), None);
        sound(&store);
    }

    #[test]
    fn two_coders_undo_without_harming_each_other(
        steps in prop::collection::vec((1..3_u64, 0..4_u8, prop::collection::vec(op(), 1..3)), 1..30),
    ) {
        let dir = tempfile::tempdir().unwrap();
        let mut store = filled(&dir.path().join("p.mizan"));
        for (who, what, ops) in &steps {
            let before = store.content_dump().unwrap();
            let reversed = match what {
                0 => store.undo(Some(coder(*who)), Timestamp(3)),
                1 => store.redo(Some(coder(*who)), Timestamp(3)),
                _ => { act(&mut store, *who, ops); continue }
            };
            match reversed {
                Ok(Some(_)) => prop_assert_ne!(store.content_dump().unwrap(), before),
                Ok(None) | Err(StoreError::Conflict { .. }) => prop_assert_eq!(store.content_dump().unwrap(), before),
                Err(other) => prop_assert!(false, "{:?}", other),
            }
        }
        sound(&store);
    }
}
