//! What the pages of one outlet have in common: a block that stands on most of them is the page's frame and not its story.
//!
//! The last pages of each outlet are remembered as numbers, one for each block, so what is learned needs little room and takes in new
//! pages one by one. A disclaimer is never hidden, however often it stands there, nor who wrote a page and when; and pages of one story
//! (saved twice, or updated) count as one.

use super::batch::{FoundZone, ImportedDocument, Question, QuestionKind};
use super::normal::is_letter;
use crate::model::{Block, ByteSpan, FrozenText, ProposalKind, ZoneKind};
use crate::text::fold::fold_key;
use std::collections::{BTreeMap, VecDeque};

/// Stable name of the rule.
pub const TEMPLATE_RULE: &str = "boilerplate.template";

/// Pages of an outlet that are remembered.
pub const REMEMBERED: usize = 24;
/// Pages from which on something is known of an outlet.
const LEARNED: usize = 3;
/// Outlets that are remembered at once.
const OUTLETS: usize = 200;
/// Blocks of a page that are remembered.
const BLOCKS: usize = 1000;
/// Part of the pages on which a block of the frame stands.
const MOST: f64 = 0.6;
/// Words from which on a block is a paragraph: what an outlet repeats in its stories (the background of a war) is theirs, so
/// it needs more pages, nearly all of them, and a person's look.
const PARAGRAPH: usize = 20;
/// Pages, and their part, that a repeated paragraph needs.
const OF_PARAGRAPH: (usize, f64) = (8, 0.85);
/// Words of a line in which figures do not count: counts of readers and comments differ from page to page.
const COUNTED: usize = 6;
/// Words of a block that tells one story from another.
const TELLING: usize = 8;

/// A page as it is remembered.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct PagePrint {
    /// Number and words of each block, in the order of the page.
    blocks: Vec<(u64, usize)>,
    /// Numbers of the paragraphs of its stories, sorted.
    story: Vec<u64>,
}

impl PagePrint {
    /// The print of a page; `kind` says what a block is.
    pub fn of(text: &FrozenText, blocks: &[Block], kind: impl Fn(usize) -> Option<ZoneKind>) -> Self {
        let prints: Vec<(u64, usize)> = blocks.iter().take(BLOCKS).map(|b| print(text.quote(b.span))).collect();
        let telling =
            |(at, (_, words)): &(usize, &(u64, usize))| *words >= TELLING && kind(*at) == Some(ZoneKind::Body);
        let mut story: Vec<u64> = prints.iter().enumerate().filter(telling).map(|(_, (print, _))| *print).collect();
        story.sort_unstable();
        story.dedup();
        Self { blocks: prints, story }
    }

    /// The print of a page that was just read.
    pub fn of_found(text: &FrozenText, blocks: &[Block], zones: &[FoundZone]) -> Self {
        let kinds: BTreeMap<usize, ZoneKind> = zones.iter().map(|z| (z.block, z.kind)).collect();
        Self::of(text, blocks, |block| kinds.get(&block).copied())
    }

    /// Whether two pages tell one story: half of the shorter one stands in the other.
    fn is_same_story(&self, other: &Self) -> bool {
        let shared = self.story.iter().filter(|print| other.story.binary_search(print).is_ok()).count();
        let shorter = self.story.len().min(other.story.len());
        shorter > 0 && 2 * shared > shorter
    }
}

/// The number of a block's words, and how many they are.
fn print(block: &str) -> (u64, usize) {
    let words = block.split_whitespace().count();
    let folded = fold_key(block);
    let counts = words <= COUNTED;
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut digit = false;
    for letter in folded.chars().filter(|c| is_letter(*c)) {
        let is_digit = counts && letter.is_ascii_digit();
        // A number is one sign, however long it is.
        if !(is_digit && digit) {
            hash = (hash ^ u64::from(if is_digit { '0' } else { letter })).wrapping_mul(0x0000_0100_0000_01b3);
        }
        digit = is_digit;
    }
    (hash, words)
}

/// The last pages of one outlet, and on how many of them each block stands.
#[derive(Clone, Debug, Default)]
struct Outlet {
    pages: VecDeque<PagePrint>,
    counts: BTreeMap<u64, usize>,
    used: u64,
}

impl Outlet {
    fn learn(&mut self, page: &PagePrint) {
        if self.pages.iter().any(|known| known.is_same_story(page)) {
            return;
        }
        if self.pages.len() >= REMEMBERED
            && let Some(old) = self.pages.pop_front()
        {
            for print in distinct(&old) {
                if let Some(count) = self.counts.get_mut(&print) {
                    *count -= 1;
                    if *count == 0 {
                        self.counts.remove(&print);
                    }
                }
            }
        }
        for print in distinct(page) {
            *self.counts.entry(print).or_default() += 1;
        }
        self.pages.push_back(page.clone());
    }

