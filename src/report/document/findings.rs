//! The findings as blocks: bars, tables, and the articles behind each figure.

use super::blocks::{Block, Cell, Column, Table};
use super::numbers::Lang;
use super::plots::{bars, group_name};
use crate::report::{Finding, FindingGroup, Findings, Mean, Origin, Part};

/// Values up to which a group is one row of the table that people read.
const WIDE: usize = 9;

pub(super) const fn part(lang: Lang, part: Part) -> &'static str {
    match part {
        Part::Stance => lang.t("Stance", "الموقف"),
        Part::Sources => lang.t("Who gets to speak", "من يُعطى الكلام"),
        Part::Disclaimers => lang.t("Disclaimers", "إخلاء المسؤولية"),
        Part::Crosses => lang.t("One against another", "هذا مقابل ذاك"),
    }
}

/// On which codings they rest, and how intervals are made.
pub(super) fn basis(findings: &Findings, lang: Lang) -> String {
    let (articles, codings) = (lang.count(findings.articles.len()), lang.count(findings.codings));
    let (replicates, seed) = (lang.count(findings.replicates), lang.digits(&findings.seed.to_string()));
    match (findings.origin, lang.is_arabic()) {
        (Origin::All, false) => format!(
            "The findings rest on all finished codings of the round ({codings} codings of {articles} articles): an article that several coded counts once, each of its codings with its share, so counts need not be whole. Intervals (95 %) come from drawing whole articles with replacement ({replicates} draws, seed {seed}; Davison & Hinkley, 1997; Field & Welsh, 2007), because what stands in one article is not independent; there is none for fewer than five articles, and none where drawing cannot tell. The numbers behind the figures are those of the list of articles at the end."
        ),
        (Origin::Adjudicated, false) => format!(
            "The findings rest on what was adjudicated alone ({articles} articles). Intervals (95 %) come from drawing whole articles with replacement ({replicates} draws, seed {seed}; Davison & Hinkley, 1997; Field & Welsh, 2007), because what stands in one article is not independent; there is none for fewer than five articles, and none where drawing cannot tell. The numbers behind the figures are those of the list of articles at the end."
        ),
        (Origin::All, true) => format!(
            "تقوم النتائج على كل ترميزات الجولة المنجزة (الترميزات: {codings}، المقالات: {articles}): ويُحسب المقال الذي رمّزه أكثر من واحد مرة واحدة، ولكل ترميز منه حصته، فقد لا تكون الأعداد صحيحة. والمجالات (٩٥٪) من إعادة سحب المقالات كاملةً ({replicates} سحبة، البذرة {seed}؛ Davison & Hinkley, 1997; Field & Welsh, 2007)، لأن ما في المقال الواحد ليس مستقلًا بعضه عن بعض؛ ولا مجال لأقل من خمسة مقالات، ولا حيث لا يُظهر السحب شيئًا. والأرقام وراء كل شكل هي أرقام قائمة المقالات في الآخر."
        ),
        (Origin::Adjudicated, true) => format!(
            "تقوم النتائج على ما حُسم وحده (المقالات: {articles}). والمجالات (٩٥٪) من إعادة سحب المقالات كاملةً ({replicates} سحبة، البذرة {seed}؛ Davison & Hinkley, 1997; Field & Welsh, 2007)، لأن ما في المقال الواحد ليس مستقلًا بعضه عن بعض؛ ولا مجال لأقل من خمسة مقالات، ولا حيث لا يُظهر السحب شيئًا. والأرقام وراء كل شكل هي أرقام قائمة المقالات في الآخر."
        ),
    }
}

pub(super) fn blocks(findings: &Findings, lang: Lang) -> Vec<Block> {
    let mut out =
        vec![Block::Heading(2, lang.t("Findings", "النتائج").to_owned()), Block::Paragraph(basis(findings, lang))];
    for of in Part::ALL {
        let found: Vec<&Finding> = findings.findings.iter().filter(|f| f.part == of).collect();
        if found.is_empty() {
            continue;
        }
        out.push(Block::Heading(3, part(lang, of).to_owned()));
        for finding in found {
            out.push(Block::Paragraph(format!("{}. {}", finding.title.get(lang.0), finding.note.get(lang.0))));
            out.extend(bars(finding, lang).map(Block::Plot));
            out.push(Block::Table(if finding.values.len() <= WIDE {
                wide(finding, lang)
            } else {
                long(finding, lang)
            }));
            if !finding.contrasts.is_empty() {
                out.push(Block::Table(contrasts(finding, lang)));
            }
            out.push(Block::Behind(behind(finding, lang)));
        }
    }
    out
}

