//! REFI-QDA: a project (`.qdpx`) of plain texts with coded selections, and the codebook alone (`.qdc`). Positions are code points. Roles are codes
//! under their unit, values are codes under their question; what is written in words stands in the description of the selection.

use super::about;
use super::offsets::Offsets;
use super::texts::{Text, Texts, is_structure};
use super::xml::escaped;
use crate::export::sidecar::{Sidecar, named, program};
use crate::export::{ExportError, ExportHead, ExportSource, ExportTarget, OutFile};
use crate::model::{Codebook, Kind};
use std::fmt::Write as _;
use std::io::Write as _;
use std::sync::Arc;
use uuid::Uuid;
use zip::write::SimpleFileOptions;

/// The project.
pub(in crate::export) fn write_project(
    source: &mut dyn ExportSource,
    out: &mut dyn ExportTarget,
) -> Result<(), ExportError> {
    let name = "project.qdpx";
    let mut about = Sidecar::new("REFI-QDA project", "code points");
    let mut archive = zip::ZipWriter::new_stream(out.begin(name)?);
    let failed = |e: &dyn std::fmt::Display| about::failed(name, e);
    let begun = |archive: &mut Archive, path: &str| {
        let begun = archive.start_file(path, SimpleFileOptions::default().large_file(path == PROJECT));
        begun.map_err(|e| failed(&e))
    };
    begun(&mut archive, PROJECT)?;
    let put = |archive: &mut Archive, text: &str| archive.write_all(text.as_bytes()).map_err(|e| failed(&e));
    put(&mut archive, &before_sources(source.head()))?;
    let (mut links, mut kept) = (String::new(), Vec::new());
    let mut texts = Texts::of(source);
    while let Some(text) = texts.next()? {
        put(&mut archive, &self::source(&mut links, &text, &mut about))?;
        kept.push((guid("text", &text.document.id.to_string()), text.document.text.shared()));
        about::leave_wordless(&mut about, &text);
        about::note(&mut about, &text);
    }
    put(&mut archive, &behind_sources(source.head(), &links))?;
    for (id, text) in kept {
        begun(&mut archive, &format!("sources/{id}.txt"))?;
        put(&mut archive, &text)?;
    }
    archive.finish().map_err(|e| failed(&e))?.into_inner().finish()?;
    about.finish(source, out)
}

/// The codebook alone.
pub(in crate::export) fn write_codebook(
    source: &mut dyn ExportSource,
    out: &mut dyn ExportTarget,
) -> Result<(), ExportError> {
    let head = source.head();
    let book = head.newest.as_ref().or(head.books.last().map(|b| &b.book));
    let book = Arc::clone(book.ok_or_else(|| about::failed("codebook.qdc", &"there is no codebook"))?);
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    writeln!(xml, "<CodeBook xmlns=\"urn:QDA-XML:codebook:1.0\" origin=\"{}\">", program()).unwrap_or_default();
    codes(&mut xml, &book);
    xml.push_str("</CodeBook>\n");
    out.put("codebook.qdc", xml.as_bytes())?;
    let mut about = Sidecar::new("REFI-QDA codebook", "none");
    about.leave("skip logic, levels and limits of the codebook", 1);
    about.rests_on(&book);
    let mut texts = Texts::of(source);
    while let Some(text) = texts.next()? {
        about::note(&mut about, &text);
    }
    about.finish(source, out)
}

/// The archive while it is written; it is never read back, so it can be of any size.
type Archive = zip::ZipWriter<zip::write::StreamWriter<OutFile>>;

/// The file in the archive that says what is in it.
const PROJECT: &str = "project.qde";

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

fn before_sources(head: &ExportHead) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    writeln!(
        out,
        "<Project xmlns=\"urn:QDA-XML:project:1.0\" name=\"{}\" origin=\"{}\">",
        escaped(&head.title),
        program()
    )
    .unwrap_or_default();
    let mut users: Vec<&str> = head.works.iter().map(|w| w.coder.as_str()).collect();
    users.dedup();
    out.push_str("<Users>\n");
    for user in users {
        writeln!(out, "<User guid=\"{}\" name=\"{}\"/>", guid("user", user), escaped(user)).unwrap_or_default();
    }
    out.push_str("</Users>\n");
    if let Some(book) = &head.newest {
        out.push_str("<CodeBook>\n");
        codes(&mut out, book);
        out.push_str("</CodeBook>\n");
    }
    out.push_str("<Sources>\n");
    out
}

fn behind_sources(head: &ExportHead, links: &str) -> String {
    let mut out = String::from("</Sources>\n");
    if !links.is_empty() {
        write!(out, "<Links>\n{links}</Links>\n").unwrap_or_default();
    }
    let about = format!(
        "codebook {}; positions are code points; see mizan-export.json for what is not carried",
        head.newest.as_ref().map(|b| named(b)).unwrap_or_default()
    );
    write!(out, "<Description>{}</Description>\n</Project>\n", escaped(&about)).unwrap_or_default();
    out
}

fn source(links: &mut String, text: &Text, about: &mut Sidecar) -> String {
    let mut out = String::new();
    let id = guid("text", &text.document.id.to_string());
    writeln!(
        out,
        "<TextSource guid=\"{id}\" name=\"{}\" plainTextPath=\"internal://{id}.txt\"><Description>text_blake3 {}</Description>",
        escaped(&text.stem),
        text.hash
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
                coding(&mut out, &own.to_string(), user, code);
            }
            out.push_str("</PlainTextSelection>\n");
        }
        for fact in &work.set.facts {
            match codes_of(&fact.name, &fact.value).filter(|_| !work.several) {
                Some(codes) => codes.into_iter().for_each(|code| coding(&mut whole, &format!("{id}/{n}"), user, code)),
                None => about.leave("answer in words, or about one of several articles in a text", 1),
            }
        }
        let (ties, wordless) = work.ties();
        about.leave("tie to a record without words", wordless);
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
    out
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
