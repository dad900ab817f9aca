//! Typing, selecting, clipboard, input method and undo in text fields, through real events.

use egui::{Event, ImeEvent, Key, Modifiers, OutputCommand, PointerButton, Pos2, accesskit::Role, pos2, vec2};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use mizan::app::bidi::TextEdit;

type Field = Harness<'static, String>;

fn memo(start: &str) -> Field {
    let mut harness = Harness::builder().with_step_dt(1.0 / 60.0).with_size(vec2(400.0, 240.0)).build_ui_state(
        |ui, text: &mut String| {
            ui.add(TextEdit::multiline(text, "memo", 4).hint("اكتب هنا"));
        },
        start.to_owned(),
    );
    harness.step();
    harness.get_by_label("memo").focus();
    harness.step();
    harness.step();
    harness
}

fn send(harness: &mut Field, event: Event) {
    harness.event(event);
    harness.step();
}

fn type_in(harness: &mut Field, text: &str) {
    send(harness, Event::Text(text.to_owned()));
}

fn key(harness: &mut Field, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    harness.step();
}

fn press(harness: &mut Field, pos: Pos2, pressed: bool) {
    send(harness, Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE });
}

fn copied(harness: &mut Field) -> Option<String> {
    send(harness, Event::Copy);
    harness.output().platform_output.commands.iter().find_map(|command| match command {
        OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    })
}

#[test]
fn a_field_tells_its_name_role_and_value() {
    let harness = memo("قال (RT)");
    let node = harness.get_by_label("memo");
    assert!(matches!(node.accesskit_node().role(), Role::TextInput | Role::MultilineTextInput));
    assert_eq!(node.accesskit_node().value().as_deref(), Some("قال (RT)"));
}

#[test]
fn typing_and_the_arrows_of_the_reader() {
    let mut harness = memo("");
    type_in(&mut harness, "سلام");
    key(&mut harness, Modifiers::NONE, Key::Enter);
    type_in(&mut harness, "سطر");
    // Left is onward in Arabic: at the end of the text it stays, right goes back before the last letter.
    key(&mut harness, Modifiers::NONE, Key::ArrowLeft);
    type_in(&mut harness, "X");
    assert_eq!(harness.state(), "سلام\nسطرX");
    key(&mut harness, Modifiers::NONE, Key::Backspace);
    key(&mut harness, Modifiers::NONE, Key::ArrowRight);
    type_in(&mut harness, "ي");
    assert_eq!(harness.state(), "سلام\nسطير");
    key(&mut harness, Modifiers::NONE, Key::ArrowUp);
    key(&mut harness, Modifiers::NONE, Key::Home);
    type_in(&mut harness, "و");
    assert_eq!(harness.state(), "وسلام\nسطير");
    key(&mut harness, Modifiers::CTRL, Key::End);
    key(&mut harness, Modifiers::CTRL, Key::Backspace);
    assert_eq!(harness.state(), "وسلام\n");
}

#[test]
fn each_paragraph_has_its_own_direction() {
    let mut harness = memo("نص عربي\nLatin");
    key(&mut harness, Modifiers::CTRL, Key::End);
    key(&mut harness, Modifiers::NONE, Key::ArrowLeft);
    type_in(&mut harness, "-");
    assert_eq!(harness.state(), "نص عربي\nLati-n", "left goes back in a Latin paragraph of an Arabic memo");
}

#[test]
fn shift_selects_and_the_clipboard_has_logical_order() {
    let mut harness = memo("وكالة Reuters قالت");
    key(&mut harness, Modifiers::CTRL, Key::Home);
    for _ in 0..2 {
        key(&mut harness, Modifiers::CTRL | Modifiers::SHIFT, Key::ArrowLeft);
    }
    assert_eq!(copied(&mut harness).as_deref(), Some("وكالة Reuters"));
    send(&mut harness, Event::Cut);
    assert_eq!(harness.state(), " قالت");
    send(&mut harness, Event::Paste("رويترز\r\nأمس".to_owned()));
    assert_eq!(harness.state(), "رويترز\nأمس قالت");
    key(&mut harness, Modifiers::CTRL, Key::A);
    type_in(&mut harness, "انتهى");
    assert_eq!(harness.state(), "انتهى");
}

