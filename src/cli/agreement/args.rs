//! The arguments of `mizan agreement`.

use super::plan::Question;
use crate::agreement::{IntervalMethod, Level};
use crate::import::Layout;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{ArgGroup, Args, Subcommand, ValueEnum};
use std::path::PathBuf;

/// What `mizan agreement` is called with.
#[derive(Args, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true, disable_help_subcommand = true)]
#[command(group = ArgGroup::new("source").required(true).args(["project", "ratings", "spans", "relations", "data"]))]
pub struct AgreementArgs {
    /// What else can be asked.
    #[command(subcommand)]
    pub also: Option<Also>,
    /// A project of this program.
    pub project: Option<PathBuf>,

    /// Of the project, the finished codings under this version of the codebook; the one that new codings get where this is left out.
    #[arg(long, value_name = "VERSION", help_heading = "Data", requires = "project")]
    pub codebook_version: Option<String>,

    /// A table of ratings (CSV; - is the standard input). Wide: the unit, then one column per coder; an empty cell is a
    /// missing value. Long: columns unit, coder and value.
    #[arg(long, value_name = "FILE", help_heading = "Data")]
    pub ratings: Option<PathBuf>,
    /// A table of spans: columns unit, coder, start, end (first position after it) and category. A row with nothing but unit
    /// and coder says that this coder marked nothing there.
    #[arg(long, value_name = "FILE", help_heading = "Data")]
    pub spans: Option<PathBuf>,
    /// A table of relations: columns unit, coder, relation, role, start and end, one row per span; rows of the same relation
    /// belong together. A column parent names the relation that this one is nested in; every further column is an attribute.
    #[arg(long, value_name = "FILE", help_heading = "Data")]
    pub relations: Option<PathBuf>,
    /// A data file (JSON) with kind, levels, categories and data; it brings values, sets, spans, segments or relations.
    #[arg(long, value_name = "FILE", help_heading = "Data")]
    pub data: Option<PathBuf>,
    /// The texts of --spans or --relations: columns unit and length, and coders (A|B) where not everybody was asked. A column
    /// text in place of length gives figures on words and sentences, too; positions are then characters.
    #[arg(long, value_name = "FILE", help_heading = "Data")]
    pub continuum: Option<PathBuf>,
    /// How the ratings are laid out; the head tells where this is left out.
    #[arg(long, value_parser = layout(), value_name = "wide|long", help_heading = "Data", requires = "ratings")]
    pub layout: Option<Layout>,
    /// Level of measurement of the ratings.
    #[arg(long, value_parser = level(), value_name = "LEVEL", help_heading = "Data")]
    pub level: Option<Level>,
    /// The cells are sets of labels with | between them; | alone is the empty set.
    #[arg(long, help_heading = "Data", requires = "ratings")]
    pub sets: bool,
    /// The cells are chains of links in their order with | between them, such as who quotes whom; | alone is the empty chain.
    #[arg(long, help_heading = "Data", requires = "ratings", conflicts_with = "sets")]
    pub chains: bool,
    /// All categories that coders could choose from, in their order, also those that nobody chose.
    #[arg(long, value_name = "A,B,C", value_parser = list, help_heading = "Data")]
    pub categories: Option<List>,
    /// The roles of --relations; those that occur where this is left out.
    #[arg(long, value_name = "A,B,C", value_parser = list, help_heading = "Data", requires = "relations")]
    pub roles: Option<List>,
    /// Words that stand for a missing value, beside the empty cell.
    #[arg(long, value_name = "NA,...", value_parser = list, help_heading = "Data", requires = "ratings")]
    pub missing: Option<List>,

