//! Findings on a handful of articles, counted by hand.

use super::compute::{Finding, Findings};
use super::gather::{FoundArticle, FoundCoding, Origin, gather};
use crate::jobs::Monitor;
use crate::model::{Answer, ArticleId, Codebook, CodingId, Record, RecordId};
use std::collections::BTreeMap;
use uuid::Uuid;

fn book() -> Codebook {
    serde_json::from_str(include_str!("../../../assets/codebook/media-bias-1.json")).unwrap()
}

fn record(unit: &str, answers: &[(&str, &str)]) -> Record {
    Record {
        id: RecordId::from_uuid(Uuid::nil()),
        coding: CodingId::from_uuid(Uuid::nil()),
        unit: unit.to_owned(),
        parent: None,
        position: None,
        proposal: None,
        answers: answers.iter().map(|(v, c)| ((*v).to_owned(), Answer::code(*c))).collect(),
        anchors: Vec::new(),
        links: Vec::new(),
    }
}

fn article(n: u128, outlet: &str, section: &str) -> FoundArticle {
    FoundArticle {
        id: ArticleId::from_uuid(Uuid::from_u128(n)),
        title: format!("article {n}"),
        outlet: outlet.to_owned(),
        section: section.to_owned(),
        language: "ar".to_owned(),
    }
}

fn stance(target: &str, holder: &str, value: &str) -> Record {
    record("STN", &[("S1", target), ("S2", holder), ("S4", "expressed"), ("S3", value)])
}

fn found(articles: &[FoundArticle], codings: &[(usize, f64, Vec<Record>)]) -> Findings {
    let codings =
        codings.iter().map(|(article, weight, records)| FoundCoding { article: *article, weight: *weight, records });
    let material = gather(&book(), Origin::All, articles.to_vec(), codings);
    Findings::of(&material, 300, 1, &Monitor::silent()).unwrap()
}

fn of<'f>(findings: &'f Findings, code: &str) -> &'f Finding {
    findings.findings.iter().find(|f| f.code == code).unwrap()
}

/// The counts of a group by the codes of its key: value to count.
fn counts(finding: &Finding, key: &[&str]) -> BTreeMap<String, f64> {
    let group = finding.groups.iter().find(|g| g.key.iter().map(|k| k.code.as_str()).eq(key.iter().copied())).unwrap();
    let given = finding.values.iter().zip(&group.shares).filter(|(_, share)| share.count > 0.0);
    given.map(|(value, share)| (value.code.clone(), share.count)).collect()
}

#[test]
fn an_article_that_two_coded_counts_once_and_stands_behind_its_figure() {
    let articles = [article(1, "A", ""), article(2, "A", ""), article(3, "B", "")];
    let no_stance = record("STN", &[("S1", "RUS"), ("S2", "2"), ("S4", "no_stance"), ("S3", "2")]);
    let findings = found(
        &articles,
        &[
            (0, 0.5, vec![stance("RUS", "2", "-1"), stance("UKR", "2", "1")]),
            (0, 0.5, vec![stance("RUS", "2", "1")]),
            (1, 1.0, vec![stance("RUS", "2", "-1")]),
            // What does not apply is not on the scale, whatever is stored.
            (2, 1.0, vec![no_stance]),
        ],
    );
    let stances = of(&findings, "stance");
    let expected = |all: &[(&str, f64)]| all.iter().map(|(c, n)| ((*c).to_owned(), *n)).collect::<BTreeMap<_, _>>();
    assert_eq!(counts(stances, &["A", "RUS", "2"]), expected(&[("-1", 1.5), ("1", 0.5)]));
    assert_eq!(counts(stances, &["B", "RUS", "2"]), expected(&[("no_stance", 1.0)]));
    assert_eq!(counts(stances, &["*", "RUS", "2"]), expected(&[("-1", 1.5), ("1", 0.5), ("no_stance", 1.0)]));
    let group = stances.groups.iter().find(|g| g.key[0].code == "A" && g.key[1].code == "RUS").unwrap();
    assert_eq!((group.articles, group.count, group.mean.unwrap().value), (2, 2.0, -0.5));
    let minus = stances.values.iter().position(|v| v.code == "-1").unwrap();
    assert_eq!((group.shares[minus].share, group.shares[minus].articles.as_slice()), (0.75, &[0, 1][..]));
    assert!(group.shares.iter().all(|s| s.low.is_none()), "two articles give no interval");
    assert!(group.shares.iter().all(|s| s.share.is_sign_positive() && s.count.is_sign_positive()), "no negative zero");
    assert!(stances.is_diverging());
    // The scale in its order, what is not on it behind it.
    let codes: Vec<&str> = stances.values.iter().map(|v| v.code.as_str()).collect();
    assert_eq!(codes, ["-2", "-1", "0", "1", "2", "no_stance"]);
}

