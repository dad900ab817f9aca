//! Levenshtein (1966): chains of sources compared by the links to insert, delete or replace.

use mizan::agreement::{
    Basis, ChainRatings, Inference, IntervalMethod, Material, Undefined, alpha_chain, chain_similarity,
};
use mizan::jobs::Monitor;

fn chains(rows: &[[Option<&[&str]>; 2]]) -> ChainRatings {
    ChainRatings::from_links(2, rows).unwrap()
}

const RT: &[&str] = &["RT", "Izvestia", "Karmazin"];
const SHORT: &[&str] = &["RT", "Karmazin"];
const NONE: &[&str] = &[];

#[test]
fn a_missing_link_counts_in_part() {
    let data = chains(&[[Some(RT), Some(SHORT)], [Some(NONE), Some(NONE)], [Some(RT), Some(RT)], [Some(RT), None]]);
    // One of three links is missing in one of three units.
    assert!((chain_similarity(&data).value().unwrap() - (2.0 / 3.0 + 1.0 + 1.0) / 3.0).abs() < 1e-12);
    let Basis::Disagreement { observed, expected } = alpha_chain(&data).result.unwrap().basis else { panic!() };
    // Six values: three long chains, one short, two empty. Distances: long to short 1/3, to empty 1.
    assert!((observed - 2.0 / 3.0 / 6.0).abs() < 1e-12);
    assert!((expected - 2.0 * (3.0 / 3.0 + 3.0 * 2.0 + 1.0 * 2.0) / 30.0).abs() < 1e-12);
}

#[test]
fn order_matters_and_no_chain_is_longer_than_its_distance() {
    let (there, back): (&[&str], &[&str]) = (&["a", "b"], &["b", "a"]);
    let turned = chains(&[[Some(there), Some(back)], [Some(there), Some(there)]]);
    assert_eq!(chain_similarity(&turned).value(), Some(0.5), "both links are replaced");
    let apart = chains(&[[Some(RT), Some(NONE)], [Some(NONE), Some(NONE)]]);
    assert_eq!(chain_similarity(&apart).value(), Some(0.5));
    let same = chains(&[[Some(RT), Some(RT)]]);
    let expected = Undefined::NoVariation { value: "1: RT \u{2190} Izvestia \u{2190} Karmazin".into() };
    assert_eq!(alpha_chain(&same).undefined(), Some(&expected));
}

#[test]
fn chains_are_resampled_by_unit() {
    let rows: Vec<[Option<&[&str]>; 2]> = (0..30)
        .map(|n| [Some(if n % 3 == 0 { NONE } else { RT }), Some(if n % 5 == 0 { SHORT } else { RT })])
        .collect();
    let data = chains(&rows);
    let bootstrap = Inference { method: IntervalMethod::Bca, replicates: 200, seed: 6 };
    for key in Material::Chains(&data).keys() {
        let found = Material::Chains(&data).estimate(&key, bootstrap, &Monitor::silent()).unwrap().unwrap();
        let interval = found[0].interval().unwrap();
        let value = found[0].value().unwrap();
        assert!(interval.low < value && value < interval.high, "{key}: {value} {interval:?}");
    }
    assert!(Material::Chains(&data).estimate("alpha", bootstrap, &Monitor::silent()).unwrap().is_none());
}
