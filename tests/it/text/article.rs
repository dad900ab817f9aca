//! The article view through real events and AccessKit: no picture is needed.

use super::sample::{PARAGRAPHS, lay_out};
use egui::{Event, Key, Modifiers, OutputCommand, PointerButton, Pos2, Rect, pos2, vec2};
use egui_kittest::{Harness, kittest::Queryable as _};
use mizan::app::bidi::article::{
    ArticleOptions, ArticleResponse, ArticleText, ArticleView, Block, BlockStyle, Fold, LineStyle, Palette, Span, show,
};
use mizan::text::direction::{BaseDirection, Direction};
use std::ops::Range;
use std::sync::Arc;

const BODY: &str = PARAGRAPHS[0];

pub(super) struct Scene {
    pub(super) article: ArticleText,
    pub(super) view: ArticleView,
    spans: Vec<Span>,
    active: Option<u64>,
    zoom: f32,
    finished: Vec<Range<usize>>,
    clicked: Vec<Vec<u64>>,
    edges: Vec<(u64, Range<usize>, bool)>,
    folds: Vec<u32>,
    pub(super) last: Option<ArticleResponse>,
}

pub(super) type View = Harness<'static, Scene>;

fn palette() -> Palette {
    Palette {
        paper: egui::Color32::WHITE,
        ink: egui::Color32::BLACK,
        quiet: egui::Color32::DARK_GRAY,
        selection: egui::Color32::LIGHT_BLUE,
        accent: egui::Color32::BLUE,
    }
}

pub(super) fn span(id: u64, group: u64, text: &str, quote: &str) -> Span {
    let start = text.find(quote).unwrap();
    let range = start..start + quote.len();
    Span { id, group, range, color: egui::Color32::RED, line: LineStyle::Solid, label: format!("مصدر {id}") }
}

pub(super) fn open(text: &str, blocks: Vec<Block>, folds: Vec<Fold>, spans: Vec<Span>) -> View {
    let article = ArticleText::new(Arc::from(text), blocks, folds, BaseDirection::Auto);
    let scene = Scene {
        article,
        view: ArticleView::new(),
        spans,
        active: None,
        zoom: 1.0,
        finished: Vec::new(),
        clicked: Vec::new(),
        edges: Vec::new(),
        folds: Vec::new(),
        last: None,
    };
    let builder = Harness::builder().with_step_dt(1.0 / 60.0).with_max_steps(1);
    let mut harness = builder.with_size(vec2(900.0, 420.0)).build_ui_state(
        |ui, scene: &mut Scene| {
            let options = ArticleOptions {
                active_group: scene.active,
                zoom: scene.zoom,
                ..ArticleOptions::new("article", palette())
            };
            let out = show(ui, &scene.article, &mut scene.view, &scene.spans, &options);
            if out.selection_finished {
                scene.finished.extend(out.selection.clone());
            }
            if !out.clicked.is_empty() {
                scene.clicked.push(out.clicked.clone());
            }
            scene.edges.extend(out.edge.clone().map(|edge| (edge.span, edge.range, edge.finished)));
            scene.folds.extend(out.fold);
            scene.last = Some(out);
        },
        scene,
    );
    harness.step();
    harness.step();
    harness
}

pub(super) fn plain(text: &str) -> View {
    open(text, Vec::new(), Vec::new(), Vec::new())
}

pub(super) fn send(harness: &mut View, event: Event) {
    harness.event(event);
    harness.step();
}

pub(super) fn press(harness: &mut View, pos: Pos2, modifiers: Modifiers) {
    send(harness, Event::PointerButton { pos, button: PointerButton::Primary, pressed: true, modifiers });
}

pub(super) fn release(harness: &mut View, pos: Pos2) {
    send(
        harness,
        Event::PointerButton { pos, button: PointerButton::Primary, pressed: false, modifiers: Modifiers::NONE },
    );
}

pub(super) fn click(harness: &mut View, pos: Pos2) {
    send(harness, Event::PointerMoved(pos));
    press(harness, pos, Modifiers::NONE);
    release(harness, pos);
}

pub(super) fn key(harness: &mut View, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    harness.step();
}

pub(super) fn selected(harness: &View) -> String {
    let range = harness.state().view.selection().unwrap_or_default();
    harness.state().article.text()[range].to_owned()
}

pub(super) fn paragraph(harness: &View, beginning: &str) -> Rect {
    harness.get_by_label_contains(beginning).rect()
}

