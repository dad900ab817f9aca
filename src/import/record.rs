//! An article whose parts are known by name, as tables, database exports and feeds have them: its text is put together in the order of a page
//! and read like one.

use super::batch::ImportBatch;
use super::error::ImportError;
use super::markup::{BODY, CAPTION, DECK, H1, HEADING, HEADLINE, Hints, Mark, Markup, PARAGRAPH, PageFacts, Section};
use super::printed_date::{Calendar, printed_date};
use super::registry::Source;
use super::{html, page};
use crate::model::{Block, FrozenText};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Letters of a further fact that are kept; a longer one stays in the source bytes.
const FACT_CHARS: usize = 500;

/// The parts of an article.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Record {
    /// Its title.
    pub title: String,
    /// The lines under the title.
    pub deck: String,
    /// The text of its picture.
    pub caption: String,
    /// Its text, plain or with tags.
    pub text: String,
    /// Facts by name, such as `outlet`, `author`, `date`.
    pub facts: BTreeMap<String, String>,
    /// Language that the record names.
    pub language: Option<String>,
}

/// What a named part of a record is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Field {
    /// The text.
    Text,
    /// The title.
    Title,
    /// The lines under the title.
    Deck,
    /// A picture's text.
    Caption,
    /// A fact with a name of ours.
    Fact(&'static str),
    /// The language.
    Language,
}

const NAMES: &[(Field, &str)] = &[
    (
        Field::Text,
        "text body content article articlebody articletext fulltext story storytext maintext bodytext fullarticle hltext plaintext contents document \
        النص نص المتن متن نصالمقال نصالخبر المحتوى محتوى المقال المقالة الخبر текст содержание статья texto contenido cuerpo texte contenu corps metin icerik \
        haber inhalt artikeltext volltext متنخبر متنکامل مطلب",
    ),
    (
        Field::Title,
        "title headline heading header articletitle newstitle hl العنوان عنوان عنوانالمقال عنوانالخبر العنوانالرئيسي заголовок название titre titel titulo titular baslik \
        uberschrift تیتر عنوانخبر",
    ),
    (
        Field::Deck,
        "deck subtitle subheadline lead lede summary description abstract excerpt standfirst الملخص ملخص المقدمة العنوانالفرعي подзаголовок анонс лид chapo resumen entradilla ozet لید خلاصه",
    ),
    (Field::Caption, "caption imagecaption photocaption تعليقالصورة الصورة подпись legende"),
    (
        Field::Fact("outlet"),
        "outlet source publisher newspaper publication site sitename sourcename media domain journal magazine المصدر مصدر الصحيفة صحيفة الموقع الجريدة الناشر источник издание \
        сми medio periodico fuente media gazete kaynak quelle zeitung medium منبع رسانه خبرگزاری",
    ),
    (
        Field::Fact("author"),
        "author authors byline writer creator journalist reporter الكاتب كاتب المؤلف الكاتبة автор авторы autor autora auteur yazar autoren نویسنده",
    ),
    (
        Field::Fact("date"),
        "date published publishdate publisheddate publicationdate pubdate publishedat datetime datepublished published_on day time timestamp created createdat التاريخ تاريخ \
        تاريخالنشر дата датапубликации fecha tarih datum تاریخ تاریخانتشار",
    ),
    (Field::Fact("url"), "url link href uri permalink articleurl الرابط رابط ссылка enlace lien baglanti لینک"),
    (
        Field::Fact("section"),
        "section category rubric desk topic القسم قسم التصنيف الباب рубрика раздел seccion categoria rubrique kategori ressort دسته بخش",
    ),
    (Field::Language, "language lang languagecode اللغة لغة язык idioma langue dil sprache زبان"),
];

/// What a column or key of that name holds, if its name tells.
pub(super) fn field(name: &str) -> Option<Field> {
    static FIELDS: LazyLock<BTreeMap<String, Field>> = LazyLock::new(|| {
        let mut out = BTreeMap::new();
        for (field, names) in NAMES {
            for name in names.split_whitespace() {
                out.entry(plain(name)).or_insert(*field);
            }
        }
        out
    });
    FIELDS.get(&plain(name.rsplit(['.', ':']).next().unwrap_or(name))).copied()
}

/// A name without spaces and signs, in one spelling.
fn plain(name: &str) -> String {
    let short: String = name.chars().take(60).collect();
    super::normal::key(&short).replace(' ', "")
}

