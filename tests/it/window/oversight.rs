//! What a lead looks after on the team screen of the demo: how far everybody is, and who did what when.

use super::bench::{Window, options};
use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use mizan::project::write_demo;
use std::fs;

fn on_team(who: &str) -> Window {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("press.mizan");
    drop(write_demo(&path).unwrap());
    let options = options(folder.path(), Some(path));
    let mut window = Window::start(folder, options);
    window.click(Role::Button, who);
    window.ctrl(Key::Num4);
    window
}

fn page(window: &mut Window, key: Key) {
    window.key_with(Modifiers::ALT, key);
}

fn rows(window: &Window, role: Role) -> Vec<String> {
    window.harness.query_all_by_role(role).filter_map(|n| n.accesskit_node().label()).collect()
}

#[test]
fn the_lead_sees_how_far_everybody_is_and_what_agrees() {
    let mut window = on_team("أمل");
    page(&mut window, Key::Num3);
    window.wait_until("the people", |w| rows(w, Role::Row).iter().any(|row| row.starts_with("سامي, assigned: ")));
    window.wait_until("agreement", |w| rows(w, Role::Row).iter().any(|row| row.starts_with("Genre, ")));
    let genre = rows(&window, Role::Row).into_iter().find(|row| row.starts_with("Genre, ")).unwrap();
    assert!(genre.contains('[') && genre.contains("units: "), "{genre}");
    window.key_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::L);
    window.wait_until("Arabic", |w| rows(w, Role::Row).iter().any(|row| row.starts_with("سامي، موزَّع: ")));
}

#[test]
fn the_trail_is_read_narrowed_and_saved() {
    let mut window = on_team("أمل");
    page(&mut window, Key::Num4);
    window.wait_until("the trail", |w| rows(w, Role::ListBoxOption).len() > 20);
    window.wait_until("all of it", |w| !w.says("This is being read."));
    let all = rows(&window, Role::ListBoxOption);
    window.key(Key::ArrowDown);
    window.key(Key::D);
    let of = |row: &String| row.split(", ").nth(2).unwrap_or_default().to_owned();
    window.wait_until("one action", |w| {
        let rows = rows(w, Role::ListBoxOption);
        !rows.is_empty() && rows.iter().all(|row| of(row) == of(&all[1]))
    });
    window.key(Key::C);
    let saved = window.folder.path().join("press-audit.csv");
    let table = fs::read_to_string(&saved).unwrap();
    assert!(table.lines().count() > 1 && table.contains("step,at,by,of,action"));
    // A file that is there is not written over.
    window.key(Key::C);
    assert!(window.folder.path().join("press-audit-2.csv").exists());
    window.key(Key::Escape);
    window.wait_until("everything again", |w| rows(w, Role::ListBoxOption)[..4] == all[..4]);
    window.click(Role::RadioButton, "سامي");
    window.wait_until("one person", |w| {
        let rows = rows(w, Role::ListBoxOption);
        !rows.is_empty() && rows != all && rows.iter().all(|row| row.contains("سامي"))
    });
}

#[test]
fn whoever_codes_sees_nothing_of_others() {
    let mut window = on_team("سامي");
    page(&mut window, Key::Num3);
    page(&mut window, Key::Num4);
    assert!(!window.has("Progress") && rows(&window, Role::ListBoxOption).is_empty());
    assert!(window.has("My work"));
}

#[test]
fn a_round_is_begun_looked_at_and_handed_out_by_keys() {
    let mut window = Window::with_coder("أمل");
    window.ctrl(Key::Num4);
    page(&mut window, Key::Num2);
    assert_eq!(rows(&window, Role::Row).len(), 1, "{:?}", rows(&window, Role::Row));
    window.key(Key::N);
    window.write("تجربة أولى");
    window.key(Key::Enter);
    window.wait_until("the round", |w| rows(w, Role::Row).len() == 2);
    let of_round =
        |w: &Window| rows(w, Role::Row).into_iter().find(|row| row.starts_with("تجربة أولى, pilot")).unwrap();
    window.key(Key::ArrowDown);
    assert!(window.says("Hand out: \u{2068}تجربة أولى\u{2069}"));
    // The lead is asked for too; a third of the articles, rounded up, is for both.
    window.click(Role::CheckBox, "أمل");
    window.key(Key::L);
    window.wait_for("This would be handed out");
    assert!(window.says("coded by several: 1"), "{:?}", window.labels());
    assert!(of_round(&window).contains("handed out: 0"));
    window.key(Key::Enter);
    window.wait_until("the hand-out", |w| of_round(w).contains("handed out: 4"));
    assert!(of_round(&window).contains("by several: 1") && !window.has("This would be handed out"));
    assert!(window.says("Seed of the draw 1"), "how it was drawn is told");
    window.ctrl(Key::Z);
    window.wait_until("it is taken back", |w| of_round(w).contains("handed out: 0"));
    window.key(Key::L);
    window.wait_for("This would be handed out");
    window.key(Key::Enter);
    window.close();
    let project = window.project();
    let round = project.round_named("تجربة أولى").unwrap().unwrap();
    let queues = project.coders().unwrap().into_iter().map(|c| project.queue(c.id).unwrap());
    let given: Vec<usize> = queues.map(|queue| queue.iter().filter(|item| item.round == round.id).count()).collect();
    assert_eq!(given, [2, 2]);
}
