//! Factiva: each article ends with its accession number (`Document LBA0000020240819ek8j0001`). Before its text stand title, writer,
//! number of words, day, hour, outlet, its code, language and copyright, one a line; or each of them behind the code of its field (HD, BY, WC, …).

use super::label::is_copyright;
use super::{Article, Export, FIELD, Line, Role};
use crate::model::ZoneKind;
use std::ops::Range;

/// Lines of a header, at most.
const HEAD: usize = 14;
/// Codes of fields in the order of an article, the facts behind them, and what their lines are.
const FIELDS: &[(&str, &str, Role)] = &[
    ("SE", "section", FIELD),
    ("CLM", "column", FIELD),
    ("HD", "", Role::Known(ZoneKind::Headline)),
    ("BY", "author", Role::Known(ZoneKind::Byline)),
    ("CR", "credit", Role::Known(ZoneKind::Byline)),
    ("WC", "length", FIELD),
    ("PD", "", Role::Known(ZoneKind::Dateline)),
    ("ET", "time", Role::Known(ZoneKind::Dateline)),
    ("SN", "outlet", FIELD),
    ("SC", "source_code", FIELD),
    ("ED", "edition", FIELD),
    ("PG", "page", FIELD),
    ("VOL", "volume", FIELD),
    ("LA", "language_name", FIELD),
    ("CY", "copyright", FIELD),
    ("LP", "", Role::Body),
    ("TD", "", Role::Body),
    ("ART", "", Role::Known(ZoneKind::Caption)),
    ("CT", "contact", FIELD),
    ("RF", "reference", FIELD),
    ("CO", "company", FIELD),
    ("IN", "industry", FIELD),
    ("NS", "subject", FIELD),
    ("RE", "geographic", FIELD),
    ("IPC", "provider_code", FIELD),
    ("IPD", "provider_words", FIELD),
    ("PUB", "publisher", FIELD),
    ("AN", "accession", FIELD),
];
/// "388 words" in the languages of the interface.
const WORDS: &[&str] = &[
    "words",
    "word",
    "worter",
    "mots",
    "palabras",
    "parole",
    "palavras",
    "woorden",
    "слов",
    "слова",
    "слово",
    "كلمه",
    "كلمات",
    "sozcuk",
    "字",
];
/// Names of languages as the header has them: English, and each its own.
const LANGUAGES: &[&str] = &[
    "english",
    "arabic",
    "العربيه",
    "عربي",
    "french",
    "francais",
    "german",
    "deutsch",
    "spanish",
    "espanol",
    "russian",
    "русский",
    "turkish",
    "turkce",
    "persian",
    "farsi",
    "فارسي",
    "ukrainian",
    "bulgarian",
    "italian",
    "italiano",
    "portuguese",
    "portugues",
    "dutch",
    "nederlands",
    "polish",
    "hebrew",
    "urdu",
    "chinese",
    "chinese simplified",
    "chinese traditional",
    "japanese",
    "korean",
    "swedish",
    "danish",
    "norwegian",
    "finnish",
    "czech",
    "hungarian",
    "romanian",
    "greek",
    "indonesian",
    "malay",
    "azeri",
    "azerbaijani",
    "kazakh",
    "serbian",
    "croatian",
    "slovak",
    "catalan",
    "thai",
    "vietnamese",
    "hindi",
    "anglais",
    "arabe",
    "englisch",
    "arabisch",
    "ingles",
    "английский",
    "арабский",
    "الانجليزيه",
    "الانكليزيه",
    "allemand",
    "russisch",
];

pub(super) fn find(lines: &[Line<'_>]) -> Option<Export> {
    let mut articles = Vec::new();
    let mut from = 0;
    for (end, line) in lines.iter().enumerate() {
        let Some(accession) = accession(line) else { continue };
        let piece = from..end + 1;
        let found = coded(lines, piece.clone()).or_else(|| shown(lines, piece, articles.is_empty()));
        if let Some(mut article) = found {
            article.facts.insert("accession".into(), accession.to_owned());
            article.mark(end, FIELD);
            articles.push(article);
            from = end + 1;
        }
    }
    (!articles.is_empty()).then_some(Export { database: "Factiva", articles, promised: None })
}

/// The accession number of a line that holds nothing else but the word "Document": the source's code, a day, a number.
fn accession<'a>(line: &Line<'a>) -> Option<&'a str> {
    if line.text.len() > 80 {
        return None;
    }
    let words: Vec<&str> = line.text.split_whitespace().collect();
    let (last, before) = words.split_last().filter(|(_, before)| (1..=2).contains(&before.len()))?;
    let named = before.iter().all(|w| w.chars().all(char::is_alphabetic));
    let made_of = (18..=32).contains(&last.len()) && last.bytes().all(|b| b.is_ascii_alphanumeric());
    let dated = last.as_bytes().windows(8).any(|w| {
        let figures =
            |r: Range<usize>| w.get(r).and_then(|f| std::str::from_utf8(f).ok()).and_then(|f| f.parse::<u32>().ok());
        w.iter().all(u8::is_ascii_digit)
            && figures(0..4).is_some_and(|y| (1950..2100).contains(&y))
            && figures(4..6).is_some_and(|m| (1..=12).contains(&m))
            && figures(6..8).is_some_and(|d| (1..=31).contains(&d))
    });
    (named && made_of && dated).then_some(*last)
}

