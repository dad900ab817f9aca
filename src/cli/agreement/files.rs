//! The files that are named, read and made comparable.

use super::args::{AgreementArgs, List};
use crate::agreement::{Continua, Dissimilarity, Level};
use crate::cli::WrongCall;
use crate::import::{
    Cells, GammaWeights, OwnWeights, Reading, TableOfTexts, read_data, read_ratings, read_relations, read_spans,
    read_weights,
};
use crate::model::{self, Judgements, RatedValues};
use crate::report::Comparable;
use anyhow::{Context, anyhow};
use std::fs::File;
use std::io::{Read, stdin};
use std::path::Path;

/// What was read of the files, and what is known of it beside the judgements themselves.
pub(super) struct Material {
    /// What is compared.
    pub(super) comparable: Comparable,
    /// The same, to be taken apart by pairs of coders.
    pub(super) of_pairs: Option<Judgements>,
    /// `coding`, `sets`, `spans`, `segmentation`, `relations` or what the data file says.
    pub(super) kind: String,
    /// The level at which the values are taken.
    pub(super) level: Option<Level>,
    /// Names of the coders.
    pub(super) coders: Vec<String>,
    /// The categories, labels or roles in their order.
    pub(super) categories: Vec<String>,
    /// What a person should know of how the file was read.
    pub(super) notices: Vec<String>,
    /// Differences between categories.
    pub(super) weights: Option<Vec<Vec<f64>>>,
    /// Whether the file says that gamma is not asked for.
    pub(super) without_gamma: bool,
    /// Other spans for the alpha of 1995.
    pub(super) spans_of_1995: Option<Continua>,
    /// Weights of gamma that the file brings.
    pub(super) dissimilarity: Option<Dissimilarity>,
}

/// Reads whatever is named.
pub(super) fn material(args: &AgreementArgs) -> anyhow::Result<Material> {
    let declared = args.categories.as_ref().map(|List(list)| list.clone());
    let texts = args.continuum.as_deref().map(table_of_texts).transpose()?;
    if let Some(path) = &args.ratings {
        let level = match args.level {
            Some(level) => level,
            None if args.sets || args.chains => Level::Nominal,
            None => {
                return Err(WrongCall::new(
                    "at which level were the ratings measured? Add --level nominal, ordinal, interval or ratio",
                ));
            }
        };
        if (args.sets || args.chains) && level != Level::Nominal {
            return Err(WrongCall::new("sets and chains have no order among each other; they go with --level nominal"));
        }
        let missing = args.missing.as_ref().map(|List(list)| list.clone()).unwrap_or_default();
        let (cells, kind) = match (args.sets, args.chains) {
            (true, _) => (Cells::Sets, "sets"),
            (false, true) => (Cells::Chains, "chains"),
            (false, false) => (Cells::Single, "coding"),
        };
        let layout = args.layout;
        let reading = Reading { layout, level: of_model(level), cells, categories: declared, missing, typed: false };
        let read = read_ratings(&name(path), open(path)?, &reading)?;
        let mut found = Material::new(args, Judgements::Rated(read.content), kind, Some(level), read.notices)?;
        if let Some(path) = &args.weights {
            let table = read_weights(&name(path), open(path)?)?;
            found.weights = Some(in_order(&found.categories, Some(&table.0), &table.1)?);
        }
        return Ok(found);
    }
    if let Some(path) = &args.spans {
        let read = read_spans(&name(path), open(path)?, texts, declared.as_deref())?;
        return Material::new(args, Judgements::Marked(read.content), "spans", None, read.notices);
    }
    if let Some(path) = &args.relations {
        let roles = args.roles.as_ref().map(|List(list)| list.as_slice());
        let read = read_relations(&name(path), open(path)?, texts, roles)?;
        return Material::new(args, Judgements::Tied(read.content), "relations", None, read.notices);
    }
    let path = args.data.as_deref().ok_or_else(|| WrongCall::new("no file is named"))?;
    let read = read_data(&name(path), open(path)?, declared)?;
    let file = read.content;
    let told = file.levels.iter().find_map(|level| level_named(level));
    let level = args.level.or(told).unwrap_or(Level::Nominal);
    let level = matches!(file.content, Judgements::Rated(_)).then_some(level);
    let mut found = Material::new(args, file.content, &file.kind, level, read.notices)?;
    if let Some(OwnWeights { order, table }) = &file.weights {
        found.weights = Some(in_order(&found.categories, order.as_deref(), table)?);
    }
    if let Some(older) = file.spans_of_1995
        && let Comparable::Spans(continua, _) = comparable(Judgements::Marked(older), Level::Nominal)?
    {
        found.spans_of_1995 = Some(continua);
    }
    found.without_gamma = file.without_gamma;
    found.dissimilarity = file.gamma.map(|GammaWeights { alpha, beta, delta_empty }| Dissimilarity {
        alpha,
        beta,
        delta_empty,
        categories: None,
    });
    Ok(found)
}

