//! Paragraphs written for the tests, in the manner of news pages, and generators of mixed text.

use mizan::text::direction::{BaseDirection, Direction, document_direction, paragraph_direction};
use mizan::text::layout::{ParagraphLayout, RowKind, RowSpec, Stack, TextStyle, Typesetter};
use proptest::prelude::*;
use std::cell::RefCell;

/// Arabic news prose with guillemets, straight quotes, brackets, numbers, Latin and Cyrillic names and tashkeel.
pub(crate) const PARAGRAPHS: [&str; 8] = [
    "تحت العنوان أعلاه، كتبت ليلى الحدّاد في صحيفة «النهر الجديد» (العدد 214) عن تأجيل القمّة إلى 17 آذار/مارس 2026.",
    "وقال المتحدث باسم الوزارة (سامي الأعرج): \"لن نُغلق الباب أمام الوسطاء\"، بحسب ما نقلته Reuters و RT عنه أمس.",
    "إنَّ الاقتصادَ المحلّيَّ نما بنسبة 3.5% في الربع الثاني، أي ما يعادل ١٢٣٤٫٥ مليون دولار أمريكي.",
    "وأضافت الصحيفة أن \"الاتفاق [الأولي] مع شركة Северный путь لم يُوقَّع بعد\"..",
    "المقالة تعبّر فقط عن رأي الكاتب، ولا تمثّل بالضرورة رأي هيئة التحرير",
    "The daily «الميزان» reported on 12/05/2026 that talks (in Geneva) had failed.",
    "به گزارش خبرگزاری، گفت‌وگوها در پایتخت ادامه دارد؛ پژوهشگران چنین می‌گویند.",
    "اخبار کے مطابق ٹیم نے ڈھاکہ میں بڑی کامیابی حاصل کی ہے۔",
];

thread_local! {
    static TYPESETTER: RefCell<Typesetter> = RefCell::new(Typesetter::new());
}

/// Lays out with one typesetter for each test thread, because loading fonts takes longer than most tests.
pub(crate) fn with_typesetter<T>(run: impl FnOnce(&mut Typesetter) -> T) -> T {
    TYPESETTER.with_borrow_mut(run)
}

/// One paragraph at scale 1 in the reading face.
pub(crate) fn lay_out(text: &str, direction: Direction, width: Option<f32>) -> ParagraphLayout {
    with_typesetter(|typesetter| typesetter.paragraph(text, &TextStyle::reading(20.0, direction), width, 1.0))
}

/// A whole text as a stack, each paragraph in its own direction.
pub(crate) fn stack(text: &str, width: f32) -> Stack {
    let document = document_direction(text);
    let mut start = 0;
    let mut rows = Vec::new();
    for line in text.split('\n') {
        let direction = paragraph_direction(line, document, BaseDirection::Auto);
        rows.push(RowSpec {
            kind: RowKind::Paragraph,
            text: start..start + line.len(),
            style: TextStyle::reading(20.0, direction),
            space_above: 0.0,
            space_below: 8.0,
        });
        start += line.len() + 1;
    }
    let mut stack = Stack::new(rows, width, 1.0);
    with_typesetter(|typesetter| stack.ensure_all(typesetter, text));
    stack
}

/// Random text that mixes scripts, numbers, brackets, marks, joiners, bidi controls, emoji and controls.
pub(crate) fn mixed_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => "[ء-ي]{1,7}",
        3 => "[ء-ي]{1,4}[\u{64B}-\u{652}][ء-ي]{1,3}",
        2 => Just("الإسلام لأنّ لآلئ الله".to_owned()),
        4 => "[A-Za-z]{1,7}",
        2 => "[а-яА-Я]{1,6}",
        1 => "[א-ת]{1,5}",
        3 => "[0-9]{1,4}([.,/:][0-9]{1,3})?%?",
        1 => "[٠-٩]{1,4}",
        6 => Just(" ".to_owned()),
        2 => "[«»()\\[\\]\"'.,،؛؟!:–-]{1,3}",
        1 => "[\u{200E}\u{200F}\u{202A}\u{202B}\u{202C}\u{2066}\u{2067}\u{2069}\u{200C}\u{200D}\u{FEFF}]",
        1 => Just("\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}e\u{301}\u{1F1EA}\u{1F1EC}".to_owned()),
        1 => "[\t\r\u{1}\u{85}\u{2028}\u{E000}]",
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// Either direction.
pub(crate) fn direction() -> impl Strategy<Value = Direction> {
    prop_oneof![Just(Direction::Rtl), Just(Direction::Ltr)]
}
