//! Wordings of page furniture, in normal form after [`key`]. Each list is data; a new site adds lines here.

use super::normal::key;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Sets of normalised lines.
pub(super) struct Labels {
    /// Whole lines that name a widget.
    pub widgets: BTreeSet<String>,
    /// Beginnings of lines that invite to share or follow.
    pub share: Vec<String>,
    /// Whole lines, or what stands before a colon, that open a block of links to other stories.
    pub related: BTreeSet<String>,
    /// Whole lines that open readers' comments.
    pub comments: BTreeSet<String>,
    /// Beginnings of lines of a footer.
    pub footer: Vec<String>,
    /// What stands before a colon in front of a writer's name.
    pub byline: BTreeSet<String>,
    /// Beginnings of a line with a writer's name.
    pub byline_start: Vec<String>,
    /// Beginnings of a line with a date.
    pub dateline_start: Vec<String>,
    /// What stands before a colon in front of a picture's credit.
    pub credit: BTreeSet<String>,
    /// Agencies and photo services as they stand in a credit.
    pub agencies: BTreeSet<String>,
    /// Words that open the text of a picture.
    pub picture: BTreeSet<String>,
}

/// The lists.
pub(super) fn labels() -> &'static Labels {
    static LABELS: LazyLock<Labels> = LazyLock::new(|| Labels {
        widgets: set(WIDGETS),
        share: list(SHARE),
        related: set(RELATED),
        comments: set(COMMENTS),
        footer: list(FOOTER),
        byline: set(BYLINE),
        byline_start: list(BYLINE_START),
        dateline_start: list(DATELINE_START),
        credit: set(CREDIT),
        agencies: set(AGENCIES),
        picture: set(PICTURE),
    });
    &LABELS
}

fn set(lines: &str) -> BTreeSet<String> {
    lines.split('|').map(key).filter(|k| !k.is_empty()).collect()
}

fn list(lines: &str) -> Vec<String> {
    set(lines).into_iter().collect()
}

