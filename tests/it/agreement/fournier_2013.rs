//! Fournier (2013), Evaluating text segmentation using boundary edit distance: the weights of section 4 on small cases, and
//! what the penalties of windows make of the same cases.

use mizan::agreement::{
    BoundaryChance, Continua, SegmentationError, Segmentations, Undefined, boundary_agreement, boundary_exact_f1,
    boundary_f1, boundary_similarity, pk, segmentation_measures, segmentation_similarity, window_diff,
};
use proptest::prelude::*;

use super::assert_published;

fn two(a: &[u64], b: &[u64]) -> Segmentations {
    Segmentations::from_masses(2, [[Some(a.to_vec()), Some(b.to_vec())]]).unwrap()
}

#[test]
fn a_full_match_a_near_miss_and_a_miss() {
    // Cuts of the first at 2, 5 and 9, of the second at 2 and 6: one match, one near miss, one miss.
    let segmentations = two(&[2, 3, 4, 3], &[2, 4, 6]);
    assert_published(&boundary_similarity(&segmentations), 1.0 - 1.5 / 3.0, 12);
    assert_published(&segmentation_similarity(&segmentations), 1.0 - 1.5 / 11.0, 12);
    assert_published(&boundary_f1(&segmentations), 2.0 * 1.5 / (2.0 * 1.5 + 1.0), 12);
    assert_published(&boundary_exact_f1(&segmentations), 2.0 / 5.0, 12);
}

#[test]
fn a_cut_is_in_one_near_miss_only() {
    // 4, 5, 6 in turn by either coder: the left two are a near miss, the last is missed.
    let segmentations = two(&[4, 2, 4], &[5, 5]);
    assert_published(&boundary_similarity(&segmentations), 1.0 - 1.5 / 2.0, 12);
}

#[test]
fn cuts_two_places_apart_are_two_misses() {
    assert_published(&boundary_similarity(&two(&[4, 6], &[6, 4])), 0.0, 12);
}

#[test]
fn no_cut_at_all_has_no_similarity_of_cuts() {
    let uncut = two(&[20], &[20]);
    for outcome in [boundary_similarity(&uncut), boundary_f1(&uncut), boundary_agreement(&uncut, BoundaryChance::None)]
    {
        assert_eq!(outcome.undefined(), Some(&Undefined::NoCuts));
    }
    assert_eq!(segmentation_similarity(&uncut).value(), Some(1.0), "all nineteen places are alike");
    let wide = window_diff(&two(&[3], &[1, 2]));
    assert_eq!(wide.value(), Some(1.0));
    assert_eq!(pk(&two(&[2], &[1, 1])).undefined(), Some(&Undefined::WindowTooLong { length: 2, window: 2 }));
}

#[test]
fn masses_that_do_not_fit_are_refused_with_their_place() {
    let error = Segmentations::from_masses(2, [[Some(vec![2, 3]), Some(vec![4])]]).unwrap_err();
    assert_eq!(error, SegmentationError::Length { text: 1, coder: 2, found: 4, length: 5 });
    let error = Segmentations::from_masses(1, [[Some(vec![2, 0])]]).unwrap_err();
    assert_eq!(error, SegmentationError::Empty { text: 1, coder: 1, segment: 2 });
    let error = Segmentations::from_masses(3, [[Some(vec![2])]]).unwrap_err();
    assert_eq!(error, SegmentationError::Codings { text: 1, found: 1, coders: 3 });
    for coders in [0, 1] {
        let alone = Segmentations::from_masses(coders, [vec![Some(vec![2, 3]); coders]]).unwrap();
        for measure in segmentation_measures() {
            assert_eq!((measure.compute)(&alone).undefined(), Some(&Undefined::TooFewCoders { coders }));
        }
    }
    let apart = [vec![Some(vec![2, 3]), None], vec![None, Some(vec![5])]];
    let apart = Segmentations::from_masses(2, apart).unwrap();
    assert_eq!(boundary_similarity(&apart).undefined(), Some(&Undefined::NothingPairable));
}

#[test]
fn spans_cut_where_they_start_and_end() {
    let codings = vec![Some(vec![(0, 4, "x"), (4, 9, "y")]), Some(vec![(2, 4, "x")])];
    let continua = Continua::from_labels(None, 2, [(12, codings)]).unwrap();
    let segmentations = Segmentations::from_spans(&continua);
    assert_eq!(segmentations.texts()[0].cuts, [Some(vec![4, 9]), Some(vec![2, 4])]);
}

fn is_penalty(key: &str) -> bool {
    key.starts_with("window_diff") || key == "pk_mean"
}

fn masses(cuts: &[bool]) -> Vec<u64> {
    let mut masses = vec![1];
    for cut in cuts {
        if *cut {
            masses.push(1);
        } else if let Some(last) = masses.last_mut() {
            *last += 1;
        }
    }
    masses
}

proptest! {
    #[test]
    fn identical_cuts_are_one_and_penalties_zero(cuts in prop::collection::vec(any::<bool>(), 4..40)) {
        let segmentations = two(&masses(&cuts), &masses(&cuts));
        for measure in segmentation_measures() {
            let wanted = if is_penalty(measure.key) { 0.0 } else { 1.0 };
            let value = (measure.compute)(&segmentations).value();
            if let Some(value) = value.filter(|_| measure.key != "window_size_first") {
                prop_assert!((value - wanted).abs() < 1e-12, "{} {}", measure.key, value);
            }
        }
    }

    #[test]
    fn the_order_of_coders_changes_no_similarity(a in prop::collection::vec(any::<bool>(), 12), b in prop::collection::vec(any::<bool>(), 12)) {
        let (there, back) = (two(&masses(&a), &masses(&b)), two(&masses(&b), &masses(&a)));
        for measure in segmentation_measures().iter().filter(|m| !m.key.starts_with("window") && !is_penalty(m.key)) {
            prop_assert_eq!((measure.compute)(&there).value(), (measure.compute)(&back).value());
        }
        let exact = boundary_exact_f1(&there).value().unwrap_or(0.0);
        prop_assert!(boundary_f1(&there).value().unwrap_or(0.0) >= exact - 1e-12);
    }
}
