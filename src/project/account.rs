//! What Mizan makes of each document, for other programs: the same shape for a file that is only looked at and for a document of a
//! project. `schema/import.schema.json` describes it.

use super::{Project, ProjectError};
use crate::import::{
    Calendar, ImportBatch, ImportedDocument, Warning, WarningKind, describe_disclaimer, press_review, printed_date,
};
use crate::model::{
    Article, ByteSpan, Document, FrozenText, Proposal, ProposalKind, ZoneKind, ZoneOrigin, effective_zones,
};
use serde::Serialize;
use std::collections::BTreeMap;
use std::ops::Range;

/// A document and everything that was found in it. All offsets are UTF-8 bytes of its frozen text.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct DocumentAccount {
    /// The file: as it was named in the call, or its name in the project.
    pub path: String,
    /// Name of the format; `None` where no format read the file.
    pub format: Option<String>,
    /// Encoding of the file, in lower case.
    pub encoding: Option<String>,
    /// BLAKE3 of the file's bytes, in hexadecimal.
    pub hash: Option<String>,
    /// Language as a BCP-47 tag.
    pub language: Option<String>,
    /// Length of the frozen text in bytes.
    pub bytes: usize,
    /// The stories.
    pub articles: Vec<ArticleAccount>,
    /// What each part of the text is.
    pub zones: Vec<ZoneAccount>,
    /// Sentences that say whose opinion the text is.
    pub disclaimers: Vec<DisclaimerAccount>,
    /// What was doubtful, or why the file was refused.
    pub warnings: Vec<WarningAccount>,
}

/// A story.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct ArticleAccount {
    /// Its headline, or its first words.
    pub title: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Day of publication, `YYYY-MM-DD`, or as it is printed where that names no whole day or could name two.
    pub date: Option<String>,
    /// The words that the day was read from, where it was printed.
    pub date_printed: Option<String>,
    /// The calendar of these words, where it is another one: `hijri`, `persian`.
    pub date_calendar: Option<String>,
    /// How the date is known: `json-ld`, `meta`, `time element`, `url`, `column`, `header`, `dateline`, or `person`.
    pub date_from: Option<String>,
    /// Where the words come from, nearest first: the outlet, the newspaper that it reviews, its writer.
    pub chain: Vec<String>,
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
}

/// A part of the text.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct ZoneAccount {
    /// Index of its article, where it stands in one.
    pub article: Option<usize>,
    /// Its kind.
    pub kind: &'static str,
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// Its words.
    pub text: String,
    /// Name of the rule, or `person`.
    pub rule: String,
    /// From 0 to 1.
    pub confidence: f64,
    /// Tags that it came from.
    pub path: Option<String>,
    /// Whether the same words stood earlier in the text.
    pub repeat: bool,
}

/// A disclaimer; its codes are those of the study's codebook.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct DisclaimerAccount {
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// Its words.
    pub text: String,
    /// What it says.
    #[serde(flatten)]
    pub facets: crate::import::DisclaimerFacets,
    /// Where it stands: `first_sentence`, `before_body`, `inside_body`, `end_of_body`, `author_bio`, `before_comments`, `footer`.
    pub position: &'static str,
    /// Kind of the zone that it stands in.
    pub zone: &'static str,
    /// Name of the rule.
    pub rule: String,
    /// From 0 to 1.
    pub confidence: f64,
}

/// Something to know about a file.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct WarningAccount {
    /// Line of the file, from 1.
    pub line: Option<usize>,
    /// A sentence for a person.
    pub message: String,
}

impl From<&Warning> for WarningAccount {
    fn from(warning: &Warning) -> Self {
        Self { line: warning.line, message: warning.kind.to_string() }
    }
}

/// Accounts of a file's documents while it is read, one after the other: only the newest is held, because warnings about it may follow.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct FileAccounts {
    /// The newest, and the name of its file.
    held: Option<(String, DocumentAccount)>,
    /// Warnings about the file that came before its first document.
    waiting: Vec<WarningAccount>,
    any: bool,
}

