//! Why something was refused or failed, as a sentence for a person: what happened, what was kept, what to do.
//!
//! English says it in the error's own words; Arabic says every variant itself, with names and paths in marks that keep
//! their direction.

use super::Strings;
use super::locale::Counted;
use crate::export::ExportError;
use crate::jobs::JobError;
use crate::model::{CodebookError, FateError, SpanError, UiLanguage};
use crate::project::{ProjectError, ProtectError, Refusal, StoreError, WhyUndecided, backup_folder};
use crate::report::ReportError;
use std::io;
use std::path::Path;

/// Answers that keep an article from being done, counted.
const MISSING: Counted = Counted {
    en: ["", ""],
    ar: [
        "لم يبق جواب ناقص",
        "بقي جواب واحد ناقص",
        "بقي جوابان ناقصان",
        "بقيت {} أجوبة ناقصة",
        "بقي {} جوابًا ناقصًا",
        "بقي {} جواب ناقص",
    ],
};

/// An error's text as a sentence: it begins with a capital letter and ends with a full stop.
pub(super) fn sentence(text: &str) -> String {
    let mut letters = text.trim().chars();
    let Some(first) = letters.next() else { return String::new() };
    let rest = letters.as_str();
    // A path keeps its case.
    let is_word = first.is_lowercase() && !rest.split(' ').next().unwrap_or_default().contains(['/', '\\', '.']);
    let first: String = if is_word { first.to_uppercase().collect() } else { first.to_string() };
    ended(first + rest)
}

/// A sentence that begins with a name, which keeps its letters.
pub(super) fn ended(mut text: String) -> String {
    if !text.ends_with(['.', '!', '?', '؟', '…']) {
        text.push('.');
    }
    text
}

/// A name or another text of any direction inside a sentence.
pub(super) fn name(text: &str) -> String {
    format!("\u{2068}{text}\u{2069}")
}

/// A path inside a sentence.
pub(super) fn path_name(path: &Path) -> String {
    name(&path.display().to_string())
}

/// Why a case cannot be decided so.
const fn undecided(why: WhyUndecided) -> &'static str {
    match why {
        WhyUndecided::NoMajority => "لا قيمة عند أكثر من نصف المرمّزين",
        WhyUndecided::NothingThere => "لم يحكم هذا المرمّز بشيء هنا",
        WhyUndecided::RuledOut => "استبعدت قراراتٌ سابقة هذا السؤال",
        WhyUndecided::Waits => "قرّر أولًا هل السجل موجود أصلًا",
        WhyUndecided::OtherKind => "ليست هذه قيمةً لهذا السؤال",
        WhyUndecided::OtherVersion => "بُتّ في هذا المقال وفق إصدار آخر من دليل الترميز",
    }
}

impl Strings {
    /// Why the project refused something.
    pub fn project_error(&self, error: &ProjectError) -> String {
        let text = match (self.language, error) {
            // The journal's own name of a step is no word for people.
            (UiLanguage::En, ProjectError::Conflict(action)) => {
                ProjectError::Conflict(self.action(action).to_owned()).to_string()
            }
            (
                UiLanguage::En,
                ProjectError::Import(_) | ProjectError::Unreadable { .. } | ProjectError::OwnFile { .. },
            ) => return ended(error.to_string()),
            // A file's name keeps its letters, too.
            (UiLanguage::En, ProjectError::Package(error)) if !error.is_of_this_file() => {
                return ended(error.to_string());
            }
            (UiLanguage::En, ProjectError::Protect(error))
                if !matches!(error, ProtectError::TooShort | ProtectError::Wrong { .. }) =>
            {
                return ended(error.to_string());
            }
            (UiLanguage::En, error) => error.to_string(),
            (UiLanguage::Ar, error) => self.arabic(error),
        };
        sentence(&text)
    }

