//! The window on a desktop: opens it, or says in one sentence why there is none.

use super::window::{App, Options};
use crate::cli::WITHOUT_A_WINDOW;
use egui::{ViewportBuilder, vec2};
use std::path::PathBuf;
use thiserror::Error;

/// The smallest window in points: the narrowest in which an article can still be read.
const SMALLEST: [f32; 2] = [480.0, 360.0];
/// The first window in points.
const FIRST: [f32; 2] = [1280.0, 800.0];

/// No window could be opened.
#[derive(Debug, Error)]
#[error("no window could be opened ({reason}). {WITHOUT_A_WINDOW}")]
pub struct NoDisplay {
    /// What the system says.
    pub reason: String,
}

/// Opens the window, with a project if one is named, and returns when it is closed.
///
/// # Errors
/// There is no display; the sentence names the command line's verbs.
pub fn run(project: Option<PathBuf>) -> anyhow::Result<()> {
    let options = Options::of_desktop(project);
    let (size, maximized) = options.size_kept();
    let [width, height] = size.unwrap_or(FIRST);
    let viewport = ViewportBuilder::default()
        .with_title("Mizan")
        .with_app_id("mizan")
        .with_inner_size(vec2(width.max(SMALLEST[0]), height.max(SMALLEST[1])))
        .with_min_inner_size(SMALLEST)
        .with_maximized(maximized)
        .with_drag_and_drop(true);
    let native = eframe::NativeOptions { viewport, ..Default::default() };
    eframe::run_native("mizan", native, Box::new(move |creation| Ok(Box::new(App::new(&creation.egui_ctx, options)))))
        .map_err(|error| NoDisplay { reason: reason(&error.to_string()) }.into())
}

/// What the window library says, without the place in its source.
fn reason(text: &str) -> String {
    let said = text.split_once(".rs:").and_then(|(_, rest)| rest.split_once(": ")).map_or(text, |(_, said)| said);
    said.trim_end_matches(['.', ')', ' ']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::reason;

    #[test]
    fn the_reason_names_no_source_file() {
        let text =
            "winit EventLoopError: os error at /x/winit/src/platform_impl/linux/mod.rs:765: neither A nor B is set.";
        assert_eq!(reason(text), "neither A nor B is set");
        assert_eq!(reason("no suitable GL config"), "no suitable GL config");
    }
}
