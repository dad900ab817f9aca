//! The report for programs.

use crate::report::AgreementReport;

/// The report as pretty JSON with a final line feed. The same report gives the same bytes.
pub fn to_json(report: &AgreementReport) -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(report).map(|text| text + "\n")
}
