//! Words of what is asked of a coder before the first article.

use super::locale::Counted;
use super::{Strings, strings};

strings! {
    /// Words of what is asked of a coder before the first article.
    Priors {
        title: "Before you begin", "قبل أن تبدأ";
        why: "These questions are about you and not about an article. They are asked once, before the first article, so that what is coded can be \
            held against them later. No other coder sees your answers.",
            "هذه الأسئلة عنك أنت لا عن مقال. تُطرح مرة واحدة قبل المقال الأول، كي تُقارَن بها الرموز لاحقًا. ولا يرى أجوبتك أي مرمِّز آخر.";
        later: "Not now", "ليس الآن";
        later_why: "You are asked again at the next start, until you have begun your first article; then it is too late.",
            "تُسأل ثانيةً عند البدء القادم، إلى أن تبدأ مقالك الأول، وبعده يفوت الأوان.";
        key_question: "question", "السؤال";
        key_value: "answer", "الجواب";
        key_none: "I cannot say", "لا أستطيع القول";
        key_write: "write", "كتابة";
        ask: "Ask coders about themselves before their first article (codebook: prior feelings, first language)",
            "سؤال المرمِّزين عن أنفسهم قبل أول مقال (كما في الدليل: الشعور المسبق واللغة الأم)";
        not_said: "Not answered before coding", "لم يُجب عنه قبل الترميز";
    }
}

/// Open questions, counted.
const OPEN: Counted = Counted {
    en: ["{} question open", "{} questions open"],
    ar: ["لا سؤال مفتوحًا", "سؤال واحد مفتوح", "سؤالان مفتوحان", "{} أسئلة مفتوحة", "{} سؤالًا مفتوحًا", "{} سؤال مفتوح"],
};

impl Strings {
    /// "9 questions open".
    pub fn priors_open(&self, open: usize) -> String {
        OPEN.of(self.language, open)
    }
}