    /// Why background work gave no result.
    pub fn job_refusal(&self, error: &JobError) -> String {
        let text = match (self.language, error) {
            (UiLanguage::En, error) => error.to_string(),
            (UiLanguage::Ar, JobError::Cancelled { name: job }) => {
                format!("أُوقف «{}» كما طُلب، ولم يتغيّر شيء", name(job))
            }
            (UiLanguage::Ar, JobError::Panicked { name: job, message }) => format!(
                "تعطّل «{}» لخلل في البرنامج ({})، وما حُفظ قبله باقٍ. يُرجى الإبلاغ عن هذه الجملة",
                name(job),
                name(message)
            ),
            (UiLanguage::Ar, JobError::NotStarted { name: job, message }) => {
                format!("تعذّر بدء «{}» ({})، ولم يتغيّر شيء. أغلق برامج أخرى ثم أعد المحاولة", name(job), name(message))
            }
            (UiLanguage::Ar, JobError::AlreadyTaken { name: job }) => {
                format!("أُخذت نتيجة «{}» من قبل", name(job))
            }
        };
        sentence(&text)
    }

    /// Why a folder for a new project could not be made.
    pub fn folder_refusal(&self, folder: &Path, error: &io::Error) -> String {
        match self.language {
            UiLanguage::En => {
                sentence(&format!("the folder {} cannot be made ({error}); nothing was changed", folder.display()))
            }
            UiLanguage::Ar => {
                format!("تعذّر إنشاء المجلد {} ({})، ولم يتغيّر شيء.", path_name(folder), system(error))
            }
        }
    }

