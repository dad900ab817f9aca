//! Words of editing and publishing the codebook.

use super::locale::Counted;
use super::{Strings, strings};
use crate::model::{
    BookField, BookPart, BookProblem, Cardinality, Change, Finding, LineStyle, ProposalKind, Scope, UiLanguage, WordsOf,
};
use crate::project::AnswerCounts;
use std::path::Path;

strings! {
    /// Words of editing and publishing the codebook.
    Drafting {
        read: "Read", "قراءة";
        edit: "Edit the draft", "تحرير المسودة";
        publish_page: "Changes and publishing", "التغييرات والنشر";
        begin: "Begin a new version", "بدء إصدار جديد";
        begin_why: "Published versions never change. What you change here is a draft of the next one; coders see it when you publish it.",
            "الإصدارات المنشورة لا تتغير. ما تغيّره هنا مسودة للإصدار التالي، ولا يراها المرمِّزون حتى تنشرها.";
        draft: "Draft", "مسودة";
        discard: "Throw the draft away", "ترك المسودة";
        import: "From a file…", "من ملف…";
        export: "To a file…", "إلى ملف…";
        path_of_import: "Path of a codebook (JSON)", "مسار دليل ترميز (JSON)";
        import_about: "The draft becomes what stands in the file. It can be taken back.",
            "تصير المسودة ما في الملف، ويمكن التراجع عن ذلك.";
        import_does: "Take it over", "أخذه";
        path_of_export: "Path of the new file", "مسار الملف الجديد";
        export_about: "The ending says the form: .json is data, .html and .md are documents for people, in both languages.",
            "تحدّد النهاية الصيغة: \u{2068}.json\u{2069} بيانات، و\u{2068}.html\u{2069} و\u{2068}.md\u{2069} وثيقتان للقراءة باللغتين.";
        export_does: "Write it", "كتابته";
        general: "The codebook itself", "الدليل نفسه";
        panels: "Panels", "اللوحات";
        preview: "As coders will see it", "كما سيراه المرمِّزون";
        to_form: "Back to the fields", "العودة إلى الحقول";
        preview_why: "Try it: nothing that is answered here is kept.", "جرّبه: لا يُحفظ هنا أي جواب.";
        findings: "To be put right", "ما يجب إصلاحه";
        no_findings: "Nothing is to be put right.", "لا شيء يحتاج إلى إصلاح.";
        advice: "advice", "نصيحة";
        code: "Code", "الرمز";
        code_stays: "Answers are kept by this code, so it stays. For something else, retire it and add a new one.",
            "تُحفظ الأجوبة بهذا الرمز، فهو باقٍ. إن أردت غيره فاسحب هذا وأضف جديدًا.";
        code_taken: "This code is taken already.", "هذا الرمز مأخوذ.";
        name_of_book: "Name", "الاسم";
        title: "Title", "العنوان";
        description: "What it is for", "الغرض منه";
        label: "Label", "التسمية";
        question: "Question", "السؤال";
        definition: "Definition", "التعريف";
        kind: "An answer is", "الجواب";
        level: "Level of measurement", "مستوى القياس";
        most: "At most", "على الأكثر";
        optional: "May stay open", "يجوز تركه بلا جواب";
        allow_na: "The coder may say \u{201c}does not apply\u{201d}", "للمرمِّز أن يقول «لا ينطبق»";
        facts: "Facts about the page that are shown beside it (names, with commas)",
            "معلومات عن الصفحة تُعرض بجانبه (أسماء بينها فواصل)";
        asked: "Asked", "متى يُسأل";
        always: "always", "دائمًا";
        only_if: "only if…", "بشرط…";
        never: "never", "أبدًا";
        all_of: "all of these", "كل ما يلي";
        any_of: "one of these is enough", "يكفي واحد مما يلي";
        not: "not", "ليس";
        add_condition: "Another condition", "شرط آخر";
        change: "Change", "تغيير";
        done: "Done", "تم";
        take_away: "Take away", "حذف";
        answer_is: "the answer is", "الجواب هو";
        labels_at_least: "labels, at least", "أقل عدد من الأجوبة";
        is_marked: "is marked", "محدَّد";
        is_not_marked: "is not marked", "غير محدَّد";
        choose_question: "Rests on", "يقوم على";
        values: "Values", "القيم";
        add_value: "New value", "قيمة جديدة";
        add_question: "New question", "سؤال جديد";
        add_unit: "New unit", "وحدة جديدة";
        add_role: "New kind of marked words", "نوع جديد من الكلمات المحددة";
        add_link: "New link", "رابط جديد";
        add_panel: "New panel", "لوحة جديدة";
        add_flag: "New flag", "علامة جديدة";
        add_row: "New record from the start", "سجل جديد قائم من البداية";
        retire: "Retire", "سحب";
        retired: "Retired: in the published version, not in the draft", "مسحوب: في الإصدار المنشور لا في المسودة";
        take_back: "Take back", "إعادة";
        up: "Up", "إلى أعلى";
        down: "Down", "إلى أسفل";
        key: "Key", "المفتاح";
        by_place: "by its place", "بحسب موضعه";
        alone: "Excludes all other values", "تستبعد كل القيم الأخرى";
        example: "Example", "مثال";
        counter_example: "Counter-example", "مثال مضاد";
        scope: "It belongs to", "تتبع";
        cardinality: "How many", "كم مرة";
        one: "exactly one", "واحدة فقط";
        many: "any number", "أي عدد";
        ordered: "An ordered list", "قائمة مرتبة";
        nests: "A record may hang under another", "يجوز تعليق سجل بآخر";
        roles: "Words that are marked", "ما يُحدَّد من كلمات";
        line: "Line", "الخط";
        color: "Colour", "اللون";
        stands_for: "Its code in reports", "رمزه في التقارير";
        needed: "Needed", "متى يلزم";
        applies: "Can be marked", "متى يجوز تحديده";
        proposed_by: "Proposed by", "تقترحه";
        nobody: "nothing", "لا شيء";
        implies: "Marking answers", "التحديد يجيب عن";
        links: "Links", "الروابط";
        to_unit: "Leads to", "يرتبط بـ";
        accepts: "Only to a record for which", "فقط بسجل فيه";
        rows: "Records that stand there from the start", "سجلات قائمة من البداية";
        row_none: "none", "بلا";
        view: "Shown as", "طريقة العرض";
        view_form: "questions below each other", "أسئلة متتابعة";
        view_list: "a list of records", "قائمة سجلات";
        view_grid: "a grid", "جدول";
        grid_rows: "Rows", "الصفوف";
        grid_columns: "Columns", "الأعمدة";
        grid_cell: "In the cell", "في الخلية";
        grid_state: "Else in the cell", "وإلا ففي الخلية";
        grid_evidence: "Marked for a cell", "يُحدَّد للخلية";
        units: "Units", "الوحدات";
        version: "Version", "الإصدار";
        no_changes: "Nothing differs from the published version yet.", "لا فرق بعدُ عن الإصدار المنشور.";
        differences: "What is different", "ما الذي تغيّر";
        answers_so_far: "Answers so far", "الأجوبة إلى الآن";
        becomes: "Its answers", "أجوبتها";
        kept: "are kept", "تبقى";
        again: "are coded again", "تُرمَّز من جديد";
        become_: "become", "تصير";
        aside: "They stay in the project, unseen; nobody is asked any more.", "تبقى في المشروع من غير أن تظهر، ولا يُسأل عنها أحد بعد ذلك.";
        asked_of_all: "It is asked in codings that are carried over.", "يُسأل في الترميزات المنقولة.";
        fates_hold: "What is said here of answers holds for codings that are carried over; below you say whether they are.",
            "ما يُقال هنا عن الأجوبة يسري على الترميزات المنقولة، وتقرر في الأسفل أتُنقل أم لا.";
        carry: "Carry the codings so far over to the new version", "نقل الترميزات السابقة إلى الإصدار الجديد";
        carry_why: "Without this they stay under their version, and figures can be had for each version.",
            "من دون ذلك تبقى على إصدارها، وتُحسب الأرقام لكل إصدار على حدة.";
        carry_not: "Packages are with coders: what they code meanwhile is under the older version, so codings stay there.",
            "الحزم عند المرمِّزين، وما يرمّزونه الآن يتبع الإصدار القديم، فتبقى الترميزات عليه.";
        nothing_lost: "Nothing is deleted: what is coded again stays in the journal.",
            "لا يُحذف شيء: ما يُرمَّز من جديد يبقى في السجل.";
        publish: "Publish", "نشر";
        blocked: "First put right what is listed here; each line leads to its field.",
            "أصلح أولًا ما في هذه القائمة، وكل سطر يقود إلى حقله.";
        was: "Was", "كان";
        now_is: "Now", "صار";
        came: "New", "جديد";
        went: "Retired", "سُحب";
        changed: "Changed", "تغيّر";
        before_this: "What is different from version", "ما الذي تغيّر عن الإصدار";
        discarded: "The draft is put aside; undo brings it back.", "تُركت المسودة، ويعيدها التراجع.";
        other_key: "Another command or value has this key; the panel gives", "المفتاح لأمر آخر أو لقيمة أخرى، فتعطيها اللوحة";
        no_other_key: "Another command or value has this key.", "المفتاح لأمر آخر أو لقيمة أخرى.";
        empty: "nothing", "لا شيء";
        versions: "Versions", "الإصدارات";
        for_new: "for new codings", "للترميزات الجديدة";
        english: "English", "بالإنجليزية";
        arabic: "Arabic", "بالعربية";
        leads_only: "Only the lead changes the codebook.", "لا يغيّر دليل الترميز إلا المشرف.";
        imported: "The draft is now what stood in the file.", "صارت المسودة ما كان في الملف.";
        written: "The codebook was written.", "كُتب دليل الترميز.";
        key_part: "part", "الجزء";
        key_fields: "its fields", "حقوله";
    }
}

