//! Words of the window's frame: bar, queue, start, sheets, messages.

use super::locale::{self, Counted};
use super::refusals::{name, path_name};
use super::{Strings, strings};
use crate::model::UiLanguage;
use std::path::Path;

strings! {
    /// Words of the window's frame: bar, queue, start, sheets, messages.
    Frame {
        subtitle: "Reading news closely, coding it together", "قراءة الأخبار عن كثب وترميزها معًا";
        door_demo: "Look at the demo", "استعراض المشروع التجريبي";
        door_demo_about: "Articles coded by three invented coders, and two for you to code. Try everything; nothing can go wrong.",
            "مقالات رمَّزها ثلاثة مرمِّزين متخيَّلين، ومقالان لترمِّزهما أنت. جرِّب ما شئت دون خوف.";
        demo_begins: "This article is half coded: answer the open question with a number key, go on with N, and then press ] for one that nobody has begun.",
            "هذا المقال مرمَّز إلى نصفه: أجب عن السؤال المفتوح بأحد مفاتيح الأرقام، وتابع بالمفتاح N، ثم اضغط ] لمقال لم يبدأه أحد.";
        door_new: "Begin a project", "بدء مشروع";
        door_new_about: "An empty project in one file of its own. You add the pages next.",
            "مشروع فارغ في ملف واحد خاص به، ثم تضيف إليه الصفحات.";
        door_open: "Open a project", "فتح مشروع";
        door_open_about: "A project file that is on this computer, or that a colleague sent you.",
            "ملف مشروع على هذا الحاسوب، أو ملف أرسله إليك زميل.";
        recent: "Recently open", "المشاريع الأخيرة";
        drop_here: "A project file can also be dropped here.", "يمكن أيضًا إفلات ملف مشروع هنا.";
        drop_now: "Let go to open or add", "أفلت للفتح أو الإضافة";
        writing_demo: "Writing the demo project…", "جارٍ إنشاء المشروع التجريبي…";
        demo_work: "Demo project", "إنشاء المشروع التجريبي";
        menu: "Menu", "القائمة";
        menu_project: "Project", "المشروع";
        menu_step: "Steps", "الخطوات";
        menu_go: "Go to", "الانتقال";
        menu_view: "View", "العرض";
        menu_help: "Help", "المساعدة";
        nobody: "nobody", "لا أحد";
        who: "Who is coding?", "من يرمِّز الآن؟";
        who_about: "Each coder sees their own work only. The window remembers who you are.",
            "لا يرى كل مرمِّز إلا عمله. وتتذكر النافذة من أنت.";
        add_yourself: "Somebody new", "شخص جديد";
        name: "Name", "الاسم";
        leads: "Leads the project: hands out articles, sees the agreement", "يشرف على المشروع: يوزع المقالات ويرى الاتفاق";
        lead: "lead", "مشرف";
        add: "Add", "إضافة";
        choose_who: "Choose who is coding", "اختيار المرمِّز";
        nobody_chosen: "Nobody is chosen as coder yet.", "لم يُختَر مرمِّز بعد.";
        title: "Name of the project", "اسم المشروع";
        title_hint: "such as: Ukraine in the Gulf press", "مثل: أوكرانيا في صحافة الخليج";
        place: "File", "الملف";
        codebook: "Codebook", "دليل الترميز";
        codebook_whole: "Everything", "كل شيء";
        codebook_stance: "Stance only", "المواقف وحدها";
        codebook_attribution: "Attribution only", "الإسناد وحده";
        codebook_blank: "Blank", "فارغ";
        codebook_whole_about: "Stance, source attribution, chains and disclaimers.", "المواقف وإسناد المصادر والسلاسل وإخلاء المسؤولية.";
        codebook_stance_about: "Who favours or opposes whom, and the tone of the article.", "من يؤيد من ومن يعارضه، ونبرة المقال.";
        codebook_attribution_about: "Who says what: source, cue, content and the chain of the article.",
            "من قال ماذا: المصدر ولفظ الإسناد والمضمون وسلسلة المقال.";
        codebook_blank_about: "One question, in whose place you put your own on the codebook screen.",
            "سؤال واحد تضع مكانه أسئلتك في شاشة دليل الترميز.";
        create: "Begin the project", "بدء المشروع";
        choose_place: "Choose a place…", "اختيار مكان…";
        choose_file: "Choose a file…", "اختيار ملف…";
        choose_files: "Choose files…", "اختيار ملفات…";
        open: "Open", "فتح";
        path_of_project: "Path of the project file", "مسار ملف المشروع";
        path_of_pages: "Path of a page or of a folder with pages", "مسار صفحة أو مجلد صفحات";
        add_about: "Web pages, plain text, PDF, DOCX, RTF, tables, JSON, exports of press databases and ZIP archives, or folders of them. They can also be dropped on the window.",
            "صفحات ويب ونصوص و\u{2068}PDF\u{2069} و\u{2068}DOCX\u{2069} و\u{2068}RTF\u{2069} وجداول و\u{2068}JSON\u{2069} وتصديرات قواعد الصحف وأرشيفات \u{2068}ZIP\u{2069}، أو مجلدات منها. ويمكن أيضًا إفلاتها على النافذة.";
        add_these: "Add to the project", "إضافة إلى المشروع";
        no_name: "A name is needed.", "الاسم مطلوب.";
        no_path: "A path is needed.", "المسار مطلوب.";
        search: "Search articles", "البحث في المقالات";
        no_match: "No title has these letters.", "لا عنوان فيه هذه الحروف.";
        queue_empty: "No articles are in your queue.", "لا مقالات في قائمتك.";
        queue_empty_lead: "Hand out articles on the Team screen; pages are added on the Import screen.",
            "وزِّع المقالات في شاشة الفريق، وأضف الصفحات في شاشة الاستيراد.";
        queue_empty_coder: "The lead hands out articles on the Team screen.", "يوزع المشرف المقالات في شاشة الفريق.";
        nothing_open: "Choose an article of the queue.", "اختر مقالًا من القائمة.";
        all_done: "Every article of your queue is done.", "كل مقالات قائمتك منجزة.";
        no_article_before: "There is no article before this one.", "لا مقال قبل هذا.";
        nothing_to_undo: "There is nothing to undo.", "لا شيء للتراجع عنه.";
        nothing_to_redo: "There is nothing to do again.", "لا شيء لإعادته.";
        figures_are_for_leads: "The agreement is for the lead", "الاتفاق للمشرف";
        figures_why: "Whoever codes must not know how others have coded: it would change their own codes. \
            The lead of the project sees the figures.",
            "من يرمِّز لا ينبغي أن يعرف كيف رمَّز غيره، لأن ذلك يغيّر ترميزه. ويرى مشرف المشروع الأرقام.";
        palette_hint: "A command, or letters of a title", "أمر أو حروف من عنوان";
        results: "Results", "النتائج";
        nothing_found: "Nothing has these letters.", "لا نتيجة لهذه الحروف.";
        articles: "Articles", "المقالات";
        keys_about: "Keys of values stand on their buttons. Tab goes through the questions, Alt+1 to Alt+5 open the panels. \
            Letters work by their place, also on an Arabic keyboard.",
            "مفاتيح القيم مكتوبة على أزرارها. وينتقل Tab بين الأسئلة، وتفتح Alt+1 إلى Alt+5 اللوحات. \
            وتعمل الحروف بمواضعها على لوحة المفاتيح العربية أيضًا.";
        keys_everywhere: "Everywhere", "في كل مكان";
        keys_project: "In a project", "في المشروع";
        keys_coding: "While coding", "عند الترميز";
        keys_import: "While importing", "عند الاستيراد";
        keys_team: "On the team screen", "في شاشة الفريق";
        keys_agreement: "On the agreement screen", "في شاشة الاتفاق";
        keys_codebook: "On the codebook screen, where it is edited", "في شاشة دليل الترميز عند تحريره";
        dismiss: "Dismiss", "إخفاء الرسالة";
        reading: "Adding files", "إضافة ملفات";
        backup_none: "Nothing has changed since the newest backup.", "لم يتغير شيء منذ آخر نسخة احتياطية.";
        nothing_added: "No page was added.", "لم تُضَف صفحة.";
        still_busy: "Other files are still being added; wait for them, or cancel that.",
            "ما زالت ملفات أخرى تُضاف؛ انتظرها أو ألغِ إضافتها.";
        motion_on: "Motion is on.", "الحركة مشغَّلة.";
        motion_off: "Motion is off.", "الحركة متوقفة.";
        opened_to_read: "This project may not be written here, so it is open for reading only: nothing you do is kept. \
            Allow writing to the file and its folder, or copy it elsewhere, and open it again.",
            "لا يُسمح بالكتابة في هذا المشروع هنا، ففُتح للقراءة فقط ولن يُحفظ شيء. اسمح بالكتابة في الملف ومجلده، أو انسخه إلى مكان آخر، ثم افتحه من جديد.";
        read_only: "open for reading only", "مفتوح للقراءة فقط";
        damaged: "This project is damaged", "هذا المشروع تالف";
        rescue: "Open for rescue (reading only)", "فتح للإنقاذ (للقراءة فقط)";
        rescue_about: "Shows what can still be read of it. Nothing is written to the damaged file.",
            "يعرض ما بقي مقروءًا منه، ولا يُكتب شيء في الملف التالف.";
        rescue_view: "rescue view, reading only", "عرض للإنقاذ، للقراءة فقط";
        opened_for_rescue: "This is a rescue view: it shows what can still be read, and nothing you do is kept. \
            To go on working, open the project again and choose a backup. \
            The command \u{201c}mizan export --rescue\u{201d} writes what is left as tables.",
            "هذا عرض للإنقاذ: يُظهر ما بقي مقروءًا ولا يحفظ شيئًا. لتتابع العمل افتح المشروع من جديد واختر نسخة احتياطية. \
            ويكتب الأمر \u{2068}mizan export --rescue\u{2069} ما بقي في جداول.";
        file_gone: "The project file is gone from its place", "ملف المشروع ليس في مكانه";
        file_gone_about: "You can look around meanwhile. As soon as the file stands in its place again, work goes on by itself.",
            "يمكنك التصفح في هذه الأثناء، وحالما يعود الملف إلى مكانه يستمر العمل من تلقاء نفسه.";
        copy_as: "Save a copy as", "حفظ نسخة باسم";
        go_on_in_copy: "Save and go on in the copy", "حفظ النسخة ومتابعة العمل فيها";
        open_where_it_is: "Open the file where it is now…", "فتح الملف في مكانه الجديد…";
        close_without_copy: "Close without a copy", "إغلاق دون نسخة";
        another_file: "This is not the file that is open. Save a copy of the open project first, or close it.",
            "ليس هذا هو الملف المفتوح. احفظ نسخة من المشروع المفتوح أولًا، أو أغلقه.";
        file_is_back: "The project file is in its place again; work goes on.", "عاد ملف المشروع إلى مكانه، ويستمر العمل.";
        not_saved: "file gone, nothing is saved", "الملف غائب، ولا يُحفظ شيء";
        being_written: "writing…", "قيد الكتابة…";
        backups: "Backups beside it", "النسخ الاحتياطية المجاورة له";
        backups_about: "The one you choose is opened as a copy with a name of its own; the damaged file and the backup stay as they are.",
            "النسخة التي تختارها تُفتح نسخةً جديدة باسم خاص بها، ويبقى الملف التالف والنسخة الاحتياطية كما هما.";
        no_backups: "There are no backups beside it.", "لا نسخ احتياطية بجواره.";
    }
}

