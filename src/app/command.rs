//! The one table of commands: menus, keys, palette and help all read it, so that they cannot differ.

use super::strings::Strings;
use egui::{Event, Key, Modifiers};

/// Where a command can be given.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Scope {
    /// Everywhere, also without a project.
    Everywhere,
    /// On every screen of an open project.
    Project,
    /// On the coding screen, which carries it out itself (see [`super::context::Look::commands`]).
    Coding,
    /// On the import screen, which carries it out itself.
    Import,
    /// On the agreement screen, which carries it out itself.
    Agreement,
    /// On the team screen, which carries it out itself.
    Team,
    /// On the codebook screen, which carries it out itself.
    Codebook,
}

impl Scope {
    /// Whether a command of this scope can be given while `here` is on the screen.
    pub fn works_on(self, here: Self) -> bool {
        self == here || self == Self::Everywhere || (self == Self::Project && here != Self::Everywhere)
    }
    /// Whether keys of both scopes can be meant at the same moment.
    pub fn overlaps(self, other: Self) -> bool {
        self == other || self <= Self::Project || other <= Self::Project
    }
}

/// A key with what is held down beside it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Shortcut {
    /// The key, by its place on a Latin keyboard.
    pub key: Key,
    /// Ctrl.
    pub ctrl: bool,
    /// Shift.
    pub shift: bool,
    /// Alt.
    pub alt: bool,
}

/// A key alone.
pub const fn plain(key: Key) -> Shortcut {
    Shortcut { key, ctrl: false, shift: false, alt: false }
}
/// A key with Ctrl.
pub const fn ctrl(key: Key) -> Shortcut {
    Shortcut { key, ctrl: true, shift: false, alt: false }
}
/// A key with Alt.
pub const fn alt(key: Key) -> Shortcut {
    Shortcut { key, ctrl: false, shift: false, alt: true }
}
const fn shift(key: Key) -> Shortcut {
    Shortcut { key, ctrl: false, shift: true, alt: false }
}
const fn ctrl_shift(key: Key) -> Shortcut {
    Shortcut { key, ctrl: true, shift: true, alt: false }
}
const fn ctrl_alt(key: Key) -> Shortcut {
    Shortcut { key, ctrl: true, shift: false, alt: true }
}

impl Shortcut {
    /// How the keys are written, such as `Ctrl+K`.
    pub fn label(self) -> String {
        let held = [("Ctrl+", self.ctrl), ("Alt+", self.alt), ("Shift+", self.shift)];
        let held: String = held.into_iter().filter(|(_, on)| *on).map(|(name, _)| name).collect();
        let key = match self.key {
            Key::Questionmark => "?",
            Key::Plus => "+",
            Key::Minus => "-",
            Key::OpenBracket => "[",
            Key::CloseBracket => "]",
            other => other.name(),
        };
        format!("{held}{key}")
    }

    /// Whether a pressed key is this one.
    ///
    /// The place of the key decides where the active layout has no Latin letter or digit there, so that a coder who
    /// types Arabic need not switch layouts to press S; a Latin layout that is arranged otherwise keeps its letters.
    pub fn is_pressed(self, key: Key, physical: Option<Key>, held: Modifiers) -> bool {
        if held.command != self.ctrl || held.alt != self.alt {
            return false;
        }
        let by_place = || !is_letter_or_digit(key) && physical == Some(self.key);
        match self.key {
            // Shift is part of these signs on most keyboards; the Arabic question mark lies on the same key.
            Key::Questionmark => {
                key == Key::Questionmark || (held.shift && (key == Key::Slash || physical == Some(Key::Slash)))
            }
            Key::Plus => key == Key::Plus || key == Key::Equals,
            _ => held.shift == self.shift && (key == self.key || by_place()),
        }
    }

