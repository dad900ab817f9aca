//! A window without a desktop: its folders are temporary, its pictures are never drawn.

use egui::{Event, Key, Modifiers, Role, ViewportEvent, ViewportId, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use mizan::app::{App, Options};
use mizan::model::{CoderId, UiLanguage};
use mizan::project::{Clock, Command, Project};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// Titles of the pages, in the order of the queue.
pub(super) const TITLES: [&str; 3] =
    ["الحُكومة الأوكرانية تُعلن خطة جديدة للطاقة", "إيران وروسيا توقعان اتفاق النقل", "مسؤول أممي يحذر من أزمة الغذاء"];

/// How long background work may take before a test gives up on it.
const PATIENCE: Duration = Duration::from_mins(2);

/// A window, or what it starts from.
pub(super) struct Desk {
    app: Option<Box<App>>,
    options: Options,
}

impl Desk {
    /// The program is gone, without a last frame.
    pub(super) fn crash(&mut self) {
        self.app = None;
    }
}

/// A window and its folder.
pub(super) struct Window {
    pub(super) harness: Harness<'static, Desk>,
    pub(super) folder: TempDir,
}

/// Usual places inside a folder.
pub(super) fn options(folder: &Path, project: Option<PathBuf>) -> Options {
    Options {
        project,
        memory: Some(folder.join("config/window.json")),
        documents: folder.join("documents"),
        demo: folder.join("data/demo.mizan"),
        dialogs: false,
        language: UiLanguage::En,
        clock: Clock::system(),
    }
}

/// A project with three pages and two people, أمل (leads) and سامي, who both have all articles to do.
pub(super) fn project(path: &Path) -> [CoderId; 2] {
    let mut project = Project::create(path, "أوكرانيا في الصحافة").unwrap();
    for title in TITLES {
        let page = format!(
            "{title}\n\nقال متحدث باسم المركز إن التقرير سيصدر في نهاية الشهر الحالي بعد مراجعته من اللجنة.\n\n\
             وأضاف المتحدث أن العمل مستمر في جميع المدن وأن النتائج ستنشر كاملة أمام الناس.\n"
        );
        project.import_bytes(None, &format!("{}.txt", title.len()), page.as_bytes()).unwrap();
    }
    let documents = project.documents().unwrap();
    let mut articles: Vec<_> = documents.iter().flat_map(|d| &d.articles).collect();
    articles.sort_by_key(|a| TITLES.iter().position(|t| *t == a.title));
    assert_eq!(articles.iter().map(|a| a.title.as_str()).collect::<Vec<_>>(), TITLES);
    let articles: Vec<_> = articles.iter().map(|a| a.id).collect();
    let round = project.main_round().unwrap();
    // What is asked before the first article has a test of its own.
    project.apply(None, Command::AskPriors { on: false }).unwrap();
    [("أمل", true), ("سامي", false)].map(|(name, lead)| {
        let coder = project.apply(None, Command::AddCoder { name: name.into(), lead }).unwrap().coder.unwrap();
        project.apply(None, Command::Assign { coder, articles: articles.clone(), round }).unwrap();
        coder
    })
}

impl Window {
    /// A window at its very first start.
    pub(super) fn first() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let options = options(folder.path(), None);
        Self::start(folder, options)
    }

    /// A window on [`project`], with nobody at it yet.
    pub(super) fn on_project() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("press.mizan");
        project(&path);
        let options = options(folder.path(), Some(path));
        Self::start(folder, options)
    }

    /// A window on [`project`] with somebody at it.
    pub(super) fn with_coder(name: &str) -> Self {
        let mut window = Self::on_project();
        window.click(Role::Button, name);
        window
    }

    /// Starts a window.
    pub(super) fn start(folder: TempDir, options: Options) -> Self {
        let harness = Harness::builder().with_size(vec2(1280.0, 800.0)).with_step_dt(1.0 / 60.0).build_ui_state(
            |ui, desk: &mut Desk| {
                let Desk { app, options } = desk;
                app.get_or_insert_with(|| Box::new(App::new(ui.ctx(), options.clone()))).frame(ui);
            },
            Desk { app: None, options },
        );
        let mut window = Self { harness, folder };
        window.steps();
        window
    }

    /// Closes the window by its frame and starts it again, as the next day does.
    pub(super) fn restart(mut self) -> Self {
        self.close();
        let Self { harness, folder } = self;
        drop(harness);
        let options = options(folder.path(), None);
        Self::start(folder, options)
    }

    /// Closes the window by its frame: one last frame is drawn.
    pub(super) fn close(&mut self) {
        let root = self.harness.input_mut().viewports.entry(ViewportId::ROOT).or_default();
        root.events.push(ViewportEvent::Close);
        self.harness.step();
        self.harness.state_mut().app = None;
    }

    /// Frames until everything is where it belongs.
    pub(super) fn steps(&mut self) {
        self.harness.run_steps(5);
    }

    /// Frames until background work has brought something.
    pub(super) fn wait_for(&mut self, label: &str) {
        self.wait_until(label, |window| window.has(label));
    }

    /// Frames until background work has come so far; `what` is for the message of a failed test.
    pub(super) fn wait_until(&mut self, what: &str, is_there: impl Fn(&Self) -> bool) {
        let began = Instant::now();
        while !is_there(self) {
            assert!(began.elapsed() < PATIENCE, "{what:?} never came: {:?}", self.labels());
            self.harness.step();
            std::thread::yield_now();
        }
        self.steps();
    }

    /// Presses a key.
    pub(super) fn key(&mut self, key: Key) {
        self.key_with(Modifiers::NONE, key);
    }

    /// Presses a key with Ctrl.
    pub(super) fn ctrl(&mut self, key: Key) {
        self.key_with(Modifiers::COMMAND, key);
    }

    /// Presses a key with something held.
    pub(super) fn key_with(&mut self, held: Modifiers, key: Key) {
        self.harness.key_press_modifiers(held, key);
        self.steps();
    }

    /// Writes letters, as a keyboard does in whatever language.
    pub(super) fn write(&mut self, text: &str) {
        self.harness.event(Event::Text(text.to_owned()));
        self.steps();
    }

    /// Clicks something that a screen reader finds.
    pub(super) fn click(&mut self, role: Role, label: &str) {
        self.harness.get_by_role_and_label(role, label).click();
        self.steps();
    }

    /// Whether something bears a label.
    pub(super) fn has(&self, label: &str) -> bool {
        self.harness.query_all_by_label(label).next().is_some()
    }

    /// All labels, for the message of a failed test.
    pub(super) fn labels(&self) -> Vec<String> {
        self.harness
            .query_all_by(|_| true)
            .filter_map(|n| n.accesskit_node().label().or_else(|| n.accesskit_node().value()))
            .collect()
    }

    /// Whether a label has some words in it.
    pub(super) fn says(&self, words: &str) -> bool {
        self.harness.query_all_by_label_contains(words).next().is_some()
    }

    /// Where something stands.
    pub(super) fn rect(&self, role: Role, label: &str) -> egui::Rect {
        self.harness.get_by_role_and_label(role, label).rect()
    }

    /// Whether the queue shows an article.
    pub(super) fn lists(&self, title: &str) -> bool {
        self.harness.query_all_by_role_and_label(Role::ListBoxOption, title).next().is_some()
    }

    /// Whether something is chosen.
    pub(super) fn is_chosen(&self, role: Role, label: &str) -> bool {
        let node = self.harness.get_by_role_and_label(role, label);
        node.accesskit_node().is_selected() == Some(true)
            || node.accesskit_node().toggled() == Some(egui::accesskit::Toggled::True)
    }

    /// What a field holds.
    pub(super) fn value(&self, label: &str) -> String {
        let node = self.harness.get_by_role_and_label(Role::TextInput, label);
        node.accesskit_node().value().unwrap_or_default()
    }

    /// The project, after the window was closed.
    pub(super) fn project(&self) -> Project {
        Project::open(self.folder.path().join("press.mizan")).unwrap()
    }
}
