//! Words of rounds and of handing them out.

use super::locale::{Counted, percent};
use super::refusals::name;
use super::{Strings, strings};
use crate::model::{RoundKind, UiLanguage};
use crate::project::{Handout, Overlap, Sample, Stratum};

strings! {
    /// Words of rounds and of handing them out.
    Rounds {
        rounds: "Rounds", "الجولات";
        new_round: "New round", "جولة جديدة";
        name: "Name of the round", "اسم الجولة";
        begin: "Begin", "بدء";
        no_name: "The round needs a name.", "الجولة تحتاج إلى اسم.";
        name_taken: "A round has this name already. Choose another one.", "هذا الاسم لجولة أخرى. اختر اسمًا غيره.";
        training_why: "To learn the codebook, with feedback against a reference coding and a pass mark.",
            "لتعلم دليل الترميز، مع ملاحظات بالمقارنة بترميز مرجعي وحدّ للنجاح.";
        pilot_why: "To try the codebook before the study; what is unclear comes to light.", "لتجربة الدليل قبل الدراسة، فيظهر ما هو غير واضح فيه.";
        main_why: "The study itself.", "الدراسة نفسها.";
        recoding_why: "Each coder gets some of their own articles again, mixed into the queue, so that their stability over time shows. \
            Neither their queue nor their package tells which these are. Hand them out while other articles are still to do, to mix with.",
            "يُعاد إلى كل مرمِّز بعض مقالاته مخلوطةً بقائمته، فيظهر ثباته مع الزمن. ولا تدل القائمة ولا الحزمة على أي المقالات هي. وزِّعها ما دامت هناك مقالات أخرى لم تُنجز، لتختلط بها.";
        kind: "kind", "النوع";
        articles: "articles", "مقالات";
        people: "people", "أشخاص";
        handed_out: "handed out", "موزَّع";
        done: "done", "منجز";
        shared: "by several", "لأكثر من واحد";
        hand_out: "Hand out", "توزيع";
        to_whom: "To whom", "لمن";
        which: "Which articles", "أي مقالات";
        all_left: "all that are not in the round", "كل ما ليس في الجولة";
        random: "drawn at random", "سحب عشوائي";
        stratified: "drawn by strata", "سحب طبقي";
        picked: "chosen by hand", "اختيار باليد";
        by_outlet: "outlet", "الوسيلة";
        by_date: "month", "الشهر";
        by_language: "language", "اللغة";
        number: "Number of articles", "عدد المقالات";
        number_each: "Number for each coder", "العدد لكل مرمِّز";
        find: "Words of the title", "كلمات من العنوان";
        overlap: "Coded by several", "لأكثر من مرمِّز";
        overlap_why: "A number of articles, or a share such as 20%. Nothing in a queue tells which these are.",
            "عدد من المقالات، أو نسبة مثل ٢٠٪. ولا شيء في القائمة يدل عليها.";
        shared_by: "Each of these by", "كل منها من";
        shared_by_why: "So many coders; empty: everybody.", "هذا العدد من المرمِّزين؛ والفارغ: الجميع.";
        seed: "Seed of the draw", "بذرة السحب";
        seed_why: "The same project and seed give the same hand-out on every computer. It is kept with the round.",
            "المشروع نفسه والبذرة نفسها يعطيان التوزيع نفسه على كل حاسوب. وتُحفظ مع الجولة.";
        look: "See who would get what", "معاينة التوزيع";
        plan: "This would be handed out", "هذا ما سيوزَّع";
        do_it: "Hand out", "توزيع";
        before: "Handed out so far", "ما وُزِّع حتى الآن";
        no_number: "This is no number.", "هذا ليس عددًا.";
        no_overlap: "A number of articles, or a share such as 20%.", "عدد من المقالات، أو نسبة مثل ٢٠٪.";
        nobody: "Choose somebody to hand out to.", "اختر من يُوزَّع عليه.";
        none_picked: "Choose an article.", "اختر مقالًا.";
        not_known: "not known", "غير معروف";
        key_round: "round", "جولة";
        key_look: "see", "معاينة";
        round_of_grid: "Round", "الجولة";
    }
}

/// Articles for somebody, counted.
const ARTICLES: Counted = Counted {
    en: ["{} article", "{} articles"],
    ar: ["لا مقالات", "مقال واحد", "مقالان", "{} مقالات", "{} مقالًا", "{} مقال"],
};

impl Strings {
    /// What a kind of round is for, in a sentence.
    pub const fn round_why(&self, kind: RoundKind) -> &'static str {
        match kind {
            RoundKind::Training => self.rounds.training_why,
            RoundKind::Pilot => self.rounds.pilot_why,
            RoundKind::Main | RoundKind::Adjudication => self.rounds.main_why,
            RoundKind::Recoding => self.rounds.recoding_why,
        }
    }

    /// What articles are sorted by.
    pub const fn stratum(&self, by: Stratum) -> &'static str {
        match by {
            Stratum::Outlet => self.rounds.by_outlet,
            Stratum::Date => self.rounds.by_date,
            Stratum::Language => self.rounds.by_language,
        }
    }

    /// "Amal: 12 articles".
    pub fn gets(&self, who: &str, articles: usize) -> String {
        format!("{}: {}", name(who), ARTICLES.of(self.language, articles))
    }

    /// "Hand out: Pilot".
    pub fn hand_out_of(&self, round: &str) -> String {
        format!("{}: {}", self.rounds.hand_out, name(round))
    }

    /// "4 of them by several coders".
    pub fn shared_number(&self, shared: usize) -> String {
        let shared = self.number(shared);
        match self.language {
            UiLanguage::En => format!("coded by several: {shared}"),
            UiLanguage::Ar => format!("لأكثر من مرمِّز: {shared}"),
        }
    }

    /// "Al Jazeera: 5 of 10".
    pub fn stratum_share(&self, stratum: &str, chosen: usize, of: usize) -> String {
        let (chosen, of) = (self.number(chosen), self.number(of));
        let stratum = if stratum.trim_matches([' ', '/']).is_empty() { self.rounds.not_known } else { stratum };
        let stratum = name(stratum);
        match self.language {
            UiLanguage::En => format!("{stratum}: {chosen} of {of}"),
            UiLanguage::Ar => format!("{stratum}: {chosen} من {of}"),
        }
    }

    /// How a hand-out was drawn, in a line.
    pub fn drawn(&self, handout: &Handout) -> String {
        let words = self.rounds;
        let which = match &handout.sample {
            Sample::All => words.all_left.to_owned(),
            Sample::Random(number) => format!("{} {}", words.random, self.number(*number)),
            Sample::Stratified { number, by } => {
                let by: Vec<&str> = by.iter().map(|by| self.stratum(*by)).collect();
                format!("{} {} ({})", words.stratified, self.number(*number), self.list(&by))
            }
            Sample::Picked(articles) => format!("{} {}", words.picked, self.number(articles.len())),
        };
        let shared = match handout.overlap {
            Overlap::Share(share) => percent(self.language, share),
            Overlap::Number(number) => self.number(number),
        };
        let seed = super::locale::digits(self.language, &handout.seed.to_string());
        let people = format!("{} {}", words.people, self.number(handout.coders.len()));
        let (shared, seed) = (format!("{} {shared}", words.shared), format!("{} {seed}", words.seed));
        self.list(&[&which, &people, &shared, &seed])
    }
}