fn line<'a>(lines: &[Line<'a>], at: usize) -> Line<'a> {
    lines.get(at).copied().unwrap_or(Line { text: "", strong: false, joined: false })
}

/// The field whose code a line begins with, and the words behind it. Fields come in their order, so a word of the text is no code.
fn field<'a>(line: &Line<'a>, after: Option<usize>) -> Option<(usize, &'a str)> {
    let code = line.text.split(char::is_whitespace).next()?;
    let at = FIELDS.iter().position(|(c, ..)| *c == code).filter(|at| after.is_none_or(|a| *at > a))?;
    let rest = line.text.get(code.len()..)?;
    let apart = rest.is_empty() || rest.starts_with('\t') || rest.starts_with("  ") || rest.starts_with('\u{A0}');
    apart.then(|| (at, rest.trim()))
}

/// An article whose lines stand behind the codes of their fields.
fn coded(lines: &[Line<'_>], piece: Range<usize>) -> Option<Article> {
    let mut order = None;
    let mut fields: Vec<(usize, usize)> = Vec::new();
    for at in piece.clone() {
        if let Some((field, _)) = field(&line(lines, at), order) {
            // A cover may hold the first code by chance; the title's code begins an article.
            let code = FIELDS.get(field)?.0;
            if order.is_none() && !matches!(code, "SE" | "CLM" | "HD" | "BY") {
                continue;
            }
            order = Some(field);
            fields.push((at, field));
        }
    }
    let codes = |wanted: &str| fields.iter().any(|(_, f)| FIELDS.get(*f).is_some_and(|(c, ..)| *c == wanted));
    if !codes("HD") || fields.len() < 4 {
        return None;
    }
    let start = fields.first()?.0;
    let mut article = Article::new(start..piece.end);
    for (n, (at, found)) in fields.iter().enumerate() {
        let end = fields.get(n + 1).map_or(piece.end, |(next, _)| *next);
        let Some((code, fact, role)) = FIELDS.get(*found) else { continue };
        for at in *at..end {
            let line = line(lines, at);
            let value =
                field(&line, found.checked_sub(1)).filter(|(f, _)| f == found).map_or(line.text, |(_, rest)| rest);
            if value.is_empty() {
                continue;
            }
            article.mark(at, *role);
            match *code {
                "PD" => article.put_date(value),
                "BY" => article.put(fact, without_by(value)),
                _ if fact.is_empty() => {}
                _ => article.put(fact, value),
            }
        }
    }
    Some(article)
}

/// An article as Factiva shows it.
fn shown(lines: &[Line<'_>], piece: Range<usize>, first: bool) -> Option<Article> {
    let filled: Vec<usize> = piece.clone().filter(|at| !line(lines, *at).is_blank()).collect();
    // Before the first article stands what a search found; its own number of words is the last one that a day follows.
    let near = filled.len().min(if first { usize::MAX } else { HEAD });
    let counted = (0..near).find(|n| {
        let next = filled.get(n + 1..(n + 4).min(filled.len())).unwrap_or_default();
        filled.get(*n).is_some_and(|at| is_count(&line(lines, *at)))
            && next.iter().any(|at| line(lines, *at).has_date())
    })?;
    let before = filled.get(..counted)?;
    let strong = |at: &usize| line(lines, *at).strong;
    // The title is bold; where nothing is, the writer stands behind it and a section before it.
    let (title, titles) = match before.iter().rposition(strong).filter(|n| counted - n <= 4) {
        Some(last) => {
            let start = before.iter().take(last).rposition(|at| !strong(at)).map_or(0, |n| n + 1);
            (start, last + 1 - start)
        }
        None => match before.len() {
            0 => return None,
            1 => (0, 1),
            n => {
                let writer = before.last().is_some_and(|at| is_writer(&line(lines, *at)));
                (n - 1 - usize::from(writer), 1)
            }
        },
    };
    let cover = first && title > 1;
    let start =
        if cover { before.get(title - usize::from(is_section(lines, before, title))).copied()? } else { piece.start };
    let mut article = Article::new(start..piece.end);
    for (n, at) in before.iter().enumerate().filter(|(_, at)| **at >= start) {
        match n {
            _ if n < title => article.put("section", line(lines, *at).text),
            _ if n < title + titles => article.mark(*at, Role::Known(ZoneKind::Headline)),
            _ => {
                article.mark(*at, Role::Known(ZoneKind::Byline));
                article.put("author", without_by(line(lines, *at).text));
            }
        }
    }
    article.put("length", line(lines, *filled.get(counted)?).text);
    let body = header(&mut article, lines, &filled, counted + 1);
    let body = filled.get(body).copied().unwrap_or(piece.end);
    article.mark_all(body..piece.end, Role::Body);
    article.has(Role::Known(ZoneKind::Headline)).then_some(article)
}

/// Reads day, hour, outlet, code, edition, language and copyright from a place among the filled lines on; where the text begins.
fn header(article: &mut Article, lines: &[Line<'_>], filled: &[usize], from: usize) -> usize {
    let of = |n: usize| filled.get(n).map(|at| (*at, line(lines, *at)));
    let until = (from + HEAD).min(filled.len());
    let date = (from..until).find(|n| of(*n).is_some_and(|(_, l)| l.has_date())).unwrap_or(from);
    let mut at = date + 1;
    if let Some((place, line)) = of(date) {
        article.mark(place, Role::Known(ZoneKind::Dateline));
        article.put_date(line.text);
    }
    if let Some((place, line)) = of(at).filter(|(_, l)| is_hour(l.text)) {
        article.mark(place, Role::Known(ZoneKind::Dateline));
        article.put("time", line.text);
        at += 1;
    }
    let language = (at..until).find(|n| of(*n).is_some_and(|(_, l)| LANGUAGES.contains(&l.key().as_str())));
    let copyright = (at..until).find(|n| of(*n).is_some_and(|(_, l)| is_copyright(&l)));
    if let Some((_, line)) = of(at) {
        article.put("outlet", line.text);
    }
    let code = of(at + 1).filter(|(_, l)| is_source_code(l.text));
    if let Some((_, line)) = code {
        article.put("source_code", line.text);
    }
    let known = at + 1 + usize::from(code.is_some());
    for n in known..language.or(copyright).unwrap_or(known) {
        if let Some((_, line)) = of(n) {
            article.put("edition", line.text);
        }
    }
    if let Some((_, line)) = language.and_then(of) {
        article.put("language_name", line.text);
    }
    if let Some((_, line)) = copyright.and_then(of) {
        article.put("copyright", line.text);
    }
    // A copyright far behind the language is one that the text speaks of.
    let copyright = copyright.filter(|c| language.is_none_or(|l| *c <= l + 2));
    copyright.or(language).map_or(known, |n| n + 1)
}

fn is_count(line: &Line<'_>) -> bool {
    let mut words = line.text.split_whitespace();
    let (Some(number), Some(word), None) = (words.next(), words.next(), words.next()) else { return false };
    number.chars().all(|c| c.is_numeric() || matches!(c, ',' | '.' | '٬' | '\''))
        && number.chars().any(char::is_numeric)
        && WORDS.contains(&super::super::normal::key(word).as_str())
}

fn is_hour(text: &str) -> bool {
    text.len() <= 20 && text.contains(':') && text.chars().next().is_some_and(char::is_numeric) && !text.contains("://")
}

fn is_source_code(text: &str) -> bool {
    (2..=10).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
}

/// Whether a line before the number of words names a writer and is no title.
fn is_writer(line: &Line<'_>) -> bool {
    let words = line.text.split_whitespace().count();
    let by = without_by(line.text) != line.text;
    by || words <= 5 && !line.text.contains([':', '?', '!', '؟'])
}

/// Whether the line before the title is a section's name and belongs to the article.
fn is_section(lines: &[Line<'_>], before: &[usize], title: usize) -> bool {
    title.checked_sub(1).and_then(|n| before.get(n)).is_some_and(|at| {
        let line = line(lines, *at);
        line.text.split_whitespace().count() <= 4 && !is_copyright(&line) && !line.has_date()
    })
}

/// A writer's line without its first word.
fn without_by(text: &str) -> &str {
    for by in ["By ", "BY ", "by ", "Par ", "Von ", "Por ", "بقلم ", "بقلم: ", "كتب ", "كتبت ", "Автор: ", "Автор "]
    {
        if let Some(rest) = text.strip_prefix(by) {
            return rest.trim();
        }
    }
    text
}
