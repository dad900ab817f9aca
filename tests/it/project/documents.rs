//! Pages: import, recognition by content, borders of articles, kinds of blocks, facts.

use super::{Desk, REVIEW, TWO, WIRE};
use mizan::model::{ArticleId, Direction, DocumentId, ZoneKind, ZoneOrigin};
use mizan::project::{Command, DocumentView, ProjectError};

fn zone(document: DocumentId, block: usize, kind: ZoneKind) -> Command {
    Command::SetZone { document, block, kind }
}

fn metadata(document: DocumentId, key: &str, value: &str) -> Command {
    Command::SetMetadata { document, key: key.into(), value: value.into() }
}

fn kind_of(view: &DocumentView, block: usize) -> (ZoneKind, bool) {
    let zone = view.zones.iter().find(|z| z.block == block).unwrap();
    (zone.kind, matches!(zone.origin, ZoneOrigin::Coder(_)))
}

#[test]
fn a_page_is_taken_in_as_it_is() {
    let mut desk = Desk::empty();
    let (name, page) = REVIEW;
    let imported = desk.project.import_bytes(None, name, page.as_bytes()).unwrap();
    assert_eq!((imported.documents.len(), imported.articles.len(), imported.questions), (1, 1, 0));
    assert!(imported.known.is_empty() && imported.warnings.is_empty());
    let view = desk.project.document_view(imported.documents[0]).unwrap();
    assert_eq!(view.document.text.as_str(), page);
    assert_eq!(view.document.source.hash, blake3::hash(page.as_bytes()).to_hex().to_string());
    assert_eq!(view.document.language.as_deref(), Some("ar"));
    let shown = &desk.project.documents().unwrap()[0];
    assert_eq!(shown.title, "لماذا تستعجل باكو فتح ممر سروان؟");
    assert_eq!((shown.file_name.as_str(), shown.articles.len()), (name, 1));
    assert!(shown.question.is_none());
}

#[test]
fn the_same_file_again_is_recognised_by_its_content() {
    let mut desk = Desk::empty();
    let (document, _) = desk.import(REVIEW);
    let before = desk.dump();
    let again = desk.project.import_bytes(None, "other-name.txt", REVIEW.1.as_bytes()).unwrap();
    assert_eq!(again.known, [("other-name.txt".to_owned(), document)]);
    assert!(again.documents.is_empty() && again.articles.is_empty());
    assert_eq!(desk.dump(), before);
    let other = format!("{}\n", REVIEW.1);
    let another = desk.project.import_bytes(None, REVIEW.0, other.as_bytes()).unwrap();
    assert_eq!(another.documents.len(), 1, "one byte more is another file");
    // Once its import is undone, the page may come again.
    desk.undoes(None);
    desk.undoes(None);
    assert!(desk.project.documents().unwrap().is_empty());
    assert_eq!(desk.import(REVIEW).1.len(), 1);
}

#[test]
fn what_no_format_reads_changes_nothing() {
    let mut desk = Desk::empty();
    let before = desk.dump();
    for bytes in [&b""[..], b"%PDF-1.4", b"\xc3\x28 \xa0\xa1"] {
        let error = desk.project.import_bytes(None, "page.txt", bytes).unwrap_err();
        assert!(matches!(error, ProjectError::Import(_)), "{error:?}");
        assert!(error.to_string().contains("page.txt"), "{error}");
    }
    assert_eq!(desk.dump(), before);
}

#[test]
fn a_page_with_two_articles_asks_until_somebody_has_looked() {
    let question = |desk: &Desk| desk.project.documents().unwrap()[0].question.clone();
    let mut desk = Desk::empty();
    let imported = desk.project.import_bytes(None, TWO.0, TWO.1.as_bytes()).unwrap();
    assert_eq!(imported.questions, 1);
    assert_eq!(question(&desk).as_deref(), Some("two_articles"));
    let (document, articles) = (imported.documents[0], imported.articles);
    desk.does(None, metadata(document, "question", ""));
    assert_eq!(question(&desk), None);
    desk.undoes(None);
    desk.does(None, Command::JoinArticles { first: articles[0], second: articles[1] });
    assert_eq!(question(&desk), None, "joining them is an answer");
    desk.undoes(None);
    assert_eq!(question(&desk).as_deref(), Some("two_articles"));
    // Other questions stay.
    desk.does(None, metadata(document, "question", "which_headline,two_articles"));
    let blocks = desk.project.documents().unwrap()[0].articles[0].blocks.clone();
    desk.does(None, Command::SplitArticle { article: articles[0], at_block: blocks.start + 3 });
    assert_eq!(question(&desk).as_deref(), Some("which_headline"));
}

