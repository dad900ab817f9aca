//! Words of the codebook screen.

use super::locale::Counted;
use super::{Strings, strings};
use crate::model::{Cardinality, Condition, Kind, Scope, UiLanguage, Unit};

strings! {
    /// Words of the codebook screen.
    Codebook {
        version: "version", "الإصدار";
        search: "Search the codebook", "البحث في دليل الترميز";
        contents: "Contents", "المحتويات";
        no_match: "Nothing in the codebook has these words.", "لا شيء في الدليل بهذه الكلمات.";
        values: "Values", "القيم";
        roles: "Words that are marked", "ما يُحدَّد من كلمات";
        links: "Links", "الروابط";
        obligatory: "Records that stand there from the start", "سجلات قائمة من البداية";
        flags: "Flags", "العلامات";
        example: "Example", "مثال";
        counter_example: "Not this", "ليس هذا";
        not_asked_now: "The question is not asked now.", "لا يُسأل هذا السؤال الآن.";
        asked_if: "Asked if", "يُسأل إذا";
        needed_if: "Needed if", "يلزم إذا";
        only_if: "Only if", "فقط إذا";
        needed: "always needed", "لازم دائمًا";
        optional: "may stay open", "يجوز تركه بلا جواب";
        may_not_apply: "the coder may say “does not apply”", "للمرمِّز أن يقول «لا ينطبق»";
        at_most: "at most", "على الأكثر";
        nests: "a record may hang under another", "يجوز تعليق سجل بآخر";
        ordered: "an ordered list", "قائمة مرتبة";
        links_to: "links to", "يرتبط بـ";
        key_search: "search", "بحث";
        key_question: "question", "السؤال";
    }
}

/// Labels of a set, counted.
const AT_LEAST: Counted = Counted {
    en: ["at least {} label", "at least {} labels"],
    ar: [
        "أي عدد من الأجوبة",
        "جواب واحد على الأقل",
        "جوابان على الأقل",
        "{} أجوبة على الأقل",
        "{} جوابًا على الأقل",
        "{} جواب على الأقل",
    ],
};

impl Strings {
    /// A condition of skip logic in words, as part of a sentence that begins with "asked if".
    pub fn condition(&self, unit: &Unit, condition: &Condition) -> String {
        let variable = |code: &str| self.quoted(unit.variable(code).map_or(code, |v| v.label.get(self.language)));
        let role = |code: &str| self.quoted(unit.role(code).map_or(code, |r| r.label.get(self.language)));
        let arabic = self.language == UiLanguage::Ar;
        match condition {
            Condition::Is { variable: code, any_of } => self.answer_is(unit, code, any_of, true),
            Condition::Not(inner) => match inner.as_ref() {
                Condition::Is { variable: code, any_of } => self.answer_is(unit, code, any_of, false),
                other if arabic => format!("لم يصحّ أنه {}", self.condition(unit, other)),
                other => format!("it is not so that {}", self.condition(unit, other)),
            },
            Condition::AtLeast { variable: code, count } => {
                let count = AT_LEAST.of(self.language, *count);
                let name = variable(code);
                if arabic { format!("كان في {name} {count}") } else { format!("{name} has {count}") }
            }
            Condition::HasAnchor(code) if arabic => format!("حُدِّدت كلمات في دور {}", role(code)),
            Condition::HasAnchor(code) => format!("words are marked as {}", role(code)),
            Condition::NoAnchor(code) if arabic => format!("لم تُحدَّد كلمات في دور {}", role(code)),
            Condition::NoAnchor(code) => format!("no words are marked as {}", role(code)),
            Condition::All(parts) => self.joined(unit, parts, if arabic { " و" } else { " and " }),
            Condition::Any(parts) => self.joined(unit, parts, if arabic { " أو " } else { " or " }),
        }
    }

    fn joined(&self, unit: &Unit, parts: &[Condition], between: &str) -> String {
        parts.iter().map(|part| self.condition(unit, part)).collect::<Vec<_>>().join(between)
    }

    fn answer_is(&self, unit: &Unit, code: &str, values: &[String], is: bool) -> String {
        let variable = unit.variable(code);
        let name = self.quoted(variable.map_or(code, |v| v.label.get(self.language)));
        let label = |value: &String| {
            let known = variable.and_then(|v| v.value(value)).map(|v| v.label.get(self.language));
            self.quoted(known.unwrap_or(value))
        };
        let values: Vec<String> = values.iter().map(label).collect();
        match (self.language, is) {
            (UiLanguage::En, true) => format!("{name} is {}", values.join(" or ")),
            (UiLanguage::En, false) => format!("{name} is not {}", values.join(" or ")),
            (UiLanguage::Ar, true) => format!("كان جواب {name} {}", values.join(" أو ")),
            (UiLanguage::Ar, false) => format!("كان جواب {name} غير {}", values.join(" و")),
        }
    }

    fn quoted(&self, name: &str) -> String {
        match self.language {
            UiLanguage::En => format!("“{name}”"),
            UiLanguage::Ar => format!("«{name}»"),
        }
    }

    /// What an answer looks like.
    pub const fn kind(&self, kind: Kind) -> &'static str {
        let (en, ar) = match kind {
            Kind::Choice => ("one value", "قيمة واحدة"),
            Kind::Set => ("any number of values", "أي عدد من القيم"),
            Kind::Number => ("a number", "عدد"),
            Kind::Date => ("a date", "تاريخ"),
            Kind::Text => ("free words", "كلام حر"),
            Kind::Entity => ("a name, compared letter by letter", "اسم يُقارَن حرفًا بحرف"),
            Kind::Depth => ("computed from the nesting, never asked", "يُحسب من التعليق ولا يُسأل"),
        };
        match self.language {
            UiLanguage::En => en,
            UiLanguage::Ar => ar,
        }
    }

    /// How often a unit is coded: "once for each article".
    pub const fn how_often(&self, scope: Scope, cardinality: Cardinality) -> &'static str {
        let (en, ar) = match (scope, cardinality) {
            (Scope::Coder, Cardinality::One) => ("once for each coder", "مرة لكل مرمِّز"),
            (Scope::Coder, Cardinality::Many) => ("any number for each coder", "أي عدد لكل مرمِّز"),
            (Scope::Document, Cardinality::One) => ("once for each page", "مرة لكل صفحة"),
            (Scope::Document, Cardinality::Many) => ("any number in each page", "أي عدد في كل صفحة"),
            (Scope::Article, Cardinality::One) => ("once for each article", "مرة لكل مقال"),
            (Scope::Article, Cardinality::Many) => ("any number in each article", "أي عدد في كل مقال"),
        };
        match self.language {
            UiLanguage::En => en,
            UiLanguage::Ar => ar,
        }
    }
}
