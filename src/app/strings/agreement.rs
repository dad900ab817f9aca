//! Words of the agreement screen.

use super::locale::Counted;
use super::{Strings, strings};
use crate::model::{Level, UiLanguage};
use crate::report::Forecast;

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
        overlap: "overlap", "تداخل";
        overlap_why: "Of the units that anybody gave a value, the share that two or more coders gave one.",
            "من الوحدات التي أعطاها أحد قيمة: حصة ما أعطاه مرمِّزان أو أكثر قيمة.";
        missing: "missing", "ناقص";
        missing_why: "Of the answers that were asked for, the share without a value: “cannot decide”, still open, or without a place on the scale. What does not apply was not asked for.",
            "من الأجوبة المطلوبة: حصة ما لا قيمة له، أي «لا يمكن الحسم» أو ما بقي بلا جواب أو لا مكان له على المقياس. وما لا ينطبق لم يُطلب.";
        largest: "largest value", "القيمة الأكثر";
        largest_why: "The value that was coded most, with its share of the pairable values. Where it is near 100 %, coders agree by chance already, and alpha says little.",
            "القيمة الأكثر ترميزًا وحصتها من القيم القابلة للمقارنة. إن قاربت ١٠٠٪ اتفق المرمِّزون بالمصادفة أصلًا، فلا تقول ألفا كثيرًا.";
        percent: "agree", "اتفاق";
        percent_why: "Percent agreement: the mean over units of the share of agreeing pairs of coders. It does not take out agreement by chance.",
            "نسبة الاتفاق: متوسط حصة أزواج المرمِّزين المتفقة في كل وحدة. لا تستبعد الاتفاق بالمصادفة.";
        alpha: "alpha", "ألفا";
        alpha_why: "Krippendorff's alpha at the question's own level: 1 is perfect agreement, 0 is what chance would give, below 0 is worse than chance. Where it is not defined there is a reason instead of a figure.",
            "ألفا كريبندورف بحسب مستوى قياس السؤال: ١ اتفاق تام، و٠ ما تعطيه المصادفة، ودون الصفر أسوأ منها. وحيث لا تُعرَّف يُذكر السبب بدل الرقم.";
        interval: "95 % interval", "مجال الثقة ٩٥٪";
        interval_why: "The interval of alpha from 10,000 resamples of the units, bias-corrected and accelerated, with a fixed seed: the same answers give the same interval.",
            "مجال ألفا من ١٠٠٠٠ عينة معادة من الوحدات بطريقة مصحَّحة التحيز والتسارع (BCa)، ببذرة ثابتة: فالأجوبة نفسها تعطي المجال نفسه.";
        gwet: "Gwet\nAC", "غويت\nAC";
        gwet_why: "Gwet's AC1, which keeps its sense where one value is far more frequent than the others; AC2 with weights for ranks where the values have a rank. There is none where the codebook lists no values.",
            "معامل AC1 لغويت، وهو يحتفظ بمعناه حين تكون قيمة أكثر بكثير من غيرها؛ وAC2 بأوزان الرتب حين تكون القيم مرتبة. ولا يُذكر حيث لا يسرد الدليل القيم.";
        gwet_ranked: "The values have a rank, so the figure under AC is AC2, which weighs how far apart they are.",
            "القيم مرتبة، فالرقم تحت AC هو AC2 الذي يزن مقدار البعد بينها.";
        gwet_none: "No AC1: it rests on the list of values that could have been given, and the codebook lists none here.",
            "لا AC1: يقوم على قائمة القيم الممكنة، والدليل لا يسردها هنا.";
        below_tentative: "q below\n.667", "خطر دون\n٠٫٦٦٧";
        below_tentative_why: "q: the probability that alpha falls below .667, the least for tentative conclusions, from the same resamples.",
            "احتمال أن تقع ألفا دون ٠٫٦٦٧، وهو الحد الأدنى للاستنتاج المبدئي، من العينات المعادة نفسها.";
        below_reliable: "q below\n.80", "خطر دون\n٠٫٨٠";
        below_reliable_why: "q: the probability that alpha falls below .80, from which data count as reliable.",
            "احتمال أن تقع ألفا دون ٠٫٨٠، وهو الحد الذي تُعدّ البيانات عنده موثوقة.";
        verdict: "shown to be", "ثبت أنها";
        verdict_why: "Krippendorff's requirements: reliable from .80, tentative from .667. A requirement counts as met where the risk of falling short of it is at most 5 %.",
            "شرطا كريبندورف: موثوقة من ٠٫٨٠، ومبدئية من ٠٫٦٦٧. ويُعدّ الشرط محققًا حيث لا يتجاوز خطر التقصير عنه ٥٪.";
        reliable: "reliable", "موثوقة";
        tentative: "tentative", "مبدئية";
        insufficient: "neither", "لا هذا ولا ذاك";
        lowest: "lowest agreement", "أدنى اتفاق";
        lowest_why: "The value with the lowest agreement of its own: when one coder gives it, the chance that another one does too.",
            "القيمة التي اتفاقها الخاص أدنى: إذا أعطاها مرمِّز فهذا احتمال أن يعطيها غيره.";
        scale: "Landis & Koch (95 % sure)", "لانديس وكوخ (بيقين ٩٥٪)";
        scale_why: "The highest level on the scale of Landis & Koch that alpha reaches with a probability of 95 %, by the rule of Gwet: a figure that lies in a level by chance does not count as reaching it.",
            "أعلى درجة تبلغها ألفا باحتمال ٩٥٪ على سلّم لانديس وكوخ بقاعدة غويت: فما وقع في درجة بالمصادفة لا يُعدّ بالغًا لها.";
        almost_perfect: "almost perfect", "شبه تام";
        substantial: "substantial", "كبير";
        moderate: "moderate", "متوسط";
        fair: "fair", "مقبول";
        slight: "slight", "طفيف";
        poor: "poor", "ضعيف";
        influence: "What pulls alpha down", "ما الذي يخفض ألفا";
        influence_why: "Alpha without a coder or an article. The articles are those that pull it down most; press one to see it.",
            "ألفا بلا مرمِّز أو بلا مقال. والمقالات هي الأشد خفضًا لها؛ اضغط أحدها لتراه.";
        influence_none: "No single article pulls alpha down.", "لا مقال بعينه يخفض ألفا.";
        without_coder: "Without", "بلا";
        marks: "What was marked", "ما حُدّد في النصوص";
        marks_why: "Figures on the marked words themselves, over all articles; intervals are drawn over articles. The questions about records are compared above where the records of two coders stand for the same words.",
            "أرقام على الكلمات المحدَّدة نفسها في كل المقالات؛ والمجالات من عينات المقالات. أما أسئلة السجلات فتُقارَن أعلاه حيث تقوم سجلات المرمِّزين على الكلمات نفسها.";
        unitizing: "u-alpha", "ألفا التقطيع";
        gamma: "gamma", "غاما";
        exact_f1: "F1 exact", "F1 مطابق";
        overlap_f1: "F1 overlapping", "F1 متداخل";
        matched: "found by several", "وجدها أكثر من واحد";
        unmatched: "found by one", "وجدها واحد";
        nesting: "same nesting", "التضمين نفسه";
        chain_alpha: "alpha of the chain", "ألفا السلسلة";
        chain_similarity: "likeness of two chains", "تشابه سلسلتين";
        range: "Day of publication", "يوم النشر";
        range_from: "from", "من";
        range_to: "to", "إلى";
        range_why: "A day, a month (2025-05) or a year; empty for any. What has no date lies in no range.",
            "يوم أو شهر (2025-05) أو سنة؛ والفارغ بلا حد. وما لا تاريخ له لا يقع في مجال.";
        range_wrong: "This is no date: write 2025-05-01, 2025-05 or 2025.", "ليس هذا تاريخًا: اكتب 2025-05-01 أو 2025-05 أو 2025.";
        no_spread: "No interval: every resample gives the same alpha.",
            "لا مجال: كل عينة معادة تعطي ألفا نفسها.";
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
        progress: "How far the computing is", "مدى تقدم الحساب";
        fresh: "All figures are up to date.", "كل الأرقام محدَّثة.";
        stale: "Out of date: answers have changed, the figures are being computed again.", "قديمة: تغيّرت أجوبة، ويجري حساب الأرقام من جديد.";
        stopped: "Stopped: some intervals are not computed.", "أُوقف الحساب: بعض المجالات لم تُحسب.";
        stopped_stale: "Stopped: the figures are of older answers.", "أُوقف الحساب: الأرقام من أجوبة أقدم.";
        stop: "Stop", "إيقاف";
        no_spread_why: "All compared units agree in the same way, so resampling them cannot show how far alpha could be off.",
            "تتفق كل الوحدات المقارَنة على النحو نفسه، فلا تُظهر إعادة العينات مقدار ما قد تخطئ به ألفا.";
        by_pairs: "Coder by coder", "كل مرمِّزين معًا";
        by_pairs_why: "Below the diagonal alpha of the two, above it the units that both coded.",
            "تحت القُطر ألفا الاثنين، وفوقه الوحدات التي رمّزها كلاهما.";
        one_coder: "There are no two coders with values here.", "لا مرمِّزان لهما قيم هنا.";
        cross: "Value by value", "قيمة مقابل قيمة";
        no_common: "The two have no unit in common.", "لا وحدة مشتركة بين الاثنين.";
        no_difference: "They took nothing differently.", "لم يختلفا في شيء.";
        in_full: "More about this question", "المزيد عن هذا السؤال";
        choose_why: "Figures rest on what is ticked; they are computed again with each change.",
            "تقوم الأرقام على المحدَّد، ويُعاد حسابها مع كل تغيير.";
        facet_round: "Round", "الجولة";
        facet_version: "Version of the codebook", "نسخة الدليل";
        facet_coder: "Coders", "المرمِّزون";
        facet_month: "Month of publication", "شهر النشر";
        facet_outlet: "Outlet", "الوسيلة";
        facet_language: "Language", "اللغة";
        facet_question: "Questions", "الأسئلة";
        not_known: "not known", "غير معروف";
        all_again: "Compare everything", "مقارنة كل شيء";
        key_choice: "choice", "الخيار";
        key_toggle: "take in or put aside", "إدخال أو استبعاد";
        weeks_why: "Alpha and percent agreement of each week of coding alone: a unit counts in the week in which the last of its coders began it.",
            "ألفا ونسبة الاتفاق لكل أسبوع ترميز وحده: تُحسب الوحدة في الأسبوع الذي بدأها فيه آخر مرمِّزيها.";
        no_weeks: "No unit was given a value by two coders yet.", "لم يعطِ مرمِّزان قيمة لأي وحدة بعد.";
        one_week: "All units were coded in one week; a course over time needs two.", "رُمّزت كل الوحدات في أسبوع واحد؛ ويحتاج المسار عبر الزمن إلى أسبوعين.";
        needed: "How many units are needed", "كم وحدة تلزم";
        needed_why: "Expected if coders agree on further units as they did so far: the distance of the lower bound shrinks with the root of the number of units.",
            "هذا المتوقع إن اتفق المرمِّزون في وحدات أخرى كما اتفقوا حتى الآن: فبُعد الحد الأدنى يتناقص بجذر عدد الوحدات.";
        no_needed: "Nothing can be forecast without an interval.", "لا يمكن توقع شيء بلا مجال.";
        rule: "The codebook's rule", "قاعدة الدليل";
        opening: "Opening the article.", "يجري فتح المقال.";
        no_answer: "no answer", "بلا جواب";
        key_behind: "articles", "المقالات";
        key_article: "article", "المقال";
        key_marked: "next marked place", "الموضع المحدَّد التالي";
        key_pairs: "coder by coder", "كل مرمِّزين";
        key_pair: "coders", "المرمِّزان";
        key_cells: "value by value", "قيمة مقابل قيمة";
        key_cell: "values", "القيمتان";
        key_back: "back", "رجوع";
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

