//! UIMA CAS JSON 0.4: a folder for each coder, a file for each text.

use super::about;
use super::cas::{SOFA, structures, types};
use super::offsets::Offsets;
use super::texts::Texts;
use crate::export::sidecar::Sidecar;
use crate::export::{ExportError, ExportSource, ExportTarget};
use serde_json::{Map, Value, json};

pub(in crate::export) fn write(source: &mut dyn ExportSource, out: &mut dyn ExportTarget) -> Result<(), ExportError> {
    let mut about = Sidecar::new("UIMA CAS JSON 0.4", "UTF-16 code units");
    let mut texts = Texts::of(source);
    while let Some(text) = texts.next()? {
        let offsets = Offsets::of(text.document.text.as_str());
        for work in &text.works {
            let name = format!("{}/{}.json", work.folder, text.stem);
            let mut declared = Map::new();
            for one in types(&work.book) {
                let mut members = Map::new();
                members.insert("%NAME".into(), json!(one.name));
                members.insert("%SUPER_TYPE".into(), json!(one.above));
                for (feature, about) in one.features {
                    let members_of = json!({ "%NAME": feature, "%DESCRIPTION": about, "%RANGE": "uima.cas.String" });
                    members.insert(feature, members_of);
                }
                declared.insert(one.name, Value::Object(members));
            }
            let mut all = vec![json!({
                "%ID": SOFA,
                "%TYPE": "uima.cas.Sofa",
                "sofaNum": 1,
                "sofaID": "_InitialView",
                "mimeType": "text/plain",
                "sofaString": text.document.text.as_str(),
            })];
            for (n, one) in structures(&text, work, &offsets).into_iter().enumerate() {
                let mut fs = Map::new();
                fs.insert("%ID".into(), json!(SOFA + 1 + n));
                fs.insert("%TYPE".into(), json!(one.kind));
                fs.insert("@sofa".into(), json!(SOFA));
                if let Some((begin, end)) = one.place {
                    fs.insert("begin".into(), json!(begin));
                    fs.insert("end".into(), json!(end));
                }
                fs.extend(one.features.into_iter().map(|(name, value)| (name, json!(value))));
                all.push(Value::Object(fs));
            }
            let members: Vec<usize> = (1..all.len()).map(|n| SOFA + n).collect();
            let cas = json!({
                "%TYPES": declared,
                "%FEATURE_STRUCTURES": all,
                "%VIEWS": { "_InitialView": { "%SOFA": SOFA, "%MEMBERS": members } },
            });
            let bytes = serde_json::to_vec_pretty(&cas).map_err(|e| about::failed(&name, &e))?;
            out.put(&name, &bytes)?;
        }
        about::note(&mut about, &text);
    }
    about.finish(source, out)
}