impl Record {
    /// Puts a value where it belongs; the first of a kind stays, another becomes a further fact.
    pub(super) fn put(&mut self, name: &str, field: Option<Field>, value: &str) {
        if value.trim().is_empty() {
            return;
        }
        let slot = match field {
            Some(Field::Text) => &mut self.text,
            Some(Field::Title) => &mut self.title,
            Some(Field::Deck) => &mut self.deck,
            Some(Field::Caption) => &mut self.caption,
            Some(Field::Language) => self.language.get_or_insert_default(),
            Some(Field::Fact(fact)) => self.facts.entry(fact.to_owned()).or_default(),
            None => self.facts.entry(further(name)).or_default(),
        };
        if slot.is_empty() {
            let limit =
                if matches!(field, None | Some(Field::Fact(_) | Field::Language)) { FACT_CHARS } else { usize::MAX };
            slot.extend(value.trim_matches(['\n', '\r', ' ', '\t']).chars().take(limit));
        } else if field == Some(Field::Text) {
            slot.push_str("\n\n");
            slot.push_str(value);
        } else {
            self.facts.entry(further(name)).or_insert_with(|| value.trim().chars().take(FACT_CHARS).collect());
        }
    }

    /// Whether it holds an article.
    pub(super) fn has_text(&self) -> bool {
        !self.text.trim().is_empty() || !self.title.trim().is_empty() && !self.deck.trim().is_empty()
    }

    /// Reads the record as a page.
    ///
    /// # Errors
    /// It is larger than a document may be.
    pub(super) fn read(
        mut self,
        source: Source<'_>,
        format: &'static str,
        encoding: &str,
    ) -> Result<ImportBatch, ImportError> {
        self.date();
        let mut parts: Vec<(String, Hints, &'static str)> = Vec::new();
        for (text, hints, path) in [
            (&self.title, HEADING | H1 | HEADLINE, "record/title"),
            (&self.deck, DECK, "record/deck"),
            (&self.caption, CAPTION, "record/caption"),
        ] {
            parts.extend(lines(text).map(|l| (l.to_owned(), hints, path)));
        }
        let body = if has_tags(&self.text) {
            html::text_of(&self.text)
        } else {
            self.text.replace("\r\n", "\n").replace('\r', "\n")
        };
        let head = parts.len();
        let mut text = String::new();
        for (part, ..) in &parts {
            text.push_str(part);
            text.push_str("\n\n");
        }
        let body_start = text.len();
        text.push_str(body.trim_matches('\n'));
        let text = FrozenText::new(text);
        let (mut blocks, mut marks) = (Vec::new(), Vec::new());
        let mut start = 0;
        let mut line_number = 0;
        for line in text.as_str().split('\n') {
            let end = start + line.len();
            if let Some(span) = text.trimmed_span(start..end) {
                let (hints, path, section) = match parts.get(line_number).filter(|_| start < body_start) {
                    Some((_, hints, path)) => (*hints, *path, 0),
                    None => (PARAGRAPH | BODY, "record/text", 1),
                };
                line_number += 1;
                blocks.push(Block { span, path: Some(path.to_owned()) });
                let chars = text.quote(span).chars().filter(|c| !c.is_whitespace()).count() as u32;
                marks.push(Mark { hints, chars, section, ..Mark::default() });
            }
            start = end + 1;
        }
        let all = marks.len();
        let whole = Section { parent: 0, own: 0, blocks: 0..all, small: false };
        let told = Section { parent: 0, own: BODY, blocks: head.min(all)..all, small: false };
        let facts = PageFacts {
            titles: vec![self.title.clone()],
            authors: self.facts.get("author").cloned().into_iter().collect(),
            language: self.language.as_deref().map(|l| l.trim().to_lowercase()).filter(|l| (2..=3).contains(&l.len())),
            facts: self.facts,
            ..PageFacts::default()
        };
        let markup = Markup { marks, sections: vec![whole, told], facts, plan: None };
        let mut batch = page::batch(source, format, text, blocks, Some(&markup))?;
        for document in &mut batch.documents {
            document.metadata.insert("encoding".into(), encoding.to_owned());
            if !self.title.trim().is_empty() {
                document.title = self.title.split_whitespace().collect::<Vec<_>>().join(" ");
            }
        }
        Ok(batch)
    }

    /// A day is kept in the study's form, with what was printed beside it; what could be two days is kept as it is.
    fn date(&mut self) {
        let Some(date) = self.facts.get_mut("date") else { return };
        if let Some(day) = html::iso_date(date) {
            *date = day;
        } else if let Some(found) = printed_date(date) {
            let printed = std::mem::replace(date, found.day.to_string());
            self.facts.insert("date_printed".into(), printed);
            if found.calendar != Calendar::Gregorian {
                self.facts.insert("date_calendar".into(), found.calendar.code().into());
            }
        }
        self.facts.insert("date_from".into(), "column".into());
    }
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split(['\n', '\r']).map(str::trim).filter(|l| !l.is_empty())
}

fn has_tags(text: &str) -> bool {
    ["</p>", "<p>", "<br", "</div>", "</li>"].iter().any(|t| text.contains(t))
}

/// The name of a fact that is none of ours: as the file has it.
fn further(name: &str) -> String {
    name.trim().chars().take(60).collect()
}