    fn arabic(&self, error: &ProjectError) -> String {
        match error {
            ProjectError::Store(error) => self.arabic_store(error),
            ProjectError::Import(error) => self.arabic_import(error),
            ProjectError::Export(ExportError::UnknownFormat { name: format, known }) => {
                format!("لا صيغة تصدير باسم «{}»؛ الصيغ المعروفة: {}", name(format), name(known))
            }
            ProjectError::Export(ExportError::Table { table, reason }) => {
                format!("تعذّرت كتابة الجدول {} ({})، ولم يُصدَّر شيء", name(table), name(reason))
            }
            ProjectError::Export(ExportError::AlreadyThere { file }) => {
                format!("الملف {} موجود، ولم يُصدَّر شيء", name(file))
            }
            ProjectError::Export(ExportError::NoFolder { folder }) => {
                format!("تعذّر إنشاء المجلد {}، ولم يُكتب شيء", name(folder))
            }
            ProjectError::Export(ExportError::Stopped) => "توقف التصدير، ولم يُكتب شيء".into(),
            ProjectError::Report(ReportError::NotWritten { what, reason }) => {
                format!("تعذّرت كتابة {} ({})، ولم يُنشأ تقرير", name(what), name(reason))
            }
            ProjectError::Package(error) => super::refused_packages::arabic(error),
            ProjectError::Bundle(error) => super::refused_packages::arabic_bundle(error),
            ProjectError::Protect(error) => super::refused_packages::arabic_protected(error),
            ProjectError::WrongDraw { problem } => format!("{}، ولم يوزَّع شيء", this_problem(problem)),
            ProjectError::WrongTraining { problem } => format!("{}، ولم يتغيّر شيء", this_problem(problem)),
            ProjectError::ReferenceSeen => "عُرض الترميز المرجعي لهذا المقال، فتبقى رموزه كما هي؛ انتقل إلى المقال التالي".into(),
            ProjectError::Undecided(why) => format!("{}، ولم يُبَتّ في شيء", undecided(*why)),
            ProjectError::RoundTaken(taken) => format!("هناك جولة اسمها «{}»؛ اختر اسمًا آخر", name(taken)),
            ProjectError::Stopped(_) => "توقف العمل كما طُلب، ولم يتغيّر شيء".into(),
            ProjectError::Unreadable { path, reason } => {
                format!("تعذّرت قراءة {} ({})، فتُرك جانبًا", path_name(path), system(reason))
            }
            ProjectError::OwnFile { path } => {
                format!("الملف {} هو المشروع المفتوح نفسه وليس صفحة، فتُرك جانبًا", path_name(path))
            }
            ProjectError::Gone { what } => {
                format!("ما تتعلق به هذه الخطوة ({}) لم يعد موجودًا في المشروع، ولم يتغيّر شيء", thing(what))
            }
            ProjectError::NotInCodebook { what, code } => {
                format!("ليس في دليل الترميز {} بالرمز «{}»، ولم يتغيّر شيء", thing(what), name(code))
            }
            ProjectError::WrongAnswer { variable, problem } => {
                format!("السؤال {}: {}. لم يُحفظ الجواب وبقي السابق", name(variable), this_problem(problem))
            }
            ProjectError::NobodyChosen => "لم يُختَر مرمِّز. اختر من يعمل الآن ثم أعد الخطوة".into(),
            ProjectError::NotYours => "هذا عمل مرمِّز آخر، ولم يتغيّر شيء".into(),
            ProjectError::Done => "هذا المقال منجز. أعد فتحه لتغيّر ترميزه".into(),
            ProjectError::Incomplete { missing } => {
                format!("{}؛ اذكر سببًا ليُعدّ المقال منجزًا مع ذلك", MISSING.of(self.language, missing.len()))
            }
            ProjectError::NoWords => "ليس في التحديد كلمات من المقال، فلم يُرمَّز شيء".into(),
            ProjectError::MustStay => "يطلب دليل الترميز هذا السجل في كل مقال، فلا يُحذف ولا يُكرَّر".into(),
            ProjectError::CannotLink => "لا يسمح دليل الترميز بالربط بهذا السجل، ولم يتغيّر شيء".into(),
            ProjectError::CannotHang => "لا يمكن تعليق هذا السجل بذاك، ولم يتغيّر شيء".into(),
            ProjectError::AlreadyCoded => "رمّز أحدهم هذا المقال من قبل، فتبقى حدوده كما هي".into(),
            ProjectError::WrongBorders { problem } => {
                format!("لا يمكن أن تكون هذه الأسطر مقالًا: {}", this_problem(problem))
            }
            ProjectError::NoName => "الاسم مطلوب".into(),
            ProjectError::NameTaken(taken) => format!("هناك مرمِّز اسمه «{}». اختر اسمًا آخر", name(taken)),
            ProjectError::Conflict(action) => format!(
                "تعذّر التراجع عن «{}» أو إعادة ذلك: ما غيّرته هذه الخطوة تغيّر مرة أخرى بعدها",
                self.action(action)
            ),
            ProjectError::Lacks { what } => {
                format!("ينقص المشروعَ {}؛ ويقول الأمر {} المزيد", thing(what), name("mizan check"))
            }
            ProjectError::Codebook(error) => format!("لا يصلح دليل الترميز: {}، ولم يُنشر شيء", arabic_book(error)),
            ProjectError::OtherCodebook { now, next } => format!(
                "هذا دليل الترميز «{}»، والمشروع مرمَّز بالدليل «{}»؛ ابدأ له مشروعًا خاصًّا به",
                name(next),
                name(now)
            ),
            ProjectError::VersionPublished(version) => {
                format!("الإصدار {} منشور من قبل ولا يتغيّر؛ أعطِ الجديد رقم إصدار آخر", name(version))
            }
            ProjectError::AnswerTable(error) => {
                format!("جدول الأجوبة لا يلائم الإصدارين: {}، ولم يُنشر شيء", arabic_table(error))
            }
            ProjectError::PackagesAreOut => {
                "حزم من هذا المشروع عند المرمِّزين، وما يرمّزونه الآن يتبع الإصدار القديم، ولم يُنشر شيء. انشر الجديد من غير نقل الترميزات: تبقى على إصدارها".into()
            }
            ProjectError::Demo(detail) => format!("تعذّر إنشاء المشروع التجريبي ({})", name(detail)),
        }
    }

