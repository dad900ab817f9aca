//! Words of the adjudication screen.

use super::refusals::name;
use super::{Strings, strings};
use crate::model::{Cause, UiLanguage};

strings! {
    /// Words of the adjudication screen.
    Adjudication {
        by_article: "Articles", "المقالات";
        by_question: "Questions", "الأسئلة";
        by_values: "Values", "القيم";
        by_coders: "Coders", "المرمِّزون";
        nothing: "No article of this round is finished by two coders yet, so there is nothing to decide.",
            "لم يُنجز مرمِّزان مقالًا واحدًا في هذه الجولة بعد، فليس هناك ما يُبَتّ فيه.";
        all_settled: "Nothing is open: wherever coders differ, it is decided. S shows the decisions.",
            "لا شيء مفتوح: بُتّ في كل ما اختلف فيه المرمِّزون. المفتاح S يعرض القرارات.";
        nothing_decided: "Nothing is decided yet.", "لم يُبَتّ في شيء بعد.";
        there: "It is there", "موجود";
        not_there: "It is not there", "غير موجود";
        is_there: "Is there such a record at all?", "هل هذا السجل موجود أصلًا؟";
        no_words: "no words", "لا كلمات";
        not_coded: "not coded", "غير مرمَّز";
        majority: "Majority", "الأغلبية";
        new_value: "New value", "قيمة جديدة";
        decide: "Decide", "قرار";
        select_words: "Select the words in the article.", "حدّد الكلمات في المقال.";
        take_selection: "Take the selected words", "أخذ الكلمات المحددة";
        no_value: "This is no value for this question.", "ليست هذه قيمة لهذا السؤال.";
        cause: "Cause", "السبب";
        slip: "Slip", "سهو";
        unclear_rule: "Unclear rule", "قاعدة غير واضحة";
        ambiguous_text: "Ambiguous text", "نص ملتبس";
        missing_value: "Missing value", "قيمة ناقصة في الدليل";
        reason: "Reason", "التعليل";
        decided: "Decided", "القرار";
        rules: "Rules to sharpen", "قواعد تحتاج إلى توضيح";
        no_rules: "No decision names an unclear rule, an ambiguous text or a missing value.",
            "لا قرار يذكر قاعدة غير واضحة أو نصًّا ملتبسًا أو قيمة ناقصة.";
        against: "Each coder against the decisions", "كل مرمِّز مقابل القرارات";
        no_majority: "No value is held by more than half of the coders.", "لا قيمة عند أكثر من نصف المرمِّزين.";
        nothing_held: "This coder has judged nothing here.", "لم يحكم هذا المرمِّز بشيء هنا.";
        reading: "Reading where coders differ", "قراءة مواضع الاختلاف";
        key_next: "next", "التالي";
        key_coder: "take a coder's", "حكم مرمِّز";
        key_group: "order", "ترتيب";
        only: "Only", "فقط";
        all_cases: "All cases", "كل الحالات";
        none_of_these: "None of these is open. S shows the decisions.", "لا شيء من هذه مفتوح. المفتاح S يعرض القرارات.";
        key_only: "only this group", "هذه المجموعة فقط";
        key_settled: "also decided", "مع المحسوم";
        key_reveal: "names", "الأسماء";
        key_project: "projector", "عرض كبير";
        key_tells: "rules", "القواعد";
    }
}

impl Strings {
    /// Why coders differ.
    pub const fn cause(&self, cause: Cause) -> &'static str {
        match cause {
            Cause::Slip => self.adjudication.slip,
            Cause::UnclearRule => self.adjudication.unclear_rule,
            Cause::AmbiguousText => self.adjudication.ambiguous_text,
            Cause::MissingValue => self.adjudication.missing_value,
        }
    }

    /// "23 open, 117 decided".
    pub fn open_cases(&self, open: usize, decided: usize) -> String {
        let (open, settled) = (self.number(open), self.number(decided));
        match self.language {
            UiLanguage::En => format!("{open} open, {settled} decided"),
            // A zero alone looks like a dot.
            UiLanguage::Ar if decided == 0 => format!("المفتوح {open}، ولا محسوم بعد"),
            UiLanguage::Ar => format!("المفتوح {open}، والمحسوم {settled}"),
        }
    }

    /// "Take over what all hold (120)".
    pub fn take_unanimous(&self, number: usize) -> String {
        let number = self.number(number);
        match self.language {
            UiLanguage::En => format!("Take over what all hold ({number})"),
            UiLanguage::Ar => format!("اعتماد ما أجمعوا عليه ({number})"),
        }
    }

    /// Two coders who differ.
    pub fn two_apart(&self, first: &str, second: &str) -> String {
        match self.language {
            UiLanguage::En => format!("{first} and {second}"),
            UiLanguage::Ar => format!("{first} و{second}"),
        }
    }

    /// "as A".
    pub fn as_coder(&self, coder: &str) -> String {
        match self.language {
            UiLanguage::En => format!("as {}", name(coder)),
            UiLanguage::Ar => format!("كما عند {}", name(coder)),
        }
    }

    /// "coders differ in 4 of 10".
    pub fn differ_in(&self, differ: usize, of: usize) -> String {
        let (differ, of) = (self.number(differ), self.number(of));
        match self.language {
            UiLanguage::En => format!("coders differ in {differ} of {of}"),
            UiLanguage::Ar => format!("اختلفوا في {differ} من {of}"),
        }
    }

    /// "the same in 8 of 10".
    pub fn same_in(&self, same: usize, of: usize) -> String {
        let (same, of) = (self.number(same), self.number(of));
        match self.language {
            UiLanguage::En => format!("the same in {same} of {of}"),
            UiLanguage::Ar => format!("مطابق في {same} من {of}"),
        }
    }
}
