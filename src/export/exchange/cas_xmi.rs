//! UIMA CAS XMI: a folder for each coder, in it the type system and a file for each text.

use super::about::{self, Carries};
use super::cas::{SOFA, structures, types};
use super::offsets::Offsets;
use super::texts::{Text, Work, texts};
use super::xml::{escaped, impossible};
use crate::export::{ExportError, ExportFile, ExportView};
use crate::model::Codebook;
use std::collections::BTreeMap;
use std::fmt::Write as _;

pub(in crate::export) fn write(view: &ExportView) -> Result<Vec<ExportFile>, ExportError> {
    let texts = texts(view);
    let mut out = Vec::new();
    let mut systems: BTreeMap<&str, &Codebook> = BTreeMap::new();
    let mut left = BTreeMap::new();
    for text in &texts {
        let offsets = Offsets::of(text.document.text.as_str());
        for work in &text.works {
            let name = format!("{}/{}.xmi", work.folder, text.stem);
            out.push(ExportFile { name, bytes: xmi(text, work, &offsets).into_bytes() });
            systems.insert(&work.folder, &work.book);
        }
        let controls = impossible(text.document.text.as_str());
        *left.entry("sign of a text that XML cannot hold (it stands as U+FFFD)".to_owned()).or_default() += controls;
    }
    for (folder, book) in systems {
        out.push(ExportFile { name: format!("{folder}/TypeSystem.xml"), bytes: type_system(book).into_bytes() });
    }
    let carries = Carries { format: "UIMA CAS XMI", offset_unit: "UTF-16 code units", left };
    out.push(about::file(view, &texts, carries)?);
    Ok(out)
}

fn xmi(text: &Text, work: &Work, offsets: &Offsets) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xmi:XMI xmlns:xmi=\"http://www.omg.org/XMI\" xmlns:cas=\"http:///uima/cas.ecore\" \
         xmlns:mizan=\"http:///mizan.ecore\" xmlns:whole=\"http:///mizan/whole.ecore\" xmi:version=\"2.0\">\n  <cas:NULL xmi:id=\"0\"/>\n",
    );
    let mut members = Vec::new();
    for (n, one) in structures(text, work, offsets).into_iter().enumerate() {
        let id = SOFA + 1 + n;
        members.push(id.to_string());
        let element = match one.kind.rsplit_once('.') {
            Some((package, name)) => format!("{}:{name}", package.rsplit('.').next().unwrap_or(package)),
            None => one.kind,
        };
        write!(out, "  <{element} xmi:id=\"{id}\" sofa=\"{SOFA}\"").unwrap_or_default();
        if let Some((begin, end)) = one.place {
            write!(out, " begin=\"{begin}\" end=\"{end}\"").unwrap_or_default();
        }
        for (name, value) in &one.features {
            write!(out, " {name}=\"{}\"", escaped(value)).unwrap_or_default();
        }
        out.push_str("/>\n");
    }
    writeln!(
        out,
        "  <cas:Sofa xmi:id=\"{SOFA}\" sofaNum=\"1\" sofaID=\"_InitialView\" mimeType=\"text/plain\" sofaString=\"{}\"/>\n  <cas:View sofa=\"{SOFA}\" \
         members=\"{}\"/>\n</xmi:XMI>",
        escaped(text.document.text.as_str()),
        members.join(" ")
    )
    .unwrap_or_default();
    out
}

fn type_system(book: &Codebook) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<typeSystemDescription xmlns=\"http://uima.apache.org/resourceSpecifier\">\n  <types>\n",
    );
    for one in types(book) {
        writeln!(
            out,
            "    <typeDescription>\n      <name>{}</name>\n      <description/>\n      <supertypeName>{}</supertypeName>\n      <features>",
            one.name, one.above
        )
        .unwrap_or_default();
        for (name, about) in &one.features {
            writeln!(
                out,
                "        <featureDescription>\n          <name>{name}</name>\n          <description>{}</description>\n          \
                 <rangeTypeName>uima.cas.String</rangeTypeName>\n        </featureDescription>",
                escaped(about)
            )
            .unwrap_or_default();
        }
        out.push_str("      </features>\n    </typeDescription>\n");
    }
    out.push_str("  </types>\n</typeSystemDescription>\n");
    out
}