const DOCUMENTS: Counted = Counted {
    en: ["{} page added", "{} pages added"],
    ar: ["لم تُضَف صفحة", "أُضيفت صفحة واحدة", "أُضيفت صفحتان", "أُضيفت {} صفحات", "أُضيفت {} صفحة", "أُضيفت {} صفحة"],
};
const KNOWN: Counted = Counted {
    en: ["{} was there already", "{} were there already"],
    ar: [
        "",
        "صفحة كانت موجودة",
        "صفحتان كانتا موجودتين",
        "{} صفحات كانت موجودة",
        "{} صفحة كانت موجودة",
        "{} صفحة كانت موجودة",
    ],
};
const QUESTIONS: Counted = Counted {
    en: ["{} question waits for your answer", "{} questions wait for your answer"],
    ar: [
        "",
        "سؤال ينتظر جوابك",
        "سؤالان ينتظران جوابك",
        "{} أسئلة تنتظر جوابك",
        "{} سؤالًا ينتظر جوابك",
        "{} سؤال ينتظر جوابك",
    ],
};

const STOPPED: Counted = Counted {
    en: [
        "Stopped as you asked: what was added stays, {} file was not read.",
        "Stopped as you asked: what was added stays, {} files were not read.",
    ],
    ar: [
        "توقفت الإضافة كما طلبت، وقد قُرئت الملفات كلها.",
        "توقفت الإضافة كما طلبت: بقي ما أُضيف، ولم يُقرأ ملف واحد.",
        "توقفت الإضافة كما طلبت: بقي ما أُضيف، ولم يُقرأ ملفان.",
        "توقفت الإضافة كما طلبت: بقي ما أُضيف، ولم تُقرأ {} ملفات.",
        "توقفت الإضافة كما طلبت: بقي ما أُضيف، ولم يُقرأ {} ملفًا.",
        "توقفت الإضافة كما طلبت: بقي ما أُضيف، ولم يُقرأ {} ملف.",
    ],
};

