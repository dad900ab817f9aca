//! What was marked, in the forms of other programs: one file per format. `texts` makes of the codings what all of them write; `about` says
//! beside the files how they count, which texts and codebook they rest on, and what they cannot carry.

mod about;
mod brat;
mod cas;
mod cas_json;
mod cas_xmi;
mod conll;
mod doccano;
mod label_studio;
mod offsets;
mod refi;
mod texts;
mod tokens;
mod web_annotation;
mod webanno;
mod xml;

pub(super) use brat::write as brat;
pub(super) use cas_json::write as cas_json;
pub(super) use cas_xmi::write as cas_xmi;
pub(super) use conll::write as conll;
pub(super) use doccano::write as doccano;
pub(super) use label_studio::write as label_studio;
pub(super) use offsets::Offsets;
pub(super) use refi::{write_codebook as refi_codebook, write_project as refi_project};
pub(super) use web_annotation::write as web_annotation;
pub(super) use webanno::write as webanno;
