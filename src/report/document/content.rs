//! What the report says, as blocks in a language: the same for every form of it.

use super::blocks::{Block, Cell, Column, Table};
use super::findings;
use super::method::{level, method};
use super::model::{Coefficient, ReportDocument, VariableReport, Warning};
use super::numbers::Lang;
use super::plots;
use super::references::apa;
use super::words::{coefficient, mark, reason, short_warning, warning};
use crate::report::Benchmark;

/// The whole report.
pub(super) fn content(document: &ReportDocument, lang: Lang) -> Vec<Block> {
    let mut out = vec![Block::Heading(1, lang.t("Reliability report", "تقرير الثبات").to_owned())];
    out.push(Block::Note(about(document, lang)));
    out.push(Block::Heading(2, lang.t("Method", "المنهج").to_owned()));
    out.extend(method(document, lang).into_iter().map(Block::Paragraph));
    out.push(Block::Heading(2, lang.t("Reliability of all variables", "ثبات المتغيرات كلها").to_owned()));
    out.push(Block::Table(reliability(document, lang)));
    out.extend(plots::forest(document, lang).map(Block::Plot));
    if !document.marks.is_empty() {
        out.push(Block::Heading(2, lang.t("What was marked in the texts", "ما حُدِّد في النصوص").to_owned()));
        out.push(Block::Table(marks(document, lang)));
    }
    if document.findings.findings.is_empty() {
        out.push(Block::Note(
            lang.t(
                "The codings give no findings of the kinds that this report knows.",
                "لا نتائج في الترميزات من الأنواع التي يعرفها هذا التقرير.",
            )
            .to_owned(),
        ));
    } else {
        out.extend(findings::blocks(&document.findings, lang));
    }
    out.push(Block::Heading(2, lang.t("Variable by variable", "متغيرًا متغيرًا").to_owned()));
    for (number, of) in document.variables.iter().enumerate() {
        variable(&mut out, of, number + 1, lang);
    }
    out.push(Block::Heading(2, lang.t("References", "المراجع").to_owned()));
    out.extend(apa(document).into_iter().map(|text| Block::Paragraph(text.to_owned())));
    if !document.findings.findings.is_empty() {
        out.push(Block::Heading(2, lang.t("Articles behind the findings", "المقالات وراء النتائج").to_owned()));
        out.push(Block::Table(findings::articles(&document.findings, lang)));
    }
    out
}

/// The tables that programs read: one of each kind, with the variable in front.
pub(super) fn data_tables(document: &ReportDocument, lang: Lang) -> Vec<Table> {
    let mut out = vec![reliability(document, lang)];
    for detail in DETAILS {
        let mut columns = vec![
            Column::words("variable", lang.t("Variable", "المتغير")),
            Column::words("row", lang.t("Row", "الصف")),
            Column::words("label", lang.t("Label", "الاسم")),
        ];
        columns.extend((detail.columns)(lang));
        let rows = document.variables.iter().flat_map(|of| {
            let row: Vec<&str> = of.row.iter().map(|(_, value)| value.as_str()).collect();
            let before = [Cell::text(&of.variable), Cell::text(row.join(" ")), Cell::text(of.label.get(lang.0))];
            (detail.rows)(of, lang).into_iter().map(move |row| before.iter().cloned().chain(row).collect())
        });
        let rows: Vec<Vec<Cell>> = rows.collect();
        if !rows.is_empty() {
            let (en, ar) = detail.title;
            out.push(Table { id: detail.id.into(), title: lang.t(en, ar).into(), columns, rows, notes: Vec::new() });
        }
    }
    if !document.marks.is_empty() {
        out.push(marks(document, lang));
    }
    out.extend(findings::data_tables(&document.findings, lang));
    out
}

fn about(document: &ReportDocument, lang: Lang) -> String {
    let facts = &document.study;
    let (title, round, version) = (lang.name(&facts.title), lang.name(&facts.round.name), lang.name(&facts.version));
    let (program, seed) = (lang.name(&document.mizan), lang.digits(&document.seed.to_string()));
    if lang.is_arabic() {
        format!("{title} — الجولة: {round} — دليل الترميز: {version} — ميزان {program} — البذرة: {seed}")
    } else {
        format!("{title} — round: {round} — codebook: {version} — Mizan {program} — seed: {seed}")
    }
}