const NOT_ADDED: Counted = Counted {
    en: ["{} file was not added.", "{} files were not added."],
    ar: [
        "أُضيفت الملفات كلها.",
        "لم يُضَف ملف واحد.",
        "لم يُضَف ملفان.",
        "لم تُضَف {} ملفات.",
        "لم يُضَف {} ملفًا.",
        "لم يُضَف {} ملف.",
    ],
};

impl Strings {
    /// "3 files were not added."
    pub fn not_added(&self, left: usize) -> String {
        NOT_ADDED.of(self.language, left)
    }
    /// "Stopped as you asked: what was added stays, 300 files were not read."
    pub fn stopped(&self, left: usize) -> String {
        STOPPED.of(self.language, left)
    }
    /// "5 pages added; 1 was there already; 2 questions wait for your answer".
    pub fn added(&self, documents: usize, known: usize, questions: usize) -> String {
        let mut parts = vec![if documents == 0 {
            self.frame.nothing_added.trim_end_matches('.').to_owned()
        } else {
            DOCUMENTS.of(self.language, documents)
        }];
        parts.extend((known > 0).then(|| KNOWN.of(self.language, known)));
        parts.extend((questions > 0).then(|| QUESTIONS.of(self.language, questions)));
        parts.join(match self.language {
            UiLanguage::En => "; ",
            // A dot beside an Arabic digit would read as a zero.
            UiLanguage::Ar => "؛ ",
        })
    }
    /// "and 3 more".
    pub fn and_more(&self, n: usize) -> String {
        match self.language {
            UiLanguage::En => format!("and {n} more"),
            UiLanguage::Ar => format!("و{} غيرها", self.number(n)),
        }
    }
    /// "12 of 40 files, 9 s left".
    pub fn files_read(&self, done: usize, total: Option<usize>, seconds_left: Option<u64>) -> String {
        let done = self.number(done);
        let mut text = match (self.language, total) {
            (UiLanguage::En, Some(total)) => format!("{done} of {total}"),
            (UiLanguage::Ar, Some(total)) => format!("{done} من {}", self.number(total)),
            (_, None) => done,
        };
        if let Some(seconds) = seconds_left.and_then(|s| usize::try_from(s).ok()).filter(|s| *s > 0) {
            text += &match self.language {
                UiLanguage::En => format!(", {seconds} s left"),
                UiLanguage::Ar => format!("، بقي {} ث", self.number(seconds)),
            };
        }
        text
    }
    /// "Backup written: name".
    pub fn backup_written(&self, name: &str) -> String {
        match self.language {
            UiLanguage::En => format!("Backup written: {name}"),
            UiLanguage::Ar => format!("كُتبت نسخة احتياطية: \u{2068}{name}\u{2069}"),
        }
    }
    /// "A copy of the backup is open: name".
    pub fn copy_opened(&self, name: &str) -> String {
        match self.language {
            UiLanguage::En => {
                format!("A copy of the backup is open: {name}. The damaged file was left as it is.")
            }
            UiLanguage::Ar => {
                format!("فُتحت نسخة من النسخة الاحتياطية: \u{2068}{name}\u{2069}. وبقي الملف التالف كما هو.")
            }
        }
    }
    /// Why work stands still: the file is gone or was replaced; with `kept`, that a backup has everything.
    pub fn file_away(&self, path: &Path, replaced: bool, kept: Option<&Path>) -> String {
        let (path, kept) = (path_name(path), kept.map(path_name));
        match self.language {
            UiLanguage::En => {
                let what = if replaced {
                    format!("Another file was put in the place of {path} while it was open; it was left as it is.")
                } else {
                    format!("{path} was moved, renamed or deleted while it was open.")
                };
                let kept = kept.map(|kept| format!(" A backup of it lies in {kept}.")).unwrap_or_default();
                format!(
                    "{what} Everything that was saved is safe in this window.{kept} Nothing more is saved until you say \
                     where work goes on."
                )
            }
            UiLanguage::Ar => {
                let what = if replaced {
                    format!("وُضع ملف آخر مكان {path} وهو مفتوح، وقد تُرك كما هو.")
                } else {
                    format!("نُقل الملف {path} أو غُيِّر اسمه أو حُذف وهو مفتوح.")
                };
                let kept = kept.map(|kept| format!(" وفي المجلد {kept} نسخة احتياطية منه.")).unwrap_or_default();
                format!("{what} كل ما حُفظ باقٍ في هذه النافذة.{kept} ولن يُحفظ شيء آخر حتى تحدّد أين يستمر العمل.")
            }
        }
    }
    /// "The project file is called name now; work goes on there."
    pub fn now_called(&self, file: &str) -> String {
        let file = name(file);
        match self.language {
            UiLanguage::En => format!("The project file is called {file} now; work goes on there."),
            UiLanguage::Ar => format!("صار اسم ملف المشروع {file}، ويستمر العمل فيه."),
        }
    }
    /// "The package is open as name", or "name has what is new in the package".
    pub fn package_opened(&self, file: &str, is_new: bool) -> String {
        let file = name(file);
        match (self.language, is_new) {
            (UiLanguage::En, true) => {
                format!("The package is open as {file}. Code here; then send your work back from the Team screen.")
            }
            (UiLanguage::En, false) => format!("{file} has what is new in the package; your work is as it was."),
            (UiLanguage::Ar, true) => {
                format!("فُتحت الحزمة باسم {file}. رمِّز هنا ثم أعد عملك إلى المشرف من شاشة الفريق.")
            }
            (UiLanguage::Ar, false) => format!("أُخذ إلى {file} ما هو جديد في الحزمة، وعملك كما كان."),
        }
    }
    /// "The copy name is the project now; work goes on in it."
    pub fn goes_on_in_copy(&self, file: &str) -> String {
        let file = name(file);
        match self.language {
            UiLanguage::En => format!("The copy {file} is the project now; work goes on in it."),
            UiLanguage::Ar => format!("صارت النسخة {file} هي المشروع، ويستمر العمل فيها."),
        }
    }
    /// "Article text at 120 %" or "Interface at 120 %".
    pub fn sized(&self, what: Sized, factor: f32) -> String {
        let percent = locale::percent(self.language, f64::from(factor));
        match (self.language, what) {
            (UiLanguage::En, Sized::Article) => format!("Article text at {percent}"),
            (UiLanguage::En, Sized::Interface) => format!("Interface at {percent}"),
            (UiLanguage::Ar, Sized::Article) => format!("نص المقال بحجم {percent}"),
            (UiLanguage::Ar, Sized::Interface) => format!("الواجهة بحجم {percent}"),
        }
    }
}

/// What a size is said of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sized {
    /// The letters of the article.
    Article,
    /// Everything.
    Interface,
}
