//! The screen itself.

use super::audit::Audit;
use super::oversight::{Oversight, TeamWish};
use super::people::Drafts;
use super::progress::Progress;
use super::rounds::Rounds;
use super::{Team, grid, people, side};
use crate::app::command::AppCommand;
use crate::app::context::{Asks, Intent, Look, PackageWish};
use crate::app::keyboard;
use crate::app::parts::{self, Chip};
use crate::app::strings;
use crate::app::theme::{Mood, space};
use crate::model::{CoderId, RoundId};
use crate::project::Command;
use egui::{Key, Margin, Panel, Role, Ui};

/// What the team screen shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
enum Page {
    /// People, and who codes what.
    #[default]
    People,
    /// How far everybody is.
    Progress,
    /// Who did what when.
    Audit,
    /// Rounds, and handing them out.
    Rounds,
}

impl Page {
    const ALL: [(Self, AppCommand); 4] = [
        (Self::People, AppCommand::ShowPeople),
        (Self::Rounds, AppCommand::ShowRounds),
        (Self::Progress, AppCommand::ShowProgress),
        (Self::Audit, AppCommand::ShowAudit),
    ];
}

/// What the team screen remembers between frames.
#[derive(Debug, Default)]
pub struct TeamScreen {
    page: Page,
    /// The round that is chosen; the main one until somebody chooses.
    round: Option<RoundId>,
    rounds: Rounds,
    progress: Progress,
    audit: Audit,
    at: grid::Cell,
    moved: bool,
    drafts: Drafts,
}

/// What the person wants.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Wish {
    /// The cursor to a cell.
    Go(grid::Cell),
    /// The article of a cell to its coder.
    Give(grid::Cell),
    /// Another round.
    Round(RoundId),
    /// The article of the cursor to everybody.
    RowToAll,
    /// All articles to the coder of the cursor, or to the one named.
    AllToOne(Option<CoderId>),
    /// All articles to everybody.
    AllToAll,
    /// To the field of a new name.
    NewPerson,
    /// A new person.
    Add(String, bool),
    /// A new name for a person.
    Rename(CoderId, String),
    /// Another person at the window.
    Switch(CoderId),
    /// Whether a person leads.
    Lead(CoderId, bool),
    /// Questions before the first article on or off.
    Priors(bool),
    /// Suggestions on or off.
    Suggestions(bool),
    /// A package for the person in whose column the cursor stands, or in a copy for who leads.
    Pack,
    Protect,
    ChooseMailbox,
    StopMailbox,
    /// What coders send back.
    Merge,
}

impl TeamScreen {
    /// Draws the people and their work.
    pub(crate) fn ui(&mut self, ui: &mut Ui, look: &Look<'_>, team: &Team, over: &Oversight, asks: &mut Asks) {
        let lead = team.leads();
        let given = |command: &AppCommand| Page::ALL.into_iter().find(|(_, c)| c == command).map(|(page, _)| page);
        self.page = look.commands.iter().filter_map(given).next_back().unwrap_or(self.page);
        if lead {
            self.pages(ui, look);
        } else {
            // Everything else tells of others.
            self.page = Page::People;
        }
        let page = egui::Frame::new().fill(look.theme.paper).inner_margin(Margin::symmetric(16, 12));
        match self.page {
            Page::People => self.people(ui, look, team, asks),
            Page::Progress => {
                if !over.progress.wanted && !over.progress.failed {
                    asks.intents.push(Intent::Team(TeamWish::Progress));
                }
                egui::CentralPanel::default().frame(page).show(ui, |ui| {
                    ui.with_layout(parts::column(look), |ui| self.progress.show(ui, look, &over.progress, asks));
                });
            }
            Page::Rounds => {
                let mut round = self.round(team);
                self.rounds.show(ui, look, team, &over.rounds, &mut round, asks);
                self.round = Some(round);
            }
            Page::Audit => {
                if !over.audit.wanted && !over.audit.failed {
                    asks.intents.push(Intent::Team(TeamWish::Audit));
                }
                self.audit.show(ui, look, team, &over.audit, asks);
            }
        }
    }

    /// The pages of the screen, each with its key.
    fn pages(&mut self, ui: &mut Ui, look: &Look<'_>) {
        let frame = egui::Frame::new().fill(look.theme.surface).inner_margin(Margin::symmetric(16, 6));
        Panel::top("team-pages").frame(frame).show(ui, |ui| {
            parts::flow(ui, look.rtl_ui, |ui| {
                for (page, command) in Page::ALL {
                    let key = command.key_label();
                    let name = command.name(look.strings);
                    let on = self.page == page;
                    if Chip::answer(key.as_deref(), name, on, Role::Tab).show(ui, look).clicked() {
                        self.page = page;
                    }
                }
            });
        });
    }

