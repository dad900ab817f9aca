//! What the report rests on, for a reader and for BibTeX.

use super::model::ReportDocument;

struct Work {
    #[cfg(test)]
    key: &'static str,
    apa: &'static str,
    bibtex: &'static str,
    wanted: fn(&ReportDocument) -> bool,
}

fn measures(document: &ReportDocument, wanted: &[&str]) -> bool {
    let used = |measure: &str| wanted.contains(&measure);
    document.variables.iter().any(|v| used(&v.primary.measure) || v.companions.iter().any(|c| used(&c.measure)))
}

const WORKS: [Work; 14] = [
    Work {
        #[cfg(test)]
        key: "cicchetti1990",
        apa: "Cicchetti, D. V., & Feinstein, A. R. (1990). High agreement but low kappa: II. Resolving the paradoxes. Journal of Clinical Epidemiology, 43(6), 551–558.",
        bibtex: "@article{cicchetti1990,\n  author = {Cicchetti, Domenic V. and Feinstein, Alvan R.},\n  title = {High agreement but low kappa: {II}. Resolving the paradoxes},\n  journal = {Journal of Clinical Epidemiology},\n  volume = {43},\n  number = {6},\n  pages = {551--558},\n  year = {1990}\n}",
        wanted: |d| d.variables.iter().any(|v| v.values.iter().any(|x| x.specific_agreement.is_some())),
    },
    Work {
        #[cfg(test)]
        key: "cohen1960",
        apa: "Cohen, J. (1960). A coefficient of agreement for nominal scales. Educational and Psychological Measurement, 20(1), 37–46.",
        bibtex: "@article{cohen1960,\n  author = {Cohen, Jacob},\n  title = {A coefficient of agreement for nominal scales},\n  journal = {Educational and Psychological Measurement},\n  volume = {20},\n  number = {1},\n  pages = {37--46},\n  year = {1960}\n}",
        wanted: |d| {
            measures(d, &["cohen_kappa"])
                || d.variables.iter().any(|v| v.coders_against.iter().any(|c| c.mean_kappa.is_some()))
        },
    },
    Work {
        #[cfg(test)]
        key: "cohen1968",
        apa: "Cohen, J. (1968). Weighted kappa: Nominal scale agreement with provision for scaled disagreement or partial credit. Psychological Bulletin, 70(4), 213–220.",
        bibtex: "@article{cohen1968,\n  author = {Cohen, Jacob},\n  title = {Weighted kappa: Nominal scale agreement with provision for scaled disagreement or partial credit},\n  journal = {Psychological Bulletin},\n  volume = {70},\n  number = {4},\n  pages = {213--220},\n  year = {1968}\n}",
        wanted: |d| measures(d, &["cohen_kappa_quadratic"]),
    },
    Work {
        #[cfg(test)]
        key: "davison1997",
        apa: "Davison, A. C., & Hinkley, D. V. (1997). Bootstrap methods and their application. Cambridge University Press.",
        bibtex: "@book{davison1997,\n  author = {Davison, Anthony C. and Hinkley, David V.},\n  title = {Bootstrap Methods and Their Application},\n  publisher = {Cambridge University Press},\n  year = {1997}\n}",
        wanted: |d| !d.findings.findings.is_empty(),
    },
    Work {
        #[cfg(test)]
        key: "efron1987",
        apa: "Efron, B. (1987). Better bootstrap confidence intervals. Journal of the American Statistical Association, 82(397), 171–185.",
        bibtex: "@article{efron1987,\n  author = {Efron, Bradley},\n  title = {Better bootstrap confidence intervals},\n  journal = {Journal of the American Statistical Association},\n  volume = {82},\n  number = {397},\n  pages = {171--185},\n  year = {1987}\n}",
        wanted: |d| d.variables.iter().any(|v| v.primary.low.is_some()),
    },
    Work {
        #[cfg(test)]
        key: "field2007",
        apa: "Field, C. A., & Welsh, A. H. (2007). Bootstrapping clustered data. Journal of the Royal Statistical Society: Series B, 69(3), 369–390.",
        bibtex: "@article{field2007,\n  author = {Field, C. A. and Welsh, A. H.},\n  title = {Bootstrapping clustered data},\n  journal = {Journal of the Royal Statistical Society: Series B},\n  volume = {69},\n  number = {3},\n  pages = {369--390},\n  year = {2007}\n}",
        wanted: |d| !d.findings.findings.is_empty(),
    },
    Work {
        #[cfg(test)]
        key: "fleiss1971",
        apa: "Fleiss, J. L. (1971). Measuring nominal scale agreement among many raters. Psychological Bulletin, 76(5), 378–382.",
        bibtex: "@article{fleiss1971,\n  author = {Fleiss, Joseph L.},\n  title = {Measuring nominal scale agreement among many raters},\n  journal = {Psychological Bulletin},\n  volume = {76},\n  number = {5},\n  pages = {378--382},\n  year = {1971}\n}",
        wanted: |d| measures(d, &["fleiss_kappa"]),
    },
    Work {
        #[cfg(test)]
        key: "gwet2008",
        apa: "Gwet, K. L. (2008). Computing inter-rater reliability and its variance in the presence of high agreement. British Journal of Mathematical and Statistical Psychology, 61(1), 29–48.",
        bibtex: "@article{gwet2008,\n  author = {Gwet, Kilem Li},\n  title = {Computing inter-rater reliability and its variance in the presence of high agreement},\n  journal = {British Journal of Mathematical and Statistical Psychology},\n  volume = {61},\n  number = {1},\n  pages = {29--48},\n  year = {2008}\n}",
        wanted: |d| measures(d, &["ac1"]),
    },
    Work {
        #[cfg(test)]
        key: "hayes2007",
        apa: "Hayes, A. F., & Krippendorff, K. (2007). Answering the call for a standard reliability measure for coding data. Communication Methods and Measures, 1(1), 77–89.",
        bibtex: "@article{hayes2007,\n  author = {Hayes, Andrew F. and Krippendorff, Klaus},\n  title = {Answering the call for a standard reliability measure for coding data},\n  journal = {Communication Methods and Measures},\n  volume = {1},\n  number = {1},\n  pages = {77--89},\n  year = {2007}\n}",
        wanted: |d| d.variables.iter().any(|v| v.below_tentative.is_some()),
    },
    Work {
        #[cfg(test)]
        key: "krippendorff2016",
        apa: "Krippendorff, K., Mathet, Y., Bouvry, S., & Widlöcher, A. (2016). On the reliability of unitizing textual continua: Further developments. Quality & Quantity, 50(6), 2347–2364.",
        bibtex: "@article{krippendorff2016,\n  author = {Krippendorff, Klaus and Mathet, Yann and Bouvry, St{\\'e}phane and Widl{\\\"o}cher, Antoine},\n  title = {On the reliability of unitizing textual continua: Further developments},\n  journal = {Quality \\& Quantity},\n  volume = {50},\n  number = {6},\n  pages = {2347--2364},\n  year = {2016}\n}",
        wanted: |d| !d.marks.is_empty(),
    },
    Work {
        #[cfg(test)]
        key: "krippendorff2019",
        apa: "Krippendorff, K. (2019). Content analysis: An introduction to its methodology (4th ed.). SAGE.",
        bibtex: "@book{krippendorff2019,\n  author = {Krippendorff, Klaus},\n  title = {Content Analysis: An Introduction to Its Methodology},\n  edition = {4},\n  publisher = {SAGE},\n  year = {2019}\n}",
        wanted: |_| true,
    },
    Work {
        #[cfg(test)]
        key: "mathet2015",
        apa: "Mathet, Y., Widlöcher, A., & Métivier, J.-P. (2015). The unified and holistic method gamma (γ) for inter-annotator agreement measure and alignment. Computational Linguistics, 41(3), 437–479.",
        bibtex: "@article{mathet2015,\n  author = {Mathet, Yann and Widl{\\\"o}cher, Antoine and M{\\'e}tivier, Jean-Philippe},\n  title = {The unified and holistic method gamma for inter-annotator agreement measure and alignment},\n  journal = {Computational Linguistics},\n  volume = {41},\n  number = {3},\n  pages = {437--479},\n  year = {2015}\n}",
        wanted: |d| !d.marks.is_empty(),
    },
    Work {
        #[cfg(test)]
        key: "passonneau2006",
        apa: "Passonneau, R. J. (2006). Measuring agreement on set-valued items (MASI) for semantic and pragmatic annotation. In Proceedings of LREC 2006 (pp. 831–836).",
        bibtex: "@inproceedings{passonneau2006,\n  author = {Passonneau, Rebecca J.},\n  title = {Measuring agreement on set-valued items ({MASI}) for semantic and pragmatic annotation},\n  booktitle = {Proceedings of LREC 2006},\n  pages = {831--836},\n  year = {2006}\n}",
        wanted: |d| measures(d, &["alpha_set_masi"]),
    },
    Work {
        #[cfg(test)]
        key: "hripcsak2005",
        apa: "Hripcsak, G., & Rothschild, A. S. (2005). Agreement, the F-measure, and reliability in information retrieval. Journal of the American Medical Informatics Association, 12(3), 296–298.",
        bibtex: "@article{hripcsak2005,\n  author = {Hripcsak, George and Rothschild, Adam S.},\n  title = {Agreement, the {F}-measure, and reliability in information retrieval},\n  journal = {Journal of the American Medical Informatics Association},\n  volume = {12},\n  number = {3},\n  pages = {296--298},\n  year = {2005}\n}",
        wanted: |d| !d.marks.is_empty(),
    },
];