/// Units, counted.
const UNITS: Counted = Counted {
    en: ["{} unit", "{} units"],
    ar: ["لا وحدات", "وحدة واحدة", "وحدتان", "{} وحدات", "{} وحدة", "{} وحدة"],
};

/// Values without a row in the table of two coders, counted.
const UNUSED: Counted = Counted {
    en: ["{} value that neither gave has no row.", "{} values that neither gave have no rows."],
    ar: [
        "لكل قيمة صف.",
        "قيمة واحدة لم يعطها أي منهما ليس لها صف.",
        "قيمتان لم يعطهما أي منهما ليس لهما صف.",
        "{} قيم لم يعطها أي منهما ليس لها صفوف.",
        "{} قيمة لم يعطها أي منهما ليس لها صفوف.",
        "{} قيمة لم يعطها أي منهما ليس لها صفوف.",
    ],
};

/// Finished codings, counted.
const CODINGS: Counted = Counted {
    en: ["{} finished coding", "{} finished codings"],
    ar: [
        "لا ترميزات منجزة",
        "ترميز منجز واحد",
        "ترميزان منجزان",
        "{} ترميزات منجزة",
        "{} ترميزًا منجزًا",
        "{} ترميز منجز",
    ],
};

impl Strings {
    /// The week that begins on a Monday.
    pub fn week_of(&self, monday: &str) -> String {
        let day = super::locale::date(self.language, monday);
        match self.language {
            UiLanguage::En => format!("Week of {day}"),
            UiLanguage::Ar => format!("أسبوع \u{2068}{day}\u{2069}"),
        }
    }

