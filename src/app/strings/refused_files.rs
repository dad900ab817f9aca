//! Why a file was not imported, and what was doubtful about one that was.

use super::Strings;
use super::refusals::{ended, name};
use crate::import::{ImportError, PageDoubt, Warning, WarningKind};
use crate::model::UiLanguage;

impl Strings {
    /// What to know about a file that was imported.
    pub fn import_warning(&self, warning: &Warning) -> String {
        if self.language == UiLanguage::En {
            return ended(warning.to_string());
        }
        let n = |n: &usize| self.number(*n);
        let what = match &warning.kind {
            WarningKind::NoArticle => {
                "لم يُعثر في هذه الصفحة على مقال، وحُفظ نصها كله. حدِّد فقرات المقال في شاشة الاستيراد".to_owned()
            }
            WarningKind::Cover => {
                "حُفظ غلاف التصدير أو ملخّص البحث وثيقةً بلا مقال، ولا يلزم فعل شيء".to_owned()
            }
            WarningKind::FewerArticles { promised, found } => format!(
                "عدد المقالات على غلاف التصدير {}، وعُثر على {}، وحُفظ النص كله. قارن العناوين بالغلاف وصدِّر الناقص من جديد",
                n(promised),
                n(found)
            ),
            WarningKind::FromPdf { pages } => format!(
                "رُتبت كلماته بحسب مواضعها في الصفحات، وعددها {}، وحُفظت كلها. قارن كل صفحة بملف {} قبل ترميزها",
                n(pages),
                name("PDF")
            ),
            WarningKind::DoubtfulPage { page, doubt } => format!(
                "الصفحة {} مشكوك فيها: {}. قارنها بملف {} أو احصل على النص من طريق آخر",
                n(page),
                self.page_doubt(*doubt),
                name("PDF")
            ),
            WarningKind::UnreadableBytes { count, encoding } => format!(
                "عدد المواضع التي لم تُقرأ بترميز {}: {}، ومكانها في النص العلامة {}، وحُفظ ما سواها كله. قارن النص بالصفحة أو احفظها من جديد بترميز {}",
                name(encoding),
                n(count),
                name("\u{FFFD}"),
                name("UTF-8")
            ),
            WarningKind::OtherEncoding { named, read_as } => format!(
                "تقول الصفحة إن ترميزها {}، لكن بايتاتها بترميز {}، فقُرئت به. تحقّق من صحة حروفها",
                name(named),
                name(read_as)
            ),
            WarningKind::GuessedEncoding { read_as } => {
                format!("ليس بترميز {}، فقُرئ بترميز {} لأن بايتاته تشبهه. تحقّق من صحة حروفه", name("UTF-8"), name(read_as))
            }
            WarningKind::NulBytes => format!(
                "في النص بايتات فارغة تظهر على هيئة {}، وحُفظ ما سواها كله. احفظ الصفحة من جديد إن كانت فيها كلمات تالفة",
                name("\u{FFFD}")
            ),
            WarningKind::TurnedLetters { count } => format!(
                "إشارات اتجاه خفية عددها {} قد تُظهر الكلمات على غير ما كُتبت، وقد حُفظت. قارن النص بالصفحة",
                n(count)
            ),
            WarningKind::DeepNesting => {
                "وسوم الصفحة متداخلة أعمق مما تحتاج إليه أي صفحة، وحُفظ النص كله، لكن موضع كل جزء تخمين. راجع أجزاء الصفحة".to_owned()
            }
            WarningKind::NoText => {
                "لا نص لمقال في هذا المدخل، فتُرك. تحقّق من أسماء الأعمدة".to_owned()
            }
            WarningKind::BadRecord { reason } => format!(
                "هذا المدخل تالف ({})، فتُرك وقُرئت بقية المداخل. أصلحه في الملف واستورده من جديد",
                name(reason)
            ),
            WarningKind::LeftOut { reason } => format!("تُرك هذا الملف: {}", name(reason)),
            WarningKind::BrokenData { count } => format!(
                "عدد ما تلف من بيانات الصفحة عن نفسها: {}، وقد تُرك، وحُفظ النص. تحقّق من الصحيفة والكاتب والتاريخ",
                n(count)
            ),
            of_annotations @ (WarningKind::SpanRefused { .. }
            | WarningKind::MoreSpansRefused { .. }
            | WarningKind::NoCounterpart { .. }
            | WarningKind::NoPlaceInCodebook { .. }
            | WarningKind::CodingIsDone { .. }
            | WarningKind::OffsetUnitGuessed { .. }) => self.arabic_annotation_warning(of_annotations).unwrap_or_default(),
        };
        let file = name(&warning.file);
        ended(match warning.line {
            Some(line) => format!("{file}، السطر {}: {what}", self.number(line)),
            None => format!("{file}: {what}"),
        })
    }

    /// What is doubtful about a page of a PDF, in Arabic.
    fn page_doubt(&self, doubt: PageDoubt) -> String {
        match doubt {
            PageDoubt::UnknownLetters { count } => format!(
                "لا يذكر الملف أي الحروف هي {} من علاماتها، ومكانها في النص العلامة {}",
                self.number(count),
                name("\u{FFFD}")
            ),
            PageDoubt::StrangeLetters => "تشبه حروفها حروف خط قديم، ولا تكاد تكون هي المطبوعة".to_owned(),
            PageDoubt::Reversed => "حروف كلماتها معكوسة في الملف، وترتيبها تخمين".to_owned(),
            PageDoubt::Turned => "بعض سطورها مائل، وقد وُضع بعد سائرها".to_owned(),
            PageDoubt::CutOff => "لم تُقرأ إلى آخرها".to_owned(),
            PageDoubt::NoText => "لا نص فيها، ولعلها صور فقط".to_owned(),
        }
    }

