//! Words that introduce what somebody said, by language. Entries are parted by `|`; `*` at the end of a word means any ending.

/// Arabic verbs: the past of "he" and the stem of the present after its prefix. All persons are made from them.
pub(super) const ARABIC_VERBS: &[(&str, &str)] = &[
    ("قال", "قول"),
    ("أضاف", "ضيف"),
    ("أوضح", "وضح"),
    ("أكد", "ؤكد"),
    ("كشف", "كشف"),
    ("أشار", "شير"),
    ("شدد", "شدد"),
    ("ذكر", "ذكر"),
    ("أعلن", "علن"),
    ("توقع", "توقع"),
    ("اعتبر", "عتبر"),
    ("لفت", "لفت"),
    ("صرح", "صرح"),
    ("زعم", "زعم"),
    ("أفاد", "فيد"),
    ("حذر", "حذر"),
    ("رجح", "رجح"),
    ("أبلغ", "بلغ"),
    ("كتب", "كتب"),
    ("غرد", "غرد"),
    ("اتهم", "تهم"),
    ("انتقد", "نتقد"),
    ("تساءل", "تساءل"),
    ("تابع", "تابع"),
    ("أردف", "ردف"),
    ("استطرد", "ستطرد"),
    ("نوه", "نوه"),
    ("أقر", "قر"),
    ("اعترف", "عترف"),
    ("شكك", "شكك"),
    ("تعهد", "تعهد"),
    ("ألمح", "لمح"),
    ("أورد", "ورد"),
    ("استنتج", "ستنتج"),
    ("أنكر", "نكر"),
    ("هدد", "هدد"),
    ("استبعد", "ستبعد"),
    ("جزم", "جزم"),
    ("تحدث", "تحدث"),
    ("روج", "روج"),
    ("ناشد", "ناشد"),
    ("بيّن", "بيّن"),
];

/// Arabic forms that are not made by rule: weak verbs, participles, nouns of saying.
pub(super) const ARABIC_FORMS: &str = "نفى|نفت|نفوا|ينفي|تنفي|ينفون|ادعى|ادعت|ادعوا|يدعي|تدعي|يدعون|يرى|ترى|يرون|رأت|رأوا|روى|روت|يروي|تروي|قالا|قالتا|يقولان|\
قائلا|قائلة|قائلين|مضيفا|مضيفة|مؤكدا|مؤكدة|مؤكدين|موضحا|موضحة|مشيرا إلى|مشيرة إلى|مشيرا|مشيرة|لافتا إلى|لافتة إلى|لافتا|لافتة|مشددا على|مشددة على|مشددا|مشددة|معتبرا|معتبرة|معلنا|معلنة|\
زاعما|زاعمة|نافيا|نافية|محذرا|محذرة|متوقعا|متوقعة|كاشفا|كاشفة|مبينا|مبينة|منوها|منوهة|مستطردا|مرجحا|مرجحة|متهما|متهمة|متسائلا|متسائلة|مدعيا|قوله|قولها|قولهم|بقوله|بقولها|بالقول|القول إن|\
أشار إلى|أشارت إلى|أشاروا إلى|يشير إلى|تشير إلى|شدد على|شددت على|شددوا على|يشدد على|تشدد على|لفت إلى|لفتت إلى|يلفت إلى|تلفت إلى|نقل عن|نقلت عن|نقلوا عن|ينقل عن|تنقل عن|عبر عن|عبرت عن|أعرب عن|أعربت عن|يعرب عن|تعرب عن|\
خلص إلى|خلصت إلى|تحدث عن|تحدثت عن|جاء في|ورد في|رأى أن|رأى أنه|بين أن|دعا إلى|دعت إلى|طالب ب*|ألمح إلى|ألمحت إلى|علق على|علقت على|علق قائلا|رد قائلا";

/// Arabic prepositions and phrases of source.
pub(super) const ARABIC_PHRASES: &str = "بحسب|حسب|حسبما|وفق|وفقا|طبقا|وفقما|على ما أعلن|على ما أعلنت|على ما ذكر|على ما ذكرت|على ما أفاد|على ما أفادت|على ما قال|على ما قالت|على ما أكد|على ما أكدت|\
كما قال|كما قالت|كما ذكر|كما ذكرت|كما أعلن|كما أعلنت|كما أفاد|كما أفادت|كما أكد|كما أكدت|على حد قول*|على حد تعبير*|على حد وصف*|على لسان|نقلا عن|برأي|في رأي*|من وجهة نظر*|استنادا إلى|بناء على معلومات|في تقدير*|حسب قول*|حسب تعبير*";

/// English.
pub(super) const ENGLISH: &str = "said|says|told|tells|added|adds|stated|states|announced|announces|claimed|claims|noted|notes|explained|explains|argued|argues|believes|believed|warned|warns|denied|denies|insisted|insists|\
stressed|stresses|emphasised|emphasized|confirmed|confirms|revealed|reveals|admitted|admits|suggested|suggests|alleged|alleges|declared|declares|replied|predicted|predicts|tweeted|acknowledged|acknowledges|\
reportedly|reported|reports that|wrote|writes|quoted as saying|remarked|asserted|asserts|recalled|testified|vowed|pledged|conceded|urged|accused|argued|hinted|estimates that";

/// English phrases of source.
pub(super) const ENGLISH_PHRASES: &str =
    "according to|in the words of|as reported by|as quoted by|citing|in the view of|in the opinion of|in a statement";

