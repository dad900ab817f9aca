//! Names of commands and what they do. One field each per command of [`crate::app::command::AppCommand`].

use super::strings;

strings! {
    /// Names of commands, as menus and the palette show them.
    CommandNames {
        new_project: "New project…", "مشروع جديد…";
        open_project: "Open a project…", "فتح مشروع…";
        make_demo: "Look at the demo project", "استعراض المشروع التجريبي";
        close_project: "Close the project", "إغلاق المشروع";
        add_files: "Add files…", "إضافة ملفات…";
        merge_packages: "Merge packages…", "دمج حزم…";
        choose_mailbox: "Mailbox folder…", "مجلد البريد…";
        export_data: "Export…", "تصدير…";
        send_back: "Send back to the lead", "إعادة العمل إلى المشرف";
        lock_project: "Lock with a passphrase…", "قفل بعبارة مرور…";
        backup: "Make a backup now", "إنشاء نسخة احتياطية الآن";
        undo: "Undo", "تراجع";
        redo: "Redo", "إعادة";
        go_coding: "Coding", "الترميز";
        go_import: "Import", "الاستيراد";
        go_codebook: "Codebook", "دليل الترميز";
        go_team: "Team", "الفريق";
        go_agreement: "Agreement", "الاتفاق";
        go_adjudication: "Adjudication", "التحكيم";
        palette: "All commands and articles", "كل الأوامر والمقالات";
        keys: "All keys", "كل المفاتيح";
        search: "Search articles", "البحث في المقالات";
        next_article: "Next article", "المقال التالي";
        previous_article: "Previous article", "المقال السابق";
        toggle_queue: "Show or hide the queue", "إظهار قائمة المقالات أو إخفاؤها";
        choose_coder: "Change coder", "تغيير المرمِّز";
        zoom_in: "Larger article text", "تكبير نص المقال";
        zoom_out: "Smaller article text", "تصغير نص المقال";
        zoom_reset: "Article text at its usual size", "نص المقال بحجمه المعتاد";
        scale_up: "Larger interface", "تكبير الواجهة";
        scale_down: "Smaller interface", "تصغير الواجهة";
        scale_reset: "Interface at its usual size", "الواجهة بحجمها المعتاد";
        theme_light: "Light colours", "ألوان فاتحة";
        theme_dark: "Dark colours", "ألوان داكنة";
        theme_system: "Colours as the system has them", "ألوان النظام";
        toggle_language: "العربية (Arabic)", "English (الإنجليزية)";
        panel_side: "Panels on the other side", "نقل اللوحات إلى الجانب الآخر";
        toggle_motion: "Motion on or off", "تشغيل الحركة أو إيقافها";
        next_missing: "Next unanswered question", "السؤال التالي بلا جواب";
        previous_missing: "Previous unanswered question", "السؤال السابق بلا جواب";
        finish: "Done with this article", "انتهى ترميز المقال";
        reopen: "Open this article again", "إعادة فتح المقال";
        memo: "Memo", "مذكرة";
        ask_lead: "Ask the lead", "سؤال المشرف";
        other_flags: "Other flags…", "علامات أخرى…";
        not_sure: "Not sure", "غير متأكد";
        cannot_decide: "Cannot decide", "لا يمكن الحسم";
        not_applicable: "Does not apply", "لا ينطبق";
        clear_answer: "Clear the answer", "مسح الجواب";
        write_answer: "Write the answer", "كتابة الجواب";
        accept_proposal: "Accept the proposal", "قبول الاقتراح";
        reject_proposal: "Wave the proposal away", "رفض الاقتراح";
        hang_under: "Hang under another, or free", "تعليق السجل بآخر أو فكّه";
        new_record: "New entry", "إدخال جديد";
        remove_record: "Remove the record", "حذف السجل";
        next_record: "Next record", "السجل التالي";
        previous_record: "Previous record", "السجل السابق";
        move_up: "Move up", "نقل إلى أعلى";
        move_down: "Move down", "نقل إلى أسفل";
        fold_lines: "Open or fold the lines that are not the article", "إظهار أسطر الصفحة المطوية أو طيّها";
        grow_selection: "Select a word, then more", "تحديد كلمة ثم أكثر";
        shrink_selection: "Select less again", "تقليص التحديد";
        select_phrase: "Select on to the comma", "التحديد حتى الفاصلة";
        find_words: "Find in the article", "البحث في المقال";
        find_next: "Next place of the words", "الموضع التالي للكلمات";
        find_previous: "Previous place of the words", "الموضع السابق للكلمات";
        switch_side: "Between article and panels", "التنقل بين المقال واللوحات";
        next_panel: "Next panel", "اللوحة التالية";
        previous_panel: "Previous panel", "اللوحة السابقة";
        next_doubtful: "Next doubtful block", "الفقرة التالية المشكوك فيها";
        split_article: "Second article begins here", "هنا يبدأ مقال ثانٍ";
        join_articles: "Join with the article before", "ضم إلى المقال السابق";
        next_document: "Next document", "الوثيقة التالية";
        previous_document: "Previous document", "الوثيقة السابقة";
        show_reuse: "Articles that share words", "مقالات تشترك في كلماتها";
        show_feedback: "Feedback on this article", "الملاحظات على هذا المقال";
        show_people: "People", "الأشخاص";
        show_rounds: "Rounds", "الجولات";
        show_progress: "Progress", "سير العمل";
        show_audit: "Audit trail", "سجل التغييرات";
        show_table: "Table", "جدول";
        show_forest: "Forest plot", "مخطط المجالات";
        show_weeks: "Over time", "عبر الزمن";
        write_report: "Write the report", "كتابة التقرير";
        show_findings: "Findings", "النتائج";
        choose_compared: "What is compared", "ما يُقارَن";
        compute_figures: "Compute", "حساب";
        read_codebook: "Read the codebook", "قراءة دليل الترميز";
        edit_codebook: "Edit the next version", "تحرير الإصدار التالي";
        publish_codebook: "Changes and publishing", "التغييرات والنشر";
        add_question: "New question", "سؤال جديد";
        add_value: "New value", "قيمة جديدة";
        add_unit: "New unit", "وحدة جديدة";
        retire_part: "Retire", "سحب";
        part_up: "Up", "إلى أعلى";
        part_down: "Down", "إلى أسفل";
        next_finding: "Next thing to be put right", "موضع الإصلاح التالي";
        try_codebook: "As coders will see it", "كما سيراه المرمِّزون";
        import_codebook: "Codebook from a file…", "دليل ترميز من ملف…";
        export_codebook: "Codebook to a file…", "دليل الترميز إلى ملف…";
        discard_draft: "Throw the draft away", "ترك المسودة";
    }
}

