//! Words of the team screen.

use super::locale::Counted;
use super::refusals::{name, path_name};
use super::{Strings, strings};
use crate::model::UiLanguage;
use crate::project::{Mailbox, OwnProgress, PackageReport};
use std::path::Path;

/// New packages, counted.
const NEW_PACKAGES: Counted = Counted {
    en: ["{} new package", "{} new packages"],
    ar: ["لا حزم جديدة", "حزمة جديدة واحدة", "حزمتان جديدتان", "{} حزم جديدة", "{} حزمة جديدة", "{} حزمة جديدة"],
};

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
        work_as: "Work as this person", "العمل باسمه";
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
        packages: "Packages", "الحزم";
        packages_why: "A package is one file with what one coder needs: articles, codebook, assignments and own work, and nothing of others. It carries \
            that coder's key, so send it to nobody else. What comes back can be merged in any order and any number of times.",
            "الحزمة ملف واحد فيه ما يحتاج إليه مرمِّز واحد: المقالات ودليل الترميز والتوزيع وعمله هو، ولا شيء من عمل غيره. وفيها مفتاحه، فلا ترسلها إلى سواه. وما يعود يُدمج بأي ترتيب وأي عدد من المرات.";
        pack_short: "pack", "حزم";
        copy_why: "This is your copy. Code here, with or without a network; then send your work back as one file. It is \
            written beside this project and can be sent as often as you like.",
            "هذه نسختك. رمِّز هنا متصلًا بالشبكة أو من دونها، ثم أعد عملك ملفًا واحدًا. يُكتب الملف بجوار هذا المشروع، ويمكن إرساله كلما شئت.";
        no_copy: "This is the project of the team and no coder's copy, so there is nobody to send it back to.",
            "هذا مشروع الفريق وليس نسخة مرمِّز، فليس هناك من يُعاد إليه.";
        packing: "Packing", "حزم";
        looking: "Looking into packages", "النظر في الحزم";
        merging: "Merging packages", "دمج الحزم";
        opening: "Opening the package", "فتح الحزمة";
        locking: "Locking the project", "قفل المشروع";
        unlocking: "Unlocking the project", "فتح قفل المشروع";
        busy: "The project is busy; wait, or stop that first.", "المشروع مشغول الآن. انتظر أو أوقف العمل الجاري أولًا.";
        protected: "with a passphrase", "بعبارة مرور";
        words: "Passphrase", "عبارة المرور";
        words_again: "The same again", "العبارة مرة أخرى";
        words_differ: "The two are not the same.", "العبارتان مختلفتان.";
        words_open_title: "Passphrase", "عبارة المرور";
        words_new_title: "New passphrase", "عبارة مرور جديدة";
        words_open: "Open", "فتح";
        words_look: "Look", "نظرة";
        words_pack: "Pack", "حزم";
        words_lock: "Lock", "قفل";
        words_open_about: "This file can only be read with its passphrase.", "لا يُقرأ هذا الملف إلا بعبارة مروره.";
        words_look_about: "Some of these packages are protected. One passphrase is tried on all of them.",
            "بعض هذه الحزم محمي، وتُجرَّب عبارة واحدة عليها كلها.";
        words_pack_about: "Whoever has this package and not its passphrase cannot read it. Tell it to the other person on another way than the file. \
            At least 8 letters; several words are easier to remember than one.",
            "من كانت عنده هذه الحزمة وليست عنده عبارة مرورها لا يقرؤها. أبلغ بها صاحبك بطريق غير طريق الملف. ثمانية أحرف على الأقل، وعدة كلمات أسهل حفظًا من كلمة.";
        words_lock_about: "The project is closed and becomes one file that only its passphrase opens; the readable file and its backups are removed. \
            Nobody can help if the passphrase is forgotten. At least 8 letters.",
            "يُغلق المشروع ويصير ملفًا لا يفتحه إلا عبارة مروره، ويُحذف الملف المقروء ونسخه الاحتياطية. ومن نسي العبارة فلا عون له. ثمانية أحرف على الأقل.";
        mailbox: "Mailbox", "صندوق البريد";
        mailbox_choose: "Choose the folder…", "اختيار المجلد…";
        mailbox_stop: "Watch it no more", "إيقاف المراقبة";
        mailbox_none: "No folder is watched any more.", "لم يعد أي مجلد مراقبًا.";
        mailbox_away: "The folder is being read, or cannot be reached now.", "يُقرأ المجلد الآن أو لا يمكن الوصول إليه.";
        mailbox_why: "A folder that all share: a university drive, or one that is synchronised. Packages are written into it, and what comes \
            is told here. Files that are not whole are left alone.",
            "مجلد يشترك فيه الجميع: قرص الجامعة أو مجلد متزامن. تُكتب فيه الحزم، ويُخبَر هنا بما يأتي. وما لم يكتمل من الملفات يُترك.";
        path_of_mailbox: "Path of the folder", "مسار المجلد";
        mailbox_use: "Watch", "مراقبة";
        no_packages: "No package lies there.", "لا حزمة هناك.";
        merge_about: "What coders sent back. You see first what it would bring; then you decide.",
            "ما أعاده المرمِّزون. ترى أولًا ما الذي سيضيفه، ثم تقرر.";
        path_of_packages: "Path of a package, or of a folder with packages", "مسار حزمة أو مجلد فيه حزم";
        look_first: "Look", "نظرة";
        choose_packages: "Choose packages…", "اختيار حزم…";
        merge_would: "Merging would do this:", "هذا ما يفعله الدمج:";
        merge_nothing: "There is nothing to take in:", "لا شيء يُدخل:";
        merge: "Merge", "دمج";
        my_work: "My work", "عملي";
        key_cell: "cell", "خلية";
        key_person: "person", "شخص";
    }
}