    /// How sure it is that a block belongs to the frame; `None` where it does not.
    fn share(&self, print: u64, words: usize) -> Option<f64> {
        let pages = self.pages.len();
        let on = self.counts.get(&print).copied().unwrap_or(0);
        let part = on as f64 / pages.max(1) as f64;
        let (least, most) = if words >= PARAGRAPH { OF_PARAGRAPH } else { (LEARNED, MOST) };
        if on < least || part < most {
            return None;
        }
        let sure = if words >= PARAGRAPH { 0.6 } else { 0.7 + 0.28 * (part - MOST) / (1.0 - MOST) };
        Some((sure * 100.0).round() / 100.0)
    }
}

fn distinct(page: &PagePrint) -> Vec<u64> {
    let mut out: Vec<u64> = page.blocks.iter().map(|(print, _)| *print).collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// What is known of the pages of outlets.
#[derive(Clone, Debug, Default)]
pub struct Templates {
    outlets: BTreeMap<String, Outlet>,
    used: u64,
}

impl Templates {
    /// The outlet that a page belongs to: the host of its address, or its name; `None` where neither is known.
    pub fn outlet_of(metadata: &BTreeMap<String, String>) -> Option<String> {
        let fact = |key: &str| metadata.get(key).map(|v| v.trim()).filter(|v| !v.is_empty());
        let host = fact("url").and_then(|url| {
            let host = url.split_once("://")?.1.split(['/', '?', '#', ':']).next()?;
            Some(host.trim_start_matches("www.").to_lowercase()).filter(|h| h.contains('.'))
        });
        host.or_else(|| fact("outlet").map(fold_key))
    }

    /// Whether pages of an outlet are remembered.
    pub fn knows(&self, outlet: &str) -> bool {
        self.outlets.contains_key(outlet)
    }

    /// Remembers a page. Returns whether with it so much is known that the pages before it are worth a second look.
    pub fn learn(&mut self, outlet: &str, page: &PagePrint) -> bool {
        self.used += 1;
        if !self.outlets.contains_key(outlet)
            && self.outlets.len() >= OUTLETS
            && let Some(oldest) = self.outlets.iter().min_by_key(|(_, o)| o.used).map(|(name, _)| name.clone())
        {
            self.outlets.remove(&oldest);
        }
        let known = self.outlets.entry(outlet.to_owned()).or_default();
        known.used = self.used;
        let before = known.pages.len();
        known.learn(page);
        before < LEARNED && known.pages.len() >= LEARNED
    }

    /// Remembers that an outlet was looked for and has no pages yet.
    pub fn begin(&mut self, outlet: &str) {
        self.outlets.entry(outlet.to_owned()).or_default();
    }

    /// The blocks of a page that belong to the outlet's frame, and how sure that is. `kind` says what a block is now; a block of
    /// several kinds has none, and `is_disclaimer` whether a disclaimer stands in it: both stay as they are.
    pub fn frame(
        &self,
        outlet: &str,
        page: &PagePrint,
        kind: impl Fn(usize) -> Option<ZoneKind>,
        is_disclaimer: impl Fn(usize) -> bool,
    ) -> Vec<(usize, f64)> {
        let Some(known) = self.outlets.get(outlet).filter(|o| o.pages.len() >= LEARNED) else { return Vec::new() };
        let may_be = |block: usize| match kind(block) {
            None | Some(ZoneKind::Disclaimer | ZoneKind::Byline | ZoneKind::Dateline) => false,
            Some(_) => !is_disclaimer(block),
        };
        let blocks = page.blocks.iter().enumerate().filter(|(block, _)| may_be(*block));
        blocks.filter_map(|(block, (print, words))| Some((block, known.share(*print, *words)?))).collect()
    }

    /// What of a page that was just read belongs to its outlet's frame.
    pub fn changes(&self, outlet: &str, page: &PagePrint, document: &ImportedDocument) -> FrameChanges {
        let mut of_block: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, zone) in document.zones.iter().enumerate() {
            of_block.entry(zone.block).or_default().push(at);
        }
        let only = |block: usize| match of_block.get(&block).map(Vec::as_slice) {
            Some([only]) => Some((*only, document.zones.get(*only)?)),
            _ => None,
        };
        let disclaimers = document.proposals.iter().filter(|p| p.kind == ProposalKind::Disclaimer);
        let disclaimers: Vec<ByteSpan> = disclaimers.map(|p| p.span).collect();
        let frame = self.frame(
            outlet,
            page,
            |block| only(block).map(|(_, z)| z.kind),
            |block| document.blocks.get(block).is_none_or(|b| holds_any(b.span, &disclaimers)),
        );
        let mut changes = FrameChanges::default();
        for (block, confidence) in frame {
            let Some((at, zone)) = only(block) else { continue };
            let Some(to) = framed(zone.kind, zone.confidence, confidence) else { continue };
            if zone.kind == ZoneKind::Headline {
                changes.headline = Some(block);
            }
            changes.zones.insert(at, to);
        }
        changes
    }

    /// Learns from pages in their order, and says what belongs to their outlets' frames. The pages that came before enough was known
    /// get a second look.
    pub fn over(&mut self, documents: &mut [&mut ImportedDocument]) {
        let mut prints: Vec<Option<(String, PagePrint)>> = Vec::with_capacity(documents.len());
        for at in 0..documents.len() {
            let Some(outlet) = Self::outlet_of(&documents[at].metadata) else {
                prints.push(None);
                continue;
            };
            let print = documents[at].print.clone();
            let reached = self.learn(&outlet, &print);
            prints.push(Some((outlet, print)));
            let own = prints[at].as_ref().map(|(outlet, _)| outlet.clone());
            let from = if reached { 0 } else { at };
            for (document, print) in documents.iter_mut().zip(&prints).skip(from) {
                if let Some((outlet, print)) = print.as_ref().filter(|(outlet, _)| Some(outlet) == own.as_ref()) {
                    self.changes(outlet, print, document).apply(document);
                }
            }
        }
    }
}

