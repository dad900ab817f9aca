//! The report as LaTeX with booktabs tables. English compiles with every engine, with a plain word in place of Arabic where the
//! engine has none; Arabic needs `xelatex` or `lualatex` and the typeface Amiri.

use super::blocks::{Block, Table};
use super::numbers::Lang;

/// Columns of the table of all variables that a journal prints; the others stand variable by variable.
const PRINTED: [&str; 11] =
    ["variable", "row", "label", "level", "units", "coders", "percent_agreement", "alpha", "ci", "q_667", "q_800"];

/// Columns that fit a line without the smallest letters.
const FITS: usize = 7;

pub(super) fn latex(blocks: &[Block], title: &str, lang: Lang) -> String {
    let mut out = String::from(if lang.is_arabic() { ARABIC } else { ENGLISH });
    out.push_str(&format!("\\title{{{}}}\n\\date{{}}\n\\begin{{document}}\n", text(title, lang)));
    for block in blocks {
        match block {
            Block::Heading(1, words) => out.push_str(&format!("\\section*{{{}}}\n", text(words, lang))),
            Block::Heading(2, words) => out.push_str(&format!("\\section{{{}}}\n", text(words, lang))),
            Block::Heading(_, words) => out.push_str(&format!("\\subsection{{{}}}\n", text(words, lang))),
            Block::Paragraph(words) => out.push_str(&format!("{}\n\n", text(words, lang))),
            Block::Note(words) => out.push_str(&format!("{{\\small {}\\par}}\n\n", text(words, lang))),
            Block::Warning(words) => {
                out.push_str(&format!("\\noindent\\textbf{{{}}} {}\n\n", lang.t("Note.", "تنبيه."), text(words, lang)));
            }
            Block::Table(of) => table(&mut out, &of.with_columns(&PRINTED), lang),
            Block::Plot(_) | Block::Behind(_) => {}
        }
    }
    out.push_str("\\end{document}\n");
    out
}

const ENGLISH: &str = r"% pdflatex, xelatex or lualatex. Arabic words are set by xelatex and lualatex only.
\documentclass[a4paper,10pt]{article}
\usepackage{iftex}
\ifPDFTeX
  \usepackage[T1]{fontenc}
  \usepackage[utf8]{inputenc}
  \usepackage{textcomp}
  \newcommand{\Arabic}[1]{\textit{[Arabic]}}
