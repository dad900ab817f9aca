//! Words of training: reference, pass mark, feedback.

use super::locale::percent;
use super::refusals::name;
use super::{Strings, strings};
use crate::model::UiLanguage;
use crate::project::TrainingState;

strings! {
    /// Words of training.
    Training {
        reference: "Reference coding", "الترميز المرجعي";
        reference_why: "What a lead has coded of these articles (in this round or another one), or what was decided. It travels sealed, and \
            a coder sees it only when they are done with the article; their coding is closed then.",
            "ما رمَّزه المشرف من هذه المقالات (في هذه الجولة أو غيرها) أو ما استقر عليه التحكيم. يسافر مختومًا، ولا يراه المرمِّز إلا بعد إنجاز المقال، ثم يُغلق ترميزه.";
        adjudicated: "what was decided", "ما استقر عليه التحكيم";
        none: "none", "لا شيء";
        pass_mark: "Pass mark", "حدّ النجاح";
        pass_mark_why: "The share of answers that must be as in the reference, such as 80%.", "نسبة الأجوبة التي يجب أن توافق المرجع، مثل ٨٠٪.";
        keep: "Keep", "حفظ";
        no_mark: "The pass mark is a share from 0 to 100 %, such as 80%.", "حدّ النجاح نسبة بين ٠ و١٠٠٪، مثل ٨٠٪.";
        key_keep: "keep the pass mark", "حفظ حدّ النجاح";
        training: "Training", "التدريب";
        feedback: "Feedback", "الملاحظات";
        feedback_why: "Your answers beside those of the reference. This article stays as you coded it.",
            "أجوبتك إلى جانب أجوبة المرجع. ويبقى هذا المقال كما رمَّزته.";
        none_yet: "There is no feedback here: it comes after an article of a training round is done.",
            "لا ملاحظات هنا؛ فهي تأتي بعد إنجاز مقال من جولة تدريب.";
        you: "You", "أنت";
        as_reference: "As in the reference", "كما في المرجع";
        the_reference: "Reference", "المرجع";
        all_same: "Everything is as in the reference.", "كل شيء كما في المرجع.";
        yours_alone: "Only you have this.", "هذا عندك وحدك.";
        missed: "Only the reference has this.", "هذا في المرجع وحده.";
        least: "least alike", "الأقل توافقًا";
    }
}

impl Strings {
    /// "passed: 86 % of 44 answers (pass mark 80 %)".
    pub fn trained(&self, state: &TrainingState) -> String {
        let [done, articles, of] = [state.done, state.articles, state.of].map(|n| self.number(n));
        let pass = percent(self.language, state.pass_mark);
        let mark = state.mark().map(|mark| percent(self.language, mark));
        match (self.language, mark, state.passed) {
            (UiLanguage::En, None, _) => format!("{done} of {articles} articles done (pass mark {pass})"),
            (UiLanguage::Ar, None, _) => format!("أُنجز {done} من {articles} (حدّ النجاح {pass})"),
            (UiLanguage::En, Some(mark), None) => {
                format!("{mark} of {of} answers so far, {done} of {articles} articles done (pass mark {pass})")
            }
            (UiLanguage::Ar, Some(mark), None) => {
                format!("{mark} من {of} جوابًا حتى الآن، وأُنجز {done} من {articles} (حدّ النجاح {pass})")
            }
            (UiLanguage::En, Some(mark), Some(passed)) => {
                let end = if passed { "passed" } else { "not passed" };
                format!("{end}: {mark} of {of} answers (pass mark {pass})")
            }
            (UiLanguage::Ar, Some(mark), Some(passed)) => {
                let end = if passed { "نجح" } else { "لم ينجح" };
                format!("{end}: {mark} من {of} جوابًا (حدّ النجاح {pass})")
            }
        }
    }

    /// "This article: 9 of 11 answers as in the reference".
    pub fn feedback_mark(&self, same: usize, of: usize) -> String {
        let (same, of) = (self.number(same), self.number(of));
        match self.language {
            UiLanguage::En => format!("This article: {same} of {of} answers as in the reference."),
            UiLanguage::Ar => format!("هذا المقال: {same} من {of} جوابًا كما في المرجع."),
        }
    }

    /// "4 of 10 articles have a reference".
    pub fn with_reference(&self, ready: usize, of: usize) -> String {
        let (ready, of) = (self.number(ready), self.number(of));
        match self.language {
            UiLanguage::En => format!("{ready} of {of} articles of this round have a reference."),
            UiLanguage::Ar => format!("لـ{ready} من {of} من مقالات هذه الجولة مرجع."),
        }
    }

    /// "Amal: passed ...".
    pub fn trained_person(&self, who: &str, state: &TrainingState) -> String {
        format!("{}: {}", name(who), self.trained(state))
    }
}
