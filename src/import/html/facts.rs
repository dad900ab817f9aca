//! What a page says about itself: linked data, OpenGraph, the head's facts, the address.

use super::tree::Walked;
use crate::import::markup::PageFacts;
use serde_json::Value;

/// Nesting of linked data that is followed.
const DEPTH: usize = 12;
/// Articles of the linked data that are kept.
const ARTICLES: usize = 20;

/// Collects the facts.
pub(super) fn facts(page: &Walked) -> PageFacts {
    let mut out = PageFacts::default();
    let mut linked = Linked::default();
    for data in &page.data {
        match parse(data) {
            Some(value) => linked.walk(&value, 0),
            None => out.broken_data += usize::from(!data.trim().is_empty()),
        }
    }
    let get = |names: &[&str]| {
        names
            .iter()
            .find_map(|n| page.facts.iter().find(|(k, v)| k == n && !v.trim().is_empty()).map(|(_, v)| clean(v)))
    };
    let all = |names: &[&str]| -> Vec<String> {
        page.facts.iter().filter(|(k, _)| names.contains(&k.as_str())).map(|(_, v)| clean(v)).collect()
    };
    let window = clean(&page.title);
    out.titles.clone_from(&linked.headlines);
    out.titles.extend(all(&[
        "og:title",
        "twitter:title",
        "dc.title",
        "dcterms.title",
        "title",
        "parsely-title",
        "sailthru.title",
        "itemprop headline",
    ]));
    out.titles.extend((!window.is_empty()).then_some(window));
    out.descriptions.clone_from(&linked.descriptions);
    out.descriptions.extend(all(&["og:description", "description", "twitter:description", "dc.description"]));
    out.bodies = std::mem::take(&mut linked.bodies);
    out.authors.clone_from(&linked.authors);
    for author in all(&[
        "author",
        "article:author",
        "dc.creator",
        "dcterms.creator",
        "parsely-author",
        "sailthru.author",
        "byl",
        "twitter:data1",
    ]) {
        // Addresses of profiles are no names, and a word on reading time is none either.
        if !author.contains("://") && !author.starts_with('@') && !author.chars().any(|c| c.is_ascii_digit()) {
            out.authors.push(author);
        }
    }
    out.authors.retain(|a| !a.is_empty() && a.chars().count() <= 120);
    dedup(&mut out.authors);
    let mut put = |name: &str, value: Option<String>| {
        if let Some(value) = value.filter(|v| !v.is_empty()) {
            out.facts.insert(name.to_owned(), value);
        }
    };
    let url = get(&["link canonical", "og:url", "twitter:url"]).filter(|u| u.contains("://")).or(linked.url.clone());
    let outlet = linked.publisher.clone().or_else(|| {
        get(&["og:site_name", "application-name", "dc.publisher", "publisher", "apple-mobile-web-app-title"])
    });
    put("outlet", outlet.filter(|o| o.chars().count() <= 100).or_else(|| url.as_deref().and_then(host)));
    put("author", (!out.authors.is_empty()).then(|| out.authors.join("; ")));
    let dates = [
        ("json-ld", linked.date.clone()),
        (
            "meta",
            get(&[
                "article:published_time",
                "og:article:published_time",
                "og:published_time",
                "itemprop datepublished",
                "datepublished",
                "dc.date.issued",
                "dc.date",
                "dcterms.created",
                "dcterms.date",
                "date",
                "pubdate",
                "publishdate",
                "publish-date",
                "publication_date",
                "article.published",
                "parsely-pub-date",
                "sailthru.date",
                "cxenseparse:recs:publishtime",
            ]),
        ),
        ("url", url.as_deref().and_then(date_in_url)),
    ];
    for (from, found) in dates {
        if let Some(date) = found.as_deref().and_then(iso_date) {
            put("date", Some(date));
            put("date_from", Some(from.to_owned()));
            break;
        }
    }
    put(
        "section",
        linked.section.clone().or_else(|| get(&["article:section", "og:section", "section", "parsely-section"])),
    );
    put("url", url);
    out.language = linked
        .language
        .clone()
        .or_else(|| get(&["html lang", "og:locale", "content-language", "dc.language"]))
        .and_then(|l| language(&l));
    out
}

