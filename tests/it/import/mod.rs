//! Import: reading plain text, zones, articles, disclaimers, cues.

mod broken;
mod disclaimers;
mod pages;
mod reading;
mod seeds;
mod speed;
mod tables;
