//! The engine: rules vote for kinds, and the kind with the most weight wins.

use crate::model::ZoneKind;

/// One rule's word on one block.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Vote {
    /// What the rule takes the block for.
    pub kind: ZoneKind,
    /// How sure it is, from 0 to 1.
    pub score: f64,
    /// Its stable name.
    pub rule: &'static str,
}

/// What the votes on one block come to.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Verdict {
    /// The kind that won.
    pub kind: ZoneKind,
    /// The rule that spoke loudest for it.
    pub rule: &'static str,
    /// From 0 to 1: all its votes together, less what speaks for the next best kind.
    pub confidence: f64,
}

/// The ballot box of one block.
#[derive(Clone, Debug, Default)]
pub(super) struct Ballot(Vec<Vote>);

impl Ballot {
    /// Adds a vote; one without weight is none.
    pub(super) fn vote(&mut self, kind: ZoneKind, score: f64, rule: &'static str) {
        if score > 0.0 {
            self.0.push(Vote { kind, score: score.min(0.99), rule });
        }
    }

    /// Independent votes for one kind add up as independent evidence does: 1 - (1 - a)(1 - b).
    pub(super) fn verdict(&self) -> Option<Verdict> {
        let mut best: Option<(ZoneKind, f64)> = None;
        let mut second = 0.0;
        for kind in ZoneKind::ALL {
            let weight = 1.0 - self.of(kind).map(|v| 1.0 - v.score).product::<f64>();
            match best {
                Some((_, b)) if weight <= b => second = f64::max(second, weight),
                _ => {
                    second = best.map_or(0.0, |(_, b)| f64::max(second, b));
                    best = Some((kind, weight));
                }
            }
        }
        let (kind, weight) = best.filter(|(_, w)| *w > 0.0)?;
        let loudest = self.of(kind).fold(None, |top: Option<&Vote>, v| match top {
            Some(t) if t.score >= v.score => Some(t),
            _ => Some(v),
        })?;
        let confidence = (weight - 0.3 * second).clamp(0.05, 0.99);
        Some(Verdict { kind, rule: loudest.rule, confidence: (confidence * 100.0).round() / 100.0 })
    }

    fn of(&self, kind: ZoneKind) -> impl Iterator<Item = &Vote> {
        self.0.iter().filter(move |v| v.kind == kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_weak_voices_outvote_one_stronger() {
        let mut ballot = Ballot::default();
        ballot.vote(ZoneKind::Deck, 0.6, "a");
        ballot.vote(ZoneKind::Caption, 0.5, "b");
        ballot.vote(ZoneKind::Caption, 0.4, "c");
        let verdict = ballot.verdict().unwrap();
        assert_eq!((verdict.kind, verdict.rule), (ZoneKind::Caption, "b"));
        assert!(verdict.confidence < 0.7);
    }

    #[test]
    fn no_vote_no_verdict() {
        let mut ballot = Ballot::default();
        ballot.vote(ZoneKind::Body, 0.0, "a");
        assert_eq!(ballot.verdict(), None);
    }
}
