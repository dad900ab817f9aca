//! Annotations made with other programs: each format's own offsets lead to the same words, and what does not fit is refused and told.

use mizan::import::{ImportBatch, ImportError, SpanProblem, Standoff, WarningKind, read, read_standoff};
use mizan::model::Mark;

/// A page as an old Windows program saved it: a mark at the beginning, carriage returns, signs beyond the basic plane, bidi marks.
pub(crate) const PAGE: &str = "\u{feff}موسكو تنفي ومصدر يؤكد 😀\r\n\r\nقال المتحدث باسم \u{200f}الوزارة\u{200f}: «لن نقبل بذلك». وأضاف 𝒳 خبير آخر أن الأمر \
     يحتاج إلى وقت أطول.\r\n\r\nوأوضح الخبير أن القرار نهائيّ.\r\n";

/// The page without the mark, as programs hold it in memory.
fn body() -> &'static str {
    PAGE.trim_start_matches('\u{feff}')
}

/// Where words stand, in code points.
fn points(text: &str, words: &str) -> (usize, usize) {
    let at = text.find(words).unwrap();
    let start = text[..at].chars().count();
    (start, start + words.chars().count())
}

/// Where words stand, in UTF-16 code units.
fn units(text: &str, words: &str) -> (usize, usize) {
    let at = text.find(words).unwrap();
    let start = text[..at].encode_utf16().count();
    (start, start + words.encode_utf16().count())
}

fn standoff(text: &str, lines: &str) -> Result<ImportBatch, ImportError> {
    read_standoff(Standoff {
        name: "p.ann",
        annotations: lines.as_bytes(),
        text_name: "p.txt",
        text: text.as_bytes(),
        annotator: None,
    })
}

/// Label and words of each mark.
fn words(batch: &ImportBatch) -> Vec<(String, String)> {
    let document = &batch.documents[0];
    let quote = |m: &Mark| m.pieces.iter().map(|s| document.text.quote(*s)).collect::<Vec<_>>().join(" … ");
    document.annotations.iter().flat_map(|s| &s.marks).map(|m| (m.label.clone(), quote(m))).collect()
}

fn refused(batch: &ImportBatch) -> Vec<(Option<usize>, SpanProblem)> {
    let problem = |w: &mizan::import::Warning| match &w.kind {
        WarningKind::SpanRefused { problem, .. } => Some((w.line, problem.clone())),
        _ => None,
    };
    batch.warnings.iter().filter_map(problem).collect()
}

#[test]
fn standoff_leads_to_the_same_words_whatever_its_program_counted() {
    let marked = ["قال", "𝒳 خبير آخر", "الأمر يحتاج إلى وقت", "نهائيّ"];
    let joined = body().replace("\r\n", "\n");
    let shifted = format!("x{}", body());
    for (what, place) in [
        ("code points", &(|w: &str| points(body(), w)) as &dyn Fn(&str) -> (usize, usize)),
        ("the mark counted", &|w: &str| points(&shifted, w)),
        ("line ends as one", &|w: &str| points(&joined, w)),
        ("UTF-16", &|w: &str| units(body(), w)),
    ] {
        let line = |(n, w): (usize, &&str)| {
            let (start, end) = place(w);
            format!("T{n}\tSource {start} {end}\t{w}\n")
        };
        let lines: String = marked.iter().enumerate().map(line).collect();
        let batch = standoff(PAGE, &lines).unwrap();
        let found: Vec<String> = words(&batch).into_iter().map(|(_, w)| w).collect();
        assert_eq!(found, marked, "{what}: {:?}", batch.warnings);
        assert!(
            batch.documents[0].text.as_str().starts_with("موسكو") && !batch.documents[0].text.as_str().contains('\r')
        );
    }
}