#[test]
fn an_input_method_composes_before_it_commits() {
    let mut harness = memo("سلام ");
    key(&mut harness, Modifiers::CTRL, Key::End);
    send(&mut harness, Event::Ime(ImeEvent::Preedit { text: "مر".into(), active_range_chars: None }));
    assert_eq!(harness.state(), "سلام ", "what is composed is not in the text");
    let ime = harness.output().platform_output.ime.unwrap();
    assert!(ime.rect.contains_rect(ime.cursor_rect), "the candidates open at the caret: {ime:?}");
    send(&mut harness, Event::Ime(ImeEvent::Preedit { text: "مرح".into(), active_range_chars: None }));
    send(&mut harness, Event::Ime(ImeEvent::Commit("مرحبا".into())));
    assert_eq!(harness.state(), "سلام مرحبا");
    send(&mut harness, Event::Ime(ImeEvent::Preedit { text: "لا".into(), active_range_chars: None }));
    send(&mut harness, Event::Ime(ImeEvent::Preedit { text: String::new(), active_range_chars: None }));
    assert_eq!(harness.state(), "سلام مرحبا", "a given up composition leaves nothing");
    send(&mut harness, Event::Ime(ImeEvent::DeleteSurrounding { before_chars: 2, after_chars: 0 }));
    assert_eq!(harness.state(), "سلام مرح");
}

#[test]
fn undo_and_redo_stay_inside_the_field() {
    let mut harness = memo("");
    type_in(&mut harness, "أول");
    key(&mut harness, Modifiers::NONE, Key::Home);
    type_in(&mut harness, "ثان ");
    key(&mut harness, Modifiers::CTRL, Key::Z);
    assert_eq!(harness.state(), "أول");
    key(&mut harness, Modifiers::CTRL, Key::Z);
    assert_eq!(harness.state(), "");
    key(&mut harness, Modifiers::CTRL, Key::Y);
    key(&mut harness, Modifiers::CTRL, Key::Home);
    key(&mut harness, Modifiers::NONE, Key::Backspace);
    key(&mut harness, Modifiers::CTRL | Modifiers::SHIFT, Key::Z);
    assert_eq!(harness.state(), "ثان أول");
}

#[test]
fn the_pointer_places_the_caret_and_a_double_click_takes_a_word() {
    let mut harness = memo("قال المتحدث الرسمي");
    let rect = harness.get_by_label("memo").rect();
    let on_first_word = pos2(rect.right() - 14.0, rect.top() + 14.0);
    send(&mut harness, Event::PointerMoved(on_first_word));
    press(&mut harness, on_first_word, true);
    press(&mut harness, on_first_word, false);
    press(&mut harness, on_first_word, true);
    press(&mut harness, on_first_word, false);
    assert_eq!(copied(&mut harness).as_deref(), Some("قال"));
    // Third press: the paragraph. All in one frame, as touchpads do.
    harness.event(Event::PointerButton {
        pos: on_first_word,
        button: PointerButton::Primary,
        pressed: true,
        modifiers: Modifiers::NONE,
    });
    press(&mut harness, on_first_word, false);
    assert_eq!(copied(&mut harness).as_deref(), Some("قال المتحدث الرسمي"));
}

