//! Words of the import screen.

use super::locale::{Counted, percent};
use super::{Strings, strings};
use crate::import::Holds;
use crate::model::{UiLanguage, ZoneOrigin};

strings! {
    /// Words of the import screen.
    Importing {
        documents: "Documents", "الوثائق";
        none_yet: "No pages yet", "لا صفحات بعد";
        none_yet_why: "Add saved web pages, texts, Word documents, tables or archives, or drop them on the window. Rules then find headline, story and what is not the story; you have the last word.",
            "أضف صفحات ويب محفوظة أو نصوصًا أو مستندات أو جداول أو ملفات مضغوطة، أو أفلتها على النافذة. تجد القواعد العنوان والمتن وما ليس من الخبر، والكلمة الأخيرة لك.";
        choose: "Choose a document.", "اختر وثيقة.";
        question_open: "question open", "سؤال مفتوح";
        this_block: "This block is", "هذه الفقرة";
        these_blocks: "These blocks are", "هذه الفقرات";
        article: "Article", "المقال";
        outside: "outside of any article", "خارج أي مقال";
        mark: "These blocks are an article", "هذه الفقرات مقال";
        mark_hint: "Select its blocks with Shift and the arrows first.", "حدِّد فقراته أولًا بمفتاح Shift مع الأسهم.";
        facts: "About the page", "عن الصفحة";
        outlet: "Outlet", "الوسيلة الإعلامية";
        date: "Date", "التاريخ";
        date_printed: "Read from:", "مقروء من:";
        byline: "Byline", "اسم الكاتب";
        language: "Language", "اللغة";
        file: "File", "الملف";
        direction: "Direction of the text", "اتجاه النص";
        by_content: "by its letters", "بحسب حروفه";
        right_to_left: "right to left", "من اليمين إلى اليسار";
        left_to_right: "left to right", "من اليسار إلى اليمين";
        by_hand: "set by a person", "حدَّده شخص";
        repeat: "stood earlier on the page", "ورد قبل ذلك في الصفحة";
        doubtful: "doubtful", "مشكوك فيه";
        two_articles_cut: "This page seems to hold two articles. It is cut where the second seems to begin.",
            "يبدو أن في الصفحة مقالين. قُسمت حيث يبدو أن الثاني يبدأ.";
        two_articles_uncut: "This page seems to hold two articles. Go to the block where the second begins.",
            "يبدو أن في الصفحة مقالين. انتقل إلى الفقرة التي يبدأ بها الثاني.";
        two_keep: "Two articles: keep the cut", "مقالان: إبقاء القسمة";
        two_split: "Two articles: split here", "مقالان: القسمة هنا";
        one_article: "One article", "مقال واحد";
        which_headline: "The headline is a guess, or there is none. Go to the block that is the headline.",
            "العنوان تخمين أو لا عنوان. انتقل إلى الفقرة التي هي العنوان.";
        looking: "Looking at tables", "تُفحص الجداول";
        columns: "Columns of the table", "أعمدة الجدول";
        columns_about: "What each column is taken for. Arrows up and down choose a column, left and right change it. It is remembered for files with the same header.",
            "ما يُعدّ كل عمود. السهمان الأعلى والأسفل لاختيار عمود، والأيمن والأيسر لتغييره. ويُحفظ الاختيار للملفات ذات الترويسة نفسها.";
        columns_no_text: "No column is the text. Choose one, or nothing can be read.", "لا عمود للنص. اختر واحدًا وإلا فلا يُقرأ شيء.";
        columns_next: "Next table", "الجدول التالي";
        columns_import: "Import", "استيراد";
        read_from_pdf: "The order of these words was made from their places in a PDF. Compare each page with it: order of lines, columns, numbers in Arabic lines.",
            "رُتبت هذه الكلمات بحسب مواضعها في ملف PDF. قارن كل صفحة به: ترتيب السطور والأعمدة، والأرقام داخل السطور العربية.";
        is_headline: "This block is the headline", "هذه الفقرة هي العنوان";
        as_it_is: "It is right as it is", "صحيح كما هو";
        to_second: "Show the second", "إظهار الثاني";
        key_move: "block", "فقرة";
        key_kind: "kind", "النوع";
        nothing_alike: "No rule found other blocks like this one, or a person has spoken of them already.",
            "لم تجد القاعدة فقرات أخرى مثل هذه، أو سبق أن قال فيها شخص.";
        alike_here: "Said of all blocks of this page that the rule found. Ctrl+Z takes it back.",
            "قيل ذلك في كل ما وجدته القاعدة في هذه الصفحة. يتراجع عنه Ctrl+Z.";
        alike_everywhere: "Said of all blocks that the rule found on the pages of this outlet. Ctrl+Z takes it back.",
            "قيل ذلك في كل ما وجدته القاعدة في صفحات هذه الوسيلة. يتراجع عنه Ctrl+Z.";
        alike_page: "The same where this rule fired on the page", "الأمر نفسه حيث عملت القاعدة في الصفحة";
        alike_outlet: "The same on all pages of the outlet", "الأمر نفسه في كل صفحات الوسيلة";
        key_alike: "same rule", "القاعدة نفسها";
        key_page: "page is right", "الصفحة صحيحة";
        key_structure: "as it was built", "كما بُنيت";
        key_fold: "open or fold", "إظهار أو طي";
        key_confirm: "it is right", "تأكيد";
        key_select: "several", "عدة فقرات";
        key_facts: "facts", "المعلومات";
        key_direction: "direction", "الاتجاه";
        key_one: "one article", "مقال واحد";
        key_keep: "keep", "إبقاء";
        cannot_split: "An article cannot be split at its first block, or outside of an article. Go to the block where the second begins.",
            "لا يُقسم المقال عند فقرته الأولى ولا خارجه. انتقل إلى الفقرة التي يبدأ بها الثاني.";
        cannot_join: "There is no article before this one on the page.", "لا مقال قبل هذا في الصفحة.";
        cannot_mark: "Some of these blocks belong to an article already. Select blocks outside of the articles.",
            "بعض هذه الفقرات من مقال قائم. حدِّد فقرات خارج المقالات.";
        nothing_doubtful: "No block of this page is doubtful.", "لا فقرة مشكوكًا فيها في هذه الصفحة.";
    }
}