fn axes(finding: &Finding, lang: Lang) -> Vec<Column> {
    finding.by.iter().enumerate().map(|(n, by)| Column::words(&format!("group_{}", n + 1), by.get(lang.0))).collect()
}

fn keys(group: &FindingGroup, lang: Lang) -> Vec<Cell> {
    let name = |key: &crate::report::GroupKey| {
        let label = key.label.get(lang.0);
        Cell::text(if label.is_empty() { lang.t("not known", "غير معروف") } else { label })
    };
    group.key.iter().map(name).collect()
}

fn mean(mean: Option<Mean>) -> [Cell; 2] {
    match mean {
        Some(mean) => [Cell::Number(mean.value, 2), Cell::number_bounds(mean.low, mean.high, 2)],
        None => [Cell::Empty, Cell::Empty],
    }
}

fn has_mean(finding: &Finding) -> bool {
    finding.scale.iter().any(Option::is_some)
}

fn has_wordings(finding: &Finding) -> bool {
    finding.groups.iter().any(|g| g.wordings.is_some())
}

/// One row for each group: the shares of all values.
fn wide(finding: &Finding, lang: Lang) -> Table {
    let mut columns = axes(finding, lang);
    columns.push(Column::figures("articles", lang.t("Articles", "مقالات")));
    columns.push(Column::figures("n", lang.t("n", "العدد")));
    columns.extend(finding.values.iter().map(|v| Column::figures(&v.code, v.label.get(lang.0))));
    if has_mean(finding) {
        columns.push(Column::figures("mean", lang.t("Mean", "المتوسط")));
        columns.push(Column::bounds("mean_ci", lang.t("95 % CI", "مجال ٩٥٪")));
    }
    if has_wordings(finding) {
        columns.push(Column::figures("wordings", lang.t("Wordings", "صيغ")));
    }
    let rows = finding.groups.iter().map(|group| {
        let mut row = keys(group, lang);
        row.push(Cell::Count(group.articles));
        row.push(Cell::Number(group.count, 1));
        row.extend(group.shares.iter().map(|share| {
            if share.count <= 0.0 {
                return Cell::text("\u{2013}");
            }
            let bounds = share.low.zip(share.high).map_or_else(String::new, |(low, high)| {
                let bare = |share: f64| lang.number(share * 100.0, 0);
                format!(" {}", lang.between(&bare(low), &bare(high)))
            });
            Cell::text(format!("{}{bounds}", lang.percent(share.share)))
        }));
        if has_mean(finding) {
            row.extend(mean(group.mean));
        }
        if has_wordings(finding) {
            row.push(group.wordings.map_or(Cell::Empty, Cell::Count));
        }
        row
    });
    Table {
        id: finding.code.clone(),
        title: finding.title.get(lang.0).to_owned(),
        columns,
        rows: rows.collect(),
        notes: vec![
            lang.t(
                "Shares in per cent, with intervals at 95 % in brackets.",
                "الحصص بالمئة، وبين القوسين مجالاتها ٩٥٪.",
            )
            .to_owned(),
        ],
    }
}

/// One row for each group and value.
fn long(finding: &Finding, lang: Lang) -> Table {
    let mut columns = axes(finding, lang);
    columns.extend([
        Column::figures("articles", lang.t("Articles", "مقالات")),
        Column::words("code", lang.t("Code", "الرمز")),
        Column::words("value", lang.t("Value", "القيمة")),
        Column::figures("count", lang.t("Count", "العدد")),
        Column::figures("share", lang.t("Share", "الحصة")),
        Column::bounds("share_ci", lang.t("95 % CI", "مجال ٩٥٪")),
    ]);
    let with_mean = has_mean(finding);
    if with_mean {
        columns.push(Column::figures("mean", lang.t("Mean of the group", "متوسط المجموعة")));
        columns.push(Column::bounds("mean_ci", lang.t("95 % CI of the mean", "مجال المتوسط ٩٥٪")));
    }
    if has_wordings(finding) {
        columns.push(Column::figures("wordings", lang.t("Wordings", "صيغ")));
    }
    let rows = finding.groups.iter().flat_map(|group| {
        let given = finding.values.iter().zip(&group.shares).filter(|(_, share)| share.count > 0.0);
        given.map(move |(value, share)| {
            let mut row = keys(group, lang);
            row.extend([
                Cell::Count(share.articles.len()),
                Cell::text(&value.code),
                Cell::text(value.label.get(lang.0)),
                Cell::Number(share.count, 1),
                Cell::Percent(share.share),
                Cell::percent_bounds(share.low, share.high),
            ]);
            if with_mean {
                row.extend(mean(group.mean));
            }
            if has_wordings(finding) {
                row.push(group.wordings.map_or(Cell::Empty, Cell::Count));
            }
            row
        })
    });
    Table {
        id: finding.code.clone(),
        title: finding.title.get(lang.0).to_owned(),
        columns,
        rows: rows.collect(),
        notes: Vec::new(),
    }
}