/// A point on the first word of a right-to-left paragraph.
pub(super) fn first_word(harness: &View, beginning: &str) -> Pos2 {
    let rect = paragraph(harness, beginning);
    pos2(rect.right() - 12.0, rect.top() + 18.0)
}

pub(super) fn focus(harness: &mut View, beginning: &str) {
    let rect = paragraph(harness, beginning);
    click(harness, pos2(rect.right() + 4.0, rect.top() + 18.0));
}

#[test]
fn a_screen_reader_finds_the_article_and_its_paragraphs() {
    let harness = plain(&PARAGRAPHS[..3].join("\n"));
    harness.get_by_label("article");
    assert!(paragraph(&harness, "تحت العنوان").height() > 30.0);
    assert!(paragraph(&harness, "وقال المتحدث").top() > paragraph(&harness, "تحت العنوان").bottom());
}

#[test]
fn clicks_take_word_sentence_and_paragraph() {
    let text = "قالت الوزارة إن القمة تأجلت. وأضافت أن الموعد لم يُحدَّد بعد.\nفقرة ثانية";
    let mut harness = plain(text);
    let pos = first_word(&harness, "قالت");
    let wanted =
        ["", "قالت", "قالت الوزارة إن القمة تأجلت.", "قالت الوزارة إن القمة تأجلت. وأضافت أن الموعد لم يُحدَّد بعد."];
    for wanted in wanted {
        click(&mut harness, pos);
        assert_eq!(selected(&harness), wanted);
    }
    assert_eq!(harness.state().finished.len(), 3);
}

#[test]
fn a_press_and_its_release_in_one_frame_count() {
    let mut harness = plain(BODY);
    let pos = first_word(&harness, "تحت");
    send(&mut harness, Event::PointerMoved(pos));
    for pressed in [true, false, true, false] {
        harness.event(Event::PointerButton {
            pos,
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        });
    }
    harness.step();
    assert_eq!(selected(&harness), "تحت");
}

pub(super) fn drag(harness: &mut View, from: Pos2, to: Pos2, held: Modifiers) {
    send(harness, Event::PointerMoved(from));
    harness.event_modifiers(
        Event::PointerButton { pos: from, button: PointerButton::Primary, pressed: true, modifiers: held },
        held,
    );
    harness.step();
    for part in 1..=8u8 {
        harness.event_modifiers(Event::PointerMoved(from.lerp(to, f32::from(part) / 8.0)), held);
        harness.step();
    }
    harness.event_modifiers(
        Event::PointerButton { pos: to, button: PointerButton::Primary, pressed: false, modifiers: held },
        held,
    );
    harness.step();
}

#[test]
fn a_drag_takes_whole_words_unless_alt_is_held() {
    let mut harness = plain(BODY);
    let from = first_word(&harness, "تحت") + vec2(4.0, 0.0);
    let to = from - vec2(64.0, 0.0);
    drag(&mut harness, from, to, Modifiers::NONE);
    assert_eq!(selected(&harness), "تحت العنوان");
    assert_eq!(harness.state().finished.len(), 1);
    drag(&mut harness, from, to, Modifiers::ALT);
    let exact = selected(&harness);
    assert!(!exact.is_empty() && "تحت العنوان".contains(&exact) && exact != "تحت العنوان", "{exact}");
}

#[test]
fn a_drag_backwards_over_two_paragraphs_selects_both_parts() {
    let mut harness = plain(&PARAGRAPHS[..2].join("\n"));
    let from = first_word(&harness, "وقال") - vec2(40.0, 0.0);
    let first = paragraph(&harness, "تحت");
    drag(&mut harness, from, pos2(first.right() - 100.0, first.top() + 18.0), Modifiers::NONE);
    let text = selected(&harness);
    assert!(text.starts_with("أعلاه") && text.contains('\n') && text.ends_with("المتحدث"), "{text}");
}

#[test]
fn shift_and_a_click_extend_from_the_caret() {
    let mut harness = plain(BODY);
    let pos = first_word(&harness, "تحت");
    click(&mut harness, pos + vec2(10.0, 0.0));
    let far = pos - vec2(70.0, 0.0);
    send(&mut harness, Event::PointerMoved(far));
    harness.event_modifiers(
        Event::PointerButton { pos: far, button: PointerButton::Primary, pressed: true, modifiers: Modifiers::SHIFT },
        Modifiers::SHIFT,
    );
    harness.step();
    release(&mut harness, far);
    assert_eq!(selected(&harness), "تحت العنوان");
}