impl Material {
    fn new(
        args: &AgreementArgs,
        judgements: Judgements,
        kind: &str,
        level: Option<Level>,
        notices: Vec<String>,
    ) -> anyhow::Result<Self> {
        let coders = judgements.coders().to_vec();
        let categories = match &judgements {
            Judgements::Rated(rated) => match &rated.values {
                RatedValues::Single { values, .. } => values.iter().map(|value| value.label.clone()).collect(),
                RatedValues::Sets { labels, .. } => labels.clone(),
                RatedValues::Chains { chains } => links(chains),
            },
            Judgements::Marked(marked) => marked.categories.clone(),
            Judgements::Tied(tied) => tied.roles.clone(),
            Judgements::Segments(_) | Judgements::Points(_) | Judgements::Pairs(_) | Judgements::Plans(_) => Vec::new(),
        };
        // Of two coders all figures are those of the pair.
        let of_pairs = (args.pairs && coders.len() > 2).then(|| judgements.clone());
        let comparable = comparable(judgements, level.unwrap_or(Level::Nominal))?;
        let kind = kind.to_owned();
        Ok(Self {
            comparable,
            of_pairs,
            kind,
            level,
            coders,
            categories,
            notices,
            weights: None,
            without_gamma: false,
            spans_of_1995: None,
            dissimilarity: None,
        })
    }
}

/// Every link of the chains once, in the order of their letters.
fn links(chains: &[Vec<String>]) -> Vec<String> {
    let links: std::collections::BTreeSet<&String> = chains.iter().flatten().collect();
    links.into_iter().cloned().collect()
}

pub(super) fn comparable(judgements: Judgements, level: Level) -> anyhow::Result<Comparable> {
    Comparable::new(judgements, level).map_err(|error| WrongCall::new(&error.to_string()))
}

/// The rows and columns of a table of differences in the order of the categories.
fn in_order(categories: &[String], order: Option<&[String]>, table: &[Vec<f64>]) -> anyhow::Result<Vec<Vec<f64>>> {
    let Some(order) = order else { return Ok(table.to_vec()) };
    let places: Option<Vec<usize>> = categories.iter().map(|c| order.iter().position(|o| o == c)).collect();
    let picked = places.and_then(|places| {
        let row = |at: &usize| places.iter().map(|column| table.get(*at)?.get(*column).copied()).collect();
        places.iter().map(row).collect()
    });
    picked.ok_or_else(|| {
        let (have, need) = (order.join(", "), categories.join(", "));
        WrongCall::new(&format!("the table of differences is for {have}; one for {need} was expected"))
    })
}

fn table_of_texts(path: &Path) -> anyhow::Result<TableOfTexts<'static>> {
    Ok((name(path), open(path)?))
}

fn name(path: &Path) -> String {
    if is_stdin(path) { "the standard input".into() } else { path.display().to_string() }
}

fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

fn open(path: &Path) -> anyhow::Result<Box<dyn Read>> {
    if is_stdin(path) {
        return Ok(Box::new(stdin().lock()));
    }
    let file =
        File::open(path).with_context(|| format!("{} cannot be opened; nothing was computed", path.display()))?;
    if file.metadata().is_ok_and(|data| data.is_dir()) {
        return Err(anyhow!("{} is a folder; a file was expected; nothing was computed", path.display()));
    }
    Ok(Box::new(file))
}

fn level_named(key: &str) -> Option<Level> {
    [Level::Nominal, Level::Ordinal, Level::Interval, Level::Ratio].into_iter().find(|level| level.key() == key)
}

const fn of_model(level: Level) -> model::Level {
    match level {
        Level::Nominal => model::Level::Nominal,
        Level::Ordinal => model::Level::Ordinal,
        Level::Interval => model::Level::Interval,
        Level::Ratio => model::Level::Ratio,
    }
}
