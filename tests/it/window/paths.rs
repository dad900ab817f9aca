//! Paths that lead nowhere, damaged projects, and the project that the window holds.

use super::bench::{TITLES, Window, options, project};
use assert_cmd::Command;
use egui::{Key, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use mizan::model::UiLanguage;
use mizan::project::{Project, backups};
use std::path::PathBuf;

const OPEN_FIELD: &str = "Path of the project file";
const ADD_FIELD: &str = "Path of a page or of a folder with pages";

fn is_focused(window: &Window, field: &str) -> bool {
    window.harness.get_by_role_and_label(Role::TextInput, field).accesskit_node().is_focused()
}

#[test]
fn a_mistyped_path_stays_in_its_sheet_with_the_reason_under_it() {
    let starts: [fn() -> Window; 2] = [Window::first, || Window::with_coder("أمل")];
    for start in starts {
        let mut window = start();
        let path = window.folder.path().join("pres.mizan").display().to_string();
        window.ctrl(Key::O);
        window.write(&path);
        window.key(Key::Enter);
        assert!(window.says("There is no file") && window.value(OPEN_FIELD) == path);
        assert!(is_focused(&window, OPEN_FIELD), "whoever mistyped goes on writing");
        assert!(!window.has("Dismiss"), "it is said once, at the field");

        // Put right, it is opened.
        let right = window.folder.path().join("right.mizan");
        project(&right);
        for _ in 0..path.chars().count() {
            window.harness.key_press(Key::Backspace);
        }
        window.steps();
        assert!(!window.says("There is no file"));
        window.write(&right.display().to_string());
        window.key(Key::Enter);
        assert!(!window.has(OPEN_FIELD) && window.has("Who is coding?"));
        window.key(Key::Escape);
        // The same once more is nothing to complain of.
        window.ctrl(Key::O);
        window.write(&right.display().to_string());
        window.key(Key::Enter);
        assert!(!window.has(OPEN_FIELD));
    }
}

#[test]
fn a_new_project_never_takes_the_place_of_a_file_and_its_name_can_be_put_right() {
    let mut window = Window::first();
    let taken = window.folder.path().join("documents/press.mizan");
    std::fs::create_dir_all(taken.parent().unwrap()).unwrap();
    std::fs::write(&taken, "my notes").unwrap();
    window.ctrl(Key::N);
    window.write("press");
    window.key(Key::Enter);
    assert!(window.says("exists already and was left as it is"));
    assert_eq!(window.value("Name of the project"), "press");
    window.write(" 2");
    window.key(Key::Enter);
    assert!(window.has("Who is coding?"));
    assert_eq!(std::fs::read_to_string(taken).unwrap(), "my notes");
}

#[test]
fn pages_that_are_not_there_are_asked_for_again() {
    let mut window = Window::with_coder("أمل");
    let path = window.folder.path().join("page.txt");
    window.ctrl(Key::I);
    window.write(&path.display().to_string());
    window.key(Key::Enter);
    assert!(window.says("page.txt cannot be read") && is_focused(&window, ADD_FIELD));
    std::fs::write(&path, "عنوان الصفحة الأولى\n\nقال متحدث باسم المركز إن التقرير سيصدر قريبًا.\n").unwrap();
    window.key(Key::Enter);
    window.wait_for("1 page added");
    assert!(!window.has(ADD_FIELD));
}

/// The number before some words of a message.
fn counted(window: &Window, words: &str) -> usize {
    let labels = window.labels();
    let line = labels.iter().find(|l| l.contains(words)).unwrap_or_else(|| panic!("{words}: {labels:?}"));
    line.split(words).next().and_then(|before| before.split(' ').next_back()).unwrap().parse().unwrap()
}

#[test]
fn an_import_that_is_cancelled_keeps_and_counts_what_was_read_and_nothing_else() {
    const PAGES: usize = 500;
    let mut window = Window::with_coder("أمل");
    let pages = window.folder.path().join("pages");
    std::fs::create_dir(&pages).unwrap();
    for n in 0..PAGES {
        let page = format!("عنوان الصفحة رقم {n}\n\nقال متحدث باسم المركز إن التقرير رقم {n} سيصدر قريبًا.\n");
        std::fs::write(pages.join(format!("{n:03}.txt")), page).unwrap();
    }
    window.ctrl(Key::I);
    window.write(&pages.display().to_string());
    window.harness.key_press(Key::Enter);
    while !window.says("Adding files: ") || window.says("Adding files: 0") {
        window.harness.step();
        std::thread::yield_now();
    }
    let button = window.harness.query_all_by_role_and_label(Role::Button, "Cancel").next().unwrap();
    button.click();
    window.harness.step();
    let began = std::time::Instant::now();
    while !window.says("Stopped as you asked") {
        assert!(began.elapsed().as_secs() < 60, "{:?}", window.labels());
        window.harness.step();
        std::thread::yield_now();
    }
    window.steps();
    let added = counted(&window, " pages added");
    let left = counted(&window, " files were not read");
    assert!(added > 0 && left > 0, "{added} added, {left} left");
    assert_eq!(added + left, PAGES);
    window.close();
    let documents = window.project().documents().unwrap();
    let mut names: Vec<_> = documents.iter().map(|d| d.file_name.clone()).filter(|n| n.len() == 7).collect();
    names.sort();
    let read: Vec<_> = (0..added).map(|n| format!("{n:03}.txt")).collect();
    assert_eq!(names, read, "what was read is there, in its order, and the rest is not");
}

#[test]
fn a_demo_that_is_cancelled_is_not_there_or_it_is_whole() {
    let mut window = Window::first();
    let data = window.folder.path().join("data");
    window.harness.key_press(Key::Enter);
    while !window.has("Writing the demo project…") && !window.has("Who is coding?") {
        window.harness.step();
    }
    if let Some(button) = window.harness.query_all_by_role_and_label(Role::Button, "Cancel").next() {
        button.click();
    }
    let began = std::time::Instant::now();
    while window.has("Writing the demo project…") {
        assert!(began.elapsed().as_secs() < 60, "{:?}", window.labels());
        window.harness.step();
        std::thread::yield_now();
    }
    window.steps();
    let left: Vec<_> = std::fs::read_dir(&data).unwrap().map(|e| e.unwrap().file_name()).collect();
    if window.says("was stopped on request; nothing was changed") {
        assert!(left.is_empty(), "{left:?}");
        assert!(window.has("Look at the demo"));
    } else {
        assert!(window.has("Who is coding?") && left.iter().any(|f| f == "demo.mizan"), "{left:?}");
    }
}

#[test]
fn the_arabic_interface_refuses_in_arabic() {
    let folder = tempfile::tempdir().unwrap();
    let gone = folder.path().join("gone.mizan");
    let options = mizan::app::Options { language: UiLanguage::Ar, ..options(folder.path(), Some(gone.clone())) };
    let window = Window::start(folder, options);
    assert!(window.says(&format!("لا ملف بهذا الاسم: \u{2068}{}\u{2069}", gone.display())));
}

/// A project whose last pages are lost, with a backup beside it.
fn damaged(window: Window, keep: f64) -> (Window, PathBuf, Vec<u8>) {
    let Window { harness, folder } = window;
    drop(harness);
    let path = folder.path().join("press.mizan");
    let bytes = std::fs::read(&path).unwrap();
    let left = &bytes[..(bytes.len() as f64 * keep) as usize];
    std::fs::write(&path, left).unwrap();
    let options = options(folder.path(), Some(path.clone()));
    (Window::start(folder, options), path, left.to_vec())
}

fn closed() -> Window {
    let mut window = Window::with_coder("أمل");
    window.close();
    window
}

/// Buttons that bear a time.
fn rows_of_backups(window: &Window) -> usize {
    let rows = window.harness.query_all_by_role(Role::Button);
    rows.filter(|n| n.accesskit_node().label().is_some_and(|l| l.starts_with("20") && l.contains(':'))).count()
}

#[test]
fn a_damaged_project_goes_on_in_a_copy_of_its_newest_backup() {
    let (mut window, path, left) = damaged(closed(), 0.6);
    assert!(window.says("is damaged") && window.has("Open for rescue (reading only)"));
    let beside = backups(&path);
    assert!(!beside.is_empty());
    assert_eq!(rows_of_backups(&window), beside.len());
    let before = std::fs::read(&beside[0].path).unwrap();

    // The newest backup has the keyboard.
    window.key(Key::Enter);
    assert!(window.says("A copy of the backup is open") && window.lists(TITLES[0]), "{:?}", window.labels());
    assert_eq!(std::fs::read(&path).unwrap(), left, "the damaged file stays as it is");
    assert_eq!(std::fs::read(&beside[0].path).unwrap(), before, "and so does the backup");
    window.close();
    let stamp = beside[0].path.file_stem().unwrap().to_string_lossy().into_owned();
    let copy = window.folder.path().join(format!("press {stamp}.mizan"));
    assert_eq!(Project::open(copy).unwrap().documents().unwrap().len(), 3);
}

#[test]
fn a_damaged_project_shows_what_is_left_and_keeps_nothing() {
    let (mut window, path, left) = damaged(closed(), 0.97);
    window.click(Role::Button, "Open for rescue (reading only)");
    assert!(window.has("rescue view, reading only"), "{:?}", window.labels());
    assert!(!window.has("Open for rescue (reading only)"));
    window.key(Key::Escape);
    window.ctrl(Key::Num3);
    assert!(window.is_chosen(Role::Tab, "Codebook"));
    window.close();
    assert_eq!(std::fs::read(&path).unwrap(), left);
}

#[test]
fn at_whatever_length_a_project_was_cut_the_window_stays_calm() {
    for keep in [0.0, 0.1, 0.25, 0.4, 0.55, 0.7, 0.85, 0.99] {
        let (mut window, path, left) = damaged(closed(), keep);
        assert!(window.has("This project is damaged"), "{keep}: {:?}", window.labels());
        if window.has("Open for rescue (reading only)") {
            window.click(Role::Button, "Open for rescue (reading only)");
            for screen in [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5] {
                window.key(Key::Escape);
                window.ctrl(screen);
            }
        }
        window.close();
        assert_eq!(std::fs::read(&path).unwrap(), left, "{keep}");
    }
}

#[test]
fn while_the_window_holds_a_project_the_command_line_is_told_so_and_nothing_else() {
    let window = Window::with_coder("أمل");
    let folder = window.folder.path();
    for call in [vec!["info"], vec!["agreement"], vec!["export", "--to", "tables"]] {
        let (verb, rest) = call.split_first().unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_mizan"));
        let said = command.current_dir(folder).arg(verb).arg("press.mizan").args(rest).output().unwrap();
        assert_eq!((said.status.code(), said.stdout.as_slice()), (Some(1), &b""[..]), "{verb}");
        let sentence = String::from_utf8(said.stderr).unwrap();
        assert!(sentence.starts_with("mizan: press.mizan is open in another window or program"), "{sentence}");
        assert_eq!(sentence.trim_end().lines().count(), 1, "{sentence}");
    }
    assert!(!folder.join("tables").exists());
}
