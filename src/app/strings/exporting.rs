//! The sheet of exports, and what became of one.

use super::locale::Counted;
use super::refusals::path_name;
use super::{Strings, strings};
use crate::model::UiLanguage;
use std::path::Path;

strings! {
    /// The sheet of exports.
    Exporting {
        about: "Everything that was coded, for other programs. Beside the files it is said how they count and what they cannot carry.",
            "كل ما رُمِّز، لبرامج أخرى. ويُكتب إلى جانب الملفات كيف تُحسب المواضع فيها وما لا تسعه.";
        form: "Form (up and down)", "الصيغة (بالسهمين)";
        left_out: "Leave out", "ما يُترك";
        pseudonyms: "Names of coders", "أسماء المرمِّزين";
        no_texts: "Words of articles", "كلمات المقالات";
        left_out_about: "Coders get names that are the same in every export. Without words, offsets and hashes stay, and quotes go too.",
            "يأخذ المرمِّزون أسماء مستعارة لا تتغير من تصدير إلى آخر. وإذا تُركت الكلمات بقيت المواضع والبصمات، وتُركت الاقتباسات أيضًا.";
        place: "Where to", "المكان";
        export: "Export", "تصدير";
        choose_folder: "Choose a folder…", "اختيار مجلد…";
        working: "Exporting…", "يجري التصدير…";
        stopped: "The export was stopped; nothing was written.", "أُوقف التصدير، ولم يُكتب شيء.";
        leads_only: "Exports hold everybody's work; only who leads makes them here.", "في التصدير عمل الجميع؛ ولا يقوم به هنا إلا المشرف.";
    }
}

const FILES: Counted = Counted {
    en: ["1 file", "{} files"],
    ar: ["لا ملفات", "ملف واحد", "ملفان", "{} ملفات", "{} ملفًا", "{} ملف"],
};

impl Strings {
    /// "Wrote 8 files into …".
    pub fn exported(&self, files: usize, to: &Path) -> String {
        let (files, to) = (FILES.of(self.language, files), path_name(to));
        match self.language {
            UiLanguage::En => format!("Exported: {files}, at {to}."),
            UiLanguage::Ar => format!("اكتمل التصدير: {files} في {to}."),
        }
    }

    /// What a format of exports is called, and what it is good for.
    pub fn export_format(&self, format: &str) -> (&'static str, &'static str) {
        let (en, ar) = match format {
            "csv" => (
                ("CSV, long", "a row for each answer: codings, records, answers, spans, notes"),
                ("جداول CSV طويلة", "سطر لكل جواب: الترميزات والسجلات والأجوبة والمواضع والملاحظات"),
            ),
            "csv-wide" => (
                ("CSV, wide", "a column for each question, data dictionary, readers for R and Python"),
                ("جداول CSV عريضة", "عمود لكل سؤال، ومعجم للبيانات، وقارئان بلغتي R وPython"),
            ),
            "xlsx" => (("XLSX", "the same as sheets of one workbook"), ("XLSX", "الجداول نفسها أوراقًا في مصنف واحد")),
            "spss" => (
                ("SPSS (.sav)", "the same with labels and user-missing values"),
                ("SPSS ‏(.sav)", "الجداول نفسها بتسميات وقيم مفقودة معرَّفة"),
            ),
            "stata" => (
                ("Stata (.dta)", "the same with labels and extended missing values"),
                ("Stata ‏(.dta)", "الجداول نفسها بتسميات وقيم مفقودة موسَّعة"),
            ),
            "jsonl" => (("JSONL", "everything, a line for each thing"), ("JSONL", "كل شيء، سطر لكل عنصر")),
            "brat" => (("brat", "standoff, a folder for each coder"), ("brat", "ترميز منفصل، مجلد لكل مرمِّز")),
            "webanno" => (
                ("WebAnno TSV 3.3", "also INCEpTION; a folder for each coder"),
                ("WebAnno TSV 3.3", "وINCEpTION أيضًا؛ مجلد لكل مرمِّز"),
            ),
            "cas-json" => (
                ("UIMA CAS JSON 0.4", "also INCEpTION; every record"),
                ("UIMA CAS JSON 0.4", "وINCEpTION أيضًا؛ كل السجلات"),
            ),
            "cas-xmi" => {
                (("UIMA CAS XMI", "with its type system; every record"), ("UIMA CAS XMI", "مع نظام أنواعه؛ كل السجلات"))
            }
            "label-studio" => {
                (("Label Studio", "tasks and labelling interface"), ("Label Studio", "المهام وواجهة الوسم"))
            }
            "doccano" => (("doccano", "JSONL, a file for each coder"), ("doccano", "JSONL، ملف لكل مرمِّز")),
            "web-annotation" => (
                ("W3C Web Annotation", "JSON-LD with quotes, and the texts"),
                ("W3C Web Annotation", "JSON-LD بالاقتباسات، ومعه النصوص"),
            ),
            "refi-qda" => (
                ("REFI-QDA (.qdpx)", "for programs of qualitative analysis"),
                ("REFI-QDA ‏(.qdpx)", "لبرامج التحليل النوعي"),
            ),
            "refi-codebook" => (("REFI-QDA (.qdc)", "the codebook alone"), ("REFI-QDA ‏(.qdc)", "دليل الترميز وحده")),
            _ => (("CoNLL", "a line for each word with columns of roles"), ("CoNLL", "سطر لكل كلمة وأعمدة للأدوار")),
        };
        match self.language {
            UiLanguage::En => en,
            UiLanguage::Ar => ar,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::FORMATS;

    #[test]
    fn every_format_has_a_name_of_its_own_in_both_languages() {
        for strings in [&Strings::EN, &Strings::AR] {
            let mut notes: Vec<_> = FORMATS.iter().map(|f| strings.export_format(f.name)).collect();
            notes.sort_unstable();
            notes.dedup();
            assert_eq!(notes.len(), FORMATS.len());
        }
    }
}
