//! Why a figure of the agreement is not defined, and what to know beside one that is.

use super::Strings;
use super::refusals::name;
use crate::agreement::{Caution, RatingsError, Undefined};
use crate::model::UiLanguage;
use crate::report::Reason;

impl Strings {
    /// Why a figure is not defined, in the language; `label` names the value that the reason speaks of by its code.
    pub fn undefined_figure(&self, reason: &Reason, label: impl Fn(&str) -> String) -> String {
        match (self.language, reason) {
            (UiLanguage::En, Reason::Coefficient(reason)) => reason.labelled(&label).to_string(),
            (UiLanguage::En, Reason::Answers(reason)) => reason.to_string(),
            (UiLanguage::Ar, Reason::Coefficient(reason)) => self.undefined(&reason.labelled(&label)),
            (UiLanguage::Ar, Reason::Answers(reason)) => self.unusable(reason),
            (UiLanguage::En, reason @ Reason::NeverApplies) => reason.to_string(),
            (UiLanguage::Ar, Reason::NeverApplies) => "لم ينطبق السؤال على أحد: ما أُجيب عنه قبله يستبعده".into(),
        }
    }

    /// What to know beside a defined figure, in the language.
    pub fn caution(&self, caution: Caution) -> String {
        match (self.language, caution) {
            (UiLanguage::En, caution) => caution.to_string(),
            (UiLanguage::Ar, Caution::SingleUnit) => {
                "تقوم هذه القيمة على وحدة واحدة رمّزها مرمِّزان أو أكثر، فلا تقول شيئًا عن الثبات".into()
            }
        }
    }

    fn undefined(&self, reason: &Undefined) -> String {
        let n = |n: usize| self.number(n);
        let long = |n: u64| self.number(usize::try_from(n).unwrap_or(usize::MAX));
        match reason {
            Undefined::TooFewCoders { coders } => {
                format!("يحتاج الاتفاق إلى مرمِّزَين على الأقل؛ وعدد المرمِّزين هنا {}", n(*coders))
            }
            Undefined::NoValues => "لم يرمِّز أحد شيئًا هنا بعد".into(),
            Undefined::NothingPairable => "لا وحدة رمّزها مرمِّزان أو أكثر، فلا شيء يُقارَن".into(),
            Undefined::NoVariation { value } => {
                format!("لا تباين: كل القيم المقارَنة هي «{}»، فلم يكن ثمة ما يُختلف فيه", name(value))
            }
            Undefined::NoDifference => "لا تباين: مقياس الاختلاف يعدّ كل القيم المقارَنة متساوية".into(),
            Undefined::NoVariance => {
                "التباين أقل مما ينبغي: ما يقسم عليه هذا المعامل من تباينات يساوي صفرًا أو يلغي بعضه بعضًا".into()
            }
            Undefined::OneCategory => "لم تُعلَن إلا فئة واحدة، فلا يُعرف اتفاق المصادفة من الاتفاق".into(),
            Undefined::NotTwoCoders { coders } => {
                format!("هذا المعامل معرَّف لمرمِّزَين اثنين لا غير؛ وعدد المرمِّزين هنا {}", n(*coders))
            }
            Undefined::NotTwoCategories { categories } => {
                format!("هذا المؤشر معرَّف لفئتين اثنتين لا غير؛ وعدد الفئات هنا {}", n(*categories))
            }
            Undefined::TooFewUnits { units } => {
                format!("يحتاج التباين بين الوحدات إلى وحدتين على الأقل رمّزهما الجميع؛ وعددها هنا {}", n(*units))
            }
            Undefined::NoCompleteUnit => "لا وحدة رمّزها كل المرمِّزين".into(),
            Undefined::NotNumeric { value } => {
                format!("القيمة «{}» ليست رقمًا، فلا معنى للفروق بين القيم هنا", name(value))
            }
            Undefined::NotRanked => "القيم كلمات بلا ترتيب معلن، فلا معنى للرتب هنا؛ أعلِن الفئات مرتبة".into(),
            Undefined::NegativeOnRatio { value } => {
                format!("يحتاج القياس النسبي إلى قيم لا تقل عن الصفر؛ وهنا القيمة {}", name(value))
            }
            Undefined::NeverUsed { value } => format!("لم يستعمل أحد القيمة «{}»", name(value)),
            Undefined::NoSuchIndex { index, len } => {
                format!("لا عنصر رقمه {} في قائمة طولها {}", n(*index), n(*len))
            }
            Undefined::WrongTable { rows, categories } => {
                format!("صفوف جدول الأوزان {} وعدد الفئات {}، فلا يتطابقان", n(*rows), n(*categories))
            }
            Undefined::BadTable => {
                "جدول الفروق أرقام لا تقل عن الصفر، متساوية في الاتجاهين، وصفر بين القيم المتساوية".into()
            }
            Undefined::NoPlan => "لا عدد من الوحدات يفي بهذه القيم: لا تجتمع، أو ينقصها رقم".into(),
            Undefined::NoTexts => "النصوص غير معروفة، فلا تُعرف كلماتها وجملها".into(),
            Undefined::NothingMarked => "لم يحدّد أحد شيئًا هنا، فلا مقاطع تُقارَن".into(),
            Undefined::EverythingMarked => "لا تباين: حدّد كل مرمِّز النص كله، فلم يكن التحديد نفسه سؤالًا".into(),
            Undefined::NothingShared => "لا موضع حدّده مرمِّزان، فلا تُقارَن فئاتهما".into(),
            Undefined::NoCuts => "لم يقسم المرمِّزان النص، فلا حدود تُقارَن".into(),
            Undefined::WindowTooLong { length, window } => {
                format!("أجزاء النص {}، فلا تتحرك عليها نافذة طولها {}", long(*length), long(*window))
            }
            Undefined::OnlySelfPairs => {
                "المقاطع التي تلتقي أقل مما ينبغي: كل زوج منها مقطع مع نفسه، فلا يُحسب اتفاق متوقع".into()
            }
            Undefined::NothingAligned => "لا مقطع يقابل مقطعًا لمرمِّز آخر، فلا تُقارَن الفئات".into(),
            Undefined::BadWeights => "لا بد أن تكون أوزان الاختلاف أرقامًا فوق الصفر، وأوزانه بين الفئات من ٠ إلى ١".into(),
            Undefined::Overlapping { continuum, coder, position } => format!(
                "تتداخل مقاطع المرمِّز {} عند الموضع {} من النص {}؛ ادمجها لكل فئة، أو استعمل {} أو {}",
                n(*coder),
                long(*position),
                n(*continuum),
                name("gamma"),
                name("F1"),
            ),
            Undefined::Pair { first, second, reason } => {
                format!("لا يُعرَّف للمرمِّزَين {} و{}: {}", n(*first), n(*second), self.undefined(reason))
            }
        }
    }

