//! Command-line arguments and their execution.
//!
//! Not here: what the use cases do (room `project`), how figures look (room `report`), the window (room `app`).

mod adjudication;
mod agreement;
mod args;
mod assign;
mod bundle;
mod codebook;
mod documents;
mod exporting;
mod importing;
mod lock;
mod mailbox;
mod output;
mod packages;
mod passphrase;
mod progress;
mod report;
mod reuse;
mod search;
mod together;
mod verbs;
mod wrong_call;

pub use agreement::{AgreementArgs, Also, Question};
pub use args::{Args, Verb};
pub use output::tell;
pub use verbs::{Then, run};
pub use wrong_call::{WrongCall, exit_code};

/// Ends of sentences that the window uses where there is no display: what works without one.
pub const WITHOUT_A_WINDOW: &str = "Without a window: mizan new, import, documents, search, reuse, info, assign, pack, unpack, merge, disagreements, adjudicate, progress, audit, agreement, report, export, bundle, verify, check, demo (mizan --help says more)";
