//! A codebook as a document that people read: both languages side by side, every question with its values, definitions,
//! examples and the condition under which it is asked.

use crate::model::{Bilingual, Codebook, Condition, Kind, Unit, Variable};
use std::fmt::Write as _;

/// A form of the document.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DocumentForm {
    /// A page for a browser or a word processor; Arabic stands from right to left.
    Html,
    /// Markdown.
    Markdown,
}

/// Writes the document.
pub fn codebook_document(book: &Codebook, form: DocumentForm) -> String {
    let mut page = Page { out: String::new(), form };
    page.begin(&format!("{} {}", book.id, book.version));
    page.heading(1, "", &book.title);
    page.words(&book.description);
    for unit in &book.units {
        page.unit(unit);
    }
    if !book.flags.is_empty() {
        page.heading(2, "", &Bilingual { en: "Flags".into(), ar: "العلامات".into() });
        page.table(
            &["code", "English", "العربية"],
            book.flags.iter().map(|f| vec![&*f.code, &f.label.en, &f.label.ar]),
        );
    }
    page.end();
    page.out
}

struct Page {
    out: String,
    form: DocumentForm,
}

impl Page {
    fn unit(&mut self, unit: &Unit) {
        self.heading(2, &unit.code, &unit.label);
        self.words(&unit.definition);
        let roles = unit.roles.iter();
        let roles = roles.map(|r| vec![&*r.code, &r.key, &r.label.en, &r.label.ar, &r.definition.en, &r.definition.ar]);
        self.table(&["span", "key", "English", "العربية", "definition", "التعريف"], roles);
        for variable in &unit.variables {
            self.variable(variable);
        }
    }

    fn variable(&mut self, variable: &Variable) {
        self.heading(3, &variable.code, &variable.label);
        self.words(&variable.question);
        self.words(&variable.definition);
        let kind = match variable.kind {
            Kind::Choice => "one value",
            Kind::Set => "any number of values",
            Kind::Number => "a number",
            Kind::Date => "a date",
            Kind::Text => "free words",
            Kind::Entity => "a name",
            Kind::Depth => "computed from nesting",
        };
        let mut facts = format!("{kind}; level: {}", variable.level.code());
        if let Some(max) = variable.max {
            write!(facts, "; at most {max}").unwrap_or_default();
        }
        if let Some(condition) = &variable.applies_if {
            write!(facts, "; asked only if {}", in_words(condition)).unwrap_or_default();
        }
        if variable.optional {
            facts.push_str("; may stay open");
        }
        self.words(&Bilingual { en: facts, ar: String::new() });
        let rows = variable.values.iter().enumerate().map(|(at, value)| {
            let key = value.key.clone().unwrap_or_else(|| if at < 9 { (at + 1).to_string() } else { String::new() });
            let about = |definition: &str, example: &str, counter: &str| {
                let said = [("", definition), ("+ ", example), ("− ", counter)];
                let said = said.iter().filter(|(_, words)| !words.is_empty());
                said.map(|(sign, words)| format!("{sign}{words}")).collect::<Vec<_>>().join(" ")
            };
            let en = about(&value.definition.en, &value.example.en, &value.counter_example.en);
            let ar = about(&value.definition.ar, &value.example.ar, &value.counter_example.ar);
            vec![value.code.clone(), key, value.label.en.clone(), value.label.ar.clone(), en, ar]
        });
        self.table(
            &["code", "key", "English", "العربية", "definition (+ example, − counter-example)", "التعريف"],
            rows,
        );
    }

    fn begin(&mut self, title: &str) {
        if self.form == DocumentForm::Html {
            let style = "body{font:16px/1.6 'Noto Naskh Arabic',serif;max-width:70em;margin:2em auto;padding:0 1em}\
                table{border-collapse:collapse;width:100%}td,th{border:1px solid #bbb;padding:.3em .6em;vertical-align:top}\
                th{background:#eee}p{margin:.4em 0}";
            write!(
                self.out,
                "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{}</title>\n<style>{style}</style></head>\n<body>\n",
                escaped(title)
            )
            .unwrap_or_default();
        }
    }