/// The table that journals print: APA, two decimals, no zero before the point in English.
fn reliability(document: &ReportDocument, lang: Lang) -> Table {
    let columns = vec![
        Column::words("variable", lang.t("Variable", "المتغير")),
        Column::words("row", lang.t("Row", "الصف")),
        Column::words("label", lang.t("Label", "الاسم")),
        Column::words("level", lang.t("Level", "المستوى")),
        Column::figures("articles", lang.t("Articles", "مقالات")),
        Column::figures("units", lang.t("Units", "وحدات")),
        Column::figures("coders", lang.t("Coders", "مرمِّزون")),
        Column::figures("pairable", lang.t("Pairable", "قابلة للمقارنة")),
        Column::figures("largest_share", lang.t("Largest value", "القيمة الأكثر")),
        Column::figures("percent_agreement", lang.t("% agree", "اتفاق")),
        Column::words("measure", lang.t("Coefficient", "المعامل")),
        Column::figures("alpha", lang.t("α", "ألفا")),
        Column::bounds("ci", lang.t("95 % CI", "مجال ٩٥٪")),
        Column::figures("q_667", lang.t("q < .667", "خطر دون ٠٫٦٦٧")),
        Column::figures("q_800", lang.t("q < .80", "خطر دون ٠٫٨٠")),
        Column::words("warnings", lang.t("Beware", "تنبيه")),
    ];
    let rows = document.variables.iter().map(|of| {
        let row: Vec<&str> = of.row.iter().map(|(_, value)| value.as_str()).collect();
        let warned: Vec<String> = of.warnings.iter().map(|w| short_warning(lang, *w).to_owned()).collect();
        vec![
            Cell::text(&of.variable),
            Cell::text(row.join(" ")),
            Cell::text(of.label.get(lang.0)),
            Cell::text(level(lang, of.level)),
            Cell::Count(of.articles),
            Cell::Count(of.pairable_units),
            Cell::Count(of.coders),
            Cell::Count(of.pairable_values),
            Cell::percent(of.largest.as_ref().map(|(_, share)| *share)),
            Cell::percent(of.percent_agreement),
            Cell::text(coefficient(lang, &of.primary.measure)),
            of.primary.value.map_or_else(|| Cell::text(lang.t("undefined", "غير معرَّف")), |alpha| Cell::Unit(alpha, 2)),
            Cell::bounds(of.primary.low, of.primary.high, 2),
            Cell::unit(of.below_tentative, 3),
            Cell::unit(of.below_reliable, 3),
            Cell::text(lang.parts(&warned)),
        ]
    });
    let note = lang.t(
        "Note. Units: coded by two or more coders. Pairable: values in these units. α: Krippendorff's alpha at the variable's level; CI: bias-corrected and accelerated bootstrap over units; q: share of the resamples in which alpha falls below the value. All before adjudication.",
        "ملاحظة. الوحدات: ما رمّزه مرمِّزان أو أكثر. القابلة للمقارنة: القيم في تلك الوحدات. ألفا: ألفا كريبندورف بحسب مستوى المتغير؛ المجال: إعادة سحب الوحدات بطريقة BCa؛ الخطر: حصة العينات التي تقع فيها ألفا دون الحد. وكلها من قبل الحسم.",
    );
    Table {
        id: "reliability".into(),
        title: lang.t("Reliability of the variables", "ثبات المتغيرات").into(),
        columns,
        rows: rows.collect(),
        notes: vec![note.into()],
    }
}

