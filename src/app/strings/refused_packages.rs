//! Why nothing was taken from a package or a protected file, in Arabic.

use super::refusals::system;
use super::refusals::{name, path_name};
use crate::model::UiLanguage;
use crate::project::{BundleError, PackageError, ProtectError, SHORTEST_PASSPHRASE};

/// Why nothing was bundled or verified; the sentence without its full stop.
pub(super) fn arabic_bundle(error: &BundleError) -> String {
    use BundleError as B;
    match error {
        B::AlreadyThere { path } => format!("الملف {} موجود، ولم يُكتب شيء", path_name(path)),
        B::Unwritable { path, reason } => {
            format!("تعذّرت كتابة {} ({})، ولم تُعَدّ الحزمة", path_name(path), name(reason))
        }
        B::Unreadable { path, reason } => {
            format!("تعذّرت قراءة {} ({})، ولم يُتحقَّق من شيء", path_name(path), system(reason))
        }
        B::Foreign { path } => format!("الملف {} ليس حزمة تكرار من ميزان، ولم يُتحقَّق من شيء", path_name(path)),
        B::Damaged { path, detail } => {
            format!("الملف {} تالف أو انقطع في الطريق ({})؛ اجلبه من جديد", path_name(path), name(detail))
        }
        B::Newer { path } => format!("أُعدّ الملف {} بإصدار أحدث من ميزان؛ تحقَّق منه بذلك الإصدار", path_name(path)),
    }
}

/// The sentence without its full stop.
pub(super) fn arabic(error: &PackageError) -> String {
    use PackageError as P;
    match error {
        P::NotAPackage { path } => format!("الملف {} ليس حزمة من ميزان، ولم يؤخذ منه شيء", path_name(path)),
        P::CutOff { path, has, of } => format!(
            "في الملف {} من البايتات {} من أصل {}: انقطع في الطريق أو ما زال يُكتب، ولم يؤخذ منه شيء. أعد المحاولة حين يكتمل أو اطلبه من جديد",
            path_name(path),
            name(&has.to_string()),
            name(&of.to_string())
        ),
        P::Damaged { path } => {
            format!("تغيّر الملف {} بعد حزمه أو تلف في الطريق، ولم يؤخذ منه شيء. اطلبه من جديد", path_name(path))
        }
        P::Forged { path, name: who } => {
            format!("توقيع الملف {} ليس توقيع {}، ولم يؤخذ منه شيء. اسأل صاحبه هل هو منه", path_name(path), name(who))
        }
        P::OtherVersion { path, version } => format!(
            "حُزم الملف {} بإصدار آخر من ميزان ({})، ولم يؤخذ منه شيء. حدّث البرنامجين إلى إصدار واحد",
            path_name(path),
            name(version)
        ),
        P::OtherProject { path, title } => {
            format!("الملف {} من مشروع آخر، «{}»، ولم يؤخذ منه شيء", path_name(path), name(title))
        }
        P::OtherCoder { path, name: who } => {
            format!("الملف {} حزمة {}، وهذه نسخة مرمِّز آخر، ولم يؤخذ منه شيء", path_name(path), name(who))
        }
        P::Stranger { path, name: who } => format!(
            "الملف {} من {}، ولم يُعدّ له هذا المشروع حزمة قط، ولم يؤخذ منه شيء. ادمجه حيث أُعدّت الحزمة",
            path_name(path),
            name(who)
        ),
        P::GoesOut { path, name: who } => format!(
            "الملف {} حزمة تُرسَل إلى {}، وليس فيها ما ليس في هذا المشروع، ولم يؤخذ منه شيء. أرسلها إلى صاحبها ثم ادمج ما يعيده",
            path_name(path),
            name(who)
        ),
        P::IsAnAnswer { path, name: who } => {
            format!("الملف {} عمل أعاده {} وليس عملًا يُرمَّز. افتح المشروع وادمجه فيه", path_name(path), name(who))
        }
        P::Malformed { path, detail } => {
            format!("في الملف {} ما لا يكون في حزمة ({})، ولم يؤخذ منه شيء", path_name(path), name(detail))
        }
        P::InTheWay { path } => format!(
            "الملف {} موجود وليس النسخة التي تخصها هذه الحزمة، وقد بقي كما هو. افتح الحزمة من مجلد آخر",
            path_name(path)
        ),
        P::LeadsOnly => "هذه نسخة مرمِّز: الصفحات والأشخاص والتوزيع يغيّرها المشرف، ولم يتغيّر شيء".into(),
        P::NotThisCoder => "هذه نسخة مرمِّز آخر، ولم تُحزم".into(),
        P::NoKey => "لا مفتاح في هذا الملف لتوقيع حزمة. اطلب من المشرف حزمة جديدة".into(),
    }
}

/// As [`arabic`], for files that a passphrase protects.
pub(super) fn arabic_protected(error: &ProtectError) -> String {
    use ProtectError as P;
    match error {
        P::Needed { path } => format!("تحمي الملفَّ {} عبارةُ مرور، ولم يُقرأ منه شيء. اكتب عبارته", path_name(path)),
        P::Wrong { path } => format!(
            "ليست هذه عبارة مرور الملف {}، وهو سليم، ولم يُقرأ منه شيء. أعد المحاولة: لغة لوحة المفاتيح والحروف الكبيرة والمسافات بين الكلمات لها شأن",
            path_name(path)
        ),
        P::CutOff { path, has, of } => format!(
            "في الملف {} من البايتات {} من أصل {}: انقطع في الطريق أو ما زال يُكتب، ولم يُقرأ منه شيء. أعد المحاولة حين يكتمل أو اطلبه من جديد",
            path_name(path),
            name(&has.to_string()),
            name(&of.to_string())
        ),
        P::Damaged { path } => format!(
            "تغيّر الملف {} بعد حمايته أو تلف في الطريق، ولم يُقرأ منه شيء. اطلبه من جديد أو خذ نسخة منه",
            path_name(path)
        ),
        P::TooMuchWork { path } => {
            format!("يطلب الملف {} من الحساب ما لا تحتاجه أي عبارة مرور، ولم يُقرأ منه شيء. اسأل صاحبه", path_name(path))
        }
        P::TooShort => format!(
            "تحتاج عبارة المرور إلى {} أحرف على الأقل؛ وعدة كلمات أسهل حفظًا من كلمة",
            name(&super::locale::digits(UiLanguage::Ar, &SHORTEST_PASSPHRASE.to_string()))
        ),
        P::InTheWay { path } => {
            format!("الملف {} موجود، ولم يُكتب شيء. افتحه أو اختر اسمًا آخر", path_name(path))
        }
        P::Disk { path, reason } => {
            format!("تعذّرت قراءة {} أو كتابته ({})، ولم يتغيّر شيء", path_name(path), system(reason))
        }
    }
}
