//! The day that a printed line names: month names of the Arab countries, of Persian, Russian, English and their neighbours, all digits, three
//! calendars. A day is named whole or not at all: no year is guessed, and neither is the order of day and month.

use super::calendar;
use super::normal::{Word, normal, words};
use jiff::civil::{Date, Weekday};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A day as a line has it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PrintedDate {
    /// The Gregorian day.
    pub day: Date,
    /// The calendar that it is printed in.
    pub calendar: Calendar,
}

/// A calendar.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Calendar {
    /// The calendar of most countries.
    Gregorian,
    /// The Persian solar calendar.
    Persian,
    /// The Hijri calendar; the Gregorian day is that of Umm al-Qura, moved by a day where a weekday is printed that asks for it.
    Hijri,
}

impl Calendar {
    /// The stable name in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Gregorian => "gregorian",
            Self::Persian => "persian",
            Self::Hijri => "hijri",
        }
    }
}

/// Months in their order; `|` between months, commas between the names of one.
const MONTHS: &[(Calendar, &str)] = &[
    (
        Calendar::Gregorian,
        "يناير,كانون الثاني,كانون ثاني,جانفي,ينّاير,january,jan,января,январь,янв,січня,січень,януари,яну,ژانویه,جنوری,januar,jänner,janvier,enero,ene,ocak|\
فبراير,شباط,فيفري,february,feb,февраля,февраль,фев,февр,лютого,лютий,февруари,فوریه,فوریۀ,februar,février,févr,febrero,şubat|\
مارس,آذار,march,mar,марта,март,мар,березня,березень,märz,mars,marzo,mart|\
أبريل,إبريل,ابريل,نيسان,أفريل,april,apr,апреля,апрель,апр,квітня,квітень,април,آوریل,avril,avr,abril,abr,nisan|\
مايو,أيار,ماي,may,мая,май,травня,травень,مه,می,mai,mayo,mayıs|\
يونيو,يونيه,حزيران,جوان,june,jun,июня,июнь,июн,червня,червень,юни,ژوئن,juni,juin,junio,haziran|\
يوليو,يوليه,تموز,جويلية,يوليوز,july,jul,июля,июль,июл,липня,липень,юли,ژوئیه,ژوییه,juli,juillet,juil,julio,temmuz|\
أغسطس,اغسطس,آب,أوت,غشت,august,aug,августа,август,авг,серпня,серпень,اوت,août,agosto,ago,ağustos|\
سبتمبر,أيلول,شتنبر,september,sept,sep,сентября,сентябрь,сен,сент,вересня,вересень,септември,септ,سپتامبر,septembre,septiembre,eylül|\
أكتوبر,اكتوبر,تشرين الأول,تشرين أول,october,oct,октября,октябрь,окт,жовтня,жовтень,октомври,اکتبر,oktober,okt,octobre,octubre,ekim|\
نوفمبر,تشرين الثاني,تشرين ثاني,نونبر,november,nov,ноября,ноябрь,ноя,нояб,листопада,листопад,ноември,نوامبر,novembre,noviembre,kasım|\
ديسمبر,كانون الأول,كانون أول,دجنبر,december,dec,декабря,декабрь,дек,грудня,грудень,декември,دسامبر,dezember,dez,décembre,déc,diciembre,dic,aralık",
    ),
    (Calendar::Persian, "فروردین|اردیبهشت|خرداد|تیر|مرداد,امرداد|شهریور|مهر|آبان|آذر|دی|بهمن|اسفند"),
    (Calendar::Persian, "حمل|ثور|جوزا|سرطان|اسد|سنبله|میزان|عقرب|قوس|جدی|دلو|حوت"),
    (
        Calendar::Hijri,
        "محرم,المحرم,محرم الحرام|صفر|ربيع الأول,ربيع أول|ربيع الآخر,ربيع الثاني,ربيع ثاني|جمادى الأولى,جمادى الأول,جمادي أول|جمادى الآخرة,جمادى الثانية,جمادى الآخر,جمادي ثاني|\
رجب|شعبان|رمضان|شوال|ذو القعدة,ذي القعدة,ذوالقعدة,ذو القعده|ذو الحجة,ذي الحجة,ذوالحجة,ذیحجه",
    ),
];