/// Answers, counted.
const ANSWERS: Counted = Counted {
    en: ["{} answer", "{} answers"],
    ar: ["لا أجوبة", "جواب واحد", "جوابان", "{} أجوبة", "{} جوابًا", "{} جواب"],
};

/// Findings, counted.
const FINDINGS: Counted = Counted {
    en: ["{} to be put right", "{} to be put right"],
    ar: ["لا شيء للإصلاح", "موضع واحد للإصلاح", "موضعان للإصلاح", "{} مواضع للإصلاح", "{} موضعًا للإصلاح", "{} موضع للإصلاح"],
};

/// Codings, counted.
const CODINGS: Counted = Counted {
    en: ["{} coding", "{} codings"],
    ar: ["لا ترميزات", "ترميز واحد", "ترميزان", "{} ترميزات", "{} ترميزًا", "{} ترميز"],
};

impl Strings {
    /// "3 answers".
    pub fn counted_answers(&self, n: usize) -> String {
        ANSWERS.of(self.language, n)
    }

    /// "3 to be put right".
    pub fn counted_findings(&self, n: usize) -> String {
        FINDINGS.of(self.language, n)
    }

    /// "3 codings".
    pub fn counted_codings(&self, n: usize) -> String {
        CODINGS.of(self.language, n)
    }

