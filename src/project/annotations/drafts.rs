//! From marks and ties to records on their way into the project.

use super::labels::{AnnotationLabels, Bond, Meaning, question_of_text, state_of};
use super::shown_label;
use crate::model::{AnnotationSet, Answer, AnswerState, ByteSpan, Codebook, FrozenText, Kind, Mark, Unit, Value};
use std::collections::BTreeMap;

/// Records that hang under each other.
const DEPTH: usize = 100;

/// A record that is to be made.
#[derive(Clone, Debug)]
pub(in crate::project) struct Draft<'b> {
    pub(in crate::project) unit: &'b Unit,
    /// Role and span, in the order of the file.
    pub(in crate::project) anchors: Vec<(String, ByteSpan)>,
    pub(in crate::project) answers: BTreeMap<String, Answer>,
    /// The draft that it hangs under.
    pub(in crate::project) parent: Option<usize>,
    /// Code of the link and the draft at its other end.
    pub(in crate::project) links: Vec<(String, usize)>,
    pub(in crate::project) notes: Vec<String>,
    /// A byte of its article, where it has no anchors.
    pub(in crate::project) at: Option<usize>,
}

/// Everything that a set becomes.
#[derive(Clone, Debug, Default)]
pub(in crate::project) struct Drafts<'b> {
    pub(in crate::project) records: Vec<Draft<'b>>,
    /// What has no place: its label, the words, and the first byte, in the order of the file.
    pub(in crate::project) unplaced: Vec<Unplaced>,
}

/// Something without a place in the codebook.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::project) struct Unplaced {
    pub(in crate::project) label: String,
    /// Its words, or what it says.
    pub(in crate::project) words: String,
    /// First byte, where it stands on words.
    pub(in crate::project) at: Option<usize>,
    /// The line of a memo that keeps it.
    pub(in crate::project) line: String,
    /// Whether it is a span (and not an attribute or a tie).
    pub(in crate::project) is_span: bool,
}

/// What a set becomes under a codebook.
pub(in crate::project) fn drafts<'b>(
    text: &FrozenText,
    set: &AnnotationSet,
    book: &'b Codebook,
    labels: &AnnotationLabels,
) -> Drafts<'b> {
    let mut out = Drafts::default();
    let meanings: Vec<Option<Meaning<'b>>> = set.marks.iter().map(|mark| labels.of_mark(book, mark)).collect();
    for (mark, meaning) in set.marks.iter().zip(&meanings) {
        if meaning.is_none() {
            out.unplaced.push(unplaced_mark(text, mark));
        }
    }
    let place: BTreeMap<&str, usize> = set.marks.iter().enumerate().map(|(at, m)| (m.id.as_str(), at)).collect();
    let mut groups = Groups::of(&set.marks, &meanings);
    // Who names the same record belongs together, whatever the ties say.
    let mut named: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (at, mark) in set.marks.iter().enumerate() {
        let (Some(meaning), Some(record)) = (&meanings[at], mark.attribute(Mark::RECORD)) else { continue };
        match named.get(&(meaning.unit.code.as_str(), record)) {
            Some(first) => groups.join(*first, at),
            None => drop(named.insert((&meaning.unit.code, record), at)),
        }
    }
    let mut bonds: Vec<(usize, usize, Bond<'b>)> = Vec::new();
    for tie in &set.ties {
        let ends = place.get(tie.from.as_str()).zip(place.get(tie.to.as_str()));
        // What was refused or has no place itself was told there.
        let Some((&from, &to)) = ends else { continue };
        let (Some(a), Some(b)) = (&meanings[from], &meanings[to]) else { continue };
        let joined = match labels.bond(&tie.label, a, b) {
            Some(Bond::Same) => groups.join_if_it_fits(from, to),
            Some(bond) => {
                bonds.push((from, to, bond));
                true
            }
            None => false,
        };
        if !joined {
            let words = |at: usize| quote(text, &set.marks[at]);
            out.unplaced.push(Unplaced {
                label: tie.label.clone(),
                words: words(from),
                at: None,
                line: format!("{}: «{}» → «{}»", tie.label, words(from), words(to)),
                is_span: false,
            });
        }
    }
    let heads: Vec<usize> = (0..set.marks.len()).map(|at| groups.head(at)).collect();
    let mut draft_of: BTreeMap<usize, usize> = BTreeMap::new();
    for (at, mark) in set.marks.iter().enumerate() {
        let Some(meaning) = &meanings[at] else { continue };
        let head = heads[at];
        let place = *draft_of.entry(head).or_insert_with(|| {
            out.records.push(Draft {
                unit: meaning.unit,
                anchors: Vec::new(),
                answers: BTreeMap::new(),
                parent: None,
                links: Vec::new(),
                notes: Vec::new(),
                at: mark.at,
            });
            out.records.len() - 1
        });
        let draft = &mut out.records[place];
        let trimmed = |span: &ByteSpan| text.trimmed_span(span.range()).unwrap_or(*span);
        if let Some(role) = meaning.role {
            draft.anchors.extend(mark.pieces.iter().map(|span| (role.code.clone(), trimmed(span))));
        }
        draft.notes.extend(mark.note.clone());
        let mut unknown = draft.answers_of(mark, meaning, book, labels);
        for u in &mut unknown {
            u.at = mark.pieces.first().map(|s| s.start());
            u.line = format!("{} on {} «{}»", u.line, shown_label(mark), quote(text, mark));
        }
        out.unplaced.append(&mut unknown);
    }
    for (from, to, bond) in bonds {
        let (Some(&from), Some(&to)) = (draft_of.get(&heads[from]), draft_of.get(&heads[to])) else { continue };
        match bond {
            _ if from == to => {}
            Bond::Link(link) => out.records[from].links.push((link.code.clone(), to)),
            Bond::Parent | Bond::Same => out.records[from].parent = Some(to),
        }
    }
    for (at, mark) in set.marks.iter().enumerate() {
        let Some(meaning) = &meanings[at] else { continue };
        let Some(&own) = draft_of.get(&heads[at]) else { continue };
        let at_record = |unit: &str, record: &str| {
            named.get(&(unit, record)).and_then(|first| draft_of.get(&heads[*first]).copied()).filter(|d| *d != own)
        };
        if let Some(parent) = mark.attribute(Mark::PARENT).and_then(|p| at_record(&meaning.unit.code, p)) {
            out.records[own].parent = Some(parent);
        }
        for link in &meaning.unit.links {
            let to = mark.attribute(&Mark::link_attribute(&link.code)).and_then(|r| at_record(&link.to_unit, r));
            if let Some(to) = to.filter(|to| !out.records[own].links.contains(&(link.code.clone(), *to))) {
                out.records[own].links.push((link.code.clone(), to));
            }
        }
    }
    cut_circles(&mut out.records);
    facts(set, book, &mut out);
    out
}