impl FileAccounts {
    /// What was read of the file at `path`; `say` gets each document that is complete.
    pub fn read(&mut self, path: &str, batch: &ImportBatch, say: &mut dyn FnMut(&DocumentAccount)) {
        let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
        // A file inside an archive is named behind the archive.
        let whole = |file: &str| match file.strip_prefix(name) {
            Some(inside) => format!("{path}{inside}"),
            None => path.to_owned(),
        };
        for found in &batch.documents {
            self.pass_on(say);
            let mut account = of_found(&whole(&found.file_name), found, &batch.warnings);
            account.warnings.splice(..0, self.waiting.drain(..));
            self.held = Some((found.file_name.clone(), account));
            self.any = true;
        }
        let about = |w: &&Warning| !batch.documents.iter().any(|d| d.file_name == w.file);
        for warning in batch.warnings.iter().filter(about) {
            match &mut self.held {
                Some((file, account)) if *file == warning.file => account.warnings.push(warning.into()),
                _ if warning.file == name => self.waiting.push(warning.into()),
                _ => {
                    self.pass_on(say);
                    say(&refused(&whole(&warning.file), vec![warning.into()]));
                }
            }
        }
    }

    /// Why nothing more of the file was read.
    pub fn failed(&mut self, account: &DocumentAccount, say: &mut dyn FnMut(&DocumentAccount)) {
        self.pass_on(say);
        // The reason tells more than the warnings about what was left out.
        self.waiting.clear();
        say(account);
    }

    /// The file is read.
    pub fn end(&mut self, path: &str, say: &mut dyn FnMut(&DocumentAccount)) {
        if let Some((_, account)) = &mut self.held {
            account.warnings.append(&mut self.waiting);
        } else if !self.waiting.is_empty() {
            say(&refused(path, std::mem::take(&mut self.waiting)));
        }
        self.pass_on(say);
        self.any = false;
    }

    /// Whether the file had no document so far.
    pub const fn is_empty(&self) -> bool {
        !self.any
    }

    fn pass_on(&mut self, say: &mut dyn FnMut(&DocumentAccount)) {
        if let Some((_, account)) = self.held.take() {
            say(&account);
        }
    }
}

/// A file that was refused, with its reason.
pub fn account_of_refusal(path: &str, reason: &str) -> DocumentAccount {
    refused(path, vec![WarningAccount { line: None, message: reason.to_owned() }])
}

fn refused(path: &str, warnings: Vec<WarningAccount>) -> DocumentAccount {
    DocumentAccount {
        path: path.to_owned(),
        format: None,
        encoding: None,
        hash: None,
        language: None,
        bytes: 0,
        articles: Vec::new(),
        zones: Vec::new(),
        disclaimers: Vec::new(),
        warnings,
    }
}

fn of_found(path: &str, found: &ImportedDocument, warnings: &[Warning]) -> DocumentAccount {
    let zones = found.zones.iter().map(|z| Part {
        block: z.block,
        span: z.span,
        kind: z.kind,
        rule: z.rule.to_owned(),
        confidence: z.confidence,
        repeat: z.repeat,
    });
    let offered = found.proposals.iter().filter(|p| p.kind == ProposalKind::Disclaimer);
    Page {
        text: &found.text,
        metadata: &found.metadata,
        paths: found.blocks.iter().map(|b| b.path.as_deref()).collect(),
        blocks: found.blocks.iter().map(|b| b.span).collect(),
        zones: zones.collect(),
        articles: found.articles.iter().map(|a| (a.title.clone(), a.blocks.clone())).collect(),
        disclaimers: offered.map(|p| (p.span, p.rule.to_owned(), p.confidence)).collect(),
    }
    .account(DocumentAccount {
        format: Some(found.format.to_owned()),
        hash: Some(found.hash.clone()),
        language: found.language.clone(),
        ..refused(path, warnings.iter().filter(|w| w.file == found.file_name).map(WarningAccount::from).collect())
    })
}

