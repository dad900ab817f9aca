//! What stands beside alpha, on answers small enough to count by hand.

use super::*;
use crate::jobs::Monitor;
use crate::model::{Answer, AnswerState, Bilingual, Kind, Level, Value};

fn both(text: &str) -> Bilingual {
    Bilingual { en: text.into(), ar: text.into() }
}

/// One letter for each coder: `-` not given, `?` cannot decide, `.` not yet coded, `/` does not apply.
fn letters(level: Level, values: &[&str], rows: &[&str]) -> VariableData {
    let cell = |c: char| match c {
        '-' => None,
        '?' => Some(AnswerState::CannotDecide),
        '.' => Some(AnswerState::NotYetCoded),
        '/' => Some(AnswerState::NotApplicable),
        c => Some(Answer::code(c.to_string()).state),
    };
    VariableData {
        variable: "A1".into(),
        row: Vec::new(),
        unit: both("Article"),
        label: both("Genre"),
        level,
        kind: Kind::Choice,
        values: values.iter().map(|v| ((*v).to_owned(), both(v))).collect(),
        coders: (0..rows[0].len()).map(|n| format!("coder {n}")).collect(),
        units: (0..rows.len()).map(|n| format!("unit {n}")).collect(),
        articles: vec![Vec::new(); rows.len()],
        records: Vec::new(),
        cells: rows.iter().map(|row| row.chars().map(cell).collect()).collect(),
    }
}

#[test]
fn overlap_and_missing_are_shares_of_what_was_given_and_asked() {
    let data = letters(Level::Nominal, &["a", "b"], &["aa", "a-", "b?", "/.", "//"]);
    let beside = Beside::of(&data);
    // One of three units with a value has two; two of six answers that were asked for have none.
    assert_eq!(beside.overlap, Some(1.0 / 3.0));
    assert_eq!(beside.missing, Some(2.0 / 6.0));
    let nothing = Beside::of(&letters(Level::Nominal, &["a", "b"], &["//", "--"]));
    assert_eq!((nothing.overlap, nothing.missing, nothing.lowest), (None, None, None));
}

#[test]
fn the_lowest_value_is_the_one_that_is_least_shared() {
    let data = letters(Level::Nominal, &["a", "b", "c", "d"], &["aa", "aa", "ab", "bb", "cb"]);
    let lowest = Beside::of(&data).lowest.unwrap();
    // c was given once and never twice; d never, so it has no agreement to be low.
    assert_eq!((lowest.code.as_str(), lowest.agreement), ("c", 0.0));
}

#[test]
fn gwet_goes_by_the_level_and_needs_the_list_of_values() {
    let rows = ["aa", "ab", "bb", "cc"];
    let ranked = Beside::of(&letters(Level::Ordinal, &["a", "b", "c"], &rows)).gwet;
    let names = Beside::of(&letters(Level::Nominal, &["a", "b", "c"], &rows)).gwet;
    assert!(matches!(ranked, Gwet::Ac2(_)) && matches!(names, Gwet::Ac1(_)));
    assert!(ranked.figure().unwrap().value() > names.figure().unwrap().value(), "neighbours are half agreed");
    let unlisted = VariableData { kind: Kind::Entity, ..letters(Level::Nominal, &[], &["aa"]) };
    assert_eq!(Beside::of(&unlisted).gwet, Gwet::NoList);
}

#[test]
fn pairs_are_those_of_coders_with_values() {
    let data = letters(Level::Nominal, &["a", "b"], &["aa?b", "bb?a", "ab--", "bb-b"]);
    let pairs = Pairs::of(&data, &Monitor::silent()).unwrap();
    assert_eq!(pairs.coders, [0, 1, 3]);
    let units: Vec<_> = pairs.pairs.iter().map(|p| (p.first, p.second, p.units)).collect();
    assert_eq!(units, [(0, 1, 4), (0, 3, 3), (1, 3, 3)]);
    assert_eq!(pairs.get(1, 0).unwrap().percent_agreement.value(), Some(0.75));
    assert!(pairs.get(2, 0).is_none());
}