\else
  \usepackage{fontspec}
  \IfFontExistsTF{Amiri}{\newfontfamily\arabicwords[Script=Arabic]{Amiri}}{\newcommand{\arabicwords}{}}
  \ifXeTeX
    \TeXXeTstate=1
    \newcommand{\Arabic}[1]{{\arabicwords\beginR #1\endR}}
  \else
    \newcommand{\Arabic}[1]{{\arabicwords\textdir TRT #1}}
  \fi
\fi
\usepackage[margin=20mm]{geometry}
\usepackage{booktabs,longtable,array}
\setlength{\emergencystretch}{3em}
";

const ARABIC: &str = r"% xelatex or lualatex, with the typeface Amiri.
\documentclass[a4paper,11pt]{article}
\usepackage[margin=20mm]{geometry}
\usepackage{booktabs,longtable,array}
\usepackage{polyglossia}
\setdefaultlanguage[numerals=maghrib]{arabic}
\setotherlanguage{english}
\setmainfont[Script=Arabic]{Amiri}
\newfontfamily\arabicfont[Script=Arabic]{Amiri}
\setlength{\emergencystretch}{3em}
\newcommand{\Latin}[1]{\textenglish{#1}}
";

fn table(out: &mut String, table: &Table, lang: Lang) {
    let number = table.columns.len();
    let size = match number {
        0..=4 => "\\small",
        n if n <= FITS => "\\footnotesize",
        n if n <= 10 => "\\scriptsize\\setlength{\\tabcolsep}{3pt}",
        _ => "\\tiny\\setlength{\\tabcolsep}{1.5pt}",
    };
    // Words share what figures leave.
    let words = table.columns.iter().filter(|c| !c.figures).count().max(1);
    let figures = number - table.columns.iter().filter(|c| !c.figures).count();
    let room = (0.94 - 0.055 * figures as f64).max(0.22) / words as f64;
    let ragged = if lang.is_arabic() { "\\raggedleft" } else { "\\raggedright" };
    let columns: Vec<String> =
        table
            .columns
            .iter()
            .map(|c| {
                if c.figures {
                    "r".to_owned()
                } else {
                    format!(">{{{ragged}\\arraybackslash}}p{{{room:.3}\\linewidth}}")
                }
            })
            .collect();
    out.push_str(
        &format!("{{{size}\n\\begin{{longtable}}{{@{{}}{}@{{}}}}\n\\caption*{{}}", columns.join(""))
            .replace("\n\\caption*{}", ""),
    );
    let head: Vec<String> = table.columns.iter().map(|c| text(&c.name, lang)).collect();
    out.push_str(&format!(
        "\n\\multicolumn{{{number}}}{{@{{}}l@{{}}}}{{\\textbf{{{}}}}}\\\\[2pt]\n\\toprule\n{} \\\\\n\\midrule\n\\endfirsthead\n\\toprule\n{} \\\\\n\\midrule\n\\endhead\n\\bottomrule\n\\endfoot\n",
        text(&table.title, lang),
        head.join(" & "),
        head.join(" & ")
    ));
    for row in &table.rows {
        let cells: Vec<String> = row.iter().map(|cell| text(&cell.shown(lang), lang)).collect();
        out.push_str(&format!("{} \\\\\n", cells.join(" & ")));
    }
    out.push_str("\\end{longtable}}\n");
    for note in &table.notes {
        out.push_str(&format!("{{\\footnotesize {}\\par}}\n\n", text(note, lang)));
    }
    out.push('\n');
}

const fn is_arabic(c: char) -> bool {
    matches!(c, '\u{0600}'..='\u{06FF}' | '\u{0750}'..='\u{077F}' | '\u{08A0}'..='\u{08FF}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}')
}

/// Words with TeX's own signs made plain, and the runs of the other script in their command.
fn text(words: &str, lang: Lang) -> String {
    let mut out = String::new();
    let mut run = String::new();
    let mut other = false;
    let close = |out: &mut String, run: &mut String, other: bool| {
        if run.is_empty() {
            return;
        }
        if other {
            let name = if lang.is_arabic() { "Latin" } else { "Arabic" };
            let trimmed = run.trim_end();
            out.push_str(&format!("\\{name}{{{trimmed}}}{}", &run[trimmed.len()..]));
        } else {
            out.push_str(run);
        }
        run.clear();
    };
    for c in words.chars() {
        let foreign = if lang.is_arabic() { c.is_alphabetic() && !is_arabic(c) } else { is_arabic(c) };
        // A sign or space between two words of the other script belongs to them.
        let neutral = c == ' '
            || (c.is_ascii_digit() && lang.is_arabic())
            || (lang.is_arabic() && matches!(c, '.' | '-' | '_' | '&' | ','));
        let next = if neutral && other { true } else { foreign };
        if next != other {
            close(&mut out, &mut run, other);
            other = next;
        }
        push(&mut run, c);
    }
    close(&mut out, &mut run, other);
    out
}

fn push(out: &mut String, c: char) {
    match c {
        '\\' => out.push_str("\\textbackslash{}"),
        '&' | '%' | '$' | '#' | '_' | '{' | '}' => {
            out.push('\\');
            out.push(c);
        }
        '~' => out.push_str("\\textasciitilde{}"),
        '^' => out.push_str("\\textasciicircum{}"),
        '<' => out.push_str("\\textless{}"),
        '>' => out.push_str("\\textgreater{}"),
        '|' => out.push_str("\\textbar{}"),
        '"' => out.push_str("\\textquotedbl{}"),
        '\u{2212}' => out.push_str("\\ensuremath{-}"),
        'α' => out.push_str("\\ensuremath{\\alpha}"),
        'γ' => out.push_str("\\ensuremath{\\gamma}"),
        '\u{2190}' => out.push_str("\\ensuremath{\\leftarrow}"),
        '\u{2026}' => out.push_str("\\ldots{}"),
        '\u{2013}' => out.push_str("--"),
        '\u{2014}' => out.push_str("---"),
        '\u{201C}' => out.push_str("``"),
        '\u{201D}' => out.push_str("''"),
        '\u{2019}' => out.push('\''),
        '·' => out.push_str("\\textperiodcentered{}"),
        '\n' | '\r' | '\t' => out.push(' '),
        // Marks of direction, and what no typeface has.
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' => {}
        c if c.is_control() => {}
        c if is_set(c) => out.push(c),
        _ => out.push('?'),
    }
}

/// Letters that Latin typefaces of every engine have, and Arabic ones.
const fn is_set(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{A1}'..='\u{17F}') || is_arabic(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::UiLanguage;

    #[test]
    fn signs_of_tex_are_plain_and_arabic_has_its_command() {
        let (en, ar) = (Lang(UiLanguage::En), Lang(UiLanguage::Ar));
        assert_eq!(text("50 % of A_1 & {x}", en), "50 \\% of A\\_1 \\& \\{x\\}");
        assert_eq!(text("by \u{2068}سلمى علي\u{2069}, too", en), "by \\Arabic{سلمى علي}, too");
        assert_eq!(text("ألفا (MASI)", ar), "ألفا (\\Latin{MASI})");
        assert_eq!(text("−.05", en).replace('\u{2212}', "\\ensuremath{-}"), "\\ensuremath{-}.05");
    }
}