#[test]
fn a_span_that_does_not_fit_its_text_is_refused_with_its_line_and_the_others_come_in() {
    let (start, end) = points(body(), "قال");
    let (_, inside) = points(body(), "نهائي");
    let face = points(body(), "😀").0;
    let lines = format!(
        "T1\tCue {start} {end}\tقال\nT2\tCue {} {}\tقال\nT3\tCue 10 900000\tقال\nT4\tCue {} {inside}\tنهائي\nT5\tCue x y\tقال\nT6\tCue \
         {end} {start}\tقال\nT7\tCue {face} {}\t😀\n",
        start + 1,
        end + 1,
        inside - 5,
        face + 1,
    );
    let batch = standoff(PAGE, &lines).unwrap();
    assert_eq!(words(&batch), [("Cue".into(), "قال".into()), ("Cue".into(), "😀".into())]);
    let refused = refused(&batch);
    let lines: Vec<_> = refused.iter().map(|(line, _)| line.unwrap()).collect();
    assert_eq!(lines, [2, 3, 4, 5, 6]);
    assert!(
        matches!(&refused[0].1, SpanProblem::QuoteDiffers { said, stands, .. } if said == "قال" && stands == "ال ")
    );
    assert!(matches!(refused[1].1, SpanProblem::OutOfText { end: 900_000, .. }));
    assert!(matches!(refused[2].1, SpanProblem::InsideCharacter { .. }), "the shadda belongs to its letter");
    assert_eq!(refused[3].1, SpanProblem::NoOffsets);
    assert!(matches!(refused[4].1, SpanProblem::Empty { .. }));
}

#[test]
fn all_lines_of_standoff_are_understood_or_counted() {
    let place = |w: &str| {
        let (start, end) = points(body(), w);
        format!("{start} {end}")
    };
    let lines = [
        format!("T1\tCue {}\tقال", place("قال")),
        format!("T2\tSource {}\tالمتحدث باسم", place("المتحدث باسم")),
        format!("T3\tContent {};{}\tلن نقبل أطول", place("لن نقبل"), place("أطول")),
        "E1\tSaying:T1 Source:T2 Content:T3".into(),
        "E2\tSaying:T1 Content:T3".into(),
        "R1\tsame Arg1:T2 Arg2:T3".into(),
        "A1\tNegated E1".into(),
        "A2\tR4 T1 direct".into(),
        "N1\tReference T2 Wikidata:Q159\tروسيا".into(),
        "#1\tAnnotatorNotes T2\tمن هو؟".into(),
        "#2\tR5 T2\tالمتحدث الرسمي".into(),
        "*\tEquiv T2 T3".into(),
        "R2\tsame Arg1:T2 Arg2:T99".into(),
        "what is this".into(),
    ]
    .join("\n");
    let batch = standoff(PAGE, &lines).unwrap();
    let set = &batch.documents[0].annotations[0];
    let labels: Vec<_> = set.marks.iter().map(|m| (m.id.as_str(), m.label.as_str(), m.pieces.len())).collect();
    assert_eq!(labels, [("T1", "Cue", 1), ("T2", "Source", 1), ("T3", "Content", 2), ("E2", "Saying", 1)]);
    assert_eq!(set.marks[0].attribute("Negated"), Some("yes"));
    assert_eq!(set.marks[0].attribute("R4"), Some("direct"));
    assert_eq!(set.marks[1].attribute("Reference"), Some("Wikidata:Q159"));
    assert_eq!(set.marks[1].attribute("R5"), Some("المتحدث الرسمي"));
    assert_eq!(set.marks[1].note.as_deref(), Some("من هو؟"));
    let ties: Vec<_> = set.ties.iter().map(|t| format!("{} {} {}", t.label, t.from, t.to)).collect();
    assert_eq!(
        ties,
        ["Source T1 T2", "Content T1 T3", "Content E2 T3", "same T2 T3", "Equiv T2 T3"],
        "two events on the same words stay two"
    );
    let left: Vec<_> = batch.warnings.iter().filter(|w| matches!(w.kind, WarningKind::NoCounterpart { .. })).collect();
    assert_eq!(left.len(), 2, "{left:?}");
}

#[test]
fn annotations_without_their_text_say_which_file_is_missing() {
    let error = read("day1.ann", "T1\tCue 0 3\tقال\n".as_bytes()).unwrap_err();
    assert_eq!(error, ImportError::TextMissing { file: "day1.ann".into(), text: "day1.txt".into() });
}

/// As WebAnno and INCEpTION write it: stacked and sub-token spans, a relation, a feature with protected signs, several lines in a sentence.
const TSV: &str = "#FORMAT=WebAnno TSV 3.3
#T_SP=webanno.custom.Attribution|role|R5
#T_RL=webanno.custom.Tie|label|BT_webanno.custom.Attribution