    /// Which coefficients: a list of names, or all. Where this is left out, those that are usually reported.
    #[arg(long, value_name = "LIST|all", value_parser = list, help_heading = "Figures")]
    pub measures: Option<List>,
    /// The same figures of every two coders, below those of all.
    #[arg(long, help_heading = "Figures", conflicts_with = "project")]
    pub pairs: bool,
    /// Intervals from this many resamples.
    #[arg(long, value_name = "N", help_heading = "Figures", value_parser = clap::value_parser!(u32).range(1..=10_000_000))]
    pub bootstrap: Option<u32>,
    /// The seed of everything that is drawn; the same seed gives the same figures.
    #[arg(long, value_name = "S", default_value_t = 1, help_heading = "Figures")]
    pub seed: u64,
    /// How intervals are made: as in the coefficient's paper (analytic), by resampling units (bca, percentile), as KALPHA did
    /// (kalpha), or by leaving out units (jackknife). With --bootstrap bca, else analytic.
    #[arg(long, value_parser = interval(), value_name = "METHOD", help_heading = "Figures")]
    pub interval: Option<IntervalMethod>,
    /// Required values: q is the risk that the figure of all units lies below one of them.
    #[arg(long, value_name = "X,Y", value_delimiter = ',', default_value = "0.667,0.8", help_heading = "Figures")]
    pub required: Vec<f64>,
    /// Differences between categories for the coefficients whose names end in custom: a square table with the categories as head
    /// and as first column.
    #[arg(long, value_name = "FILE", help_heading = "Figures", requires = "ratings")]
    pub weights: Option<PathBuf>,
    /// Weights of gamma: position, category, and what an unaligned span costs.
    #[arg(long, value_name = "A,B,D", value_delimiter = ',', num_args = 1, help_heading = "Figures")]
    pub gamma_weights: Option<Vec<f64>>,
    /// Continua that are drawn for what gamma expects by chance: 2000 for short texts, fewer for long ones (never below 30)
    /// unless a number is given.
    #[arg(long, value_name = "N", help_heading = "Figures", value_parser = clap::value_parser!(u32).range(2..=1_000_000))]
    pub gamma_samples: Option<u32>,

    /// How the figures are printed.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub format: Format,
    /// The same as --format json.
    #[arg(long)]
    pub json: bool,
}

/// What can be asked without data.
#[derive(Subcommand, Debug)]
pub enum Also {
    /// How many units a study needs.
    #[command(
        after_help = "Example:\n  mizan agreement plan alpha --required 0.8 --rarest 0.25\n  mizan agreement plan power --rate 0.3 --null 0.4 --expected 0.6\n  mizan agreement plan more --value 0.74 --low 0.61 --units 120 --target 0.667"
    )]
    Plan {
        /// What is planned.
        #[command(subcommand)]
        question: Question,
    },
}

/// How figures are printed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Format {
    /// For people.
    Table,
    /// For programs: the figures with the options and the seed that were used.
    Json,
    /// For spreadsheets and statistics programs.
    Csv,
}

/// Words with commas between them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct List(pub Vec<String>);

#[expect(clippy::unnecessary_wraps, reason = "the form that the parser of arguments asks for")]
fn list(text: &str) -> Result<List, std::convert::Infallible> {
    let words = text.split([',', '،']).map(str::trim).filter(|word| !word.is_empty());
    Ok(List(words.map(str::to_owned).collect()))
}

fn level() -> impl TypedValueParser<Value = Level> {
    let all = [Level::Nominal, Level::Ordinal, Level::Interval, Level::Ratio];
    PossibleValuesParser::new(all.map(Level::key))
        .map(move |key| all.into_iter().find(|level| level.key() == key).unwrap_or(Level::Nominal))
}

fn layout() -> impl TypedValueParser<Value = Layout> {
    PossibleValuesParser::new(["wide", "long"]).map(|key| if key == "long" { Layout::Long } else { Layout::Wide })
}

fn interval() -> impl TypedValueParser<Value = IntervalMethod> {
    let all = IntervalMethod::all();
    PossibleValuesParser::new(all.map(IntervalMethod::key))
        .map(move |key| all.into_iter().find(|method| method.key() == key).unwrap_or_default())
}

impl AgreementArgs {
    /// How the figures are printed.
    pub(super) fn printed(&self) -> Format {
        if self.json { Format::Json } else { self.format }
    }

    /// What the demo prints: the figures of a project.
    pub(in crate::cli) fn of_project(project: PathBuf, json: bool) -> Self {
        Self {
            also: None,
            project: Some(project),
            codebook_version: None,
            ratings: None,
            spans: None,
            relations: None,
            data: None,
            continuum: None,
            layout: None,
            level: None,
            sets: false,
            chains: false,
            categories: None,
            roles: None,
            missing: None,
            measures: None,
            pairs: false,
            bootstrap: None,
            seed: 1,
            interval: None,
            required: vec![0.667, 0.8],
            weights: None,
            gamma_weights: None,
            gamma_samples: None,
            format: Format::Table,
            json,
        }
    }
}