/// Answers that are missing, counted.
const MISSING: Counted = Counted {
    en: ["one answer missing", "{} answers missing"],
    ar: ["لا جواب ناقص", "جواب واحد ناقص", "جوابان ناقصان", "{} أجوبة ناقصة", "{} جوابًا ناقصًا", "{} جواب ناقص"],
};

impl Strings {
    /// How far a coder is, in a line.
    pub fn pace(&self, own: &OwnProgress) -> String {
        let number = |minutes: f64| self.number(minutes.round().max(0.0) as usize);
        let [done, week, begun, to_do] = [own.done, own.last_week, own.begun, own.to_do].map(|n| self.number(n));
        let mut line = match self.language {
            UiLanguage::En => format!("{done} done ({week} in the last seven days), {begun} begun, {to_do} to do"),
            UiLanguage::Ar => {
                format!("المنجز {done} (منها في الأيام السبعة الماضية {week})، وقيد العمل {begun}، وللعمل {to_do}")
            }
        };
        if let (Some(pace), Some(left)) = (own.median_minutes, own.minutes_left) {
            let (pace, left) = (number(pace), number(left));
            line.push_str(&match self.language {
                UiLanguage::En => format!("; {pace} minutes for an article, about {left} minutes left"),
                UiLanguage::Ar => format!("؛ دقائق المقال الواحد {pace}، والباقي نحو {left} دقيقة"),
            });
        }
        line.push('.');
        line
    }

    /// "3 answers missing: title".
    pub fn missing_in(&self, open: usize, title: &str) -> String {
        format!("{}: {}", MISSING.of(self.language, open), name(title))
    }

    /// "Pack for Amal".
    pub fn pack_for(&self, person: &str) -> String {
        match self.language {
            UiLanguage::En => format!("Pack for {}", name(person)),
            UiLanguage::Ar => format!("حزم لـ{}", name(person)),
        }
    }

