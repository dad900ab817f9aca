//! The report as one web page: nothing outside of it is needed, and it prints to A4.

use super::blocks::{Block, Cell, Table};
use super::numbers::Lang;
use super::svg::xml;

const STYLE: &str = include_str!("../../../assets/report/report.css");

/// Articles that are listed behind one figure; the tables list all.
const MOST_LISTED: usize = 120;

pub(super) fn html(blocks: &[Block], title: &str, lang: Lang) -> String {
    let mut body = String::new();
    let mut sections: Vec<(u8, usize, String)> = Vec::new();
    for block in blocks {
        match block {
            Block::Heading(level, text) => {
                let number = sections.len() + 1;
                sections.push((*level, number, text.clone()));
                body.push_str(&format!("<h{level} id=\"s{number}\" dir=\"auto\">{}</h{level}>\n", xml(text)));
            }
            Block::Paragraph(text) => body.push_str(&format!("<p>{}</p>\n", xml(text))),
            Block::Note(text) => body.push_str(&format!("<p class=\"note\">{}</p>\n", xml(text))),
            Block::Warning(text) => body.push_str(&format!(
                "<p class=\"warning\"><span aria-hidden=\"true\">\u{25B2}</span> {}</p>\n",
                xml(text)
            )),
            Block::Table(of) => table(&mut body, of, lang),
            Block::Plot(plot) => {
                body.push_str(&format!("<figure>{}<figcaption>{}</figcaption></figure>\n", plot.svg, xml(&plot.title)));
            }
            Block::Behind(lines) => behind(&mut body, lines, lang),
        }
    }
    let entries = sections
        .iter()
        .filter(|(level, ..)| *level > 1)
        .map(|(level, number, text)| format!("<li class=\"l{level}\"><a href=\"#s{number}\">{}</a></li>", xml(text)));
    let contents = format!(
        "<nav><p>{}</p><ol>{}</ol></nav>\n",
        lang.t("Contents", "المحتويات"),
        entries.collect::<Vec<_>>().join("\n")
    );
    // The list of contents stands behind the title.
    let place = body.find("<h2").unwrap_or(body.len());
    let (before, after) = body.split_at(place);
    let dir = if lang.is_arabic() { "rtl" } else { "ltr" };
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\" dir=\"{dir}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n{before}{contents}{after}</main>\n</body>\n</html>\n",
        lang.code(),
        xml(title)
    )
}

fn table(out: &mut String, table: &Table, lang: Lang) {
    let wide = if table.columns.len() > 9 { " class=\"wide\"" } else { "" };
    out.push_str(&format!("<div class=\"table\"><table{wide}>\n<caption>{}</caption>\n<thead><tr>", xml(&table.title)));
    for column in &table.columns {
        let class = if column.figures { " class=\"n\"" } else { "" };
        out.push_str(&format!("<th scope=\"col\"{class}>{}</th>", xml(&column.name)));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for row in &table.rows {
        out.push_str("<tr>");
        for (cell, column) in row.iter().zip(&table.columns) {
            let class = if column.figures { " class=\"n\"" } else { "" };
            // Names of people and pages keep a direction of their own.
            let text = match cell {
                Cell::Text(text) => format!("<bdi>{}</bdi>", xml(text)),
                other => xml(&other.shown(lang)),
            };
            out.push_str(&format!("<td{class}>{text}</td>"));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody></table>");
    for note in &table.notes {
        out.push_str(&format!("<p class=\"note\">{}</p>", xml(note)));
    }
    out.push_str("</div>\n");
}

fn behind(out: &mut String, lines: &[(String, Vec<usize>)], lang: Lang) {
    let title = lang.t("Articles behind these figures", "المقالات وراء هذه الأرقام");
    out.push_str(&format!("<details><summary>{title}</summary><ul>\n"));
    for (what, numbers) in lines {
        let comma = lang.t(", ", "، ");
        let shown: Vec<String> = numbers.iter().take(MOST_LISTED).map(|n| lang.count(*n)).collect();
        let more = match numbers.len().saturating_sub(MOST_LISTED) {
            0 => String::new(),
            n => format!(" {}{}", lang.t("and more: ", "وغيرها: "), lang.count(n)),
        };
        out.push_str(&format!("<li><bdi>{}</bdi>: {}{more}</li>\n", xml(what), shown.join(comma)));
    }
    out.push_str("</ul></details>\n");
}