#Text=قال 😀 فلان: نعم
#Text=ثم ذهب.
1-1\t0-3\tقال\tcue\t_\t_\t_
1-2\t4-6\t😀\tsource[1]|evidence[2]\tفلان\\|علّان[1]|*[2]\tby\t1-1[0_1]
1-3\t7-11\tفلان\tsource[1]\tفلان\\|علّان[1]\t_\t_
1-3.1\t7-9\tفل\tcontent\t*\t_\t_
1-4\t11-12\t:\t_\t_\t_\t_
1-5\t13-16\tنعم\tcontent[3]\t*[3]\t_\t_
1-6\t17-19\tثم\tcontent[3]\t*[3]\t_\t_
1-7\t20-23\tذهب\t_\t_\t_\t_
1-8\t23-24\t.\t_\t_\t_\t_

#Text=وعاد.
2-1\t26-30\tوعاد\tcue\t_\t_\t_
2-2\t30-31\t.\t_\t_\t_\t_
";

#[test]
fn webanno_tsv_is_put_together_again() {
    let batch = read("doc.tsv", TSV.as_bytes()).unwrap();
    let document = &batch.documents[0];
    assert_eq!(document.format, "webanno");
    assert_eq!(document.text.as_str(), "قال 😀 فلان: نعم\nثم ذهب.\n\nوعاد.");
    let expected = [
        ("cue", "قال"),
        ("source", "😀 فلان"),
        ("evidence", "😀"),
        ("content", "فل"),
        ("content", "نعم\nثم"),
        ("cue", "وعاد"),
    ];
    assert_eq!(words(&batch), expected.map(|(l, w)| (l.to_owned(), w.to_owned())));
    let set = &document.annotations[0];
    assert_eq!(set.marks[1].attribute("R5"), Some("فلان|علّان"));
    let tie = &set.ties[0];
    let at = |id: &str| set.marks.iter().find(|m| m.id == id).unwrap().label.as_str();
    assert_eq!((tie.label.as_str(), at(&tie.from), at(&tie.to)), ("by", "cue", "source"));
    assert!(batch.warnings.is_empty(), "{:?}", batch.warnings);
}

#[test]
fn a_token_that_is_not_in_the_text_costs_its_span() {
    let wrong = TSV.replace("2-1\t26-30\tوعاد", "2-1\t26-30\tوغاب");
    let batch = read("doc.tsv", wrong.as_bytes()).unwrap();
    assert!(matches!(&refused(&batch)[..], [(Some(_), SpanProblem::QuoteDiffers { .. })]), "{:?}", batch.warnings);
    assert_eq!(words(&batch).len(), 5);
}

/// As dkpro-cassis writes it.
pub(crate) const CAS_JSON: &str = r#"{"%TYPES": {"webanno.custom.Span": {"%NAME": "webanno.custom.Span", "%SUPER_TYPE": "uima.tcas.Annotation",
 "value": {"%NAME": "value", "%RANGE": "uima.cas.String"}}},
 "%FEATURE_STRUCTURES": [
 {"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaNum": 1, "sofaID": "_InitialView", "mimeType": "text/plain", "sofaString": "قال 😀 فلان: \"نعم\"\r\nثم ذهب."},
 {"%ID": 2, "%TYPE": "webanno.custom.Span", "@sofa": 1, "begin": 0, "end": 3, "value": "Cue", "sure": true},
 {"%ID": 3, "%TYPE": "webanno.custom.Span", "@sofa": 1, "begin": 7, "end": 11, "value": "Source"},
 {"%ID": 4, "%TYPE": "webanno.custom.Relation", "@sofa": 1, "begin": 0, "end": 3, "@Governor": 2, "@Dependent": 3, "label": "by"},
 {"%ID": 5, "%TYPE": "webanno.custom.Host", "@sofa": 1, "begin": 20, "end": 22, "@parts": 6},
 {"%ID": 6, "%TYPE": "uima.cas.FSArray", "%ELEMENTS": [7]},
 {"%ID": 7, "%TYPE": "webanno.custom.HostPartsLink", "role": "speaker", "@target": 3},
 {"%ID": 8, "%TYPE": "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token", "@sofa": 1, "begin": 0, "end": 3},
 {"%ID": 9, "%TYPE": "webanno.custom.Span", "@sofa": 1, "begin": 5, "end": 9, "value": "Half a face"}],
 "%VIEWS": {"_InitialView": {"%SOFA": 1, "%MEMBERS": [2, 3, 4, 5]}}}"#;