    /// "The package for Amal is path", or that of their own work.
    pub fn packed(&self, person: &str, path: &Path, is_back: bool) -> String {
        let (person, path) = (name(person), path_name(path));
        match (self.language, is_back) {
            (UiLanguage::En, false) => format!("The package for {person} is {path}. Send it to {person} only."),
            (UiLanguage::En, true) => format!("Your work is packed as {path}. Send this file to the lead."),
            (UiLanguage::Ar, false) => format!("حزمة {person} هي {path}. أرسلها إليه وحده."),
            (UiLanguage::Ar, true) => format!("حُزم عملك في الملف {path}. أرسله إلى المشرف."),
        }
    }

    /// "3 new packages".
    pub fn mail_new(&self, n: usize) -> String {
        NEW_PACKAGES.of(self.language, n)
    }

    /// That packages have come.
    pub fn mail_came(&self, n: usize) -> String {
        let new = self.mail_new(n);
        match self.language {
            UiLanguage::En => format!("In the mailbox: {new}. Ctrl+M looks into them."),
            UiLanguage::Ar => format!("في صندوق البريد: {new}. انظر فيها بـCtrl+M."),
        }
    }

    /// What lies in the mailbox, in a line.
    pub fn mail_lies(&self, found: &Mailbox) -> String {
        let [new, taken, unfinished] = [found.new.len(), found.taken, found.not_whole.len()].map(|n| self.number(n));
        match self.language {
            UiLanguage::En => format!("{new} new, {taken} taken in, {unfinished} not whole"),
            UiLanguage::Ar => format!("جديد {new}، مأخوذ {taken}، غير مكتمل {unfinished}"),
        }
    }

    /// "12 of 30".
    pub fn packages_done(&self, done: u64, total: u64) -> String {
        let [done, total] = [done, total].map(|n| self.number(n as usize));
        match self.language {
            UiLanguage::En => format!("{done} of {total}"),
            UiLanguage::Ar => format!("{done} من {total}"),
        }
    }

    /// Where a locked project is.
    pub fn project_locked(&self, path: &Path) -> String {
        let path = path_name(path);
        match self.language {
            UiLanguage::En => format!("The project is locked: {path}. Open it with its passphrase."),
            UiLanguage::Ar => format!("قُفل المشروع في الملف {path}. افتحه بعبارة مروره."),
        }
    }

    /// Why a package was not written.
    pub fn not_written(&self, path: &Path, error: &std::io::Error) -> String {
        let path = path_name(path);
        let is_there = error.kind() == std::io::ErrorKind::AlreadyExists;
        match (self.language, is_there) {
            (UiLanguage::En, true) => format!("{path} is there already and is no package; it was left as it is."),
            (UiLanguage::En, false) => format!("{path} could not be written ({error})."),
            (UiLanguage::Ar, true) => format!("الملف {path} موجود وليس حزمة، وقد بقي كما هو."),
            (UiLanguage::Ar, false) => format!("تعذّرت كتابة الملف {path} ({}).", name(&error.to_string())),
        }
    }

    /// What a package brings, in a line.
    pub fn package_brings(&self, package: &PackageReport) -> String {
        let file = name(&package.path.file_name().unwrap_or_default().to_string_lossy());
        let person = name(package.name().unwrap_or_default());
        let sum = package.sum();
        let [new, changed, same, waiting] =
            [sum.new, sum.changed, sum.unchanged, package.waiting].map(|n| self.number(n));
        let mut line = match self.language {
            UiLanguage::En => format!("{person} ({file}): {new} new, {changed} changed, {same} unchanged"),
            UiLanguage::Ar => format!("{person} ({file}): جديد {new}، متغيّر {changed}، كما هو {same}"),
        };
        if package.waiting > 0 {
            line.push_str(&match self.language {
                UiLanguage::En => format!("; {waiting} wait, because what they belong to was taken away"),
                UiLanguage::Ar => format!("؛ وينتظر {waiting} لأن ما يتبعه حُذف"),
            });
        }
        line.push('.');
        line
    }
}