    /// The round that is handed out.
    fn round(&self, team: &Team) -> RoundId {
        self.round.filter(|id| team.rounds.iter().any(|round| round.id == *id)).unwrap_or(team.round)
    }

    fn people(&mut self, ui: &mut Ui, look: &Look<'_>, team: &Team, asks: &mut Asks) {
        let mut wishes = self.keys(ui, look, team);
        let lead = team.leads();
        let frame = egui::Frame::new().fill(look.theme.surface).inner_margin(Margin::symmetric(12, 8));
        if lead {
            let end = if look.rtl_ui { Panel::left("team-side") } else { Panel::right("team-side") };
            end.frame(frame)
                .resizable(true)
                .default_size(space(72))
                .size_range(space(60)..=space(100))
                .show(ui, |ui| side::show(ui, look, team, &mut self.drafts, &mut wishes));
        }
        let page = egui::Frame::new().fill(look.theme.paper).inner_margin(Margin::symmetric(16, 12));
        egui::CentralPanel::default().frame(page).show(ui, |ui| {
            ui.with_layout(parts::column(look), |ui| {
                self.drafts.column = self.at.column;
                people::show(ui, look, team, &mut self.drafts, &mut wishes);
                if lead && !team.coders.is_empty() {
                    ui.add_space(space(4));
                    let moved = std::mem::take(&mut self.moved);
                    grid::show(ui, look, team, self.round(team), self.at, moved, &mut wishes);
                }
            });
        });
        for wish in wishes {
            self.carry_out(look, team, asks, wish);
        }
        hints(look, team, asks);
    }

    fn keys(&mut self, ui: &Ui, look: &Look<'_>, team: &Team) -> Vec<Wish> {
        let mut wishes = Vec::new();
        let (rows, columns) = (team.articles().len(), team.coders.len());
        self.at = self.at.within(rows, columns);
        let mut at = self.at;
        let lead = team.leads();
        keyboard::take(ui, look, |key, physical, held| {
            if held.shift {
                let protects = lead && keyboard::pressed(key, physical) == Some('P');
                wishes.extend(protects.then_some(Wish::Protect));
                return protects;
            }
            if let Some(digit) = keyboard::pressed(key, physical).and_then(|c| c.to_digit(10)) {
                // A copy is one person's.
                let person = (digit as usize).checked_sub(1).and_then(|n| team.coders.get(n));
                let person = person.filter(|_| team.copy_of.is_none());
                wishes.extend(person.map(|p| Wish::Switch(p.id)));
                return person.is_some();
            }
            if let (Some('P'), true) = (keyboard::pressed(key, physical), lead || team.copy_of.is_some()) {
                wishes.push(Wish::Pack);
                return true;
            }
            if let (Some('B'), true) = (keyboard::pressed(key, physical), lead || team.copy_of.is_some()) {
                wishes.push(Wish::ChooseMailbox);
                return true;
            }
            if let (Some('M'), true) = (keyboard::pressed(key, physical), team.copy_of.is_some() && team.mail.is_some())
            {
                wishes.push(Wish::Merge);
                return true;
            }
            if !lead {
                return false;
            }
            if let Some(next) = at.moved_by(key, look.rtl_ui) {
                at = next.within(rows, columns);
                wishes.push(Wish::Go(at));
                return true;
            }
            let wish = match (key, keyboard::pressed(key, physical)) {
                (Key::Enter | Key::Space, _) => Wish::Give(at),
                (_, Some('A')) => Wish::AllToAll,
                (_, Some('R')) => Wish::RowToAll,
                (_, Some('T')) => Wish::AllToOne(None),
                (_, Some('N')) => Wish::NewPerson,
                (_, Some('L')) => match team.coders.get(at.column) {
                    Some(person) => Wish::Lead(person.id, !person.lead),
                    None => return false,
                },
                (_, Some('M')) => Wish::Merge,
                (_, Some('U')) => Wish::Priors(!team.asks_priors),
                (_, Some('G')) => Wish::Suggestions(!team.info.suggestions),
                _ => return false,
            };
            wishes.push(wish);
            true
        });
        wishes
    }

