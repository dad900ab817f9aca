//! The project's file is renamed, deleted, replaced or carried off while the window holds it.

use super::bench::{TITLES, Window};
use egui::{Key, Role, ViewportCommand, ViewportId};
use mizan::project::{Project, backups};
use std::fs;
use std::path::{Path, PathBuf};

const GONE: &str = "The project file is gone from its place";
const COPY: &str = "Save a copy as";

fn at_work() -> (Window, PathBuf) {
    let window = Window::with_coder("أمل");
    let path = window.folder.path().join("press.mizan");
    (window, path)
}

/// The active coder's articles that were opened, in the file.
fn opened(path: &Path) -> Vec<String> {
    let project = Project::open(path).unwrap();
    let coder = project.coders().unwrap()[0].id;
    let queue = project.queue(coder).unwrap();
    queue.into_iter().filter(|q| q.coding.is_some()).map(|q| q.title).collect()
}

/// The window is looked at again after a while somewhere else.
fn come_back(window: &mut Window) {
    for focused in [false, true] {
        window.harness.input_mut().focused = focused;
        window.steps();
    }
}

#[test]
fn a_new_name_is_followed_and_nothing_on_the_screen_moves() {
    let (mut window, path) = at_work();
    let renamed = window.folder.path().join("صحافة.mizan");
    fs::rename(&path, &renamed).unwrap();
    // The next step goes into the file under its new name.
    window.key(Key::M);
    window.write("مذكرة لم تُحفظ بعد");
    window.click(Role::ListBoxOption, TITLES[1]);
    assert!(window.says("is called \u{2068}صحافة.mizan\u{2069} now") && !window.has(GONE), "{:?}", window.labels());
    let window = window.restart();
    assert!(window.is_chosen(Role::ListBoxOption, TITLES[1]), "the window remembers the new name");
    drop(window.harness);
    assert!(!path.exists());
    assert_eq!(opened(&renamed).len(), 2);
}

#[test]
fn a_deleted_project_goes_on_in_a_copy_with_what_is_half_written() {
    let (mut window, path) = at_work();
    window.key(Key::M);
    window.write("مذكرة لم تُحفظ بعد");
    fs::remove_file(&path).unwrap();
    come_back(&mut window);
    assert!(
        window.has(GONE) && window.says("was moved, renamed or deleted while it was open"),
        "{:?}",
        window.labels()
    );
    assert!(window.has("file gone, nothing is saved"));
    let beside = backups(&path);
    assert_eq!(window.value(COPY), path.canonicalize().unwrap_or_else(|_| path.clone()).display().to_string());

    window.key(Key::Enter);
    assert!(window.says("The copy \u{2068}press.mizan\u{2069} is the project now") && !window.has(GONE));
    window.close();
    let project = window.project();
    let coder = project.coders().unwrap()[0].id;
    let coding = project.queue(coder).unwrap()[0].coding.unwrap();
    let memos = project.coding_view(coder, coding).unwrap().memos;
    assert_eq!(memos.iter().map(|m| m.text.as_str()).collect::<Vec<_>>(), ["مذكرة لم تُحفظ بعد"]);
    assert!(!beside.is_empty(), "a backup was made when the file was missed");
}

#[test]
fn a_file_in_its_place_is_left_alone_and_the_copy_gets_another_name() {
    let (mut window, path) = at_work();
    let other = window.folder.path().join("from elsewhere.mizan");
    drop(Project::create(&other, "آخر").unwrap());
    let bytes = fs::read(&other).unwrap();
    fs::rename(&other, &path).unwrap();
    window.click(Role::ListBoxOption, TITLES[2]);
    assert!(window.has(GONE) && window.says("Another file was put in the place of"), "{:?}", window.labels());
    let copy = window.folder.path().join("press 2.mizan");
    assert_eq!(window.value(COPY), copy.display().to_string());

    // A name that is taken is refused where it stands.
    for _ in 0.." 2.mizan".len() {
        window.harness.key_press(Key::Backspace);
    }
    window.steps();
    window.key(Key::Enter);
    assert!(window.has(GONE) && window.says("exists already"), "{:?}", window.labels());
    window.write(" 2");
    window.key(Key::Enter);
    assert!(!window.has(GONE));
    window.click(Role::ListBoxOption, TITLES[2]);
    window.close();
    drop(window.harness);
    assert_eq!(fs::read(&path).unwrap(), bytes);
    assert_eq!(opened(&copy).len(), 2);
}