#[test]
fn an_article_is_cut_in_two_and_joined_again() {
    let (mut desk, coder) = Desk::with(&[WIRE]);
    let document = desk.project.documents().unwrap()[0].clone();
    let article = document.articles[0].clone();
    let split = |at_block| Command::SplitArticle { article: article.id, at_block };
    for wrong in [article.blocks.start, article.blocks.end, 0, usize::MAX] {
        let error = desk.refused(Some(coder), split(wrong));
        assert!(matches!(error, ProjectError::WrongBorders { .. }), "{wrong}: {error:?}");
    }
    let before = desk.dump();
    let at = article.blocks.end - 3;
    let second = desk.does(Some(coder), split(at)).articles[0];
    let now = desk.project.documents().unwrap()[0].articles.clone();
    assert_eq!(
        now.iter().map(|a| a.blocks.clone()).collect::<Vec<_>>(),
        [article.blocks.start..at, at..article.blocks.end]
    );
    let text = desk.project.document_view(document.id).unwrap().document.clone();
    let words = text.text.quote(text.blocks[at].span);
    assert!(words.starts_with(now[1].title.trim_end_matches('…')), "{}", now[1].title);
    let queue: Vec<ArticleId> = desk.project.queue(coder).unwrap().iter().map(|i| i.article).collect();
    assert_eq!(queue, [article.id, second], "whoever codes the one codes the other");
    let join = |first, second| Command::JoinArticles { first, second };
    for (first, second) in [(second, article.id), (article.id, article.id)] {
        let error = desk.refused(Some(coder), join(first, second));
        assert!(matches!(error, ProjectError::WrongBorders { .. }), "{error:?}");
    }
    desk.does(Some(coder), join(article.id, second));
    assert_eq!(desk.dump(), before);
    let error = desk.refused(Some(coder), join(article.id, second));
    assert!(matches!(error, ProjectError::Gone { what: "article" }), "{error:?}");
}

#[test]
fn whoever_was_to_code_the_second_article_gets_the_joined_one() {
    let (mut desk, _) = Desk::with(&[TWO]);
    let second_coder = desk.coder("كريم");
    let articles: Vec<_> = desk.project.documents().unwrap()[0].articles.iter().map(|a| a.id).collect();
    let round = desk.project.main_round().unwrap();
    desk.does(None, Command::Assign { coder: second_coder, articles: vec![articles[1]], round });
    desk.does(None, Command::JoinArticles { first: articles[0], second: articles[1] });
    let queue: Vec<_> = desk.project.queue(second_coder).unwrap().iter().map(|i| i.article).collect();
    assert_eq!(queue, articles[..1]);
}

#[test]
fn borders_of_what_somebody_codes_stay() {
    let (mut desk, coder) = Desk::with(&[TWO]);
    desk.begin(coder, 1);
    let articles = desk.project.documents().unwrap()[0].articles.clone();
    let stays = |error: ProjectError| assert!(matches!(error, ProjectError::AlreadyCoded), "{error:?}");
    stays(desk.refused(
        Some(coder),
        Command::SplitArticle { article: articles[1].id, at_block: articles[1].blocks.start + 2 },
    ));
    stays(desk.refused(Some(coder), Command::JoinArticles { first: articles[0].id, second: articles[1].id }));
}

