//! Names of the steps in the journal, for "undid: answer".

use super::Strings;
use crate::model::UiLanguage;

impl Strings {
    /// The name of an action of the journal (see [`crate::project::Command::action`]) for people.
    pub fn action(&self, action: &str) -> &'static str {
        let (en, ar) = match action {
            "add_coder" => ("new coder", "مرمِّز جديد"),
            "rename_coder" => ("new name", "اسم جديد"),
            "set_lead" => ("who leads", "من يشرف"),
            "add_round" => ("new round", "جولة جديدة"),
            "adjudicate" => ("decision between coders", "قرار بين المرمّزين"),
            "hand_out" => ("hand-out of a round", "توزيع جولة"),
            "set_training" => ("reference and pass mark", "المرجع وحدّ النجاح"),
            "seal_reference" => ("reference packed for a coder", "حزم المرجع لمرمِّز"),
            "ask_priors" => ("questions before coding on or off", "تشغيل الأسئلة قبل الترميز أو إيقافها"),
            "set_prior" => ("answer before coding", "جواب قبل الترميز"),
            "assign" => ("assignment", "توزيع المقالات"),
            "unassign" => ("taken out of a queue", "سحب مقالات من قائمة"),
            "set_zone" => ("kind of a block", "نوع فقرة"),
            "split_article" => ("split article", "تقسيم مقال"),
            "join_articles" => ("joined articles", "ضم مقالين"),
            "mark_article" => ("new article", "مقال جديد"),
            "set_direction" => ("text direction", "اتجاه النص"),
            "set_metadata" => ("fact about a document", "معلومة عن وثيقة"),
            "add_record" => ("new record", "سجل جديد"),
            "remove_record" => ("removed record", "حذف سجل"),
            "set_answer" => ("answer", "جواب"),
            "add_anchor" => ("marked words", "تحديد كلمات"),
            "move_anchor" => ("moved edge of a mark", "تعديل حدود التحديد"),
            "remove_anchor" => ("removed mark", "إزالة تحديد"),
            "set_parent" => ("nesting", "تعليق سجل بآخر"),
            "move_record" => ("order of a list", "ترتيب قائمة"),
            "set_link" => ("link", "رابط"),
            "set_memo" => ("memo", "مذكرة"),
            "set_flag" => ("flag", "علامة"),
            "finish" => ("done", "إنهاء الترميز"),
            "reopen" => ("opened again", "إعادة الفتح"),
            "set_suggestions" => ("suggestions on or off", "تشغيل الاقتراحات أو إيقافها"),
            "draft_codebook" => ("draft of the codebook", "مسودة دليل الترميز"),
            "merge" => ("merged packages", "دمج حزم"),
            "open_package" => ("opened package", "فتح حزمة"),
            "import" => ("import", "استيراد"),
            "work_time" => ("working time", "وقت العمل"),
            "publish_codebook" => ("new version of the codebook", "إصدار جديد من دليل الترميز"),
            "make_key" => ("key for packages", "مفتاح للحزم"),
            "new_project" => ("new project", "مشروع جديد"),
            "set_mailbox" => ("mailbox", "صندوق البريد"),
            "set_setting" => ("setting of the window", "إعداد للنافذة"),
            "columns" => ("columns of a table", "أعمدة جدول"),
            "title" => ("title", "عنوان"),
            "demo" => ("demo", "المشروع التجريبي"),
            "open_coding" => ("begun article", "بدء مقال"),
            _ => ("step", "خطوة"),
        };
        match self.language {
            UiLanguage::En => en,
            UiLanguage::Ar => ar,
        }
    }
}
