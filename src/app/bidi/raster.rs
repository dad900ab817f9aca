//! Glyph outlines to coverage, on the processor.

use crate::text::layout::FaceData;
use swash::scale::{Render, ScaleContext, Source};

/// The coverage of one glyph: `width * height` bytes, 0 outside and 255 inside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// Pixels from the pen to the left edge.
    pub left: i32,
    /// Pixels from the baseline up to the upper edge.
    pub top: i32,
    /// Columns.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// Rows from the top.
    pub data: Vec<u8>,
}

/// Turns glyphs into coverage; keeps scratch memory between glyphs.
#[derive(Default)]
pub struct Rasteriser {
    scale: ScaleContext,
}

impl Rasteriser {
    /// The coverage of a glyph at `size` pixels with its pen `fraction` (0..1) of a pixel right of a pixel edge;
    /// `None` for a glyph that prints nothing. Unhinted, so that letters keep their joints at every size.
    pub fn glyph(&mut self, face: &FaceData, id: u16, size: f32, fraction: f32) -> Option<Coverage> {
        let font = swash::FontRef::from_index(face.bytes(), face.index())?;
        let mut scaler = self.scale.builder(font).size(size).hint(false).build();
        let image =
            Render::new(&[Source::Outline]).offset(swash::zeno::Vector::new(fraction, 0.0)).render(&mut scaler, id)?;
        let (width, height) = (image.placement.width as usize, image.placement.height as usize);
        let complete = width > 0 && height > 0 && image.data.len() >= width * height;
        complete.then_some(Coverage {
            left: image.placement.left,
            top: image.placement.top,
            width,
            height,
            data: image.data,
        })
    }
}