    fn arabic_store(&self, error: &StoreError) -> String {
        let n = |n: i64| super::locale::number(self.language, n);
        match error {
            StoreError::Missing { path } => {
                format!("لا ملف بهذا الاسم: {}. تحقَّق من الاسم، أو ابدأ مشروعًا جديدًا هناك", path_name(path))
            }
            StoreError::Exists { path } => {
                format!("الملف {} موجود من قبل وبقي كما هو. اختر اسمًا آخر للمشروع الجديد", path_name(path))
            }
            StoreError::Empty { path } => format!(
                "الملف {} فارغ، فليس مشروعًا من مشاريع ميزان (لعله نسخة لم يكتمل نسخها). خذ نسخة احتياطية من المجلد {}",
                path_name(path),
                path_name(&backup_folder(path))
            ),
            StoreError::NotAProject { path } => {
                format!("الملف {} ليس مشروعًا من مشاريع ميزان بل ملف من نوع آخر، وقد تُرك كما هو", path_name(path))
            }
            StoreError::OtherProgram { path } => format!(
                "الملف {} قاعدة بيانات لبرنامج آخر وليس مشروعًا من مشاريع ميزان، وقد تُرك كما هو",
                path_name(path)
            ),
            StoreError::Newer { path, file, program } => format!(
                "كُتب الملف {} بإصدار أحدث من ميزان (إصدار الملف {}، وهذا البرنامج يعرف حتى الإصدار {})، وقد تُرك كما هو. حدِّث هذا البرنامج لتفتحه",
                path_name(path),
                n(*file),
                n(*program)
            ),
            StoreError::Locked { path } => {
                format!("الملف {} مفتوح في نافذة أخرى أو برنامج آخر. أغلقه هناك ثم افتحه هنا", path_name(path))
            }
            StoreError::Interrupted { path } => format!(
                "في الملف {} خطوة انقطعت في منتصفها. فتحُه للعمل يلغي تلك الخطوة ولا يُضيع غيرها. افتحه للعمل، أو انسخه مع الملف المجاور له المنتهي بـ{} إلى مجلد يُسمح بالكتابة فيه",
                path_name(path),
                name("-journal")
            ),
            StoreError::LockedNow => {
                "المشروع مفتوح الآن للعمل في نافذة أخرى أو برنامج آخر. أغلقه هناك ثم أعد الخطوة".into()
            }
            StoreError::Moved { path } => format!(
                "نُقل الملف {} أو غُيِّر اسمه أو حُذف وهو مفتوح، فلم تُحفظ هذه الخطوة، وكل ما قبلها محفوظ. أعِد الملف إلى مكانه ثم أعد الخطوة",
                path_name(path)
            ),
            StoreError::Replaced { path } => format!(
                "وُضع ملف آخر مكان {} وهو مفتوح، فلم تُحفظ هذه الخطوة، وكل ما قبلها محفوظ، وتُرك الملف الآخر كما هو. أعِد الملف الأول إلى مكانه ثم أعد الخطوة",
                path_name(path)
            ),
            StoreError::ReadOnlyFile { path } => format!(
                "لا يُسمح بالكتابة في الملف {}، فلم يمكن حفظ شيء. اسمح بالكتابة فيه، أو انسخه إلى مكان آخر، أو افتحه للقراءة فقط",
                path_name(path)
            ),
            StoreError::ReadOnlyFolder { path, folder } => format!(
                "لا يُسمح بالكتابة في المجلد {}، فلم يمكن حفظ {} حفظًا آمنًا. اسمح بالكتابة فيه، أو انسخ المشروع إلى مكان آخر، أو افتحه للقراءة فقط",
                path_name(folder),
                path_name(path)
            ),
            StoreError::Damaged { path, detail } => format!(
                "الملف {} تالف ({})، ولم يُكتب فيه شيء. افتحه للإنقاذ (للقراءة فقط)، أو خذ أحدث نسخة احتياطية من المجلد {}",
                path_name(path),
                name(detail),
                path_name(&backup_folder(path))
            ),
            StoreError::CannotOpen { path, detail } => {
                format!("تعذّر فتح الملف {} ({})، ولم يتغيّر شيء", path_name(path), name(detail))
            }
            StoreError::DamagedPart { detail } => format!(
                "تعذّرت قراءة جزء من ملف المشروع ({}). لم تُحفظ الخطوة الأخيرة، ولم يتغيّر غير ذلك. أغلق المشروع وخذ أحدث نسخة احتياطية، أو افتحه للإنقاذ",
                name(detail)
            ),
            StoreError::DamagedRow { finding } => format!(
                "في المشروع قيد تالف ({})، ولم يتغيّر شيء. يعدّد الأمر {} كل القيود التالفة",
                name(&finding.to_string()),
                name("mizan check")
            ),
            StoreError::DiskFull => {
                "امتلأ القرص: لم تُحفظ هذه الخطوة، وكل ما قبلها محفوظ. أفرغ بعض المساحة ثم أعد الخطوة".into()
            }
            StoreError::ReadOnlyStore => {
                "المشروع مفتوح للقراءة فقط، فلم تُحفظ هذه الخطوة. افتحه للكتابة لتتابع العمل".into()
            }
            StoreError::Migration { path, from, to, detail } => format!(
                "تعذّر نقل الملف {} من الإصدار {} إلى الإصدار {} ({})، وبقي كما كان",
                path_name(path),
                n(*from),
                n(*to),
                name(detail)
            ),
            StoreError::Backup { path, detail } => format!(
                "تعذّر إنشاء نسخة احتياطية في {} ({})، والمشروع نفسه سليم. تأكّد من أن الكتابة في المجلد مسموح بها وأن فيه مساحة",
                path_name(path),
                name(detail)
            ),
            StoreError::Span(error) => format!("لم يُحفظ التحديد: {}", self.arabic_span(error)),
            StoreError::Codebook(error) => format!("لم يُحفظ دليل الترميز: {}", arabic_book(error)),
            StoreError::Refused(refusal) => format!("لم يُحفظ شيء: {}", arabic_refusal(refusal)),
            StoreError::Conflict { action, needed_elsewhere, .. } => format!(
                "لا يمكن عكس «{}»، لأن {}، ولم يتغيّر شيء",
                self.action(action),
                if *needed_elsewhere {
                    "عملًا آخر صار يعتمد عليه"
                } else {
                    "ما غيّرته هذه الخطوة تغيّر مرة أخرى بعدها"
                }
            ),
            StoreError::Sqlite(detail) => format!(
                "تعذّر استعمال ملف المشروع ({}). لم تُحفظ هذه الخطوة، وكل ما قبلها محفوظ",
                name(&detail.to_string())
            ),
        }
    }