/// Takes away parents that lead round in a circle.
fn cut_circles(records: &mut [Draft<'_>]) {
    for at in 0..records.len() {
        let (mut above, mut steps) = (records[at].parent, 0);
        while let Some(next) = above {
            steps += 1;
            if next == at || steps > DEPTH {
                records[at].parent = None;
                break;
            }
            above = records[next].parent;
        }
    }
}

/// What is said of the text as a whole becomes answers of the units that stand once in each article.
fn facts<'b>(set: &AnnotationSet, book: &'b Codebook, out: &mut Drafts<'b>) {
    let mut whole: Whole<'b> = BTreeMap::new();
    for fact in &set.facts {
        let name = fact.name.as_str();
        let states = [Mark::UNSURE, Mark::CANNOT_DECIDE, Mark::NOT_APPLICABLE, Mark::NONE_OF_THEM];
        let known = if states.contains(&name) {
            let mut all = true;
            for code in fact.value.split('|') {
                match question_of_text(book, code) {
                    Some((unit, _)) => set_state(&mut entry(&mut whole, unit, fact.at).answers, name, code),
                    None => all = false,
                }
            }
            all
        } else {
            question_of_text(book, name)
                .and_then(|(unit, variable)| Some((unit, variable, state_of(variable, &fact.value)?)))
                .map(|(unit, variable, state)| {
                    let answers = &mut entry(&mut whole, unit, fact.at).answers;
                    let open = || Answer::sure(AnswerState::NotYetCoded);
                    answers.entry(variable.code.clone()).or_insert_with(open).state = state;
                })
                .is_some()
        };
        if !known {
            out.unplaced.push(Unplaced {
                label: if name.is_empty() { fact.value.clone() } else { name.to_owned() },
                words: fact.value.clone(),
                at: fact.at,
                line: format!("{name} = {}", fact.value),
                is_span: false,
            });
        }
    }
    out.records.extend(whole.into_values());
}

/// What is said of whole articles, by the article's byte and the unit.
type Whole<'b> = BTreeMap<(Option<usize>, &'b str), Draft<'b>>;

fn entry<'m, 'b>(whole: &'m mut Whole<'b>, unit: &'b Unit, at: Option<usize>) -> &'m mut Draft<'b> {
    whole.entry((at, &unit.code)).or_insert_with(|| Draft {
        unit,
        anchors: Vec::new(),
        answers: BTreeMap::new(),
        parent: None,
        links: Vec::new(),
        notes: Vec::new(),
        at,
    })
}

/// Sets a state that stands beside the values: not sure, cannot decide, does not apply, none of the values.
fn set_state(answers: &mut BTreeMap<String, Answer>, state: &str, code: &str) {
    let answer = answers.entry(code.to_owned()).or_insert(Answer::sure(AnswerState::NotYetCoded));
    match state {
        Mark::UNSURE => answer.unsure = true,
        Mark::CANNOT_DECIDE => answer.state = AnswerState::CannotDecide,
        Mark::NOT_APPLICABLE => answer.state = AnswerState::NotApplicable,
        _ => answer.state = AnswerState::Coded(Value::Codes(Vec::new())),
    }
}

