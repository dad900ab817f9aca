//! Everything that the window says, in English and Arabic, side by side, so that neither can be forgotten.

mod actions;
mod adjudication;
mod agreement;
mod annotated;
mod codebook;
mod coding;
mod commands;
mod drafting;
mod exporting;
mod frame;
mod importing;
pub mod locale;
mod oversight;
mod priors;
mod reading;
mod reasons;
mod refusals;
mod refused_files;
mod refused_packages;
mod reporting;
mod reuse;
mod rounds;
mod shell;
mod team;
mod training;

pub use adjudication::Adjudication;
pub use agreement::Agreement;
pub use codebook::Codebook;
pub use coding::Coding;
pub use commands::{CommandHelp, CommandNames};
pub use drafting::Drafting;
pub use exporting::Exporting;
pub use frame::{Frame, Sized};
pub use importing::Importing;
pub use oversight::Oversight;
pub use priors::Priors;
pub use reading::Reading;
pub use reporting::Reporting;
pub use reuse::Reuse;
pub use rounds::Rounds;
pub use shell::Shell;
pub use team::Team;
pub use training::Training;

use crate::model::UiLanguage;

/// Makes a struct of texts with the constants `EN` and `AR`; a text without its Arabic does not compile.
macro_rules! strings {
    ($(#[$doc:meta])* $name:ident { $($field:ident: $en:literal, $ar:literal;)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub struct $name {
            $(#[doc = $en] pub $field: &'static str,)*
        }

        impl $name {
            /// English.
            pub const EN: Self = Self { $($field: $en,)* };
            /// Arabic.
            pub const AR: Self = Self { $($field: $ar,)* };

            #[cfg(test)]
            pub(super) fn pairs() -> Vec<(&'static str, &'static str)> {
                vec![$(($en, $ar)),*]
            }
        }
    };
}
use strings;

/// All texts of the interface in one language.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Strings {
    /// The language.
    pub language: UiLanguage,
    /// Names of commands, as menus and the palette show them.
    pub command: CommandNames,
    /// What commands do, in a line.
    pub help: CommandHelp,
    /// The frame of the window and its screens, coding aside.
    pub shell: Shell,
    /// Bar, queue, start, sheets and messages.
    pub frame: Frame,
    /// The coding screen.
    pub coding: Coding,
    /// Reading and selecting in the article.
    pub reading: Reading,
    /// The adjudication screen.
    pub adjudication: Adjudication,
    /// The agreement screen.
    pub agreement: Agreement,
    /// The team screen.
    pub team: Team,
    /// Reference, pass mark, feedback.
    pub training: Training,
    /// What is asked before the first article.
    pub priors: Priors,
    /// Rounds, and handing them out.
    pub rounds: Rounds,
    /// Progress and the audit trail.
    pub oversight: Oversight,
    /// The codebook screen.
    pub codebook: Codebook,
    /// Editing and publishing the codebook.
    pub drafting: Drafting,
    /// The sheet of exports.
    pub exporting: Exporting,
    /// The import screen.
    pub importing: Importing,
    /// The report and the findings.
    pub reporting: Reporting,
    /// Articles that share words.
    pub reuse: Reuse,
}

impl Strings {
    /// English.
    pub const EN: Self = Self {
        language: UiLanguage::En,
        command: CommandNames::EN,
        help: CommandHelp::EN,
        shell: Shell::EN,
        frame: Frame::EN,
        coding: Coding::EN,
        reading: Reading::EN,
        adjudication: Adjudication::EN,
        agreement: Agreement::EN,
        team: Team::EN,
        training: Training::EN,
        priors: Priors::EN,
        rounds: Rounds::EN,
        oversight: Oversight::EN,
        codebook: Codebook::EN,
        drafting: Drafting::EN,
        exporting: Exporting::EN,
        importing: Importing::EN,
        reporting: Reporting::EN,
        reuse: Reuse::EN,
    };
    /// Arabic.
    pub const AR: Self = Self {
        language: UiLanguage::Ar,
        command: CommandNames::AR,
        help: CommandHelp::AR,
        shell: Shell::AR,
        frame: Frame::AR,
        coding: Coding::AR,
        reading: Reading::AR,
        adjudication: Adjudication::AR,
        agreement: Agreement::AR,
        team: Team::AR,
        training: Training::AR,
        priors: Priors::AR,
        rounds: Rounds::AR,
        oversight: Oversight::AR,
        codebook: Codebook::AR,
        drafting: Drafting::AR,
        exporting: Exporting::AR,
        importing: Importing::AR,
        reporting: Reporting::AR,
        reuse: Reuse::AR,
    };

    /// The texts of a language.
    pub const fn of(language: UiLanguage) -> &'static Self {
        match language {
            UiLanguage::En => &Self::EN,
            UiLanguage::Ar => &Self::AR,
        }
    }

    /// Several things in a line. The dot between them must not stand before a figure: it looks like an Arabic zero.
    pub fn list(&self, things: &[&str]) -> String {
        things.join(match self.language {
            UiLanguage::En => ", ",
            UiLanguage::Ar => "، ",
        })
    }

    /// A whole number in the digits of the language.
    pub fn number(&self, n: usize) -> String {
        locale::number(self.language, i64::try_from(n).unwrap_or(i64::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_is_there_in_both_languages() {
        let all = [
            Shell::pairs(),
            Frame::pairs(),
            Coding::pairs(),
            Reading::pairs(),
            Exporting::pairs(),
            Importing::pairs(),
            Reuse::pairs(),
            Reporting::pairs(),
            Codebook::pairs(),
            Drafting::pairs(),
            Team::pairs(),
            Training::pairs(),
            Priors::pairs(),
            Rounds::pairs(),
            Oversight::pairs(),
            Adjudication::pairs(),
            Agreement::pairs(),
            CommandNames::pairs(),
            CommandHelp::pairs(),
        ]
        .concat();
        assert!(all.len() > 50);
        for (en, ar) in all {
            assert!(!en.trim().is_empty() && !ar.trim().is_empty(), "{en:?} / {ar:?}");
            let is_arabic = |c: char| ('\u{0600}'..='\u{06FF}').contains(&c);
            // A language is offered by its own name, for those who cannot read the other.
            let offers_arabic = en == CommandNames::EN.toggle_language;
            assert!(offers_arabic || !en.chars().any(is_arabic), "Arabic in the English text {en:?}");
            assert!(ar.chars().any(is_arabic), "no Arabic in {ar:?} for {en:?}");
        }
    }
}
