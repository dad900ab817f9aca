//! Small pictures as SVG, by hand: rectangles, lines, words.

use super::numbers::Lang;

/// Colours of the plots: they keep apart in grey and for colour-blind readers.
pub(super) const INK: &str = "#1c1c1c";
pub(super) const QUIET: &str = "#5c5c5c";
pub(super) const LINE: &str = "#d4d0c8";
pub(super) const ACCENT: &str = "#1f5a8a";
pub(super) const PAPER: &str = "#ffffff";

/// Where words stand to their point.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum At {
    /// The point is where the words begin on the left.
    Left,
    /// In the middle.
    Middle,
    /// The point is where they end on the right.
    Right,
}

/// A picture that is being drawn, from left to right in every language; whoever draws mirrors.
pub(super) struct Svg {
    lang: Lang,
    width: f64,
    height: f64,
    title: String,
    body: String,
}

/// XML without signs of its own in words.
pub(super) fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if c.is_control() && !matches!(c, '\n' | '\t') => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

impl Svg {
    pub(super) fn new(lang: Lang, title: &str, width: f64, height: f64) -> Self {
        Self { lang, width, height, title: title.to_owned(), body: String::new() }
    }

    pub(super) fn rect(&mut self, x: f64, y: f64, w: f64, h: f64, fill: &str) {
        self.body.push_str(&format!(
            "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{:.1}\" height=\"{:.1}\" fill=\"{fill}\"/>\n",
            w.max(0.0),
            h.max(0.0)
        ));
    }

    /// A rectangle that tells what it is when it is pointed at.
    pub(super) fn told(&mut self, (x, y, w, h): (f64, f64, f64, f64), fill: &str, words: &str) {
        self.body.push_str(&format!(
            "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{:.1}\" height=\"{:.1}\" fill=\"{fill}\" stroke=\"{PAPER}\" stroke-width=\"0.6\"><title>{}</title></rect>\n",
            w.max(0.0),
            h.max(0.0),
            xml(words)
        ));
    }

    pub(super) fn line(&mut self, from: (f64, f64), to: (f64, f64), color: &str, width: f64, dashed: bool) {
        let dash = if dashed { " stroke-dasharray=\"3 3\"" } else { "" };
        self.body.push_str(&format!(
            "<line x1=\"{:.1}\" y1=\"{:.1}\" x2=\"{:.1}\" y2=\"{:.1}\" stroke=\"{color}\" stroke-width=\"{width}\"{dash}/>\n",
            from.0, from.1, to.0, to.1
        ));
    }

    pub(super) fn dot(&mut self, x: f64, y: f64, r: f64, fill: &str) {
        self.body.push_str(&format!(
            "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{r:.1}\" fill=\"{fill}\" stroke=\"{ACCENT}\" stroke-width=\"1.5\"/>\n"
        ));
    }

    /// Words; `at` is said for the eye, whatever their direction.
    pub(super) fn text(&mut self, x: f64, y: f64, text: &str, at: At, size: f64, color: &str) {
        let rtl = self.lang.is_arabic();
        let anchor = match (at, rtl) {
            (At::Middle, _) => "middle",
            (At::Left, false) | (At::Right, true) => "start",
            (At::Right, false) | (At::Left, true) => "end",
        };
        let direction = if rtl { " direction=\"rtl\"" } else { "" };
        self.body.push_str(&format!(
            "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\" font-size=\"{size}\" fill=\"{color}\"{direction}>{}</text>\n",
            xml(text)
        ));
    }

    pub(super) fn finished(self) -> String {
        let (width, height) = (self.width, self.height);
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {height:.0}\" width=\"{width:.0}\" height=\"{height:.0}\" role=\"img\" font-family=\"'Noto Naskh Arabic','Amiri','DejaVu Sans',sans-serif\">\n<title>{}</title>\n{}</svg>\n",
            xml(&self.title),
            self.body
        )
    }
}

/// Words that fit about so many signs.
pub(super) fn clipped(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most.saturating_sub(1)).chain(['\u{2026}']).collect()
}
