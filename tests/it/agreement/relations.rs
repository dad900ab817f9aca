//! Relations: what counts as the same attribution, how coders' attributions are aligned, and the edges.

use mizan::agreement::{
    Category, Level, Relation, RelationMatch, Relations, RelationsError, Undefined, align_relations, alpha_nominal,
    matched_relations, nesting_agreement, relation_agr, relation_f1, relation_figures, role_f1,
};
use proptest::prelude::*;

use super::assert_published;

const SOURCE: usize = 0;
const CUE: usize = 1;
const CONTENT: usize = 2;

fn attribution(source: Option<(u64, u64)>, cue: (u64, u64), content: (u64, u64)) -> Relation {
    Relation { anchors: vec![source.into_iter().collect(), vec![cue], vec![content]], parent: None }
}

fn relations(texts: Vec<Vec<Option<Vec<Relation>>>>, coders: usize) -> Relations {
    Relations::new(["source", "cue", "content"].map(str::to_owned).to_vec(), coders, texts).unwrap()
}

fn two_coders() -> Relations {
    let a = vec![
        attribution(Some((0, 5)), (6, 10), (11, 40)),
        attribution(Some((50, 58)), (59, 64), (65, 90)),
        attribution(None, (100, 106), (107, 140)),
        attribution(Some((150, 155)), (156, 160), (161, 180)),
    ];
    let b = vec![
        attribution(Some((0, 5)), (6, 10), (11, 40)),
        attribution(Some((70, 75)), (59, 64), (66, 92)),
        attribution(None, (100, 106), (107, 130)),
    ];
    relations(vec![vec![Some(a), Some(b)]], 2)
}

#[test]
fn figures_by_hand() {
    let data = two_coders();
    // One equal; three contents meet; of these the second has another source.
    assert_published(&relation_f1(&data, RelationMatch::Exact), 2.0 / 7.0, 12);
    assert_published(&relation_f1(&data, RelationMatch::Role(CONTENT)), 6.0 / 7.0, 12);
    assert_published(&relation_f1(&data, RelationMatch::AllRoles), 4.0 / 7.0, 12);
    assert_published(&relation_agr(&data, RelationMatch::Role(CONTENT), 0, 1), 3.0 / 4.0, 12);
    assert_published(&relation_agr(&data, RelationMatch::Role(CONTENT), 1, 0), 1.0, 12);
    assert_published(&role_f1(&data, CUE), 6.0 / 7.0, 12);
    // An open role is no anchor: three sources against two, one of them equal.
    assert_published(&role_f1(&data, SOURCE), 2.0 / 5.0, 12);
    // Sources that are open meet nowhere and do not count: three against two.
    assert_published(&relation_f1(&data, RelationMatch::Role(SOURCE)), 2.0 / 5.0, 12);
    let matched = matched_relations(&data, RelationMatch::AllRoles, 0, 1);
    assert_eq!((matched.first - matched.of_first, matched.second - matched.of_second), (2.0, 1.0), "unmatched");
}

#[test]
fn attributes_are_compared_where_relations_are_matched() {
    let data = two_coders();
    let aligned = align_relations(&data, Some(CONTENT));
    assert_eq!(aligned.matched.len(), 3);
    assert_eq!(aligned.unmatched, [(0, vec![Some(3), None])]);
    let values = [[0, 1, 1, 0], [0, 1, 0, 0]];
    let categories = vec![Category::new("named"), Category::new("unnamed")];
    let code = |_: usize, coder: usize, relation: usize| Some(values[coder][relation]);
    let ratings = aligned.ratings(Level::Nominal, categories, 2, code).unwrap();
    assert_eq!(ratings.counts().pairable_units, 3);
    // Three units, one disagreement, 3 and 3 values: 1 - (2/6) / (18/30).
    assert_published(&alpha_nominal(&ratings), 1.0 - (2.0 / 6.0) / (18.0 / 30.0), 12);
}

#[test]
fn extents_that_do_not_meet_are_not_aligned() {
    let at = |start: u64| vec![attribution(None, (start, start + 2), (start, start + 10))];
    let data = relations(vec![vec![Some(at(0)), Some(at(9)), Some(at(25))]], 3);
    let aligned = align_relations(&data, None);
    assert!(aligned.matched.iter().all(|(_, entry)| entry[2].is_none()), "{aligned:?}");
    let touching = relations(vec![vec![Some(at(0)), Some(at(10))]], 2);
    assert!(align_relations(&touching, None).matched.is_empty());
}

#[test]
fn nesting_agrees_where_parents_are_the_same_relation() {
    let nested = |parent| {
        let outer = attribution(Some((0, 5)), (6, 10), (11, 90));
        let inner = Relation { parent, ..attribution(Some((20, 25)), (26, 30), (31, 60)) };
        vec![outer, inner]
    };
    let figure = |a, b| {
        let data = relations(vec![vec![Some(nested(a)), Some(nested(b))]], 2);
        nesting_agreement(&data, &align_relations(&data, Some(CUE))).value()
    };
    assert_eq!(figure(Some(0), Some(0)), Some(1.0));
    assert_eq!(figure(Some(0), None), Some(0.5));
    assert_eq!(figure(None, None), Some(1.0));
}

