//! The picture of the README, made anew by
//! `cargo test --test it picture_of_the_readme -- --ignored`.

use egui::{Key, Modifiers, vec2};
use egui_kittest::Harness;
use mizan::app::{App, Options};
use mizan::model::UiLanguage;
use mizan::project::{Clock, Mint, Project, write_demo};
use std::path::Path;

/// Physical pixels for each point, so that the picture is crisp on any screen.
const SCALE: f32 = 2.0;
/// What the harness leaves free around what it draws, in points.
const MARGIN: f32 = 8.0;

#[test]
#[ignore = "writes assets/readme/window.png; needs a graphics driver (Mesa will do)"]
fn picture_of_the_readme() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("demo.mizan");
    drop(write_demo(&path).unwrap());
    let clock = Clock::system();
    let mut project = Project::open_with(&path, clock.clone(), Mint::random(clock)).unwrap();
    let coder = project.coders().unwrap()[0].id;
    let first = project.queue(coder).unwrap()[0].article;
    let coding = project.open_coding(coder, first).unwrap();
    project.apply(Some(coder), mizan::project::Command::Reopen { coding }).unwrap();
    drop(project);
    let options = Options {
        project: Some(path),
        memory: Some(folder.path().join("window.json")),
        documents: folder.path().join("documents"),
        demo: folder.path().join("demo.mizan"),
        dialogs: false,
        language: UiLanguage::En,
        clock: Clock::system(),
    };
    let mut harness = Harness::builder()
        .with_size(vec2(1280.0 + 2.0 * MARGIN, 800.0 + 2.0 * MARGIN))
        .with_pixels_per_point(SCALE)
        .with_step_dt(1.0 / 60.0)
        .wgpu()
        .build_ui_state(
            |ui, app: &mut Option<App>| {
                app.get_or_insert_with(|| App::new(ui.ctx(), options.clone())).frame(ui);
            },
            None,
        );
    harness.run_steps(8);
    // The first person of the list sits down; their sources are shown, and the third is chosen.
    harness.key_press(Key::Enter);
    harness.run_steps(8);
    harness.key_press_modifiers(Modifiers::ALT, Key::Num2);
    harness.run_steps(4);
    for _ in 0..4 {
        harness.key_press(Key::J);
        harness.run_steps(4);
    }
    harness.run_steps(20);
    let picture = harness.render().expect("the picture cannot be drawn");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/readme");
    std::fs::create_dir_all(&folder).unwrap();
    write_without_margin(&folder.join("window.png"), picture.as_raw(), picture.width() as usize);
}

/// Writes RGBA rows, without the margin that the harness leaves around what it draws.
fn write_without_margin(path: &Path, rgba: &[u8], width: usize) {
    let margin = (MARGIN * SCALE) as usize;
    let rows: Vec<&[u8]> = rgba.chunks_exact(4 * width).collect();
    let inner: Vec<u8> = rows[margin..rows.len() - margin]
        .iter()
        .flat_map(|row| &row[4 * margin..4 * (width - margin)])
        .copied()
        .collect();
    let (width, height) = (width - 2 * margin, rows.len() - 2 * margin);
    let file = std::io::BufWriter::new(std::fs::File::create(path).unwrap());
    let mut encoder = png::Encoder::new(file, width as u32, height as u32);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::High);
    encoder.write_header().unwrap().write_image_data(&inner).unwrap();
}
