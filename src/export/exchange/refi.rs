//! REFI-QDA: a project (`.qdpx`) of plain texts with coded selections, and the codebook alone (`.qdc`). Positions are code points. Roles are codes
//! under their unit, values are codes under their question; what is written in words stands in the description of the selection.

use super::about::{self, Carries};
use super::offsets::Offsets;
use super::texts::{Text, is_structure, texts};
use super::xml::escaped;
use crate::export::{ExportError, ExportFile, ExportView};
use crate::model::{Codebook, Kind};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use uuid::Uuid;
use zip::write::SimpleFileOptions;

/// The project.
pub(in crate::export) fn write_project(view: &ExportView) -> Result<Vec<ExportFile>, ExportError> {
    let name = "project.qdpx";
    let texts = texts(view);
    let mut left = about::wordless(&texts);
    let qde = project(view, &texts, &mut left);
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut put = |path: &str, bytes: &[u8]| -> Result<(), ExportError> {
        let failed = |e: &dyn std::fmt::Display| about::failed(path, e);
        archive.start_file(path, SimpleFileOptions::default()).map_err(|e| failed(&e))?;
        archive.write_all(bytes).map_err(|e| failed(&e))
    };
    put("project.qde", qde.as_bytes())?;
    for text in &texts {
        put(
            &format!("sources/{}.txt", guid("text", &text.document.id.to_string())),
            text.document.text.as_str().as_bytes(),
        )?;
    }
    let bytes = archive.finish().map_err(|e| about::failed(name, &e))?.into_inner();
    let carries = Carries { format: "REFI-QDA project", offset_unit: "code points", left };
    Ok(vec![ExportFile { name: name.to_owned(), bytes }, about::file(view, &texts, carries)?])
}

/// The codebook alone.
pub(in crate::export) fn write_codebook(view: &ExportView) -> Result<Vec<ExportFile>, ExportError> {
    let texts = texts(view);
    let book = newest(view).ok_or_else(|| about::failed("codebook.qdc", &"nothing is coded yet"))?;
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    writeln!(out, "<CodeBook xmlns=\"urn:QDA-XML:codebook:1.0\" origin=\"{}\">", origin()).unwrap_or_default();
    codes(&mut out, book);
    out.push_str("</CodeBook>\n");
    let left = BTreeMap::from([("skip logic, levels and limits of the codebook".to_owned(), 1)]);
    let carries = Carries { format: "REFI-QDA codebook", offset_unit: "none", left };
    Ok(vec![
        ExportFile { name: "codebook.qdc".to_owned(), bytes: out.into_bytes() },
        about::file(view, &texts, carries)?,
    ])
}

fn newest(view: &ExportView) -> Option<&Codebook> {
    view.codings.iter().max_by_key(|c| c.coding.codebook).map(|c| &*c.book)
}

fn origin() -> String {
    format!("Mizan {}", env!("CARGO_PKG_VERSION"))
}

/// An identity that is the same in every export of the same thing.
fn guid(kind: &str, name: &str) -> Uuid {
    let hash = blake3::hash(format!("{kind}/{name}").as_bytes());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash.as_bytes()[..16]);
    uuid::Builder::from_random_bytes(bytes).into_uuid()
}

fn role_code(unit: &str, role: &str) -> Uuid {
    guid("role", &format!("{unit}.{role}"))
}

fn value_code(question: &str, value: &str) -> Uuid {
    guid("value", &format!("{question}={value}"))
}

/// The codes: units with their roles, and questions with their values.
fn codes(out: &mut String, book: &Codebook) {
    out.push_str("<Codes>\n");
    for unit in &book.units {
        let open = |out: &mut String, id: Uuid, name: &str, codable: bool, about: &str| {
            write!(out, "<Code guid=\"{id}\" name=\"{}\" isCodable=\"{codable}\">", escaped(name)).unwrap_or_default();
            if !about.is_empty() {
                write!(out, "<Description>{}</Description>", escaped(about)).unwrap_or_default();
            }
            out.push('\n');
        };
        open(out, guid("unit", &unit.code), &unit.code, false, &format!("{} · {}", unit.label.en, unit.label.ar));
        for role in &unit.roles {
            let about = format!("{} · {}\n{}", role.label.en, role.label.ar, role.definition.en);
            open(out, role_code(&unit.code, &role.code), &role.code, true, &about);
            out.push_str("</Code>\n");
        }
        for variable in unit.variables.iter().filter(|v| matches!(v.kind, Kind::Choice | Kind::Set)) {
            let about = format!("{} · {}\n{}", variable.label.en, variable.label.ar, variable.definition.en);
            open(out, guid("question", &variable.code), &variable.code, false, &about);
            for value in &variable.values {
                let name = format!("{} = {}", variable.code, value.code);
                let about = format!("{} · {}\n{}", value.label.en, value.label.ar, value.definition.en);
                open(out, value_code(&variable.code, &value.code), &name, true, &about);
                out.push_str("</Code>\n");
            }
            out.push_str("</Code>\n");
        }
        out.push_str("</Code>\n");
    }
    out.push_str("</Codes>\n");
}