fn marks(document: &ReportDocument, lang: Lang) -> Table {
    let columns = vec![
        Column::words("code", lang.t("Code", "الرمز")),
        Column::words("label", lang.t("What", "ماذا")),
        Column::figures("coders", lang.t("Coders", "مرمِّزون")),
        Column::figures("articles", lang.t("Articles", "مقالات")),
        Column::figures("marks", lang.t("Marks", "تحديدات")),
        Column::words("measure", lang.t("Figure", "الرقم")),
        Column::figures("value", lang.t("Value", "القيمة")),
        Column::bounds("ci", lang.t("95 % CI", "مجال ٩٥٪")),
        Column::words("remark", lang.t("Remark", "ملاحظة")),
    ];
    let rows = document.marks.iter().flat_map(|of| {
        of.figures.iter().map(|figure| {
            let plain = Coefficient {
                measure: String::new(),
                value: figure.value,
                low: None,
                high: None,
                method: None,
                undefined: figure.undefined.clone(),
            };
            let is_count =
                matches!(figure.what, crate::report::MarksFigure::Matched | crate::report::MarksFigure::Unmatched);
            let value = match figure.value {
                Some(number) if is_count => Cell::Count(number as usize),
                Some(number) => Cell::Unit(number, 3),
                None => Cell::text(lang.t("undefined", "غير معرَّف")),
            };
            let remark =
                if of.single { warning(lang, Warning::SingleUnit).to_owned() } else { reason(lang, &plain, false) };
            vec![
                Cell::text(&of.code),
                Cell::text(format!("{} · {}", of.unit.get(lang.0), of.label.get(lang.0))),
                Cell::Count(of.coders),
                Cell::Count(of.articles),
                Cell::Count(of.marks),
                Cell::text(mark(lang, figure.what)),
                value,
                Cell::bounds(figure.low, figure.high, 3),
                Cell::text(remark),
            ]
        })
    });
    let note = lang.t(
        "Positions are characters of the article. u-alpha: Krippendorff's alpha for unitizing, marked against not marked, overlapping spans of one coder joined; intervals are drawn over articles. Gamma rests on samples of what chance would give, and is left out where so many marks would take minutes.",
        "المواضع أحرف المقال. ألفا التقطيع: محدَّد مقابل غير محدَّد، وتُضم مقاطع المرمِّز الواحد المتداخلة؛ والمجالات من إعادة سحب المقالات. وتقوم غاما على عينات مما تعطيه المصادفة، وتُترك حيث تستغرق كثرة التحديدات دقائق.",
    );
    Table {
        id: "marks".into(),
        title: lang.t("Agreement on spans, attributions and chains", "الاتفاق على المقاطع والإسنادات والسلاسل").into(),
        columns,
        rows: rows.collect(),
        notes: vec![note.into()],
    }
}

/// What is said of one variable, as a table of its own and as part of a table of all.
struct Detail {
    id: &'static str,
    title: (&'static str, &'static str),
    note: (&'static str, &'static str),
    columns: fn(Lang) -> Vec<Column>,
    rows: fn(&VariableReport, Lang) -> Vec<Vec<Cell>>,
}