/// White space as one space, ends trimmed.
fn clean(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn dedup(list: &mut Vec<String>) {
    let mut seen = std::collections::BTreeSet::new();
    list.retain(|a| seen.insert(a.to_lowercase()));
}

/// `ar_EG`, `AR`, `en-US` → `ar`, `ar`, `en`.
fn language(tag: &str) -> Option<String> {
    let first = tag.trim().split(['-', '_', ',', ' ']).next()?.to_lowercase();
    ((2..=3).contains(&first.len()) && first.chars().all(|c| c.is_ascii_lowercase())).then_some(first)
}

/// The day of an ISO date or the like; dates that are written otherwise are no proof.
pub(in super::super) fn iso_date(text: &str) -> Option<String> {
    let figures: Vec<char> = text.trim().chars().take(10).collect();
    let [y1, y2, y3, y4, a, m1, m2, b, d1, d2] = figures.as_slice() else { return compact_date(text) };
    if !matches!(a, '-' | '/') || a != b {
        return compact_date(text);
    }
    let date: String = [y1, y2, y3, y4, &'-', m1, m2, &'-', d1, d2].into_iter().collect();
    valid(&date).then_some(date)
}

fn compact_date(text: &str) -> Option<String> {
    let figures = text.trim().get(..8).filter(|f| f.bytes().all(|b| b.is_ascii_digit()))?;
    let date = format!("{}-{}-{}", figures.get(..4)?, figures.get(4..6)?, figures.get(6..8)?);
    valid(&date).then_some(date)
}

fn valid(date: &str) -> bool {
    let parts: Vec<u32> = date.split('-').filter_map(|p| p.parse().ok()).collect();
    matches!(parts.as_slice(), [y, m, d] if (1900..=2100).contains(y) && (1..=12).contains(m) && (1..=31).contains(d))
}

/// `/2024/08/19/` in an address.
fn date_in_url(url: &str) -> Option<String> {
    let path = url.split_once("://")?.1.split(['?', '#']).next()?;
    let parts: Vec<&str> = path.split('/').collect();
    parts.windows(3).find_map(|w| {
        let [y, m, d] = w else { return None };
        let figures = |s: &str, n: usize| s.len() <= n && !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
        if y.len() != 4 || !figures(y, 4) || !figures(m, 2) || !figures(d, 2) {
            return None;
        }
        let date = format!("{y}-{m:0>2}-{d:0>2}");
        valid(&date).then_some(date)
    })
}

/// The host of an address, without `www.`.
fn host(url: &str) -> Option<String> {
    let host = url.split_once("://")?.1.split(['/', '?', '#', ':']).next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    (host.contains('.') && host.len() < 100).then(|| host.to_owned())
}

/// Linked data with the faults that sites make: line feeds inside strings, comments around it.
fn parse(data: &str) -> Option<Value> {
    let data = data.trim().trim_start_matches("<!--").trim_end_matches("-->").trim();
    let data = data.strip_prefix("//<![CDATA[").or_else(|| data.strip_prefix("<![CDATA[")).unwrap_or(data);
    let data = data.trim_end_matches("//]]>").trim_end_matches("]]>").trim().trim_end_matches(';');
    if let Ok(value) = serde_json::from_str(data) {
        return Some(value);
    }
    let plain: String = data.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    serde_json::from_str(&plain).ok()
}

#[derive(Default)]
struct Linked {
    headlines: Vec<String>,
    descriptions: Vec<String>,
    bodies: Vec<String>,
    authors: Vec<String>,
    publisher: Option<String>,
    date: Option<String>,
    section: Option<String>,
    language: Option<String>,
    url: Option<String>,
    articles: usize,
}

impl Linked {
    fn walk(&mut self, value: &Value, depth: usize) {
        if depth > DEPTH || self.articles >= ARTICLES {
            return;
        }
        match value {
            Value::Array(items) => items.iter().take(200).for_each(|v| self.walk(v, depth + 1)),
            Value::Object(map) => {
                if is_article(map.get("@type")) {
                    self.article(map);
                }
                for key in ["@graph", "mainEntity", "mainEntityOfPage", "hasPart", "itemListElement", "item"] {
                    if let Some(inner) = map.get(key).filter(|v| !v.is_string()) {
                        self.walk(inner, depth + 1);
                    }
                }
            }
            _ => {}
        }
    }

    fn article(&mut self, map: &serde_json::Map<String, Value>) {
        self.articles += 1;
        let text =
            |key: &str| map.get(key).and_then(first_text).map(|t| clean(&untagged(&t))).filter(|t| !t.is_empty());
        self.headlines.extend(text("headline").or_else(|| text("name")));
        self.headlines.extend(text("alternativeHeadline"));
        self.descriptions.extend(text("description"));
        self.bodies.extend(map.get("articleBody").and_then(first_text).map(|t| untagged(&t)));
        if self.articles == 1 || self.authors.is_empty() {
            self.authors.extend(map.get("author").map(names).unwrap_or_default());
            self.authors.extend(map.get("creator").map(names).unwrap_or_default());
        }
        let once = |slot: &mut Option<String>, value: Option<String>| {
            if slot.is_none() {
                *slot = value;
            }
        };
        once(&mut self.publisher, map.get("publisher").and_then(|p| names(p).into_iter().next()));
        once(&mut self.date, text("datePublished").or_else(|| text("dateCreated")));
        once(&mut self.section, text("articleSection"));
        once(&mut self.language, text("inLanguage"));
        once(&mut self.url, text("url").filter(|u| u.contains("://")));
    }
}

fn is_article(kind: Option<&Value>) -> bool {
    let article = |k: &str| {
        let k = k.rsplit(['/', '#']).next().unwrap_or(k);
        k.ends_with("Article") || matches!(k, "BlogPosting" | "LiveBlogPosting" | "Report" | "SocialMediaPosting")
    };
    match kind {
        Some(Value::String(k)) => article(k),
        Some(Value::Array(all)) => all.iter().filter_map(Value::as_str).any(article),
        _ => false,
    }
}

fn first_text(value: &Value) -> Option<String> {
    match value {
        Value::String(s) => Some(s.clone()),
        Value::Array(all) => all.iter().find_map(first_text),
        Value::Object(map) => map.get("name").or_else(|| map.get("@value")).and_then(first_text),
        _ => None,
    }
}

/// Names of people or organisations.
fn names(value: &Value) -> Vec<String> {
    match value {
        Value::String(s) if !s.contains("://") => vec![clean(s)],
        Value::Array(all) => all.iter().take(20).flat_map(names).collect(),
        Value::Object(map) => map.get("name").map(names).unwrap_or_default(),
        _ => Vec::new(),
    }
}

/// A text without tags and the commonest character references, as linked data sometimes has them.
fn untagged(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut inside = false;
    for c in text.chars() {
        match c {
            '<' => inside = true,
            '>' if inside => {
                inside = false;
                out.push(' ');
            }
            _ if !inside => out.push(c),
            _ => {}
        }
    }
    let out = if inside { text.to_owned() } else { out };
    [
        ("&quot;", "\""),
        ("&#039;", "'"),
        ("&#39;", "'"),
        ("&nbsp;", " "),
        ("&laquo;", "«"),
        ("&raquo;", "»"),
        ("&amp;", "&"),
    ]
    .iter()
    .fold(out, |text, (from, to)| text.replace(from, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_where_they_are_sure() {
        assert_eq!(iso_date("2024-08-19T11:25:00+03:00").as_deref(), Some("2024-08-19"));
        assert_eq!(iso_date("2024/08/19").as_deref(), Some("2024-08-19"));
        assert_eq!(iso_date("20240819").as_deref(), Some("2024-08-19"));
        assert_eq!(iso_date("19/08/2024"), None);
        assert_eq!(iso_date("2024-19-08"), None);
        assert_eq!(date_in_url("https://example.org/news/2024/8/19/a").as_deref(), Some("2024-08-19"));
    }

    #[test]
    fn linked_data_with_line_feeds_in_strings_is_read() {
        assert!(parse("{\"headline\": \"a\nb\"}").is_some());
        assert!(parse("// no JSON").is_none());
    }
}