    /// Why a range is no span of a text.
    fn arabic_span(&self, error: &SpanError) -> String {
        let n = |n: &usize| self.number(*n);
        match error {
            SpanError::Empty { start, end } => format!("المدى من {} إلى {} فارغ", n(start), n(end)),
            SpanError::OutOfText { start, end, len } => {
                format!("المدى من {} إلى {} يتجاوز النص الذي طوله {} بايت", n(start), n(end), n(len))
            }
            SpanError::InsideGrapheme { at } => format!("الموضع {} يقع داخل حرف واحد", n(at)),
            SpanError::QuoteDiffers { start, end } => {
                format!("النص من {} إلى {} غير الاقتباس المحفوظ", n(start), n(end))
            }
        }
    }
}

/// What is wrong with a codebook.
fn arabic_book(error: &CodebookError) -> String {
    match error {
        CodebookError::Json(detail) => format!("تعذّرت قراءته ({})", name(detail)),
        CodebookError::Duplicate { code, place } => format!("الرمز {} مكرر ({})", name(code), name(place)),
        CodebookError::Unknown { code, place } => {
            format!("الرمز {} مذكور ولم يعرِّفه أحد ({})", name(code), name(place))
        }
        CodebookError::Wrong { place, problem } => {
            format!("فيه تعريف يناقض نفسه ({})", name(&format!("{place}: {problem}")))
        }
    }
}