#[test]
fn a_cross_table_knows_the_units_behind_its_cells() {
    let data = letters(Level::Nominal, &["z", "a", "m"], &["za", "zz", "?a", "az", "za", "-z"]);
    let cross = CrossTable::of(&data, 0, 1);
    let codes: Vec<&str> = cross.values.iter().map(|v| v.code.as_str()).collect();
    assert_eq!((codes.as_slice(), cross.unused, cross.units()), (["z", "a"].as_slice(), 1, 4));
    assert_eq!(cross.cells[&(0, 1)], [0, 4]);
    assert_eq!((cross.count(0, 0), cross.count(1, 0), cross.count(1, 1)), (1, 1, 0));
    // The other way round is the same table turned.
    assert_eq!(CrossTable::of(&data, 1, 0).cells[&(1, 0)], [0, 4]);
}

#[test]
fn numbers_are_crossed_by_their_size() {
    let mut data = letters(Level::Ratio, &[], &["--", "--", "--"]);
    data.kind = Kind::Number;
    for (row, (a, b)) in [(10.0, -2.0), (9.0, 10.0), (0.0, -0.0)].into_iter().enumerate() {
        data.cells[row] = [a, b].map(|x| Some(AnswerState::Coded(Value::Number(x)))).to_vec();
    }
    let codes: Vec<String> = CrossTable::of(&data, 0, 1).values.into_iter().map(|v| v.code).collect();
    assert_eq!(codes, ["-2", "0", "9", "10"]);
}

fn assured(rows: &[&str]) -> Result<Assurance, NoAssurance> {
    let data = letters(Level::Nominal, &["a", "b"], rows);
    Assurance::of(&data, 500, 1, &Monitor::silent()).unwrap()
}

#[test]
fn an_interval_holds_alpha_and_its_risks_are_in_order() {
    let rows = ["aa", "aa", "ab", "bb", "bb", "bb", "ba", "aa", "bb", "aa"];
    let found = assured(&rows).unwrap();
    assert!(found.low < found.high && found.below_tentative <= found.below_reliable);
    assert_eq!(found.replicates + found.without_alpha, 500);
    assert_eq!(assured(&rows).unwrap(), found, "the same each time");
    assert_eq!(found.benchmark(), Benchmark::Insufficient);
}

#[test]
fn what_cannot_vary_has_no_interval() {
    assert_eq!(assured(&["aa", "bb", "aa"]), Err(NoAssurance::NoSpread));
    assert_eq!(assured(&["ab"]), Err(NoAssurance::OneUnit));
    assert!(matches!(assured(&["aa", "aa"]), Err(NoAssurance::NoAlpha(_))));
    assert!(matches!(assured(&["a-", "-b"]), Err(NoAssurance::NoAlpha(_))));
}

#[test]
fn a_requirement_is_met_where_the_risk_of_missing_it_is_small() {
    let with = |below_tentative, below_reliable| {
        let (low, high, standard_error, replicates, without_alpha) = (0.5, 0.9, 0.1, 100, 0);
        Assurance { low, high, standard_error, below_tentative, below_reliable, replicates, without_alpha }.benchmark()
    };
    assert_eq!(with(0.0, 0.05), Benchmark::Reliable);
    assert_eq!(with(0.05, 0.06), Benchmark::Tentative);
    assert_eq!(with(0.06, 0.5), Benchmark::Insufficient);
}

#[test]
fn the_forecast_closes_the_distance_of_the_lower_bound() {
    let with = |low| Assurance {
        low,
        high: 0.99,
        standard_error: 0.1,
        below_tentative: 0.1,
        below_reliable: 0.2,
        replicates: 100,
        without_alpha: 0,
    };
    assert_eq!(Forecast::of(0.9, &with(0.81), 20, RELIABLE), Forecast::Reached);
    // The bound is .3 away and may be .1 away: nine times the units.
    assert_eq!(Forecast::of(0.9, &with(0.6), 20, RELIABLE), Forecast::More(160));
    assert_eq!(Forecast::of(0.8, &with(0.6), 20, RELIABLE), Forecast::NotByUnits);
    assert_eq!(Forecast::of(0.7, &with(0.6), 20, RELIABLE), Forecast::NotByUnits);
}

