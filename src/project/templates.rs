//! Codebooks that a project can begin with: the whole one, and parts of it for smaller studies.

use super::lifecycle::{DEFAULT_CODEBOOK, default_codebook};
use crate::model::{
    Bilingual, Cardinality, Codebook, CodebookError, Kind, Level, Panel, PanelView, Scope, Unit, ValueDef, Variable,
};

/// A codebook to begin with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Template {
    /// Its name on the command line and in the codebook.
    pub name: &'static str,
    /// What it is for, in a line.
    pub about: &'static str,
    title: (&'static str, &'static str),
    /// Units and, of these, the questions that are kept; none are named where all are.
    keeps: &'static [(&'static str, &'static [&'static str])],
}

/// The questions about a page that every study needs.
const PAGE: (&str, &[&str]) = ("DOC", &["D1", "D4", "D5", "D7"]);

/// All templates, the whole codebook first.
pub const TEMPLATES: [Template; 4] = [
    Template {
        name: "media-bias",
        about: "stance, source attribution, chains and disclaimers",
        title: ("", ""),
        keeps: &[],
    },
    Template {
        name: "stance",
        about: "only who favours or opposes whom",
        title: ("Stance in the news", "الموقف في الأخبار"),
        keeps: &[PAGE, ("ART", &["A1", "A4", "A5"]), ("STN", &[])],
    },
    Template {
        name: "attribution",
        about: "only who says what: source, cue, content, chains",
        title: ("Source attribution in the news", "إسناد المصادر في الأخبار"),
        keeps: &[PAGE, ("ART", &["A1"]), ("CHN", &[]), ("ATT", &[])],
    },
    Template {
        name: "blank",
        about: "one question, to be replaced by your own",
        title: ("A new codebook", "دليل ترميز جديد"),
        keeps: &[],
    },
];

impl Template {
    /// The template with a name.
    pub fn named(name: &str) -> Option<Self> {
        TEMPLATES.into_iter().find(|t| t.name == name)
    }

    /// Its codebook as a project keeps it.
    ///
    /// # Errors
    /// None for the templates that there are; a codebook always has a form in JSON.
    pub fn json(&self) -> Result<String, CodebookError> {
        let is_whole = self.name == default_codebook().id;
        if is_whole {
            return Ok(DEFAULT_CODEBOOK.to_owned());
        }
        serde_json::to_string_pretty(&self.codebook()).map_err(|e| CodebookError::Json(e.to_string()))
    }

    /// Its codebook, in version 1.0.
    pub fn codebook(&self) -> Codebook {
        let whole = default_codebook();
        if self.name == whole.id {
            return (*whole).clone();
        }
        let title = Bilingual { en: self.title.0.into(), ar: self.title.1.into() };
        let mut book = Codebook { id: self.name.into(), version: "1.0".into(), title, ..(*whole).clone() };
        book.description = Bilingual::default();
        if self.keeps.is_empty() {
            (book.units, book.panels) = blank();
            return book;
        }
        let kept = |code: &str| self.keeps.iter().find(|(unit, _)| *unit == code).map(|(_, questions)| *questions);
        book.units.retain(|unit| kept(&unit.code).is_some());
        for unit in &mut book.units {
            let questions = kept(&unit.code).unwrap_or_default();
            unit.variables.retain(|v| questions.is_empty() || questions.contains(&v.code.as_str()));
            unit.links.retain(|link| kept(&link.to_unit).is_some());
        }
        for panel in &mut book.panels {
            panel.units.retain(|unit| kept(unit).is_some());
        }
        book.panels.retain(|panel| !panel.units.is_empty());
        book
    }
}

fn blank() -> (Vec<Unit>, Vec<Panel>) {
    let words = |en: &str, ar: &str| Bilingual { en: en.into(), ar: ar.into() };
    let value = |code: &str, en: &str, ar: &str| ValueDef { label: words(en, ar), ..ValueDef::new(code.into()) };
    let question = Variable {
        code: "Q1".into(),
        label: words("First question", "السؤال الأول"),
        question: words("What do you want to know of each article?", "ماذا تريد أن تعرف عن كل مقال؟"),
        definition: Bilingual::default(),
        kind: Kind::Choice,
        level: Level::Nominal,
        values: vec![value("yes", "Yes", "نعم"), value("no", "No", "لا")],
        max: None,
        applies_if: None,
        optional: false,
        allow_na: false,
        from_document: Vec::new(),
    };
    let unit = Unit {
        code: "ART".into(),
        label: words("Article", "المقال"),
        definition: Bilingual::default(),
        scope: Scope::Article,
        cardinality: Cardinality::One,
        ordered: false,
        nests: false,
        roles: Vec::new(),
        links: Vec::new(),
        variables: vec![question],
        obligatory: Vec::new(),
    };
    let panel = Panel {
        code: "article".into(),
        label: unit.label.clone(),
        units: vec![unit.code.clone()],
        view: PanelView::Form,
    };
    (vec![unit], vec![panel])
}
