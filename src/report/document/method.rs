//! The paragraph on method that journals ask for, from what really happened.

use super::material::{Draw, RoundFacts, StudyFacts};
use super::model::ReportDocument;
use super::numbers::{Lang, counted};
use crate::model::{Level, RoundKind};

/// "3 articles"
pub(super) fn articles(lang: Lang, n: usize) -> String {
    counted(lang, n, ["{} article", "{} articles"], ["مقال واحد", "مقالان", "{} مقالات", "{} مقالًا", "{} مقال"])
}

fn coders(lang: Lang, n: usize) -> String {
    counted(lang, n, ["{} coder", "{} coders"], ["مرمِّز واحد", "مرمِّزان", "{} مرمِّزين", "{} مرمِّزًا", "{} مرمِّز"])
}

fn codings(lang: Lang, n: usize) -> String {
    counted(lang, n, ["{} coding", "{} codings"], ["ترميز واحد", "ترميزان", "{} ترميزات", "{} ترميزًا", "{} ترميز"])
}

fn outlets(lang: Lang, n: usize) -> String {
    counted(lang, n, ["{} outlet", "{} outlets"], ["وسيلة واحدة", "وسيلتان", "{} وسائل", "{} وسيلة", "{} وسيلة"])
}

fn questions(lang: Lang, n: usize) -> String {
    counted(lang, n, ["{} variable", "{} variables"], ["متغير واحد", "متغيران", "{} متغيرات", "{} متغيرًا", "{} متغير"])
}

/// The name of a level of measurement.
pub(super) const fn level(lang: Lang, level: Level) -> &'static str {
    match level {
        Level::Nominal => lang.t("nominal", "اسمي"),
        Level::Ordinal => lang.t("ordinal", "ترتيبي"),
        Level::Interval => lang.t("interval", "فئوي"),
        Level::Ratio => lang.t("ratio", "نسبي"),
        Level::None => lang.t("not measured", "لا يُقاس"),
    }
}

fn kind(lang: Lang, kind: RoundKind) -> &'static str {
    match kind {
        RoundKind::Training => lang.t("training", "تدريب"),
        RoundKind::Pilot => lang.t("pilot", "تجربة"),
        RoundKind::Main => lang.t("main round", "الجولة الرئيسية"),
        RoundKind::Recoding => lang.t("re-coding by the same coders", "إعادة ترميز للمرمِّزين أنفسهم"),
        RoundKind::Adjudication => lang.t("adjudication", "حسم"),
    }
}

/// Sample and selection; coders and training; measures; software.
pub(super) fn method(document: &ReportDocument, lang: Lang) -> Vec<String> {
    let facts = &document.study;
    vec![sample(facts, lang), people(facts, lang), measures(document, lang), software(document, lang)]
}

fn sample(facts: &StudyFacts, lang: Lang) -> String {
    let known: Vec<&(String, usize)> = facts.outlets.iter().filter(|(name, _)| !name.is_empty()).collect();
    let mut out = Vec::new();
    let whole = articles(lang, facts.articles);
    let pages = counted(
        lang,
        facts.documents,
        ["{} page", "{} pages"],
        ["صفحة واحدة", "صفحتين", "{} صفحات", "{} صفحة", "{} صفحة"],
    );
    out.push(format!(
        "{} {whole} {} {pages}{}.",
        lang.t("The material is", "المادة:"),
        lang.t("on", "في"),
        if known.is_empty() {
            String::new()
        } else {
            let named: Vec<String> =
                known.iter().take(8).map(|(name, n)| format!("{} ({})", lang.name(name), lang.count(*n))).collect();
            let more = if known.len() > 8 { lang.t(", and others", " وغيرها") } else { "" };
            let from = outlets(lang, known.len());
            format!("{} {from}: {}{more}", lang.t(" from", " من"), lang.list(&named))
        }
    ));
    if let Some((first, last)) = &facts.days {
        let (first, last) = (lang.date(first), lang.date(last));
        out.push(if lang.is_arabic() {
            format!("نُشرت بين {first} و{last}، بقدر ما عُرفت الأيام.")
        } else {
            format!("It was published between {first} and {last}, as far as days are known.")
        });
    }
    let round = lang.name(&facts.round.name);
    out.push(if lang.is_arabic() {
        format!("أُسند منها إلى المرمِّزين في الجولة «{round}»: {}.", articles(lang, facts.assigned))
    } else {
        format!("Of these, {} were handed out to coders in the round “{round}”.", articles(lang, facts.assigned))
    });
    out.extend(facts.draws.iter().map(|d| draw(d, lang)));
    if facts.draws.is_empty() {
        out.push(
            lang.t("No random draw is recorded: they were handed out by hand.", "لا سحب عشوائيًا مسجلًا: أُسندت يدويًا.")
                .to_owned(),
        );
    }
    if !facts.put_aside.is_empty() {
        let names: Vec<String> = facts.put_aside.iter().map(|n| lang.name(n)).collect();
        out.push(format!(
            "{} {}.",
            lang.t("Left out of this report by choice:", "مستبعَد من هذا التقرير بالاختيار:"),
            lang.list(&names)
        ));
    }
    out.join(" ")
}