#[test]
fn put_back_in_its_place_the_work_goes_on_by_itself() {
    let (mut window, path) = at_work();
    let away = window.folder.path().join("away");
    fs::create_dir(&away).unwrap();
    let away = away.join("press.mizan");
    fs::rename(&path, &away).unwrap();
    window.click(Role::ListBoxOption, TITLES[1]);
    assert!(window.has(GONE));
    window.key(Key::Escape);
    assert!(!window.has(GONE));
    // Whoever tries to do something is asked again, and goes nowhere.
    window.ctrl(Key::Num3);
    assert!(window.has(GONE) && window.is_chosen(Role::Tab, "Coding"));
    fs::rename(&away, &path).unwrap();
    window.steps();
    assert!(!window.has(GONE) && window.says("is in its place again"), "{:?}", window.labels());
    window.click(Role::ListBoxOption, TITLES[1]);
    window.close();
    assert_eq!(opened(&path).len(), 2);
}

#[test]
fn an_answer_that_was_refused_is_still_in_its_field() {
    let (mut window, path) = at_work();
    let away = window.folder.path().join("away");
    fs::create_dir(&away).unwrap();
    let away = away.join("press.mizan");
    window.key(Key::W);
    window.write("روسيا اليوم");
    fs::rename(&path, &away).unwrap();
    window.key(Key::Enter);
    assert!(window.has(GONE), "{:?}", window.labels());
    fs::rename(&away, &path).unwrap();
    window.steps();
    assert_eq!(window.value("Outlet"), "روسيا اليوم");
    window.click(Role::TextInput, "Outlet");
    window.key(Key::Enter);
    assert!(window.says("D1 Outlet: روسيا اليوم"), "{:?}", window.labels());
}

#[test]
fn a_file_in_another_folder_is_opened_where_it_is_and_no_other_project_takes_its_place() {
    let (mut window, path) = at_work();
    let away = window.folder.path().join("away");
    let other = window.folder.path().join("other.mizan");
    fs::create_dir(&away).unwrap();
    drop(Project::create(&other, "آخر").unwrap());
    let away = away.join("press.mizan");
    fs::rename(&path, &away).unwrap();
    come_back(&mut window);
    window.click(Role::Button, "Open the file where it is now…");
    window.write(&other.display().to_string());
    window.key(Key::Enter);
    assert!(window.says("This is not the file that is open"), "{:?}", window.labels());
    for _ in 0..other.display().to_string().chars().count() {
        window.harness.key_press(Key::Backspace);
    }
    window.steps();
    window.write(&away.display().to_string());
    window.key(Key::Enter);
    assert!(window.says("work goes on there") && window.lists(TITLES[0]), "{:?}", window.labels());
    window.click(Role::ListBoxOption, TITLES[1]);
    window.close();
    assert_eq!(opened(&away).len(), 2);
}

#[test]
fn the_window_is_not_closed_over_a_missing_file_without_a_word() {
    let (mut window, path) = at_work();
    fs::remove_file(&path).unwrap();
    let root = window.harness.input_mut().viewports.entry(ViewportId::ROOT).or_default();
    root.events.push(egui::ViewportEvent::Close);
    window.harness.step();
    let commands = &window.harness.output().viewport_output[&ViewportId::ROOT].commands;
    assert!(commands.contains(&ViewportCommand::CancelClose), "{commands:?}");
    window.steps();
    assert!(window.has(GONE));
    window.click(Role::Button, "Close without a copy");
    assert!(window.has("Begin a project"), "{:?}", window.labels());
    window.close();
    assert!(!path.exists());
    assert!(!backups(&path).is_empty(), "what was there lies in the backups all the same");
}

#[test]
fn files_that_are_being_added_stop_where_the_project_is_gone() {
    let (mut window, path) = at_work();
    let pages = window.folder.path().join("pages");
    fs::create_dir(&pages).unwrap();
    for n in 0..30 {
        let page = format!("عنوان الصفحة رقم {n}\n\nقال متحدث باسم المركز إن التقرير رقم {n} سيصدر قريبًا.\n");
        fs::write(pages.join(format!("{n:02}.txt")), page).unwrap();
    }
    window.ctrl(Key::I);
    window.write(&pages.display().to_string());
    window.harness.key_press(Key::Enter);
    window.harness.step();
    fs::remove_file(&path).unwrap();
    window.wait_for(GONE);
    assert!(window.says("files were not added."), "{:?}", window.labels());
}