/// Blocks, counted.
const BLOCKS: Counted = Counted {
    en: ["{} block", "{} blocks"],
    ar: ["لا فقرات", "فقرة واحدة", "فقرتان", "{} فقرات", "{} فقرة", "{} فقرة"],
};

/// Doubtful blocks, counted.
const DOUBTFUL: Counted = Counted {
    en: ["{} block is doubtful", "{} blocks are doubtful"],
    ar: [
        "لا فقرات مشكوكًا فيها",
        "فقرة واحدة مشكوك فيها",
        "فقرتان مشكوك فيهما",
        "{} فقرات مشكوك فيها",
        "{} فقرة مشكوكًا فيها",
        "{} فقرة مشكوك فيها",
    ],
};

/// Disclaimers, counted.
const DISCLAIMERS: Counted = Counted {
    en: ["{} disclaimer", "{} disclaimers"],
    ar: ["لا إخلاء مسؤولية", "إخلاء مسؤولية", "إخلاءا مسؤولية", "{} إخلاءات مسؤولية", "{} إخلاء مسؤولية", "{} إخلاء مسؤولية"],
};

/// Blocks that one rule found, counted.
const ALIKE: Counted = Counted {
    en: ["{} block of this rule is right", "All {} blocks of this rule are right"],
    ar: [
        "لا فقرات لهذه القاعدة",
        "فقرة هذه القاعدة صحيحة",
        "فقرتا هذه القاعدة صحيحتان",
        "كل فقرات هذه القاعدة صحيحة ({})",
        "كل فقرات هذه القاعدة صحيحة ({})",
        "كل فقرات هذه القاعدة صحيحة ({})",
    ],
};

impl Strings {
    /// "1 disclaimer".
    pub fn disclaimers_found(&self, n: usize) -> String {
        DISCLAIMERS.of(self.language, n)
    }

    /// "All 7 blocks of this rule are right".
    pub fn alike_blocks(&self, n: usize) -> String {
        ALIKE.of(self.language, n)
    }