#[test]
fn the_caret_goes_by_letter_word_and_sentence_without_a_mouse() {
    let text = "قالت وكالة Reuters إن القمة تأجلت. وأضافت شيئًا.\nLatin words here";
    let mut harness = plain(text);
    harness.get_by_label("article").focus();
    harness.step();
    key(&mut harness, Modifiers::CTRL, Key::Home);
    key(&mut harness, Modifiers::SHIFT, Key::ArrowLeft);
    assert_eq!(selected(&harness), "ق");
    key(&mut harness, Modifiers::CTRL | Modifiers::SHIFT, Key::ArrowLeft);
    assert_eq!(selected(&harness), "قالت");
    for _ in 0..2 {
        key(&mut harness, Modifiers::CTRL | Modifiers::SHIFT, Key::ArrowLeft);
    }
    assert_eq!(selected(&harness), "قالت وكالة Reuters");
    key(&mut harness, Modifiers::ALT | Modifiers::SHIFT, Key::ArrowLeft);
    assert_eq!(selected(&harness), "قالت وكالة Reuters إن القمة تأجلت.");
    key(&mut harness, Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(selected(&harness), "");
    assert_eq!(&text[..harness.state().view.caret()], "قالت وكالة Reuters إن القمة تأجلت. وأضافت شيئًا.");
    key(&mut harness, Modifiers::COMMAND, Key::A);
    assert_eq!(selected(&harness), "قالت وكالة Reuters إن القمة تأجلت. وأضافت شيئًا.");
    // Down into the Latin paragraph, where right is onward.
    key(&mut harness, Modifiers::NONE, Key::ArrowDown);
    key(&mut harness, Modifiers::NONE, Key::Home);
    key(&mut harness, Modifiers::CTRL | Modifiers::SHIFT, Key::ArrowRight);
    assert_eq!(selected(&harness), "Latin");
    assert_eq!(harness.state().finished.last().map(ExactSizeIterator::len), Some(5));
    key(&mut harness, Modifiers::NONE, Key::Escape);
    assert_eq!(selected(&harness), "");
    key(&mut harness, Modifiers::NONE, Key::ArrowLeft);
    assert!(harness.state().last.as_ref().unwrap().response.has_focus(), "escape and arrows leave the focus here");
}

#[test]
fn copying_gives_logical_order() {
    let mut harness = plain(BODY);
    focus(&mut harness, "تحت");
    key(&mut harness, Modifiers::COMMAND, Key::A);
    send(&mut harness, Event::Copy);
    let copied = harness.output().platform_output.commands.iter().find_map(|command| match command {
        OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    assert_eq!(copied.as_deref(), Some(BODY));
}

#[test]
fn a_click_on_stacked_spans_offers_each() {
    let spans = vec![span(1, 10, BODY, "تحت العنوان أعلاه"), span(2, 20, BODY, "تحت"), span(3, 30, BODY, "صحيفة")];
    let mut harness = open(BODY, Vec::new(), Vec::new(), spans);
    let pos = first_word(&harness, "تحت");
    click(&mut harness, pos);
    assert_eq!(harness.state().clicked, [vec![2, 1]]);
    assert_eq!(harness.state().last.as_ref().unwrap().hovered, [2, 1]);
    assert_eq!(harness.state().last.as_ref().unwrap().at_caret, [2, 1]);
    harness.get_by_label("مصدر 3").click();
    harness.step();
    harness.step();
    assert_eq!(harness.state().clicked.last(), Some(&vec![3]), "a chip in the margin is its span");
}

#[test]
fn a_pointer_left_lying_points_at_nothing_while_keys_are_pressed() {
    let mut harness = open(BODY, Vec::new(), Vec::new(), vec![span(1, 10, BODY, "تحت العنوان أعلاه")]);
    let pos = first_word(&harness, "تحت");
    send(&mut harness, Event::PointerMoved(pos));
    assert_eq!(harness.state().last.as_ref().unwrap().hovered, [1]);
    key(&mut harness, Modifiers::NONE, Key::ArrowLeft);
    assert!(harness.state().last.as_ref().unwrap().hovered.is_empty());
    send(&mut harness, Event::PointerMoved(pos + vec2(1.0, 0.0)));
    assert_eq!(harness.state().last.as_ref().unwrap().hovered, [1]);
}

#[test]
fn a_trembling_click_is_a_click() {
    let mut harness = open(BODY, Vec::new(), Vec::new(), vec![span(1, 10, BODY, "تحت العنوان أعلاه")]);
    let pos = first_word(&harness, "تحت");
    send(&mut harness, Event::PointerMoved(pos));
    press(&mut harness, pos, Modifiers::NONE);
    for x in [-3.0f32, 2.0, -2.0] {
        send(&mut harness, Event::PointerMoved(pos + vec2(x, 1.0)));
    }
    release(&mut harness, pos + vec2(-2.0, 1.0));
    assert_eq!(selected(&harness), "");
    assert_eq!(harness.state().clicked, [vec![1]]);
}

#[test]
fn pointing_at_a_chip_is_pointing_at_its_span() {
    let mut harness = open(BODY, Vec::new(), Vec::new(), vec![span(1, 10, BODY, "صحيفة")]);
    let chip = harness.get_by_label("مصدر 1").rect().center();
    send(&mut harness, Event::PointerMoved(chip));
    harness.step();
    assert_eq!(harness.state().last.as_ref().unwrap().hovered, [1]);
}

#[test]
fn many_spans_at_one_line_become_a_stack() {
    let spans: Vec<Span> = (0..9).map(|id| span(id, id, BODY, "العنوان")).collect();
    let mut harness = open(BODY, Vec::new(), Vec::new(), spans);
    assert!(harness.query_by_label("مصدر 1").is_some() && harness.query_by_label("مصدر 2").is_none());
    harness.get_by_label_contains("مصدر 0, مصدر 1, مصدر 2").click();
    harness.step();
    harness.step();
    assert_eq!(harness.state().clicked.last().map(Vec::len), Some(9));
}

#[test]
fn an_edge_of_the_active_record_can_be_dragged() {
    let spans = vec![span(1, 10, BODY, "تحت العنوان"), span(2, 20, BODY, "صحيفة")];
    let mut harness = open(BODY, Vec::new(), Vec::new(), spans);
    let end = {
        let rect = paragraph(&harness, "تحت");
        // Find the left edge of the span by asking what is under the pointer.
        let mut x = rect.right() - 2.0;
        loop {
            send(&mut harness, Event::PointerMoved(pos2(x, rect.top() + 18.0)));
            if !harness.state().last.as_ref().unwrap().hovered.contains(&1) {
                break pos2(x + 1.0, rect.top() + 18.0);
            }
            x -= 2.0;
        }
    };
    drag(&mut harness, end, end - vec2(30.0, 0.0), Modifiers::NONE);
    assert!(harness.state().edges.is_empty(), "only the active record has edges to hold");
    harness.state_mut().active = Some(10);
    harness.step();
    drag(&mut harness, end, end - vec2(30.0, 0.0), Modifiers::NONE);
    let (id, range, finished) = harness.state().edges.last().unwrap().clone();
    assert_eq!((id, &BODY[range], finished), (1, "تحت العنوان أعلاه", true));
    assert!(harness.state().edges.len() > 2 && !harness.state().edges[0].2);
    // Dragged beyond its beginning, a letter remains.
    let right = paragraph(&harness, "تحت").right();
    drag(&mut harness, end, pos2(right + 8.0, end.y), Modifiers::ALT);
    let (_, range, _) = harness.state().edges.last().unwrap().clone();
    assert_eq!(&BODY[range], "ت");
}

#[test]
fn folded_blocks_are_one_line_that_opens() {
    let text = format!("الرئيسية\nأخبار\n{BODY}");
    let head = "الرئيسية\nأخبار".len();
    let block = Block { range: 0..head, style: BlockStyle::Quiet, fold: Some(0) };
    let fold = Fold { label: "2 lines: navigation".into() };
    let mut harness = open(&text, vec![block], vec![fold], Vec::new());
    assert!(harness.query_by_label("الرئيسية").is_none());
    harness.get_by_label("2 lines: navigation").click();
    harness.step();
    harness.step();
    harness.get_by_label("الرئيسية");
    assert_eq!(harness.state().folds, [0]);
    harness.get_by_label("2 lines: navigation").click();
    harness.step();
    harness.step();
    assert!(harness.query_by_label("الرئيسية").is_none());
    // Going to a byte inside opens the group.
    harness.state_mut().view.scroll_to(2);
    harness.step();
    harness.step();
    harness.get_by_label("الرئيسية");
}

pub(super) fn long_text() -> String {
    (0..400).map(|n| format!("فقرة رقم {n}: {BODY}")).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_first_screen_comes_first_and_the_rest_follows() {
    let mut harness =
        plain(&[long_text(), long_text(), long_text(), long_text(), long_text(), long_text(), long_text()].join("\n"));
    paragraph(&harness, "فقرة رقم 0:");
    let left = harness.state().view.unfinished();
    assert!(left > 2000, "{left} paragraphs are left for later");
    for _ in 0..120 {
        harness.step();
    }
    assert_eq!(harness.state().view.unfinished(), 0);
}

#[test]
fn a_place_survives_zoom_and_being_kept() {
    let text = long_text();
    let target = text.find("فقرة رقم 250:").unwrap();
    let mut harness = plain(&text);
    harness.state_mut().view.scroll_to(target);
    harness.step();
    let top = paragraph(&harness, "فقرة رقم 250:").top();
    assert!(top > 0.0 && top < 300.0, "{top}");
    // Laying out the paragraphs above does not move what is read.
    for _ in 0..60 {
        harness.step();
    }
    assert!((paragraph(&harness, "فقرة رقم 250:").top() - top).abs() < 3.0);
    let place = harness.state().view.scroll_place();
    harness.state_mut().zoom = 1.5;
    harness.step();
    harness.step();
    // Lines break elsewhere at another zoom: the line at the top is the one that holds what was at the top.
    let zoomed = harness.state().view.scroll_place();
    assert!(zoomed.at <= place.at && text[zoomed.at..place.at].chars().count() < 70, "{zoomed:?} {place:?}");
    harness.state_mut().zoom = 1.0;
    harness.state_mut().view.scroll_to(0);
    harness.step();
    harness.state_mut().view.set_scroll_place(place);
    harness.step();
    harness.step();
    assert!((paragraph(&harness, "فقرة رقم 250:").top() - top).abs() < 3.0);
}

#[test]
fn the_page_follows_the_caret() {
    let mut harness = plain(&long_text());
    focus(&mut harness, "فقرة رقم 0:");
    for _ in 0..3 {
        key(&mut harness, Modifiers::NONE, Key::PageDown);
    }
    assert!(harness.query_by_label_contains("فقرة رقم 0:").is_none());
    key(&mut harness, Modifiers::CTRL, Key::End);
    harness.step();
    paragraph(&harness, "فقرة رقم 399:");
    key(&mut harness, Modifiers::CTRL, Key::Home);
    harness.step();
    paragraph(&harness, "فقرة رقم 0:");
}

#[test]
fn holding_a_drag_below_the_edge_moves_the_page() {
    let mut harness = plain(&long_text());
    let from = first_word(&harness, "فقرة رقم 0:");
    send(&mut harness, Event::PointerMoved(from));
    press(&mut harness, from, Modifiers::NONE);
    for _ in 0..40 {
        send(&mut harness, Event::PointerMoved(pos2(from.x - 100.0, 480.0)));
    }
    release(&mut harness, pos2(from.x - 100.0, 480.0));
    let range = harness.state().view.selection().unwrap();
    let text = harness.state().article.text().clone();
    assert!(range.start == 0 && text[range].matches('\n').count() > 4);
    assert!(harness.query_by_label_contains("فقرة رقم 0:").is_none());
}

#[test]
fn a_selection_in_another_article_is_cut_to_it() {
    let mut harness = plain(BODY);
    harness.state_mut().view.select(Some(5..90_000));
    harness.step();
    assert_eq!(harness.state().view.selection(), Some(4..BODY.len()));
    harness.state_mut().article = ArticleText::new("نص آخر".into(), Vec::new(), Vec::new(), BaseDirection::Auto);
    harness.step();
    assert_eq!(selected(&harness), " آخر");
}

#[test]
fn a_line_holds_sixty_to_seventy_five_letters() {
    for (text, direction) in [(PARAGRAPHS[..4].join(" "), Direction::Rtl), (PARAGRAPHS[5].repeat(4), Direction::Ltr)] {
        let harness = plain(&text);
        let width = paragraph(&harness, &text.chars().take(12).collect::<String>()).width();
        let layout = lay_out(&text, direction, Some(width));
        let full = &layout.lines[..layout.lines.len() - 1];
        let letters: usize = full.iter().map(|line| text[line.text.clone()].trim_end().chars().count()).sum();
        let mean = letters / full.len();
        assert!((60..=75).contains(&mean), "{mean} letters in {width} points");
    }
}

mod any_events {
    use super::super::sample::mixed_text;
    use super::*;
    use proptest::prelude::*;

    /// What a screen lets its own keys do.
    #[derive(Clone, Copy, Debug)]
    enum Step {
        Grow,
        Phrase,
        Shrink,
    }

    fn act() -> impl Strategy<Value = Result<Event, Step>> {
        let step = prop::sample::select(vec![Step::Grow, Step::Phrase, Step::Shrink]);
        prop_oneof![4 => event().prop_map(Ok), 1 => step.prop_map(Err)]
    }

    fn event() -> impl Strategy<Value = Event> {
        let keys = [
            Key::ArrowLeft,
            Key::ArrowRight,
            Key::ArrowUp,
            Key::ArrowDown,
            Key::Home,
            Key::End,
            Key::PageUp,
            Key::PageDown,
            Key::A,
            Key::Escape,
        ];
        let held = prop::sample::select(vec![
            Modifiers::NONE,
            Modifiers::SHIFT,
            Modifiers::CTRL,
            Modifiers::ALT,
            Modifiers::ALT | Modifiers::SHIFT,
            Modifiers::CTRL | Modifiers::SHIFT,
        ]);
        let key = (prop::sample::select(keys.to_vec()), held).prop_map(|(key, modifiers)| Event::Key {
            key,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers,
        });
        let place = || (0f32..900.0, -20f32..440.0).prop_map(|(x, y)| pos2(x, y));
        let button = (place(), any::<bool>(), any::<bool>()).prop_map(|(pos, pressed, first)| Event::PointerButton {
            pos,
            button: if first { PointerButton::Primary } else { PointerButton::Secondary },
            pressed,
            modifiers: Modifiers::NONE,
        });
        prop_oneof![3 => key, 2 => button, 2 => place().prop_map(Event::PointerMoved), 1 => Just(Event::Copy)]
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

        /// Whatever is typed and clicked over whatever text and spans, the caret and the ends of the selection lie
        /// between graphemes, and on lines that are seen.
        #[test]
        fn never_split_a_grapheme_nor_enter_a_fold(
            texts in prop::collection::vec(mixed_text(), 1..5),
            ranges in prop::collection::vec((0usize..400, 0usize..400), 0..12),
            acts in prop::collection::vec(act(), 1..24),
            folded in any::<prop::sample::Index>(),
        ) {
            let text = texts.join("\n");
            let spans = ranges.iter().zip(0u64..).map(|((start, end), id)| Span {
                id,
                group: id / 2,
                range: *start..*end,
                color: egui::Color32::RED,
                line: LineStyle::Boxed,
                label: "دليل".to_owned(),
            });
            let folded = folded.index(texts.len());
            let start: usize = texts[..folded].iter().map(|text| text.len() + 1).sum();
            let hidden = start..start + texts[folded].len() + 1;
            let fold = Block { range: start..hidden.end - 1, style: BlockStyle::Quiet, fold: Some(0) };
            let mut harness = open(&text, vec![fold], vec![Fold { label: "مطوي".into() }], spans.collect());
            harness.state_mut().active = Some(1);
            harness.get_by_label("article").focus();
            for act in acts {
                let view = &mut harness.state_mut().view;
                match act {
                    Ok(event) => send(&mut harness, event),
                    Err(Step::Grow) => view.grow_selection(),
                    Err(Step::Phrase) => view.select_phrase(),
                    Err(Step::Shrink) => view.shrink_selection(),
                }
                let view = &harness.state().view;
                prop_assert!(mizan::text::segment::is_boundary(&text, view.caret()), "the caret is at {} of {text:?}", view.caret());
                if let Some(range) = view.selection() {
                    prop_assert!(range.start < range.end && range.end <= text.len());
                    prop_assert!(mizan::text::segment::is_boundary(&text, range.start));
                    prop_assert!(mizan::text::segment::is_boundary(&text, range.end));
                }
                // What a click on the header has folded is left in the frame that lays it out.
                harness.step();
                let view = &harness.state().view;
                if texts.len() > 1 && !view.is_open(0) {
                    let ends = view.selection().map_or_else(Vec::new, |range| vec![range.start, range.end]);
                    for at in ends.into_iter().chain([view.caret()]) {
                        prop_assert!(!hidden.contains(&at), "{at} is folded away ({hidden:?}) in {text:?}");
                    }
                }
            }
        }
    }
}
