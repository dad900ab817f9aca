//! The default codebook as data: its file, its schema, its skip logic.

mod asset;
mod broken;
mod change;
mod edit;
mod findings;
mod skip_logic;

use mizan::model::Codebook;
use serde_json::Value;

const ASSET: &str = include_str!("../../../assets/codebook/media-bias-1.json");
const SCHEMA: &str = include_str!("../../../schema/codebook.schema.json");

fn book() -> Codebook {
    Codebook::from_json(ASSET).unwrap()
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// What the schema says against a codebook; empty where it has nothing to say.
fn schema_errors(book: &Value) -> Vec<String> {
    let validator = jsonschema::draft202012::new(&json(SCHEMA)).unwrap();
    validator.iter_errors(book).map(|e| format!("{}: {e}", e.instance_path())).collect()
}
