//! The five known pages, where the folder named by `MIZAN_SEEDS` has them: what stands on which line.

use super::tables::{block_lines, differences};
use mizan::import::{ImportedDocument, QuestionKind, read};
use mizan::model::{ProposalKind, ZoneKind};
use std::path::PathBuf;

struct Expected {
    file: &'static str,
    zones: &'static str,
    /// First and last line of each article.
    articles: &'static [(usize, usize)],
    disclaimer_lines: &'static [usize],
}

const PAGES: &[Expected] = &[
    Expected {
        file: "000_89d7c6d670ac9db8.txt",
        zones: "1-42 boilerplate; 44 headline-repeat; 46 deck; 48 headline+repeat; 49 caption;
                53-59 body; 61 disclaimer; 63 comments; 65-69 related",
        articles: &[(44, 61)],
        disclaimer_lines: &[61],
    },
    Expected {
        file: "001_204dfba4d604bd94.txt",
        zones: "1-42 boilerplate; 44 headline-repeat; 46 deck; 48 headline+repeat; 49 caption; 51-59 body; 61 disclaimer; 63 comments;
                65-79 related",
        articles: &[(44, 61)],
        disclaimer_lines: &[61],
    },
    Expected {
        file: "002_f98c4cb0a6377644.txt",
        zones: "1 headline-repeat; 3 deck; 5 caption-repeat; 6 caption+repeat; 7 boilerplate; 9 headline+repeat; 11-12 caption+repeat; 14-24 body;
                26 crosshead; 28-32 body; 35-73 related; 75 headline-repeat; 77 caption-repeat; 78 caption+repeat; 79 boilerplate;
                81 headline+repeat; 83-84 caption+repeat; 86-88 body",
        articles: &[(1, 32), (75, 88)],
        disclaimer_lines: &[],
    },
    Expected {
        file: "003_01905a19e0db79cb.txt",
        zones: "1 boilerplate; 3 headline; 5-6 boilerplate; 7 caption; 9 byline; 11-13 body; 15 crosshead; 17-19 body; 21 crosshead; 23-27 body;
                29 crosshead; 31-37 body; 39 crosshead; 41-43 body",
        articles: &[(3, 43)],
        disclaimer_lines: &[],
    },
    Expected {
        file: "004_6b3435dfc89a7cb2.txt",
        zones: "1-2 boilerplate; 4 headline-repeat; 6 headline+repeat; 7 caption caption; 8 dateline; 10 byline; 12-14 body; 16-18 related;
                20-26 body; 28 crosshead; 30-46 body; 48-50 boilerplate",
        articles: &[(4, 46)],
        disclaimer_lines: &[],
    },
];

fn folder() -> Option<PathBuf> {
    let folder = std::env::var_os("MIZAN_SEEDS").map(PathBuf::from);
    if folder.is_none() {
        println!("skipped: MIZAN_SEEDS is not set");
    }
    folder
}

fn load(folder: &std::path::Path, file: &str) -> ImportedDocument {
    let bytes = std::fs::read(folder.join(file)).unwrap();
    read(file, &bytes).unwrap().documents.remove(0)
}

#[test]
fn each_line_of_the_seeds_is_what_it_is() {
    let Some(folder) = folder() else { return };
    let mut wrong = Vec::new();
    for page in PAGES {
        let document = load(&folder, page.file);
        wrong.extend(differences(&document, page.zones).into_iter().map(|d| format!("{} {d}", page.file)));
        assert_eq!(document.language.as_deref(), Some("ar"), "{}", page.file);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_articles_of_the_seeds_have_their_borders() {
    let Some(folder) = folder() else { return };
    for page in PAGES {
        let document = load(&folder, page.file);
        let lines = block_lines(&document);
        let found: Vec<_> =
            document.articles.iter().map(|a| (lines[a.blocks.start], lines[a.blocks.end - 1])).collect();
        assert_eq!(found, page.articles, "{}", page.file);
        let asks = document.questions.iter().any(|q| q.kind == QuestionKind::TwoArticles);
        assert_eq!(asks, page.articles.len() > 1, "{}", page.file);
    }
}

#[test]
fn the_disclaimers_of_the_seeds_are_offered() {
    let Some(folder) = folder() else { return };
    for page in PAGES {
        let document = load(&folder, page.file);
        let text = document.text.as_str();
        let found: Vec<_> = document
            .proposals
            .iter()
            .filter(|p| p.kind == ProposalKind::Disclaimer)
            .map(|p| text[..p.span.start()].matches('\n').count() + 1)
            .collect();
        assert_eq!(found, page.disclaimer_lines, "{}", page.file);
    }
}

#[test]
fn the_glued_credit_has_a_zone_of_its_own() {
    let Some(folder) = folder() else { return };
    let document = load(&folder, "004_6b3435dfc89a7cb2.txt");
    let credit =
        document.zones.iter().find(|z| z.kind == ZoneKind::Caption && z.rule == "caption.glued_credit").unwrap();
    assert!(document.text.quote(credit.span).starts_with("المصدر:"));
}