#[test]
fn edges() {
    let empty = relations(vec![vec![Some(vec![]), Some(vec![])]], 2);
    for (key, outcome) in relation_figures(&empty) {
        assert_eq!(outcome.undefined(), Some(&Undefined::NothingMarked), "{key}");
    }
    let one_sided = relations(vec![vec![Some(vec![attribution(None, (0, 1), (2, 9))]), Some(vec![])]], 2);
    assert_eq!(relation_f1(&one_sided, RelationMatch::AllRoles).value(), Some(0.0));
    assert_eq!(relation_agr(&one_sided, RelationMatch::Exact, 0, 1).value(), Some(0.0));
    let nothing = relation_agr(&one_sided, RelationMatch::Exact, 1, 0);
    assert_eq!(nothing.undefined(), Some(&Undefined::NothingMarked));
    let aligned = align_relations(&one_sided, None);
    assert_eq!(nesting_agreement(&one_sided, &aligned).undefined(), Some(&Undefined::NothingAligned));
    let alone = relations(vec![vec![Some(vec![])]], 1);
    assert_eq!(relation_f1(&alone, RelationMatch::Exact).undefined(), Some(&Undefined::TooFewCoders { coders: 1 }));
    let apart = relations(vec![vec![Some(vec![]), None]], 2);
    assert_eq!(relation_f1(&apart, RelationMatch::Exact).undefined(), Some(&Undefined::NothingPairable));
    assert_eq!(role_f1(&empty, 3).undefined(), Some(&Undefined::NoSuchIndex { index: 3, len: 3 }));
}

#[test]
fn relations_that_do_not_fit_are_refused_with_their_place() {
    let roles = || vec!["source".to_owned(), "cue".to_owned()];
    let with = |relation: Relation| Relations::new(roles(), 1, [vec![Some(vec![relation])]]);
    let error = with(Relation { anchors: vec![vec![]], parent: None }).unwrap_err();
    assert_eq!(error, RelationsError::Roles { text: 1, coder: 1, relation: 1, found: 1, roles: 2 });
    let error = with(Relation { anchors: vec![vec![(4, 4)], vec![]], parent: None }).unwrap_err();
    assert_eq!(error, RelationsError::Empty { text: 1, coder: 1, relation: 1, start: 4, end: 4 });
    let error = with(Relation { anchors: vec![vec![], vec![]], parent: Some(0) }).unwrap_err();
    assert_eq!(error, RelationsError::Parent { text: 1, coder: 1, relation: 1, parent: 1 });
    let error = Relations::new(roles(), 2, [vec![None]]).unwrap_err();
    assert_eq!(error, RelationsError::Codings { text: 1, found: 1, coders: 2 });
    let error = Relations::new(vec!["cue".into(), "cue".into()], 2, []).unwrap_err();
    assert_eq!(error, RelationsError::DeclaredTwice { label: "cue".into() });
}

fn coding() -> impl Strategy<Value = Vec<Relation>> {
    let anchor = || (0_u64..80, 1_u64..15).prop_map(|(start, length)| (start, start + length));
    let one = (prop::option::of(anchor()), anchor(), anchor());
    prop::collection::vec(one.prop_map(|(source, cue, content)| attribution(source, cue, content)), 1..8)
}

proptest! {
    #[test]
    fn identical_relations_agree_fully(coding in coding(), coders in 2_usize..4) {
        let data = relations(vec![vec![Some(coding); coders]], coders);
        for (key, outcome) in relation_figures(&data) {
            if let Some(value) = outcome.value() {
                prop_assert!((value - 1.0).abs() < 1e-12, "{} {}", key, value);
            }
        }
        let aligned = align_relations(&data, Some(CONTENT));
        prop_assert!(aligned.unmatched.is_empty());
    }

    #[test]
    fn the_order_of_coders_changes_no_f1(a in coding(), b in coding(), c in coding()) {
        let there = relations(vec![vec![Some(a.clone()), Some(b.clone()), Some(c.clone())]], 3);
        let back = relations(vec![vec![Some(c), Some(a), Some(b)]], 3);
        for ((key, x), (_, y)) in relation_figures(&there).iter().zip(relation_figures(&back)) {
            prop_assert_eq!(x.value().is_some(), y.value().is_some());
            prop_assert!((x.value().unwrap_or(0.0) - y.value().unwrap_or(0.0)).abs() < 1e-9, "{}", key);
        }
        let entries = |r: &Relations| align_relations(r, Some(CONTENT)).matched.len();
        prop_assert!(entries(&there) > 0 || entries(&back) == 0);
    }

    #[test]
    fn stricter_matching_finds_less(a in coding(), b in coding()) {
        let data = relations(vec![vec![Some(a), Some(b)]], 2);
        let matched = |how| matched_relations(&data, how, 0, 1).of_first;
        prop_assert!(matched(RelationMatch::Exact) <= matched(RelationMatch::AllRoles));
        prop_assert!(matched(RelationMatch::AllRoles) <= matched(RelationMatch::Role(CONTENT)));
    }
}