/// Whether a normalised line begins with one of the wordings, at a word's end.
pub(super) fn begins_with(line: &str, starts: &[String]) -> bool {
    // Most lines begin with none of them: two bytes tell that sooner than a comparison.
    let [first, second, ..] = line.as_bytes() else { return starts.iter().any(|s| s == line) };
    starts.iter().any(|s| {
        let near = matches!(s.as_bytes(), [a, b, ..] if a == first && b == second) || s.len() < 2;
        near && line.strip_prefix(s.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    })
}

const WIDGETS: &str = "TT|logo|post-title|Stories|مباشر|مشاركة|شارك|بث مباشر|القائمة|بحث|ابحث|طباعة|استمع|استمع للمقال|\
حجم الخط|الخط|حفظ|متابعة|تابعنا|تابعونا|تابعونا على|فيديوهات|المزيد|اقرأ المزيد|إغلاق|الرئيسية|نسخ الرابط|تم النسخ|كوبي|\
اشترك|اشترك الآن|تسجيل الدخول|تسجيل|أقسام مهمة|أين يمكنك متابعتنا|إعلان|اعلان|إعلانات|صورة|صور|فيديو|\
Menu|Search|Share|Share this|Share this article|Print|Email|Advertisement|Ad|Subscribe|Sign in|Log in|Sign up|Home|Live|Listen|\
Save|Copy link|Close|Skip to content|Skip to main content|Newsletter|Follow us|Follow|Read more|Load more|Facebook|Twitter|X|\
Telegram|WhatsApp|Instagram|YouTube|LinkedIn|TikTok|RSS|Cookie settings|Toggle navigation|Breaking news|Latest news|\
Меню|Поиск|Поделиться|Распечатать|Подписаться|Подписывайтесь|Реклама|Главная|Войти|Регистрация|Все новости|Читать далее|\
ВКонтакте|Одноклассники|Скопировать ссылку|Прямой эфир|Лента новостей|Слушать|\
منو|جستجو|صفحه اصلی|اشتراک گذاری|به اشتراک بگذارید|چاپ|ارسال به دوستان|کپی لینک|لینک کوتاه|تبلیغات|ورود|عضویت|بیشتر بخوانید|\
Меню сайту|Пошук|Поділитися|Teilen|Drucken|Anzeige|Suche|Startseite|Anmelden|Partager|Imprimer|Publicité|Rechercher|Accueil|\
Connexion|Compartir|Imprimir|Publicidad|Buscar|Inicio|Iniciar sesión|Paylaş|Yazdır|Reklam|Ara|Ana sayfa|Giriş|Търсене|Сподели|Начало";

const SHARE: &str = "شارك على|شارك عبر|مشاركة عبر|شارك المقال|شارك هذا|تابعونا على|تابعنا على|تابع قناتنا|تابعوا|اشترك في|انضم إلى|\
أين يمكنك متابعتنا|للمزيد تابعونا|حمل تطبيق|Share on|Share via|Share this|Follow us|Follow on|Join us on|Join our|Subscribe to|Sign up for|\
Download our app|Get the app|Add us on|Подписывайтесь на|Подпишитесь на|Читайте нас|Следите за|Поделиться в|ما را در|به کانال|\
Folgen Sie uns|Suivez|Abonnez|Síganos|Síguenos|Suscríbete|Bizi takip|Підписуйтесь|Последвайте ни|Следвайте ни";

const RELATED: &str = "مقالات ذات صلة|مقالات ذات علاقة|أخبار ذات علاقة|أخبار ذات صلة|أخبار متعلقة|مواضيع ذات صلة|موضوعات ذات صلة|\
موضوعات متعلقة|مواضيع متعلقة|مواضيع مشابهة|ذات صلة|شاهد أيضا|اقرأ أيضا|اقرأ ايضا|إقرأ أيضا|إقرأ المزيد|اقرأ أيضاً|قد يهمك|قد يهمك أيضا|\
قد يعجبك|قد يعجبك أيضا|قد يعجبك ايضا|الأكثر قراءة|الأكثر مشاهدة|آخر الأخبار|أحدث الأخبار|المزيد من الأخبار|أخبار أخرى|مواد ذات صلة|\
من نفس القسم|اخترنا لك|اخترنا لكم|تقارير ذات صلة|أهم الأخبار|مختارات|ننصح بقراءة|ننصحك بقراءة|للمزيد|طالع أيضا|تصفح أيضا|\
Related|Related articles|Related stories|Related news|Related topics|Related content|Read also|Read also|See also|Read next|Up next|Most read|\
Most popular|Popular|Trending|Trending now|More stories|More news|More from|More on this story|More on this topic|You may also like|\
You might also like|Recommended|Recommended stories|Recommended for you|Latest|Latest stories|Editors picks|Editor's picks|Don't miss|\
Keep reading|What to read next|\
Читайте также|Читать также|Материалы по теме|По теме|Похожие материалы|Похожие новости|Другие новости|Еще по теме|Ещё по теме|Смотрите также|\
Самое читаемое|Популярное|Рекомендуем|Главное за день|Последние новости|Новости по теме|Новости партнеров|Сюжеты|Связанные материалы|\
مطالب مرتبط|اخبار مرتبط|خبرهای مرتبط|مطالب پیشنهادی|بیشتر بخوانید|بیشتر بخوانیم|پربازدیدترین ها|پربیننده ترین ها|آخرین اخبار|همچنین بخوانید|در همین زمینه|\
Читайте також|Матеріали за темою|За темою|Дивіться також|Прочетете още|Още по темата|Вижте още|Свързани статии|\
Lesen Sie auch|Mehr zum Thema|Das könnte Sie auch interessieren|Weitere Artikel|À lire aussi|Lire aussi|Sur le même sujet|Articles liés|À lire également|\
Lea también|Te puede interesar|Noticias relacionadas|Artículos relacionados|Más noticias|Más sobre este tema|\
İlgili haberler|İlgili yazılar|Bunlar da ilginizi çekebilir|Benzer haberler|Diğer haberler|Okumaya devam et";

const COMMENTS: &str = "التعليقات|تعليقات|أضف تعليق|أضف تعليقا|اترك تعليقا|اترك تعليقك|اكتب تعليقك|شارك برأيك|تعليقات القراء|\
تعليقات الزوار|تعليقات فيسبوك|الردود|Comments|Comment|Leave a comment|Leave a reply|Post a comment|Add a comment|Join the conversation|\
Join the discussion|Reader comments|View comments|Show comments|Комментарии|Комментировать|Оставить комментарий|Добавить комментарий|\
Обсуждение|Коментарі|Залишити коментар|Коментари|Добави коментар|نظرات|نظر شما|ارسال نظر|نظر بدهید|دیدگاه ها|دیدگاه‌ها|نظرات کاربران|دیدگاه کاربران|ثبت نظر|\
Kommentare|Kommentar schreiben|Commentaires|Laisser un commentaire|Vos réactions|Comentarios|Deja un comentario|Deja tu comentario|Yorumlar|Yorum yap|Yorum yaz";

const FOOTER: &str = "جميع الحقوق محفوظة|كافة الحقوق محفوظة|حقوق النشر|حقوق الطبع|كل الحقوق محفوظة|الحقوق محفوظة|سياسة الخصوصية|شروط الاستخدام|الشروط والأحكام|\
اتصل بنا|من نحن|هيئة التحرير|أعلن معنا|وظائف|خريطة الموقع|All rights reserved|Copyright|©|Privacy policy|Terms of use|Terms of service|Terms and conditions|\
Contact us|About us|Advertise|Cookie policy|Careers|Sitemap|Powered by|Все права защищены|Политика конфиденциальности|Пользовательское соглашение|\
О проекте|О нас|Контакты|Рекламодателям|Реклама на сайте|При использовании материалов|При полном или частичном|Свидетельство о регистрации|\
کلیه حقوق|تمامی حقوق|تمام حقوق|حقوق این سایت|درباره ما|تماس با ما|نقل مطالب|Усі права захищені|Всі права захищено|Всички права запазени|\
Alle Rechte vorbehalten|Impressum|Datenschutz|Tous droits réservés|Mentions légales|Todos los derechos reservados|Aviso legal|Política de privacidad|\
Tüm hakları saklıdır|Her hakkı saklıdır|Gizlilik politikası|Künye|Hakkımızda|İletişim|\
الكلمات المفتاحية|كلمات مفتاحية|كلمات دلالية|الكلمات الدلالية|الوسوم|وسوم|هاشتاغ|Tags|Topics|Keywords|Теги|Ключевые слова|برچسب ها|برچسبها|برچسب‌ها|کلیدواژه ها|Schlagwörter|Mots clés|Etiquetas|Etiketler|Тагове";

const BYLINE: &str = "بقلم|كتب|كتبت|إعداد|تقرير|تحرير|الكاتب|الكاتبة|المحرر|ترجمة|بواسطة|مراسلنا|By|Author|Written by|Text|Story by|Автор|Авторы|Текст|Автор текста|\
نویسنده|نویسندگان|به قلم|نوشته|خبرنگار|مترجم|Von|Autor|Autorin|Par|Auteur|Por|Autora|Yazar|Yazan|Haber|Автори|Редактор|Editor|Журналист|Кореспондент|Корреспондент";

const BYLINE_START: &str = "بقلم|كتب|كتبت|إعداد|بواسطة|By|Written by|Reported by|Автор|به قلم|نوشته|Von|Par|Por";

const DATELINE_START: &str = "نشر في|نشر بتاريخ|تاريخ النشر|تم النشر|آخر تحديث|آخر تعديل|حدث في|تحديث|نشرت في|نُشر|تم التحديث|Published|Published on|Posted|Posted on|\
Updated|Last updated|Last modified|Опубликовано|Обновлено|Дата публикации|تاریخ انتشار|تاریخ|منتشر شده|به روز شده|Veröffentlicht|Stand|Aktualisiert|Publié|Mis à jour|\
Publicado|Actualizado|Yayınlanma|Güncelleme|Güncellenme|Yayın tarihi|Опубліковано|Оновлено|Публикувана|Публикувано";

const CREDIT: &str = "المصدر|مصدر الصورة|تصوير|الصورة|صورة|صورة من|عدسة|Photo|Photo by|Photograph|Picture|Image|Image credit|Photo credit|Credit|Source|Фото|Фотография|Снимок|Иллюстрация|\
Источник|Источник фото|عکس|عکاس|تصویر|منبع|منبع عکس|Foto|Bild|Quelle|Photo de|Crédit|Crédits|Fuente|Fotoğraf|Kaynak|Снимка|Источник изображения|Copyright";

const AGENCIES: &str = "رويترز|أ ف ب|إ ب أ|أ ب|د ب أ|ا ف ب|أسوشيتد برس|أسوشيتيد برس|الأناضول|الأناضول للأنباء|وكالة الأناضول|سبوتنيك|نوفوستي|تاس|شينخوا|واس|وام|سانا|بترا|وكالات|الوكالات|غيتي|غيتي إيمجز|جيتي|\
فرانس برس|وكالة فرانس برس|أرشيفية|أرشيف|الأوروبية|وكالة الأنباء الألمانية|مواقع التواصل|متداولة|إكس|الفرنسية|الألمانية|RT|Reuters|AFP|AP|EPA|DPA|TASS|Sputnik|Getty|Getty Images|Xinhua|Anadolu|AA|\
Associated Press|The Associated Press|EPA EFE|EFE|Shutterstock|iStock|Unsplash|Wikimedia|Wikimedia Commons|Bloomberg|Flickr|PA|Ukrinform|РИА Новости|ТАСС|Рейтер|Ройтерс|Коммерсантъ|Известия|Интерфакс|AP Photo|\
رویترز|ایرنا|ایسنا|فارس|مهر|تسنیم|خبرگزاری فارس|خبرگزاری مهر|Picture Alliance|Imago|БТА|Укрінформ|УНІАН";

const PICTURE: &str = "صورة|صور|صوره|جانب|مشهد|لقطة|أرشيفية|عناصر|متظاهرون|جنود|سيارات|دخان|رجل|امرأة|سفينة|طائرة|دبابة|مركبة|مواطنون|نازحون|مقاتلون|قوات|أفراد|\
الرئيس|الرئيسان|رئيس|رئيسة|وزير|وزيرة|الوزير|الأمين|الملك|ولي|الأمير|السفير|القائد|زعيم|عمال|طفل|أطفال|نساء|رجال|سيدة|شاب|مبنى|مقر|شعار|علم|خريطة|رسم|\
File|Photo|A|An|Image|Illustration|Smoke|People|Protesters|Soldiers|Demonstrators|President|Фото|Кадр|Президент|Архивное|عکس|تصویر";
