//! Words of progress and of the audit trail.

use super::locale::{Counted, decimal, percent};
use super::refusals::name;
use super::{Strings, strings};
use crate::model::{RoundKind, UiLanguage};
use crate::project::{Alarm, Unfinished};
use std::path::Path;

strings! {
    /// Words of progress and of the audit trail.
    Oversight {
        reading: "This is being read.", "تجري القراءة.";
        no_rounds: "Nothing is handed out yet, so there is nothing to tell.", "لم يُوزَّع شيء بعد، فليس هناك ما يُعرض.";
        round_empty: "Nobody has anything to do in this round.", "لا عمل لأحد في هذه الجولة.";
        training: "training", "تدريب";
        pilot: "pilot", "تجربة";
        main: "main", "رئيسية";
        recoding: "re-coding", "إعادة ترميز";
        adjudication: "adjudication", "تحكيم";
        assigned: "assigned", "موزَّع";
        begun: "begun", "قيد العمل";
        done: "done", "منجز";
        with_gaps: "with gaps", "مع نقص";
        median: "min. each", "دقيقة للمقال";
        long: "late", "متأخر";
        active: "minutes at work", "دقائق العمل";
        assigned_what: "in the queue", "في القائمة";
        look_at: "To look at", "ما يحتاج إلى نظر";
        no_alarms: "Nothing falls, nobody drifts.", "لا تراجع في سؤال، ولا انحراف عند أحد.";
        unfinished: "Begun long ago and not finished", "بدأ منذ زمن ولم ينته";
        agreement: "Agreement so far (Krippendorff's alpha, 95 %)", "الاتفاق حتى الآن (ألفا كريبندورف، ٩٥٪)";
        computing: "Agreement is being computed.", "يجري حساب الاتفاق.";
        no_agreement: "No question has an alpha yet: two coders must have finished the same articles, and not all alike.",
            "لا ألفا لأي سؤال بعد: يلزم أن ينهي مرمِّزان المقالات نفسها، وألا تتطابق الأجوبة كلها.";
        key_round: "round", "جولة";
        filter: "Show only", "عرض ما يخص";
        who: "By or of whom", "صاحب الفعل أو العمل";
        everybody: "everybody", "الجميع";
        when: "When", "متى";
        always: "always", "كل الوقت";
        day: "last 24 hours", "آخر ٢٤ ساعة";
        week: "last 7 days", "آخر ٧ أيام";
        month: "last 30 days", "آخر ٣٠ يومًا";
        this_article: "This article", "هذا المقال";
        this_record: "This record", "هذا السجل";
        this_person: "This person", "هذا الشخص";
        this_action: "This action", "هذا الفعل";
        all_again: "Everything", "كل شيء";
        article: "Words of the title", "كلمات من العنوان";
        entry: "This change", "هذا التغيير";
        step: "step", "الخطوة";
        record: "record", "السجل";
        work_of: "work of", "عمل";
        before: "before", "قبل";
        after: "after", "بعد";
        nothing: "nothing", "لا شيء";
        export_csv: "Save as CSV", "حفظ بصيغة CSV";
        export_json: "Save as JSON", "حفظ بصيغة JSON";
        no_entries: "Nothing of this was done.", "لم يُفعل شيء من هذا.";
        program: "Mizan itself", "ميزان نفسه";
        key_entry: "change", "تغيير";
        key_only: "only this article, record, person, action", "هذا المقال أو السجل أو الشخص أو الفعل فقط";
        key_when: "when", "متى";
        key_export: "save", "حفظ";
    }
}

/// Changes, counted.
const CHANGES: Counted = Counted {
    en: ["{} change", "{} changes"],
    ar: ["لا تغيير", "تغيير واحد", "تغييران", "{} تغييرات", "{} تغييرًا", "{} تغيير"],
};

/// Days, counted.
const DAYS: Counted = Counted {
    en: ["{} day", "{} days"],
    ar: ["أقل من يوم", "يوم واحد", "يومان", "{} أيام", "{} يومًا", "{} يوم"],
};

