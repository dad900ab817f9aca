//! What a lead looks after: how far everybody is, and who did what when. Read and computed by the room's logic, on wish.

use crate::model::{Codebook, RoundId};
use crate::project::{AuditFilter, AuditReading, Handout, HandoutPlan, RoundProgress};
use std::sync::Arc;

/// What a lead looks after.
#[derive(Debug, Default)]
pub(crate) struct Oversight {
    /// How far everybody is.
    pub(crate) progress: ProgressView,
    /// Who did what when.
    pub(crate) audit: AuditView,
    /// What is to be handed out.
    pub(crate) rounds: RoundsView,
}

/// A hand-out with who would get what, or why it cannot be made.
pub(super) type Planned = (Handout, Result<HandoutPlan, String>);

/// What is to be handed out.
#[derive(Debug, Default)]
pub(crate) struct RoundsView {
    /// What was asked for last.
    pub(crate) plan: Option<Planned>,
}

impl RoundsView {
    /// What would be handed out in a round.
    pub(super) fn plan_of(&self, round: RoundId) -> Option<&Planned> {
        self.plan.as_ref().filter(|(handout, _)| handout.round == round)
    }
}

/// How far everybody is.
#[derive(Debug, Default)]
pub(crate) struct ProgressView {
    /// The rounds, once they are read.
    pub(crate) rounds: Option<Vec<RoundProgress>>,
    /// Rounds whose agreement is computed.
    pub(crate) measured: Vec<RoundId>,
    /// Whether somebody looks at it.
    pub(crate) wanted: bool,
    /// Whether it cannot be read now; it is tried again when the screen is shown anew.
    pub(crate) failed: bool,
}

/// Who did what when.
#[derive(Debug, Default)]
pub(crate) struct AuditView {
    /// The trail, as far as it is read.
    pub(crate) reading: Option<AuditReading>,
    /// Whether somebody looks at it.
    pub(crate) wanted: bool,
    /// Whether it cannot be read now; it is tried again when the screen is shown anew.
    pub(crate) failed: bool,
    /// The codebook that says what questions are called.
    pub(crate) book: Option<Arc<Codebook>>,
}

impl ProgressView {
    /// Takes in what was counted; the figures of the rounds stay until there are new ones.
    pub(crate) fn begin(&mut self, fresh: Vec<RoundProgress>) {
        let known = self.rounds.take().unwrap_or_default();
        let with_figures = |mut round: RoundProgress| {
            if let Some(old) = known.iter().find(|old| old.round == round.round) {
                (round.agreement, round.alarms) = (old.agreement.clone(), old.alarms.clone());
            }
            round
        };
        self.rounds = Some(fresh.into_iter().map(with_figures).collect());
        self.measured.clear();
    }

    /// The first round whose agreement is not computed, with its place.
    pub(crate) fn unmeasured(&self) -> Option<(usize, &RoundProgress)> {
        let rounds = self.rounds.iter().flatten().enumerate();
        rounds.into_iter().find(|(_, round)| !self.measured.contains(&round.round))
    }

    /// Takes in the figures of a round.
    pub(crate) fn take(&mut self, place: usize, round: RoundProgress) {
        self.measured.push(round.round);
        if let Some(known) = self.rounds.as_mut().and_then(|rounds| rounds.get_mut(place)) {
            *known = round;
        }
    }
}

/// How the trail is saved.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AuditForm {
    /// A table.
    Csv,
    /// JSON.
    Json,
}

/// What a lead wishes.
#[derive(Clone, PartialEq, Debug)]
pub enum TeamWish {
    /// To see who would get what.
    Plan(Handout),
    /// What was planned is handed out, or not wanted any more.
    NoPlan,
    /// To see how far everybody is.
    Progress,
    /// To see what was done.
    Audit,
    /// To see only some of it.
    Only(AuditFilter),
    /// To save what is shown, and all older entries like it.
    Save(AuditForm),
}