    /// What was published, and what became of the codings.
    pub fn published(&self, version: &str, moved: Option<usize>, reopened: usize) -> String {
        let (codings, open) = (self.counted_codings(moved.unwrap_or(0)), self.counted_codings(reopened));
        match (self.language, moved) {
            (UiLanguage::En, None) => format!("Version {version} is published; new codings get it."),
            (UiLanguage::En, Some(_)) if reopened == 0 => {
                format!("Version {version} is published, and {codings} went over to it.")
            }
            (UiLanguage::Ar, Some(_)) if reopened == 0 => format!("نُشر الإصدار {version} ونُقل إليه: {codings}."),
            (UiLanguage::En, Some(_)) => format!(
                "Version {version} is published, and {codings} went over to it; done before and open again: {open}."
            ),
            (UiLanguage::Ar, None) => format!("نُشر الإصدار {version}، وتتبعه الترميزات الجديدة."),
            (UiLanguage::Ar, Some(_)) => {
                format!("نُشر الإصدار {version} ونُقل إليه: {codings}. ما كان منجزًا وفُتح من جديد: {open}.")
            }
        }
    }

    /// Why a codebook could not be written to a file.
    pub fn file_refusal(&self, path: &Path, error: &std::io::Error) -> String {
        let path = format!("\u{2068}{}\u{2069}", path.display());
        match self.language {
            UiLanguage::En => format!("The file {path} could not be written ({error}); nothing was changed."),
            UiLanguage::Ar => format!("تعذّرت كتابة الملف {path} (\u{2068}{error}\u{2069})، ولم يتغيّر شيء."),
        }
    }