/// The same, as XMI.
const CAS_XMI: &str = r#"<?xml version='1.0' encoding='UTF-8'?>
<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" xmlns:custom="http:///webanno/custom.ecore" xmlns:type4="http:///de/tudarmstadt/ukp/dkpro/core/api/segmentation/type.ecore" xmi:version="2.0">
  <cas:NULL xmi:id="0"/>
  <custom:Span xmi:id="2" sofa="1" begin="0" end="3" value="Cue" sure="true"/>
  <custom:Span xmi:id="3" sofa="1" begin="7" end="11"><value>Source</value></custom:Span>
  <custom:Relation xmi:id="4" sofa="1" begin="0" end="3" Governor="2" Dependent="3" label="by"/>
  <custom:Host xmi:id="5" sofa="1" begin="20" end="22" parts="7"/>
  <custom:HostPartsLink xmi:id="7" role="speaker" target="3"/>
  <type4:Token xmi:id="8" sofa="1" begin="0" end="3"/>
  <custom:Span xmi:id="9" sofa="1" begin="5" end="9" value="Half a face"/>
  <cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text/plain" sofaString="قال 😀 فلان: &quot;نعم&quot;&#13;&#10;ثم ذهب."/>
  <cas:View sofa="1" members="2 3 4 5"/>
</xmi:XMI>
"#;

#[test]
fn a_cas_says_the_same_as_json_and_as_xmi() {
    let (json, xmi) = (read("a.json", CAS_JSON.as_bytes()).unwrap(), read("a.xmi", CAS_XMI.as_bytes()).unwrap());
    assert_eq!((json.documents[0].format, xmi.documents[0].format), ("cas-json", "cas-xmi"));
    assert_eq!(json.documents[0].hash, xmi.documents[0].hash, "the same text is the same document");
    for batch in [&json, &xmi] {
        assert_eq!(batch.documents[0].text.as_str(), "قال 😀 فلان: \"نعم\"\nثم ذهب.");
        let expected = [("Cue", "قال"), ("Source", "فلان"), ("", "ثم")];
        assert_eq!(words(batch), expected.map(|(l, w)| (l.to_owned(), w.to_owned())));
        let set = &batch.documents[0].annotations[0];
        assert_eq!(set.marks[0].attribute("sure"), Some("true"));
        let ties: Vec<_> = set.ties.iter().map(|t| format!("{} {}→{}", t.label, t.from, t.to)).collect();
        assert_eq!(ties, ["by 2→3", "speaker 5→3"]);
        assert!(matches!(refused(batch)[..], [(None, SpanProblem::InsideCharacter { start: 5, end: 9 })]));
    }
}