    /// What more units would bring for a requirement, such as .80.
    pub fn forecast(&self, forecast: Forecast, required: f64) -> String {
        let required = super::locale::decimal(self.language, required, if required < 0.7 { 3 } else { 2 });
        let long = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
        match (self.language, forecast) {
            (UiLanguage::En, Forecast::Reached) => format!("The lower bound has reached {required}."),
            (UiLanguage::En, Forecast::More(n)) => {
                format!("{} more until the lower bound reaches {required}.", self.units_of(long(n)))
            }
            (UiLanguage::En, Forecast::NotByUnits) => {
                format!("More units will not bring the lower bound to {required}: alpha itself is not above it.")
            }
            (UiLanguage::Ar, Forecast::Reached) => format!("بلغ الحد الأدنى {required}."),
            (UiLanguage::Ar, Forecast::More(n)) => {
                format!("يلزم بعد: {}، حتى يبلغ الحد الأدنى {required}.", self.units_of(long(n)))
            }
            (UiLanguage::Ar, Forecast::NotByUnits) => {
                format!("لن توصل وحدات أخرى الحد الأدنى إلى {required}: فألفا نفسها ليست فوقه.")
            }
        }
    }

    /// What the formula for a test of alpha asks for.
    pub fn by_formula(&self, units: u64, required: f64, rarest: f64) -> String {
        let units = self.units_of(usize::try_from(units).unwrap_or(usize::MAX));
        let required = super::locale::decimal(self.language, required, 2);
        let rarest = super::locale::percent(self.language, rarest);
        match self.language {
            UiLanguage::En => {
                format!(
                    "A test of alpha at {required} needs {units} in all where the rarest value is {rarest} (Krippendorff 2011)."
                )
            }
            UiLanguage::Ar => {
                format!(
                    "يحتاج اختبار ألفا عند {required} إلى ما مجموعه: {units}، حيث أندر القيم {rarest} (كريبندورف ٢٠١١)."
                )
            }
        }
    }

