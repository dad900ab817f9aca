//! Random commands against a live project: what the coder has before them, what is gone, and what never was.

use super::{Desk, Desktop, REVIEW, TWO, code, coded, codes, span};
use mizan::model::{
    AnchorId, Answer, AnswerState, ArticleId, CoderId, CodingId, Direction, DocumentId, NoteTarget, ProposalId, Record,
    RecordId, RoundId, Value, ZoneKind,
};
use mizan::project::Command;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use uuid::Uuid;

/// What a draw is made of; it becomes a command only in front of the project that it is for.
#[derive(Clone, Debug)]
pub(super) struct Draw {
    actor: u8,
    kind: u8,
    n: [u16; 4],
    yes: bool,
}

pub(super) fn draw() -> impl Strategy<Value = Draw> {
    (0..9_u8, 0..46_u8, any::<[u16; 4]>(), any::<bool>()).prop_map(|(actor, kind, n, yes)| {
        // Work in a coding is drawn more often than work around it.
        let kind = if kind < 28 { kind } else { 10 + (kind - 28) % 14 };
        Draw { actor, kind, n, yes }
    })
}

/// A project with two people, three articles, and work begun by both, with everything that was ever seen in it.
pub(super) struct World {
    pub(super) desk: Desk,
    pub(super) coders: Vec<CoderId>,
    pub(super) codings: Vec<(CoderId, CodingId)>,
    round: RoundId,
    documents: BTreeSet<DocumentId>,
    articles: BTreeMap<ArticleId, Range<usize>>,
    proposals: BTreeSet<ProposalId>,
    records: BTreeMap<RecordId, (String, CodingId)>,
    anchors: BTreeMap<AnchorId, CodingId>,
}

const ANSWERS: [(&str, &str); 12] = [
    ("DOC", "D1"),
    ("DOC", "D4"),
    ("DOC", "D6"),
    ("ART", "A4"),
    ("ART", "A7"),
    ("CHN", "A8c"),
    ("ATT", "R4"),
    ("ATT", "R5"),
    ("STN", "S1"),
    ("STN", "S4"),
    ("DSC", "C1"),
    ("DSC", "C3"),
];
const ROLES: [&str; 6] = ["source", "cue", "content", "evidence", "disclaimer", "nothing"];

fn pick<T: Clone>(list: impl IntoIterator<Item = T>, n: u16) -> Option<T> {
    let list: Vec<T> = list.into_iter().collect();
    list.get(usize::from(n) % list.len().max(1)).cloned()
}

fn nobody<T>(from: impl Fn(Uuid) -> T) -> T {
    from(Uuid::from_u128(0xdead))
}

impl World {
    pub(super) fn new() -> Self {
        let mut desk = Desk::empty();
        let round = desk.project.main_round().unwrap();
        let coders = vec![desk.coder("سلمى"), desk.coder("كريم")];
        let mut articles = Vec::new();
        for page in [REVIEW, TWO] {
            articles.extend(desk.import(page).1);
        }
        let mut codings = Vec::new();
        for (who, which) in [(0, 0), (0, 1), (1, 0)] {
            let coding = desk.project.open_coding(coders[who], articles[which]).unwrap();
            let at = Desktop { coder: coders[who], coding };
            // Something to move, link and take away from the first draw on; it is on no coder's history.
            for unit in ["CHN", "CHN", "ATT", "ATT"] {
                desk.does(None, at.add(unit));
            }
            desk.does(None, at.add_stance("IND", "4"));
            let attribution = at.first(&desk, "ATT");
            desk.does(None, span(attribution, "cue", range(1_000, 40)));
            desk.does(None, span(attribution, "content", range(1_500, 40)));
            codings.push((at.coder, coding));
        }
        Self {
            desk,
            coders,
            codings,
            round,
            documents: BTreeSet::new(),
            articles: BTreeMap::new(),
            proposals: BTreeSet::new(),
            records: BTreeMap::new(),
            anchors: BTreeMap::new(),
        }
    }

