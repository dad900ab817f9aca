//! The report as Markdown, with tables as GitHub and Pandoc read them.

use super::blocks::{Block, Table};
use super::numbers::Lang;

pub(super) fn markdown(blocks: &[Block], lang: Lang) -> String {
    let mut out = String::new();
    let open = if lang.is_arabic() { "<div dir=\"rtl\" lang=\"ar\">\n\n" } else { "" };
    out.push_str(open);
    for block in blocks {
        match block {
            Block::Heading(level, text) => {
                out.push_str(&format!("{} {}\n\n", "#".repeat(usize::from(*level)), escaped(text)));
            }
            Block::Paragraph(text) => out.push_str(&format!("{}\n\n", escaped(text))),
            Block::Note(text) => out.push_str(&format!("*{}*\n\n", escaped(text))),
            Block::Warning(text) => {
                out.push_str(&format!("> {} {}\n\n", lang.t("**Note:**", "**تنبيه:**"), escaped(text)));
            }
            Block::Table(of) => table(&mut out, of, lang),
            Block::Plot(plot) => {
                out.push_str(&format!("![{}](plots/{}.{}.svg)\n\n", escaped(&plot.title), plot.id, lang.code()));
            }
            Block::Behind(_) => {}
        }
    }
    if lang.is_arabic() {
        out.push_str("</div>\n");
    }
    out
}

fn table(out: &mut String, table: &Table, lang: Lang) {
    out.push_str(&format!("**{}**\n\n", escaped(&table.title)));
    let head: Vec<String> = table.columns.iter().map(|c| escaped(&c.name)).collect();
    out.push_str(&format!("| {} |\n", head.join(" | ")));
    let rule: Vec<&str> = table.columns.iter().map(|c| if c.figures { "---:" } else { "---" }).collect();
    out.push_str(&format!("| {} |\n", rule.join(" | ")));
    for row in &table.rows {
        let cells: Vec<String> = row.iter().map(|cell| escaped(&cell.shown(lang))).collect();
        out.push_str(&format!("| {} |\n", cells.join(" | ")));
    }
    out.push('\n');
    for note in &table.notes {
        out.push_str(&format!("*{}*\n\n", escaped(note)));
    }
}

/// Without signs that Markdown takes for its own.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' => out.push(' '),
            '|' | '*' | '_' | '`' | '[' | ']' | '<' | '>' | '\\' | '#' => {
                out.push('\\');
                out.push(c);
            }
            other => out.push(other),
        }
    }
    out
}