    /// "3 finished codings"
    pub fn finished_codings(&self, n: usize) -> String {
        CODINGS.of(self.language, n)
    }

    /// Which finished work another version of the codebook holds.
    pub fn of_other_version(&self, codings: usize, version: &str) -> String {
        let codings = CODINGS.of(self.language, codings);
        match self.language {
            UiLanguage::En => format!("Left out: {codings} under codebook {version}."),
            UiLanguage::Ar => format!("مستثنى: {codings} بدليل الترميز {version}."),
        }
    }

    /// What somebody put aside.
    pub fn put_aside(&self, names: &[&str]) -> String {
        let shown = names.len().min(6);
        let mut list = self.list(&names[..shown]);
        if shown < names.len() {
            let more = self.number(names.len() - shown);
            list = match self.language {
                UiLanguage::En => format!("{list} and {more} more"),
                UiLanguage::Ar => format!("{list} و{more} غيرها"),
            };
        }
        match self.language {
            UiLanguage::En => format!("Put aside: {list}."),
            UiLanguage::Ar => format!("مستبعَد: {list}."),
        }
    }

    /// "12 marks on 4 articles by 3 coders"
    pub fn marks_of(&self, marks: usize, articles: usize, coders: usize) -> String {
        let (marks, articles, coders) = (self.number(marks), self.number(articles), self.number(coders));
        match self.language {
            UiLanguage::En => format!("marks: {marks}, articles: {articles}, coders: {coders}"),
            UiLanguage::Ar => format!("التحديدات: {marks}، المقالات: {articles}، المرمِّزون: {coders}"),
        }
    }