    /// Whether the key writes or edits text, so that a text field with the focus keeps it for itself.
    fn belongs_to_text(self) -> bool {
        if self.ctrl && !self.alt {
            return matches!(self.key, Key::A | Key::C | Key::V | Key::X | Key::Y | Key::Z);
        }
        !is_function_key(self.key)
    }
}

fn is_letter_or_digit(key: Key) -> bool {
    let mut name = key.name().chars();
    matches!((name.next(), name.next()), (Some(c), None) if c.is_ascii_alphanumeric())
}

const fn is_function_key(key: Key) -> bool {
    matches!(
        key,
        Key::F1 | Key::F2 | Key::F3 | Key::F4 | Key::F5 | Key::F6 | Key::F7 | Key::F8 | Key::F9 | Key::F10 | Key::F11
    )
}

macro_rules! commands {
    ($($(#[$doc:meta])* $variant:ident $field:ident $scope:ident [$($shortcut:expr),*];)*) => {
        /// Everything that can be asked for by menu, key or palette.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum AppCommand {
            $($(#[$doc])* $variant,)*
        }

        impl AppCommand {
            /// All commands, in the order of help and palette.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The name, as menus and palette show it.
            pub const fn name(self, strings: &Strings) -> &'static str {
                match self { $(Self::$variant => strings.command.$field,)* }
            }
            /// What it does, in a line.
            pub const fn help(self, strings: &Strings) -> &'static str {
                match self { $(Self::$variant => strings.help.$field,)* }
            }
            /// Where it can be given.
            pub const fn scope(self) -> Scope {
                match self { $(Self::$variant => Scope::$scope,)* }
            }
            /// Its keys; the first is the one that is shown.
            pub const fn shortcuts(self) -> &'static [Shortcut] {
                match self { $(Self::$variant => const { &[$($shortcut),*] },)* }
            }
        }
    };
}

