//! Plain keys of a screen: who may have them, and which sign a key stands for.

use super::context::Look;
use egui::{Event, FocusDirection, Key, Modifiers, Ui};

/// The upper-case character of a key in a codebook.
pub(crate) fn char_of(key: &str) -> Option<char> {
    let mut chars = key.chars();
    let only = chars.next()?;
    chars.next().is_none().then(|| only.to_ascii_uppercase())
}

/// The character of a pressed key: the letter of the layout where it has one, and else that of the place on the
/// keyboard, so that an Arabic layout presses the same keys.
pub(crate) fn pressed(key: egui::Key, physical: Option<egui::Key>) -> Option<char> {
    let own = key_char(key);
    if own.is_some_and(|c| c.is_ascii_alphabetic()) {
        return own;
    }
    physical.and_then(key_char).or(own)
}

/// The sign on a key, where it writes one.
pub(crate) fn key_char(key: egui::Key) -> Option<char> {
    use egui::Key;
    Some(match key {
        Key::Minus => '-',
        Key::Equals => '=',
        Key::OpenBracket => '[',
        Key::CloseBracket => ']',
        Key::Semicolon => ';',
        Key::Quote => '\'',
        Key::Comma => ',',
        Key::Period => '.',
        Key::Plus => '+',
        _ => return char_of(key.name()).filter(char::is_ascii_alphanumeric),
    })
}

/// Keys of the lines of an open list, in their order.
pub(crate) const LINE_KEYS: &str = "123456789";

/// The sign of a plain key that was pressed in this frame, taken out of the input: for an open list whose lines show their
/// keys.
pub(crate) fn take_sign(ui: &Ui) -> Option<char> {
    let mut sign = None;
    ui.input_mut(|input| {
        input.events.retain(|event| match event {
            Event::Key { key, physical_key, pressed: true, modifiers, .. } if !modifiers.any() && sign.is_none() => {
                sign = pressed(*key, *physical_key);
                sign.is_none()
            }
            _ => true,
        });
    });
    sign
}

/// Hands the plain keys of this frame to a screen, in their order. `wants` says whether it used a key; a used one is
/// taken out of the input, so that nothing else sees it.
///
/// A text field keeps its keys, an open list too, and Enter and Space press the button that has the focus.
pub(crate) fn take(ui: &Ui, look: &Look<'_>, mut wants: impl FnMut(Key, Option<Key>, Modifiers) -> bool) {
    if look.typing || egui::Popup::is_any_open(ui.ctx()) {
        return;
    }
    let focused = ui.memory(egui::Memory::focused);
    let mut moved = false;
    ui.input_mut(|input| {
        input.events.retain(|event| {
            let Event::Key { key, physical_key, pressed: true, modifiers, .. } = event else { return true };
            if modifiers.command || modifiers.ctrl || modifiers.alt {
                return true;
            }
            if focused.is_some() && matches!(key, Key::Enter | Key::Space) {
                return true;
            }
            let used = wants(*key, *physical_key, *modifiers);
            moved |= used
                && matches!(
                    key,
                    Key::ArrowUp | Key::ArrowDown | Key::ArrowLeft | Key::ArrowRight | Key::Home | Key::End
                );
            !used
        });
    });
    if moved {
        // egui has noted the arrow already and would move the focus from button to button.
        ui.memory_mut(|memory| {
            memory.move_focus(FocusDirection::None);
            if let Some(id) = focused {
                memory.surrender_focus(id);
            }
        });
    }
}