    /// What becomes of the answers to a question.
    pub fn fates(&self, counts: AnswerCounts) -> String {
        let n = |n: usize| self.number(n);
        let said = match self.language {
            UiLanguage::En => [
                (counts.kept, format!("{} kept", n(counts.kept))),
                (counts.mapped, format!("{} become another value", n(counts.mapped))),
                (counts.again, format!("{} to be coded again", n(counts.again))),
                (counts.aside, format!("{} no longer asked", n(counts.aside))),
            ],
            UiLanguage::Ar => [
                (counts.kept, format!("تبقى {}", n(counts.kept))),
                (counts.mapped, format!("تصير قيمة أخرى {}", n(counts.mapped))),
                (counts.again, format!("تُرمَّز من جديد {}", n(counts.again))),
                (counts.aside, format!("لم يعد يُسأل عنها {}", n(counts.aside))),
            ],
        };
        let said: Vec<&str> = said.iter().filter(|(n, _)| *n > 0).map(|(_, text)| text.as_str()).collect();
        self.list(&said)
    }

    /// What is to be put right, as a sentence at the field concerned.
    pub fn finding(&self, finding: &Finding) -> String {
        let said = match self.language {
            UiLanguage::En => finding.problem.to_string(),
            UiLanguage::Ar => arabic_problem(&finding.problem),
        };
        let mut letters = said.chars();
        let first = letters.next().map(|c| c.to_uppercase().collect::<String>()).unwrap_or_default();
        format!("{first}{}.", letters.as_str())
    }

