//! `LexisNexis` in plain text: "3 of 10 DOCUMENTS" before each article, then outlet, day, edition, title, labelled lines, the text broken at a
//! width, and behind it labelled lines and the copyright.

use super::label::{begins_foot, is_copyright, label};
use super::nexis::labelled;
use super::{Article, Export, FIELD, Line, Role};
use crate::model::ZoneKind;
use std::ops::Range;

/// Lines of a header before its first labelled one, at most.
const HEAD: usize = 30;

pub(super) fn find(lines: &[Line<'_>]) -> Option<Export> {
    let starts: Vec<usize> = (0..lines.len()).filter(|at| lines.get(*at).is_some_and(|l| is_start(l.text))).collect();
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    let articles: Vec<Article> = starts.iter().copied().zip(ends).filter_map(|(s, e)| article(lines, s..e)).collect();
    // One line of a text that looks like this is no export.
    let sure = articles.iter().any(|a| a.facts.contains_key("length") || a.facts.contains_key("load_date"));
    sure.then_some(Export { database: "LexisNexis", articles, promised: None })
}

/// "3 of 10 DOCUMENTS", "Dokument 3 von 10", "Document 3 de 10".
fn is_start(text: &str) -> bool {
    if text.len() > 60 {
        return false;
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let number = |w: &str| w.parse::<u32>().is_ok();
    match words.as_slice() {
        [a, of, b, word] if number(a) && number(b) => *of == "of" && matches!(*word, "DOCUMENTS" | "DOCUMENT"),
        [word, a, of, b] if number(a) && number(b) => {
            matches!((*word, *of), ("Dokument", "von") | ("Document", "de" | "of" | "van") | ("Documento", "de" | "di"))
        }
        _ => false,
    }
}

fn article(lines: &[Line<'_>], piece: Range<usize>) -> Option<Article> {
    let line = |at: usize| lines.get(at).copied().unwrap_or(Line { text: "", strong: false, joined: true });
    let mut article = Article::new(piece.clone());
    let filled: Vec<usize> = (piece.start + 1..piece.end).filter(|at| !line(*at).is_blank()).collect();
    let first_label = filled.iter().take(HEAD).position(|at| label(&line(*at)).is_some())?;
    let head = filled.get(..first_label).unwrap_or_default();
    let plain = |at: &usize| !is_copyright(&line(*at));
    let date = head.iter().position(|at| line(*at).has_date() && plain(at));
    let outlet: Vec<&str> = head
        .get(..date.unwrap_or(1).min(head.len()))
        .unwrap_or_default()
        .iter()
        .filter(|at| plain(at))
        .map(|at| line(*at).text)
        .collect();
    article.put("outlet", &outlet.join(" "));
    if let Some(at) = date.and_then(|d| head.get(d)) {
        article.mark(*at, Role::Known(ZoneKind::Dateline));
        article.put_date(line(*at).text);
    }
    // The edition stands right under the day, the title behind a blank line.
    let mut previous = date.and_then(|d| head.get(d)).copied();
    for at in head.iter().skip(date.map_or(1, |d| d + 1)) {
        if previous == at.checked_sub(1) && previous.is_some() {
            article.put("edition", line(*at).text);
            previous = Some(*at);
        } else if is_copyright(&line(*at)) {
            article.put("copyright", line(*at).text);
        } else {
            article.mark(*at, Role::Known(ZoneKind::Headline));
        }
    }
    let mut at = filled.get(first_label).copied().unwrap_or(piece.end);
    let mut open: Option<super::label::Label> = None;
    // Labelled lines with their further lines, until a line behind a blank one has no label.
    while at < piece.end {
        let line = line(at);
        if line.is_blank() {
            open = None;
        } else if let Some((label, _)) = label(&line).filter(|(l, _)| !l.foot) {
            labelled(&mut article, &line, at);
            open = Some(label);
        } else if let Some(label) = open {
            article.mark(at, label.role);
            article.put(label.fact, line.text);
        } else {
            break;
        }
        at += 1;
    }
    let foot = (at..piece.end).find(|at| begins_foot(&line(*at))).unwrap_or_else(|| {
        let last = filled.iter().rev().take_while(|at| is_copyright(&line(**at))).last();
        last.copied().unwrap_or(piece.end)
    });
    article.mark_all(at..foot, Role::Body);
    let mut open: Option<super::label::Label> = None;
    for at in foot..piece.end {
        let line = line(at);
        if line.is_blank() {
            open = None;
        } else if let Some((label, _)) = label(&line) {
            labelled(&mut article, &line, at);
            open = Some(label);
        } else if let Some(label) = open {
            article.mark(at, label.role);
            article.put(label.fact, line.text);
        } else {
            article.mark(at, FIELD);
            if is_copyright(&line) || article.facts.contains_key("copyright") {
                article.put("copyright", line.text);
            }
        }
    }
    mark_broken(&mut article, lines);
    Some(article)
}

/// The width at which lines are broken, at least.
const WIDTH: usize = 60;

/// Finds lines of titles and text that were broken at a width: their first word had no room in the line before.
fn mark_broken(article: &mut Article, lines: &[Line<'_>]) {
    let title = Role::Known(ZoneKind::Headline);
    let told = |at: usize| {
        let role = at.checked_sub(article.lines.start).and_then(|i| article.roles.get(i)).copied();
        role.filter(|r| *r == Role::Body || *r == title)
    };
    let length = |at: usize| lines.get(at).map_or(0, |l| l.text.chars().count());
    let width =
        article.lines.clone().filter(|at| told(*at).is_some()).map(length).filter(|l| *l <= 100).max().unwrap_or(0);
    if width < WIDTH {
        return;
    }
    let goes_on = |at: &usize| {
        let word = lines.get(*at).and_then(|l| l.text.split_whitespace().next()).map_or(0, |w| w.chars().count());
        let before = at.checked_sub(1).filter(|b| length(*b) > 0 && told(*b) == told(*at));
        told(*at).is_some() && word > 0 && before.is_some_and(|b| length(b) + 1 + word > width)
    };
    article.broken = article.lines.clone().filter(goes_on).collect();
}