const DETAILS: [Detail; 7] = [
    Detail {
        id: "companions",
        title: ("Coefficients", "المعاملات"),
        note: ("", ""),
        columns: |lang| {
            vec![
                Column::words("measure", lang.t("Coefficient", "المعامل")),
                Column::figures("value", lang.t("Value", "القيمة")),
                Column::bounds("ci", lang.t("95 % CI", "مجال ٩٥٪")),
                Column::words("method", lang.t("Interval by", "المجال بطريقة")),
                Column::words("remark", lang.t("Remark", "ملاحظة")),
            ]
        },
        rows: |of, lang| {
            let no_variation = of.warnings.contains(&Warning::NoVariation);
            let all = std::iter::once(&of.primary).chain(&of.companions);
            all.map(|figure| {
                vec![
                    Cell::text(coefficient(lang, &figure.measure)),
                    Cell::unit(figure.value, 3),
                    Cell::bounds(figure.low, figure.high, 3),
                    Cell::text(figure.method.clone().unwrap_or_default()),
                    Cell::text(reason(lang, figure, no_variation)),
                ]
            })
            .collect()
        },
    },
    Detail {
        id: "values",
        title: ("Value by value", "قيمة قيمة"),
        note: (
            "Specific agreement: when one coder gives the value, the chance that another one does too.",
            "الاتفاق الخاص: إذا أعطى مرمِّز القيمة فهذا احتمال أن يعطيها غيره.",
        ),
        columns: |lang| {
            vec![
                Column::words("code", lang.t("Code", "الرمز")),
                Column::words("value", lang.t("Value", "القيمة")),
                Column::figures("count", lang.t("Given", "أُعطيت")),
                Column::figures("share", lang.t("Share", "الحصة")),
                Column::figures("specific_agreement", lang.t("Specific agreement", "الاتفاق الخاص")),
                Column::figures("alpha", lang.t("Alpha of the label", "ألفا الجواب")),
            ]
        },
        rows: |of, lang| {
            let row = |value: &super::model::ValueReport| {
                vec![
                    Cell::text(&value.value.code),
                    Cell::text(value.value.label.get(lang.0)),
                    Cell::Number(value.count, 0),
                    Cell::percent(value.share),
                    Cell::unit(value.specific_agreement, 3),
                    Cell::unit(value.alpha, 3),
                ]
            };
            of.values.iter().map(row).collect()
        },
    },
    Detail {
        id: "pairs",
        title: ("Coders two by two", "المرمِّزون اثنين اثنين"),
        note: ("", ""),
        columns: |lang| {
            vec![
                Column::words("coder_a", lang.t("Coder", "المرمِّز")),
                Column::words("coder_b", lang.t("and", "مع")),
                Column::figures("units", lang.t("Units", "وحدات")),
                Column::figures("percent_agreement", lang.t("% agree", "اتفاق")),
                Column::figures("alpha", lang.t("α", "ألفا")),
            ]
        },
        rows: |of, _| {
            let row = |pair: &super::model::PairReport| {
                let [first, second] = &pair.coders;
                vec![
                    Cell::text(first),
                    Cell::text(second),
                    Cell::Count(pair.units),
                    Cell::percent(pair.percent_agreement),
                    Cell::unit(pair.alpha, 3),
                ]
            };
            of.pairs.iter().map(row).collect()
        },
    },
    Detail {
        id: "coders",
        title: ("Each coder against the rest", "كل مرمِّز مقابل الباقين"),
        note: (
            "Without: alpha of the others alone. If it is higher than alpha of all, the coder pulls it down.",
            "من دونه: ألفا الباقين وحدهم. إن زادت على ألفا الجميع فهو يخفضها.",
        ),
        columns: |lang| {
            vec![
                Column::words("coder", lang.t("Coder", "المرمِّز")),
                Column::figures("values", lang.t("Values compared", "قيم مقارَنة")),
                Column::figures("percent_agreement", lang.t("% agree with others", "اتفاق مع غيره")),
                Column::figures("mean_kappa", lang.t("Mean kappa", "متوسط كابا")),
                Column::figures("alpha_without", lang.t("α without", "ألفا من دونه")),
            ]
        },
        rows: |of, _| {
            let row = |coder: &super::model::CoderReport| {
                vec![
                    Cell::text(&coder.coder),
                    Cell::Count(coder.values),
                    Cell::percent(coder.percent_agreement),
                    Cell::unit(coder.mean_kappa, 3),
                    Cell::unit(coder.alpha_without, 3),
                ]
            };
            of.coders_against.iter().map(row).collect()
        },
    },
    Detail {
        id: "weeks",
        title: ("Week by week of coding", "أسبوعًا أسبوعًا"),
        note: ("", ""),
        columns: |lang| {
            vec![
                Column::words("monday", lang.t("Week of", "أسبوع")),
                Column::figures("units", lang.t("Units", "وحدات")),
                Column::figures("percent_agreement", lang.t("% agree", "اتفاق")),
                Column::figures("alpha", lang.t("α", "ألفا")),
            ]
        },
        rows: |of, lang| {
            let row = |week: &super::model::WeekReport| {
                vec![
                    Cell::text(lang.date(&week.monday)),
                    Cell::Count(week.units),
                    Cell::percent(week.percent_agreement),
                    Cell::unit(week.alpha, 3),
                ]
            };
            of.weeks.iter().map(row).collect()
        },
    },
    Detail {
        id: "rounds",
        title: ("By round and version of the codebook", "بحسب الجولة ونسخة الدليل"),
        note: ("", ""),
        columns: |lang| {
            vec![
                Column::words("round", lang.t("Round", "الجولة")),
                Column::words("version", lang.t("Codebook", "الدليل")),
                Column::figures("coders", lang.t("Coders", "مرمِّزون")),
                Column::figures("units", lang.t("Units", "وحدات")),
                Column::figures("percent_agreement", lang.t("% agree", "اتفاق")),
                Column::figures("alpha", lang.t("α", "ألفا")),
                Column::bounds("ci", lang.t("95 % CI", "مجال ٩٥٪")),
            ]
        },
        rows: |of, _| {
            let row = |other: &super::model::ElsewhereReport| {
                vec![
                    Cell::text(&other.round),
                    Cell::text(&other.version),
                    Cell::Count(other.coders),
                    Cell::Count(other.units),
                    Cell::percent(other.percent_agreement),
                    Cell::unit(other.alpha.value, 3),
                    Cell::bounds(other.alpha.low, other.alpha.high, 3),
                ]
            };
            of.elsewhere.iter().map(row).collect()
        },
    },
    Detail {
        id: "adjudication",
        title: ("Before and after adjudication", "قبل الحسم وبعده"),
        note: (
            "On the units that were decided: the coders among themselves before, and each of them against what was decided.",
            "في الوحدات المحسومة: المرمِّزون فيما بينهم من قبل، وكل منهم مقابل ما حُسم.",
        ),
        columns: |lang| {
            vec![
                Column::words("who", lang.t("Who", "مَن")),
                Column::figures("units", lang.t("Units", "وحدات")),
                Column::figures("differed", lang.t("Differed", "اختلفوا")),
                Column::figures("percent_agreement", lang.t("% agree", "اتفاق")),
                Column::figures("alpha", lang.t("α", "ألفا")),
            ]
        },
        rows: |of, lang| {
            let Some(of) = &of.adjudication else { return Vec::new() };
            let mut rows = vec![vec![
                Cell::text(lang.t("coders, before", "المرمِّزون، قبل")),
                Cell::Count(of.units),
                Cell::Count(of.differed),
                Cell::percent(of.percent_before),
                Cell::unit(of.alpha_before, 3),
            ]];
            rows.push(vec![
                Cell::text(lang.t("values that were upheld", "القيم التي أُقرّت")),
                Cell::Count(of.units),
                Cell::Empty,
                Cell::percent(of.upheld),
                Cell::Empty,
            ]);
            rows.extend(of.coders.iter().map(|(name, units, percent, alpha)| {
                let who = format!("{} {}", lang.name(name), lang.t("against what was decided", "مقابل ما حُسم"));
                vec![Cell::text(who), Cell::Count(*units), Cell::Empty, Cell::percent(*percent), Cell::unit(*alpha, 3)]
            }));
            rows
        },
    },
];

