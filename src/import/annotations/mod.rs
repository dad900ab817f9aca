//! Annotations that were made with other programs: one file per format. Each reader says what the file says, in the file's own offsets;
//! `gather` makes a document of the text and proves each span against it. A span that does not fit is refused with its line.

mod brat;
mod cas;
mod cas_json;
mod cas_xmi;
mod doccano;
mod gather;
mod inception;
mod label_studio;
mod places;
mod refi;
mod webanno;

pub use brat::{Standoff, read_standoff};

use super::registry::Format;

/// brat standoff.
pub(super) const BRAT: Format = brat::FORMAT;
/// WebAnno TSV 3.
pub(super) const WEBANNO: Format = webanno::FORMAT;
/// UIMA CAS JSON.
pub(super) const CAS_JSON: Format = cas_json::FORMAT;
/// UIMA CAS XMI.
pub(super) const CAS_XMI: Format = cas_xmi::FORMAT;
/// Label Studio.
pub(super) const LABEL_STUDIO: Format = label_studio::FORMAT;
/// doccano.
pub(super) const DOCCANO: Format = doccano::FORMAT;
/// Projects of INCEpTION.
pub(super) const INCEPTION: Format = inception::FORMAT;
/// REFI-QDA.
pub(super) const REFI: Format = refi::FORMAT;
