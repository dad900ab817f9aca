//! Labels of header lines in exports of `LexisNexis` and Nexis Uni, in the languages that these are made in.

use super::{FIELD, Line, Role};
use crate::model::ZoneKind;

/// A label: the fact that stands behind it, and what the line is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Label {
    pub fact: &'static str,
    pub role: Role,
    /// Whether it stands behind the story.
    pub foot: bool,
}

const fn head(fact: &'static str, role: Role) -> Label {
    Label { fact, role, foot: false }
}
const fn foot(fact: &'static str) -> Label {
    Label { fact, role: FIELD, foot: true }
}

const BYLINE: Role = Role::Known(ZoneKind::Byline);

/// Labels in one spelling, `|` between them.
const LABELS: &[(&str, Label)] = &[
    ("byline|by|autor|auteur|autore|автор|الكاتب|بقلم", head("author", BYLINE)),
    ("section|rubrik|rubrique|seccion|sezione|раздел|القسم", head("section", FIELD)),
    ("length|lange|longueur|longitud|lunghezza|длина|الطول", head("length", FIELD)),
    ("dateline|ortsangabe", head("filed_from", Role::Known(ZoneKind::Dateline))),
    ("highlight|zusammenfassung|subtitle", head("highlight", Role::Known(ZoneKind::Deck))),
    ("series|column", head("series", FIELD)),
    ("graphic|grafik|graphique", Label { fact: "graphic", role: Role::Known(ZoneKind::Caption), foot: true }),
    ("load date|update|ladedatum|date de chargement", foot("load_date")),
    ("language|sprache|langue|idioma|lingua|язык|اللغه", foot("language_name")),
    ("publication type|document type|type|zeitungstyp|type de publication", foot("publication_type")),
    ("journal code", foot("journal_code")),
    ("subject", foot("subject")),
    ("industry", foot("industry")),
    ("company", foot("company")),
    ("organization", foot("organization")),
    ("ticker", foot("ticker")),
    ("person", foot("person")),
    ("geographic|country|state|city", foot("geographic")),
    ("acc no|accession number", foot("accession")),
    ("notes", foot("notes")),
    ("correction|correction date", foot("correction")),
];

/// The label of a line and what stands behind it.
pub(super) fn label<'a>(line: &Line<'a>) -> Option<(Label, &'a str)> {
    let (name, value) = line.text.split_once([':', '：'])?;
    if name.is_empty() || name.chars().count() > 24 {
        return None;
    }
    let key = super::super::normal::key(name);
    let found = LABELS.iter().find(|(names, _)| names.split('|').any(|n| n == key))?;
    Some((found.1, value.trim()))
}

/// Whether a line says whose property an article is.
pub(super) fn is_copyright(line: &Line<'_>) -> bool {
    let text = line.text;
    let key = line.key();
    line.is_short()
        && (text.starts_with('©')
            || text.get(..3).is_some_and(|c| c.eq_ignore_ascii_case("(c)"))
            || key.starts_with("copyright")
            || key.ends_with("all rights reserved")
            || key.ends_with("alle rechte vorbehalten")
            || key.ends_with("tous droits reserves")
            || key.starts_with("حقوق النشر")
            || key.contains("جميع الحقوق محفوظه"))
}

/// The line over the classification behind a story, or a label of it.
pub(super) fn begins_foot(line: &Line<'_>) -> bool {
    if !line.is_short() {
        return false;
    }
    let sure = ["load_date", "language_name", "publication_type", "journal_code", "graphic"];
    matches!(line.key().as_str(), "classification" | "graphic" | "klassifizierung" | "التصنيف")
        || label(line).is_some_and(|(l, _)| l.foot && sure.contains(&l.fact))
}