fn variable(out: &mut Vec<Block>, of: &VariableReport, number: usize, lang: Lang) {
    out.push(Block::Heading(3, format!("{} {}", of.variable, of.label.get(lang.0))));
    let definition = [of.definition.question.get(lang.0), of.definition.definition.get(lang.0)].join(" ");
    if !definition.trim().is_empty() {
        out.push(Block::Paragraph(definition.trim().to_owned()));
    }
    out.push(Block::Paragraph(counts(of, lang)));
    if let Some(figure) = verdict(of, lang) {
        out.push(Block::Paragraph(figure));
    }
    for warned in &of.warnings {
        let mut text = warning(lang, *warned).to_owned();
        if *warned == Warning::RareValues {
            let names: Vec<String> = of.rare.iter().map(|v| lang.name(v.label.get(lang.0))).collect();
            text = format!("{text} {}.", lang.list(&names));
        }
        out.push(Block::Warning(text));
    }
    for detail in DETAILS {
        let (rows, columns) = ((detail.rows)(of, lang), (detail.columns)(lang));
        // A column that holds nothing for this variable is left out.
        let used: Vec<usize> = (0..columns.len())
            .filter(|n| {
                rows.iter()
                    .any(|row| !matches!(row.get(*n), None | Some(Cell::Empty)) && row.get(*n) != Some(&Cell::text("")))
            })
            .collect();
        if rows.is_empty() || detail.id == "weeks" && of.weeks.len() < 2 {
            continue;
        }
        let notes = [lang.t(detail.note.0, detail.note.1)].into_iter().filter(|n| !n.is_empty()).map(str::to_owned);
        out.push(Block::Table(Table {
            id: format!("{}-{number}", detail.id),
            title: lang.t(detail.title.0, detail.title.1).to_owned(),
            columns: used.iter().map(|n| columns[*n].clone()).collect(),
            rows: rows.iter().map(|row| used.iter().map(|n| row[*n].clone()).collect()).collect(),
            notes: notes.collect(),
        }));
        match detail.id {
            "values" => out.extend(matrix(of, number, lang).map(Block::Table)),
            "pairs" => out.extend(plots::heat(of, number, lang).map(Block::Plot)),
            "weeks" => out.extend(plots::drift(of, number, lang).map(Block::Plot)),
            _ => {}
        }
    }
}