impl<'b> Draft<'b> {
    /// Takes over what a mark's attributes answer; what nobody knows is returned.
    fn answers_of(
        &mut self,
        mark: &Mark,
        meaning: &Meaning<'b>,
        book: &'b Codebook,
        labels: &AnnotationLabels,
    ) -> Vec<Unplaced> {
        let mut unknown = Vec::new();
        let settled = meaning.settles.iter().map(|(q, v)| (q, v, true));
        let own = mark.attributes.iter().map(|(n, v)| (n, v, false));
        for (name, value, by_label) in settled.chain(own) {
            match name.as_str() {
                Mark::RECORD | Mark::PARENT => continue,
                Mark::NOTE if self.unit.variable(name).is_none() => {
                    self.notes.push(value.clone());
                    continue;
                }
                Mark::UNSURE | Mark::CANNOT_DECIDE | Mark::NOT_APPLICABLE | Mark::NONE_OF_THEM => {
                    for code in value.split('|').filter(|code| self.unit.variable(code).is_some()) {
                        set_state(&mut self.answers, name, code);
                    }
                    continue;
                }
                _ => {}
            }
            let is_link = self.unit.links.iter().any(|l| *name == Mark::link_attribute(&l.code));
            let is_depth = self.unit.variable(name).is_some_and(|v| v.kind == Kind::Depth);
            if is_link || is_depth || labels.leaves_out(name) {
                continue;
            }
            match labels.answer(book, self.unit, name, value) {
                Some((variable, answer)) => {
                    let there = self.answers.entry(variable.code.clone()).or_insert_with(|| answer.clone());
                    there.state = answer.state;
                }
                // The label itself, as a feature.
                None if *value == mark.label && !by_label => {}
                None => unknown.push(Unplaced {
                    label: name.clone(),
                    words: value.clone(),
                    at: None,
                    line: format!("{name} = {value}"),
                    is_span: false,
                }),
            }
        }
        unknown
    }
}

fn unplaced_mark(text: &FrozenText, mark: &Mark) -> Unplaced {
    let (label, words) = (shown_label(mark), quote(text, mark));
    let at = mark.pieces.first().map(|s| s.start());
    let mut line = format!("{label} {}–{} «{words}»", at.unwrap_or(0), mark.pieces.last().map_or(0, |s| s.end()));
    for (name, value) in &mark.attributes {
        line.push_str(&format!("; {name} = {value}"));
    }
    if let Some(note) = &mark.note {
        line.push_str(&format!("; {note}"));
    }
    Unplaced { label, words, at, line, is_span: true }
}

fn quote(text: &FrozenText, mark: &Mark) -> String {
    mark.pieces.iter().map(|s| text.quote(*s)).collect::<Vec<_>>().join(" … ")
}

/// Which marks make one record.
struct Groups {
    above: Vec<usize>,
    /// How many spans each group has in each role, and how many it may have.
    roles: Vec<BTreeMap<String, (usize, usize)>>,
}

impl Groups {
    fn of(marks: &[Mark], meanings: &[Option<Meaning<'_>>]) -> Self {
        let role = |(mark, meaning): (&Mark, &Option<Meaning<'_>>)| {
            let Some(meaning) = meaning else { return BTreeMap::new() };
            let Some(role) = meaning.role else { return BTreeMap::new() };
            BTreeMap::from([(role.code.clone(), (mark.pieces.len(), role.max.unwrap_or(usize::MAX)))])
        };
        Self { above: (0..marks.len()).collect(), roles: marks.iter().zip(meanings).map(role).collect() }
    }

    fn head(&mut self, mut at: usize) -> usize {
        while self.above[at] != at {
            // Chains are halved on the way, so that a million ties take no longer than they must.
            self.above[at] = self.above[self.above[at]];
            at = self.above[at];
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.head(a), self.head(b));
        if a == b {
            return;
        }
        let (first, second) = (a.min(b), a.max(b));
        self.above[second] = first;
        for (role, (count, most)) in std::mem::take(&mut self.roles[second]) {
            self.roles[first].entry(role).or_insert((0, most)).0 += count;
        }
    }

    /// Joins two groups, unless a role would have more spans than it may have.
    fn join_if_it_fits(&mut self, a: usize, b: usize) -> bool {
        let (first, second) = (self.head(a), self.head(b));
        let fits = first == second
            || self.roles[second].iter().all(|(role, (count, most))| {
                self.roles[first].get(role).is_none_or(|(there, _)| there + count <= *most)
            });
        if fits {
            self.join(first, second);
        }
        fits
    }
}
