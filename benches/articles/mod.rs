//! Plain Arabic articles that nobody wrote, the same ones each time: for measuring with as many as a large study has.
//!
//! Words are roots in patterns, with particles and endings, and come up as often as words do (Zipf's law); frequent ones
//! are those of news. 300 to 600 words an article.

/// `SplitMix64`.
struct Draw(u64);

impl Draw {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ z >> 31
    }
    fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }
    fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }
}

/// The most frequent words, the most frequent first.
const FREQUENT: &str = "في من على إلى أن التي الذي عن مع هذا ما لا هذه بعد قال كما بين كان إن قد كل ذلك لم أو حيث \
    الرئيس عام خلال اليوم أي غير تم منذ حتى ضد قبل الحكومة وقال أكد رئيس وزير الدولة الخارجية وزارة الوزراء مجلس روسيا \
    أوكرانيا الأمن الحرب الولايات المتحدة الأمريكية المسؤول المسؤولين القوات العسكرية السلطات بيان وكالة الأنباء مصادر \
    العالم المنطقة الاتحاد الأوروبي الشعب العربية السعودية مصر إيران إسرائيل فلسطين غزة لبنان سوريا اليمن العراق اتفاق \
    السلام أزمة الغذاء الطاقة النفط الأسعار الاقتصاد الشركة مؤتمر قمة زيارة قرار القانون المحكمة الانتخابات البرلمان";
const ROOTS: &str = "بتثجحخدرزسشصضطعغفقكلمنهوي";
/// Patterns: 1, 2 and 3 stand for the letters of the root.
const PATTERNS: [&str; 18] = [
    "123",
    "1ا23",
    "م12و3",
    "ت12ي3",
    "12ا3",
    "است12ا3",
    "12ي3",
    "م123ة",
    "ا12123",
    "ت1ا23",
    "مت1ا23",
    "12و3",
    "ي123",
    "ت123",
    "ن123",
    "م1ا23ة",
    "أ12ا3",
    "12ئ3",
];
const PARTICLES: [&str; 12] = ["", "", "", "", "ال", "ال", "ال", "و", "وال", "ب", "لل", "بال"];
const ENDINGS: [&str; 14] = ["", "", "", "", "", "", "ة", "ات", "ين", "ون", "ها", "هم", "ية", "ي"];
const WORDS: usize = 60_000;

/// Makes articles.
pub(crate) struct Articles {
    words: Vec<String>,
    /// How often a word comes up or one before it, of the last entry.
    weights: Vec<f64>,
}

impl Articles {
    /// With all their words.
    pub(crate) fn new() -> Self {
        let mut draw = Draw(7);
        let letters: Vec<char> = ROOTS.chars().collect();
        let mut words: Vec<String> = FREQUENT.split_whitespace().map(str::to_owned).collect();
        while words.len() < WORDS {
            let root: Vec<char> = (0..3).map(|_| letters[draw.below(letters.len())]).collect();
            let pattern = draw.of(&PATTERNS);
            let stem: String = pattern.chars().map(|c| c.to_digit(10).map_or(c, |n| root[n as usize - 1])).collect();
            words.push(format!("{}{stem}{}", draw.of(&PARTICLES), draw.of(&ENDINGS)));
        }
        let mut sum = 0.0;
        let weights = (0..words.len()).map(|rank| {
            sum += 1.0 / (rank as f64 + 2.7);
            sum
        });
        Self { weights: weights.collect(), words }
    }

    /// An article: its headline, an empty line, and paragraphs.
    pub(crate) fn text(&self, number: usize) -> String {
        let mut draw = Draw(number as u64 * 31 + 1);
        let mut out = String::with_capacity(6_000);
        self.sentence(&mut draw, 7, &mut out);
        out.push_str("\n\n");
        let mut left = 300 + draw.below(301);
        while left > 0 {
            let paragraph = left.min(40 + draw.below(40));
            let mut here = paragraph;
            while here > 0 {
                let some = here.min(8 + draw.below(18));
                self.sentence(&mut draw, some, &mut out);
                out.push_str(". ");
                here -= some;
            }
            out.push_str("\n\n");
            left -= paragraph;
        }
        // One word that stands in one article of a thousand.
        if number % 1000 == 17 {
            out.push_str("قيل في زيلابوريا إن ذلك صحيح.\n");
        }
        out
    }

    fn sentence(&self, draw: &mut Draw, words: usize, out: &mut String) {
        for n in 0..words {
            let at = draw.next() as f64 / u64::MAX as f64 * self.weights.last().copied().unwrap_or(1.0);
            let word = &self.words[self.weights.partition_point(|w| *w < at).min(self.words.len() - 1)];
            if n > 0 {
                out.push(' ');
            }
            out.push_str(word);
        }
    }
}
