//! From the places of a line's letters to their order. A PDF has letters where they stand, not how they follow each other: a line is read
//! from its places, right to left where it is Arabic, with the numbers and the words of other scripts in it left to right.

use unicode_normalization::UnicodeNormalization as _;

/// Letters with their place along a line.
#[derive(Clone, Debug)]
pub(super) struct Cluster {
    pub text: String,
    pub from: f32,
    pub to: f32,
}

/// What a cluster does to the order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Class {
    Right,
    Left,
    Number,
    /// Between figures it belongs to their number.
    Separator,
    Neutral,
}

fn class(text: &str) -> Class {
    let of = |c: char| match c {
        '0'..='9' | '\u{660}'..='\u{669}' | '\u{6F0}'..='\u{6F9}' => Class::Number,
        '.' | ',' | ':' | '/' | '\u{66B}' | '\u{66C}' | '%' | '\u{66A}' => Class::Separator,
        c if is_right(c) => Class::Right,
        c if c.is_alphanumeric() => Class::Left,
        _ => Class::Neutral,
    };
    text.chars().map(of).find(|c| *c != Class::Neutral).unwrap_or(Class::Neutral)
}

/// Letters of Arabic, Hebrew and their kin.
pub(super) const fn is_right(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{60B}' | '\u{60D}'..='\u{65F}' | '\u{66D}'..='\u{6EF}' | '\u{6FA}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}

/// Marks that stand on another letter.
pub(super) fn is_mark(text: &str) -> bool {
    let mark = |c| matches!(c, '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{6D6}'..='\u{6DC}' | '\u{6DF}'..='\u{6E4}' | '\u{300}'..='\u{36F}' | '\u{FE70}'..='\u{FE7F}' | '\u{610}'..='\u{61A}' | '\u{591}'..='\u{5C7}');
    !text.is_empty() && text.chars().all(mark)
}

/// Forms that printers have for letters, as the letters themselves. Nothing else is changed.
pub(super) fn plain_letters(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{FB00}'..='\u{FB06}' | '\u{FB1D}'..='\u{FDFB}' | '\u{FDFC}' | '\u{FE80}'..='\u{FEFC}' => {
                out.extend(std::iter::once(c).nfkc());
            }
            // A mark's form of its own stands on a space.
            '\u{FE70}'..='\u{FE7F}' => out.extend(std::iter::once(c).nfkc().filter(|c| *c != ' ' && *c != '\u{640}')),
            '\r' | '\n' | '\t' => out.push(' '),
            c if c.is_control() => {}
            _ => out.push(c),
        }
    }
    out
}