impl Project {
    /// What is kept of each document, with what persons decided; each is read when it is asked for.
    pub fn document_accounts(
        &self,
    ) -> Result<impl Iterator<Item = Result<DocumentAccount, ProjectError>>, ProjectError> {
        let heads = self.store.documents()?;
        Ok(heads.into_iter().map(|head| self.document_account(head.id)))
    }

    fn document_account(&self, id: crate::model::DocumentId) -> Result<DocumentAccount, ProjectError> {
        let document: Document = self.store.document(id)?.ok_or(ProjectError::Gone { what: "document" })?;
        let stored = self.store.zones(id)?;
        let zones = effective_zones(&stored).into_iter().map(|z| {
            let (rule, confidence) = match &z.origin {
                ZoneOrigin::Rule { rule, confidence } => (rule.clone(), *confidence),
                ZoneOrigin::Coder(_) => ("person".to_owned(), 1.0),
            };
            Part { block: z.block, span: z.span, kind: z.kind, rule, confidence, repeat: z.repeat }
        });
        let zones: Vec<Part> = zones.collect();
        let articles: Vec<Article> = self.store.articles_of(id)?;
        let proposals: Vec<Proposal> = self.store.proposals(id)?;
        let offered = proposals.into_iter().filter(|p| p.kind == ProposalKind::Disclaimer);
        let mut warnings = Vec::new();
        if articles.is_empty() {
            warnings.push(WarningAccount { line: None, message: WarningKind::NoArticle.to_string() });
        }
        let account = Page {
            text: &document.text,
            metadata: &document.metadata,
            paths: document.blocks.iter().map(|b| b.path.as_deref()).collect(),
            blocks: document.blocks.iter().map(|b| b.span).collect(),
            zones,
            articles: articles.into_iter().map(|a| (a.title, a.blocks)).collect(),
            disclaimers: offered.map(|p| (p.span, p.rule, p.confidence)).collect(),
        };
        Ok(account.account(DocumentAccount {
            format: Some(document.source.format.clone()),
            hash: Some(document.source.hash.clone()),
            language: document.language.clone(),
            ..refused(&document.source.file_name, warnings)
        }))
    }
}

struct Part {
    block: usize,
    span: ByteSpan,
    kind: ZoneKind,
    rule: String,
    confidence: f64,
    repeat: bool,
}

/// A document as both doors see it.
struct Page<'a> {
    text: &'a FrozenText,
    metadata: &'a BTreeMap<String, String>,
    paths: Vec<Option<&'a str>>,
    blocks: Vec<ByteSpan>,
    zones: Vec<Part>,
    articles: Vec<(String, Range<usize>)>,
    disclaimers: Vec<(ByteSpan, String, f64)>,
}

