//! Whether a short line is a date: where and when a page says that it was published. It reads no date; it only sees one.

use super::normal::{Word, normal};
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Names of months of the calendars and languages that occur on news pages.
const MONTHS: &str = "يناير فبراير مارس أبريل إبريل مايو يونيو يونيه يوليو يوليه أغسطس سبتمبر أكتوبر نوفمبر ديسمبر \
آذار شباط نيسان أيار حزيران تموز آب أيلول تشرين كانون جانفي فيفري أفريل ماي جوان جويلية أوت غشت شتنبر نونبر دجنبر يوليوز \
محرم صفر ربيع جمادى رجب شعبان رمضان شوال ذو \
january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec \
января февраля марта апреля мая июня июля августа сентября октября ноября декабря \
січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня \
януари февруари март април май юни юли август септември октомври ноември декември \
فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند ژانویه فوریه آوریل ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر \
januar februar märz mai juni juli oktober dezember janvier février mars avril juin juillet août septembre octobre novembre décembre \
enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre \
ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık";

/// Words of relative time, with which a page says how long ago it was.
const AGO: &str = "منذ قبل ago назад پیش vor hace önce тому преди";
const SPANS: &str = "ساعة ساعات ساعتين دقيقة دقائق دقيقتين يوم أيام يومين أسبوع أسابيع شهر أشهر hour hours minute minutes min mins day days week weeks \
час часа часов минут минуты минуту дня дней день ساعت دقیقه روز stunden stunde minuten tagen horas hora minutos días saat dakika gün години годин хвилин часа";

fn set(words: &str) -> BTreeSet<String> {
    words.split_whitespace().map(normal).collect()
}

fn months() -> &'static BTreeSet<String> {
    static SET: LazyLock<BTreeSet<String>> = LazyLock::new(|| set(MONTHS));
    &SET
}

/// How much of a date the words of a line hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct DateLook {
    /// A day and a month, or a date in figures.
    pub date: bool,
    /// A time of day.
    pub time: bool,
    /// "3 hours ago".
    pub relative: bool,
}

impl DateLook {
    /// Whether there is anything.
    pub(super) const fn any(self) -> bool {
        self.date || self.time || self.relative
    }
}

/// Looks at the words of a line.
pub(super) fn look(line: &str, words: &[Word]) -> DateLook {
    static AGO_SET: LazyLock<BTreeSet<String>> = LazyLock::new(|| set(AGO));
    static SPAN_SET: LazyLock<BTreeSet<String>> = LazyLock::new(|| set(SPANS));
    let number = |w: &Word| w.norm.parse::<u32>().ok();
    let has_month = words.iter().any(|w| months().contains(&w.norm));
    let has_day = words.iter().filter_map(number).any(|n| (1..=31).contains(&n));
    let has_year = words.iter().filter_map(number).any(|n| (1300..=2100).contains(&n));
    let figures = words.windows(3).any(|w| {
        let [a, b, c] = w else { return false };
        match (number(a), number(b), number(c)) {
            (Some(a), Some(b), Some(c)) => {
                let year_last = a <= 31 && b <= 31 && (1300..=2100).contains(&c);
                let year_first = (1300..=2100).contains(&a) && b <= 12 && c <= 31;
                year_last || year_first
            }
            _ => false,
        }
    });
    let relative = words.iter().any(|w| AGO_SET.contains(&w.norm)) && words.iter().any(|w| SPAN_SET.contains(&w.norm));
    DateLook { date: figures || (has_month && (has_year || has_day)), time: has_clock(line), relative }
}

/// Two figures, a colon, two figures.
fn has_clock(line: &str) -> bool {
    let chars: Vec<char> = line.chars().take(200).collect();
    chars.windows(4).any(|w| matches!(w, [a, ':', b, c] if a.is_numeric() && b.is_numeric() && c.is_numeric()))
}
