//! UIMA CAS XMI: a folder for each coder, in it the type system and a file for each text.

use super::about;
use super::cas::{SOFA, structures, types};
use super::offsets::Offsets;
use super::texts::{Text, Texts, Work};
use super::xml::{escaped, impossible};
use crate::export::sidecar::Sidecar;
use crate::export::{ExportError, ExportSource, ExportTarget};
use crate::model::Codebook;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

pub(in crate::export) fn write(source: &mut dyn ExportSource, out: &mut dyn ExportTarget) -> Result<(), ExportError> {
    let mut about = Sidecar::new("UIMA CAS XMI", "UTF-16 code units");
    let mut systems: BTreeMap<String, Arc<Codebook>> = BTreeMap::new();
    let mut texts = Texts::of(source);
    while let Some(text) = texts.next()? {
        let offsets = Offsets::of(text.document.text.as_str());
        for work in &text.works {
            let name = format!("{}/{}.xmi", work.folder, text.stem);
            out.put(&name, xmi(&text, work, &offsets).as_bytes())?;
            systems.insert(work.folder.clone(), Arc::clone(&work.book));
        }
        let controls = impossible(text.document.text.as_str());
        about.leave("sign of a text that XML cannot hold (it stands as U+FFFD)", controls);
        about::note(&mut about, &text);
    }
    for (folder, book) in systems {
        out.put(&format!("{folder}/TypeSystem.xml"), type_system(&book).as_bytes())?;
    }
    about.finish(source, out)
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
