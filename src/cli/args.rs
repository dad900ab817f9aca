//! The command line as `--help` shows it.

use super::adjudication::{AdjudicateArgs, DisagreementsArgs};
use super::agreement::AgreementArgs;
use super::assign::AssignArgs;
use super::bundle::{BundleArgs, VerifyArgs};
use super::codebook::CodebookArgs;
use super::exporting::ExportArgs;
use super::mailbox::MailboxArgs;
use super::passphrase::PassphraseArgs;
use super::progress::AuditArgs;
use super::report::ReportArgs;
use crate::import::{FORMATS as READ, Holds};
use crate::project::LEAST_SHARED;
use clap::builder::PossibleValuesParser;
use clap::{Parser, Subcommand};
use std::path::PathBuf;

/// Content analysis of media bias: stance, source attribution and disclaimers in (mostly Arabic) news, coded by
/// several people, with agreement statistics. One SQLite file holds a project.
#[derive(Parser, Debug)]
#[command(
    name = "mizan",
    version,
    args_conflicts_with_subcommands = true,
    after_help = "Example without a window:\n  mizan demo demo.mizan\n  mizan agreement demo.mizan\n\n\
        Exit codes: 0 done, 1 the work failed, 2 the call was wrong."
)]
pub struct Args {
    /// What to do; without it the window opens.
    #[command(subcommand)]
    pub verb: Option<Verb>,
    /// The project that the window opens; or a package, which becomes a project beside it.
    pub project: Option<PathBuf>,
}

/// Reads `title=Headline`.
fn column(text: &str) -> Result<(Holds, String), String> {
    let form = || {
        let all: Vec<&str> = Holds::ALL.into_iter().map(Holds::code).collect();
        format!("write it as title=Headline; before the sign stands one of {}", all.join(", "))
    };
    let (holds, column) = text.split_once('=').ok_or_else(form)?;
    let holds = Holds::named(holds.trim()).ok_or_else(form)?;
    if column.trim().is_empty() { Err(form()) } else { Ok((holds, column.trim().to_owned())) }
}

const AGREEMENT_EXAMPLES: &str = "Example:
  mizan agreement study.mizan --json > agreement.json
  mizan agreement --ratings stance.csv --level nominal --categories against,neutral,for
  mizan agreement --ratings long.csv --level ordinal --measures alpha_ordinal,ac2_ordinal --bootstrap 10000 --seed 7
  mizan agreement --ratings frames.csv --sets --measures all --format csv
  mizan agreement --ratings stance.csv --level nominal --measures cohen_kappa,alpha_nominal --pairs
  mizan agreement --spans spans.csv --continuum texts.csv --measures u_alpha,gamma_shuffle
  mizan agreement --relations attributions.csv --format json
  mizan agreement --data case.json --measures all --format json
  mizan agreement plan alpha --required 0.8 --rarest 0.25

Tables may have commas, semicolons or tabs between the cells, and numbers in Arabic digits or with a decimal comma. What could \
mean two things is refused with its line and column. An undefined coefficient has no value but a reason; docs/coefficients.md tells which \
coefficient answers which question.

Exit codes: 0 done, 1 the work failed, 2 the call or the file was wrong.";