fn draw(draw: &Draw, lang: Lang) -> String {
    let number = draw.number.map(|n| articles(lang, n));
    let by: Vec<String> = draw
        .by
        .iter()
        .map(|by| match by.as_str() {
            "outlet" => lang.t("outlet", "الوسيلة"),
            "date" => lang.t("month of publication", "شهر النشر"),
            _ => lang.t("language", "اللغة"),
        })
        .map(str::to_owned)
        .collect();
    let what = match (draw.sample.as_str(), number) {
        ("random", Some(number)) if lang.is_arabic() => format!("سُحبت عشوائيًا: {number}"),
        ("random", Some(number)) => format!("{number} were drawn at random"),
        ("stratified", Some(number)) if lang.is_arabic() => {
            format!("سُحبت عشوائيًا بطبقات ({}) بنسبة حجمها: {number}", lang.list(&by))
        }
        ("stratified", Some(number)) => {
            format!("{number} were drawn at random in proportional strata ({})", lang.list(&by))
        }
        ("picked", _) => lang.t("the articles were picked by hand", "اختيرت المقالات يدويًا").to_owned(),
        _ => lang.t("all articles were taken", "أُخذت كل المقالات").to_owned(),
    };
    let several = draw.shared_by.map_or_else(|| lang.t("all coders", "كل المرمِّزين").to_owned(), |n| coders(lang, n));
    let shared = match (draw.shared_part, draw.shared_number) {
        (Some(part), _) if part > 0.0 => Some(lang.percent(part)),
        (_, Some(n)) if n > 0 => Some(lang.count(n)),
        _ => None,
    };
    let shared = shared.map_or_else(String::new, |shared| {
        if lang.is_arabic() {
            format!("، وأُسند منها عشوائيًا إلى {several}: {shared}")
        } else {
            format!("; of them, drawn at random, {shared} went to {several}")
        }
    });
    let what = if lang.is_arabic() { what } else { capital(&what) };
    format!("{what}{shared} ({} {}).", lang.t("seed", "البذرة"), lang.digits(&draw.seed.to_string()))
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

fn people(facts: &StudyFacts, lang: Lang) -> String {
    let mut out = Vec::new();
    let working: Vec<_> = facts.coders.iter().filter(|c| c.articles > 0).collect();
    let named: Vec<String> =
        working.iter().map(|c| format!("{} ({})", lang.name(&c.name), articles(lang, c.articles))).collect();
    let done = articles(lang, facts.round.articles);
    let (people, finished) = (coders(lang, working.len()), codings(lang, facts.round.codings));
    out.push(if lang.is_arabic() {
        format!("رمّز كلٌّ على حدة، لا يرى عمل غيره: {people}: {}؛ فأُنجز: {finished} على {done}.", lang.parts(&named))
    } else {
        format!(
            "{} worked on their own, without seeing each other's codings: {}. They finished {finished} of {done}.",
            capital(&people),
            lang.list(&named)
        )
    });
    out.push(if lang.is_arabic() {
        format!(
            "أنجز مرمِّزان أو أكثر: {}؛ وعليها تقوم أرقام الثبات، وهي كلها من قبل الحسم.",
            articles(lang, facts.shared)
        )
    } else {
        format!(
            "{} by two coders or more; all figures of reliability rest on these, before any adjudication.",
            capital(&format!(
                "{} finished",
                counted(lang, facts.shared, ["{} article was", "{} articles were"], [""; 5])
            ))
        )
    });
    let training: Vec<&RoundFacts> =
        facts.rounds.iter().filter(|r| matches!(r.kind, RoundKind::Training | RoundKind::Pilot)).collect();
    if training.is_empty() {
        out.push(
            lang.t("No training or pilot round is recorded in the project.", "لا جولة تدريب ولا تجربة مسجلة في المشروع.")
                .to_owned(),
        );
    } else {
        let named: Vec<String> = training
            .iter()
            .map(|r| {
                format!(
                    "{} ({}، {}، {})",
                    lang.name(&r.name),
                    kind(lang, r.kind),
                    articles(lang, r.articles),
                    coders(lang, r.coders)
                )
            })
            .map(|text| if lang.is_arabic() { text } else { text.replace('،', ",") })
            .collect();
        out.push(format!("{} {}.", lang.t("Before it, coders went through", "سبقتها:"), lang.list(&named)));
    }
    if facts.unfinished > 0 {
        let text = codings(lang, facts.unfinished);
        out.push(if lang.is_arabic() {
            format!("استُثني ما بدأ ولم يُنجز: {text}.")
        } else {
            format!(
                "{} begun and not done {} left out.",
                capital(&text),
                if facts.unfinished == 1 { "is" } else { "are" }
            )
        });
    }
    if facts.with_gaps > 0 {
        let text = codings(lang, facts.with_gaps);
        out.push(if lang.is_arabic() {
            format!("وأُنجز مع أجوبة ناقصة: {text}.")
        } else {
            format!(
                "{} declared done with answers missing.",
                capital(&counted(lang, facts.with_gaps, ["{} coding was", "{} codings were"], [""; 5]))
            )
        });
    }
    for (version, n) in &facts.other_versions {
        let (version, text) = (lang.name(version), codings(lang, *n));
        out.push(if lang.is_arabic() {
            format!("استُثني ما رُمِّز بدليل {version}: {text}.")
        } else {
            format!("{} under codebook {version} {} left out.", capital(&text), if *n == 1 { "is" } else { "are" })
        });
    }
    if facts.adjudicated > 0 {
        let decided = articles(lang, facts.adjudicated);
        let decisions = lang.count(facts.decisions);
        out.push(if lang.is_arabic() {
            format!("وبعد الحساب حُسم ما اختُلف فيه في: {decided} (عدد القرارات {decisions})، في ترميز منفصل لا يغيّر ترميز أحد.")
        } else {
            format!("Differences were then adjudicated in {decided} (decisions: {decisions}), in a coding of its own that changes nobody's.")
        });
    }
    out.join(" ")
}

fn measures(document: &ReportDocument, lang: Lang) -> String {
    let facts = &document.study;
    let levels: Vec<String> = [Level::Nominal, Level::Ordinal, Level::Interval, Level::Ratio]
        .into_iter()
        .filter_map(|of| {
            let codes: std::collections::BTreeSet<&str> =
                document.variables.iter().filter(|v| v.level == of).map(|v| v.variable.as_str()).collect();
            (!codes.is_empty()).then(|| format!("{}: {}", level(lang, of), questions(lang, codes.len())))
        })
        .collect();
    let book = format!("“{}” ({})", lang.name(facts.codebook.get(lang.0)), lang.name(&facts.version));
    let levels = lang.parts(&levels);
    let replicates = lang.count(document.replicates);
    let seed = lang.digits(&document.seed.to_string());
    let has = |key: &str| {
        document.variables.iter().any(|v| v.primary.measure == key || v.companions.iter().any(|c| c.measure == key))
    };
    let mut out = vec![if lang.is_arabic() {
        format!(
            "رُمِّز بدليل الترميز {} بمستويات القياس ({levels}). الثبات معبَّر عنه بألفا كريبندورف بحسب مستوى قياس كل متغير (Krippendorff, 2019)، وبجانبها نسبة الاتفاق، من غير جمع بين المتغيرات.",
            book.replace(['“', '”'], "")
        )
    } else {
        format!(
            "The codebook was {book}; levels of measurement: {levels}. Reliability is given as Krippendorff's alpha at each variable's own level (Krippendorff, 2019), beside percent agreement, and never pooled over variables."
        )
    }];
    if has("alpha_set_masi") {
        out.push(
            lang.t(
                "For variables with several labels alpha uses the MASI distance between sets (Passonneau, 2006).",
                "وفي المتغيرات المتعددة الأجوبة تستعمل ألفا مسافة MASI بين المجموعات (Passonneau, 2006).",
            )
            .to_owned(),
        );
    }
    out.push(if lang.is_arabic() {
        format!(
            "مجالات الثقة ٩٥٪ من إعادة سحب الوحدات ({replicates} عينة، البذرة {seed}) بطريقة BCa (Efron, 1987)؛ وq احتمال أن تقع ألفا دون ٠٫٦٦٧ أو ٠٫٨٠ في العينات نفسها (Hayes & Krippendorff, 2007)."
        )
    } else {
        format!(
            "Intervals at 95 % come from resampling units ({replicates} resamples, seed {seed}) and are bias-corrected and accelerated (Efron, 1987); q is the share of the same resamples in which alpha falls below .667 or .80 (Hayes & Krippendorff, 2007)."
        )
    });
    if has("ac1") {
        out.push(
            lang.t(
                "Where one value has more than 90 % of all, AC1 stands beside alpha (Gwet, 2008).",
                "وحيث تتجاوز قيمة واحدة ٩٠٪ يقف AC1 بجانب ألفا (Gwet, 2008).",
            )
            .to_owned(),
        );
    }
    if has("cohen_kappa") || has("cohen_kappa_quadratic") || has("fleiss_kappa") {
        out.push(lang.t(
            "Kappa is given to compare with older papers: Cohen's for two coders (Cohen, 1960, 1968), Fleiss' for more (Fleiss, 1971).",
            "وكابا للمقارنة بأوراق أقدم: لكوهين لمرمِّزَين (Cohen, 1960, 1968)، ولفلايس لأكثر (Fleiss, 1971).",
        ).to_owned());
    }
    if document.without_marks {
        out.push(
            lang.t(
                "What was marked in the texts is left out of this report.",
                "استُثني من هذا التقرير ما حُدِّد في النصوص.",
            )
            .to_owned(),
        );
    } else if !document.marks.is_empty() {
        out.push(lang.t(
            "What was marked is compared by alpha for unitizing (Krippendorff et al., 2016), gamma (Mathet et al., 2015) and F1; variables of marked records are compared where the spans of two coders overlap, each record at most once.",
            "ويُقارَن ما حُدِّد في النصوص بألفا التقطيع (Krippendorff et al., 2016) وغاما (Mathet et al., 2015) وF1؛ وتُقارَن متغيرات السجلات حيث تتداخل كلمات مرمِّزَين، كل سجل مرة على الأكثر.",
        ).to_owned());
    }
    out.push(lang.t(
        "“Does not apply” and “cannot decide” are no values and enter no figure. An undefined coefficient is reported as undefined, with the reason.",
        "و«لا ينطبق» و«لا يمكن الحسم» ليسا قيمتين ولا يدخلان في أي رقم. والمعامل غير المعرَّف يُذكر كذلك مع سببه.",
    ).to_owned());
    out.join(" ")
}

fn software(document: &ReportDocument, lang: Lang) -> String {
    let version = lang.name(&document.mizan);
    if lang.is_arabic() {
        format!(
            "حُسبت الأرقام ببرنامج ميزان {version}. ويعيد الملفان recompute.py وrecompute.R حسابها بحزم عامة من التقديرات المصدَّرة ويقارنانها."
        )
    } else {
        format!(
            "Figures were computed with Mizan {version}. The files recompute.py and recompute.R compute them again with public packages from the exported ratings and compare."
        )
    }
}