/// Weekdays from Monday on, by which a Hijri day is made sure.
const WEEKDAYS: &str = "الاثنين,الإثنين,monday,понедельник,دوشنبه|الثلاثاء,الثلاثا,tuesday,вторник,سه شنبه|الأربعاء,الاربعاء,wednesday,среда,چهارشنبه|\
الخميس,thursday,четверг,پنجشنبه|الجمعة,friday,пятница,جمعه|السبت,saturday,суббота,شنبه|الأحد,الاحد,sunday,воскресенье,یکشنبه";

/// Names of months by their first word: the further words, the calendar, the month.
type Names = BTreeMap<String, Vec<(Vec<String>, Calendar, i64)>>;

fn names() -> &'static Names {
    static NAMES: LazyLock<Names> = LazyLock::new(|| {
        let mut out = Names::new();
        for (calendar, months) in MONTHS {
            for (month, names) in (1..).zip(months.split('|')) {
                for name in names.split(',') {
                    let mut parts = name.split_whitespace().map(normal);
                    if let Some(first) = parts.next() {
                        out.entry(first).or_default().push((parts.collect(), *calendar, month));
                    }
                }
            }
        }
        // The longer name first: «ربيع الأول» before a month that is called by its first word alone.
        for all in out.values_mut() {
            all.sort_by_key(|(rest, ..)| std::cmp::Reverse(rest.len()));
        }
        out
    });
    &NAMES
}

/// A number in a line, with the letters behind it («2024م», «1446هـ», "19th").
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Number<'a> {
    value: i64,
    figures: usize,
    behind: &'a str,
}

fn number(word: &Word) -> Option<Number<'_>> {
    let figures = word.norm.bytes().take_while(u8::is_ascii_digit).count();
    let value = word.norm.get(..figures)?.parse().ok()?;
    Some(Number { value, figures, behind: word.norm.get(figures..)? })
}

fn as_day(word: Option<&Word>) -> Option<i64> {
    let n = number(word?)?;
    let ordinal = ["", "st", "nd", "rd", "th", "er", "го", "е"].contains(&n.behind);
    (ordinal && n.figures <= 2 && (1..=31).contains(&n.value)).then_some(n.value)
}

fn as_year(word: Option<&Word>) -> Option<i64> {
    let n = number(word?)?;
    let era = ["", "م", "ه", "ش", "г", "р"].contains(&n.behind);
    (era && n.figures == 4 && (1300..=2100).contains(&n.value)).then_some(n.value)
}

/// The day that a line names; where it names it in several calendars, the Gregorian one. `None` where it names no whole day, or could mean
/// two.
///
/// ```
/// use mizan::import::printed_date;
/// assert_eq!(printed_date("الاثنين ١٩ آب/أغسطس ٢٠٢٤، ١١:٢٥ ص").unwrap().day.to_string(), "2024-08-19");
/// assert_eq!(printed_date("15 صفر 1446هـ").unwrap().day.to_string(), "2024-08-19");
/// assert_eq!(printed_date("19 أغسطس"), None);
/// ```
pub fn printed_date(line: &str) -> Option<PrintedDate> {
    let words: Vec<Word> = words(line, 0);
    let mut found: Vec<PrintedDate> = Vec::new();
    for at in 0..words.len() {
        let with_name = named(&words, at);
        let day = with_name.or_else(|| in_figures(line, &words, at));
        found.extend(day.and_then(|(calendar, year, month, day)| gregorian(calendar, year, month, day, &words)));
    }
    found.sort_by_key(|d| d.calendar);
    // Two different days in one line: published and changed, say. The first one of the surest calendar counts.
    found.first().copied()
}

type Named = (Calendar, i64, i64, i64);