    /// Why nothing of a file was imported.
    pub(super) fn arabic_import(&self, error: &ImportError) -> String {
        let n = |n: &usize| self.number(*n);
        match error {
            ImportError::Empty { file } => {
                format!("لا نص في {}، فلم يُستورد شيء. تأكّد من أن الملف حُفظ كاملًا", name(file))
            }
            ImportError::TooLarge { file, bytes, limit } => format!(
                "حجم {} هو {} بايت، وأكبر ما يُقرأ وثيقةً واحدة {} بايت، فلم يُستورد شيء. قسِّم الملف واستورد أجزاءه",
                name(file),
                n(bytes),
                n(limit)
            ),
            ImportError::TooManyBlocks { file, blocks, limit } => format!(
                "عدد القطع المنفصلة في نص {} هو {}، وأكثر ما يُقرأ وثيقةً واحدة {}، فلم يُستورد شيء. احفظ المقال وحده واستورده",
                name(file),
                n(blocks),
                n(limit)
            ),
            ImportError::NoTextColumn { file } => format!(
                "ليس في {} عمود يضم نصوص المقالات، فلم يُستورد شيء. سمِّ العمود {} (وغيره {} و{} و{} و{}) واستورد الملف من جديد",
                name(file),
                name("text"),
                name("title"),
                name("outlet"),
                name("author"),
                name("date")
            ),
            ImportError::NoSuchColumn { file, column, columns } => format!(
                "ليس في {} عمود باسم {}، فلم يُستورد شيء. أعمدته: {}. سمِّ أحدها واستورده من جديد",
                name(file),
                name(column),
                name(columns)
            ),
            ImportError::Damaged { file, reason } => format!(
                "تعذّرت قراءة {}: {}. لم يُستورد شيء؛ احفظ الملف أو انسخه من جديد واستورده",
                name(file),
                name(reason)
            ),
            ImportError::TextMissing { file, text } => format!(
                "في {} تعليمات على نص، وليس {} بجانبه، فلم يُستورد شيء. ضعهما في مجلد واحد واستورده",
                name(file),
                name(text)
            ),
            ImportError::NoTextInPdf { file, pages } => format!(
                "عدد صفحات {} هو {} ولا نص فيها، بل صور له، فلم يُستورد شيء. استخرج حروفه ببرنامج آخر للتعرف على الحروف واستورد ما ينتجه",
                name(file),
                n(pages)
            ),
            ImportError::Protected { file } => format!(
                "{} محمي من القراءة، فلم يُستورد شيء. افتحه في البرنامج الذي تقرؤه به واطبعه في ملف {} جديد واستورده",
                name(file),
                name("PDF")
            ),
            ImportError::Changing { file } => {
                format!("كُتب في {} أثناء قراءته، فلم يُستورد منه شيء. انتظر حتى يكتمل واستورده من جديد", name(file))
            }
            ImportError::Defect { file } => {
                format!("تعذّرت قراءة {} لعيب في البرنامج، فلم يُستورد منه شيء آخر. نرجو إبلاغنا مع الملف", name(file))
            }
            ImportError::NotUtf8 { file, byte, line } => format!(
                "ليس {} بترميز {}: البايت {} (السطر {}) لا يخص حرفًا؛ فلم يُستورد شيء حتى لا يضيع حرف. احفظ الملف بترميز {} واستورده من جديد",
                name(file),
                name("UTF-8"),
                n(byte),
                n(line),
                name("UTF-8")
            ),
            ImportError::HasNul { file, byte, line } => format!(
                "في {} بايت فارغ عند الموضع {} (السطر {}) كما في الملفات غير النصية، فلم يُستورد شيء. احفظ الصفحة نصًا خالصًا بترميز {} واستوردها",
                name(file),
                n(byte),
                n(line),
                name("UTF-8")
            ),
            ImportError::Unread { file, looks_like, instead } => format!(
                "يبدو {} {}، وهذا لا يُقرأ بعد، فلم يُستورد شيء. احفظه {} واستورده",
                name(file),
                arabic_kind(looks_like).map_or_else(|| name(looks_like), str::to_owned),
                arabic_instead(instead).map_or_else(|| name(instead), str::to_owned),
            ),
        }
    }
}

/// What a file looks like.
pub(super) fn arabic_kind(looks_like: &str) -> Option<&'static str> {
    Some(match looks_like {
        "an archive inside an archive, or an office document" => "أرشيفًا داخل أرشيف، أو مستندًا مكتبيًا",
        "a PDF" => "ملف \u{2068}PDF\u{2069}",
        "an RTF document" => "مستند \u{2068}RTF\u{2069}",
        "an old office document" => "مستندًا مكتبيًا قديمًا",
        "text in UTF-16" => "نصًا بترميز \u{2068}UTF-16\u{2069}",
        "a database" => "قاعدة بيانات",
        "a compressed file" => "ملفًا مضغوطًا",
        "a picture" => "صورة",
        "an XML file" => "ملف \u{2068}XML\u{2069}",
        "no known format" => "ملفًا بصيغة غير معروفة",
        _ => return None,
    })
}

/// What it is to be saved as.
pub(super) fn arabic_instead(instead: &str) -> Option<&'static str> {
    Some(match instead {
        "plain text in UTF-8" => "نصًا خالصًا بترميز \u{2068}UTF-8\u{2069}",
        "UTF-8" => "بترميز \u{2068}UTF-8\u{2069}",
        _ => return None,
    })
}