    /// The name of a field.
    pub fn book_field(&self, field: BookField) -> &'static str {
        let words = &self.drafting;
        match field {
            BookField::Code => words.code,
            BookField::Version => words.version,
            BookField::Label => words.label,
            BookField::Key => words.key,
            BookField::Color => words.color,
            BookField::Kind => words.kind,
            BookField::Most => words.most,
            BookField::Condition => words.asked,
            BookField::Needed => words.needed,
            BookField::Accepts => words.accepts,
            BookField::Values => words.values,
            BookField::Questions => words.question,
            BookField::Units => words.units,
            BookField::View => words.view,
            BookField::Rows => words.rows,
            BookField::Implies => words.implies,
            BookField::StandsFor => words.stands_for,
            BookField::Facts => words.facts,
        }
    }

    /// What a unit belongs to.
    pub const fn scope_name(&self, scope: Scope) -> &'static str {
        let (en, ar) = match scope {
            Scope::Coder => ("the coder", "المرمِّز"),
            Scope::Document => ("the page", "الصفحة"),
            Scope::Article => ("the article", "المقال"),
        };
        match self.language {
            UiLanguage::En => en,
            UiLanguage::Ar => ar,
        }
    }

    /// How many records of a unit there are.
    pub const fn cardinality_name(&self, cardinality: Cardinality) -> &'static str {
        match cardinality {
            Cardinality::One => self.drafting.one,
            Cardinality::Many => self.drafting.many,
        }
    }

    /// How a span is drawn.
    pub const fn line_name(&self, line: LineStyle) -> &'static str {
        let (en, ar) = match line {
            LineStyle::Solid => ("one line", "خط"),
            LineStyle::Double => ("two lines", "خطان"),
            LineStyle::Dotted => ("dots", "نقاط"),
            LineStyle::Dashed => ("dashes", "شُرَط"),
            LineStyle::Boxed => ("a box", "إطار"),
        };
        match self.language {
            UiLanguage::En => en,
            UiLanguage::Ar => ar,
        }
    }

    /// The name of a colour of roles.
    pub fn color_name(&self, color: &str) -> String {
        let (en, ar) = match color {
            "source" => ("blue", "أزرق"),
            "cue" => ("vermilion", "قرميدي"),
            "content" => ("green", "أخضر"),
            "evidence" => ("purple", "أرجواني"),
            "disclaimer" => ("brown", "بُنّي"),
            other => (other, other),
        };
        match self.language {
            UiLanguage::En => en.to_owned(),
            UiLanguage::Ar => ar.to_owned(),
        }
    }

    /// What proposes words for a role.
    pub const fn proposer_name(&self, kind: Option<ProposalKind>) -> &'static str {
        let (en, ar) = match kind {
            None => ("nothing", "لا شيء"),
            Some(ProposalKind::Disclaimer) => ("the rules for disclaimers", "قواعد إخلاء المسؤولية"),
            Some(ProposalKind::Cue) => ("the rules for cues", "قواعد ألفاظ الإسناد"),
        };
        match self.language {
            UiLanguage::En => en,
            UiLanguage::Ar => ar,
        }
    }

    /// Which words were changed.
    pub const fn which_words(&self, of: WordsOf) -> &'static str {
        let words = &self.drafting;
        match of {
            WordsOf::Title => words.title,
            WordsOf::Label => words.label,
            WordsOf::Question => words.question,
            WordsOf::Definition => words.definition,
            WordsOf::Example => words.example,
            WordsOf::CounterExample => words.counter_example,
            WordsOf::Key => words.key,
            WordsOf::Alone => words.alone,
        }
    }

    /// A change in a few words; `name` gives the label of a code.
    pub fn change(&self, change: &Change, name: impl Fn(&BookPart) -> String) -> String {
        let unit = |code: &String| name(&BookPart::Unit(code.clone()));
        let question = |code: &String| name(&BookPart::Question(code.clone()));
        let value = |variable: &String, value: &String| name(&BookPart::Value(variable.clone(), value.clone()));
        match (self.language, change) {
            (UiLanguage::En, Change::UnitAdded { unit: code }) => format!("New unit {}", unit(code)),
            (UiLanguage::En, Change::UnitRemoved { unit: code }) => format!("The unit {} is retired", unit(code)),
            (UiLanguage::En, Change::UnitChanged { unit: code, what }) => {
                format!("The unit {}: other {}", unit(code), self.aspect(what))
            }
            (UiLanguage::En, Change::VariableAdded { variable }) => format!("New question {}", question(variable)),
            (UiLanguage::En, Change::VariableRemoved { variable }) => {
                format!("The question {} is retired", question(variable))
            }
            (UiLanguage::En, Change::VariableChanged { variable, what }) => {
                format!("The question {}: other {}", question(variable), self.aspect(what))
            }
            (UiLanguage::En, Change::ValueAdded { variable, value: code }) => {
                format!("{}: new value {}", question(variable), value(variable, code))
            }
            (UiLanguage::En, Change::ValueRemoved { variable, value: code }) => {
                format!("{}: the value {} is retired", question(variable), value(variable, code))
            }
            (UiLanguage::En, Change::Reworded { place }) => format!("{}: other words", name(&place_of(place, &name))),
            (UiLanguage::En, Change::Arranged) => "Panels or flags are arranged in another way".into(),
            (UiLanguage::Ar, Change::UnitAdded { unit: code }) => format!("وحدة جديدة: {}", unit(code)),
            (UiLanguage::Ar, Change::UnitRemoved { unit: code }) => format!("سُحبت الوحدة {}", unit(code)),
            (UiLanguage::Ar, Change::UnitChanged { unit: code, what }) => {
                format!("الوحدة {}: تغيّر {}", unit(code), self.aspect(what))
            }
            (UiLanguage::Ar, Change::VariableAdded { variable }) => format!("سؤال جديد: {}", question(variable)),
            (UiLanguage::Ar, Change::VariableRemoved { variable }) => format!("سُحب السؤال {}", question(variable)),
            (UiLanguage::Ar, Change::VariableChanged { variable, what }) => {
                format!("السؤال {}: تغيّر {}", question(variable), self.aspect(what))
            }
            (UiLanguage::Ar, Change::ValueAdded { variable, value: code }) => {
                format!("{}: قيمة جديدة {}", question(variable), value(variable, code))
            }
            (UiLanguage::Ar, Change::ValueRemoved { variable, value: code }) => {
                format!("{}: سُحبت القيمة {}", question(variable), value(variable, code))
            }
            (UiLanguage::Ar, Change::Reworded { place }) => {
                format!("{}: تغيّرت الصياغة", name(&place_of(place, &name)))
            }
            (UiLanguage::Ar, Change::Arranged) => "تغيّر ترتيب اللوحات أو العلامات".into(),
        }
    }

    /// What of a part is another, as [`Change`] names it.
    fn aspect(&self, what: &str) -> &'static str {
        let (en, ar) = match what {
            "scope" => ("place where it belongs", "ما تتبعه"),
            "cardinality" => ("number of records", "عدد السجلات"),
            "order" => ("order of its records", "ترتيب السجلات"),
            "nesting" => ("nesting", "تعليق السجلات"),
            "roles" => ("words that are marked", "ما يُحدَّد من كلمات"),
            "links" => ("links", "الروابط"),
            "rows" => ("records from the start", "السجلات القائمة من البداية"),
            "unit" => ("unit", "الوحدة"),
            "kind" => ("kind of answer", "نوع الجواب"),
            "level" => ("level of measurement", "مستوى القياس"),
            "condition" => ("condition under which it is asked", "شرط السؤال"),
            "rank" => ("order of the values", "ترتيب القيم"),
            "limit" => ("most labels", "أكثر عدد من الأجوبة"),
            _ => ("need for an answer", "لزوم الجواب"),
        };
        match self.language {
            UiLanguage::En => en,
            UiLanguage::Ar => ar,
        }
    }
}