/// Why a table of answers does not fit two versions of a codebook.
fn arabic_table(error: &FateError) -> String {
    match error {
        FateError::NoQuestion(variable) => format!("لا سؤال برمز {} في الدليل القديم", name(variable)),
        FateError::NoOldValue { variable, value } => {
            format!("ليس للسؤال {} قيمة برمز {} في الدليل القديم", name(variable), name(value))
        }
        FateError::NoNewValue { variable, value } => {
            format!("ليس للسؤال {} قيمة برمز {} في الدليل الجديد", name(variable), name(value))
        }
        FateError::AllBecomeOne(variable) => {
            format!("سطر كل أجوبة السؤال {} لا يقول إلا أنها تُرمَّز من جديد", name(variable))
        }
        FateError::Twice { variable, value } => {
            format!("القيمة {} للسؤال {} مذكورة مرتين", name(value), name(variable))
        }
    }
}

/// Why a write would contradict what is stored.
fn arabic_refusal(refusal: &Refusal) -> String {
    match refusal {
        Refusal::NoSuch { child, parent, key } => {
            format!("{} يتبع {} غير موجود ({})", thing(child), thing(parent), name(key))
        }
        Refusal::StillNeeded { parent, key, child } => {
            format!("{} ({}) ما زال يحتاج إليه {}", thing(parent), name(key), thing(child))
        }
        Refusal::NameTaken(taken) => format!("هناك مرمِّز اسمه «{}»", name(taken)),
        Refusal::TextFrozen(document) => format!("الوثيقة {} موجودة من قبل بنص آخر", name(document)),
        Refusal::CodebookFrozen(version) => format!("نسخة دليل الترميز {} موجودة من قبل بمحتوى آخر", name(version)),
        Refusal::HashDiffers(file) => format!("محتوى الملف {} لا يوافق بصمته المذكورة", name(file)),
        Refusal::NotFinite(what) => format!("قيمة لا يمكن حفظها رقمًا ({})", name(what)),
        Refusal::Circle(record) => format!("السجل {} سيتعلق بنفسه", name(record)),
        Refusal::OutsideBlocks(what) => format!("لا يوافق فقرات وثيقته ({})", name(what)),
        Refusal::OfAnotherCoder => "فيها صفوف من عمل مرمِّز آخر".into(),
        Refusal::Incoherent(detail) => format!("صفوفها لا تتماسك ({})", name(detail)),
        Refusal::NotYetCoded(variable) => {
            format!("«بلا جواب» ليس جوابًا يُحفظ للسؤال {}: امسح الجواب بدل ذلك", name(variable))
        }
    }
}

/// What an error calls a thing, in Arabic; another language's word is shown as it is.
fn thing(what: &str) -> String {
    arabic_thing(what).map_or_else(|| name(what), str::to_owned)
}