fn contrasts(finding: &Finding, lang: Lang) -> Table {
    let mut columns = axes(finding, lang);
    columns.pop();
    columns.extend([
        Column::words("first", lang.t("Mean of", "متوسط")),
        Column::words("second", lang.t("less mean of", "ناقص متوسط")),
        Column::figures("difference", lang.t("Difference", "الفرق")),
        Column::bounds("difference_ci", lang.t("95 % CI", "مجال ٩٥٪")),
    ]);
    let rows = finding.contrasts.iter().map(|contrast| {
        let name = |key: &crate::report::GroupKey| {
            let label = key.label.get(lang.0);
            Cell::text(if label.is_empty() { lang.t("not known", "غير معروف") } else { label })
        };
        let mut row: Vec<Cell> = contrast.key.iter().map(name).collect();
        let axis = finding.by.last().map_or("", |by| by.get(lang.0));
        row.extend([&contrast.first, &contrast.second].map(|side| Cell::text(format!("{axis}: {}", side.get(lang.0)))));
        row.extend(mean(Some(contrast.difference)));
        row
    });
    Table {
        id: format!("{}_differences", finding.code),
        title: format!("{}: {}", finding.title.get(lang.0), lang.t("differences of means", "فروق المتوسطات")),
        columns,
        rows: rows.collect(),
        notes: Vec::new(),
    }
}

/// What, and the numbers of its articles in the list.
fn behind(finding: &Finding, lang: Lang) -> Vec<(String, Vec<usize>)> {
    let mut out = Vec::new();
    for group in &finding.groups {
        for (value, share) in finding.values.iter().zip(&group.shares).filter(|(_, share)| !share.articles.is_empty()) {
            let what = format!("{} · {}", group_name(group, lang), value.label.get(lang.0));
            out.push((what, share.articles.iter().map(|n| n + 1).collect()));
        }
    }
    out
}

/// The list that the numbers belong to.
pub(super) fn articles(findings: &Findings, lang: Lang) -> Table {
    let rows = findings.articles.iter().enumerate().map(|(n, article)| {
        vec![
            Cell::Count(n + 1),
            Cell::text(&article.title),
            Cell::text(&article.outlet),
            Cell::text(&article.section),
            Cell::text(&article.language),
        ]
    });
    Table {
        id: "articles".into(),
        title: lang.t("Articles", "المقالات").to_owned(),
        columns: vec![
            Column::figures("number", lang.t("No.", "الرقم")),
            Column::words("title", lang.t("Title", "العنوان")),
            Column::words("outlet", lang.t("Outlet", "الوسيلة")),
            Column::words("section", lang.t("Section", "القسم")),
            Column::words("language", lang.t("Language", "اللغة")),
        ],
        rows: rows.collect(),
        notes: Vec::new(),
    }
}

/// For programs: each finding long, the differences, and which article stands behind which figure.
pub(super) fn data_tables(findings: &Findings, lang: Lang) -> Vec<Table> {
    let mut out = Vec::new();
    for finding in &findings.findings {
        out.push(long(finding, lang));
        if !finding.contrasts.is_empty() {
            out.push(contrasts(finding, lang));
        }
    }
    if findings.findings.is_empty() {
        return out;
    }
    out.push(articles(findings, lang));
    let rows = findings.findings.iter().flat_map(|finding| {
        behind(finding, lang).into_iter().flat_map(|(what, numbers)| {
            let code = finding.code.clone();
            numbers.into_iter().map(move |number| vec![Cell::text(&code), Cell::text(&what), Cell::Count(number)])
        })
    });
    out.push(Table {
        id: "articles_behind".into(),
        title: lang.t("Articles behind each figure", "المقالات وراء كل رقم").to_owned(),
        columns: vec![
            Column::words("finding", lang.t("Finding", "النتيجة")),
            Column::words("figure", lang.t("Figure", "الرقم")),
            Column::figures("article", lang.t("Article", "المقال")),
        ],
        rows: rows.collect(),
        notes: Vec::new(),
    });
    out
}