    /// Who does it: mostly whoever may, sometimes somebody else or the program.
    pub(super) fn actor(&self, draw: &Draw, command: Option<&Command>) -> Option<CoderId> {
        let coding = command.and_then(|c| match c {
            Command::AddRecord { coding, .. } | Command::Finish { coding, .. } | Command::Reopen { coding } => {
                Some(*coding)
            }
            Command::RemoveRecord { record }
            | Command::SetAnswer { record, .. }
            | Command::SetAnswers { record, .. }
            | Command::AddAnchor { record, .. }
            | Command::SetParent { record, .. }
            | Command::MoveRecord { record, .. }
            | Command::SetLink { record, .. }
            | Command::SetMemo { target: NoteTarget::Record(record), .. }
            | Command::SetFlag { target: NoteTarget::Record(record), .. } => self.records.get(record).map(|r| r.1),
            Command::MoveAnchor { anchor, .. } | Command::RemoveAnchor { anchor } => self.anchors.get(anchor).copied(),
            _ => None,
        });
        let owner = self.codings.iter().find(|(_, c)| Some(*c) == coding).map(|(coder, _)| *coder);
        match draw.actor {
            0 => None,
            1 => Some(self.coders[0]),
            2 => Some(self.coders[1]),
            n => owner.or(Some(self.coders[usize::from(n) % 2])),
        }
    }

    /// Notes everything that is there now; what goes away later stays known.
    pub(super) fn look(&mut self) {
        for document in self.desk.project.documents().unwrap() {
            self.documents.insert(document.id);
            self.articles.extend(document.articles.iter().map(|a| (a.id, a.blocks.clone())));
            let view = self.desk.project.document_view(document.id).unwrap();
            self.proposals.extend(view.proposals.iter().take(3).map(|p| p.id));
        }
        for (coder, coding) in &self.codings {
            for record in self.desk.project.coding_view(*coder, *coding).unwrap().records {
                self.anchors.extend(record.anchors.iter().map(|a| (a.id, *coding)));
                self.records.insert(record.id, (record.unit, *coding));
            }
        }
    }

    fn record(&self, n: u16) -> RecordId {
        pick(self.records.keys().copied().chain([nobody(RecordId::from_uuid)]), n).unwrap()
    }

    /// A record of a unit more often than any other.
    fn record_of(&self, unit: &str, n: u16) -> RecordId {
        let own = self.records.iter().filter(|(_, r)| r.0 == unit).map(|(id, _)| *id);
        let found = if n.is_multiple_of(5) { None } else { pick(own, n) };
        found.unwrap_or_else(|| self.record(n))
    }

    fn document(&self, n: u16) -> DocumentId {
        pick(self.documents.iter().copied(), n).unwrap_or_else(|| nobody(DocumentId::from_uuid))
    }

    fn article(&self, n: u16) -> ArticleId {
        pick(self.articles.keys().copied(), n).unwrap_or_else(|| nobody(ArticleId::from_uuid))
    }

    fn target(&self, draw: &Draw) -> NoteTarget {
        match draw.n[1] % 3 {
            0 => NoteTarget::Record(self.record(draw.n[0])),
            1 => NoteTarget::Coding(pick(&self.codings, draw.n[0]).unwrap().1),
            _ => NoteTarget::Document(self.document(draw.n[0])),
        }
    }

