//! Pictures of paragraphs, drawn by the processor alone and compared with the stored ones beside this file.
//!
//! Tolerance: a pixel counts as different when its grey differs by more than 24 of 255, and at most 1 pixel in
//! 10,000 may differ. That allows another rounding of an outline and refuses a lost mark, an unjoined letter or a moved
//! word. After a wanted change, write the pictures anew with `UPDATE_PICTURES=1 cargo test --test it pictures`
//! and look at them.

use super::sample::{PARAGRAPHS, with_typesetter};
use mizan::app::bidi::raster::Rasteriser;
use mizan::text::direction::{BaseDirection, Direction, paragraph_direction};
use mizan::text::layout::TextStyle;
use std::fs::File;
use std::io::{BufReader, BufWriter};
use std::path::{Path, PathBuf};

const PIXEL_TOLERANCE: u8 = 24;
const ONE_PIXEL_IN: usize = 10_000;
const WIDTH: usize = 560;

struct Picture {
    width: usize,
    grey: Vec<u8>,
}

/// Draws a paragraph black on white, as the window does: four positions within a pixel, whole pixels upright.
fn draw(paragraph: &str, style: &TextStyle, scale: f32) -> Picture {
    let width = (WIDTH as f32 * scale) as usize;
    let margin = (8.0 * scale) as usize;
    with_typesetter(|typesetter| {
        let layout = typesetter.paragraph(paragraph, style, Some((width - 2 * margin) as f32), scale);
        let height = layout.height.ceil() as usize + 2 * margin;
        let mut picture = Picture { width, grey: vec![255; width * height] };
        let mut rasteriser = Rasteriser::default();
        for glyph in layout.lines.iter().flat_map(|line| layout.glyphs(line)) {
            let x = glyph.x + margin as f32;
            let fraction = ((x - x.floor()) * 4.0).floor() / 4.0;
            let face = typesetter.face(glyph.face).unwrap();
            let Some(ink) = rasteriser.glyph(face, glyph.id, layout.size, fraction) else { continue };
            let left = x.floor() as i64 + i64::from(ink.left);
            let top = (glyph.y + margin as f32).round() as i64 - i64::from(ink.top);
            for (n, coverage) in ink.data.iter().enumerate() {
                let place = |corner: i64, offset: usize| usize::try_from(corner + i64::try_from(offset).ok()?).ok();
                let (x, y) = (place(left, n % ink.width), place(top, n / ink.width));
                let (Some(x), Some(y)) = (x.filter(|x| *x < width), y.filter(|y| *y < height)) else {
                    assert!(*coverage < 8, "ink outside of {width}x{height}: {paragraph}");
                    continue;
                };
                let pixel = &mut picture.grey[y * width + x];
                *pixel = pixel.saturating_sub(*coverage);
            }
        }
        picture
    })
}

fn stored(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/text/pictures").join(format!("{name}.png"))
}

fn read(path: &Path) -> Picture {
    let file = File::open(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut reader = png::Decoder::new(BufReader::new(file)).read_info().unwrap();
    let mut grey = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut grey).unwrap();
    Picture { width: info.width as usize, grey }
}

fn write(path: &Path, picture: &Picture) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    let height = picture.grey.len() / picture.width;
    let file = BufWriter::new(File::create(path).unwrap());
    let mut encoder = png::Encoder::new(file, picture.width as u32, height as u32);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.write_header().unwrap().write_image_data(&picture.grey).unwrap();
}

/// How many pixels differ by more than the tolerance; all of them when the sizes do.
fn different(a: &Picture, b: &Picture) -> usize {
    if a.width != b.width || a.grey.len() != b.grey.len() {
        return a.grey.len().max(b.grey.len());
    }
    a.grey.iter().zip(&b.grey).filter(|(a, b)| a.abs_diff(**b) > PIXEL_TOLERANCE).count()
}

fn check(name: &str, paragraph: &str, style: &TextStyle, scale: f32) {
    let drawn = draw(paragraph, style, scale);
    let path = stored(name);
    if std::env::var_os("UPDATE_PICTURES").is_some() {
        write(&path, &drawn);
    }
    let differing = different(&drawn, &read(&path));
    let allowed = drawn.grey.len() / ONE_PIXEL_IN;
    if differing > allowed {
        let beside = std::env::temp_dir().join(format!("mizan-{name}.new.png"));
        write(&beside, &drawn);
        panic!("{name}: {differing} pixels differ, {allowed} may; what was drawn is in {}", beside.display());
    }
}

#[test]
fn paragraphs_look_as_they_did() {
    for (n, paragraph) in PARAGRAPHS.iter().enumerate() {
        let direction = paragraph_direction(paragraph, Direction::Rtl, BaseDirection::Auto);
        check(&format!("reading-{n}"), paragraph, &TextStyle::reading(20.0, direction), 1.0);
    }
    let style = TextStyle::interface(15.0, Direction::Rtl);
    check("interface", PARAGRAPHS[1], &style, 1.5);
    check("headline-at-2", PARAGRAPHS[2], &TextStyle::reading(28.0, Direction::Rtl).bold(), 2.0);
}

#[test]
fn the_comparison_sees_a_lost_mark() {
    let style = TextStyle::reading(20.0, Direction::Rtl);
    let (with, without) = (PARAGRAPHS[2], PARAGRAPHS[2].replacen('\u{651}', "", 1));
    let with = draw(with, &style, 1.0);
    let without = draw(&without, &style, 1.0);
    assert!(different(&with, &without) > with.grey.len() / ONE_PIXEL_IN);
}

#[test]
fn a_missing_letter_is_a_box_with_ink() {
    for style in [TextStyle::reading(20.0, Direction::Rtl), TextStyle::interface(20.0, Direction::Ltr)] {
        let ink = draw("中", &style, 1.0).grey.iter().filter(|grey| **grey < 128).count();
        assert!(ink > 20, "{ink} dark pixels");
    }
}