#[test]
fn templates_stand_apart_from_what_was_written_for_the_article() {
    let articles: Vec<FoundArticle> = (0..8).map(|n| article(n, "A", if n < 5 { "opinion" } else { "news" })).collect();
    let disclaimer = |n: usize| match n {
        0..=3 => record("DSC", &[("C1", "yes"), ("C9", "template")]),
        4 => record("DSC", &[("C1", "yes"), ("C9", "written")]),
        _ => record("DSC", &[("C1", "no"), ("C9", "template")]),
    };
    let codings: Vec<(usize, f64, Vec<Record>)> = (0..8).map(|n| (n, 1.0, vec![disclaimer(n)])).collect();
    let findings = found(&articles, &codings);
    let disclaimers = of(&findings, "disclaimers");
    let opinion = counts(disclaimers, &["A", "opinion"]);
    assert_eq!(
        opinion.into_iter().collect::<Vec<_>>(),
        [("yes/template".to_owned(), 4.0), ("yes/written".to_owned(), 1.0)]
    );
    assert_eq!(counts(disclaimers, &["A", "news"]).into_keys().collect::<Vec<_>>(), ["no"]);
    let label = disclaimers.values.iter().find(|v| v.code == "yes/template").unwrap();
    assert!(label.label.en.contains("emplate"), "{}", label.label.en);
}

#[test]
fn the_writer_is_held_against_the_quoted_sources_article_by_article() {
    let articles: Vec<FoundArticle> = (0..30).map(|n| article(n, "A", "")).collect();
    let lean = |n: usize| if n.is_multiple_of(5) { "1" } else { "0" };
    let codings: Vec<(usize, f64, Vec<Record>)> = (0..30)
        .map(|n| {
            (
                n,
                1.0,
                vec![
                    stance("UKR", "2", lean(n)),
                    stance("UKR", "4", "-1"),
                    stance("UKR", "4", lean(n)),
                    stance("UKR", "1", "2"),
                ],
            )
        })
        .collect();
    let findings = found(&articles, &codings);
    let beside = of(&findings, "writer_and_sources");
    assert!(beside.groups.iter().all(|g| g.key[2].code != "1"), "only writer and sources");
    let contrast = beside.contrasts.iter().find(|c| c.key[0].code == "A").unwrap();
    let mean = 6.0 / 30.0;
    assert!((contrast.difference.value - (mean - f64::midpoint(mean, -1.0))).abs() < 1e-9);
    let (low, high) = (contrast.difference.low.unwrap(), contrast.difference.high.unwrap());
    assert!(low < contrast.difference.value && contrast.difference.value < high && low > 0.0);
}

#[test]
fn a_codebook_without_the_questions_has_no_such_finding() {
    let mut book = book();
    book.units.retain(|unit| unit.code != "DSC" && unit.code != "ATT");
    let articles = vec![article(1, "A", "")];
    let records = vec![stance("RUS", "2", "1")];
    let codings = std::iter::once(FoundCoding { article: 0, weight: 1.0, records: &records });
    let material = gather(&book, Origin::All, articles, codings);
    let findings = Findings::of(&material, 100, 1, &Monitor::silent()).unwrap();
    let codes: Vec<&str> = findings.findings.iter().map(|f| f.code.as_str()).collect();
    assert_eq!(codes, ["stance", "writer_and_sources"]);
}
