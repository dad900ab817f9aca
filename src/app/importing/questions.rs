//! What only a person can decide about a page: a calm bar above it.

use super::acts;
use super::outline::Outline;
use super::screen::{Open, Wish};
use crate::app::context::Look;
use crate::app::parts::{self, Chip, flow};
use crate::app::theme::space;
use crate::import::QuestionKind;
use egui::{Margin, Panel, Role, Stroke, Ui, WidgetInfo, vec2};

/// Draws the first open question; the next one follows when it is settled.
pub(super) fn show(ui: &mut Ui, look: &Look<'_>, outline: &Outline<'_>, open: &Open, wishes: &mut Vec<Wish>) {
    let Some(question) = acts::open_questions(outline.view).into_iter().next() else { return };
    let words = look.strings.importing;
    let several = outline.view.articles.len() > 1;
    let (text, buttons): (_, Vec<(&str, &str, Wish)>) = match question {
        QuestionKind::TwoArticles if several => {
            let second = outline.view.articles.get(1).map_or(open.at, |a| a.blocks.start);
            let buttons = vec![
                ("K", words.two_keep, Wish::Keep(question)),
                ("U", words.one_article, Wish::OneArticle),
                ("", words.to_second, Wish::Go { block: second, extend: false }),
            ];
            (words.two_articles_cut, buttons)
        }
        QuestionKind::TwoArticles => {
            let buttons = vec![("S", words.two_split, Wish::Split), ("U", words.one_article, Wish::OneArticle)];
            (words.two_articles_uncut, buttons)
        }
        QuestionKind::WhichHeadline => {
            let buttons = vec![("H", words.is_headline, Wish::Headline), ("K", words.as_it_is, Wish::Keep(question))];
            (words.which_headline, buttons)
        }
        QuestionKind::ReadFromPdf => (words.read_from_pdf, vec![("K", words.as_it_is, Wish::Keep(question))]),
    };
    let theme = look.theme;
    let frame = egui::Frame::new().fill(theme.raised).inner_margin(Margin::symmetric(16, 8));
    Panel::top("import-question").frame(frame).resizable(false).show(ui, |ui| {
        let whole = ui.max_rect();
        let bar = ui.interact(whole, ui.scope_id().with("question"), egui::Sense::hover());
        bar.widget_info(|| WidgetInfo::labeled(Role::Status, true, text));
        ui.spacing_mut().item_spacing = vec2(space(2), space(1));
        ui.with_layout(parts::column(look), |ui| {
            parts::text(ui, look, text);
            flow(ui, look.rtl_ui, |ui| {
                for (key, name, wish) in buttons {
                    let key = Some(key).filter(|k| !k.is_empty());
                    if Chip::button(key, name).show(ui, look).clicked() {
                        wishes.push(wish);
                    }
                }
            });
        });
        let start = if look.rtl_ui { whole.right() + 14.0 } else { whole.left() - 14.0 };
        ui.painter().vline(start, whole.y_range(), Stroke::new(3.0, theme.warn));
    });
}