impl Page<'_> {
    fn account(&self, mut out: DocumentAccount) -> DocumentAccount {
        // Text is read as UTF-8 and nothing else where no encoding is noted.
        out.encoding = Some(self.fact("encoding").unwrap_or_else(|| "utf-8".to_owned()));
        out.bytes = self.text.len();
        out.articles = self.articles.iter().map(|(title, blocks)| self.article(title, blocks)).collect();
        out.zones = self
            .zones
            .iter()
            .map(|z| ZoneAccount {
                article: self.article_at(z.block),
                kind: z.kind.code(),
                start: z.span.start(),
                end: z.span.end(),
                text: self.text.quote(z.span).to_owned(),
                rule: z.rule.clone(),
                confidence: z.confidence,
                path: self.paths.get(z.block).copied().flatten().map(str::to_owned),
                repeat: z.repeat,
            })
            .collect();
        out.disclaimers = self
            .disclaimers
            .iter()
            .map(|(span, rule, confidence)| {
                let zone = self.zones.iter().find(|z| z.span.overlaps(*span));
                let text = self.text.quote(*span).to_owned();
                let position = self.position(*span);
                let mut facets = describe_disclaimer(&text);
                // A sentence that names no text speaks of where it stands.
                if facets.scope == "unclear" {
                    facets.scope = if position == "footer" { "site" } else { "article" };
                }
                DisclaimerAccount {
                    start: span.start(),
                    end: span.end(),
                    facets,
                    text,
                    position,
                    zone: zone.map_or(ZoneKind::Boilerplate, |z| z.kind).code(),
                    rule: rule.clone(),
                    confidence: *confidence,
                }
            })
            .collect();
        out
    }

    fn fact(&self, name: &str) -> Option<String> {
        self.metadata.get(name).map(|f| f.trim().to_owned()).filter(|f| !f.is_empty())
    }

    fn article_at(&self, block: usize) -> Option<usize> {
        self.articles.iter().position(|(_, blocks)| blocks.contains(&block))
    }

    fn article(&self, title: &str, blocks: &Range<usize>) -> ArticleAccount {
        let own = |kind: ZoneKind| {
            let zone = self.zones.iter().find(|z| z.kind == kind && blocks.contains(&z.block));
            zone.map(|z| self.text.quote(z.span).to_owned())
        };
        // What the page says of itself is about its first story.
        let first = self.articles.first().is_some_and(|(_, b)| b == blocks);
        let fact = |name: &str| if first { self.fact(name) } else { None };
        let outlet = self.fact("outlet");
        let printed = own(ZoneKind::Dateline);
        let (mut date_printed, mut date_calendar) = (fact("date_printed"), fact("date_calendar"));
        let (date, date_from) = match (fact("date"), printed) {
            (Some(date), _) => (Some(date), Some(fact("date_from").unwrap_or_else(|| "person".to_owned()))),
            (None, Some(printed)) => {
                let found = printed_date(&printed);
                let other = found.map(|f| f.calendar).filter(|c| *c != Calendar::Gregorian);
                date_calendar = other.map(|c| c.code().to_owned());
                date_printed = Some(printed.clone());
                (Some(found.map_or(printed, |f| f.day.to_string())), Some("dateline".to_owned()))
            }
            (None, None) => (None, None),
        };
        let mut decks = self
            .zones
            .iter()
            .filter(|z| matches!(z.kind, ZoneKind::Deck | ZoneKind::Body) && blocks.contains(&z.block))
            .take(3);
        let review = decks.find_map(|z| press_review(self.text.quote(z.span)));
        let mut chain: Vec<String> = Vec::new();
        if let Some((writer, newspaper)) = review {
            chain.extend(outlet.clone());
            chain.extend(newspaper);
            chain.extend(writer);
        }
        let span = |b: usize| self.blocks.get(b).copied();
        ArticleAccount {
            title: title.to_owned(),
            outlet,
            author: fact("author").or_else(|| own(ZoneKind::Byline)),
            date,
            date_from,
            date_printed,
            date_calendar,
            chain,
            start: span(blocks.start).map_or(0, ByteSpan::start),
            end: blocks.end.checked_sub(1).and_then(span).map_or(0, ByteSpan::end),
        }
    }

    /// Where a disclaimer stands, seen from the story.
    fn position(&self, span: ByteSpan) -> &'static str {
        let Some(block) = self.blocks.iter().position(|b| b.overlaps(span)) else { return "footer" };
        let Some((_, blocks)) = self.article_at(block).and_then(|a| self.articles.get(a)) else {
            let next = self.zones.iter().filter(|z| z.block > block && z.kind != ZoneKind::Boilerplate).take(3);
            return if next.into_iter().any(|z| z.kind == ZoneKind::Comments) { "before_comments" } else { "footer" };
        };
        let story = |z: &&Part| z.kind == ZoneKind::Body && blocks.contains(&z.block);
        let before = self.zones.iter().filter(story).any(|z| z.span.start() < span.start());
        let behind = self.zones.iter().filter(story).any(|z| z.span.start() > span.start());
        let with_writer = self.zones.iter().any(|z| z.block == block && z.kind == ZoneKind::Byline);
        match (before, behind) {
            _ if with_writer => "author_bio",
            (false, true) if self.zones.iter().any(|z| z.block == block && z.kind == ZoneKind::Body) => {
                "first_sentence"
            }
            (false, _) => "before_body",
            (true, true) => "inside_body",
            (true, false) => "end_of_body",
        }
    }
}
