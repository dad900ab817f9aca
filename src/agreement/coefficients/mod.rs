//! One file per coefficient (a family that differs in one argument shares its file).

pub(crate) mod alpha;
pub(crate) mod alpha_chain;
pub(crate) mod alpha_label;
pub(crate) mod alpha_set;
pub(crate) mod alpha_without_coder;
pub(crate) mod brennan_prediger;
pub(crate) mod category_kappa;
pub(crate) mod cohen_kappa;
pub(crate) mod conger_kappa;
pub(crate) mod correlation;
pub(crate) mod custom;
pub(crate) mod fleiss_kappa;
pub(crate) mod gwet_ac;
pub(crate) mod gwet_alpha;
pub(crate) mod icc;
pub(crate) mod kendall_w;
pub(crate) mod largest_share;
pub(crate) mod light_kappa;
pub(crate) mod lin_ccc;
pub(crate) mod percent_agreement;
pub(crate) mod percent_agreement_all;
pub(crate) mod percent_agreement_pairs;
pub(crate) mod scott_pi;
pub(crate) mod specific_agreement;
pub(crate) mod two_by_two;
pub(crate) mod weighted_agreement;
