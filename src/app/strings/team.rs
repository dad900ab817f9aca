//! Words of the team screen.

use super::strings;

strings! {
    /// Words of the team screen.
    Team {
        people: "People", "الأشخاص";
        lead: "lead", "مشرف";
        here: "at the window now", "على النافذة الآن";
        to_do: "to do", "للعمل";
        begun: "begun", "قيد العمل";
        done: "done", "منجز";
        records: "records", "سجلات";
        minutes: "minutes", "دقائق";
        work_as: "Work as this person", "العمل باسم هذا الشخص";
        rename: "Rename", "تغيير الاسم";
        new_person: "New person", "شخص جديد";
        name: "Name", "الاسم";
        leads: "Leads: hands out articles, sees the figures", "يشرف: يوزع المقالات ويرى الأرقام";
        give_lead: "Let lead", "تعيين مشرفًا";
        take_lead: "Lead no more", "إنهاء الإشراف";
        key_lead: "who leads", "من يشرف";
        nobody_leads: "Nobody leads this project now: everybody may hand out articles and see all figures, also those who code. \
            Let somebody lead.",
            "لا أحد يشرف على هذا المشروع الآن، فلكل شخص أن يوزع المقالات ويرى كل الأرقام، ومنهم من يرمِّز. عيِّن مشرفًا.";
        add: "Add", "إضافة";
        nobody: "Nobody is in this project yet. The first person leads it.",
            "لا أحد في هذا المشروع بعد. الشخص الأول يشرف عليه.";
        names_only: "Figures of the others are for the lead: whoever codes must not know how others code.",
            "أرقام الآخرين للمشرف وحده: من يرمِّز لا ينبغي أن يعرف كيف يرمِّز غيره.";
        no_name: "A name is needed.", "الاسم مطلوب.";
        name_taken: "Somebody has this name already. Choose another one.", "هذا الاسم لشخص آخر. اختر اسمًا غيره.";
        work: "Who codes what", "توزيع المقالات";
        no_articles: "There are no articles yet. Add pages on the Import screen.", "لا مقالات بعد. أضف صفحات في شاشة الاستيراد.";
        article: "Article", "المقال";
        not_given: "not handed out", "غير موزَّع";
        all_to_all: "All articles to everybody", "كل المقالات للجميع";
        row_to_all: "This article to everybody", "هذا المقال للجميع";
        all_to_one: "All articles to this person", "كل المقالات لهذا الشخص";
        give: "Hand out or take back", "توزيع أو سحب";
        given_already: "This person has begun this article, so it stays theirs.",
            "بدأ هذا الشخص ترميز المقال، فيبقى عنده.";
        all_given: "Nothing is left to hand out.", "لم يبق ما يوزَّع.";
        suggestions: "Suggestions", "الاقتراحات";
        suggestions_on: "Show what rules find (disclaimers, cues)", "إظهار ما تجده القواعد (إخلاء المسؤولية، ألفاظ الإسناد)";
        suggestions_why: "Suggestions save time and steer coders: who is shown a sentence tends to accept it. Switch them off for a study of what coders find by themselves. Each record says whether one was shown.",
            "الاقتراحات توفر الوقت وتوجّه المرمِّزين: من تُعرض عليه جملة يميل إلى قبولها. أوقفها في دراسة ما يجده المرمِّزون بأنفسهم. ويذكر كل سجل هل عُرض اقتراح.";
        key_cell: "cell", "خلية";
        key_person: "person", "شخص";
    }
}