/// What the command line can do.
#[derive(Subcommand, Debug)]
pub enum Verb {
    /// Begin a project in a new file.
    #[command(after_help = "Example:\n  mizan new study.mizan --title \"Corridor study\" --coder Amal --coder Sami")]
    New {
        /// The new file.
        project: PathBuf,
        /// Name of the project; the file's name where absent.
        #[arg(long)]
        title: Option<String>,
        /// The codebook: a file (JSON), or a template (media-bias, stance, attribution, blank).
        #[arg(long, value_name = "FILE|TEMPLATE", default_value = "media-bias")]
        codebook: String,
        /// A person who codes; the first one leads. May be repeated.
        #[arg(long = "coder", value_name = "NAME")]
        coders: Vec<String>,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Add pages to a project, or say what would be made of them.
    #[command(after_help = "Example:\n  mizan import study.mizan pages/*.txt\n\n\
        With --dry-run nothing is written and no project is needed:\n  mizan import --dry-run --json page.html\n\n\
        Annotations come with their text, and go to the coder that the file names, or to --coder. Labels find their place in the codebook by \
        its codes and names (ATT.source, source, \u{627}\u{644}\u{645}\u{635}\u{62F}\u{631}), or by a file:\n  \
        {\"labels\": {\"PER\": \"ATT.source\", \"ORG\": {\"role\": \"ATT.source\", \"answers\": {\"R6\": \"company\"}}, \"MISC\": null},\n   \
        \"attributes\": {\"kind\": {\"question\": \"R4\", \"values\": {\"d\": \"direct\"}}}, \"ties\": {\"says\": \"same\"}}\n\
        What has no place is told, and kept in the memo of its coding. --dry-run tells it beforehand.")]
    Import {
        /// The project; with --dry-run, the first file.
        project: PathBuf,
        /// The files, and folders of them: web pages (HTML, MHTML, WARC), plain text, PDF with text, DOCX, RTF, EPUB, tables (CSV, TSV,
        /// XLSX), JSON, feeds (RSS, Atom), exports of Nexis, Lexis and Factiva, annotated texts (brat, WebAnno TSV, UIMA CAS JSON and
        /// XMI, INCEpTION, Label Studio, doccano, REFI-QDA),
        /// and ZIP archives of all these.
        #[arg(required_unless_present = "dry_run")]
        files: Vec<PathBuf>,
        /// What the files are, where their contents do not tell.
        #[arg(long, default_value = "auto", value_parser = PossibleValuesParser::new(["auto"].into_iter().chain(READ.iter().map(|f| f.name))))]
        format: String,
        /// What columns of tables (CSV, TSV, XLSX, JSON) hold: text, title, deck, caption, outlet, author, date, url, section, language or fact. The
        /// others are guessed. It is remembered in the project for files with the same header.
        #[arg(long, value_name = "HOLDS=COLUMN,…", value_delimiter = ',', value_parser = column)]
        columns: Vec<(Holds, String)>,
        /// Give all annotations to this coder; where absent, each file says whose they are.
        #[arg(long, value_name = "NAME")]
        coder: Option<String>,
        /// What the labels of annotations mean (JSON); what it does not name, the codebook tells.
        #[arg(long, value_name = "FILE")]
        labels: Option<PathBuf>,
        /// Only say what Mizan makes of the files.
        #[arg(long)]
        dry_run: bool,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Print what is kept of each document: articles, zones, disclaimers, with offsets.
    #[command(after_help = "Example:\n  mizan documents study.mizan --json > documents.json")]
    Documents {
        /// The project.
        project: PathBuf,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Print a codebook, compare it with a newer version, or publish that.
    #[command(after_help = "Example:\n  mizan codebook study.mizan --format html > codebook.html\n  \
        mizan codebook study.mizan --json > next.json\n  mizan codebook study.mizan --compare next.json --answers table.csv\n  \
        mizan codebook study.mizan --publish next.json --answers table.csv --carry-over")]
    Codebook(CodebookArgs),
    /// Find words in the texts of a project.
    #[command(after_help = "Example:\n  mizan search study.mizan الحكومة --json\n\n\
        All words must occur; words in quotation marks must stand beside each other. Hamza, ta marbuta, alif maqsura, tashkeel, tatweel, \
        Persian letters and the particles that Arabic writes onto a word make no difference.")]
    Search {
        /// The project.
        project: PathBuf,
        /// The words.
        #[arg(required = true)]
        query: Vec<String>,
        /// Documents that are told.
        #[arg(long, default_value_t = 50, value_name = "NUMBER")]
        limit: usize,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Say which articles share their words: who copied whom, and what was cut.
    #[command(
        after_help = "Example:\n  mizan reuse study.mizan --json > reuse.json\n  mizan reuse study.mizan --least 0.7 --differences\n\n\
        What is shared is the part of the smaller story whose runs of five words stand in the other, whatever the marks and letter forms. \
        Which was first is said where both days are known and differ. Articles of the same words are told once."
    )]
    Reuse {
        /// The project.
        project: PathBuf,
        /// The part of the smaller article that must stand in the other one.
        #[arg(long, default_value_t = LEAST_SHARED, value_name = "PART", value_parser = part)]
        least: f64,
        /// Also the words that only one of the two has.
        #[arg(long)]
        differences: bool,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Count what a project holds.
    #[command(after_help = "Example:\n  mizan info study.mizan")]
    Info {
        /// The project.
        project: PathBuf,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Hand out a round: draw articles, share some of them among coders.
    #[command(
        after_help = "Example:\n  mizan assign study.mizan --round Pilot --kind pilot --sample 40 --by outlet --overlap 10 --shared-by 2 --seed 7\n  \
        mizan assign study.mizan --round Main --overlap 20% --dry-run\n\n\
        Everybody gets as many articles as the others, give or take one, in an order of their own that does not tell which are shared. \
        The same project and seed give the same hand-out."
    )]
    Assign(AssignArgs),
    /// Pack what one coder needs; in the coder's copy, what they did.
    #[command(after_help = "Example:\n  mizan pack study.mizan --coder Amal -o amal.mizanpack\n\n\
        The package holds the coder's articles, codebooks, assignments and own work, and nothing of other coders. It is signed, and carries \
        the key with which the coder's work comes back: send it to that coder only.")]
    Pack {
        /// The project, or a coder's copy.
        project: PathBuf,
        /// Whose package.
        #[arg(long, value_name = "NAME")]
        coder: String,
        /// The package; beside the project, named after the coder, where absent.
        #[arg(short = 'o', long = "output", value_name = "FILE")]
        output: Option<PathBuf>,
        /// Replace a file that is there already.
        #[arg(long)]
        force: bool,
        /// Protect it by a passphrase, which the coder needs to open it. What comes back is protected too.
        #[arg(long)]
        protect: bool,
        /// Send work back readable although it came protected.
        #[arg(long, conflicts_with = "protect")]
        readable: bool,
        /// The passphrase.
        #[command(flatten)]
        passphrase: PassphraseArgs,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Open a package as a project of its coder, without a window; or bring that project up to date.
    #[command(after_help = "Example:\n  mizan unpack amal.mizanpack\n  mizan amal.mizan")]
    Unpack {
        /// The package.
        package: PathBuf,
        /// The project; beside the package where absent.
        #[arg(short = 'o', long = "output", value_name = "FILE")]
        output: Option<PathBuf>,
        /// The passphrase.
        #[command(flatten)]
        passphrase: PassphraseArgs,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Take in what coders send back.
    #[command(
        after_help = "Example:\n  mizan merge study.mizan --dry-run back/*.mizanpack\n  mizan merge study.mizan back/*.mizanpack\n\n\
        In any order and any number of times: the result is the same. A package of another project, one that was changed, cut off or signed \
        by somebody else is refused, and the others are merged; then the exit code is 1."
    )]
    Merge {
        /// The project.
        project: PathBuf,
        /// The packages.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// Only say what would be new, changed, unchanged and refused.
        #[arg(long)]
        dry_run: bool,
        /// The passphrase.
        #[command(flatten)]
        passphrase: PassphraseArgs,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Watch a shared folder in which packages come and go.
    #[command(
        after_help = "Example:\n  mizan mailbox study.mizan --folder /shared/corridor\n  mizan mailbox study.mizan --merge\n\n\
        What is new is told, and taken in with --merge. A file that is not whole is left alone: it may still be on its way. Packages that are \
        made from now on are written into the folder."
    )]
    Mailbox(MailboxArgs),
    /// Put a project away: one file that only those can read who know its passphrase.
    #[command(after_help = "Example:\n  mizan lock study.mizan\n  mizan unlock study.mizanlock\n\n\
        The locked file is proved to be readable with the passphrase before the readable project and its backups are removed. Nobody can \
        read it without: a forgotten passphrase is a lost study.")]
    Lock {
        /// The project.
        project: PathBuf,
        /// The locked file; beside the project, with the ending mizanlock, where absent.
        #[arg(short = 'o', long = "output", value_name = "FILE")]
        output: Option<PathBuf>,
        /// Leave the readable project and its backups where they are.
        #[arg(long)]
        keep: bool,
        /// Replace a file that is there already.
        #[arg(long)]
        force: bool,
        /// The passphrase.
        #[command(flatten)]
        passphrase: PassphraseArgs,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Make a locked project readable again; the locked file stays.
    #[command(after_help = "Example:\n  mizan unlock study.mizanlock -o study.mizan")]
    Unlock {
        /// The locked file.
        locked: PathBuf,
        /// The project; beside the locked file where absent.
        #[arg(short = 'o', long = "output", value_name = "FILE")]
        output: Option<PathBuf>,
        /// The passphrase.
        #[command(flatten)]
        passphrase: PassphraseArgs,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Say where coders differ; which rules need sharpening; how each coder stands to what was decided.
    #[command(after_help = "Example:\n  mizan disagreements study.mizan --variable S3 --values=-1,2\n  \
        mizan disagreements study.mizan --round Pilot --csv > decisions.csv\n  \
        mizan disagreements study.mizan --rules\n  mizan disagreements study.mizan --against --reveal --json\n\n\
        A case is one question about one thing in one article that at least two coders have finished. Coders are letters, drawn anew for each \
        round, unless --reveal is given. In JSON each of the cases has: case (its name, the same on every computer), article, title, unit, row, \
        item (a variable, role:CODE for words in a role, there for whether there is such a record at all), label, words, standing (differs, \
        unanimous, waits, settled, moot), cells (code of what each coder holds; sets and spans joined by |, NA, UNC, empty for not coded), \
        majority, adjudicated, decision (manner, taken_from, cause, reason, at).")]
    Disagreements(DisagreementsArgs),
    /// Decide where coders differ, in a coding beside theirs.
    #[command(after_help = "Example:\n  mizan disagreements study.mizan --csv > decisions.csv\n  \
        mizan adjudicate study.mizan --decisions decisions.csv --unanimous\n  \
        mizan adjudicate study.mizan --majority --variable A1 --dry-run\n\n\
        A table of decisions has the columns case, take, value, cause and reason; JSON is a list of objects with these keys. take is majority, \
        or a coder's letter or name; value is a new value instead: a code, codes joined by |, NA, UNC, none, yes or no for a record, spans as \
        12-40|55-60 in bytes. cause is slip, unclear_rule, ambiguous_text or missing_value. Rows that take nothing are passed over. \
        Codings of coders stay as they are, agreement is always that before adjudication, and undo takes all of it back.")]
    Adjudicate(AdjudicateArgs),
    /// Say how far a study is: per round and coder, with agreement so far and alarms; for one coder, or in a coder's copy, only what is theirs.
    #[command(
        after_help = "Example:\n  mizan progress study.mizan\n  mizan progress study.mizan --round Pilot --json\n  \
        mizan progress study.mizan --coder Amal\n\n\
        In JSON each of the rounds has: coders (assigned, begun, done, with_gaps, median_minutes at work on a done article, unfinished: begun \
        three days ago or longer), agreement (variable, units, alpha, interval at 95 %), alarms (falls: alpha of the newer half of the units is \
        at least .15 below that of the older half and below .667; drifts: the share of a coder's answers that agree with those of others fell by \
        at least .15)."
    )]
    Progress {
        /// The project, or a coder's copy.
        project: PathBuf,
        /// Only this coder's own queue, pace and missing answers.
        #[arg(long, value_name = "NAME")]
        coder: Option<String>,
        /// Only this round.
        #[arg(long, value_name = "NAME")]
        round: Option<String>,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Say who did what when.
    #[command(
        after_help = "Example:\n  mizan audit study.mizan --coder Amal --since 2025-05-01\n  mizan audit study.mizan --csv > audit.csv\n\n\
        One line for each changed row, the oldest first. In CSV and JSON: step, at, by (who did it; nobody for the command line), of (whose \
        work it is), action, kind (do, undo, redo), article, article_id, thing (unit of the record, or kind of thing), record, what, before, after. \
        What a package brought stands at the moment of the merge."
    )]
    Audit(AuditArgs),
    /// Print the agreement of coders: of a project, or of anybody's ratings, spans and relations.
    #[command(after_help = AGREEMENT_EXAMPLES)]
    Agreement(Box<AgreementArgs>),
    /// Write the reliability report and the findings: web page, sheets, LaTeX, Markdown, tables, and scripts that compute them again.
    #[command(after_help = "Example:\n  mizan report study.mizan -o report\n  \
        mizan report study.mizan -o report --round Main --variables A1,S3,R6 --seed 7\n  \
        mizan report study.mizan -o report --findings adjudicated --without-spans\n\n\
        In the folder: report.en.html and report.ar.html (print to A4 from a browser), .xlsx, .tex, .md in both languages, report.json, tables \
        (CSV), plots (SVG), references.bib, and recompute with the ratings and scripts in Python and R that compute every coefficient again \
        with packages of others. The same project, options, seed and version give the same bytes. Figures of reliability are those before \
        adjudication; findings rest on all finished codings, or on what was adjudicated, as is said in the report.")]
    Report(ReportArgs),
    /// Write what was coded as files for other programs.
    #[command(after_help = "Example:\n  mizan export study.mizan --format csv -o tables\n  \
        mizan export study.mizan --format brat -o brat\n  mizan export study.mizan --format refi-qda -o study.qdpx\n  \
        mizan export study.mizan --format spss -o spss --pseudonyms\n\n\
        csv, csv-wide, xlsx, spss, stata and jsonl are data; the others are forms of other programs. All have a mizan-export.json beside them: \
        how offsets count, hashes of the texts, the codebook, and what cannot be carried. brat, webanno, cas-json, cas-xmi, label-studio, doccano and refi-qda are read by `mizan import` too.\n\n\
        Files that are there already are left alone, unless --force is given.")]
    Export(ExportArgs),
    /// Make a replication bundle: codebook, pseudonymised codings, decisions, figures and scripts in one archive.
    #[command(
        after_help = "Example:\n  mizan bundle study.mizan -o replication.zip\n  mizan bundle study.mizan -o replication.zip --no-texts\n\n\
        The same project gives the same bytes; print the BLAKE3 that is told where the study is published. Whoever reads it calls \
        `mizan verify replication.zip`."
    )]
    Bundle(BundleArgs),
    /// Verify a replication bundle: hashes, tables and figures, computed again from its data.
    #[command(after_help = "Example:\n  mizan verify replication.zip\n\nExit code 1 if anything differs.")]
    Verify(VerifyArgs),
    /// Examine a project file thoroughly; nothing is changed.
    #[command(after_help = "Example:\n  mizan check study.mizan\n\nExit code 1 if anything is wrong.")]
    Check {
        /// The project.
        project: PathBuf,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Write a project with thirteen pages for three coders, and print its agreement.
    #[command(after_help = "Example:\n  mizan demo demo.mizan --open")]
    Demo {
        /// The new file.
        project: PathBuf,
        /// Open it in the window afterwards.
        #[arg(long)]
        open: bool,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
}

/// A part of a whole, above 0.
fn part(text: &str) -> Result<f64, String> {
    let part = text.parse().ok().filter(|part: &f64| *part > 0.0 && *part <= 1.0);
    part.ok_or_else(|| "a part is a number above 0 and up to 1, such as 0.5".into())
}