#[test]
fn hostile_files_get_one_sentence_each() {
    let cut = &CAS_JSON[..CAS_JSON.len() - 40];
    let bomb = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><xmi:XMI xmlns:xmi=\"http://www.omg.org/XMI\"/>";
    let half = &CAS_XMI[..CAS_XMI.find("<cas:Sofa").unwrap()];
    let huge = "#FORMAT=WebAnno TSV 3.3\n#T_SP=x|y\n\n#Text=a\n1-1\t99999999-99999999\ta\t_\n";
    let no_offsets = "#FORMAT=WebAnno TSV 3.3\n#T_SP=x|y\n\n#Text=a\n1-1\tzero-one\ta\t_\n";
    for (name, bytes) in [
        ("cut.json", cut.as_bytes()),
        ("bomb.xmi", bomb.as_bytes()),
        ("half.xmi", half.as_bytes()),
        ("huge.tsv", huge.as_bytes()),
        ("none.tsv", no_offsets.as_bytes()),
        ("empty.json", br#"{"%FEATURE_STRUCTURES": []}"#),
        ("broken.json", br#"{"%FEATURE_STRUCTURES": [{"%ID": 1, "sofaString": "\ud83d"}]}"#),
    ] {
        let error = read(name, bytes).unwrap_err();
        let sentence = error.to_string();
        assert!(sentence.starts_with(name) && !sentence.contains('\n'), "{name}: {sentence}");
    }
}

/// As Label Studio exports a task: regions, answers on regions and on the text, a relation, somebody else's cancelled work, a machine's guess.
fn task(place: impl Fn(&str) -> (usize, usize)) -> String {
    let region = |id: &str, label: &str, words: &str| {
        let (start, end) = place(words);
        serde_json::json!({"id": id, "type": "labels", "from_name": "label", "to_name": "text",
            "value": {"start": start, "end": end, "text": words, "labels": [label]}})
    };
    let on = |id: &str, name: &str, kind: &str, value: serde_json::Value| serde_json::json!({"id": id, "type": kind, "from_name": name, "to_name": "text", "value": value});
    let wrong = serde_json::json!({"id": "w", "type": "labels", "value": {"start": 0, "end": 3, "text": "قال", "labels": ["Cue"]}});
    serde_json::json!([{"id": 7, "data": {"text": body(), "outlet": "RT_AR"}, "annotations": [
        {"completed_by": {"id": 3, "email": "laila@example.org", "first_name": "", "last_name": ""}, "result": [
            region("a", "Cue", "وأضاف"), region("b", "Source", "𝒳 خبير آخر"),
            on("a", "R4", "choices", serde_json::json!({"choices": ["direct"]})),
            on("a", "R5", "textarea", serde_json::json!({"text": ["سطر", "آخر"]})),
            on("x", "A7", "choices", serde_json::json!({"choices": ["security", "humanitarian"]})),
            {"type": "relation", "from_id": "b", "to_id": "a", "direction": "left", "labels": ["by"]}, wrong]},
        {"completed_by": 5, "result": [region("c", "Cue", "قال")]},
        {"completed_by": 6, "was_cancelled": true, "result": [region("d", "Cue", "قال")]}],
      "predictions": [{"result": []}]}])
    .to_string()
}

#[test]
fn label_studio_tasks_keep_annotators_apart_and_answers_with_their_regions() {
    for place in [points, units] {
        let batch = read("export.json", task(|w| place(body(), w)).as_bytes()).unwrap();
        let document = &batch.documents[0];
        assert_eq!((document.format, document.metadata.get("outlet").unwrap().as_str()), ("label-studio", "RT_AR"));
        let expected = [("Cue", "وأضاف"), ("Source", "𝒳 خبير آخر"), ("Cue", "قال")];
        assert_eq!(words(&batch), expected.map(|(l, w)| (l.to_owned(), w.to_owned())), "{:?}", batch.warnings);
        let [laila, other] = &document.annotations[..] else { panic!("{:?}", document.annotations) };
        assert_eq!(laila.annotator.as_deref(), Some("laila@example.org"));
        assert_eq!(other.annotator.as_deref(), Some("annotator 5"));
        assert_eq!(laila.marks[0].attribute("R4"), Some("direct"));
        assert_eq!(laila.marks[0].attribute("R5"), Some("سطر\nآخر"));
        assert_eq!((laila.facts[0].name.as_str(), laila.facts[0].value.as_str()), ("A7", "security|humanitarian"));
        assert_eq!((laila.ties[0].from.as_str(), laila.ties[0].to.as_str()), ("a", "b"));
        assert!(matches!(&refused(&batch)[..], [(Some(1), SpanProblem::QuoteDiffers { .. })]));
    }
}

#[test]
fn label_studios_short_form_is_read_too() {
    let (start, end) = points(body(), "قال");
    let short = serde_json::json!([{"id": 1, "text": body(), "label": [{"start": start, "end": end, "text": "قال", "labels": ["Cue", "Verb"]}],
        "annotator": "a@b.c", "lead_time": 3.5}]);
    let batch = read("min.json", short.to_string().as_bytes()).unwrap();
    assert_eq!(batch.documents[0].format, "label-studio");
    assert_eq!(words(&batch), [("Cue".into(), "قال".into()), ("Verb".into(), "قال".into())]);
    assert_eq!(batch.documents[0].annotations[0].annotator.as_deref(), Some("a@b.c"));
}

#[test]
fn doccano_lines_are_read_in_both_countings() {
    for (place, unit) in [(points as fn(&str, &str) -> (usize, usize), "code points"), (units, "UTF-16 code units")] {
        let span =
            |words: &str, label: &str| serde_json::json!([place(body(), words).0, place(body(), words).1, label]);
        let entity = |id: usize, words: &str, label: &str| {
            let (start_offset, end_offset) = place(body(), words);
            serde_json::json!({"id": id, "start_offset": start_offset, "end_offset": end_offset, "label": label})
        };
        let lines = [
            serde_json::json!({"id": 1, "text": body(), "label": [span("قال", "Cue"), span("خبير آخر", "Source"), [5, 900_000, "Far"]], "outlet": "RT"}),
            serde_json::json!({"id": 2, "text": format!("{} ثانية", body()), "entities": [entity(11, "وأضاف", "Cue"), entity(12, "خبير آخر", "Source")],
                "relations": [{"id": 0, "from_id": 11, "to_id": 12, "type": "says"}], "Comments": []}),
        ]
        .map(|l| l.to_string());
        let batch = read("all.jsonl", (lines.join("\n") + "\n{\"text\": \"\\ud83d\"}").as_bytes()).unwrap();
        assert_eq!(batch.documents.len(), 2);
        let marks: Vec<_> = words(&ImportBatch { documents: vec![batch.documents[0].clone()], warnings: Vec::new() });
        assert_eq!(marks, [("Cue".into(), "قال".into()), ("Source".into(), "خبير آخر".into())], "{unit}");
        let set = &batch.documents[1].annotations[0];
        assert_eq!(
            (set.ties[0].label.as_str(), set.ties[0].from.as_str(), set.ties[0].to.as_str()),
            ("says", "11", "12")
        );
        assert!(matches!(&refused(&batch)[..], [(Some(1), SpanProblem::OutOfText { .. })]));
        let guessed = |w: &&mizan::import::Warning| w.kind == WarningKind::OffsetUnitGuessed { unit };
        assert_eq!(batch.warnings.iter().filter(guessed).count(), 2, "{:?}", batch.warnings);
        assert!(batch.warnings.iter().any(|w| w.line == Some(3) && matches!(w.kind, WarningKind::BadRecord { .. })));
    }
}

#[test]
fn articles_in_json_are_no_annotations() {
    let articles =
        r#"[{"title": "عنوان", "text": "قال المتحدث إن الاجتماع سيعقد غدًا في العاصمة.", "labels": ["سياسة", "خبر"]}]"#;
    assert_eq!(read("a.json", articles.as_bytes()).unwrap().documents[0].format, "json");
}

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        // Stored and not packed, so that damage reaches what is in it.
        let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        archive.start_file(*name, stored).unwrap();
        std::io::Write::write_all(&mut archive, bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// A project of INCEpTION with the work of three annotators and a curator on one document, in four formats.
fn inception() -> Vec<u8> {
    let inner = zipped(&[("anna.xmi", CAS_XMI.as_bytes()), ("TypeSystem.xml", b"<typeSystemDescription/>")]);
    zipped(&[
        ("exportedproject.json", br#"{"name": "p", "source_documents": [{"name": "doc.txt"}]}"#),
        ("source/doc.txt", "قال 😀 فلان: \"نعم\"\r\nثم ذهب.".as_bytes()),
        ("source/alone.txt", "نص لم يعلّم عليه أحد بعد، وهو صفحة كغيرها.".as_bytes()),
        ("annotation/doc.txt/INITIAL_CAS.json", CAS_JSON.as_bytes()),
        ("annotation/doc.txt/admin.json", CAS_JSON.as_bytes()),
        ("annotation/doc.txt/anna.zip", &inner),
        ("annotation/doc.txt/bruno.tsv", TSV.as_bytes()),
        ("annotation/doc.txt/broken.json", b"{\"%TYPES\": {"),
        ("annotation_ser/doc.txt/admin.ser", b"\xac\xed\x00\x05"),
        ("curation/doc.txt/CURATION_USER.xmi", CAS_XMI.as_bytes()),
        ("log/event.log", b"x"),
    ])
}

#[test]
fn a_project_of_inception_brings_each_annotators_work_on_each_document() {
    let project = inception();
    let batch = read("project.zip", &project).unwrap();
    let whose: Vec<_> =
        batch.documents.iter().flat_map(|d| &d.annotations).map(|s| s.annotator.clone().unwrap()).collect();
    assert_eq!(whose, ["admin", "anna", "bruno", "CURATION_USER"]);
    assert_eq!(batch.documents.last().unwrap().format, "text", "a text that nobody annotated is a page all the same");
    assert!(batch.warnings.iter().any(|w| matches!(w.kind, WarningKind::NoCounterpart { count: 1, .. })));
    assert!(batch.warnings.iter().any(|w| w.file.contains("broken") && matches!(w.kind, WarningKind::LeftOut { .. })));
    let only_java = zipped(&[("exportedproject.json", b"{}"), ("annotation_ser/doc.txt/admin.ser", b"\xac\xed")]);
    assert!(read("java.zip", &only_java).unwrap_err().to_string().contains("XMI"));
}

/// As programs for qualitative analysis write it: a code tree, two people, a text in a file and one in the project, a note, a link, a picture.
const QDE: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<Project name="p" origin="x" xmlns="urn:QDA-XML:project:1.0">
<Users><User guid="11111111-0000-0000-0000-000000000001" name="ليلى"/><User guid="11111111-0000-0000-0000-000000000002" name="Sami"/></Users>
<CodeBook><Codes><Code guid="c0" name="ATT" isCodable="false"><Code guid="c1" name="source" isCodable="true"/><Code guid="c2" name="cue" isCodable="true">
 <Description>verb</Description></Code></Code><Code guid="c3" name="R4 = direct" isCodable="true"/></Codes></CodeBook>
<Variables><Variable guid="v1" name="A1" typeOfVariable="Text"/></Variables>
<Sources>
 <TextSource guid="t1" name="مقال" plainTextPath="internal://t1.txt">
  <PlainTextSelection guid="s1" name="x" startPosition="0" endPosition="3" creatingUser="11111111-0000-0000-0000-000000000001">
   <Description>R5 = فلان&#10;ملاحظة</Description>
   <Coding guid="k1" creatingUser="11111111-0000-0000-0000-000000000001"><CodeRef targetGUID="c2"/></Coding>
   <Coding guid="k2" creatingUser="11111111-0000-0000-0000-000000000001"><CodeRef targetGUID="c3"/></Coding>
   <NoteRef targetGUID="n1"/>
  </PlainTextSelection>
  <PlainTextSelection guid="s2" startPosition="6" endPosition="10"><Coding guid="k3" creatingUser="11111111-0000-0000-0000-000000000001"><CodeRef targetGUID="c1"/></Coding>
   <Coding guid="k4" creatingUser="11111111-0000-0000-0000-000000000002"><CodeRef targetGUID="c1"/></Coding></PlainTextSelection>
  <PlainTextSelection guid="s3" startPosition="6" endPosition="999"><Coding guid="k5"><CodeRef targetGUID="c1"/></Coding></PlainTextSelection>
  <VariableValue><VariableRef targetGUID="v1"/><TextValue>6</TextValue></VariableValue>
 </TextSource>
 <TextSource guid="t2" name="لا نص" plainTextPath="internal://none.txt"/>
 <PictureSource guid="p1" name="صورة"/>
</Sources>
<Notes><Note guid="n1" name="n"><PlainTextContent>من الملاحظات</PlainTextContent></Note></Notes>
<Links><Link guid="l1" name="ATT" direction="OneWay" originGUID="s1" targetGUID="s2"/></Links>
</Project>"#;

#[test]
fn a_project_of_refi_qda_brings_its_coded_texts() {
    let text = "\u{feff}قال 😀 فلان: \"نعم\"\r\nثم ذهب.";
    let project = zipped(&[("project.qde", QDE.as_bytes()), ("sources/t1.txt", text.as_bytes())]);
    let batch = read("study.qdpx", &project).unwrap();
    let [document] = &batch.documents[..] else { panic!("{:?}", batch.warnings) };
    assert_eq!((document.format, document.title.as_str()), ("refi-qda", "مقال"));
    let of = |name: &str| document.annotations.iter().find(|s| s.annotator.as_deref() == Some(name)).unwrap();
    let laila = of("ليلى");
    let marks: Vec<_> =
        laila.marks.iter().map(|m| (m.layer.as_str(), m.label.as_str(), document.text.quote(m.pieces[0]))).collect();
    assert_eq!(marks, [("ATT", "cue", "قال"), ("ATT", "source", "فلان")]);
    assert_eq!((laila.marks[0].attribute("R4"), laila.marks[0].attribute("R5")), (Some("direct"), Some("فلان")));
    assert_eq!(laila.marks[0].note.as_deref(), Some("ملاحظة\nمن الملاحظات"));
    assert_eq!((laila.ties[0].from.as_str(), laila.ties[0].to.as_str()), ("s1", "s2"));
    assert_eq!(of("Sami").marks.len(), 1);
    let facts: Vec<_> =
        document.annotations.iter().flat_map(|s| &s.facts).map(|f| (f.name.as_str(), f.value.as_str())).collect();
    assert_eq!(facts, [("A1", "6")]);
    assert!(matches!(&refused(&batch)[..], [(None, SpanProblem::OutOfText { end: 999, .. })]));
    assert!(batch.warnings.iter().any(|w| w.file.contains("لا نص") && matches!(w.kind, WarningKind::LeftOut { .. })));
    assert!(
        batch
            .warnings
            .iter()
            .any(|w| matches!(&w.kind, WarningKind::NoCounterpart { what, .. } if what == "PictureSource"))
    );
    let cut = zipped(&[("project.qde", &QDE.as_bytes()[..QDE.len() / 2])]);
    assert!(matches!(read("cut.qdpx", &cut).unwrap_err(), ImportError::Damaged { .. }));
}

/// A sound file of each format that stands for itself.
pub(super) fn samples() -> Vec<(&'static str, Vec<u8>)> {
    let refi = zipped(&[("project.qde", QDE.as_bytes()), ("sources/t1.txt", "قال 😀 فلان".as_bytes())]);
    let doccano = serde_json::json!({"id": 1, "text": body(), "label": [[0, 5, "A"], [6, 11, "B"]]}).to_string();
    vec![
        ("a.tsv", TSV.as_bytes().to_vec()),
        ("a.json", CAS_JSON.as_bytes().to_vec()),
        ("a.xmi", CAS_XMI.as_bytes().to_vec()),
        ("task.json", task(|w| points(body(), w)).into_bytes()),
        ("a.jsonl", doccano.into_bytes()),
        ("a.qdpx", refi),
        ("project.zip", inception()),
    ]
}

/// Standoff that belongs to the page of these tests.
pub(super) const STANDOFF: &[u8] =
    b"T1\tA 0 5\t\xd9\x85\nE1\tA:T1 B:T1\nR1\tx Arg1:T1 Arg2:E1\n#1\tN T1\ta\\n\\\\\n*\tE T1 E1\nA1\tq E1 5\n";

/// Reads standoff of that page.
pub(super) fn read_damaged_standoff(lines: &[u8]) -> Option<ImportBatch> {
    standoff(body(), &String::from_utf8_lossy(lines)).ok()
}

mod damaged {
    use super::super::broken::holds_together;
    use super::{STANDOFF, read_damaged_standoff, samples};
    use mizan::import::read;
    use proptest::prelude::*;

    const NUMBERS: [&str; 6] = ["0", "-1", "4294967296", "18446744073709551616", "1e9", ""];

    proptest! {
        #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn damaged_annotations_never_panic_and_every_span_that_comes_in_is_one(
            sample in 0..8_usize,
            changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
            numbers in prop::collection::vec((any::<prop::sample::Index>(), 0..NUMBERS.len()), 0..4),
            cut in prop::option::of(any::<prop::sample::Index>()),
        ) {
            let of_itself = samples();
            let (name, mut bytes) = of_itself.get(sample).cloned().unwrap_or(("a.ann", STANDOFF.to_vec()));
            for (at, number) in numbers {
                let digits: Vec<usize> = (0..bytes.len()).filter(|i| bytes[*i].is_ascii_digit()).collect();
                if !digits.is_empty() {
                    let at = digits[at.index(digits.len())];
                    bytes.splice(at..=at, NUMBERS[number].bytes());
                }
            }
            for (at, byte) in changes {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
            if let Some(cut) = cut {
                bytes.truncate(cut.index(bytes.len()) + 1);
            }
            let batch = if name == "a.ann" { read_damaged_standoff(&bytes) } else { read(name, &bytes).ok() };
            batch.iter().flat_map(|b| &b.documents).for_each(holds_together);
        }
    }
}