/// A month's name at `at` with day and year around it.
fn named(words: &[Word], at: usize) -> Option<Named> {
    let months = month_at(words, at);
    let (length, ..) = months.first()?;
    // «آب/أغسطس», «أغسطس (آب)»: a second name of the same month.
    let mut end = at + length;
    if let Some((more, ..)) =
        month_at(words, end).into_iter().find(|(_, c, m)| months.iter().any(|(_, c2, m2)| (c, m) == (c2, m2)))
    {
        end += more;
    }
    let small = ["de", "من", "شهر", "of", "г", "عام", "سنة", "لسنة", "ماه"].map(normal);
    let is_small = |w: Option<&Word>| w.is_some_and(|w| small.contains(&w.norm));
    let mut before = at;
    while before > 0 && is_small(words.get(before - 1)) {
        before -= 1;
    }
    let mut behind = end;
    while is_small(words.get(behind)) {
        behind += 1;
    }
    let left = before.checked_sub(1).and_then(|i| words.get(i));
    let (day, year) = match (as_day(left), as_year(words.get(behind))) {
        (Some(day), Some(year)) => (day, year),
        // "August 19, 2024"
        _ => match (as_day(words.get(behind)), as_year(words.get(behind + 1))) {
            (Some(day), Some(year)) => (day, year),
            // «2024 أغسطس 19»
            _ => (as_day(words.get(behind))?, as_year(left)?),
        },
    };
    let fits = |c: Calendar| match c {
        Calendar::Gregorian => year >= 1800,
        Calendar::Persian | Calendar::Hijri => year < 1600,
    };
    let (_, calendar, month) = months.into_iter().find(|(_, c, _)| fits(*c))?;
    Some((calendar, year, month, day))
}

/// The months whose name begins at a word, with the number of its words; the longest name.
fn month_at(words: &[Word], at: usize) -> Vec<(usize, Calendar, i64)> {
    let Some(all) = words.get(at).and_then(|w| names().get(&w.norm)) else { return Vec::new() };
    let fits =
        |rest: &[String]| rest.iter().enumerate().all(|(i, r)| words.get(at + 1 + i).is_some_and(|w| w.norm == *r));
    let mut out: Vec<(usize, Calendar, i64)> =
        all.iter().filter(|(rest, ..)| fits(rest)).map(|(rest, c, m)| (1 + rest.len(), *c, *m)).collect();
    let longest = out.first().map_or(0, |(n, ..)| *n);
    out.retain(|(n, ..)| *n == longest);
    out
}

/// Three numbers with the same sign between them.
fn in_figures(line: &str, words: &[Word], at: usize) -> Option<Named> {
    let [first, second, third] = words.get(at..at + 3)? else { return None };
    let sign = |a: &Word, b: &Word| {
        let mut between = line.get(a.end..b.start)?.chars().filter(|c| !c.is_whitespace() && !is_mark(*c));
        let sign = between.next().filter(|c| matches!(c, '/' | '-' | '.' | '\u{2010}'..='\u{2015}'))?;
        between.next().is_none().then_some(sign)
    };
    if sign(first, second)? != sign(second, third)? {
        return None;
    }
    let short = |w: &Word| number(w).filter(|n| n.figures <= 2 && n.behind.is_empty()).map(|n| n.value);
    let (year, month, day) = match (as_year(Some(first)), as_year(Some(third))) {
        (Some(year), None) => {
            // A Persian line may be written with the year at either end, but the month is always in the middle.
            let day = number(third).filter(|n| n.figures <= 2).map(|n| n.value)?;
            (year, short(second)?, day)
        }
        (None, Some(year)) => match (short(first)?, short(second)?) {
            (day, month) if month <= 12 && (day > 12 || day == month || !is_latin(line)) => (year, month, day),
            (month, day) if month <= 12 && day > 12 => (year, month, day),
            // Both orders are in use where the line is in English.
            _ => return None,
        },
        _ => return None,
    };
    let calendar = match year {
        1300..=1410 => Calendar::Persian,
        1411..=1500 => Calendar::Hijri,
        _ => Calendar::Gregorian,
    };
    Some((calendar, year, month, day))
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{61C}')
}

/// Whether the letters of a line are Latin ones; a line without letters may stand on any page.
fn is_latin(line: &str) -> bool {
    !line.chars().any(|c| c.is_alphabetic() && !c.is_ascii_alphabetic() && c > '\u{24F}')
        && !line.chars().any(|c| matches!(c, '\u{660}'..='\u{669}' | '\u{6F0}'..='\u{6F9}'))
}