/// Alarms, counted.
const ALARMS: Counted = Counted {
    en: ["{} alarm", "{} alarms"],
    ar: ["لا تنبيه", "تنبيه واحد", "تنبيهان", "{} تنبيهات", "{} تنبيهًا", "{} تنبيه"],
};

impl Strings {
    /// What a round is for.
    pub const fn round_kind(&self, kind: RoundKind) -> &'static str {
        match kind {
            RoundKind::Training => self.oversight.training,
            RoundKind::Pilot => self.oversight.pilot,
            RoundKind::Main => self.oversight.main,
            RoundKind::Recoding => self.oversight.recoding,
            RoundKind::Adjudication => self.oversight.adjudication,
        }
    }

    /// "3 changes".
    pub fn changes(&self, n: usize) -> String {
        CHANGES.of(self.language, n)
    }

    /// "3 alarms".
    pub fn alarms(&self, n: usize) -> String {
        ALARMS.of(self.language, n)
    }

    /// "the newest 5000 of 20000 changes".
    pub fn newest_changes(&self, shown: usize, all: usize) -> String {
        let (shown, of) = (self.number(shown), self.changes(all));
        match self.language {
            UiLanguage::En => format!("the newest {shown} of {of}"),
            UiLanguage::Ar => format!("أحدث {shown} من {of}"),
        }
    }

    /// What an alarm says.
    pub fn alarm(&self, alarm: &Alarm) -> String {
        let figure = |x: f64| decimal(self.language, x, 2);
        match (alarm, self.language) {
            (Alarm::Falls { label, before, now, .. }, UiLanguage::En) => {
                let (label, before, now) = (name(&label.en), figure(*before), figure(*now));
                format!("{label} falls: alpha {before} in the older half, {now} in the newer")
            }
            (Alarm::Falls { label, before, now, .. }, UiLanguage::Ar) => {
                let (label, before, now) = (name(&label.ar), figure(*before), figure(*now));
                format!("{label} في تراجع: ألفا {before} في النصف الأقدم و{now} في الأحدث")
            }
            (Alarm::Drifts { name: who, before, now, .. }, language) => {
                let (who, before, now) = (name(who), percent(language, *before), percent(language, *now));
                match language {
                    UiLanguage::En => format!("{who} drifts: agrees with the others in {before}, then in {now}"),
                    UiLanguage::Ar => format!("{who} في انحراف: يوافق الآخرين في {before} ثم في {now}"),
                }
            }
        }
    }

    /// "Amal, 5 days: title".
    pub fn unfinished_line(&self, who: &str, one: &Unfinished) -> String {
        let days = DAYS.of(self.language, usize::try_from(one.days).unwrap_or(0));
        format!("{}: {}", self.list(&[&name(who), &days]), name(&one.title))
    }

    /// "3 → 6", in the order of reading.
    pub fn changed(&self, before: &str, after: &str) -> String {
        let or_nothing = |text: &str| if text.is_empty() { self.oversight.nothing.to_owned() } else { name(text) };
        match (before, self.language) {
            ("", _) => name(after),
            (_, UiLanguage::En) => format!("{} \u{2192} {}", name(before), or_nothing(after)),
            (_, UiLanguage::Ar) => format!("{} \u{2190} {}", name(before), or_nothing(after)),
        }
    }

    /// What the trail says of a step that was taken back or done again.
    pub fn step_kind(&self, kind: &str, action: &str) -> String {
        match kind {
            "undo" => self.undid(action),
            "redo" => self.redid(action),
            _ => self.action(action).to_owned(),
        }
    }

    /// Where the trail was saved.
    pub fn audit_saved(&self, path: &Path, changes: usize) -> String {
        let (path, changes) = (super::refusals::path_name(path), self.changes(changes));
        match self.language {
            UiLanguage::En => format!("Saved as {path}: {changes}."),
            UiLanguage::Ar => format!("حُفظ في {path}: {changes}."),
        }
    }
}
