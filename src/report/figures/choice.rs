//! Which coefficients are computed.

use crate::agreement::{Level, Material};
use thiserror::Error;

/// The choice of the caller.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Measures {
    /// What is usually reported of such data.
    #[default]
    Usual,
    /// All there are.
    All,
    /// These keys; one with a category, coder or label after a dot stands for that figure alone.
    Named(Vec<String>),
}

/// A name that no coefficient of these data has.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("there is no measure \u{201c}{name}\u{201d} for such data; {hint}")]
pub struct UnknownMeasure {
    /// The name asked for.
    pub name: String,
    /// The names that there are, or the one that was probably meant.
    pub hint: String,
}

impl Measures {
    /// Whether the coefficient with this key is to be computed.
    pub(super) fn wants(&self, key: &str, usual: &[&str]) -> bool {
        match self {
            Self::Usual => usual.contains(&key),
            Self::All => true,
            Self::Named(names) => names.iter().any(|name| belongs(name, key)),
        }
    }

    /// Whether this figure of a coefficient was asked for.
    pub(super) fn keeps(&self, full_key: &str) -> bool {
        match self {
            Self::Usual | Self::All => true,
            Self::Named(names) => names.iter().any(|name| belongs(full_key, name)),
        }
    }

    /// The keys that were named, if any were.
    pub(super) fn named(&self) -> &[String] {
        if let Self::Named(names) = self { names } else { &[] }
    }
}

/// Whether a full key is this key, or this key with something behind a dot.
fn belongs(full: &str, key: &str) -> bool {
    full.strip_prefix(key).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// The names that belong to no key.
pub(super) fn unknown_names(measures: &Measures, keys: &[String]) -> Vec<UnknownMeasure> {
    let unknown = measures.named().iter().filter(|name| !keys.iter().any(|key| belongs(name, key)));
    let with_hint = |name: &String| {
        let near = keys.iter().min_by_key(|key| distance(name, key)).filter(|key| distance(name, key) <= 3);
        let hint = match near {
            Some(key) => format!("is \u{201c}{key}\u{201d} meant?"),
            None => format!("there are {}", keys.join(", ")),
        };
        UnknownMeasure { name: name.clone(), hint }
    };
    unknown.map(with_hint).collect()
}

/// Letters to add, drop or change (Levenshtein 1966).
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.bytes().enumerate() {
        let mut before = row[0];
        row[0] = i + 1;
        for (j, y) in b.bytes().enumerate() {
            let next = (before + usize::from(x != y)).min(row[j] + 1).min(row[j + 1] + 1);
            before = std::mem::replace(&mut row[j + 1], next);
        }
    }
    row[b.len()]
}

/// What is usually reported of such data: percent agreement, alpha at the level, and one coefficient of another family.
pub(super) fn usual(material: Material<'_>) -> Vec<&'static str> {
    match material {
        Material::Values(ratings) => {
            let two = ratings.coders() == 2;
            let (of_many, of_two): (&[&str], &[&str]) = match ratings.level() {
                Level::Nominal => {
                    (&["percent_agreement", "alpha_nominal", "fleiss_kappa", "ac1", "bp"], &["cohen_kappa", "scott_pi"])
                }
                Level::Ordinal => (
                    &["percent_agreement", "alpha_ordinal", "ac2_ordinal", "kendall_w_ties"],
                    &["cohen_kappa_linear", "cohen_kappa_quadratic", "spearman_rho"],
                ),
                Level::Interval => {
                    (&["percent_agreement", "alpha_interval", "icc2", "icc3"], &["lin_ccc", "pearson_r"])
                }
                Level::Ratio => (&["percent_agreement", "alpha_ratio", "icc2", "icc3"], &["lin_ccc", "pearson_r"]),
            };
            of_many.iter().chain(of_two.iter().filter(|_| two)).copied().collect()
        }
        Material::Chains(_) => vec!["alpha_chain", "chain_percent_agreement"],
        Material::Sets(_) => vec!["alpha_set_masi", "alpha_set_jaccard", "alpha_label"],
        Material::Spans(_) => vec![
            "u_alpha",
            "cu_alpha",
            "ku_alpha",
            "char_alpha",
            "f1_exact_labelled_mean",
            "f1_overlap_labelled_mean",
            "gamma_shuffle",
            "gamma_cat_shuffle",
        ],
        Material::Segmentations(_) => {
            vec!["boundary_similarity_mean", "segmentation_similarity_mean", "pk_mean", "window_diff_mean"]
        }
        Material::Relations(_) => Vec::new(),
    }
}

/// The level of measurement at which a coefficient takes the values, told by its key; `declared` for one that takes them as
/// they are declared.
pub(super) fn level_of(key: &str, declared: Level) -> Level {
    let name = key.split('.').next().unwrap_or(key);
    let named = |text: &str| {
        [Level::Nominal, Level::Ordinal, Level::Interval, Level::Ratio].into_iter().find(|l| text == l.key())
    };
    let of_alpha = name.strip_prefix("alpha_").and_then(named);
    let of_rest = ["alpha_without_coder.", "alpha_without_unit."]
        .iter()
        .find_map(|prefix| named(key.strip_prefix(prefix)?.split('.').next()?));
    if let Some(level) = of_alpha.or(of_rest) {
        return level;
    }
    let by_rank = ["_linear", "_quadratic", "_ordinal"].iter().any(|ending| name.ends_with(ending));
    match name {
        _ if name.ends_with("_custom") => declared,
        _ if by_rank || name.starts_with("kendall") || name.contains("spearman") => Level::Ordinal,
        _ if name.starts_with("icc") || name == "lin_ccc" || name.contains("pearson") => Level::Interval,
        _ => Level::Nominal,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistyped_name_is_set_right() {
        let keys: Vec<String> = ["alpha_nominal", "ac1", "category_kappa"].map(str::to_owned).to_vec();
        let named = |name: &str| Measures::Named(vec![name.to_owned()]);
        assert_eq!(unknown_names(&named("category_kappa.لا.2"), &keys), []);
        let hint = |name: &str| unknown_names(&named(name), &keys)[0].hint.clone();
        assert_eq!(hint("alpha_nominel"), "is \u{201c}alpha_nominal\u{201d} meant?");
        assert_eq!(hint("krippendorff"), "there are alpha_nominal, ac1, category_kappa");
        assert!(hint("ac1x").contains("ac1") && unknown_names(&Measures::All, &[]).is_empty());
    }

    #[test]
    fn every_measure_has_the_level_that_its_formula_works_at() {
        for (key, level) in [
            ("alpha_ratio", Level::Ratio),
            ("alpha_without_coder.interval.0", Level::Interval),
            ("ac2_quadratic", Level::Ordinal),
            ("cohen_kappa", Level::Nominal),
            ("category_kappa.alpha_ratio", Level::Nominal),
            ("mean_pairwise_spearman", Level::Ordinal),
            ("icc3k", Level::Interval),
            ("alpha_custom", Level::Ratio),
        ] {
            assert_eq!(level_of(key, Level::Ratio), level, "{key}");
        }
    }
}