    fn carry_out(&mut self, look: &Look<'_>, team: &Team, asks: &mut Asks, wish: Wish) {
        let articles: Vec<_> = team.articles().iter().map(|a| a.id).collect();
        let cell = |at: grid::Cell| team.coders.get(at.column).map(|c| c.id).zip(articles.get(at.row).copied());
        let words = look.strings.team;
        let round = self.round(team);
        let commands: Vec<Command> = match wish {
            Wish::Round(round) => {
                self.round = Some(round);
                return;
            }
            Wish::Go(at) => {
                self.at = at;
                self.moved = true;
                return;
            }
            Wish::Give(at) => {
                self.at = at;
                let given = cell(at).and_then(|(coder, article)| team.give_or_take(round, coder, article));
                if given.is_none() {
                    say(asks, words.given_already);
                }
                asks.intents.extend(given.map(Intent::Project));
                return;
            }
            Wish::RowToAll => {
                team.give_to_all(round, articles.get(self.at.row).map(std::slice::from_ref).unwrap_or_default())
            }
            Wish::AllToOne(coder) => {
                let coder = coder.or(team.coders.get(self.at.column).map(|c| c.id));
                coder.and_then(|coder| team.give(round, coder, &articles)).into_iter().collect()
            }
            Wish::AllToAll => team.give_to_all(round, &articles),
            Wish::NewPerson => {
                self.drafts.begins = true;
                return;
            }
            Wish::Add(name, lead) => {
                if !fits(team, None, &name, &words, asks) {
                    return;
                }
                self.drafts.new_name.clear();
                self.drafts.new_leads = None;
                asks.project(Command::AddCoder { name, lead });
                return;
            }
            Wish::Rename(coder, name) => {
                if fits(team, Some(coder), &name, &words, asks) {
                    self.drafts.renaming = None;
                    asks.project(Command::RenameCoder { coder, name });
                }
                return;
            }
            Wish::Switch(coder) => {
                asks.intents.push(Intent::SwitchCoder(coder));
                return;
            }
            Wish::Lead(coder, lead) => {
                asks.project(Command::SetLead { coder, lead });
                return;
            }
            Wish::Pack => {
                let column = team.coders.get(self.at.column).map(|c| c.id);
                let coder = team.copy_of.or(column);
                asks.intents.extend(coder.map(|c| Intent::Packages(PackageWish::Pack(c))));
                return;
            }
            Wish::Protect => {
                let coder = team.coders.get(self.at.column).map(|c| c.id);
                asks.intents.extend(coder.map(|c| Intent::Packages(PackageWish::Protect(c))));
                return;
            }
            Wish::ChooseMailbox => {
                asks.app(AppCommand::ChooseMailbox);
                return;
            }
            Wish::StopMailbox => {
                asks.intents.push(Intent::Packages(PackageWish::Mailbox(None)));
                return;
            }
            Wish::Merge => {
                asks.app(AppCommand::MergePackages);
                return;
            }
            Wish::Priors(on) => {
                asks.project(Command::AskPriors { on });
                return;
            }
            Wish::Suggestions(on) => {
                asks.project(Command::SetSuggestions { on });
                return;
            }
        };
        if commands.is_empty() {
            say(asks, words.all_given);
        }
        for command in commands {
            asks.project(command);
        }
    }
}

/// Whether a name can be given; otherwise it is said why not.
fn fits(team: &Team, own: Option<CoderId>, name: &str, words: &strings::Team, asks: &mut Asks) -> bool {
    let taken = team.coders.iter().any(|c| Some(c.id) != own && c.name == name);
    if name.is_empty() {
        say(asks, words.no_name);
    } else if taken {
        say(asks, words.name_taken);
    }
    !taken && !name.is_empty()
}

fn say(asks: &mut Asks, text: &str) {
    asks.intents.push(Intent::Message(Mood::Warn, text.to_owned()));
}

/// The keys that work now.
fn hints(look: &Look<'_>, team: &Team, asks: &mut Asks) {
    let words = look.strings.team;
    if look.typing {
        asks.key("Enter", look.strings.coding.go_on);
        asks.key("Esc", look.strings.shell.cancel);
        return;
    }
    if team.coders.len() > 1 && team.copy_of.is_none() {
        asks.key(format!("1\u{2013}{}", team.coders.len().min(9)), words.key_person);
    }
    if team.copy_of.is_some() {
        asks.key("P", AppCommand::SendBack.name(look.strings));
    }
    if !team.leads() {
        return;
    }
    asks.key("P", words.pack_short);
    asks.key("M", AppCommand::MergePackages.name(look.strings));
    if !team.coders.is_empty() && !team.documents.is_empty() {
        asks.key("\u{2190} \u{2191} \u{2193} \u{2192}", words.key_cell);
        asks.key("Enter", words.give);
        asks.key("R", words.row_to_all);
        asks.key("T", words.all_to_one);
        asks.key("A", words.all_to_all);
    }
    if !team.coders.is_empty() {
        asks.key("L", words.key_lead);
    }
    asks.key("N", words.new_person);
    asks.key("G", words.suggestions);
}
