//! Names of columns that every program of statistics takes: ASCII letters, digits and underscores, at most 32, the first a letter, no word that a
//! program keeps for itself, unique in the table whatever the case of letters.

use std::collections::BTreeSet;

/// Words that SPSS, Stata, R or Python keep for themselves and that could come up.
const KEPT: [&str; 40] = [
    "all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with", "byte", "double", "float", "if",
    "in", "int", "long", "using", "str", "strl", "else", "while", "repeat", "function", "for", "next", "break", "true",
    "false", "null", "inf", "nan", "na", "def", "class", "from", "is",
];

/// Letters and digits of a name at most (Stata).
const LONGEST: usize = 32;

/// The names of one table.
#[derive(Default)]
pub(super) struct Names(BTreeSet<String>);

impl Names {
    /// A name for a column, as near as can be to the one that is wanted.
    pub(super) fn take(&mut self, wanted: &str) -> String {
        let mut clean: String =
            wanted.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).take(LONGEST).collect();
        if !clean.starts_with(|c: char| c.is_ascii_alphabetic()) {
            clean = format!("v{clean}").chars().take(LONGEST).collect();
        }
        if KEPT.contains(&clean.to_ascii_lowercase().as_str()) {
            clean.push('_');
        }
        let mut name = clean.clone();
        let mut n = 1;
        while !self.0.insert(name.to_ascii_lowercase()) {
            n += 1;
            let end = format!("_{n}");
            name = format!("{}{end}", clean.chars().take(LONGEST - end.len()).collect::<String>());
        }
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_taken_once_and_by_every_program() {
        let mut names = Names::default();
        assert_eq!(names.take("A7_security"), "A7_security");
        assert_eq!(names.take("a7_SECURITY"), "a7_SECURITY_2");
        assert_eq!(names.take("-2"), "v_2");
        assert_eq!(names.take("المصدر"), "v______");
        assert_eq!(names.take("in"), "in_");
        let long = "x".repeat(40);
        assert_eq!(
            (names.take(&long).len(), names.take(&long).len(), names.take(&long)),
            (32, 32, "x".repeat(30) + "_3")
        );
    }
}