    /// The command of a draw; `None` where the draw is an import.
    pub(super) fn command(&self, draw: &Draw) -> Option<Command> {
        let [a, b, c, d] = draw.n;
        let (unit, variable) = pick(ANSWERS, b).unwrap();
        let coder = pick(self.coders.iter().copied(), a).unwrap();
        Some(match draw.kind {
            0 => Command::AddCoder {
                name: ["نور", "سلمى", " ", "Ann"][usize::from(a) % 4].into(), lead: draw.yes
            },
            1 if draw.yes => Command::SetLead { coder, lead: b % 2 == 0 },
            1 => Command::RenameCoder { coder, name: ["رنا", "كريم", "", "Zoe"][usize::from(b) % 4].into() },
            2 => Command::Assign { coder, articles: self.some_articles(draw), round: self.round },
            3 => Command::Unassign { coder, articles: self.some_articles(draw), round: self.round },
            4 => {
                let kind = pick(ZoneKind::ALL, c).unwrap();
                Command::SetZone { document: self.document(a), block: usize::from(b % 60), kind }
            }
            5 => {
                let article = self.article(a);
                let start = self.articles.get(&article).map_or(0, |blocks| blocks.start);
                Command::SplitArticle { article, at_block: start + usize::from(b % 9) }
            }
            6 => {
                let beside = self.articles.keys().position(|id| *id == self.article(a)).unwrap_or(0) + 1;
                let second = if draw.yes { u16::try_from(beside).unwrap() } else { b };
                Command::JoinArticles { first: self.article(a), second: self.article(second) }
            }
            7 => {
                let start = usize::from(b % 60);
                Command::MarkArticle { document: self.document(a), blocks: start..start + usize::from(c % 4) }
            }
            8 => {
                let direction = [None, Some(Direction::Rtl), Some(Direction::Ltr)][usize::from(b % 3)];
                Command::SetDirection { document: self.document(a), direction }
            }
            9 => Command::SetMetadata {
                document: self.document(a),
                key: ["outlet", "date", " ", "question"][usize::from(b % 4)].into(),
                value: ["RT_AR", "", "مباشر"][usize::from(c % 3)].into(),
            },
            10 | 11 => self.new_record(draw),
            12 => Command::RemoveRecord { record: self.record_of(["CHN", "ATT", "STN"][usize::from(b % 3)], a) },
            13 | 14 => {
                let record = self.record_of(unit, a);
                Command::SetAnswer { record, variable: variable.into(), answer: self.answer(variable, c, draw.yes) }
            }
            15 => {
                let answers = [("S1", c), ("S2", d), ("S4", a)];
                let answers = answers.map(|(v, n)| (v.to_owned(), self.answer(v, n, draw.yes)));
                Command::SetAnswers { record: self.record_of("STN", a), answers: answers.into_iter().collect() }
            }
            16 | 17 => {
                let role = pick(ROLES, b).unwrap();
                let unit = ["ATT", "ATT", "ATT", "STN", "DSC", "ATT"][usize::from(b) % 6];
                let proposal = pick(self.proposals.iter().copied(), d).filter(|_| draw.yes);
                Command::AddAnchor { record: self.record_of(unit, a), role: role.into(), range: range(c, d), proposal }
            }
            18 => Command::MoveAnchor { anchor: self.anchor(a), range: range(c, d) },
            19 => Command::RemoveAnchor { anchor: self.anchor(a) },
            20 => {
                let parent = draw.yes.then(|| self.record_of("ATT", b));
                Command::SetParent { record: self.record_of("ATT", a), parent }
            }
            21 => Command::MoveRecord { record: self.record_of("CHN", a), position: usize::from(b % 5) },
            22 => {
                let to = draw.yes.then(|| self.record_of("ATT", b));
                Command::SetLink { record: self.record_of("STN", a), role: "source".into(), to }
            }
            23 => Command::SetMemo {
                target: self.target(draw),
                text: ["شك", "", "see line 4"][usize::from(c % 3)].into(),
            },
            24 => Command::SetFlag {
                target: self.target(draw),
                code: ["ask_lead", "QBROKEN", "nothing"][usize::from(c % 3)].into(),
                on: draw.yes,
            },
            25 => {
                let reason = ["", "the page is cut off", "  "][usize::from(b % 3)];
                Command::Finish { coding: pick(&self.codings, a).unwrap().1, reason: Some(reason.into()) }
            }
            26 => match b % 2 {
                0 => Command::SetSuggestions { on: draw.yes },
                _ => Command::Reopen { coding: pick(&self.codings, a).unwrap().1 },
            },
            _ => return None,
        })
    }

    /// A page of its own for each of a few numbers, so that the same one comes again.
    pub(super) fn page(draw: &Draw) -> String {
        let n = draw.n[0] % 4;
        format!("عنوان الصفحة رقم {n} اليوم\n\nقال متحدث باسم المركز إن التقرير رقم {n} سيصدر في نهاية الشهر الحالي.\n")
    }

    fn some_articles(&self, draw: &Draw) -> Vec<ArticleId> {
        let mut some = vec![self.article(draw.n[1]), self.article(draw.n[2]), self.article(draw.n[1])];
        some.truncate(usize::from(draw.n[3] % 4));
        some
    }

    fn anchor(&self, n: u16) -> AnchorId {
        pick(self.anchors.keys().copied(), n).unwrap_or_else(|| nobody(AnchorId::from_uuid))
    }