/// The words of a line, whose letters come in the order of the file. `size` is the height of its letters; where the line itself does not tell
/// which way it is read, `arabic_page` does.
pub(super) fn words(mut clusters: Vec<Cluster>, size: f32, arabic_page: bool) -> String {
    clusters = with_marks(clusters);
    clusters.sort_by(|a, b| (a.from + a.to).total_cmp(&(b.from + b.to)));
    let clusters = with_spaces(clusters, size);
    let count = |wanted: Class| clusters.iter().filter(|c| class(&c.text) == wanted).count();
    let (right, left) = (count(Class::Right), count(Class::Left));
    // A few Latin words do not turn a line of an Arabic page; but a line that is mostly Latin and begins and ends so is one with an Arabic word.
    let mut strong = clusters.iter().map(|c| class(&c.text)).filter(|c| matches!(c, Class::Right | Class::Left));
    let between = strong.next() == Some(Class::Left) && strong.next_back() != Some(Class::Right);
    let is_right = if arabic_page { right * 4 >= left && !(between && left > right) } else { right > left };
    let order: Vec<&Cluster> = clusters.iter().collect();
    let mut parts = if is_right { from_right(&order) } else { from_left(&order) };
    mirror(&mut parts, is_right);
    let text: String = parts.concat();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Puts marks behind the letters that they stand on. The file has a mark beside its letter: before it where its letters go from left to right as
/// they look, behind it where they go from right to left as they are read.
fn with_marks(clusters: Vec<Cluster>) -> Vec<Cluster> {
    let mut out: Vec<Cluster> = Vec::with_capacity(clusters.len());
    let mut waiting: Vec<Cluster> = Vec::new();
    let mut again: Option<String> = None;
    for cluster in clusters {
        // Some programs tell the letters of a glyph again at the mark that stands on it.
        if cluster.to - cluster.from < 0.01 && cluster.text.chars().count() > 1 {
            if out.last().is_none_or(|b| b.text != cluster.text) {
                again = Some(cluster.text.clone());
                out.push(cluster);
            }
            continue;
        }
        if is_mark(&cluster.text) {
            waiting.push(cluster);
            continue;
        }
        if again.take().is_some_and(|a| a == cluster.text) {
            out.pop();
        }
        let arabic = cluster.text.chars().any(is_right);
        let before = out.last().filter(|b| !b.text.trim().is_empty());
        let rightwards = before.is_none_or(|b| b.from < cluster.from);
        let mut cluster = cluster;
        if arabic && rightwards {
            // In the order of looks the last mark stands nearest to its letter.
            cluster.text.extend(waiting.drain(..).rev().map(|m| m.text));
        } else if let Some(letter) = out.last_mut() {
            letter.text.extend(waiting.drain(..).map(|m| m.text));
        }
        out.push(cluster);
    }
    match out.last_mut() {
        Some(letter) => letter.text.extend(waiting.into_iter().map(|m| m.text)),
        None => out = waiting,
    }
    out
}

/// Puts spaces where letters stand apart.
fn with_spaces(clusters: Vec<Cluster>, size: f32) -> Vec<Cluster> {
    let spaced = clusters.iter().filter(|c| c.text.trim().is_empty()).count() * 12 >= clusters.len();
    let gap = size * if spaced { 0.22 } else { 0.16 };
    let mut out: Vec<Cluster> = Vec::with_capacity(clusters.len());
    let mut end = f32::NEG_INFINITY;
    for cluster in clusters {
        if cluster.from - end > gap && !out.is_empty() {
            out.push(Cluster { text: " ".into(), from: end, to: cluster.from });
        }
        end = end.max(cluster.to);
        out.push(cluster);
    }
    out
}

/// Clusters from left to right, of a line that is read from the right, in the order of reading.
fn from_right(line: &[&Cluster]) -> Vec<String> {
    let classes: Vec<Class> = line.iter().map(|c| class(&c.text)).collect();
    let is = |at: usize, of: Class| classes.get(at) == Some(&of);
    let mut runs: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    while at < line.len() {
        let end = if is(at, Class::Left) {
            // Words of another script go on to their last letter or figure.
            let mut end = at + 1;
            let mut next = end;
            while next < line.len() && !is(next, Class::Right) {
                if is(next, Class::Left) || is(next, Class::Number) {
                    end = next + 1;
                }
                next += 1;
            }
            Some(end)
        } else if is(at, Class::Number) {
            let mut end = at + 1;
            while end < line.len()
                && (is(end, Class::Number) || is(end, Class::Separator) && is(end + 1, Class::Number))
            {
                end += 1;
            }
            Some(end)
        } else {
            None
        };
        runs.push((at, end.unwrap_or(at + 1)));
        at = end.unwrap_or(at + 1);
    }
    let mut out = Vec::with_capacity(line.len());
    for (from, to) in runs.iter().rev().copied() {
        out.extend(line.get(from..to).unwrap_or_default().iter().map(|c| c.text.clone()));
    }
    out
}

/// Clusters from left to right, of a line that is read from the left; Arabic words in it are read from the right.
fn from_left(line: &[&Cluster]) -> Vec<String> {
    let classes: Vec<Class> = line.iter().map(|c| class(&c.text)).collect();
    let mut out = Vec::with_capacity(line.len());
    let mut at = 0;
    while at < line.len() {
        if classes.get(at) != Some(&Class::Right) {
            out.extend(line.get(at).map(|c| c.text.clone()));
            at += 1;
            continue;
        }
        let mut end = at + 1;
        let mut next = end;
        while next < line.len() && classes.get(next) != Some(&Class::Left) {
            if classes.get(next) == Some(&Class::Right) {
                end = next + 1;
            }
            next += 1;
        }
        out.append(&mut from_right(line.get(at..end).unwrap_or_default()));
        at = end;
    }
    out
}

const PAIRS: &[(char, char)] = &[('(', ')'), ('[', ']'), ('{', '}'), ('«', '»'), ('‹', '›')];

/// Turns brackets that open where they should close. A font may have one glyph for the bracket that opens Arabic words and the one that closes
/// others, of which the file tells one letter only.
fn mirror(parts: &mut [String], guillemets: bool) {
    let letter = |text: Option<&String>, last: bool| {
        let c = text.and_then(|t| if last { t.trim_end().chars().next_back() } else { t.chars().next() });
        // A space at the end parts the words.
        let blank = text.is_none_or(|t| t.trim().is_empty());
        c.filter(|_| !blank).is_some_and(|c| {
            c.is_alphanumeric()
                || is_mark(c.encode_utf8(&mut [0; 4]))
                || matches!(c, '%' | '.' | '…' | '؟' | '!') && last
        })
    };
    for at in 0..parts.len() {
        let Some(mut chars) = parts.get(at).map(|p| p.trim().chars()) else { return };
        let (Some(c), None) = (chars.next(), chars.next()) else { continue };
        let Some((open, close)) = PAIRS.iter().find(|(o, s)| c == *o || c == *s) else { continue };
        let (before, behind) =
            (letter(at.checked_sub(1).and_then(|b| parts.get(b)), true), letter(parts.get(at + 1), false));
        let meant = match (before, behind) {
            (false, true) => *open,
            (true, false) => *close,
            _ => continue,
        };
        if meant != c
            && (guillemets || !matches!(c, '«' | '»' | '‹' | '›'))
            && let Some(part) = parts.get_mut(at)
        {
            *part = part.replace(c, meant.encode_utf8(&mut [0; 4]));
        }
    }
}

/// How many Arabic words begin or end as no word does that is written the right way round, and how many as only such words do.
pub(super) fn order_of_letters(text: &str) -> (usize, usize) {
    let (mut wrong, mut right) = (0, 0);
    for word in text.split(|c: char| !c.is_alphabetic() && !is_mark(c.encode_utf8(&mut [0; 4]))) {
        let letters: Vec<char> =
            word.chars().filter(|c| is_right(*c) && !is_mark(c.encode_utf8(&mut [0; 4]))).collect();
        let [first, second, .., before, last] = letters.as_slice() else { continue };
        wrong +=
            usize::from(matches!(first, 'ة' | 'ى')) + usize::from((*before, *last) == ('ل', 'ا') && letters.len() > 4);
        right +=
            usize::from(matches!(last, 'ة' | 'ى')) + usize::from((*first, *second) == ('ا', 'ل') && letters.len() > 3);
    }
    (wrong, right)
}

/// The letters of each Arabic word the other way round.
pub(super) fn turned(text: &str) -> String {
    let turn = |word: &str| -> String {
        let mut parts: Vec<String> = Vec::new();
        for c in word.chars() {
            match parts.last_mut() {
                Some(part) if is_mark(c.encode_utf8(&mut [0; 4])) => part.push(c),
                _ => parts.push(c.to_string()),
            }
        }
        parts.into_iter().rev().collect()
    };
    let mut out = String::with_capacity(text.len());
    let mut word = String::new();
    for c in text.chars() {
        if is_right(c) {
            word.push(c);
        } else {
            out.push_str(&turn(&std::mem::take(&mut word)));
            out.push(c);
        }
    }
    out.push_str(&turn(&word));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line as it looks: letters from left to right, each one wide.
    fn look(shown: &str) -> Vec<Cluster> {
        (0..)
            .zip(shown.chars())
            .map(|(at, c)| Cluster { text: c.to_string(), from: at as f32, to: at as f32 + 1.0 })
            .collect()
    }

    #[test]
    fn an_arabic_line_is_read_from_the_right_and_its_numbers_from_the_left() {
        let reversed: String = "قال في 19 أغسطس 2024 إن".chars().rev().collect();
        let looks = reversed.replace("91", "19").replace("4202", "2024");
        assert_eq!(words(look(&looks), 1.0, false), "قال في 19 أغسطس 2024 إن");
        assert_eq!(words(look("نإ BBC News لاق"), 1.0, true), "قال BBC News إن");
        assert_eq!(words(look("ةعاسلا 11:25"), 1.0, false), "11:25 الساعة");
        assert_eq!(words(look("The word ملسلا means"), 1.0, true), "The word السلم means");
    }

    #[test]
    fn brackets_are_turned_where_they_look_the_wrong_way_round() {
        assert_eq!(words(look("نإ «مويلا» لاق"), 1.0, true), "قال «اليوم» إن");
        assert_eq!(words(look("نإ »مويلا« لاق"), 1.0, true), "قال «اليوم» إن");
        assert_eq!(words(look("the port )see page 4(."), 1.0, true), "the port (see page 4).");
        assert_eq!(words(look("das »Wort« hier"), 1.0, false), "das »Wort« hier");
    }

    #[test]
    fn marks_follow_their_letters_and_gaps_are_spaces() {
        let letter = |text: &str, from: f32, to: f32| Cluster { text: text.into(), from, to };
        let looks =
            vec![letter("ب", 0.0, 1.0), letter("ت", 1.0, 2.0), letter("\u{64E}", 2.0, 2.0), letter("ك", 2.0, 3.0)];
        assert_eq!(words(looks.clone(), 1.0, true), "ك\u{64E}تب");
        let read: Vec<Cluster> = [3, 2, 1, 0].into_iter().map(|at| looks[at].clone()).collect();
        assert_eq!(words(read, 1.0, true), "ك\u{64E}تب");
        let twice = vec![letter("ر", 0.0, 1.0), letter("ب\u{651}", 1.0, 1.0), letter("ب\u{651}", 1.0, 2.0)];
        assert_eq!(words(twice, 1.0, true), "ب\u{651}ر");
        let mut apart = looks;
        apart[0] = letter("و", -1.3, -0.3);
        assert_eq!(words(apart, 1.0, true), "ك\u{64E}ت و");
    }

    #[test]
    fn letters_the_wrong_way_round_are_seen() {
        let good = "قالت اللجنة المختصة إن القرية الكبرى";
        let bad = turned(good);
        assert_ne!(good, bad);
        let (wrong, right) = order_of_letters(good);
        assert!(right >= 5 && wrong == 0, "{wrong} {right}");
        let (wrong, right) = order_of_letters(&bad);
        assert!(wrong >= 5 && right == 0, "{wrong} {right}");
        assert_eq!(turned(&bad), good);
    }

    #[test]
    fn printers_forms_become_letters() {
        assert_eq!(
            plain_letters("\u{FEDB}\u{FE98}\u{FE8E}\u{FE8F} \u{FEFB} \u{FE77} o\u{FB03}ce"),
            "كتاب لا \u{64E} office"
        );
        assert_eq!(plain_letters("½ ٤ ﷺ"), "½ ٤ صلى الله عليه وسلم");
    }
}
