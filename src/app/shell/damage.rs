//! The sheet of a damaged project: to look at what is left of it, or to go on in a copy of a backup.

use super::Wish;
use super::forms::{Reply, lacks};
use super::row::{Row, about, group};
use crate::app::bidi::{Label, Style};
use crate::app::context::Look;
use crate::app::logic::{Damage, Departure};
use crate::app::parts::Chip;
use crate::app::scroll;
use crate::app::strings::locale::{clock_time, day};
use crate::app::theme::{SIZE_TEXT, space};
use crate::project::Backup;
use egui::{Role, ScrollArea, Ui};

/// A damaged project, and what the window hears of the way that was chosen.
#[derive(Debug)]
pub(in crate::app) struct Damaged {
    damage: Damage,
    pub(super) reply: Reply,
}

impl Damaged {
    pub(super) fn new(damage: Damage) -> Self {
        Self { damage, reply: Reply::default() }
    }
}

/// Offers the ways; whether nothing more is to be asked.
pub(super) fn show(ui: &mut Ui, look: &Look<'_>, damaged: &mut Damaged, wishes: &mut Vec<Wish>) -> bool {
    let words = look.strings.frame;
    let Damaged { damage, reply } = damaged;
    let mut chosen = None;
    let mut begins = std::mem::take(&mut reply.begins);
    ui.add(Label::new(&damage.why).style(Style::new(SIZE_TEXT)).color(look.theme.ink).wrap());
    lacks(ui, look, reply);
    ui.add_space(space(1));
    group(ui, look, words.backups);
    about(ui, look, if damage.backups.is_empty() { words.no_backups } else { words.backups_about });
    scroll::show(ui, look.rtl_ui, ScrollArea::vertical().max_height(space(50)), |ui, area| {
        area.show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for backup in &damage.backups {
                let path = backup.path.display().to_string();
                let title = made_at(look, backup);
                let response = Row { note: &path, role: Role::Button, ..Row::new(&title) }.show(ui, look);
                // The newest backup is the likeliest way.
                if std::mem::take(&mut begins) {
                    response.request_focus();
                }
                if response.clicked() {
                    chosen = Some(Departure::Backup { backup: backup.path.clone(), of: damage.path.clone() });
                }
            }
        })
    });
    if damage.can_be_read {
        ui.add_space(space(2));
        about(ui, look, words.rescue_about);
        let response = Chip::button(None, words.rescue).show(ui, look);
        if begins {
            response.request_focus();
        }
        if response.clicked() {
            chosen = Some(Departure::Rescue(damage.path.clone()));
        }
    }
    if let Some(departure) = chosen {
        reply.wait();
        wishes.push(Wish::Depart(departure));
    }
    false
}

/// When a backup was made; its name where that does not say so.
fn made_at(look: &Look<'_>, backup: &Backup) -> String {
    let name = || backup.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    backup.at.map_or_else(name, |at| {
        let (day, time) = (day(look.language, at), clock_time(look.language, at));
        look.strings.list(&[&day, &time])
    })
}