/// The part that a reworded place is: a value, or what has a name as a question, or else a unit or the codebook.
fn place_of(place: &str, name: &impl Fn(&BookPart) -> String) -> BookPart {
    if let Some((variable, value)) = place.split_once('=') {
        return BookPart::Value(variable.to_owned(), value.to_owned());
    }
    let question = BookPart::Question(place.to_owned());
    if !name(&question).is_empty() {
        return question;
    }
    let unit = BookPart::Unit(place.to_owned());
    if name(&unit).is_empty() { BookPart::Book } else { unit }
}

fn arabic_problem(problem: &BookProblem) -> String {
    let code = |code: &str| format!("\u{2068}{code}\u{2069}");
    match problem {
        BookProblem::WrongCode(wrong) if wrong.is_empty() => "الرمز مطلوب".into(),
        BookProblem::WrongCode(wrong) => {
            format!("لا يقبل الرمز «{}» إلا حروفًا لاتينية وأرقامًا و _ و . و -", code(wrong))
        }
        BookProblem::Twice(twice) => format!("الرمز {} مكرر", code(twice)),
        BookProblem::NoVersion => "رقم الإصدار مطلوب، مثل 1.1".into(),
        BookProblem::NoWords(UiLanguage::En) => "ينقصه النص الإنجليزي".into(),
        BookProblem::NoWords(UiLanguage::Ar) => "ينقصه النص العربي".into(),
        BookProblem::Unknown(unknown) => format!("{} غير معرَّف هنا", code(unknown)),
        BookProblem::NoValues => "ليس له قيم".into(),
        BookProblem::HasValues => "ليس لهذا النوع من الأجوبة قيم".into(),
        BookProblem::OneValue => "قيمة واحدة لا تترك ما يُختار".into(),
        BookProblem::EmptyCondition => "لم يُختر في الشرط شيء".into(),
        BookProblem::Circle(by) => format!("يقوم على نفسه من طريق {}", code(by)),
        BookProblem::AsksLater(later) => format!("يقوم على {}، وهو يُسأل بعده", code(later)),
        BookProblem::NoUnits => "ليس فيه وحدات".into(),
        BookProblem::NoQuestions => "ليس فيها أسئلة ولا كلمات تُحدَّد".into(),
        BookProblem::LongKey(key) if key.is_empty() => "المفتاح مطلوب".into(),
        BookProblem::LongKey(key) => format!("المفتاح «{}» أكثر من حرف واحد", code(key)),
        BookProblem::KeyTwice(other) => format!("المفتاح نفسه عند {}", code(other)),
        BookProblem::WrongColor(color) => format!("لا لون باسم {}", code(color)),
        BookProblem::WrongMost => "الحد الأعلى صفر، فلا شيء يُسأل عنه".into(),
        BookProblem::WrongLevel => "مستوى القياس لا يلائم نوع الجواب".into(),
        BookProblem::NotAChoice(question) => format!("يجب أن يكون {} سؤالًا بقيمة واحدة", code(question)),
        BookProblem::NoPanel => "لا تعرضها أي لوحة، فلا يمكن ترميزها".into(),
        BookProblem::CoderInPanel(unit) => format!("{} تُسأل عن المرمِّز مرة واحدة ولا مكان لها في لوحة", code(unit)),
    }
}