/// Russian.
pub(super) const RUSSIAN: &str = "сказал|сказала|сказали|заявил*|отметил*|подчеркнул*|сообщил*|сообщает|сообщают|добавил|добавила|добавили|уточнил*|пояснил*|рассказал*|считает|считают|полагает|полагают|утверждает|утверждают|утверждал*|\
признал|признала|признали|опроверг*|предупредил*|написал|написала|написали|пишет|пишут|напомнил*|указал|указала|указали|объяснил*|говорит|говорят|говорил*|передает|передают|предположил*|обвинил*|объявил*|прогнозиру*|убежден|убеждена|ответил|ответила|намекнул*|сетует|резюмировал*";

/// Russian phrases of source.
pub(super) const RUSSIAN_PHRASES: &str = "по словам|по данным|по мнению|по информации|по сообщению|по сообщениям|по оценке|по оценкам|по версии|по утверждению|как сообщает|как сообщают|как сообщил*|как пишет|как передает|как заявил*|как отметил*|согласно|со ссылкой на|со слов";

/// Ukrainian.
pub(super) const UKRAINIAN: &str = "сказав|сказала|сказали|заявив|заявила|заявили|зазначив|зазначила|зазначили|додав|додала|наголосив|наголосила|підкреслив|підкреслила|повідомив|повідомила|повідомили|повідомляє|повідомляють|пояснив|пояснила|вважає|вважають|стверджує|стверджують|пише|розповів|розповіла|уточнив|уточнила|попередив|попередила|визнав|визнала|нагадав|нагадала|спростував|спростувала|каже|кажуть";

/// Ukrainian phrases of source.
pub(super) const UKRAINIAN_PHRASES: &str =
    "за словами|за даними|на думку|за інформацією|за повідомленням|згідно з|як повідомляє|як пише|з посиланням на";

/// Bulgarian.
pub(super) const BULGARIAN: &str = "каза|казаха|заяви|заявиха|добави|подчерта|посочи|отбеляза|обясни|твърди|твърдят|съобщи|съобщиха|съобщава|смята|смятат|предупреди|призна|написа|пише|казва|коментира|увери|разказа|припомни";

/// Bulgarian phrases of source.
pub(super) const BULGARIAN_PHRASES: &str =
    "според|по думите на|по данни на|по мнението на|по информация на|както съобщава|позовавайки се на";

/// Persian.
pub(super) const PERSIAN: &str = "گفت|گفتند|گفته است|گفته اند|افزود|افزودند|اظهار داشت|اظهار کرد|تأکید کرد|تاکید کرد|اعلام کرد|اعلام کردند|بیان کرد|بیان داشت|خاطرنشان کرد|خاطرنشان ساخت|خاطر نشان کرد|تصریح کرد|یادآور شد|یادآوری کرد|مدعی شد|\
مدعی است|نوشت|نوشته است|می گوید|میگوید|می گویند|می افزاید|توضیح داد|هشدار داد|ادامه داد|اذعان کرد|تکذیب کرد|معتقد است|معتقدند|اشاره کرد|خبر داد|گزارش داد|عنوان کرد|مطرح کرد|ابراز کرد|پیش بینی کرد|فاش کرد";

/// Persian phrases of source.
pub(super) const PERSIAN_PHRASES: &str = "به گفته|به گزارش|به نقل از|بنا به گفته|بنا به گزارش|بنابر گزارش|بنا بر|به باور|به عقیده|بر اساس گزارش|طبق گفته|طبق گزارش|به نوشته|از قول";

/// German.
pub(super) const GERMAN: &str = "sagte|sagten|sagt|erklärte|erklärten|betonte|teilte mit|fügte hinzu|berichtete|berichten|berichtet|behauptete|behauptet|warnte|kündigte an|räumte ein|bestätigte|dementierte|schrieb|schreibt|meint|meinte|äußerte|kritisierte|forderte|versicherte";

/// German phrases of source.
pub(super) const GERMAN_PHRASES: &str =
    "laut|zufolge|nach angaben|nach ansicht|nach einschätzung|nach worten|unter berufung auf|so der|so die";

/// French.
pub(super) const FRENCH: &str = "a déclaré|ont déclaré|a affirmé|ont affirmé|a dit|a indiqué|ont indiqué|a ajouté|a souligné|a précisé|a expliqué|a annoncé|ont annoncé|a assuré|a estimé|a averti|a démenti|a reconnu|affirme|affirment|déclare|estime|estiment|assure|explique|souligne|ajoute|précise|indique|prétend|écrit|selon lui|dit";

/// French phrases of source.
pub(super) const FRENCH_PHRASES: &str = "selon|d'après|d'après les|au dire de|aux yeux de|citant";

/// Spanish.
pub(super) const SPANISH: &str = "dijo|dijeron|dice|dicen|afirmó|afirmaron|afirma|señaló|señalaron|declaró|declararon|aseguró|aseguraron|asegura|añadió|explicó|subrayó|indicó|manifestó|anunció|anunciaron|advirtió|negó|reconoció|reveló|sostuvo|agregó|informó|opina|escribió|considera";

/// Spanish phrases of source.
pub(super) const SPANISH_PHRASES: &str = "según|de acuerdo con|en palabras de|a juicio de|en opinión de|citando a";

/// Turkish.
pub(super) const TURKISH: &str = "dedi|söyledi|belirtti|açıkladı|vurguladı|kaydetti|ekledi|ifade etti|iddia etti|duyurdu|bildirdi|aktardı|savundu|uyardı|yalanladı|yazdı|diyor|söylüyor|ileri sürdü|dile getirdi|işaret etti|dikkat çekti";

/// Turkish phrases of source.
pub(super) const TURKISH_PHRASES: &str = "göre|dayandırdı|dayanarak|ifadesine göre|açıklamasına göre";
