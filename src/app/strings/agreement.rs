//! Words of the agreement screen.

use super::locale::Counted;
use super::{Strings, strings};
use crate::model::{Level, UiLanguage};

strings! {
    /// Words of the agreement screen.
    Agreement {
        computing: "The agreement is being computed.", "يجري حساب الاتفاق.";
        nothing: "Nothing to compare yet: two coders have to finish the same article.",
            "لا شيء للمقارنة بعد: لا بد أن يُنهي مرمِّزان المقال نفسه.";
        question: "Question", "السؤال";
        units: "units", "وحدات";
        units_why: "Articles that were handed to at least one coder.", "المقالات التي أُسندت إلى مرمِّز واحد على الأقل.";
        coders: "coders", "مرمِّزون";
        coders_why: "Coders with at least one coded value.", "المرمِّزون الذين لهم قيمة مرمَّزة واحدة على الأقل.";
        pairable: "pairable", "قابلة للمقارنة";
        pairable_why: "Values in units that two or more coders have coded. Only these can agree or disagree.",
            "القيم في وحدات رمّزها مرمِّزان أو أكثر؛ هي وحدها تتفق أو تختلف.";
        largest: "largest value", "القيمة الأكثر";
        largest_why: "The value that was coded most, with its share of the pairable values. Where it is near 100 %, coders agree by chance already, and alpha says little.",
            "القيمة الأكثر ترميزًا وحصتها من القيم القابلة للمقارنة. إن قاربت ١٠٠٪ اتفق المرمِّزون بالمصادفة أصلًا، فلا تقول ألفا كثيرًا.";
        percent: "agree", "اتفاق";
        percent_why: "Percent agreement: the mean over units of the share of agreeing pairs of coders. It does not take out agreement by chance.",
            "نسبة الاتفاق: متوسط حصة أزواج المرمِّزين المتفقة في كل وحدة. لا تستبعد الاتفاق بالمصادفة.";
        alpha: "alpha", "ألفا";
        alpha_why: "Krippendorff's alpha at the question's own level: 1 is perfect agreement, 0 is what chance would give, below 0 is worse than chance. Where it is not defined there is a reason instead of a figure.",
            "ألفا كريبندورف بحسب مستوى قياس السؤال: ١ اتفاق تام، و٠ ما تعطيه المصادفة، ودون الصفر أسوأ منها. وحيث لا تُعرَّف يُذكر السبب بدل الرقم.";
        masi: "For questions with several labels alpha uses the MASI distance between sets.",
            "في الأسئلة المتعددة الأجوبة تستعمل ألفا مسافة MASI بين المجموعات.";
        level: "level", "المستوى";
        level_why: "The level of measurement decides how far apart two values are.", "مستوى القياس يحدد مقدار البعد بين قيمتين.";
        not_applicable: "does not apply", "لا ينطبق";
        not_applicable_why: "Answers “does not apply”. They are no values and enter no figure.",
            "أجوبة «لا ينطبق». ليست قيمًا ولا تدخل في أي رقم.";
        cannot_decide: "cannot decide", "لا يمكن الحسم";
        cannot_decide_why: "Answers “cannot decide”. They are no values and enter no figure.",
            "أجوبة «لا يمكن الحسم». ليست قيمًا ولا تدخل في أي رقم.";
        not_coded: "not yet coded", "بلا جواب";
        not_coded_why: "Questions that are still open in finished codings.", "أسئلة بقيت بلا جواب في ترميزات منجزة.";
        off_scale: "Answers that have no place on the scale (a date without a day) are left out:",
            "أجوبة لا مكان لها على المقياس (تاريخ بلا يوم) مستثناة:";
        undefined: "none", "لا تُعرَّف";
        no_alpha: "No alpha", "لا ألفا";
        how_to_read: "How to read the table", "كيف يُقرأ الجدول";
        key_line: "question", "السؤال";
    }
}

/// Codings that are left out, counted.
const UNFINISHED: Counted = Counted {
    en: ["{} coding that is begun but not done is left out.", "{} codings that are begun but not done are left out."],
    ar: [
        "لا ترميزات مستثناة.",
        "استُثني ترميز واحد بدأ ولم يُنجز.",
        "استُثني ترميزان بدآ ولم يُنجزا.",
        "استُثنيت {} ترميزات بدأت ولم تُنجز.",
        "استُثني {} ترميزًا بدأ ولم يُنجز.",
        "استُثني {} ترميز بدأ ولم يُنجز.",
    ],
};

impl Strings {
    /// "2 codings that are begun but not done are left out."
    pub fn unfinished(&self, n: usize) -> String {
        UNFINISHED.of(self.language, n)
    }

    /// The name of a level of measurement.
    pub const fn level(&self, level: Level) -> &'static str {
        let (en, ar) = match level {
            Level::Nominal => ("nominal", "اسمي"),
            Level::Ordinal => ("ordinal", "ترتيبي"),
            Level::Interval => ("interval", "فئوي"),
            Level::Ratio => ("ratio", "نسبي"),
            Level::None => ("not measured", "لا يُقاس"),
        };
        match self.language {
            UiLanguage::En => en,
            UiLanguage::Ar => ar,
        }
    }
}