fn counts(of: &VariableReport, lang: Lang) -> String {
    let mut parts = vec![
        format!("{} {}", lang.t("level of measurement:", "مستوى القياس:"), level(lang, of.level)),
        format!("{} {}", lang.t("articles:", "المقالات:"), lang.count(of.articles)),
        format!("{} {}", lang.t("units handed out:", "الوحدات المسندة:"), lang.count(of.units)),
        format!("{} {}", lang.t("coded by two or more:", "ما رمّزه اثنان أو أكثر:"), lang.count(of.pairable_units)),
        format!("{} {}", lang.t("pairable values:", "القيم القابلة للمقارنة:"), lang.count(of.pairable_values)),
        format!("{} {}", lang.t("coders:", "المرمِّزون:"), lang.count(of.coders)),
    ];
    for (n, en, ar) in [
        (of.not_applicable, "does not apply:", "لا ينطبق:"),
        (of.cannot_decide, "cannot decide:", "لا يمكن الحسم:"),
        (of.not_yet_coded, "not yet coded:", "بلا جواب:"),
    ] {
        if n > 0 {
            parts.push(format!("{} {}", lang.t(en, ar), lang.count(n)));
        }
    }
    if let Some((value, share)) = &of.largest {
        let label = lang.name(value.label.get(lang.0));
        parts.push(format!("{} {label} ({})", lang.t("largest value:", "القيمة الأكثر:"), lang.percent(*share)));
    }
    if let Some(overlap) = of.overlap {
        parts.push(format!("{} {}", lang.t("overlap:", "التداخل:"), lang.percent(overlap)));
    }
    if let Some(missing) = of.missing {
        parts.push(format!("{} {}", lang.t("missing:", "الناقص:"), lang.percent(missing)));
    }
    format!("{}.", lang.parts(&parts))
}

fn verdict(of: &VariableReport, lang: Lang) -> Option<String> {
    let alpha = of.primary.value?;
    let bounds =
        of.primary.low.zip(of.primary.high).map_or_else(String::new, |(low, high)| {
            format!(" {}", lang.between(&lang.unit(low, 3), &lang.unit(high, 3)))
        });
    let agree = of.percent_agreement.map_or_else(String::new, |share| {
        format!("{} {}{}", lang.t("Percent agreement", "نسبة الاتفاق"), lang.percent(share), lang.t("; ", "؛ "))
    });
    let risk = of.below_tentative.zip(of.below_reliable).map_or_else(String::new, |(tentative, reliable)| {
        format!(
            "{} {}, {} {}",
            lang.t("; q(< .667) =", "؛ الخطر دون ٠٫٦٦٧:"),
            lang.unit(tentative, 3),
            lang.t("q(< .80) =", "ودون ٠٫٨٠:"),
            lang.unit(reliable, 3)
        )
        .replace(", ", lang.t(", ", "، "))
    });
    let met = of.met.map_or("", |met| match met {
        Benchmark::Reliable => lang.t(" Shown to be reliable (.80).", " ثبت أنها موثوقة (٠٫٨٠)."),
        Benchmark::Tentative => {
            lang.t(" Shown to allow tentative conclusions (.667).", " ثبت أنها تسمح باستنتاج مبدئي (٠٫٦٦٧).")
        }
        Benchmark::Insufficient => "",
    });
    let name = coefficient(lang, &of.primary.measure);
    Some(format!("{agree}{name} = {}{bounds}{risk}.{met}", lang.unit(alpha, 3)))
}

/// Values against values as a table with the values as its head.
fn matrix(of: &VariableReport, number: usize, lang: Lang) -> Option<Table> {
    let matrix = of.matrix.as_ref()?;
    let head = matrix.coders.as_ref().map_or_else(
        || lang.t("pairs of values", "أزواج القيم").to_owned(),
        |[rows, columns]| format!("{} \\ {}", lang.name(rows), lang.name(columns)),
    );
    let mut columns = vec![Column::words("value", &head)];
    columns.extend(matrix.values.iter().map(|v| Column::figures(&v.code, &v.code)));
    let places = usize::from(matrix.cells.iter().flatten().any(|n| n.fract().abs() > 1e-9));
    let rows = matrix.values.iter().zip(&matrix.cells).map(|(value, cells)| {
        let label = value.label.get(lang.0);
        let name = if label == value.code { label.to_owned() } else { format!("{} {label}", value.code) };
        let numbers = cells.iter().map(|n| if *n == 0.0 { Cell::Empty } else { Cell::Number(*n, places) });
        std::iter::once(Cell::text(name)).chain(numbers).collect()
    });
    let note = if matrix.coders.is_some() {
        lang.t("Units by the value of each of the two coders.", "الوحدات بحسب قيمة كل من المرمِّزَين.")
    } else {
        lang.t(
            "Coincidences: how often two values stand in one unit, each unit weighed by its number of values; the sum is the number of pairable values.",
            "التوافقات: كم مرة اجتمعت قيمتان في وحدة، وكل وحدة بوزن عدد قيمها؛ والمجموع عدد القيم القابلة للمقارنة.",
        )
    };
    Some(Table {
        id: format!("matrix-{number}"),
        title: lang.t("Which value stands against which", "أي قيمة مقابل أي قيمة").to_owned(),
        columns,
        rows: rows.collect(),
        notes: vec![note.to_owned()],
    })
}
