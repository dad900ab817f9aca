//! `mizan agreement plan`: how many units a study needs.

use crate::agreement::{
    EqualCoders, KappaTest, PlanError, kappa_lower_bound, more_units_until, units_for_alpha, units_for_kappa_interval,
    units_for_kappa_power, units_for_kappa_test,
};
use crate::cli::WrongCall;
use crate::cli::output::{json, out};
use clap::{Args, Subcommand};
use serde_json::{Map, Value, json};

/// What can be planned.
#[derive(Subcommand, Debug)]
pub enum Question {
    /// Units with which alpha can be shown to reach what is required (Bloch & Kraemer 1989; Krippendorff 2011).
    Alpha {
        /// The smallest alpha that is acceptable.
        #[arg(long)]
        required: f64,
        /// The expected share of the rarest value.
        #[arg(long)]
        rarest: f64,
        /// What every plan is asked with.
        #[command(flatten)]
        common: Common,
    },
    /// Units for a test of Cohen's kappa of two coders and two values (Cantor 1996).
    Test {
        /// How often each coder gives the first value.
        #[arg(long, value_name = "A,B", value_delimiter = ',', num_args = 1, required = true)]
        rates: Vec<f64>,
        /// What is held against what.
        #[command(flatten)]
        difference: Difference,
        /// A kappa on the other side of the null counts, too.
        #[arg(long)]
        two_sided: bool,
        /// What every plan is asked with.
        #[command(flatten)]
        common: Common,
    },
    /// Units for a test of kappa of two coders or more who give the first of two values equally often (Donner & Eliasziw
    /// 1992; Altaye, Donner & Klar 2001).
    Power {
        /// Who codes.
        #[command(flatten)]
        coders: Coders,
        /// What is held against what.
        #[command(flatten)]
        difference: Difference,
        /// What every plan is asked with.
        #[command(flatten)]
        common: Common,
    },
    /// Units with which the interval of kappa keeps within bounds (Rotondi & Donner 2012).
    Interval {
        /// Who codes.
        #[command(flatten)]
        coders: Coders,
        /// The kappa that is expected.
        #[arg(long)]
        expected: f64,
        /// Where the interval begins at the lowest.
        #[arg(long)]
        low: f64,
        /// Where it ends at the highest; without it the interval is one-sided.
        #[arg(long)]
        high: Option<f64>,
        /// What every plan is asked with.
        #[command(flatten)]
        common: Common,
    },
    /// The lower bound of kappa that so many units can be expected to give.
    Bound {
        /// Who codes.
        #[command(flatten)]
        coders: Coders,
        /// The kappa that is expected.
        #[arg(long)]
        expected: f64,
        /// The units.
        #[arg(long)]
        units: u64,
        /// What every plan is asked with.
        #[command(flatten)]
        common: Common,
    },
    /// How many more units it takes until the lower bound of a coefficient reaches a target.
    More {
        /// The coefficient as it is now.
        #[arg(long)]
        value: f64,
        /// Its lower bound.
        #[arg(long)]
        low: f64,
        /// The pairable units that it rests on.
        #[arg(long)]
        units: usize,
        /// What the lower bound is to reach.
        #[arg(long)]
        target: f64,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
}

/// What a test holds against what.
#[derive(Args, Debug, Clone, Copy)]
pub struct Difference {
    /// The kappa that is expected.
    #[arg(long)]
    expected: f64,
    /// The kappa that is to be excluded.
    #[arg(long)]
    null: f64,
    /// Probability of finding the difference.
    #[arg(long, default_value_t = 0.8)]
    power: f64,
}

/// Who codes.
#[derive(Args, Debug, Clone, Copy)]
pub struct Coders {
    /// How often each coder gives the first of two values.
    #[arg(long)]
    rate: f64,
    /// How many code each unit.
    #[arg(long, default_value_t = 2)]
    coders: u32,
}

/// What every plan is asked with.
#[derive(Args, Debug, Clone, Copy)]
pub struct Common {
    /// The risk of finding what is not there.
    #[arg(long, default_value_t = 0.05)]
    significance: f64,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

impl From<Coders> for EqualCoders {
    fn from(Coders { rate, coders }: Coders) -> Self {
        Self { rate, coders }
    }
}

/// Prints the answer.
pub(super) fn plan(question: &Question) -> anyhow::Result<()> {
    let (name, options, answer, as_json) = answered(question);
    let answer = answer.map_err(|error| WrongCall::new(&error.to_string()))?;
    if as_json {
        let mut document = Map::new();
        document.insert("plan".into(), json!(name));
        document.extend(answer.parts());
        document.insert("options".into(), options);
        return Ok(json(&Value::Object(document))?);
    }
    let text = match answer {
        Answer::Units(1) => "1 unit".to_owned(),
        Answer::Units(units) => format!("{units} units"),
        Answer::More(0) => "The lower bound has reached the target.".to_owned(),
        Answer::More(units) => format!("{units} more units"),
        Answer::Bound(bound) => format!("A lower bound of {bound:.4}"),
    };
    Ok(out(&text)?)
}

/// What a plan says.
enum Answer {
    Units(u64),
    More(u64),
    Bound(f64),
}

impl Answer {
    fn parts(&self) -> Map<String, Value> {
        let (key, value) = match self {
            Self::Units(units) => ("units", json!(units)),
            Self::More(units) => ("more_units", json!(units)),
            Self::Bound(bound) => ("lower_bound", json!(bound)),
        };
        Map::from_iter([(key.to_owned(), value)])
    }
}

fn answered(question: &Question) -> (&'static str, Value, Result<Answer, PlanError>, bool) {
    match *question {
        Question::Alpha { required, rarest, common: Common { significance, json } } => (
            "alpha",
            json!({ "required": required, "rarest": rarest, "significance": significance }),
            units_for_alpha(required, rarest, significance).map(Answer::Units),
            json,
        ),
        Question::Test { ref rates, difference, two_sided, common: Common { significance, json } } => {
            let Difference { expected, null, power } = difference;
            let rates = (rates[0], rates.get(1).copied().unwrap_or(rates[0]));
            let test = KappaTest { rates, expected, null, significance, power, two_sided };
            let options = json!({
                "rates": [rates.0, rates.1], "expected": expected, "null": null, "power": power, "two_sided": two_sided,
                "significance": significance,
            });
            ("test", options, units_for_kappa_test(&test).map(Answer::Units), json)
        }
        Question::Power { coders, difference, common: Common { significance, json } } => {
            let Difference { expected, null, power } = difference;
            let options = json!({
                "rate": coders.rate, "coders": coders.coders, "expected": expected, "null": null, "power": power,
                "significance": significance,
            });
            let units = units_for_kappa_power(coders.into(), null, expected, significance, power);
            ("power", options, units.map(Answer::Units), json)
        }
        Question::Interval { coders, expected, low, high, common: Common { significance, json } } => (
            "interval",
            json!({
                "rate": coders.rate, "coders": coders.coders, "expected": expected, "low": low, "high": high,
                "significance": significance,
            }),
            units_for_kappa_interval(coders.into(), expected, low, high, significance).map(Answer::Units),
            json,
        ),
        Question::Bound { coders, expected, units, common: Common { significance, json } } => (
            "bound",
            json!({
                "rate": coders.rate, "coders": coders.coders, "expected": expected, "units": units,
                "significance": significance,
            }),
            kappa_lower_bound(coders.into(), expected, units, significance).map(Answer::Bound),
            json,
        ),
        Question::More { value, low, units, target, json } => (
            "more",
            json!({ "value": value, "low": low, "units": units, "target": target }),
            more_units_until(value, low, units, target).map(Answer::More),
            json,
        ),
    }
}