fn gregorian(calendar: Calendar, year: i64, month: i64, day: i64, words: &[Word]) -> Option<PrintedDate> {
    let found = match calendar {
        Calendar::Gregorian => {
            Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?
        }
        Calendar::Persian => calendar::persian(year, month, day)?,
        Calendar::Hijri => {
            // A country that saw the moon a day earlier or later prints another weekday.
            let day = calendar::hijri(year, month, day)?;
            let near = [Some(day), day.yesterday().ok(), day.tomorrow().ok()];
            match weekday(words) {
                Some(printed) => near.into_iter().flatten().find(|d| d.weekday() == printed).unwrap_or(day),
                None => day,
            }
        }
    };
    Some(PrintedDate { day: found, calendar })
}

fn weekday(words: &[Word]) -> Option<Weekday> {
    static NAMES: LazyLock<BTreeMap<String, i8>> = LazyLock::new(|| {
        let days = (1..).zip(WEEKDAYS.split('|'));
        days.flat_map(|(n, names)| names.split(',').map(move |name| (normal(name), n))).collect()
    });
    let number = words.iter().find_map(|w| NAMES.get(&w.norm))?;
    Weekday::from_monday_one_offset(*number).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_day_in_many_hands() {
        for line in [
            "19 أغسطس 2024، 11:25 ص",
            "الإثنين ١٩ أغسطس (آب) ٢٠٢٤ - ٠٣:١٠ م",
            "نُشر: 11:02-19 آب/أغسطس 2024 م",
            "الاثنين 19 غشت 2024",
            "19 أوت 2024",
            "2024/08/19",
            "19/08/2024 - 14:00",
            "١٩/٨/٢٠٢٤",
            "19-8-2024 | القاهرة",
            "August 19, 2024 11:25 AM",
            "Monday 19th August 2024",
            "Aug. 19, 2024",
            "8/19/2024",
            "19 августа 2024, 11:25",
            "19.08.2024",
            "19 серпня 2024 р.",
            "19 август 2024 г.",
            "۱۹ اوت ۲۰۲۴",
            "۲۹ مرداد ۱۴۰۳ - ۱۱:۲۵",
            "دوشنبه ۱۴۰۳/۰۵/۲۹",
            "۱۴۰۳/۵/۲۹",
            "15 صفر 1446 هـ",
            "الاثنين 15 صفر 1446هـ الموافق 19 أغسطس 2024م",
            "19 de agosto de 2024",
            "19. August 2024",
            "19 août 2024",
            "19 Ağustos 2024 Pazartesi",
        ] {
            assert_eq!(printed_date(line).map(|d| d.day.to_string()).as_deref(), Some("2024-08-19"), "{line}");
        }
        for (line, day) in [
            ("3 كانون الثاني 2025", "2025-01-03"),
            ("3 كانون الأول/ديسمبر 2024", "2024-12-03"),
            ("5 تشرين الثاني 2024", "2024-11-05"),
            ("12 جويلية 2023", "2023-07-12"),
            ("1 ماي 2022", "2022-05-01"),
            ("10 شتنبر 2023", "2023-09-10"),
            ("7 جوان 2021", "2021-06-07"),
            ("22 بهمن 1357", "1979-02-11"),
            ("1 رمضان 1446", "2025-03-01"),
        ] {
            assert_eq!(printed_date(line).map(|d| d.day.to_string()).as_deref(), Some(day), "{line}");
        }
    }

    #[test]
    fn a_printed_weekday_makes_a_hijri_day_sure() {
        assert_eq!(printed_date("الأحد 1 رمضان 1446هـ").unwrap().day.to_string(), "2025-03-02");
        let found = printed_date("السبت 1 رمضان 1446هـ").unwrap();
        assert_eq!((found.day.to_string().as_str(), found.calendar), ("2025-03-01", Calendar::Hijri));
    }

    #[test]
    fn nothing_is_guessed() {
        for line in [
            "19 أغسطس",
            "أغسطس 2024",
            "منذ 3 ساعات",
            "04/08/2024",
            "32 أغسطس 2024",
            "30/02/2024",
            "May 2024 be good",
            "1.2.3",
            "24.02.99",
            "15 صفر 1990",
            "",
        ] {
            assert_eq!(printed_date(line), None, "{line}");
        }
    }
}