/// Whether one of some places lies in a block, as a whole or in part.
pub fn holds_any(block: ByteSpan, places: &[ByteSpan]) -> bool {
    places.iter().any(|p| p.start() < block.end() && block.start() < p.end())
}

/// What of a page belongs to its outlet's frame, against what the rules said of it.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct FrameChanges {
    /// New kind and confidence of zones, by their places in the document.
    pub zones: BTreeMap<usize, (ZoneKind, f64)>,
    /// The block that was taken for the headline and belongs to the frame: what the headline is has to be asked.
    pub headline: Option<usize>,
}

impl FrameChanges {
    /// Carries them out.
    pub fn apply(&self, document: &mut ImportedDocument) {
        for (at, (kind, confidence)) in &self.zones {
            if let Some(zone) = document.zones.get_mut(*at) {
                (zone.kind, zone.rule, zone.confidence) = (*kind, TEMPLATE_RULE, *confidence);
            }
        }
        if let Some(block) = self.headline.filter(|_| self.asks(document)) {
            document.questions.push(Question { kind: QuestionKind::WhichHeadline, blocks: block..block + 1 });
        }
    }

    /// Whether the headline has to be asked for, and is not yet.
    pub fn asks(&self, document: &ImportedDocument) -> bool {
        self.headline.is_some() && !document.questions.iter().any(|q| q.kind == QuestionKind::WhichHeadline)
    }
}

