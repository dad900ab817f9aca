//! Import: reading plain text and web pages, zones, articles, disclaimers, cues.

pub(crate) mod annotations;
mod broken;
mod charsets;
mod disclaimers;
mod exports;
mod formats;
mod fuzz;
mod more_formats;
mod mutated;
mod notices;
mod pages;
#[cfg(feature = "pdf")]
mod pdf;
mod reading;
mod seeds;
mod speed;
mod tables;
mod web;
