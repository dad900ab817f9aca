//! The frame of the window: start, sheets, palette, undo, leaving, mirror, messages.

use super::bench::{TITLES, Window, options};
use egui::{Context, Key, Modifiers, RawInput, Rect, Role, ViewportCommand, ViewportId, pos2, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use mizan::app::{App, Options};
use mizan::project::Project;

const DOORS: [&str; 3] = ["Look at the demo", "Begin a project", "Open a project"];

#[test]
fn the_first_start_shows_three_doors() {
    let window = Window::first();
    let doors = DOORS.map(|door| window.rect(Role::Button, door));
    assert!(doors[0].right() < doors[1].left() && doors[1].right() < doors[2].left());
    assert!(window.harness.get_by_role_and_label(Role::Button, DOORS[0]).accesskit_node().is_focused());
}

/// Whether a window of a size, on a screen of 1280 x 800, asks to fill it; and in which frame.
fn asks_to_fill(options: Options, size: [f32; 2]) -> Option<usize> {
    let ctx = Context::default();
    let mut app = App::new(&ctx, options);
    (0..4).find(|_| {
        let mut input = RawInput::default();
        let viewport = input.viewports.entry(ViewportId::ROOT).or_default();
        viewport.maximized = Some(false);
        viewport.monitor_size = Some(vec2(1280.0, 800.0));
        viewport.inner_rect = Some(Rect::from_min_size(pos2(0.0, 0.0), size.into()));
        let mut output = ctx.run_ui(input, |ui| app.frame(ui));
        output.textures_delta.clear(); // Nothing is painted here.
        let commands = output.viewport_output.get(&ViewportId::ROOT).map_or(&[][..], |v| &v.commands);
        commands.contains(&ViewportCommand::Maximized(true))
    })
}

#[test]
fn the_first_window_fills_the_screen_and_so_does_one_that_is_larger_than_it() {
    let folder = tempfile::tempdir().unwrap();
    let options = options(folder.path(), None);
    let memory = options.memory.clone().unwrap();
    // The first frame is drawn before the window is shown, when a window manager would not listen.
    assert_eq!(asks_to_fill(options.clone(), [1280.0, 800.0]), Some(1));
    std::fs::create_dir_all(memory.parent().unwrap()).unwrap();
    std::fs::write(&memory, r#"{"size":[1000.0,700.0],"maximized":false}"#).unwrap();
    assert_eq!(asks_to_fill(options.clone(), [1000.0, 700.0]), None);
    std::fs::write(&memory, r#"{"size":[1920.0,1060.0],"maximized":false}"#).unwrap();
    assert_eq!(asks_to_fill(options.clone(), [1920.0, 1060.0]), Some(1), "last shown on a larger screen");
    std::fs::write(&memory, r#"{"size":[1000.0,700.0],"maximized":true}"#).unwrap();
    assert_eq!(asks_to_fill(options, [1000.0, 700.0]), Some(1));
}

#[test]
fn the_demo_door_writes_the_demo_and_leads_to_an_article_that_can_be_coded_at_once() {
    let mut window = Window::first();
    window.key(Key::Enter);
    window.wait_for("A4 Headline tone: not answered");
    assert!(!window.has("Who is coding?") && window.says("This article is half coded"));
    assert!(window.says("Begun: 1") && window.says("To do: 1") && window.says("Done: "));
    window.key(Key::Num3);
    assert!(window.has("A4 Headline tone: Neutral"), "a newcomer's first key is an answer");
    window.key(Key::CloseBracket);
    assert!(window.says("Begun: 1") && window.says("To do: 1"), "and the next article is untouched");
    window.key(Key::Num1);
    assert!(window.says("Begun: 2") && !window.says("To do: "), "until something is coded in it");
    window.key_with(Modifiers::COMMAND, Key::Z);
    assert!(window.says("Begun: 1") && window.says("To do: 1"), "and not taken back");
    assert!(window.harness.query_all_by_role(Role::ListBoxOption).count() >= 8);
    assert!(window.is_chosen(Role::Tab, "Coding"));

    // The second time it is there already, with everything that was tried in it.
    window.key_with(Modifiers::COMMAND, Key::W);
    assert!(window.has(DOORS[0]) && window.has("Recently open"));
    window.click(Role::Button, DOORS[0]);
    assert!(!window.has("Who is coding?"), "the window remembers who it was");
    assert!(!window.says("This article is half coded"), "and what it has said");
    assert!(window.says("Done: "));
}

#[test]
fn a_project_begins_by_keyboard_with_an_arabic_name() {
    let mut window = Window::first();
    window.ctrl(Key::N);
    window.write("أوكرانيا في الصحافة");
    assert!(window.value("File").ends_with("أوكرانيا في الصحافة.mizan"), "{}", window.value("File"));
    window.key(Key::Enter);
    assert!(window.has("Who is coding?"));
    window.write("هند");
    window.key(Key::Enter);
    assert!(!window.has("Who is coding?"));
    assert!(window.says("Change coder: هند"));
    assert!(window.is_chosen(Role::Tab, "Import"), "an empty project wants pages first");
    window.close();

    let path = window.folder.path().join("documents/أوكرانيا في الصحافة.mizan");
    let project = Project::open(path).unwrap();
    assert_eq!(project.title().unwrap(), "أوكرانيا في الصحافة");
    let coders = project.coders().unwrap();
    assert!(coders.len() == 1 && coders[0].name == "هند" && coders[0].lead, "whoever is first leads");
}

#[test]
fn a_project_begins_with_a_part_of_the_codebook() {
    let mut window = Window::first();
    window.ctrl(Key::N);
    window.write("مواقف");
    assert!(window.is_chosen(Role::RadioButton, "Everything"));
    for _ in 0..3 {
        window.key(Key::Tab);
    }
    window.key(Key::Space);
    assert!(window.is_chosen(Role::RadioButton, "Stance only"), "{:?}", window.labels());
    assert!(window.has("Who favours or opposes whom, and the tone of the article."));
    window.click(Role::Button, "Begin the project");
    assert!(window.has("Who is coding?"));
    window.close();
    let project = Project::open(window.folder.path().join("documents/مواقف.mizan")).unwrap();
    assert_eq!(project.codebook().unwrap().id, "stance");
}

#[test]
fn a_project_without_a_name_is_not_begun() {
    let mut window = Window::first();
    window.ctrl(Key::N);
    window.key(Key::Enter);
    assert!(window.has("A name is needed.") && window.has("Name of the project"));
    window.key(Key::Escape);
    assert!(!window.has("Name of the project") && window.has(DOORS[1]));
}

#[test]
fn a_file_that_is_no_project_is_named_in_one_sentence() {
    let mut window = Window::first();
    let bad = window.folder.path().join("page.mizan");
    std::fs::write(&bad, "this is no project at all, but a page of text").unwrap();
    window.ctrl(Key::O);
    window.write(&bad.display().to_string());
    window.key(Key::Enter);
    assert!(window.says("is no Mizan project"));
    assert!(window.has(DOORS[2]), "the doors stay open");
    // It stays until it is dismissed.
    window.harness.run_steps(200);
    assert!(window.says("is no Mizan project"));
    window.key(Key::Escape);
    assert!(!window.says("is no Mizan project"));
}

#[test]
fn a_project_that_was_named_at_the_start_but_is_gone_leads_to_the_doors() {
    let folder = tempfile::tempdir().unwrap();
    let options = options(folder.path(), Some(folder.path().join("gone.mizan")));
    let window = Window::start(folder, options);
    assert!(window.says("There is no file") && window.has(DOORS[0]));
}

#[test]
fn the_palette_finds_arabic_titles_by_the_letters_that_people_write() {
    let mut window = Window::with_coder("أمل");
    window.ctrl(Key::K);
    window.write("مسوول اممي");
    let found: Vec<_> = window
        .harness
        .get_by_role(Role::Dialog)
        .query_all_by_role(Role::ListBoxOption)
        .filter_map(|n| n.accesskit_node().label())
        .collect();
    assert_eq!(found.len(), 1, "{found:?}");
    window.key(Key::Enter);
    assert!(window.is_chosen(Role::ListBoxOption, TITLES[2]));
    window.close();
    let project = window.project();
    let queue = project.queue(project.coders().unwrap()[0].id).unwrap();
    assert!(queue.iter().any(|q| q.title == TITLES[2] && q.coding.is_some()));
}

#[test]
fn the_palette_runs_commands_also_by_their_names_in_the_other_language() {
    let mut window = Window::with_coder("أمل");
    window.ctrl(Key::K);
    window.write("دليل");
    window.key(Key::Enter);
    assert!(window.is_chosen(Role::Tab, "Codebook"));
}

/// Answers the question about the article's genre.
fn answer(window: &mut Window) {
    window.click(Role::Button, "A1 Genre: not answered");
    window.key(Key::Num6);
}

#[test]
fn undo_says_what_it_undid_and_leads_there() {
    let mut window = Window::with_coder("أمل");
    answer(&mut window);
    window.ctrl(Key::Num3);
    assert!(window.is_chosen(Role::Tab, "Codebook"));
    window.ctrl(Key::Z);
    assert!(window.has("Undid: answer"));
    assert!(window.is_chosen(Role::Tab, "Coding"));
    window.ctrl(Key::Y);
    assert!(window.has("Did again: answer"));
    // Undone from another article, the answer's own article is shown.
    window.key(Key::CloseBracket);
    assert!(window.is_chosen(Role::ListBoxOption, TITLES[1]));
    window.ctrl(Key::Z);
    assert!(window.is_chosen(Role::ListBoxOption, TITLES[0]));
}

#[test]
fn the_next_article_is_one_key_and_the_one_before_another() {
    let mut window = Window::with_coder("أمل");
    assert!(window.is_chosen(Role::ListBoxOption, TITLES[0]));
    window.key(Key::CloseBracket);
    assert!(window.is_chosen(Role::ListBoxOption, TITLES[1]));
    window.key(Key::OpenBracket);
    assert!(window.is_chosen(Role::ListBoxOption, TITLES[0]));
}

#[test]
fn closing_in_the_middle_of_a_memo_keeps_it() {
    for way in ["window", "article", "project", "coder"] {
        let mut window = Window::with_coder("أمل");
        window.key(Key::M);
        window.write("فكرة لم تكتمل");
        match way {
            "window" => window.close(),
            "article" => window.click(Role::ListBoxOption, TITLES[1]),
            "project" => window.ctrl(Key::W),
            _ => {
                window.ctrl(Key::U);
                window.click(Role::Button, "سامي");
            }
        }
        if way != "window" {
            window.close();
        }
        let dump = window.project().content_dump().unwrap();
        assert!(dump.contains("فكرة لم تكتمل"), "{way}");
    }
}

#[test]
fn the_next_start_shows_the_same_project_coder_screen_and_article() {
    let mut window = Window::with_coder("سامي");
    window.key(Key::CloseBracket);
    let mut window = window.restart();
    assert!(window.says("Change coder: سامي"));
    assert!(window.is_chosen(Role::ListBoxOption, TITLES[1]));
    window.ctrl(Key::Num3);
    let mut window = window.restart();
    assert!(window.is_chosen(Role::Tab, "Codebook"));
    window.ctrl(Key::W);
    let window = window.restart();
    assert!(window.has(DOORS[0]), "what was closed by hand is not opened by itself");
}

#[test]
fn the_arabic_interface_mirrors_the_window() {
    let mut window = Window::with_coder("أمل");
    let english = window.rect(Role::ListBoxOption, TITLES[0]);
    assert!(english.right() < 400.0);
    let saved = window.rect(Role::Label, "saved");
    assert!(saved.left() > 1000.0);
    window.key_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::L);
    let arabic = window.rect(Role::ListBoxOption, TITLES[0]);
    assert!(arabic.left() > 880.0, "the queue stands where lines begin: {arabic:?}");
    assert!(window.rect(Role::Label, "محفوظ").right() < 280.0);
    assert!(window.rect(Role::Tab, "الترميز").left() > window.rect(Role::Tab, "الاستيراد").right());
    // The coder keeps the language; another has their own.
    let window = window.restart();
    assert!(window.has("الترميز"));
}

#[test]
fn letters_in_a_field_are_letters_and_keys_outside_are_commands() {
    let mut window = Window::with_coder("أمل");
    window.key_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::F);
    window.key(Key::Q);
    window.write("إيران");
    assert_eq!(window.value("Search articles"), "إيران");
    assert!(!window.lists(TITLES[0]) && window.lists(TITLES[1]), "the queue shows what has the letters");
    window.key(Key::Enter);
    assert!(window.is_chosen(Role::ListBoxOption, TITLES[1]));
    window.key(Key::Q);
    assert!(!window.says("To do: "), "the queue is hidden by its key");
    window.key(Key::Q);
    assert!(window.says("To do: "));
}

#[test]
fn the_queue_is_searched_by_the_words_of_its_texts_too() {
    let mut window = Window::with_coder("أمل");
    window.key_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::F);
    // In no title, and written otherwise than in the texts.
    window.write("لجنه");
    assert!(TITLES.iter().all(|title| window.lists(title)));
    window.write(" زيلابوريا");
    assert!(!TITLES.iter().any(|title| window.lists(title)));
    window.key(Key::Escape);
    assert!(TITLES.iter().all(|title| window.lists(title)));
}

#[test]
fn letters_under_a_sheet_do_nothing() {
    let mut window = Window::with_coder("أمل");
    window.key(Key::Questionmark);
    assert!(window.has("All keys"));
    for key in [Key::Q, Key::Num1, Key::CloseBracket, Key::M] {
        window.key(key);
    }
    window.key(Key::Escape);
    assert!(window.says("To do: "));
    assert!(window.is_chosen(Role::ListBoxOption, TITLES[0]));
    window.ctrl(Key::Z);
    assert!(window.has("There is nothing to undo."));
}

#[test]
fn who_codes_sees_no_figures_and_who_leads_does() {
    let mut window = Window::with_coder("سامي");
    window.ctrl(Key::Num5);
    assert!(window.has("The agreement is for the lead"));
    window.ctrl(Key::U);
    window.key(Key::Num1);
    window.ctrl(Key::Num5);
    assert!(!window.has("The agreement is for the lead"), "the first person is \"1\"");
}

#[test]
fn an_article_that_was_done_with_gaps_is_found_again_in_the_queue() {
    let mut window = Window::with_coder("أمل");
    window.click(Role::Button, "A1 Genre: not answered");
    window.key(Key::Enter);
    assert!(window.has("Not everything is answered"));
    window.key(Key::W);
    window.write("لاحقًا");
    window.key(Key::Enter);
    assert!(window.says("Done with gaps: 1") && !window.says("Done: "), "{:?}", window.labels());
}

#[test]
fn pages_are_added_by_path_and_counted() {
    let mut window = Window::with_coder("أمل");
    let pages = window.folder.path().join("pages");
    std::fs::create_dir(&pages).unwrap();
    for n in 0..3 {
        let page = format!("عنوان الصفحة رقم {n}\n\nقال متحدث باسم المركز إن التقرير سيصدر قريبًا.\n");
        std::fs::write(pages.join(format!("{n}.txt")), page).unwrap();
    }
    std::fs::write(pages.join("x.db"), b"SQLite format 3\0").unwrap();
    for expected in ["3 pages added", "No page was added; 3 were there already"] {
        window.ctrl(Key::I);
        window.write(&pages.display().to_string());
        window.key(Key::Enter);
        window.wait_for(expected);
        assert!(window.says("x.db looks like a database"));
    }
    window.close();
    assert_eq!(window.project().documents().unwrap().len(), 6);
}

#[test]
fn what_is_wrong_with_a_file_is_said_also_where_the_first_page_is_shown() {
    let mut window = Window::with_coder("أمل");
    window.ctrl(Key::Num2);
    let pages = window.folder.path().join("pages");
    std::fs::create_dir(&pages).unwrap();
    let page = "عنوان الصفحة الجديدة\n\nقال متحدث باسم المركز إن التقرير سيصدر قريبًا.\n";
    std::fs::write(pages.join("1.txt"), page).unwrap();
    std::fs::write(pages.join("x.db"), b"SQLite format 3\0").unwrap();
    window.ctrl(Key::I);
    window.write(&pages.display().to_string());
    window.key(Key::Enter);
    window.wait_until("the page", |w| w.says("1 page added"));
    assert!(window.says("x.db looks like a database"), "{:?}", window.labels());
    assert!(window.says("File: \u{2068}1.txt"), "{:?}", window.labels());
}

#[test]
fn sizes_are_kept_per_coder() {
    let mut window = Window::with_coder("أمل");
    window.ctrl(Key::Plus);
    assert!(window.has("Article text at 110 %"));
    window.ctrl(Key::U);
    window.click(Role::Button, "سامي");
    window.ctrl(Key::Plus);
    assert!(window.has("Article text at 110 %"));
    window.ctrl(Key::Num0);
    window.close();
    let project = window.project();
    let zooms: Vec<_> = project
        .coders()
        .unwrap()
        .iter()
        .map(|c| project.settings(c.id).unwrap().get("zoom").cloned().unwrap())
        .collect();
    assert_eq!(zooms, ["1.1", "1"]);
}

#[test]
fn the_whole_interface_grows_to_two_and_a_half_times_its_size() {
    let mut window = Window::first();
    for _ in 0..20 {
        window.key_with(Modifiers::COMMAND | Modifiers::ALT, Key::Plus);
    }
    assert!(window.has("Interface at 250 %"));
    assert!((window.harness.ctx.zoom_factor() - 2.5).abs() < 1e-6);
    let window = window.restart();
    assert!((window.harness.ctx.zoom_factor() - 2.5).abs() < 1e-6, "the window remembers it without a coder");
}

#[test]
fn a_damaged_or_locked_project_leaves_the_open_one_alone() {
    let mut window = Window::with_coder("أمل");
    let other = window.folder.path().join("other.mizan");
    let holder = Project::create(&other, "held").unwrap();
    window.ctrl(Key::O);
    window.write(&other.display().to_string());
    window.key(Key::Enter);
    assert!(window.says("is open in another window or program"));
    assert!(window.is_chosen(Role::ListBoxOption, TITLES[0]), "the open project stays");
    drop(holder);
}

#[test]
fn a_message_goes_with_the_next_key_and_a_refusal_stays() {
    let mut window = Window::with_coder("أمل");
    window.ctrl(Key::Plus);
    window.harness.run_steps(90);
    assert!(window.has("Article text at 110 %"));
    window.key(Key::ArrowDown);
    assert!(!window.has("Article text at 110 %"));
}

#[test]
fn in_a_narrow_window_the_queue_lies_over_the_article() {
    let mut window = Window::with_coder("أمل");
    for _ in 0..20 {
        window.key_with(Modifiers::COMMAND | Modifiers::ALT, Key::Plus);
    }
    assert!(!window.lists(TITLES[1]));
    window.key(Key::Q);
    window.click(Role::ListBoxOption, TITLES[1]);
    assert!(!window.lists(TITLES[1]), "it goes when an article is chosen");
    window.key(Key::Q);
    assert!(window.is_chosen(Role::ListBoxOption, TITLES[1]));
}

/// A file that is let go over the window.
#[derive(Debug)]
struct Dropped(std::path::PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &std::path::Path {
        &self.0
    }
    fn bytes(&self) -> Result<Vec<u8>, String> {
        Err("the window reads files itself".into())
    }
}

#[test]
fn files_that_are_dropped_are_opened_or_added() {
    let mut window = Window::first();
    let path = window.folder.path().join("press.mizan");
    super::bench::project(&path);
    window.harness.input_mut().dropped_files.push(std::sync::Arc::new(Dropped(path)));
    window.steps();
    window.click(Role::Button, "أمل");
    assert!(window.lists(TITLES[0]));

    let page = window.folder.path().join("page.txt");
    std::fs::write(&page, "عنوان جديد في الصفحة\n\nقال متحدث باسم المركز إن التقرير سيصدر قريبًا.\n").unwrap();
    window.harness.input_mut().dropped_files.push(std::sync::Arc::new(Dropped(page)));
    window.steps();
    window.wait_for("1 page added");
    assert!(window.lists(TITLES[0]), "whoever codes is not taken away from the article");
}

#[test]
fn keys_are_listed_by_the_mouse_too_and_the_list_names_every_command_with_a_key() {
    let mut window = Window::with_coder("أمل");
    window.click(Role::Button, "All keys");
    for command in mizan::app::command::AppCommand::ALL.iter().filter(|c| c.key_label().is_some()) {
        let strings = &mizan::app::strings::Strings::EN;
        let key = command.key_label().unwrap();
        assert!(window.says(&key), "{command:?}");
        assert!(window.says(command.name(strings)), "{command:?}");
    }
}

#[test]
fn the_menu_does_what_it_says_and_letters_under_it_do_nothing() {
    let mut window = Window::with_coder("أمل");
    window.click(Role::Button, "Menu");
    window.key(Key::CloseBracket);
    window.click(Role::MenuItem, "Next article");
    assert!(window.is_chosen(Role::ListBoxOption, TITLES[1]), "the menu, and not the key under it, went on by one");
    window.click(Role::Button, "Menu");
    window.click(Role::MenuItemRadio, "Dark colours");
    assert!(!window.has("Steps"), "the menu closes by itself");
    window.close();
    let project = window.project();
    let lead = project.coders().unwrap().into_iter().find(|c| c.lead).unwrap();
    assert_eq!(project.settings(lead.id).unwrap()["theme"], "dark");
}

/// A file that may not be written, for as long as this lives; as root only the flag "immutable" helps.
struct Protected(std::path::PathBuf);

impl Protected {
    fn new(path: &std::path::Path) -> Option<Self> {
        let done = std::process::Command::new("chattr").arg("+i").arg(path).output();
        done.is_ok_and(|d| d.status.success()).then(|| Self(path.to_path_buf()))
    }
}

impl Drop for Protected {
    fn drop(&mut self) {
        std::process::Command::new("chattr").arg("-i").arg(&self.0).output().unwrap();
    }
}

#[test]
fn a_project_that_may_not_be_written_is_shown_and_says_so() {
    let mut window = Window::with_coder("أمل");
    window.close();
    let Window { folder, harness } = window;
    drop(harness);
    let path = folder.path().join("press.mizan");
    let Some(protected) = Protected::new(&path) else {
        println!("skipped: no file can be made immutable here");
        return;
    };
    let options = options(folder.path(), Some(path));
    let mut window = Window::start(folder, options);
    assert!(window.says("open for reading only: nothing you do is kept") && window.has("open for reading only"));
    assert!(window.is_chosen(Role::ListBoxOption, TITLES[0]), "what was begun can be read");
    window.key(Key::CloseBracket);
    assert!(window.says("Open it for writing to go on working"), "another article cannot be begun");
    assert!(window.is_chosen(Role::ListBoxOption, TITLES[0]));
    window.close();
    drop(protected);
}