/// What a block of the frame becomes, and how sure that is; `None` where that says nothing new. What is folded already keeps its kind.
pub fn framed(kind: ZoneKind, was: f64, confidence: f64) -> Option<(ZoneKind, f64)> {
    if kind.is_folded() {
        return (was < confidence).then_some((kind, confidence));
    }
    // A headline on most pages is none, but what is one then has to be asked.
    Some((ZoneKind::Boilerplate, if kind == ZoneKind::Headline { confidence.min(0.65) } else { confidence }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::read;

    const DISCLAIMER: &str = "المقال يعبر عن رأي الكاتب ولا يعبر بالضرورة عن رأي الصحيفة";
    const PROMPT: &str = "يلتقي قراؤنا كل صباح عند رسالة قصيرة عن أحوال المدينة وأهلها";
    const BACKGROUND: &str = "وكانت الحرب قد اندلعت قبل أعوام حين عبرت القوات الحدود فجرا من جهات ثلاث، \
        وأسفرت منذ ذلك الحين عن نزوح الملايين وعن دمار واسع في المدن والبنى التحتية.";

    fn story(n: usize, paragraphs: std::ops::Range<usize>) -> String {
        paragraphs
            .map(|p| {
                let words: Vec<String> = (0..24).map(|w| format!("كلمة{n}{p}{w}")).collect();
                format!("<p>قال المسؤول {} أمس.</p>", words.join(" "))
            })
            .collect::<Vec<_>>()
            .concat()
    }

    fn page(n: usize, inside: &str) -> ImportedDocument {
        let html = format!(
            "<html lang=ar><head><meta charset=utf-8><title>خبر رقم {n} في المدينة اليوم</title>\
             <meta property=\"og:site_name\" content=\"الجريدة\"></head>\
             <body><article><h1>خبر رقم {n} في المدينة اليوم</h1>{}{inside}{}</article></body></html>",
            story(n, 0..3),
            story(n, 3..5)
        );
        read(&format!("{n}.html"), html.as_bytes()).unwrap().documents.remove(0)
    }

    /// Kind and rule of the block with some words, on each of some pages after all of them are learned in order.
    fn judged(pages: &mut [ImportedDocument], words: &str) -> Vec<Option<(ZoneKind, &'static str)>> {
        let mut templates = Templates::default();
        let mut out = Vec::new();
        for document in pages {
            let outlet = Templates::outlet_of(&document.metadata).unwrap();
            let print = document.print.clone();
            templates.learn(&outlet, &print);
            templates.changes(&outlet, &print, document).apply(document);
            let zone = document.zones.iter().find(|z| document.text.quote(z.span).contains(words));
            out.push(zone.map(|z| (z.kind, z.rule)));
        }
        out
    }

    #[test]
    fn what_stands_on_most_pages_is_their_frame_from_the_third_on() {
        let mut pages: Vec<_> = (0..5).map(|n| page(n, &format!("<p>{PROMPT}</p>"))).collect();
        let was = pages[0].zones.iter().find(|z| pages[0].text.quote(z.span) == PROMPT).unwrap().kind;
        assert_ne!(was, ZoneKind::Boilerplate, "no other rule knows it");
        let found = judged(&mut pages, PROMPT);
        assert!(found[..2].iter().all(|z| z.unwrap().1 != TEMPLATE_RULE));
        assert!(found[2..].iter().all(|z| *z == Some((ZoneKind::Boilerplate, TEMPLATE_RULE))), "{found:?}");
        let body = |d: &ImportedDocument| d.zones.iter().filter(|z| z.kind == ZoneKind::Body).count();
        assert_eq!(body(&pages[4]), 5, "the story stays");
    }

    #[test]
    fn the_first_pages_of_a_batch_get_a_second_look() {
        let mut pages: Vec<_> = (0..4).map(|n| page(n, &format!("<p>{PROMPT}</p>"))).collect();
        Templates::default().over(&mut pages.iter_mut().collect::<Vec<_>>());
        for page in &pages {
            let zone = page.zones.iter().find(|z| page.text.quote(z.span) == PROMPT).unwrap();
            assert_eq!((zone.kind, zone.rule), (ZoneKind::Boilerplate, TEMPLATE_RULE));
        }
    }

    #[test]
    fn a_disclaimer_on_every_page_is_never_hidden() {
        let mut pages: Vec<_> = (0..8).map(|n| page(n, &format!("<p>{DISCLAIMER}</p>"))).collect();
        let found = judged(&mut pages, "يعبر عن رأي الكاتب");
        assert!(found.iter().all(|z| z.unwrap().0 == ZoneKind::Disclaimer), "{found:?}");
    }

    #[test]
    fn one_story_saved_again_and_again_is_no_frame() {
        let mut pages: Vec<_> = (0..6).map(|n| page(n % 2, "")).collect();
        let found = judged(&mut pages, "كلمة");
        assert!(found.iter().all(|z| z.unwrap().0 == ZoneKind::Body), "{found:?}");
    }

    #[test]
    fn what_an_outlet_repeats_in_its_stories_stays_until_it_stands_nearly_everywhere() {
        let inside = |n: usize| if n % 4 == 3 { String::new() } else { format!("<p>{BACKGROUND}</p>") };
        let mut pages: Vec<_> = (0..20).map(|n| page(n, &inside(n))).collect();
        let found = judged(&mut pages, "وكانت الحرب قد اندلعت");
        assert!(found.iter().flatten().all(|z| z.0 == ZoneKind::Body), "{found:?}");
    }

    #[test]
    fn outlets_are_told_apart_and_forgotten_in_turn() {
        let metadata = |pairs: &[(&str, &str)]| {
            pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect::<BTreeMap<_, _>>()
        };
        let of = |pairs: &[(&str, &str)]| Templates::outlet_of(&metadata(pairs));
        assert_eq!(of(&[("url", "https://www.Example.org/a/b?c"), ("outlet", "X")]).as_deref(), Some("example.org"));
        assert_eq!(of(&[("outlet", "الجريدة")]), of(&[("outlet", "الجريده")]));
        assert_eq!(of(&[("outlet", " "), ("url", "nowhere")]), None);
        let mut templates = Templates::default();
        for n in 0..OUTLETS + 10 {
            templates.learn(&format!("outlet {n}"), &PagePrint::default());
        }
        assert_eq!(templates.outlets.len(), OUTLETS);
        assert!(!templates.knows("outlet 0") && templates.knows("outlet 100"));
    }

    #[test]
    fn counts_of_readers_make_no_other_line() {
        assert_eq!(print("شارك 12 قارئًا"), print("شارك 1.450 قارئا"));
        assert_ne!(print("شارك 12 قارئًا").0, print("شارك قارئًا").0);
    }
}