commands! {
    /// Begins a project.
    NewProject new_project Everywhere [ctrl(Key::N)];
    /// Opens a project file.
    OpenProject open_project Everywhere [ctrl(Key::O)];
    /// Writes and opens the demo.
    MakeDemo make_demo Everywhere [];
    /// Goes back to the start screen.
    CloseProject close_project Project [ctrl(Key::W)];
    /// Adds pages.
    AddFiles add_files Project [ctrl(Key::I)];
    /// Takes in what coders send back.
    MergePackages merge_packages Project [ctrl(Key::M)];
    /// Chooses the folder in which packages come and go.
    ChooseMailbox choose_mailbox Project [];
    /// Writes what was coded as files for other programs.
    ExportData export_data Project [ctrl(Key::E)];
    /// Packs what the coder of this copy did.
    SendBack send_back Project [ctrl_shift(Key::B)];
    /// Puts the project away behind a passphrase.
    LockProject lock_project Project [];
    /// Writes a backup.
    Backup backup Project [];
    /// Takes the last step back.
    Undo undo Project [ctrl(Key::Z)];
    /// Does it again.
    Redo redo Project [ctrl(Key::Y), ctrl_shift(Key::Z)];
    /// Shows the coding screen.
    GoCoding go_coding Project [ctrl(Key::Num1)];
    /// Shows the import screen.
    GoImport go_import Project [ctrl(Key::Num2)];
    /// Shows the codebook.
    GoCodebook go_codebook Project [ctrl(Key::Num3)];
    /// Shows the team.
    GoTeam go_team Project [ctrl(Key::Num4)];
    /// Shows the agreement.
    GoAgreement go_agreement Project [ctrl(Key::Num5)];
    /// Shows where coders differ.
    GoAdjudication go_adjudication Project [ctrl(Key::Num6)];
    /// Writes the report and the findings.
    WriteReport write_report Project [ctrl(Key::R)];
    /// Opens the palette.
    Palette palette Everywhere [ctrl(Key::K)];
    /// Lists all keys.
    Keys keys Everywhere [plain(Key::Questionmark), plain(Key::F1)];
    /// Goes to the search field.
    Search search Project [ctrl_shift(Key::F)];
    /// Opens the next article that is not done.
    NextArticle next_article Project [plain(Key::CloseBracket)];
    /// Opens the article before.
    PreviousArticle previous_article Project [plain(Key::OpenBracket)];
    /// Shows or hides the queue.
    ToggleQueue toggle_queue Project [plain(Key::Q)];
    /// Says who is coding.
    ChooseCoder choose_coder Project [ctrl(Key::U)];
    /// Larger article text.
    ZoomIn zoom_in Project [ctrl(Key::Plus)];
    /// Smaller article text.
    ZoomOut zoom_out Project [ctrl(Key::Minus)];
    /// Article text at its usual size.
    ZoomReset zoom_reset Project [ctrl(Key::Num0)];
    /// Larger interface.
    ScaleUp scale_up Everywhere [ctrl_alt(Key::Plus)];
    /// Smaller interface.
    ScaleDown scale_down Everywhere [ctrl_alt(Key::Minus)];
    /// Interface at 100 %.
    ScaleReset scale_reset Everywhere [ctrl_alt(Key::Num0)];
    /// Light colours.
    ThemeLight theme_light Everywhere [];
    /// Dark colours.
    ThemeDark theme_dark Everywhere [];
    /// Colours of the desktop.
    ThemeSystem theme_system Everywhere [];
    /// The other language.
    ToggleLanguage toggle_language Everywhere [ctrl_shift(Key::L)];
    /// Panels on the other side.
    PanelSide panel_side Project [];
    /// Motion on or off.
    ToggleMotion toggle_motion Everywhere [];
    /// Next question without an answer.
    NextMissing next_missing Coding [plain(Key::N)];
    /// The one before.
    PreviousMissing previous_missing Coding [shift(Key::N)];
    /// Declares the coding done.
    Finish finish Coding [plain(Key::Enter)];
    /// Opens a done coding again.
    Reopen reopen Coding [shift(Key::Enter)];
    /// Memo on what is chosen.
    Memo memo Coding [plain(Key::M)];
    /// Flag for the lead.
    AskLead ask_lead Coding [plain(Key::F)];
    /// Opens the list of the other flags.
    OtherFlags other_flags Coding [shift(Key::F)];
    /// The answer is not sure.
    NotSure not_sure Coding [plain(Key::U)];
    /// The text does not let one decide.
    CannotDecide cannot_decide Coding [plain(Key::X)];
    /// The question does not apply, where the codebook leaves that to the coder.
    NotApplicable not_applicable Coding [plain(Key::I)];
    /// Makes a question open again.
    ClearAnswer clear_answer Coding [plain(Key::Backspace)];
    /// Writes the answer of an open question.
    WriteAnswer write_answer Coding [plain(Key::W)];
    /// Takes what a rule proposes.
    AcceptProposal accept_proposal Coding [plain(Key::A)];
    /// Waves away what a rule proposes.
    RejectProposal reject_proposal Coding [plain(Key::R)];
    /// Hangs a record under another, or frees it.
    HangUnder hang_under Coding [plain(Key::H)];
    /// A new record that needs no words of the text.
    NewRecord new_record Coding [plain(Key::L)];
    /// Takes the record away.
    RemoveRecord remove_record Coding [plain(Key::Delete)];
    /// Next record.
    NextRecord next_record Coding [plain(Key::J)];
    /// The record before.
    PreviousRecord previous_record Coding [plain(Key::K)];
    /// Moves a record of an ordered list up.
    MoveUp move_up Coding [alt(Key::ArrowUp)];
    /// Moves a record of an ordered list down.
    MoveDown move_down Coding [alt(Key::ArrowDown)];
    /// Opens or closes the folded lines.
    FoldLines fold_lines Coding [plain(Key::O)];
    /// Selects the word at the caret, and then what is around it.
    GrowSelection grow_selection Coding [plain(Key::G)];
    /// Selects what was selected before it grew.
    ShrinkSelection shrink_selection Coding [shift(Key::G)];
    /// Selects on to the next comma or the end of the sentence.
    SelectPhrase select_phrase Coding [plain(Key::V)];
    /// Opens the bar that finds words in the article.
    FindWords find_words Coding [ctrl(Key::F)];
    /// Next place of the words.
    FindNext find_next Coding [plain(Key::F3)];
    /// The place before.
    FindPrevious find_previous Coding [shift(Key::F3)];
    /// Between the article and the panels.
    SwitchSide switch_side Coding [plain(Key::F6)];
    /// Next panel.
    NextPanel next_panel Coding [ctrl(Key::PageDown)];
    /// Previous panel.
    PreviousPanel previous_panel Coding [ctrl(Key::PageUp)];
    /// Next block whose kind is doubtful.
    NextDoubtful next_doubtful Import [plain(Key::N)];
    /// Cuts the article in two here.
    SplitArticle split_article Import [plain(Key::S)];
    /// Joins the article with the one before.
    JoinArticles join_articles Import [plain(Key::J)];
    /// Next document.
    NextDocument next_document Import [plain(Key::PageDown)];
    /// Previous document.
    PreviousDocument previous_document Import [plain(Key::PageUp)];
    /// Articles that share words.
    ShowReuse show_reuse Import [plain(Key::R)];
    /// Feedback on the open article of a training round.
    ShowFeedback show_feedback Project [plain(Key::F4)];
    /// People, and who codes what.
    ShowPeople show_people Team [alt(Key::Num1)];
    /// Rounds, and handing them out.
    ShowRounds show_rounds Team [alt(Key::Num2)];
    /// How far everybody is.
    ShowProgress show_progress Team [alt(Key::Num3)];
    /// Who did what when.
    ShowAudit show_audit Team [alt(Key::Num4)];
    /// The figures as a table.
    ShowTable show_table Agreement [plain(Key::Num1)];
    /// The figures as a forest plot.
    ShowForest show_forest Agreement [plain(Key::Num2)];
    /// The chosen question week by week.
    ShowWeeks show_weeks Agreement [plain(Key::Num3)];
    /// What the study found.
    ShowFindings show_findings Agreement [plain(Key::Num4)];
    /// Says what is compared.
    ChooseCompared choose_compared Agreement [plain(Key::C)];
    /// Computes figures that were stopped.
    ComputeFigures compute_figures Agreement [plain(Key::R)];
    /// The published codebook.
    ReadCodebook read_codebook Codebook [plain(Key::R)];
    /// The draft of the next version; begins one where there is none.
    EditCodebook edit_codebook Codebook [plain(Key::E)];
    /// What the draft changes, and publishing it.
    PublishCodebook publish_codebook Codebook [plain(Key::P)];
    /// A new question behind the one that is chosen.
    AddQuestion add_question Codebook [plain(Key::A)];
    /// A new value of the question that is chosen.
    AddValue add_value Codebook [plain(Key::V)];
    /// A new unit.
    AddUnit add_unit Codebook [plain(Key::U)];
    /// Takes what is chosen out of the draft.
    RetirePart retire_part Codebook [plain(Key::Delete)];
    /// Moves what is chosen up.
    PartUp part_up Codebook [alt(Key::ArrowUp)];
    /// Moves what is chosen down.
    PartDown part_down Codebook [alt(Key::ArrowDown)];
    /// To the next thing that is to be put right.
    NextFinding next_finding Codebook [plain(Key::N)];
    /// The panel in place of the form, in a narrow window.
    TryCodebook try_codebook Codebook [plain(Key::T)];
    /// The draft from a file.
    ImportCodebook import_codebook Project [];
    /// The codebook to a file.
    ExportCodebook export_codebook Project [ctrl_shift(Key::E)];
    /// Throws the draft away.
    DiscardDraft discard_draft Codebook [];
}