    /// The range of days that is compared.
    pub fn only_between(&self, from: &str, to: &str) -> String {
        let date = |text: &str| format!("\u{2068}{}\u{2069}", super::locale::date(self.language, text));
        match (self.language, from.is_empty(), to.is_empty()) {
            (UiLanguage::En, false, false) => format!("Only what was published from {} to {}.", date(from), date(to)),
            (UiLanguage::En, false, true) => format!("Only what was published from {} on.", date(from)),
            (UiLanguage::En, true, _) => format!("Only what was published until {}.", date(to)),
            (UiLanguage::Ar, false, false) => format!("ما نُشر من {} إلى {} لا غير.", date(from), date(to)),
            (UiLanguage::Ar, false, true) => format!("ما نُشر منذ {} لا غير.", date(from)),
            (UiLanguage::Ar, true, _) => format!("ما نُشر حتى {} لا غير.", date(to)),
        }
    }

    /// "3 units"
    pub fn units_of(&self, n: usize) -> String {
        UNITS.of(self.language, n)
    }

    /// "4 values that neither gave have no rows."
    pub fn unused_values(&self, n: usize) -> String {
        UNUSED.of(self.language, n)
    }

    /// "Intervals: 3 of 40 questions"
    pub fn intervals_done(&self, done: usize, total: usize) -> String {
        let (done, total) = (self.number(done), self.number(total));
        match self.language {
            UiLanguage::En => format!("Computing intervals: {done} of {total} questions"),
            UiLanguage::Ar => format!("يجري حساب المجالات: {done} من {total} سؤالًا"),
        }
    }

    /// Two names, each in marks that keep its direction.
    pub fn both(&self, first: &str, second: &str) -> String {
        match self.language {
            UiLanguage::En => format!("{first} and {second}"),
            UiLanguage::Ar => format!("{first} و{second}"),
        }
    }

    /// What a screen reader calls a coder's copy of the article.
    pub fn article_of(&self, name: &str) -> String {
        match self.language {
            UiLanguage::En => format!("The article as {name} marked it"),
            UiLanguage::Ar => format!("المقال كما حدّده {name}"),
        }
    }

    /// Whose values stand in the rows, and whose in the columns.
    pub fn rows_and_columns(&self, rows: &str, columns: &str) -> String {
        match self.language {
            UiLanguage::En => format!("Rows: {rows}; columns: {columns}"),
            UiLanguage::Ar => format!("الصفوف: {rows}؛ الأعمدة: {columns}"),
        }
    }

    /// Whose value stands first in a line.
    pub fn first_and_second(&self, first: &str, second: &str) -> String {
        match self.language {
            UiLanguage::En => format!("First {first}'s value, then {second}'s"),
            UiLanguage::Ar => format!("قيمة {first} أولًا ثم قيمة {second}"),
        }
    }

    /// How many units two coders gave the same value.
    pub fn same_of(&self, same: usize, units: usize) -> String {
        let (same, units) = (self.number(same), self.units_of(units));
        match self.language {
            UiLanguage::En => format!("The same value in {same} of {units}."),
            UiLanguage::Ar => format!("القيمة نفسها في {same} من {units}."),
        }
    }

    /// What the interval rests on.
    pub fn resampled(&self, drawn: usize, without: usize) -> String {
        let (drawn, left_out) = (self.number(drawn), self.number(without));
        match (self.language, without) {
            (UiLanguage::En, 0) => format!("Interval and q: {drawn} resamples of the units."),
            (UiLanguage::En, _) => format!(
                "Interval and q: {drawn} resamples of the units; {left_out} of them had no variation, so no alpha, and are left out."
            ),
            (UiLanguage::Ar, 0) => format!("المجال والخطر: عدد العينات المعادة من الوحدات {drawn}."),
            (UiLanguage::Ar, _) => format!(
                "المجال والخطر: عدد العينات المعادة من الوحدات {drawn}؛ منها {left_out} بلا تباين، فلا ألفا لها، واستُثنيت."
            ),
        }
    }

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