    /// "3 blocks".
    pub fn blocks(&self, n: usize) -> String {
        BLOCKS.of(self.language, n)
    }

    /// "3 blocks are doubtful".
    pub fn doubtful_blocks(&self, n: usize) -> String {
        DOUBTFUL.of(self.language, n)
    }

    /// Who says what a zone is, and how sure: "70 % · line before the story".
    pub fn origin(&self, origin: &ZoneOrigin) -> String {
        match origin {
            ZoneOrigin::Coder(_) => self.importing.by_hand.to_owned(),
            ZoneOrigin::Rule { rule, confidence } => {
                format!("{} · {}", percent(self.language, *confidence), self.rule(rule))
            }
        }
    }

    /// What a rule of the import goes by; a rule without words shows its name.
    pub fn rule<'a>(&self, rule: &'a str) -> &'a str {
        let (en, ar) = match rule {
            "headline.position" => ("line before the story", "سطر قبل المتن"),
            "headline.repeat" | "headline.repeated_title" => ("title that is repeated", "عنوان مكرر"),
            "headline.title_before_story" => ("title before the story", "عنوان قبل المتن"),
            "deck.under_headline" => ("line under the headline", "سطر تحت العنوان"),
            "deck.press_review" => ("who wrote it, and where", "من كتبه وأين"),
            "byline.name" => ("looks like a name", "يشبه اسمًا"),
            "byline.source_after_story" => ("source after the story", "مصدر بعد المتن"),
            "dateline.date" => ("holds a date", "فيه تاريخ"),
            "caption.credit" => ("names a photo agency", "يسمي وكالة صور"),
            "caption.glued_credit" => ("credit without a space", "مصدر صورة ملتصق"),
            "caption.place" => ("stands between title and story", "بين العنوان والمتن"),
            "caption.markup" | "caption.markup_name" | "caption.inside_figure" => {
                ("caption by its tag", "تعليق بحسب الوسم")
            }
            "caption.credit_markup" => ("credit by its tag", "مصدر صورة بحسب الوسم"),
            "byline.markup" | "byline.markup_name" => ("writer by its tag", "كاتب بحسب الوسم"),
            "byline.author_of_the_page" => ("the page’s own author", "كاتب الصفحة كما تذكره"),
            "byline.about_the_writer" => ("about the writer", "عن الكاتب"),
            "dateline.markup" | "dateline.markup_name" => ("date by its tag", "تاريخ بحسب الوسم"),
            "deck.markup" | "deck.heading_under_headline" => ("deck by its tag", "عنوان تمهيدي بحسب الوسم"),
            "deck.description_of_the_page" => ("the page’s description", "وصف الصفحة لنفسها"),
            "deck.paragraph_under_headline" => ("paragraph under the headline", "فقرة تحت العنوان"),
            "body.paragraph_tag" | "body.in_story" => ("tag of the story", "وسم من المتن"),
            "body.in_linked_data" => ("text that the page names as its own", "نص تذكره بيانات الصفحة"),
            "crosshead.heading" | "crosshead.heading_in_story" => ("heading in the story", "عنوان داخل المتن"),
            "crosshead.bold_line" => ("bold line in the story", "سطر عريض في المتن"),
            "boilerplate.markup" => ("tag of the page’s frame", "وسم من إطار الصفحة"),
            "boilerplate.hidden" => ("not shown by the page", "لا تعرضه الصفحة"),
            "boilerplate.short_link" => ("short link", "رابط قصير"),
            "boilerplate.loose_words_in_head" => ("loose words under the headline", "كلمات متفرقة تحت العنوان"),
            "related.link_in_story" | "related.linked_line" => ("link to another story", "رابط إلى خبر آخر"),
            "caption.gallery" => ("counted picture of a gallery", "صورة مرقمة من معرض"),
            "caption.repeat" => ("repeats the title", "يكرر العنوان"),
            "crosshead.short_line_before_paragraph" => ("short line between paragraphs", "سطر قصير بين الفقرات"),
            "body.paragraph" => ("full sentences", "جمل كاملة"),
            "body.short_line" => ("short line in the story", "سطر قصير في المتن"),
            "body.paragraph_without_article" => ("paragraph without an article", "فقرة بلا مقال"),
            "related.label" => ("names other stories", "عنوان لأخبار أخرى"),
            "related.section" => ("under “related stories”", "تحت «أخبار ذات صلة»"),
            "related.title_after_story" => ("title after the story", "عنوان بعد المتن"),
            "related.title_behind_comments_label" => ("title after the comments", "عنوان بعد التعليقات"),
            "comments.label" => ("names the comments", "عنوان التعليقات"),
            "comments.section" => ("under the comments", "تحت التعليقات"),
            "boilerplate.before_headline" => ("before the headline", "قبل العنوان"),
            "boilerplate.after_story" => ("after the story", "بعد المتن"),
            "boilerplate.footer" => ("foot of the page", "ذيل الصفحة"),
            "boilerplate.widget" => ("word of a page's tools", "كلمة من أدوات الصفحة"),
            "export.field" | "export.layout" => ("field of a database's export", "حقل من تصدير قاعدة بيانات"),
            "boilerplate.template" => ("on most pages of the outlet", "في معظم صفحات الوسيلة"),
            "boilerplate.nothing_known" => ("no rule knows it", "لا قاعدة تعرفه"),
            other if other.starts_with("disclaimer.") => ("says whose opinion it is", "يقول لمن الرأي"),
            other => return other,
        };
        match self.language {
            UiLanguage::En => en,
            UiLanguage::Ar => ar,
        }
    }
}

