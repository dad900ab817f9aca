//! The palette: every command that can be given now and every article of the queue, found by a few letters.

use super::Wish;
use super::row::{Row, about};
use crate::app::bidi::TextEdit;
use crate::app::command::{AppCommand, Scope};
use crate::app::context::{Intent, Look};
use crate::app::logic::{Logic, Screen};
use crate::app::scroll;
use crate::app::strings::Strings;
use crate::app::theme::space;
use crate::model::{ArticleId, UiLanguage};
use crate::text::fold::fold_key;
use egui::{Id, Key, Modifiers, ScrollArea, Ui};

/// Results that are shown; whoever needs more writes another letter.
const MOST: usize = 60;

/// What an entry does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Does {
    Command(AppCommand),
    Open(ArticleId),
}

/// Something that can be found.
#[derive(Debug)]
struct Entry {
    /// Its folded title.
    key: String,
    /// Other folded words that find it: the name in the other language, what it does, the outlet.
    also: String,
    title: String,
    note: String,
    end: String,
    does: Does,
}

/// What is being looked for.
#[derive(Debug, Default)]
pub(in crate::app) struct Palette {
    query: String,
    at: usize,
    entries: Option<Vec<Entry>>,
    begun: bool,
}

/// Shows the palette; whether something was chosen.
pub(super) fn show(
    ui: &mut Ui,
    look: &Look<'_>,
    logic: &Logic,
    palette: &mut Palette,
    high: f32,
    wishes: &mut Vec<Wish>,
) -> bool {
    let words = look.strings.frame;
    let Palette { query, at, entries, begun } = palette;
    let entries = entries.get_or_insert_with(|| gather(look, logic));
    let before = found(entries, query);
    let step = |ui: &Ui, key| ui.input_mut(|i| i.count_and_consume_key(Modifiers::NONE, key));
    // Taken before the field sees them: there the arrows would move the caret.
    let (down, up) = (step(ui, Key::ArrowDown), step(ui, Key::ArrowUp));
    let entered = ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter));
    let moved = down + up > 0;
    *at = (*at + down).saturating_sub(up).min(before.len().saturating_sub(1));

    let id = Id::unique("palette-query");
    let field = ui.add(TextEdit::singleline(query, words.palette_hint).hint(words.palette_hint).id(id));
    if !std::mem::replace(begun, true) {
        field.request_focus();
    }
    let found = if field.changed() {
        *at = 0;
        found(entries, query)
    } else {
        before
    };
    let mut chosen = found.get(*at).filter(|_| entered).map(|n| entries[*n].does);
    if found.is_empty() {
        about(ui, look, words.nothing_found);
    }
    scroll::show(
        ui,
        look.rtl_ui,
        ScrollArea::vertical().max_height(high - space(26)).auto_shrink([false, true]),
        |ui, area| {
            area.show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                for (place, entry) in found.iter().map(|n| &entries[*n]).enumerate() {
                    let on = place == *at;
                    let row = Row { behind: &entry.note, end: &entry.end, on, ..Row::new(&entry.title) };
                    let response = row.show(ui, look);
                    if on && moved {
                        response.scroll_to_me(None);
                    }
                    if response.clicked() {
                        chosen = Some(entry.does);
                    }
                }
            })
        },
    );
    match chosen {
        Some(Does::Command(command)) => wishes.push(Wish::Command(command)),
        Some(Does::Open(article)) => wishes.push(Wish::Intent(Intent::OpenArticle(article))),
        None => {}
    }
    chosen.is_some()
}

/// Everything that can be found now.
fn gather(look: &Look<'_>, logic: &Logic) -> Vec<Entry> {
    let other = Strings::of(match look.language {
        UiLanguage::En => UiLanguage::Ar,
        UiLanguage::Ar => UiLanguage::En,
    });
    let here = match &logic.study {
        None => Scope::Everywhere,
        Some(study) if study.screen == Screen::Coding && study.coding.is_none() => Scope::Project,
        Some(study) => study.screen.scope(),
    };
    let commands = AppCommand::ALL.iter().filter(|c| c.scope().works_on(here) && **c != AppCommand::Palette);
    let commands = commands.map(|command| {
        let (title, help) = (command.name(look.strings), command.help(look.strings));
        Entry {
            key: fold_key(title),
            also: fold_key(&format!("{} {help}", command.name(other))),
            title: title.to_owned(),
            note: help.to_owned(),
            end: command.key_label().unwrap_or_default(),
            does: Does::Command(*command),
        }
    });
    let queue = logic.study.iter().flat_map(|study| &study.queue).map(|item| {
        let outlet = item.outlet.clone().unwrap_or_default();
        Entry {
            key: fold_key(&item.title),
            also: fold_key(&outlet),
            title: item.title.clone(),
            note: if outlet.is_empty() { look.strings.frame.articles.to_owned() } else { outlet },
            end: String::new(),
            does: Does::Open(item.article),
        }
    });
    commands.chain(queue).collect()
}

/// Places of the entries that have all words of a query, the best first.
fn found(entries: &[Entry], query: &str) -> Vec<usize> {
    let key = fold_key(query.trim());
    let words: Vec<&str> = key.split_whitespace().collect();
    let mut ranked: Vec<(u8, usize)> =
        entries.iter().enumerate().filter_map(|(n, entry)| Some((rank(entry, &key, &words)?, n))).collect();
    ranked.sort_unstable();
    ranked.into_iter().map(|(_, n)| n).take(MOST).collect()
}

/// How well an entry fits; the smaller the better. `None`: a word is not there.
fn rank(entry: &Entry, key: &str, words: &[&str]) -> Option<u8> {
    let begins = |text: &str, word: &str| text.split_whitespace().any(|w| w.starts_with(word));
    if entry.key.starts_with(key) {
        return Some(0);
    }
    if words.iter().all(|w| begins(&entry.key, w)) {
        return Some(1);
    }
    if words.iter().all(|w| entry.key.contains(w)) {
        return Some(2);
    }
    words.iter().all(|w| entry.key.contains(w) || entry.also.contains(w)).then_some(3)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(title: &str, also: &str) -> Entry {
        Entry {
            key: fold_key(title),
            also: fold_key(also),
            title: title.into(),
            note: String::new(),
            end: String::new(),
            does: Does::Command(AppCommand::Undo),
        }
    }

    #[test]
    fn letters_are_found_as_readers_take_them() {
        let all = [entry("إعلان الحُكومة الأوكرانية", "الجزيرة"), entry("Undo", "تراجع"), entry("Redo", "إعادة")];
        assert_eq!(found(&all, "الحكومه"), [0]);
        assert_eq!(found(&all, "اوكران حكوم"), [0]);
        assert_eq!(found(&all, "الجزيره"), [0]);
        assert_eq!(found(&all, "اعاده"), [2]);
        assert_eq!(found(&all, "do"), [1, 2]);
        assert_eq!(found(&all, ""), [0, 1, 2]);
        assert_eq!(found(&all, "xyz"), [0usize; 0]);
    }

    #[test]
    fn a_title_that_begins_so_comes_first() {
        let all = [entry("Show or hide the queue", ""), entry("The queue", ""), entry("Queue", "")];
        assert_eq!(found(&all, "que"), [2, 0, 1]);
    }
}
