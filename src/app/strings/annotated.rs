//! What annotations of other programs brought, and why some of them were refused.

use super::Strings;
use super::locale::Counted;
use super::refusals::name;
use crate::import::{SpanProblem, WarningKind};
use crate::project::AnnotationSum;

const SPANS: Counted = Counted {
    en: ["1 span came in", "{} spans came in"],
    ar: ["لم يدخل أي مقطع", "دخل مقطع واحد", "دخل مقطعان", "دخلت {} مقاطع", "دخل {} مقطعًا", "دخل {} مقطع"],
};
const REFUSED: Counted = Counted {
    en: ["1 was refused", "{} were refused"],
    ar: ["لم يُرفض شيء", "رُفض مقطع واحد", "رُفض مقطعان", "رُفضت {} مقاطع", "رُفض {} مقطعًا", "رُفض {} مقطع"],
};
const UNPLACED: Counted = Counted {
    en: ["1 has no place in the codebook", "{} have no place in the codebook"],
    ar: [
        "لكل مقطع مكان في دليل الترميز",
        "لا مكان لمقطع واحد في دليل الترميز",
        "لا مكان لمقطعين في دليل الترميز",
        "لا مكان في دليل الترميز لـ{} مقاطع",
        "لا مكان في دليل الترميز لـ{} مقطعًا",
        "لا مكان في دليل الترميز لـ{} مقطع",
    ],
};
const KNOWN: Counted = Counted {
    en: ["1 record was there already", "{} records were there already"],
    ar: [
        "لم يكن شيء منها موجودًا",
        "سجل واحد كان موجودًا من قبل",
        "سجلان كانا موجودين من قبل",
        "{} سجلات كانت موجودة من قبل",
        "{} سجلًا كانت موجودة من قبل",
        "{} سجل كانت موجودة من قبل",
    ],
};

impl Strings {
    /// "12 spans came in, 1 was refused"; `None` where no file had annotations.
    pub fn annotated(&self, sum: AnnotationSum) -> Option<String> {
        let counts = [(UNPLACED, sum.unplaced), (KNOWN, sum.known), (REFUSED, sum.refused)];
        let mut parts = vec![SPANS.of(self.language, sum.spans)];
        parts.extend(counts.into_iter().filter(|(_, n)| *n > 0).map(|(words, n)| words.of(self.language, n)));
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        sum.is_any().then(|| self.list(&parts))
    }

    /// What was doubtful about annotations, in Arabic; `None` for what is about something else.
    pub(super) fn arabic_annotation_warning(&self, kind: &WarningKind) -> Option<String> {
        let n = |n: usize| self.number(n);
        Some(match kind {
            WarningKind::SpanRefused { label, problem } => format!(
                "رُفض المقطع {}: {}. دخل ما سواه؛ صحّحه في الملف واستورده من جديد",
                name(label),
                self.arabic_span_problem(problem)
            ),
            WarningKind::MoreSpansRefused { count } => format!("عدد ما رُفض بعد ذلك من المقاطع: {}", n(*count)),
            WarningKind::NoCounterpart { what, count } => {
                format!("أجزاء من نوع {} عددها {} لا مقابل لها هنا، فتُركت؛ والملف نفسه لم يتغير", name(what), n(*count))
            }
            WarningKind::NoPlaceInCodebook { label, count, example } => format!(
                "لا مكان في دليل الترميز لـ{} (عدد المرات: {}، وأولها {})، وقد حُفظ كل منها في مذكرة ترميزه. عيّن له مكانًا بالخيار {} واستورد الملف من جديد",
                name(label),
                n(*count),
                name(example),
                name("--labels")
            ),
            WarningKind::CodingIsDone { coder, count } => format!(
                "أعلن {} الانتهاء من هذا المقال، فلم تُضف السجلات الجديدة وعددها {}. أعد فتحه واستورد الملف مرة أخرى",
                name(coder),
                n(*count)
            ),
            WarningKind::OffsetUnitGuessed { unit } => format!(
                "ليس في الملف اقتباسات تُثبت مواضعه، وفي النص رموز تُعدّ بأكثر من طريقة، فقُرئت المواضع بوحدات {}. راجع المقاطع التي تلي أول رمز منها",
                name(unit)
            ),
            _ => return None,
        })
    }

    fn arabic_span_problem(&self, problem: &SpanProblem) -> String {
        let n = |n: &usize| self.number(*n);
        match problem {
            SpanProblem::NoOffsets => "لا مواضع له يمكن قراءتها".to_owned(),
            SpanProblem::Empty { start, end } => format!("لا كلام فيه (من {} إلى {})", n(start), n(end)),
            SpanProblem::OutOfText { end, length } => {
                format!("ينتهي عند {}، والنص ينتهي عند {}", n(end), n(length))
            }
            SpanProblem::InsideCharacter { start, end } => {
                format!("يبدأ أو ينتهي داخل حرف (من {} إلى {})", n(start), n(end))
            }
            SpanProblem::QuoteDiffers { start, end, said, stands } => {
                format!("في الملف {}، وفي موضعه (من {} إلى {}) {}", name(said), n(start), n(end), name(stands))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::UiLanguage;

    #[test]
    fn one_sentence_says_how_many_spans_came_and_how_many_were_refused() {
        let sum = AnnotationSum { spans: 12, records: 5, refused: 1, ..AnnotationSum::default() };
        assert_eq!(Strings::of(UiLanguage::En).annotated(sum).unwrap(), "12 spans came in, 1 was refused");
        assert_eq!(Strings::of(UiLanguage::Ar).annotated(sum).unwrap(), "دخل ١٢ مقطعًا، رُفض مقطع واحد");
        assert_eq!(Strings::of(UiLanguage::Ar).annotated(AnnotationSum::default()), None);
    }
}