impl Strings {
    /// The name of a language of a page; a tag that is not known shows as it is.
    pub fn language_name(&self, tag: &str) -> String {
        let (en, ar) = match tag.split('-').next().unwrap_or(tag) {
            "ar" => ("Arabic", "العربية"),
            "en" => ("English", "الإنجليزية"),
            "ru" => ("Russian", "الروسية"),
            "fa" => ("Persian", "الفارسية"),
            "uk" => ("Ukrainian", "الأوكرانية"),
            "fr" => ("French", "الفرنسية"),
            "de" => ("German", "الألمانية"),
            "tr" => ("Turkish", "التركية"),
            "es" => ("Spanish", "الإسبانية"),
            "he" => ("Hebrew", "العبرية"),
            "bg" => ("Bulgarian", "البلغارية"),
            "az" => ("Azerbaijani", "الأذرية"),
            "hy" => ("Armenian", "الأرمنية"),
            "ur" => ("Urdu", "الأردية"),
            _ => return tag.to_owned(),
        };
        match self.language {
            UiLanguage::En => en.to_owned(),
            UiLanguage::Ar => ar.to_owned(),
        }
    }
}

impl Strings {
    /// What a column of a table holds.
    pub fn holds(&self, holds: Holds) -> &'static str {
        let (en, ar) = match holds {
            Holds::Text => ("text", "النص"),
            Holds::Title => ("title", "العنوان"),
            Holds::Deck => ("deck", "العنوان الفرعي"),
            Holds::Caption => ("caption", "تعليق الصورة"),
            Holds::Outlet => ("outlet", "الوسيلة الإعلامية"),
            Holds::Author => ("author", "الكاتب"),
            Holds::Date => ("date", "التاريخ"),
            Holds::Url => ("address", "الرابط"),
            Holds::Section => ("section", "القسم"),
            Holds::Language => ("language", "اللغة"),
            Holds::Fact => ("a further fact", "معلومة أخرى"),
        };
        match self.language {
            UiLanguage::En => en,
            UiLanguage::Ar => ar,
        }
    }

    /// Which of several tables is shown: its file, its sheet, its number among them.
    pub fn table_of(&self, file: &str, sheet: Option<usize>, number: usize, of: usize) -> String {
        let mut out = format!("\u{2068}{file}\u{2069}");
        if let Some(sheet) = sheet {
            let word = if self.language == UiLanguage::En { "sheet" } else { "الورقة" };
            out.push_str(&format!(" · {word} {}", self.number(sheet)));
        }
        if of > 1 {
            out.push_str(&format!(" · {} / {}", self.number(number), self.number(of)));
        }
        out
    }
}