    fn new_record(&self, draw: &Draw) -> Command {
        let [a, b, c, d] = draw.n;
        let unit = ["CHN", "ATT", "STN", "DSC", "PRI", "XYZ", "ATT", "CHN"][usize::from(b % 8)];
        let mut answers: BTreeMap<String, Answer> = BTreeMap::new();
        if unit == "STN" {
            answers.extend(
                ["S1", "S2"]
                    .into_iter()
                    .zip([c, d])
                    .filter_map(|(v, n)| self.answer(v, n, false).map(|answer| (v.to_owned(), answer))),
            );
        }
        let attribution = unit == "ATT";
        Command::AddRecord {
            coding: pick(&self.codings, a).unwrap().1,
            unit: unit.into(),
            parent: (attribution && draw.yes).then(|| self.record_of("ATT", c)),
            answers,
            anchors: if attribution { vec![("content".into(), range(c, d))] } else { Vec::new() },
            links: if unit == "STN" && draw.yes {
                vec![("source".into(), self.record_of("ATT", d))]
            } else {
                Vec::new()
            },
            proposal: pick(self.proposals.iter().copied(), d).filter(|_| draw.yes),
        }
    }

    #[allow(clippy::unused_self)] // reads as the other draws do
    fn answer(&self, variable: &str, n: u16, unsure: bool) -> Option<Answer> {
        let known = match variable {
            "D1" | "R5" => coded(Value::Text(["RT_AR", "  ", "باكو"][usize::from(n % 3)].into())),
            "D4" => coded(Value::Date(["2024-08-19", "2024", "2024-13"][usize::from(n % 3)].into())),
            "D6" => coded(Value::Number([1.0, 0.1 + 0.2, f64::NAN][usize::from(n % 3)])),
            "A7" => codes([&["security", "humanitarian"][..], &[], &["nothing"]][usize::from(n % 3)]),
            "C3" => codes([&["denies"][..], &["platform", "exclusive", "denies"]][usize::from(n % 2)]),
            "A4" => code(["-2", "0", "9"][usize::from(n % 3)]),
            "A8c" => code(["1", "3"][usize::from(n % 2)]),
            "R4" => code(["direct", "mixed", "title_name"][usize::from(n % 3)]),
            "S1" => code(["RUS", "AZE", "WEST", "IND"][usize::from(n % 4)]),
            "S2" => code(["2", "1", "4"][usize::from(n % 3)]),
            "S4" => code(["expressed", "mixed", "no_stance"][usize::from(n % 3)]),
            _ => code(["yes", "no", "only_outside"][usize::from(n % 3)]),
        };
        match n % 11 {
            0 => None,
            1 => Some(Answer::sure(AnswerState::NotApplicable)),
            2 => Some(Answer::sure(AnswerState::CannotDecide)),
            3 => Some(Answer::sure(AnswerState::NotYetCoded)),
            _ => Some(Answer { unsure, ..known }),
        }
    }

    /// What holds after every step, whatever was done.
    pub(super) fn check(&self) {
        for (coder, coding) in &self.codings {
            let view = self.desk.project.coding_view(*coder, *coding).unwrap();
            for unit in &view.book.units {
                let rows = |row: &BTreeMap<String, String>| {
                    let fits = |r: &&Record| row.iter().all(|(k, v)| r.code_of(k) == Some(v));
                    view.records_of(&unit.code).filter(fits).count()
                };
                if ["DOC", "ART", "DSC"].contains(&unit.code.as_str()) {
                    assert_eq!(view.records_of(&unit.code).count(), 1, "{}", unit.code);
                }
                if unit.code == "STN" {
                    assert!(unit.obligatory.iter().all(|row| rows(row) == 1));
                }
                if unit.ordered {
                    let places: Vec<_> = view.records_of(&unit.code).map(|r| r.position.unwrap()).collect();
                    assert_eq!(places, (0..i64::try_from(places.len()).unwrap()).collect::<Vec<_>>());
                }
            }
            for anchor in view.records.iter().flat_map(|r| &r.anchors) {
                let text = &view.document.text;
                assert_eq!(text.quote(anchor.span), anchor.quote);
                assert_eq!(text.span(anchor.span.start(), anchor.span.end()), Ok(anchor.span));
                assert_eq!(anchor.quote.trim(), anchor.quote);
            }
        }
    }
}

/// Some bytes: mostly a few words, sometimes nothing, backwards or beyond the text.
fn range(from: u16, len: u16) -> Range<usize> {
    let start = usize::from(from) % 4_000;
    #[allow(clippy::reversed_empty_ranges)] // a drag may end before it began
    match len % 9 {
        0 => start..start,
        1 => start + 5..start,
        2 => usize::MAX - 3..usize::MAX,
        _ => start..start + usize::from(len % 90),
    }
}
