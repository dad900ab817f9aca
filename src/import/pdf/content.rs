//! What a page of a PDF shows: its letters with the places where they stand.

use super::fonts::Font;
use super::guard;
use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction as Op;
use hayro_syntax::object::{self, Array, Dict, Name, Object, Stream};
use hayro_syntax::page::{Page, Resources};
use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

/// Bytes of a page's instructions once unpacked.
const CONTENT: u64 = 24_000_000;
/// Instructions of one page, of all its forms together; forms may show each other.
const STEPS: usize = 2_000_000;
/// Forms inside each other, and saved states.
const DEPTH: usize = 12;
const STATES: usize = 200;
/// Letters of one page.
const LETTERS: usize = 200_000;

/// Letters that are shown as one glyph.
#[derive(Clone, Debug)]
pub(super) struct Glyph {
    /// Bytes of the page's letters.
    pub letters: Range<usize>,
    /// Quarter of a turn that its line is turned by, from 0 to 3.
    pub turn: u8,
    /// Where it begins and ends along its line, and the height of that line.
    pub from: f32,
    pub to: f32,
    pub line: f32,
    /// Height of its letters.
    pub size: f32,
}

/// What a page shows.
#[derive(Debug, Default)]
pub(super) struct Shown {
    pub letters: String,
    pub glyphs: Vec<Glyph>,
    /// Glyphs whose letters the file does not tell.
    pub unknown: usize,
    /// Whether a part of the page could not be read.
    pub broken: bool,
}

/// Fonts of a document, by the place of their dictionary.
pub(super) type Fonts = BTreeMap<usize, Rc<Font>>;

/// A matrix as PDF writes it.
#[derive(Clone, Copy)]
struct Matrix([f64; 6]);

impl Matrix {
    const ONE: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// First this one, then the other.
    fn then(self, other: Self) -> Self {
        let [m, n] = [self.0, other.0];
        Self([
            m[0] * n[0] + m[1] * n[2],
            m[0] * n[1] + m[1] * n[3],
            m[2] * n[0] + m[3] * n[2],
            m[2] * n[1] + m[3] * n[3],
            m[4] * n[0] + m[5] * n[2] + n[4],
            m[4] * n[1] + m[5] * n[3] + n[5],
        ])
    }
    fn moved(self, x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y]).then(self)
    }
    fn at(self, x: f64, y: f64) -> (f64, f64) {
        let m = self.0;
        (m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5])
    }
}

#[derive(Clone)]
struct State {
    page: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    letter_space: f64,
    word_space: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
}

struct Reader<'r> {
    out: Shown,
    fonts: &'r mut Fonts,
    steps: usize,
}

/// Reads what a page shows.
pub(super) fn shown(page: &Page<'_>, fonts: &mut Fonts) -> Shown {
    let mut reader = Reader { out: Shown::default(), fonts, steps: 0 };
    let state = State {
        page: Matrix::ONE,
        font: None,
        size: 1.0,
        letter_space: 0.0,
        word_space: 0.0,
        stretch: 1.0,
        leading: 0.0,
        rise: 0.0,
    };
    match instructions(page) {
        Some(content) => reader.run(&content, page.resources(), state, 0),
        None => reader.out.broken = page.raw().contains_key(b"Contents"),
    }
    reader.out
}

/// The instructions of a page.
fn instructions(page: &Page<'_>) -> Option<Vec<u8>> {
    if let Some(stream) = page.raw().get::<Stream<'_>>(b"Contents") {
        return guard::unpack(&stream, CONTENT);
    }
    let mut out = Vec::new();
    for stream in page.raw().get::<Array<'_>>(b"Contents")?.iter::<Stream<'_>>().take(2_000) {
        out.append(&mut guard::unpack(&stream, CONTENT.checked_sub(out.len() as u64)?)?);
        out.push(b'\n');
    }
    Some(out)
}