#[test]
fn an_article_is_marked_where_the_import_found_none() {
    let (mut desk, coder) = Desk::with(&[REVIEW]);
    let document = desk.project.documents().unwrap()[0].clone();
    let article = document.articles[0].blocks.clone();
    let mark = |blocks| Command::MarkArticle { document: document.id, blocks };
    let last = desk.project.document_view(document.id).unwrap().document.blocks.len();
    #[allow(clippy::reversed_empty_ranges)] // two clicks in the wrong order
    for wrong in
        [0..0, 3..2, last - 1..last + 1, 0..article.start + 1, article.end - 1..last, usize::MAX - 1..usize::MAX]
    {
        let error = desk.refused(Some(coder), mark(wrong.clone()));
        assert!(matches!(error, ProjectError::WrongBorders { .. }), "{wrong:?}: {error:?}");
    }
    let marked = desk.does(Some(coder), mark(article.end..last)).articles;
    assert_eq!(desk.project.queue(coder).unwrap().last().unwrap().article, marked[0]);
    let articles = desk.project.documents().unwrap()[0].articles.clone();
    assert_eq!(articles.iter().map(|a| a.id).collect::<Vec<_>>(), [document.articles[0].id, marked[0]]);
    assert!(!articles[1].title.is_empty());
    desk.undoes(Some(coder));
    assert_eq!(desk.project.queue(coder).unwrap().len(), 1);
}

#[test]
fn a_marked_article_is_called_by_its_headline() {
    let (mut desk, coder) = Desk::with(&[TWO]);
    let document = desk.project.documents().unwrap()[0].clone();
    let [first, second] = [0, 1].map(|i| document.articles[i].clone());
    desk.does(Some(coder), Command::JoinArticles { first: first.id, second: second.id });
    desk.does(Some(coder), Command::SplitArticle { article: first.id, at_block: second.blocks.start });
    let again = desk.project.documents().unwrap()[0].articles[1].clone();
    assert_eq!((again.title, again.blocks), (second.title, second.blocks));
}

#[test]
fn persons_overrule_rules_and_the_newest_decision_holds() {
    let (mut desk, coder) = Desk::with(&[REVIEW]);
    let other = desk.coder("كريم");
    let document = desk.project.documents().unwrap()[0].clone();
    let block = document.articles[0].blocks.end - 1;
    let now = |desk: &Desk| kind_of(&desk.project.document_view(document.id).unwrap(), block);
    let start = desk.dump();
    assert_eq!(now(&desk), (ZoneKind::Disclaimer, false));
    desk.does(Some(coder), zone(document.id, block, ZoneKind::Body));
    assert_eq!(now(&desk), (ZoneKind::Body, true));
    assert!(!desk.does(Some(coder), zone(document.id, block, ZoneKind::Body)).changed);
    desk.does(Some(other), zone(document.id, block, ZoneKind::Related));
    assert_eq!(now(&desk), (ZoneKind::Related, true));
    // The same person again, after somebody else: the last word counts, although it is an old one.
    desk.does(Some(coder), zone(document.id, block, ZoneKind::Body));
    assert_eq!(now(&desk), (ZoneKind::Body, true));
    for (who, expected) in
        [(coder, (ZoneKind::Related, true)), (other, (ZoneKind::Body, true)), (coder, (ZoneKind::Disclaimer, false))]
    {
        desk.undoes(Some(who));
        assert_eq!(now(&desk), expected);
    }
    assert_eq!(desk.dump(), start);
    assert!(matches!(desk.refused(None, zone(document.id, block, ZoneKind::Body)), ProjectError::NobodyChosen));
    let error = desk.refused(Some(coder), zone(document.id, 999, ZoneKind::Body));
    assert!(matches!(error, ProjectError::Gone { what: "block" }), "{error:?}");
}

#[test]
fn direction_and_facts_are_set_and_cleared() {
    let (mut desk, coder) = Desk::with(&[REVIEW]);
    let document = desk.project.documents().unwrap()[0].id;
    let direction = |direction| Command::SetDirection { document, direction };
    let outcome = desk.does(Some(coder), direction(Some(Direction::Ltr)));
    assert!(outcome.project_wide);
    let read = |desk: &Desk| desk.project.document_view(document).unwrap().document.clone();
    assert_eq!(read(&desk).direction, Some(Direction::Ltr));
    desk.does(Some(coder), direction(None));
    assert_eq!(read(&desk).direction, None);
    desk.does(Some(coder), metadata(document, " outlet ", " المرصد "));
    assert_eq!(desk.project.documents().unwrap()[0].outlet.as_deref(), Some("المرصد"));
    desk.does(Some(coder), metadata(document, "outlet", "  "));
    assert!(!read(&desk).metadata.contains_key("outlet"));
    assert!(matches!(desk.refused(Some(coder), metadata(document, " ", "x")), ProjectError::NoName));
}
