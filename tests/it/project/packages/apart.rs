//! Random work of several coders on several copies, brought together in random order and partly twice: always the same
//! project.

use super::super::{add, code, flag, memo, set, span};
use super::{Copy, Team};
use mizan::model::{Answer, AnswerState, NoteTarget, PriorItem, Record};
use mizan::project::{Command, PackageReport, Project, check};
use proptest::prelude::*;
use std::path::PathBuf;

/// One thing that a coder does; the numbers choose among what is there.
fn act(copy: &mut Copy, what: u8, which: usize, how: usize) {
    let coder = copy.coder;
    let articles = copy.project.queue(coder).unwrap().len();
    let coding = copy.begin(which % articles);
    let view = copy.project.coding_view(coder, coding).unwrap();
    let pick = |unit: &str| -> Option<Record> {
        let of: Vec<_> = view.records_of(unit).collect();
        (!of.is_empty()).then(|| of[how % of.len()].clone())
    };
    let forms = ["direct", "indirect", "mixed"];
    let add = |unit: &str| add(coding, unit);
    let unsure = Answer { state: AnswerState::CannotDecide, unsure: true };
    let text = view.document.text.as_str();
    let mut cut = view.document.blocks[how % view.document.blocks.len()].span.range();
    let word = text[cut.clone()].find(' ').filter(|at| *at > 0);
    cut.end = word.map_or(cut.end, |at| cut.start + at);
    let command = match (what % 15, pick("ATT"), pick("CHN")) {
        (0, ..) => add("ATT"),
        (1, ..) => add("CHN"),
        (2, Some(r), _) => set(r.id, "R4", code(forms[how % 3])),
        (3, Some(r), _) => set(r.id, "R4", None),
        (4, Some(r), _) => set(r.id, "R6", unsure),
        (5, Some(r), _) => span(r.id, ["content", "source", "cue"][how % 3], cut),
        (6, Some(r), _) => match r.anchors.first() {
            Some(anchor) => Command::RemoveAnchor { anchor: anchor.id },
            None => memo(NoteTarget::Record(r.id), "مذكرة"),
        },
        (7, Some(r), _) => Command::RemoveRecord { record: r.id },
        (8, Some(r), _) => {
            let others: Vec<_> = view.records_of("ATT").filter(|o| o.id != r.id).collect();
            Command::SetParent { record: r.id, parent: others.get(which % 3).map(|o| o.id) }
        }
        (9, _, Some(r)) => Command::MoveRecord { record: r.id, position: which % 3 },
        (10, ..) => memo(NoteTarget::Coding(coding), ["", "أ", "ب"][how % 3]),
        (11, ..) => flag(NoteTarget::Coding(coding), "ask_lead", how.is_multiple_of(2)),
        (12, ..) => Command::Finish { coding, reason: Some(format!("{how}")) },
        (14, ..) => {
            let subject = ["RUS", "AZE", "UKR"][which % 3].to_owned();
            let item = PriorItem { unit: "PRI".into(), subject, variable: "P1".into() };
            let answer = (!how.is_multiple_of(5)).then(|| code(["-2", "0", "1", "2"][how % 4]));
            Command::SetPrior { item, answer }
        }
        (13, ..) => {
            copy.project.undo(Some(coder)).ok();
            return;
        }
        _ => {
            let article = view.records_of("ART").next().unwrap().id;
            set(article, "A6", code(&(how % 4).to_string()))
        }
    };
    // Some of it the project refuses (done articles, circles): that is work, too.
    copy.project.apply(Some(coder), command).ok();
    if what == 12 && which.is_multiple_of(2) {
        copy.project.apply(Some(coder), Command::Reopen { coding }).ok();
    }
}

/// The content and what a further merge would find: also what waits.
fn whole(project: &mut Project) -> String {
    let dump = project.content_dump().unwrap();
    assert!(dump.len() > 1000);
    dump
}

fn permuted(packages: &[PathBuf], order: &[usize]) -> Vec<PathBuf> {
    // Every package at least once, some twice, in the order that the numbers give.
    let mut out: Vec<(usize, &PathBuf)> = Vec::new();
    for (i, package) in packages.iter().enumerate() {
        out.push((order[i % order.len()], package));
        if order[i % order.len()].is_multiple_of(3) {
            out.push((order[(i + 5) % order.len()], package));
        }
    }
    out.sort_by_key(|(key, _)| *key);
    out.into_iter().map(|(_, p)| p.clone()).collect()
}

/// Few by default, because each builds a whole team; `PROPTEST_CASES` asks for more.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(8)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), max_shrink_iters: 40, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn any_order_gives_the_same_project(
        work in proptest::collection::vec((0..4_usize, 0..15_u8, 0..40_usize, 0..40_usize, 0..10_u8), 20..90),
        one in proptest::collection::vec(0..1000_usize, 12),
        two in proptest::collection::vec(0..1000_usize, 12),
    ) {
        let mut team = Team::of(&["سلمى", "كريم"]);
        // Two coders, each on two computers; the clocks are wrong in both directions.
        let skews = [0, -900_000_000, 5_000_000, 77];
        let mut copies: Vec<Copy> = (0..4).map(|i| team.copy(i / 2, &format!("copy{i}"), skews[i])).collect();
        let mut packages = Vec::new();
        for (who, what, which, how, after) in work {
            act(&mut copies[who], what, which, how);
            if after == 0 {
                packages.push(copies[who].back(&mut team));
            }
            if after == 1 {
                // A coder's other computer takes in what this one has.
                let package = copies[who].back(&mut team);
                let other = &mut copies[who ^ 1];
                other.project.merge(Some(other.coder), &[package]).unwrap();
            }
        }
        for copy in &mut copies {
            packages.push(copy.back(&mut team));
        }
        let mut twin = team.twin("twin.mizan");
        // At once here, one by one there.
        let report = team.lead.merge(None, &permuted(&packages, &one)).unwrap();
        prop_assert_eq!(report.refused(), 0);
        for package in permuted(&packages, &two) {
            prop_assert_eq!(twin.merge(None, &[package]).unwrap().refused(), 0);
        }
        prop_assert_eq!(whole(&mut team.lead), whole(&mut twin));
        // And in groups: what two copies of the project have, brought to each other by way of a coder's package.
        let again = team.lead.merge(None, &packages).unwrap();
        prop_assert!(!again.brings_something(), "again: {:?}", again.packages.iter().map(PackageReport::sum).collect::<Vec<_>>());
        let path = team.lead.path().to_owned();
        drop(team.lead);
        prop_assert_eq!(check(&path).unwrap(), Vec::<String>::new());
    }
}