#[test]
fn a_drag_selects_from_right_to_left() {
    let mut harness = memo("قال المتحدث الرسمي");
    let rect = harness.get_by_label("memo").rect();
    let y = rect.top() + 14.0;
    send(&mut harness, Event::PointerMoved(pos2(rect.right() - 4.0, y)));
    press(&mut harness, pos2(rect.right() - 4.0, y), true);
    for step in 1u8..8 {
        send(&mut harness, Event::PointerMoved(pos2(rect.right() - f32::from(step) * 8.0, y)));
    }
    press(&mut harness, pos2(rect.right() - 56.0, y), false);
    let text = copied(&mut harness).unwrap();
    assert!(text.starts_with("قال ال"), "{text}");
    // After the release the pointer moves freely.
    send(&mut harness, Event::PointerMoved(pos2(rect.left() + 5.0, y)));
    assert_eq!(copied(&mut harness).as_deref(), Some(text.as_str()));
}

#[test]
fn a_line_longer_than_its_field_scrolls_with_the_caret() {
    let mut harness = Harness::builder().with_size(vec2(200.0, 60.0)).build_ui_state(
        |ui, text: &mut String| {
            ui.add(TextEdit::singleline(text, "title"));
        },
        "عنوان طويل لا يتسع له هذا الحقل الضيق مهما حاولنا أن نختصره".to_owned(),
    );
    harness.step();
    harness.get_by_label("title").focus();
    harness.step();
    for wanted in [Key::End, Key::Home] {
        harness.key_press(wanted);
        harness.step();
        harness.step();
        let ime = harness.output().platform_output.ime.unwrap();
        assert!(ime.rect.contains_rect(ime.cursor_rect), "{ime:?}");
    }
    harness.event(Event::Text("\n".into()));
    harness.event(Event::Paste("أ\nب".into()));
    harness.step();
    assert!(harness.state().starts_with("أ بعنوان"), "one line stays one line: {}", harness.state());
}

#[test]
fn a_text_changed_elsewhere_moves_the_caret_inside() {
    let mut harness = memo("نص طويل بما يكفي");
    key(&mut harness, Modifiers::CTRL, Key::End);
    "قص".clone_into(harness.state_mut());
    harness.step();
    type_in(&mut harness, "ة");
    assert_eq!(harness.state(), "قصة");
}

mod any_events {
    use super::super::sample::mixed_text;
    use super::*;
    use proptest::prelude::*;

    fn event() -> impl Strategy<Value = Event> {
        let keys = [
            Key::ArrowLeft,
            Key::ArrowRight,
            Key::ArrowUp,
            Key::ArrowDown,
            Key::Home,
            Key::End,
            Key::Backspace,
            Key::Delete,
            Key::Enter,
            Key::A,
            Key::Z,
            Key::Y,
        ];
        let held = prop::sample::select(vec![Modifiers::NONE, Modifiers::SHIFT, Modifiers::CTRL]);
        let key = (prop::sample::select(keys.to_vec()), held).prop_map(|(key, modifiers)| Event::Key {
            key,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers,
        });
        let preedit = mixed_text().prop_map(|text| Event::Ime(ImeEvent::Preedit { text, active_range_chars: None }));
        let around = (0usize..5, 0usize..5).prop_map(|(before_chars, after_chars)| {
            Event::Ime(ImeEvent::DeleteSurrounding { before_chars, after_chars })
        });
        prop_oneof![
            6 => key,
            2 => mixed_text().prop_map(Event::Text),
            1 => mixed_text().prop_map(Event::Paste),
            1 => preedit,
            1 => mixed_text().prop_map(|text| Event::Ime(ImeEvent::Commit(text))),
            1 => around,
            1 => Just(Event::Cut),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

        /// Whatever is typed, undo leads back to the text at the beginning.
        #[test]
        fn can_be_undone(start in mixed_text(), events in prop::collection::vec(event(), 1..20)) {
            let mut harness = memo(&start);
            for event in events {
                send(&mut harness, event);
            }
            send(&mut harness, Event::Ime(ImeEvent::Preedit { text: String::new(), active_range_chars: None }));
            for _ in 0..60 {
                key(&mut harness, Modifiers::CTRL, Key::Z);
            }
            prop_assert_eq!(harness.state(), &start);
        }
    }
}
