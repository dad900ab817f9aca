//! Names of coefficients, warnings and reasons.

use super::model::{Coefficient, Warning};
use super::numbers::Lang;
use crate::report::MarksFigure;

/// The name of a coefficient of coded values.
pub(super) fn coefficient(lang: Lang, measure: &str) -> String {
    let (en, ar) = match measure {
        "alpha_nominal" => ("alpha (nominal)", "ألفا (اسمي)"),
        "alpha_ordinal" => ("alpha (ordinal)", "ألفا (ترتيبي)"),
        "alpha_interval" => ("alpha (interval)", "ألفا (فئوي)"),
        "alpha_ratio" => ("alpha (ratio)", "ألفا (نسبي)"),
        "alpha_set_masi" => ("alpha (sets, MASI)", "ألفا (مجموعات، MASI)"),
        "alpha_set_jaccard" => ("alpha (sets, Jaccard)", "ألفا (مجموعات، جاكار)"),
        "cohen_kappa" => ("Cohen's kappa", "كابا كوهين"),
        "cohen_kappa_quadratic" => ("Cohen's kappa (quadratic weights)", "كابا كوهين (أوزان تربيعية)"),
        "fleiss_kappa" => ("Fleiss' kappa", "كابا فلايس"),
        "ac1" => ("Gwet's AC1", "AC1 لغويت"),
        other => (other, other),
    };
    lang.t(en, ar).to_owned()
}

/// The name of a figure on marks.
pub(super) const fn mark(lang: Lang, what: MarksFigure) -> &'static str {
    match what {
        MarksFigure::Unitizing => lang.t("u-alpha, marked or not", "ألفا التقطيع، محدَّد أم لا"),
        MarksFigure::Gamma => lang.t("gamma", "غاما"),
        MarksFigure::ExactF1 => lang.t("F1 exact", "F1 مطابق"),
        MarksFigure::OverlapF1 => lang.t("F1 overlapping", "F1 متداخل"),
        MarksFigure::Matched => lang.t("found by several", "وجدها أكثر من واحد"),
        MarksFigure::Unmatched => lang.t("found by one alone", "وجدها واحد فقط"),
        MarksFigure::Nesting => lang.t("same nesting", "التضمين نفسه"),
        MarksFigure::Chain => lang.t("alpha of chains", "ألفا السلاسل"),
        MarksFigure::ChainSimilarity => lang.t("likeness of chains", "تشابه السلاسل"),
    }
}

/// A warning as a sentence.
pub(super) fn warning(lang: Lang, warning: Warning) -> &'static str {
    match warning {
        Warning::NoVariation => lang.t(
            "No variation: all compared values are the same, so there was nothing to disagree about and no coefficient is defined.",
            "لا تباين: كل القيم المقارَنة واحدة، فلم يكن ثمة ما يُختلف فيه ولا يُعرَّف معامل.",
        ),
        Warning::FewUnits => lang.t(
            "Few units: fewer than 30 were coded by two or more.",
            "وحدات قليلة: ما رمّزه مرمِّزان أو أكثر أقل من ٣٠.",
        ),
        Warning::Prevalence => lang.t(
            "One value has more than 90 % of all: coders agree by chance already, and alpha falls with each difference. Read AC1 beside it.",
            "قيمة واحدة تتجاوز ٩٠٪: فالمصادفة وحدها تجعلهم يتفقون، وتنخفض ألفا مع كل خلاف. اقرأ AC1 بجانبها.",
        ),
        Warning::RareValues => lang.t(
            "Values given fewer than five times among the compared ones; nothing is known of agreement on them:",
            "قيم أُعطيت أقل من خمس مرات بين القيم المقارَنة، فلا يُعرف شيء عن الاتفاق عليها:",
        ),
        Warning::CoderShort => lang.t(
            "Not every coder who was asked has a value here.",
            "ليس لكل من سُئل من المرمِّزين قيمة هنا.",
        ),
        Warning::OnePair => lang.t(
            "Two coders only: what is said of coders rests on one pair.",
            "مرمِّزان لا غير: فما يقال عن المرمِّزين يقوم على اثنين.",
        ),
        Warning::SingleUnit => lang.t(
            "A single unit was coded by two or more: the figure says nothing about reliability.",
            "وحدة واحدة رمّزها اثنان أو أكثر: فالرقم لا يقول شيئًا عن الثبات.",
        ),
        Warning::NotShown => lang.t(
            "Not shown to reach .667: the risk that alpha lies below it is above 5 %.",
            "لم يثبت بلوغ ٠٫٦٦٧: فاحتمال أن تكون ألفا دونها يزيد على ٥٪.",
        ),
        Warning::OffScale => lang.t(
            "Some answers have no place on the scale (a date without a day) and are left out.",
            "أجوبة لا مكان لها على المقياس (تاريخ بلا يوم) مستثناة.",
        ),
        Warning::Missing => lang.t(
            "More than a tenth of what was asked for has no value.",
            "أكثر من عُشر المطلوب بلا قيمة.",
        ),
    }
}

/// A warning in a few words, for tables.
pub(super) fn short_warning(lang: Lang, warning: Warning) -> &'static str {
    match warning {
        Warning::NoVariation => lang.t("no variation", "لا تباين"),
        Warning::FewUnits => lang.t("few units", "وحدات قليلة"),
        Warning::Prevalence => lang.t("one value above 90 %", "قيمة فوق ٩٠٪"),
        Warning::RareValues => lang.t("rare values", "قيم نادرة"),
        Warning::CoderShort => lang.t("a coder short", "ينقص مرمِّز"),
        Warning::OnePair => lang.t("one pair of coders", "مرمِّزان فقط"),
        Warning::SingleUnit => lang.t("one unit", "وحدة واحدة"),
        Warning::NotShown => lang.t("not shown to reach .667", "لم يثبت ٠٫٦٦٧"),
        Warning::OffScale => lang.t("answers off the scale", "أجوبة خارج المقياس"),
        Warning::Missing => lang.t("much missing", "نقص كبير"),
    }
}

/// Why a coefficient has no value, in the language of the report as far as the reason is a frequent one.
pub(super) fn reason(lang: Lang, coefficient: &Coefficient, no_variation: bool) -> String {
    let Some(reason) = &coefficient.undefined else { return String::new() };
    if !lang.is_arabic() {
        return reason.clone();
    }
    if no_variation {
        return "لا تباين: كل القيم المقارَنة واحدة".to_owned();
    }
    let known = [
        ("agreement needs at least two", "يلزم مرمِّزان على الأقل"),
        ("nobody has coded", "لم يرمّز أحد شيئًا هنا بعد"),
        ("no unit was coded by two", "لا وحدة رمّزها مرمِّزان أو أكثر"),
        ("no unit was coded by all", "لا وحدة رمّزها الجميع"),
        ("the question applied to nobody", "السؤال لم ينطبق على أحد"),
        ("no variation", "لا تباين: كل القيم المقارَنة واحدة"),
        ("nobody marked anything", "لم يحدّد أحد شيئًا هنا"),
        ("too little variation", "التباين أقل من أن يُحسب معه المعامل"),
        ("this coefficient is defined for exactly two", "هذا المعامل لمرمِّزَين لا غير"),
    ];
    let found = known.iter().find(|(begin, _)| reason.starts_with(begin));
    found.map_or_else(|| reason.clone(), |(_, arabic)| (*arabic).to_owned())
}