    fn end(&mut self) {
        if self.form == DocumentForm::Html {
            self.out.push_str("</body></html>\n");
        }
    }

    fn heading(&mut self, level: usize, code: &str, label: &Bilingual) {
        let parts = [code, &label.en, &label.ar].into_iter().filter(|part| !part.is_empty());
        let said: Vec<String> = parts.map(|part| self.isolated(part)).collect();
        let said = said.join(" · ");
        match self.form {
            DocumentForm::Html => writeln!(self.out, "<h{level}>{said}</h{level}>"),
            DocumentForm::Markdown => writeln!(self.out, "{} {said}\n", "#".repeat(level)),
        }
        .unwrap_or_default();
    }

    fn words(&mut self, words: &Bilingual) {
        for (text, language) in [(&words.en, "en"), (&words.ar, "ar")] {
            if text.is_empty() {
                continue;
            }
            match self.form {
                DocumentForm::Html => {
                    let direction = if language == "ar" { "rtl" } else { "ltr" };
                    writeln!(self.out, "<p lang=\"{language}\" dir=\"{direction}\">{}</p>", escaped(text))
                }
                DocumentForm::Markdown => writeln!(self.out, "{}\n", text.replace('\n', " ")),
            }
            .unwrap_or_default();
        }
    }

    /// A table; none where there is no row.
    fn table<S: AsRef<str>>(&mut self, head: &[&str], rows: impl Iterator<Item = Vec<S>>) {
        let mut rows = rows.peekable();
        if rows.peek().is_none() {
            return;
        }
        match self.form {
            DocumentForm::Html => {
                let row = |cells: &[&str], tag: &str| -> String {
                    let cell = |cell: &&str| format!("<{tag} dir=\"auto\">{}</{tag}>", escaped(cell));
                    cells.iter().map(cell).collect::<Vec<_>>().concat()
                };
                writeln!(self.out, "<table>\n<tr>{}</tr>", row(head, "th")).unwrap_or_default();
                for cells in rows {
                    let cells: Vec<&str> = cells.iter().map(AsRef::as_ref).collect();
                    writeln!(self.out, "<tr>{}</tr>", row(&cells, "td")).unwrap_or_default();
                }
                self.out.push_str("</table>\n");
            }
            DocumentForm::Markdown => {
                let row = |cells: &[&str]| -> String {
                    let cell = |cell: &&str| format!("| {} ", cell.replace('|', "\\|").replace('\n', " "));
                    cells.iter().map(cell).collect::<Vec<_>>().concat()
                };
                writeln!(self.out, "{}|\n{}|", row(head), "|---".repeat(head.len())).unwrap_or_default();
                for cells in rows {
                    let cells: Vec<&str> = cells.iter().map(AsRef::as_ref).collect();
                    writeln!(self.out, "{}|", row(&cells)).unwrap_or_default();
                }
                self.out.push('\n');
            }
        }
    }

    fn isolated(&self, text: &str) -> String {
        match self.form {
            DocumentForm::Html => format!("<bdi>{}</bdi>", escaped(text)),
            DocumentForm::Markdown => text.to_owned(),
        }
    }
}

/// A condition by its codes: they are the same in both languages and in the exported data.
fn in_words(condition: &Condition) -> String {
    let joined = |all: &[Condition], word: &str| all.iter().map(in_words).collect::<Vec<_>>().join(word);
    match condition {
        Condition::Is { variable, any_of } => format!("{variable} is {}", any_of.join(" or ")),
        Condition::AtLeast { variable, count } => format!("{variable} has at least {count}"),
        Condition::HasAnchor(role) => format!("{role} is marked"),
        Condition::NoAnchor(role) => format!("{role} is not marked"),
        Condition::All(all) => format!("({})", joined(all, " and ")),
        Condition::Any(all) => format!("({})", joined(all, " or ")),
        Condition::Not(inner) => format!("not {}", in_words(inner)),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
