//! How fast articles are laid out and shown.
//!
//! Budgets on a desktop of two cores: a 6 KB article laid out in 2 ms, the first screen of a megabyte in 16 ms, a frame
//! while scrolling a megabyte with 10,000 spans in 2 ms before painting, another article in 16 ms. Run with
//! `cargo bench --bench layout`.

use divan::Bencher;
use egui::{Color32, Context, Event, Modifiers, MouseWheelUnit, RawInput, Rect, ViewportId, pos2, vec2};
use mizan::app::bidi::article::{ArticleOptions, ArticleText, ArticleView, LineStyle, Palette, Span, show};
use mizan::text::direction::{BaseDirection, Direction};
use mizan::text::layout::{RowKind, RowSpec, Stack, TextStyle, Typesetter};
use mizan::text::segment;

const PARAGRAPH: &str = "وقال المتحدث باسم الوزارة (سامي الأعرج) في مؤتمر صحافي: «لن نُغلق الباب أمام الوسطاء، لكنّنا لن نقبل \
    شروطًا مسبقة»، بحسب ما نقلته Reuters عنه أمس. وأضاف أن نسبة 3.5% من الصادرات تأثّرت بالقرار رقم 214 الصادر في 17/03/2026، \
    وأن \"الاتفاق [الأولي]\" لم يُوقَّع بعد.. فالمفاوضات ما زالت في بدايتها، والخلاف على البند الثاني قائم منذ أشهر.";

/// Physical pixels for each point: a desktop of high resolution is the harder case.
const SCALE: f32 = 2.0;

fn main() {
    divan::main();
}

fn text_of(bytes: usize) -> String {
    let mut text = String::with_capacity(bytes + PARAGRAPH.len() + 1);
    while text.len() < bytes {
        text.push_str(PARAGRAPH);
        text.push('\n');
    }
    text
}

fn spans_over(text: &str, count: usize) -> Vec<Span> {
    let lines = [LineStyle::Solid, LineStyle::Double, LineStyle::Dotted, LineStyle::Dashed, LineStyle::Boxed];
    (0..count)
        .map(|n| {
            // A fixed walk over the text gives overlapping and nested spans everywhere.
            let start = n.wrapping_mul(7919) * 64 % text.len().max(1);
            let range = segment::snap_to_words(text, &(start..start + 20 + n * 37 % 160));
            Span {
                id: n as u64,
                group: n as u64 / 3,
                range,
                color: Color32::DARK_BLUE,
                line: lines[n % lines.len()],
                label: "مصدر".to_owned(),
            }
        })
        .collect()
}

/// A window of an ordinary size without a screen.
struct Window {
    ctx: Context,
    frames: u32,
}

impl Window {
    fn new() -> Self {
        let mut window = Self { ctx: Context::default(), frames: 0 };
        // Fonts are loaded and the usual glyphs rasterised once at the start of the program.
        let article = ArticleText::new(text_of(2000).into(), Vec::new(), Vec::new(), BaseDirection::Auto);
        for _ in 0..2 {
            window.frame(&article, &mut ArticleView::new(), &[], 0.0);
        }
        window
    }

    /// One frame up to what is to be painted; tessellation and the graphics card come after it.
    fn frame(&mut self, article: &ArticleText, view: &mut ArticleView, spans: &[Span], scroll: f32) {
        self.frames += 1;
        let mut input = RawInput {
            screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), vec2(1200.0, 1000.0))),
            time: Some(f64::from(self.frames) / 60.0),
            ..RawInput::default()
        };
        if let Some(viewport) = input.viewports.get_mut(&ViewportId::ROOT) {
            viewport.native_pixels_per_point = Some(SCALE);
        }
        input.events.push(Event::PointerMoved(pos2(600.0, 500.0)));
        if scroll != 0.0 {
            input.events.push(Event::MouseWheel {
                unit: MouseWheelUnit::Point,
                delta: vec2(0.0, scroll),
                phase: egui::TouchPhase::Move,
                source: egui::MouseWheelSource::Trackpad,
                modifiers: Modifiers::NONE,
            });
        }
        let palette = Palette {
            paper: Color32::WHITE,
            ink: Color32::BLACK,
            quiet: Color32::DARK_GRAY,
            selection: Color32::LIGHT_BLUE,
            accent: Color32::BLUE,
        };
        let mut output = self.ctx.run_ui(input, |ui| {
            show(ui, article, view, spans, &ArticleOptions::new("article", palette));
        });
        output.textures_delta.clear();
    }
}

#[divan::bench]
fn layout_6_kb(bencher: Bencher<'_, '_>) {
    let text = text_of(6 * 1024);
    let mut typesetter = Typesetter::new();
    bencher.bench_local(|| {
        let mut start = 0;
        let rows = text.split('\n').map(|line| {
            let row = RowSpec {
                kind: RowKind::Paragraph,
                text: start..start + line.len(),
                style: TextStyle::reading(20.0, Direction::Rtl),
                space_above: 0.0,
                space_below: 12.0,
            };
            start += line.len() + 1;
            row
        });
        let mut stack = Stack::new(rows.collect(), 560.0 * SCALE, SCALE);
        stack.ensure_all(&mut typesetter, &text);
        stack.height()
    });
}

#[divan::bench]
fn first_screen_of_1_mb(bencher: Bencher<'_, '_>) {
    let text: std::sync::Arc<str> = text_of(1024 * 1024).into();
    let mut window = Window::new();
    bencher.bench_local(|| {
        let article = ArticleText::new(text.clone(), Vec::new(), Vec::new(), BaseDirection::Auto);
        let mut view = ArticleView::new();
        window.frame(&article, &mut view, &[], 0.0);
        view
    });
}

#[divan::bench]
fn scroll_frame_of_1_mb_with_10_000_spans(bencher: Bencher<'_, '_>) {
    let text = text_of(1024 * 1024);
    let spans = spans_over(&text, 10_000);
    let article = ArticleText::new(text.into(), Vec::new(), Vec::new(), BaseDirection::Auto);
    let mut window = Window::new();
    let mut view = ArticleView::new();
    window.frame(&article, &mut view, &spans, 0.0);
    while view.unfinished() > 0 {
        window.frame(&article, &mut view, &spans, 0.0);
    }
    bencher.bench_local(|| window.frame(&article, &mut view, &spans, -25.0));
}

#[divan::bench]
fn switch_to_another_article(bencher: Bencher<'_, '_>) {
    let text: std::sync::Arc<str> = text_of(8 * 1024).into();
    let spans = spans_over(&text, 60);
    let mut window = Window::new();
    bencher.bench_local(|| {
        let article = ArticleText::new(text.clone(), Vec::new(), Vec::new(), BaseDirection::Auto);
        let mut view = ArticleView::new();
        window.frame(&article, &mut view, &spans, 0.0);
    });
}

/// No budget is stated for it, but it is the worst that a coder can do to a page.
#[divan::bench]
fn frame_with_10_000_spans_on_6_kb(bencher: Bencher<'_, '_>) {
    let text = text_of(6 * 1024);
    let spans = spans_over(&text, 10_000);
    let article = ArticleText::new(text.into(), Vec::new(), Vec::new(), BaseDirection::Auto);
    let mut window = Window::new();
    let mut view = ArticleView::new();
    window.frame(&article, &mut view, &spans, 0.0);
    bencher.bench_local(|| window.frame(&article, &mut view, &spans, 0.0));
}