fn used(document: &ReportDocument) -> Vec<&'static Work> {
    let mut works: Vec<&Work> = WORKS.iter().filter(|work| (work.wanted)(document)).collect();
    works.sort_by_key(|work| work.apa);
    works
}

/// The works as APA writes them, in the order of their authors.
pub(super) fn apa(document: &ReportDocument) -> Vec<&'static str> {
    used(document).into_iter().map(|work| work.apa).collect()
}

/// The same as BibTeX, with this program.
pub(super) fn bibtex(document: &ReportDocument) -> String {
    let mut out: Vec<String> = used(document).into_iter().map(|work| work.bibtex.to_owned()).collect();
    out.push(format!(
        "@software{{mizan,\n  title = {{Mizan: content analysis of media bias}},\n  version = {{{}}}\n}}",
        document.mizan
    ));
    out.join("\n\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_work_has_its_key_in_both_forms() {
        let mut keys = std::collections::BTreeSet::new();
        for work in &WORKS {
            assert!(keys.insert(work.key));
            assert!(
                work.bibtex.contains(&format!("{{{},", work.key))
                    && work.bibtex.matches('{').count() == work.bibtex.matches('}').count()
            );
            let year = work.key.trim_start_matches(|c: char| c.is_ascii_lowercase());
            assert!(work.apa.contains(&format!("({year})")), "{}", work.apa);
        }
    }
}
