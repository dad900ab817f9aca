//! What holds for texts whatever was marked in them: coders x texts, each a list or nothing where a coder was not asked.

use crate::agreement::outcome::{Counts, Undefined};

/// How much material there is. A unit is a text; a value is an item of a list.
pub(super) fn counts<'a, T: 'a>(coders: usize, texts: impl Iterator<Item = &'a [Option<Vec<T>>]>) -> Counts {
    let mut counts = Counts { coders, ..Counts::default() };
    for codings in texts {
        counts.units += 1;
        let coded = codings.iter().flatten().count();
        counts.rated_units += usize::from(coded > 0);
        if coded >= 2 {
            counts.pairable_units += 1;
            counts.pairable_values += codings.iter().flatten().map(Vec::len).sum::<usize>();
        }
    }
    counts
}

/// Ends early where there are no two coders with a common text.
pub(super) fn require_pairable(counts: &Counts) -> Result<(), Undefined> {
    if counts.coders < 2 {
        Err(Undefined::TooFewCoders { coders: counts.coders })
    } else if counts.rated_units == 0 {
        Err(Undefined::NoValues)
    } else if counts.pairable_units == 0 {
        Err(Undefined::NothingPairable)
    } else {
        Ok(())
    }
}

/// Those with these numbers (from 0), each as often as it is named. Numbers that do not exist are passed over.
pub(super) fn named<T: Clone>(texts: &[T], numbers: &[usize]) -> Vec<T> {
    numbers.iter().filter_map(|number| texts.get(*number).cloned()).collect()
}