    fn unusable(&self, reason: &RatingsError) -> String {
        let n = |n: usize| self.number(n);
        match reason {
            RatingsError::RowLength { unit, found, coders } => {
                format!("في الوحدة {} من الخانات {}، وعدد المرمِّزين {}؛ فلم يُحسب شيء", n(*unit), n(*found), n(*coders))
            }
            RatingsError::Undeclared { unit, coder, value } => format!(
                "الوحدة {}، المرمِّز {}: القيمة «{}» ليست من الفئات المعلنة؛ أعلِنها أو صحِّحها",
                n(*unit),
                n(*coder),
                name(value)
            ),
            RatingsError::NotFinite { unit, coder } => format!(
                "الوحدة {}، المرمِّز {}: القيمة ليست رقمًا محدودًا؛ اترك الخانة فارغة إن غابت القيمة",
                n(*unit),
                n(*coder)
            ),
            RatingsError::DeclaredTwice { label } => {
                format!("أُعلنت الفئة «{}» مرتين؛ لا بد أن تختلف الأسماء", name(label))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::refusals::tests::reads_arabic;
    use super::*;

    fn all() -> Vec<Reason> {
        let value = || "6".to_owned();
        let coefficients = [
            Undefined::TooFewCoders { coders: 1 },
            Undefined::NoValues,
            Undefined::NothingPairable,
            Undefined::NoVariation { value: value() },
            Undefined::NoDifference,
            Undefined::NoVariance,
            Undefined::OneCategory,
            Undefined::NotTwoCoders { coders: 3 },
            Undefined::NotTwoCategories { categories: 3 },
            Undefined::TooFewUnits { units: 1 },
            Undefined::NoCompleteUnit,
            Undefined::NotNumeric { value: value() },
            Undefined::NotRanked,
            Undefined::NegativeOnRatio { value: value() },
            Undefined::NeverUsed { value: value() },
            Undefined::NoSuchIndex { index: 4, len: 3 },
            Undefined::WrongTable { rows: 2, categories: 3 },
            Undefined::NothingMarked,
            Undefined::EverythingMarked,
            Undefined::NothingShared,
            Undefined::NoCuts,
            Undefined::WindowTooLong { length: 3, window: 9 },
            Undefined::OnlySelfPairs,
            Undefined::NothingAligned,
            Undefined::BadWeights,
            Undefined::Overlapping { continuum: 1, coder: 2, position: 77 },
            Undefined::Pair { first: 1, second: 2, reason: Box::new(Undefined::NeverUsed { value: value() }) },
        ];
        let answers = [
            RatingsError::RowLength { unit: 1, found: 2, coders: 3 },
            RatingsError::Undeclared { unit: 1, coder: 2, value: "x".into() },
            RatingsError::NotFinite { unit: 1, coder: 2 },
            RatingsError::DeclaredTwice { label: "x".into() },
        ];
        coefficients.into_iter().map(Reason::Coefficient).chain(answers.map(Reason::Answers)).collect()
    }

    #[test]
    fn every_reason_is_said_in_arabic_and_english() {
        let label = |code: &str| if code == "6" { "Press review".to_owned() } else { code.to_owned() };
        for reason in all() {
            let arabic = Strings::AR.undefined_figure(&reason, label);
            reads_arabic(&arabic);
            let english = Strings::EN.undefined_figure(&reason, label);
            assert_eq!(arabic.contains("Press review"), english.contains("Press review"), "{arabic} / {english}");
            assert_eq!(english.replace("Press review", "6"), reason.to_string());
        }
        reads_arabic(&Strings::AR.caution(Caution::SingleUnit));
        assert_eq!(Strings::EN.caution(Caution::SingleUnit), Caution::SingleUnit.to_string());
    }

    #[test]
    fn a_value_without_variation_is_called_by_its_label() {
        let reason = Reason::Coefficient(Undefined::NoVariation { value: "6".into() });
        let label = |code: &str| if code == "6" { "Press review".to_owned() } else { code.to_owned() };
        assert!(Strings::EN.undefined_figure(&reason, label).contains("“Press review”"));
        assert!(Strings::AR.undefined_figure(&reason, label).contains("«\u{2068}Press review\u{2069}»"));
    }
}
