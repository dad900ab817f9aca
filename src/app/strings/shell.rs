//! Words of the frame of the window and of all screens but coding.

use super::locale::Counted;
use super::{Strings, strings};
use crate::model::UiLanguage;

strings! {
    /// Words of the frame of the window and of all screens but coding.
    Shell {
        program: "Mizan", "ميزان";
        saved: "saved", "محفوظ";
        close: "Close", "إغلاق";
        cancel: "Cancel", "إلغاء";
        to_do: "To do", "للعمل";
        begun: "Begun", "قيد العمل";
        done: "Done", "منجز";
        done_with_gaps: "Done with gaps", "منجز مع نقص";
        queue: "Queue", "قائمة المقالات";
    }
}

/// Articles, counted.
const ARTICLES: Counted = Counted {
    en: ["{} article", "{} articles"],
    ar: ["لا مقالات", "مقال واحد", "مقالان", "{} مقالات", "{} مقالًا", "{} مقال"],
};

impl Strings {
    /// "3 articles".
    pub fn articles(&self, n: usize) -> String {
        ARTICLES.of(self.language, n)
    }
    /// "Undid: answer".
    pub fn undid(&self, action: &str) -> String {
        let action = self.action(action);
        match self.language {
            UiLanguage::En => format!("Undid: {action}"),
            UiLanguage::Ar => format!("تراجُع عن: {action}"),
        }
    }
    /// "Did again: answer".
    pub fn redid(&self, action: &str) -> String {
        let action = self.action(action);
        match self.language {
            UiLanguage::En => format!("Did again: {action}"),
            UiLanguage::Ar => format!("أُعيد: {action}"),
        }
    }
}