#[test]
fn the_formula_takes_the_rarest_value_that_was_given() {
    let data = letters(Level::Nominal, &["a", "b", "c"], &["aa", "aa", "ab", "aa", "aa"]);
    let (units, rarest) = units_by_formula(&data, RELIABLE).unwrap();
    assert!((rarest - 0.1).abs() < 1e-12);
    assert_eq!(units, crate::agreement::units_for_alpha(RELIABLE, 0.1, RISK).unwrap());
    assert_eq!(units_by_formula(&letters(Level::Nominal, &["a", "b"], &["aa", "aa"]), RELIABLE), None);
}

#[test]
fn each_week_has_the_figures_of_its_own_units() {
    let data = letters(Level::Nominal, &["a", "b"], &["aa", "ab", "bb", "a-", "aa", "bb"]);
    // Week 0 begins on Monday, 1969-12-29.
    let weeks = [Some(2), Some(0), Some(2), Some(1), None, Some(2)];
    let found = Week::all(&data, &weeks, &Monitor::silent()).unwrap();
    let mondays: Vec<(&str, usize)> = found.iter().map(|w| (w.monday.as_str(), w.units)).collect();
    assert_eq!(mondays, [("1969-12-29", 1), ("1970-01-12", 3)], "a week with nothing to compare is no week");
    assert_eq!(found[0].alpha.value(), Some(0.0));
    assert_eq!((found[1].alpha.value(), found[1].percent_agreement.value()), (Some(1.0), Some(1.0)));
}

#[test]
fn influence_names_the_unit_and_the_coder_without_which_alpha_is_higher() {
    let data = letters(Level::Nominal, &["a", "b"], &["aab", "aaa", "bbb", "aaa", "bbb"]);
    let influence = Influence::of(&data, &Monitor::silent()).unwrap();
    assert_eq!(influence.units, [(0, 1.0)], "without the first unit all agree");
    let without: Vec<Option<f64>> = influence.coders.iter().map(|(_, alpha)| alpha.value()).collect();
    assert_eq!((without.len(), without[2]), (3, Some(1.0)), "without the third coder all agree");
    assert!(without[0].unwrap() < 1.0);
    assert_eq!((data.apart(0), data.apart(1)), (Some((0, 2)), None));
    // Of two coders nobody can be left out; of agreement nothing.
    let two = Influence::of(&letters(Level::Nominal, &["a", "b"], &["aa", "bb", "-a"]), &Monitor::silent()).unwrap();
    assert_eq!(two, Influence::default());
}

#[test]
fn a_question_that_never_applied_has_a_reason_of_its_own() {
    let why = |rows: &[&str]| {
        let report = AgreementReport::of(&[letters(Level::Nominal, &["a", "b"], rows)], 0);
        report.lines[0].why().unwrap()
    };
    assert!(why(&["//", "/-"]).contains("applied to nobody"));
    assert!(why(&["//", "?/"]).contains("nobody has coded anything"));
    let labelled = VariableData {
        values: vec![("a".into(), Bilingual { en: "News".into(), ar: "خبر".into() })],
        ..letters(Level::Nominal, &["a"], &["aa", "aa"])
    };
    assert!(AgreementReport::of(&[labelled], 0).lines[0].why().unwrap().contains("\u{201c}News\u{201d}"));
}

#[test]
fn a_level_counts_as_reached_where_it_is_95_percent_sure() {
    let with = |standard_error| Assurance {
        low: 0.5,
        high: 0.9,
        standard_error,
        below_tentative: 0.1,
        below_reliable: 0.2,
        replicates: 100,
        without_alpha: 0,
    };
    let reached = |error: f64, alpha: f64| with(error).reached(alpha).map(|level| level.name);
    assert_eq!(
        (reached(0.05, 0.75), reached(0.1, 0.75), reached(0.3, 0.75)),
        (Some("substantial"), Some("moderate"), Some("fair"))
    );
}