fn project(view: &ExportView, texts: &[Text], left: &mut BTreeMap<String, usize>) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    writeln!(
        out,
        "<Project xmlns=\"urn:QDA-XML:project:1.0\" name=\"{}\" origin=\"{}\">",
        escaped(&view.title),
        origin()
    )
    .unwrap_or_default();
    let mut users: Vec<&str> = texts.iter().flat_map(|t| &t.works).map(|w| w.coder.as_str()).collect();
    users.sort_unstable();
    users.dedup();
    out.push_str("<Users>\n");
    for user in &users {
        writeln!(out, "<User guid=\"{}\" name=\"{}\"/>", guid("user", user), escaped(user)).unwrap_or_default();
    }
    out.push_str("</Users>\n");
    if let Some(book) = newest(view) {
        out.push_str("<CodeBook>\n");
        codes(&mut out, book);
        out.push_str("</CodeBook>\n");
    }
    out.push_str("<Sources>\n");
    let mut links = String::new();
    for text in texts {
        source(&mut out, &mut links, text, left);
    }
    out.push_str("</Sources>\n");
    if !links.is_empty() {
        write!(out, "<Links>\n{links}</Links>\n").unwrap_or_default();
    }
    let books: Vec<String> = newest(view).map(|b| format!("{} {}", b.id, b.version)).into_iter().collect();
    let about = format!(
        "codebook {}; positions are code points; see mizan-export.json for what is not carried",
        books.concat()
    );
    write!(out, "<Description>{}</Description>\n</Project>\n", escaped(&about)).unwrap_or_default();
    out
}

fn source(out: &mut String, links: &mut String, text: &Text, left: &mut BTreeMap<String, usize>) {
    let id = guid("text", &text.document.id.to_string());
    writeln!(
        out,
        "<TextSource guid=\"{id}\" name=\"{}\" plainTextPath=\"internal://{id}.txt\"><Description>text_blake3 {}</Description>",
        escaped(&text.stem),
        about::text_hash(text)
    )
    .unwrap_or_default();
    let offsets = Offsets::of(text.document.text.as_str());
    let mut whole = String::new();
    for (n, work) in text.works.iter().enumerate() {
        let user = guid("user", &work.coder);
        let selection = |mark: &str| guid("selection", &format!("{id}/{n}/{mark}"));
        let codes_of = |name: &str, value: &str| -> Option<Vec<Uuid>> {
            let (_, variable) = work.book.variable(name).filter(|(_, v)| matches!(v.kind, Kind::Choice | Kind::Set))?;
            Some(value.split('|').map(|v| value_code(&variable.code, v)).collect())
        };
        for mark in &work.set.marks {
            let Some(piece) = mark.pieces.first() else { continue };
            let own = selection(&mark.id);
            write!(
                out,
                "<PlainTextSelection guid=\"{own}\" name=\"{}\" startPosition=\"{}\" endPosition=\"{}\" creatingUser=\"{user}\">",
                escaped(&text.document.text.quote(*piece).chars().take(60).collect::<String>()),
                offsets.points(piece.start()),
                offsets.points(piece.end())
            )
            .unwrap_or_default();
            let mut codes = vec![role_code(&mark.layer, &mark.label)];
            let mut words = Vec::new();
            for (name, value) in mark.attributes.iter().filter(|(n, _)| !is_structure(n)) {
                match codes_of(name, value) {
                    Some(own) => codes.extend(own),
                    None => words.push(format!("{name} = {}", one_line(value))),
                }
            }
            words.extend(mark.note.clone());
            if !words.is_empty() {
                write!(out, "<Description>{}</Description>", escaped(&words.join("\n"))).unwrap_or_default();
            }
            for code in codes {
                coding(out, &own.to_string(), user, code);
            }
            out.push_str("</PlainTextSelection>\n");
        }
        for fact in &work.set.facts {
            match codes_of(&fact.name, &fact.value).filter(|_| !work.several) {
                Some(codes) => codes.into_iter().for_each(|code| coding(&mut whole, &format!("{id}/{n}"), user, code)),
                None => {
                    *left
                        .entry("answer in words, or about one of several articles in a text".to_owned())
                        .or_default() += 1;
                }
            }
        }
        let (ties, wordless) = work.ties();
        *left.entry("tie to a record without words".to_owned()).or_default() += wordless;
        for tie in ties {
            let (from, to) = (selection(&tie.from), selection(&tie.to));
            writeln!(
                links,
                "<Link guid=\"{}\" name=\"{}\" direction=\"OneWay\" originGUID=\"{from}\" targetGUID=\"{to}\"/>",
                guid("link", &format!("{from}/{}/{to}", tie.label)),
                escaped(&tie.label)
            )
            .unwrap_or_default();
        }
    }
    out.push_str(&whole);
    out.push_str("</TextSource>\n");
}

fn coding(out: &mut String, of: &str, user: Uuid, code: Uuid) {
    let id = guid("coding", &format!("{of}/{user}/{code}"));
    write!(out, "<Coding guid=\"{id}\" creatingUser=\"{user}\"><CodeRef targetGUID=\"{code}\"/></Coding>")
        .unwrap_or_default();
}

fn one_line(value: &str) -> String {
    if value.contains('\n') || value.contains("\\n") {
        return value.replace('\\', "\\\\").replace('\n', "\\n");
    }
    value.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Mark;

    #[test]
    fn identities_are_the_same_each_time_and_differ_by_what_they_name() {
        assert_eq!(guid("user", "ليلى"), guid("user", "ليلى"));
        assert_ne!(guid("user", "ليلى"), guid("code", "ليلى"));
        assert_eq!(guid("user", "ليلى").get_version_num(), 4);
        assert_ne!(role_code("ATT", Mark::RECORD), value_code("ATT", Mark::RECORD));
    }
}