fn arabic_thing(what: &str) -> Option<&'static str> {
    Some(match what {
        "article" | "articles" => "مقال",
        "document" | "documents" => "وثيقة",
        "block" | "zones" => "فقرة",
        "case" => "موضع خلاف",
        "decisions" => "حسم خلاف",
        "coder" | "coders" => "مرمِّز",
        "coding" | "codings" => "ترميز مقال",
        "record" | "records" => "سجل",
        "span" | "a span" | "anchors" => "تحديد",
        "suggestion" | "proposals" => "اقتراح",
        "round" | "rounds" | "a round" => "جولة ترميز",
        "question" => "سؤال",
        "answers" => "جواب",
        "priors" => "جواب قبل الترميز",
        "role" => "دور لتحديد",
        "unit" => "وحدة ترميز",
        "unit of articles" => "وحدة ترميز للمقالات",
        "link" | "links" => "رابط",
        "flag" | "flags" => "علامة",
        "memos" => "مذكرة",
        "assignments" => "تكليف",
        "work_times" => "وقت عمل",
        "a change" => "تعديل",
        "a codebook" | "codebook_versions" => "دليل ترميز",
        "the codebook of this article" => "دليل الترميز الذي رُمِّز به هذا المقال",
        "project_settings" => "إعداد للمشروع",
        "the draft of the codebook" => "مسودة دليل الترميز",
        "entry" => "قيد",
        _ => return None,
    })
}

/// What is wrong with an answer or with borders, in Arabic.
fn this_problem(problem: &str) -> String {
    arabic_problem(problem).map_or_else(|| name(problem), str::to_owned)
}

fn arabic_problem(problem: &str) -> Option<&'static str> {
    Some(match problem {
        "there is nobody to hand out to" => "ليس هناك من يوزَّع عليه",
        "the share of shared articles must lie between 0 and 1" => {
            "لا بد أن تقع نسبة المقالات المشتركة بين الصفر والواحد"
        }
        "there are fewer articles than are to be shared" => "المقالات أقل مما يراد اشتراكه",
        "there are fewer articles than are asked for" => "المقالات أقل مما طُلب",
        "only a training round has a reference coding" => "الترميز المرجعي لجولات التدريب وحدها",
        "the pass mark must lie between 0 and 1" => "لا بد أن يقع حدّ النجاح بين الصفر والواحد",
        "only the coding of somebody who leads, or the adjudicated one, can be a reference" => {
            "لا يكون مرجعًا إلا ترميز من يشرف أو ما استقر عليه التحكيم"
        }
        "there is no such value" => "لا قيمة كهذه",
        "there are too many values" => "القيم أكثر من المسموح به",
        "one of the values excludes the others" => "إحدى القيم تستبعد غيرها",
        "this is no number" => "هذا ليس رقمًا",
        "this is no date (YYYY, YYYY-MM or YYYY-MM-DD)" => {
            "هذا ليس تاريخًا (\u{2068}YYYY\u{2069} أو \u{2068}YYYY-MM\u{2069} أو \u{2068}YYYY-MM-DD\u{2069})"
        }
        "\u{201c}does not apply\u{201d} is no answer" => "«لا ينطبق» ليس جوابًا لهذا السؤال",
        "this is another kind of answer" => "هذا جواب من نوع آخر",
        "some of them belong to an article already" => "بعضها من مقال آخر",
        "the second one must begin inside the first" => "لا بد أن يبدأ الثاني داخل الأول",
        "they are no lines of the page" => "ليست من أسطر الصفحة",
        "they do not stand beside each other on one page" => "لا يتجاور المقالان في صفحة واحدة",
        _ => return None,
    })
}

/// What the system says of a file, in Arabic where it is usual; otherwise in the system's words.
pub(super) fn system(error: &io::Error) -> String {
    use io::ErrorKind as Kind;
    let usual = match error.kind() {
        Kind::NotFound => "لا ملف بهذا الاسم",
        Kind::PermissionDenied => "لا يُسمح بذلك",
        Kind::AlreadyExists => "الاسم مستعمل من قبل",
        Kind::IsADirectory => "هذا مجلد لا ملف",
        Kind::NotADirectory => "في المسار ملف في موضع مجلد",
        Kind::StorageFull => "امتلأ القرص",
        Kind::ReadOnlyFilesystem => "القرص للقراءة فقط",
        Kind::InvalidFilename => "الاسم غير مقبول",
        _ => return name(&error.to_string()),
    };
    usual.to_owned()
}

#[cfg(test)]
pub(super) mod tests;
