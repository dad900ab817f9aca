//! Nexis Uni: each article ends with "End of Document" and has its title, outlet, day, copyright, labelled lines, and "Body" before its
//! text; classification and load date stand behind. A cover with the search and the list of titles may stand before the first.

use super::label::{begins_foot, is_copyright, label};
use super::{Article, Export, FIELD, Line, Role};
use crate::model::ZoneKind;
use std::ops::Range;

/// Lines that end an article.
const ENDS: &[&str] = &[
    "end of document",
    "نهايه المستند",
    "конец документа",
    "fin du document",
    "fin del documento",
    "ende des dokuments",
    "ende des dokumentes",
    "fine del documento",
    "einde van document",
];
/// The line before an article's text.
const BODY: &[&str] = &["body", "النص", "full text", "текст", "texte", "texto", "haupttext", "testo"];
/// Lines of a header between its day and its text, at most.
const HEAD: usize = 25;
/// Letters of a piece between two ends that is more than a page number.
const PIECE: usize = 40;

pub(super) fn find(lines: &[Line<'_>]) -> Option<Export> {
    let ends: Vec<usize> =
        (0..lines.len()).filter(|at| lines.get(*at).is_some_and(|l| ENDS.contains(&l.key().as_str()))).collect();
    ends.first()?;
    let mut articles = Vec::new();
    let mut from = 0;
    for (n, end) in ends.iter().enumerate() {
        let piece = from..end + 1;
        from = end + 1;
        let letters: usize = lines.get(piece.clone()).unwrap_or_default().iter().map(|l| l.text.len()).sum();
        if letters > PIECE {
            articles.push(article(lines, piece, n == 0));
        }
    }
    let last = from..lines.len();
    let rest: usize = lines.get(last.clone()).unwrap_or_default().iter().map(|l| l.text.len()).sum();
    // An export that was cut off has no end behind its last article.
    if rest > 3 * PIECE && lines.get(last.clone()).unwrap_or_default().iter().any(is_body_label) {
        articles.push(article(lines, last, false));
    }
    Some(Export { database: "Nexis Uni", articles, promised: promised(lines, *ends.first()?) })
}

fn is_body_label(line: &Line<'_>) -> bool {
    BODY.contains(&line.key().as_str())
}

/// How many articles the cover promises: "Documents (12)".
fn promised(lines: &[Line<'_>], until: usize) -> Option<usize> {
    lines.iter().take(until.min(60)).find_map(|line| {
        let (word, number) = line.text.strip_suffix(')')?.split_once('(')?;
        let word = super::super::normal::key(word);
        ["documents", "document", "dokumente", "documentos", "المستندات"].contains(&word.as_str()).then_some(())?;
        number.trim().parse().ok().filter(|n| *n > 0)
    })
}

fn article(lines: &[Line<'_>], piece: Range<usize>, first: bool) -> Article {
    let line = |at: usize| lines.get(at).copied().unwrap_or(Line { text: "", strong: false, joined: false });
    let filled: Vec<usize> = piece.clone().filter(|at| !line(*at).is_blank()).collect();
    let label_of_body = filled.iter().position(|at| is_body_label(&line(*at)));
    // Without that label the text begins behind the last labelled line of the header.
    let head_end = label_of_body.unwrap_or_else(|| {
        let labelled = filled
            .iter()
            .take(HEAD)
            .rposition(|at| label(&line(*at)).is_some_and(|(l, _)| !l.foot) || is_copyright(&line(*at)));
        labelled.map_or_else(|| filled.len().min(3), |l| l + 1)
    });
    let head = filled.get(..head_end).unwrap_or_default();
    let date = head.iter().enumerate().rev().take(HEAD).find_map(|(n, at)| {
        let line = line(*at);
        (line.has_date() && label(&line).is_none() && !is_copyright(&line)).then_some(n)
    });
    // Before the first article stands the cover: the title is the strong line before the outlet, or the line before it.
    let title = match date {
        Some(date) if first && date > 2 => {
            (date.saturating_sub(4)..date).find(|n| head.get(*n).is_some_and(|at| line(*at).strong)).unwrap_or(date - 2)
        }
        _ => 0,
    };
    let start = filled.get(title).copied().filter(|_| title > 0).unwrap_or(piece.start);
    let mut article = Article::new(start..piece.end);
    if let Some(at) = filled.get(title) {
        article.mark(*at, Role::Known(ZoneKind::Headline));
    }
    if let Some(at) = date.and_then(|d| head.get(d)) {
        article.mark(*at, Role::Known(ZoneKind::Dateline));
        article.put_date(line(*at).text);
    }
    let outlet = match date {
        Some(date) => date.checked_sub(1).filter(|n| *n > title),
        None => Some(title + 1).filter(|n| *n < head_end && label_of_body.is_some()),
    };
    if let Some(at) = outlet.and_then(|n| head.get(n)) {
        article.put("outlet", line(*at).text);
    }
    for at in head.iter().skip(outlet.max(date).unwrap_or(title) + 1) {
        labelled(&mut article, &line(*at), *at);
    }
    let body = filled.get(head_end + usize::from(label_of_body.is_some())).copied().unwrap_or(piece.end);
    let foot = (body..piece.end).find(|at| begins_foot(&line(*at))).unwrap_or(piece.end);
    article.mark_all(body..foot, Role::Body);
    if let Some(end) = filled.last().filter(|at| ENDS.contains(&line(**at).key().as_str())) {
        article.mark(*end, FIELD);
    }
    let mut graphic = false;
    for at in foot..piece.end {
        let line = line(at);
        match line.key().as_str() {
            "graphic" => graphic = true,
            "classification" => graphic = false,
            _ if label(&line).is_some() => {
                graphic = false;
                labelled(&mut article, &line, at);
            }
            _ if graphic && !is_copyright(&line) && !ENDS.contains(&line.key().as_str()) => {
                article.mark(at, Role::Known(ZoneKind::Caption));
            }
            _ => {}
        }
    }
    article
}

/// Marks a labelled line of a header and keeps its fact.
pub(super) fn labelled(article: &mut Article, line: &Line<'_>, at: usize) {
    if let Some((label, value)) = label(line) {
        article.mark(at, label.role);
        article.put(label.fact, value);
    } else if is_copyright(line) {
        article.put("copyright", line.text);
    }
}