impl AppCommand {
    /// How its first shortcut is written, if it has one.
    pub fn key_label(self) -> Option<String> {
        self.shortcuts().first().map(|s| s.label())
    }

    /// The commands that the keys of this frame give, in their order, for a screen of scope `here`.
    ///
    /// `typing`: a text field has the focus; keys that write or edit text are then its own. What was used is taken out
    /// of the input, so that no widget sees it again.
    pub fn take_pressed(ctx: &egui::Context, here: Scope, typing: bool) -> Vec<Self> {
        let mut out = Vec::new();
        // Asked before the input is held: the context has one lock for both.
        let widget_has_focus = ctx.memory(|memory| memory.focused().is_some());
        ctx.input_mut(|input| {
            input.events.retain(|event| {
                let Event::Key { key, physical_key, pressed: true, modifiers, .. } = event else { return true };
                let found = Self::ALL.iter().copied().find(|command| {
                    command.scope().works_on(here)
                        && command.shortcuts().iter().any(|shortcut| {
                            shortcut.is_pressed(*key, *physical_key, *modifiers)
                                && !(typing && shortcut.belongs_to_text())
                        })
                });
                // Enter presses a button that has the focus before it means anything else.
                let on_widget = *key == Key::Enter && !modifiers.any() && widget_has_focus;
                match found {
                    Some(command) if !on_widget => {
                        out.push(command);
                        false
                    }
                    _ => true,
                }
            });
        });
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_commands_of_one_moment_share_a_key() {
        for (i, a) in AppCommand::ALL.iter().enumerate() {
            for b in &AppCommand::ALL[i + 1..] {
                let shared = a.shortcuts().iter().any(|s| b.shortcuts().contains(s));
                assert!(!(shared && a.scope().overlaps(b.scope())), "{a:?} and {b:?}");
            }
        }
    }

    #[test]
    fn keys_count_by_place_where_the_layout_is_arabic() {
        let held = Modifiers::NONE;
        // An Arabic layout names no Latin letter, or a sign that is not the letter.
        assert!(plain(Key::N).is_pressed(Key::N, Some(Key::N), held));
        assert!(plain(Key::S).is_pressed(Key::Semicolon, Some(Key::S), held));
        // AZERTY has A where QWERTY has Q: the letter on the key cap counts there.
        assert!(!plain(Key::Q).is_pressed(Key::A, Some(Key::Q), held));
        assert!(plain(Key::A).is_pressed(Key::A, Some(Key::Q), held));
    }

    #[test]
    fn the_question_mark_is_found_on_both_layouts() {
        let held = Modifiers::SHIFT;
        assert!(plain(Key::Questionmark).is_pressed(Key::Questionmark, Some(Key::Slash), held));
        assert!(plain(Key::Questionmark).is_pressed(Key::Slash, Some(Key::Slash), held));
        assert!(!plain(Key::Questionmark).is_pressed(Key::Slash, Some(Key::Slash), Modifiers::NONE));
    }

    #[test]
    fn text_fields_keep_their_own_keys() {
        assert!(plain(Key::N).belongs_to_text());
        assert!(ctrl(Key::Z).belongs_to_text());
        assert!(!ctrl(Key::K).belongs_to_text());
        assert!(!plain(Key::F1).belongs_to_text());
    }

    #[test]
    fn every_command_has_its_words_and_labels_are_written_as_on_the_keys() {
        for command in AppCommand::ALL {
            assert!(!command.name(&Strings::AR).is_empty() && !command.help(&Strings::EN).is_empty());
        }
        assert_eq!(AppCommand::Palette.key_label().as_deref(), Some("Ctrl+K"));
        assert_eq!(AppCommand::Keys.key_label().as_deref(), Some("?"));
        assert_eq!(AppCommand::PreviousMissing.key_label().as_deref(), Some("Shift+N"));
    }
}
