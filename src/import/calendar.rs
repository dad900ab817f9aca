//! Other calendars' days as Gregorian ones: the Hijri calendar of Umm al-Qura, and the Persian solar calendar.

use jiff::civil::Date;

/// Lengths of the months of Umm al-Qura from 1318 on: bit 0 is Muharram, a set bit has 30 days, otherwise 29. As the official calendar of
/// Saudi Arabia has them; before 1420 they differ by a day here and there from what was announced by sight.
const MONTHS: [u16; 183] = [
    0x56d, 0xb5a, 0x752, 0xf25, 0xe8a, 0xd16, 0xa56, 0xab5, 0x6b4, 0xda9, 0xb92, 0xb25, 0x64b, 0xa9b, 0x35a, 0x6d9,
    0x5d4, 0xda5, 0xd4a, 0xa95, 0x536, 0x975, 0x2f4, 0x6e9, 0x6d4, 0x6a9, 0x535, 0x25d, 0x4bd, 0x9ba, 0x3b4, 0xb69,
    0xb2a, 0xa55, 0x4ad, 0xa5d, 0x2da, 0x6d9, 0xeaa, 0xe94, 0xd2a, 0xc56, 0x4ae, 0xa6d, 0x56a, 0xd55, 0xd4a, 0xa93,
    0x52b, 0xa5b, 0x53a, 0x6b5, 0xea9, 0xd52, 0xd29, 0xa55, 0x4ad, 0x56d, 0xaea, 0x6e4, 0xed1, 0xda2, 0xaaa, 0x95a,
    0x2da, 0x5b9, 0xbb2, 0x764, 0x6c9, 0x555, 0x2ab, 0x4db, 0xaba, 0x5b4, 0xda9, 0xd52, 0xaa5, 0x92d, 0x26d, 0x8ed,
    0x2da, 0xad5, 0xaa5, 0xa4b, 0x497, 0x937, 0x2b6, 0x975, 0xd69, 0xd52, 0xc95, 0x92b, 0x25b, 0x4db, 0x9d5, 0x5d2,
    0xda5, 0xd4a, 0xa95, 0x54d, 0xaad, 0x3aa, 0xbd2, 0xbc4, 0xb89, 0xa95, 0x52d, 0x5ad, 0xb6a, 0x6d4, 0xdc9, 0xd92,
    0xaa6, 0x956, 0x2ae, 0x56d, 0x36a, 0xb55, 0xaaa, 0x94d, 0x49d, 0x95d, 0x2ba, 0x5b5, 0x5aa, 0xd55, 0xa9a, 0x92e,
    0x26e, 0x55d, 0xada, 0x6d4, 0x6a5, 0xb27, 0xa4d, 0x4ad, 0x56d, 0xb5a, 0x754, 0xf49, 0xe92, 0xd26, 0xa56, 0x356,
    0x6b5, 0xbaa, 0xb92, 0xb25, 0x68b, 0xa9b, 0x55a, 0xada, 0x5b4, 0xda9, 0xb52, 0xa9a, 0x536, 0x276, 0x575, 0xaf2,
    0x6d4, 0x6a9, 0x555, 0x2ad, 0x4bd, 0x9ba, 0x574, 0xb69, 0xb52, 0xa95, 0x52d, 0xa5d, 0x4da, 0xad9, 0x6b2, 0xe95,
    0xe2a, 0xc96, 0x92e, 0xaad, 0x56a, 0xd65, 0xd4a,
];
/// The first year of the table, and its first day.
const FIRST: i64 = 1318;
const FIRST_DAY: (i16, i8, i8) = (1900, 4, 30);

/// The Gregorian day of a Hijri one, from 1318 to 1500. Other countries may have seen the moon a day earlier or later.
pub(super) fn hijri(year: i64, month: i64, day: i64) -> Option<Date> {
    let masks = MONTHS.get(..=usize::try_from(year - FIRST).ok()?)?;
    let (this, before) = masks.split_last()?;
    // Where the moon was seen later, a month has a thirtieth day that it has not here.
    if !(1..=12).contains(&month) || !(1..=30).contains(&day) {
        return None;
    }
    let years: i64 = before.iter().map(|m| (0..12).map(|i| length(*m, i)).sum::<i64>()).sum();
    let months: i64 = (0..month - 1).map(|i| length(*this, i)).sum();
    after(FIRST_DAY, years + months + day - 1)
}

const fn length(mask: u16, month: i64) -> i64 {
    29 + ((mask >> month) & 1) as i64
}

/// Years of the Persian calendar in which its pattern of leap years begins anew (Borkowski 1996).
const BREAKS: [i64; 20] =
    [-61, 9, 38, 199, 426, 686, 756, 818, 1111, 1181, 1210, 1635, 2060, 2097, 2192, 2262, 2324, 2394, 2456, 3178];

/// The Gregorian day of one of the Persian solar calendar, from 1200 to 1600.
pub(super) fn persian(year: i64, month: i64, day: i64) -> Option<Date> {
    let last = if month <= 6 { 31 } else { 30 };
    if !(1200..=1600).contains(&year) || !(1..=12).contains(&month) || !(1..=last).contains(&day) {
        return None;
    }
    let gregorian = year + 621;
    let (mut leaps, mut from, mut jump) = (-14, BREAKS[0], 0);
    for next in BREAKS.into_iter().skip(1) {
        jump = next - from;
        if year < next {
            break;
        }
        leaps += jump / 33 * 8 + jump % 33 / 4;
        from = next;
    }
    let n = year - from;
    leaps += n / 33 * 8 + (n % 33 + 3) / 4;
    if jump % 33 == 4 && jump - n == 4 {
        leaps += 1;
    }
    let of_gregory = gregorian / 4 - (gregorian / 100 + 1) * 3 / 4 - 150;
    let in_year = if month <= 7 { (month - 1) * 31 } else { 186 + (month - 7) * 30 } + day - 1;
    after((i16::try_from(gregorian).ok()?, 3, 1), 19 + leaps - of_gregory + in_year)
}

fn after((year, month, day): (i16, i8, i8), days: i64) -> Option<Date> {
    Date::new(year, month, day).ok()?.checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(date: Option<Date>) -> String {
        date.map_or_else(|| "none".into(), |d| d.to_string())
    }

    #[test]
    fn days_of_the_hijri_calendar() {
        assert_eq!(told(hijri(1446, 2, 15)), "2024-08-19");
        assert_eq!(told(hijri(1446, 9, 1)), "2025-03-01");
        assert_eq!(told(hijri(1318, 1, 1)), "1900-04-30");
        assert_eq!(told(hijri(1500, 12, 1)), "2077-10-18");
        assert_eq!(told(hijri(1446, 1, 30)), "2024-08-05");
        assert_eq!(
            (told(hijri(1317, 1, 1)), told(hijri(1501, 1, 1)), told(hijri(1446, 13, 1))),
            ("none".into(), "none".into(), "none".into())
        );
    }

    #[test]
    fn days_of_the_persian_calendar() {
        assert_eq!(told(persian(1403, 5, 29)), "2024-08-19");
        assert_eq!(told(persian(1403, 1, 1)), "2024-03-20");
        assert_eq!(told(persian(1399, 12, 30)), "2021-03-20");
        assert_eq!(told(persian(1404, 1, 1)), "2025-03-21");
        assert_eq!(told(persian(1357, 11, 22)), "1979-02-11");
        assert_eq!(told(persian(1403, 7, 31)), "none");
    }
}