strings! {
    /// What commands do, in a line.
    CommandHelp {
        new_project: "Begins an empty project in a file of its own.", "يبدأ مشروعًا فارغًا في ملف خاص به.";
        open_project: "Opens a project file.", "يفتح ملف مشروع.";
        make_demo: "Writes a small project with fourteen articles and three coders, to look around in.",
            "ينشئ مشروعًا صغيرًا فيه أربعة عشر مقالًا وثلاثة مرمِّزين للتجربة.";
        close_project: "Goes back to the start; everything is already saved.", "يعود إلى البداية؛ وكل شيء محفوظ.";
        add_files: "Adds pages to the project.", "يضيف صفحات إلى المشروع.";
        merge_packages: "Takes in what coders send back, after a look at it.", "يُدخل ما أعاده المرمِّزون، بعد نظرة عليه.";
        choose_mailbox: "Watches a shared folder in which packages come and go.", "يراقب مجلدًا مشتركًا تأتي فيه الحزم وتذهب.";
        export_data: "Writes what was coded as files for other programs.", "يكتب ما رُمِّز ملفات لبرامج أخرى.";
        send_back: "In a coder's copy: packs their work as one file for the lead.", "في نسخة مرمِّز: يحزم عمله في ملف واحد للمشرف.";
        lock_project: "Puts the project away as a file that needs a passphrase.", "يحفظ المشروع في ملف لا يُقرأ إلا بعبارة مرور.";
        backup: "Writes a checked copy beside the project.", "يكتب نسخة مدقَّقة إلى جانب المشروع.";
        undo: "Takes your last step back.", "يتراجع عن خطوتك الأخيرة.";
        redo: "Does again what you took back.", "يعيد ما تراجعت عنه.";
        go_coding: "The article and its questions.", "المقال وأسئلته.";
        go_import: "Documents, their parts and their articles.", "الوثائق وأجزاؤها ومقالاتها.";
        go_codebook: "Units, questions, values and definitions.", "الوحدات والأسئلة والقيم والتعريفات.";
        go_team: "Coders and who codes what.", "المرمِّزون وتوزيع المقالات.";
        go_agreement: "How far coders agree, question by question.", "مدى اتفاق المرمِّزين في كل سؤال.";
        go_adjudication: "Where coders differ, and what is decided there.", "مواضع اختلاف المرمِّزين وما تقرَّر فيها.";
        palette: "Type a few letters of a command or a title.", "اكتب بضعة حروف من أمر أو عنوان.";
        keys: "Lists all keys.", "يعرض كل المفاتيح.";
        search: "Finds articles by their titles and the words in their texts.", "يجد المقالات بعناوينها وبكلمات نصوصها.";
        next_article: "Opens the next article of the queue that is not done.", "يفتح المقال التالي غير المنجز.";
        previous_article: "Opens the article before.", "يفتح المقال السابق.";
        toggle_queue: "Gives the article more room.", "يفسح المجال للمقال.";
        choose_coder: "Says who is coding; each coder sees their own work only.",
            "يحدد من يرمِّز الآن؛ ولا يرى كل مرمِّز إلا عمله.";
        zoom_in: "Makes the letters of the article larger.", "يكبِّر حروف المقال.";
        zoom_out: "Makes the letters of the article smaller.", "يصغِّر حروف المقال.";
        zoom_reset: "Sets the letters of the article to their usual size.", "يعيد حروف المقال إلى حجمها المعتاد.";
        scale_up: "Makes everything larger, up to 250 %.", "يكبِّر كل شيء حتى ٢٥٠٪.";
        scale_down: "Makes everything smaller, down to 80 %.", "يصغِّر كل شيء حتى ٨٠٪.";
        scale_reset: "Sets everything to 100 %.", "يعيد كل شيء إلى ١٠٠٪.";
        theme_light: "Dark letters on light paper.", "حروف داكنة على ورق فاتح.";
        theme_dark: "Light letters on dark paper.", "حروف فاتحة على ورق داكن.";
        theme_system: "Light or dark with the desktop.", "فاتح أو داكن تبعًا لسطح المكتب.";
        toggle_language: "Shows the interface in Arabic.", "يعرض الواجهة بالإنجليزية.";
        panel_side: "Swaps queue and panels.", "يبدل موضعي القائمة واللوحات.";
        toggle_motion: "Stops or allows movement on the screen.", "يوقف الحركة على الشاشة أو يسمح بها.";
        next_missing: "Goes to the next question without an answer.", "ينتقل إلى السؤال التالي بلا جواب.";
        previous_missing: "Goes to the question without an answer before.", "ينتقل إلى السؤال السابق بلا جواب.";
        finish: "Declares the coding done, if nothing is missing.", "يعلن انتهاء الترميز إن لم ينقص شيء.";
        reopen: "Makes a done coding open to changes.", "يفتح ترميزًا منجزًا للتعديل.";
        memo: "Writes a memo on what is chosen.", "يكتب مذكرة على المحدَّد.";
        ask_lead: "Flags what is chosen for the lead.", "يضع علامة على المحدَّد ليراه المشرف.";
        other_flags: "Lists the other flags for what is chosen.", "يعرض العلامات الأخرى للمحدَّد.";
        not_sure: "Marks the answer as not sure.", "يعلِّم الجواب بأنه غير مؤكد.";
        cannot_decide: "Answers that the text does not let you decide.", "جواب بأن النص لا يسمح بالحسم.";
        not_applicable: "Says that the question does not apply, where the codebook leaves that to you.",
            "يسجّل أن السؤال لا ينطبق، حيث يترك الدليل ذلك لك.";
        clear_answer: "Makes the question open again.", "يعيد السؤال بلا جواب.";
        write_answer: "Opens the field of a name, a number, a date or words.", "يفتح حقل اسم أو رقم أو تاريخ أو كلمات.";
        accept_proposal: "Codes the words that a rule found.", "يرمّز الكلمات التي وجدتها قاعدة.";
        reject_proposal: "Takes the dotted hint away and asks you.", "يزيل الإشارة المنقطة ويسألك.";
        hang_under: "Says that the attribution stands inside another's content.", "يجعل الإسناد داخل مضمون إسناد آخر.";
        new_record: "Begins a link of the chain.", "يبدأ حلقة جديدة في السلسلة.";
        remove_record: "Takes the chosen record away; undo brings it back.", "يحذف السجل المختار؛ والتراجع يعيده.";
        next_record: "Chooses the next record of the list.", "يختار السجل التالي في القائمة.";
        previous_record: "Chooses the record before.", "يختار السجل السابق.";
        move_up: "Moves the link of a chain nearer.", "يقرّب حلقة السلسلة.";
        move_down: "Moves the link of a chain farther.", "يبعد حلقة السلسلة.";
        fold_lines: "Navigation, related stories and comments.", "عناصر التنقل والأخبار المجاورة والتعليقات.";
        grow_selection: "The word at the caret, then its phrase, quotation, sentence, paragraph.",
            "الكلمة عند المؤشر، ثم عبارتها فالاقتباس فالجملة فالفقرة.";
        shrink_selection: "Takes the last widening of the selection back.", "يعيد التحديد إلى ما قبل آخر توسيع.";
        select_phrase: "From the caret to the next comma or the end of the sentence; again: on to the next.",
            "من المؤشر إلى الفاصلة التالية أو نهاية الجملة؛ ومرة أخرى: إلى ما بعدها.";
        find_words: "Finds words in the article, whatever their hamzas and vowel marks.",
            "يجد الكلمات في المقال مهما كانت همزاتها وحركاتها.";
        find_next: "Selects the next place of the words looked for, or of those selected.",
            "يحدد الموضع التالي لكلمات البحث أو للكلمات المحددة.";
        find_previous: "Selects the place before.", "يحدد الموضع السابق.";
        switch_side: "Says what the arrow keys move.", "يحدد ما تحركه مفاتيح الأسهم.";
        next_panel: "Goes to the next panel.", "ينتقل إلى اللوحة التالية.";
        previous_panel: "Goes to the panel before.", "ينتقل إلى اللوحة السابقة.";
        next_doubtful: "Goes to the next block whose kind is doubtful.", "ينتقل إلى الفقرة التالية المشكوك في نوعها.";
        split_article: "Cuts the article in two before this block.", "يقسم المقال قسمين قبل هذه الفقرة.";
        join_articles: "Makes this article and the one before it one.", "يجعل هذا المقال وسابقه مقالًا واحدًا.";
        next_document: "Shows the next document.", "يعرض الوثيقة التالية.";
        previous_document: "Shows the document before.", "يعرض الوثيقة السابقة.";
        show_reuse: "Finds copies and shows them side by side, with what each has alone.",
            "يجد النسخ ويعرضها جنبًا إلى جنب مع ما ينفرد به كل منها.";
        show_feedback: "Shows how this article of a training round was coded beside the reference.",
            "يعرض ترميز هذا المقال من جولة تدريب إلى جانب المرجع.";
        show_people: "Shows people, and who codes what.", "يعرض الأشخاص ومن يرمِّز ماذا.";
        show_rounds: "Shows the rounds: begins one, and hands out its articles.", "يعرض الجولات: يبدأ جولة ويوزع مقالاتها.";
        show_progress: "Shows how far everybody is, agreement so far, and what somebody should look at.",
            "يعرض ما بلغه كل شخص، والاتفاق حتى الآن، وما يحتاج إلى نظر.";
        show_audit: "Shows who did what when.", "يعرض من فعل ماذا ومتى.";
        show_table: "Shows the agreement as a table.", "يعرض الاتفاق جدولًا.";
        show_forest: "Shows alpha of all questions with its intervals.", "يعرض ألفا كل الأسئلة ومجالاتها.";
        show_weeks: "Shows the chosen question week by week of coding.", "يعرض السؤال المختار أسبوعًا بأسبوع من الترميز.";
        write_report: "Writes reliability and findings for publication, beside the window.",
            "يكتب الثبات والنتائج للنشر، والعمل في النافذة مستمر.";
        show_findings: "Shows how answers are distributed over outlets, targets and holders.",
            "يعرض توزع الأجوبة على الوسائل والأهداف وأصحاب المواقف.";
        choose_compared: "Chooses coders, dates, outlets, languages, questions, version and round.",
            "يختار المرمِّزين والتواريخ والوسائل واللغات والأسئلة ونسخة الدليل والجولة.";
        compute_figures: "Computes the figures that were stopped.", "يحسب الأرقام التي أُوقف حسابها.";
        read_codebook: "The version that new codings get.", "الإصدار الذي تتبعه الترميزات الجديدة.";
        edit_codebook: "The draft of the next version; one is begun where there is none.", "مسودة الإصدار التالي، وتبدأ إن لم تكن.";
        publish_codebook: "What the draft changes, what becomes of answers, and publishing it.", "ما تغيّره المسودة، وما يؤول إليه كل جواب، ثم نشرها.";
        add_question: "Behind the one that is chosen.", "بعد السؤال المختار.";
        add_value: "Of the question that is chosen.", "للسؤال المختار.";
        add_unit: "Behind the one that is chosen.", "بعد الوحدة المختارة.";
        retire_part: "Takes what is chosen out of the draft; it can be taken back.", "إخراج المختار من المسودة، ويمكن إعادته.";
        part_up: "Moves what is chosen among its like.", "نقل المختار بين أمثاله.";
        part_down: "Moves what is chosen among its like.", "نقل المختار بين أمثاله.";
        next_finding: "Leads to the field concerned.", "الانتقال إلى الحقل المعنيّ.";
        try_codebook: "The panel in place of the fields, where the window has no room for both.", "اللوحة مكان الحقول حين تضيق النافذة عنهما.";
        import_codebook: "Takes a codebook (JSON) over into the draft.", "أخذ دليل ترميز (JSON) إلى المسودة.";
        export_codebook: "Writes it as data or as a document in both languages.", "كتابته بيانات أو وثيقةً باللغتين.";
        discard_draft: "The published version stays as it is; undo brings the draft back.", "يبقى الإصدار المنشور كما هو، ويعيد التراجع المسودة.";
    }
}