impl Reader<'_> {
    fn run(&mut self, content: &[u8], resources: &Resources<'_>, mut state: State, depth: usize) {
        let mut saved: Vec<State> = Vec::new();
        let mut meant: Vec<(Option<String>, usize)> = Vec::new();
        let (mut text, mut line) = (Matrix::ONE, Matrix::ONE);
        let mut instructions = TypedIter::new(content);
        while let Some(instruction) = instructions.next() {
            self.steps += 1;
            if self.steps > STEPS || self.out.glyphs.len() > LETTERS {
                self.out.broken = true;
                return;
            }
            match instruction {
                Op::SaveState(_) if saved.len() < STATES => saved.push(state.clone()),
                Op::RestoreState(_) => {
                    if let Some(before) = saved.pop() {
                        state = before;
                    }
                }
                Op::Transform(m) => {
                    let matrix = [m.0, m.1, m.2, m.3, m.4, m.5].map(|n| n.as_f64());
                    state.page = Matrix(matrix).then(state.page);
                }
                Op::BeginText(_) => (text, line) = (Matrix::ONE, Matrix::ONE),
                Op::CharacterSpacing(n) => state.letter_space = n.0.as_f64(),
                Op::WordSpacing(n) => state.word_space = n.0.as_f64(),
                Op::HorizontalScaling(n) => state.stretch = n.0.as_f64() / 100.0,
                Op::TextLeading(n) => state.leading = n.0.as_f64(),
                Op::TextRise(n) => state.rise = n.0.as_f64(),
                Op::TextFont(f) => {
                    state.font = resources.get_font(f.0).map(|dict| self.font(&dict));
                    state.size = f.1.as_f64();
                }
                Op::NextLine(n) => {
                    line = line.moved(n.0.as_f64(), n.1.as_f64());
                    text = line;
                }
                Op::NextLineAndSetLeading(n) => {
                    state.leading = -n.1.as_f64();
                    line = line.moved(n.0.as_f64(), n.1.as_f64());
                    text = line;
                }
                Op::SetTextMatrix(m) => {
                    line = Matrix([m.0, m.1, m.2, m.3, m.4, m.5].map(|n| n.as_f64()));
                    text = line;
                }
                Op::NextLineUsingLeading(_) => {
                    line = line.moved(0.0, -state.leading);
                    text = line;
                }
                Op::ShowText(s) => self.show(s.0.as_bytes(), &state, &mut text),
                Op::NextLineAndShowText(s) => {
                    line = line.moved(0.0, -state.leading);
                    text = line;
                    self.show(s.0.as_bytes(), &state, &mut text);
                }
                Op::ShowTextWithParameters(s) => {
                    (state.word_space, state.letter_space) = (s.0.as_f64(), s.1.as_f64());
                    line = line.moved(0.0, -state.leading);
                    text = line;
                    self.show(s.2.as_bytes(), &state, &mut text);
                }
                Op::ShowTexts(list) => {
                    for item in list.0.iter::<Object<'_>>() {
                        match item {
                            Object::String(s) => self.show(s.as_bytes(), &state, &mut text),
                            Object::Number(n) => {
                                text = text.moved(-n.as_f64() / 1000.0 * state.size * state.stretch, 0.0);
                            }
                            _ => {}
                        }
                    }
                }
                Op::BeginMarkedContentWithProperties(of) if meant.len() < STATES => {
                    meant.push((actual_text(of.1), self.out.glyphs.len()));
                }
                Op::BeginMarkedContent(_) if meant.len() < STATES => meant.push((None, self.out.glyphs.len())),
                Op::EndMarkedContent(_) => {
                    if let Some((Some(text), from)) = meant.pop() {
                        self.mean(from, &text);
                    }
                }
                Op::XObject(name) if depth < DEPTH => {
                    if let Some(form) = resources.get_x_object(name.0).filter(is_form) {
                        self.form(&form, resources, &state, depth);
                    }
                }
                _ => {}
            }
        }
    }

    /// What was shown since a place means this text, as the file says.
    fn mean(&mut self, from: usize, text: &str) {
        let Some((first, others)) = self.out.glyphs.get(from..).and_then(<[Glyph]>::split_first) else { return };
        let level = others.iter().all(|g| g.turn == first.turn && (g.line - first.line).abs() <= first.size);
        if others.len() > 200 || !level || text.contains('\u{FFFD}') {
            return;
        }
        let start = self.out.letters.len();
        let whole = others.iter().fold(first.clone(), |whole, g| Glyph {
            from: whole.from.min(g.from),
            to: whole.to.max(g.to),
            ..whole
        });
        let of = self.out.glyphs.get(from..).unwrap_or_default().iter();
        let unknown = of.filter(|g| self.out.letters.get(g.letters.clone()) == Some("\u{FFFD}")).count();
        self.out.unknown -= unknown.min(self.out.unknown);
        self.out.letters.push_str(text);
        self.out.glyphs.truncate(from);
        self.out.glyphs.push(Glyph { letters: start..self.out.letters.len(), ..whole });
    }

    fn font(&mut self, dict: &Dict<'_>) -> Rc<Font> {
        let place = dict.data().as_ptr().addr();
        Rc::clone(self.fonts.entry(place).or_insert_with(|| Rc::new(Font::of(dict))))
    }

    /// A form is a piece of a page that is shown in several places.
    fn form(&mut self, form: &Stream<'_>, around: &Resources<'_>, state: &State, depth: usize) {
        let Some(content) = guard::unpack(form, CONTENT) else {
            self.out.broken = true;
            return;
        };
        self.steps += content.len() / 100;
        let mut state = state.clone();
        if let Some(matrix) = form.dict().get::<[f32; 6]>(b"Matrix") {
            state.page = Matrix(matrix.map(f64::from)).then(state.page);
        }
        match form.dict().get::<Dict<'_>>(b"Resources") {
            Some(own) => self.run(&content, &Resources::new(own), state, depth + 1),
            None => self.run(&content, around, state, depth + 1),
        }
    }

    fn show(&mut self, shown: &[u8], state: &State, text: &mut Matrix) {
        let Some(font) = state.font.clone() else {
            self.out.unknown += shown.len();
            return;
        };
        for code in font.codes(shown) {
            let advance = (f64::from(code.width) * state.size
                + state.letter_space
                + if code.space { state.word_space } else { 0.0 })
                * state.stretch;
            let width = f64::from(code.width) * state.size * state.stretch;
            self.place(code.letters.as_deref(), state, text.then(state.page), width);
            *text = text.moved(advance, 0.0);
        }
    }

    fn place(&mut self, letters: Option<&str>, state: &State, matrix: Matrix, width: f64) {
        let (x0, y0) = matrix.at(0.0, state.rise);
        let (x1, y1) = matrix.at(width, state.rise);
        let [a, b, c, d, ..] = matrix.0;
        let size = (c.hypot(d) * state.size).abs();
        if ![x0, y0, x1, y1, size].iter().all(|n| n.is_finite() && n.abs() < 1e6) || size < 0.01 {
            return;
        }
        // The quarter of a turn that the line is nearest to.
        let (turn, from, to, line) = match () {
            () if a.abs() >= b.abs() && a >= 0.0 => (0, x0, x1, y0),
            () if a.abs() < b.abs() && b > 0.0 => (1, y0, y1, -x0),
            () if a.abs() >= b.abs() => (2, -x0, -x1, -y0),
            () => (3, -y0, -y1, x0),
        };
        let start = self.out.letters.len();
        self.out.unknown += usize::from(letters.is_none());
        self.out.letters.push_str(letters.unwrap_or("\u{FFFD}"));
        self.out.glyphs.push(Glyph {
            letters: start..self.out.letters.len(),
            turn,
            from: from.min(to) as f32,
            to: from.max(to) as f32,
            line: line as f32,
            size: size as f32,
        });
    }
}

/// The text that a piece of a page stands for, where its properties name one.
fn actual_text(properties: &Object<'_>) -> Option<String> {
    let Object::Dict(properties) = properties else { return None };
    let text = properties.get::<object::String<'_>>(b"ActualText")?;
    let bytes = text.as_bytes();
    if let Some(wide) = bytes.strip_prefix(b"\xFE\xFF") {
        return Some(encoding_rs::UTF_16BE.decode_without_bom_handling(wide).0.into_owned());
    }
    let plain = bytes.strip_prefix(b"\xEF\xBB\xBF").or_else(|| bytes.is_ascii().then_some(bytes))?;
    std::str::from_utf8(plain).ok().map(str::to_owned)
}

fn is_form(stream: &Stream<'_>) -> bool {
    stream.dict().get::<Name<'_>>(b"Subtype").is_some_and(|s| s.as_ref() == b"Form")
}
