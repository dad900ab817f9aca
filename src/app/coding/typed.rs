//! What typed or printed words mean as a number or a date.

use crate::text::fold::fold_key;

/// Names of the months from January on in the calendars of the news: Arabic as written in Cairo, the Levant and the
/// Maghreb, English, Russian. Words of one name are joined by an underscore.
const MONTHS: [&str; 12] = [
    "يناير كانون_الثاني جانفي january jan января январь",
    "فبراير شباط فيفري february feb февраля февраль",
    "مارس آذار march mar марта март",
    "أبريل إبريل نيسان أفريل april apr апреля апрель",
    "مايو أيار ماي may мая май",
    "يونيو يونيه حزيران جوان june jun июня июнь",
    "يوليو يوليه تموز جويلية يوليوز july jul июля июль",
    "أغسطس آب أوت غشت august aug августа август",
    "سبتمبر أيلول شتنبر september sep sept сентября сентябрь",
    "أكتوبر تشرين_الأول october oct октября октябрь",
    "نوفمبر تشرين_الثاني نونبر november nov ноября ноябрь",
    "ديسمبر كانون_الأول دجنبر december dec декабря декабрь",
];

/// ASCII digits for the Arabic-Indic and Persian ones, so that both can be typed.
fn ascii_digits(words: &str) -> String {
    words
        .chars()
        .map(|c| match c {
            '\u{660}'..='\u{669}' => char::from(b'0' + (c as u32 - 0x660) as u8),
            '\u{6f0}'..='\u{6f9}' => char::from(b'0' + (c as u32 - 0x6f0) as u8),
            '\u{66b}' | '،' => '.',
            '\u{2212}' => '-',
            other => other,
        })
        .collect()
}

/// A number in any of these digits.
pub(super) fn number(words: &str) -> Option<f64> {
    ascii_digits(words).parse::<f64>().ok().filter(|n| n.is_finite())
}

/// A date as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`: typed so, or with the day first (`3.11.2026`, `٣/١١/٢٠٢٦`), or as a page
/// prints it (`19 أغسطس (آب) 2024، 11:25 ص`). `None` where the words are no date or leave a choice.
pub(super) fn date(words: &str) -> Option<String> {
    in_figures(words).or_else(|| with_name(words))
}

fn in_figures(words: &str) -> Option<String> {
    let plain = ascii_digits(words);
    let parts: Vec<&str> = plain.split(['-', '/', '.']).map(str::trim).collect();
    if parts.iter().any(|p| p.is_empty() || !p.chars().all(|c| c.is_ascii_digit())) {
        return None;
    }
    let year_first = parts.first()?.len() == 4;
    let parts: Vec<&str> = if year_first { parts } else { parts.into_iter().rev().collect() };
    let year = parts.first().filter(|y| y.len() == 4)?;
    let part = |i: usize| parts.get(i).map(|p| p.parse::<i8>()).transpose().ok();
    let (month, day) = (part(1)?, part(2)?);
    if parts.len() > 3 { None } else { written(year.parse().ok()?, month, day) }
}

/// A date whose month has its name: one month (by whatever names), one year, and at most one day. The time of day and
/// words of another kind are passed over.
fn with_name(words: &str) -> Option<String> {
    let folded = ascii_digits(&fold_key(&words.replace('،', " ")));
    let apart = |c: char| !(c.is_alphanumeric() || c == ':');
    let tokens: Vec<&str> = folded.split(apart).filter(|token| !token.is_empty() && !token.contains(':')).collect();
    let (mut months, mut days, mut years) = (Vec::new(), Vec::new(), Vec::new());
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        at += 1;
        let pair = tokens.get(at).map(|next| format!("{token}_{next}"));
        if let Some(month) = pair.and_then(|pair| month(&pair)) {
            months.push(month);
            at += 1;
        } else if let Some(month) = month(token) {
            months.push(month);
        } else if let Ok(figure) = token.parse::<i16>() {
            if token.len() == 4 { &mut years } else { &mut days }.push(figure);
        }
    }
    months.dedup();
    let ([month], [year]) = (months.as_slice(), years.as_slice()) else { return None };
    let day = match days.as_slice() {
        [] => None,
        [day] => Some(i8::try_from(*day).ok()?),
        _ => return None,
    };
    written(*year, Some(*month), day)
}

/// The month of a name, from 1.
fn month(name: &str) -> Option<i8> {
    let has = |names: &&str| names.split(' ').any(|own| fold_key(own) == name);
    MONTHS.iter().position(has).and_then(|at| i8::try_from(at + 1).ok())
}

fn written(year: i16, month: Option<i8>, day: Option<i8>) -> Option<String> {
    Some(match (month, day) {
        (None, _) => format!("{year:04}"),
        (Some(m @ 1..=12), None) => format!("{year:04}-{m:02}"),
        (Some(m), Some(d)) => {
            jiff::civil::Date::new(year, m, d).ok()?;
            format!("{year:04}-{m:02}-{d:02}")
        }
        (Some(_), None) => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_figures_are_read_in_all_digits() {
        assert_eq!(date("٣/١١/٢٠٢٦").as_deref(), Some("2026-11-03"));
        assert_eq!(date("2026-2-30"), None);
        assert_eq!((date("2026").as_deref(), date("2026-5").as_deref()), (Some("2026"), Some("2026-05")));
        assert_eq!(date("11/26"), None);
    }

    #[test]
    fn a_date_is_read_as_pages_print_it() {
        for printed in [
            "19 أغسطس 2024، 11:25 ص",
            "الاثنين ١٩ آب ٢٠٢٤",
            "نُشر في: 19 أغسطس (آب) 2024",
            "19 آب/أغسطس 2024",
            "August 19, 2024 11:25 AM",
            "Mon, 19 Aug 2024",
            "19 августа 2024, 11:25",
        ] {
            assert_eq!(date(printed).as_deref(), Some("2024-08-19"), "{printed}");
        }
        assert_eq!(date("كانون الثاني/ يناير 2001").as_deref(), Some("2001-01"));
        assert_eq!(date("3 تشرين الأول 2023").as_deref(), Some("2023-10-03"));
        assert_eq!(date("3 كانون الأول 2023").as_deref(), Some("2023-12-03"));
    }

    #[test]
    fn what_leaves_a_choice_is_no_date() {
        for printed in [
            "الجمعة 18 أكتوبر",
            "19 أغسطس 2024 - حُدّث 20 أغسطس 2024",
            "15 صفر 1446 / 19 أغسطس 2024",
            "30 فبراير 2024",
            "منذ 3 ساعات",
            "في 2024 مرة",
            "",
        ] {
            assert_eq!(date(printed), None, "{printed}");
        }
    }
}
