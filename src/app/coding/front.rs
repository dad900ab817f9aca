//! In a small window one side is in sight at a time: the article, or the panels.

use super::wish::Wish;

/// Points of room below which article and panels take turns: the article keeps its measure, the questions their lines.
pub(super) const ONE_SIDE: f32 = 800.0;

/// What becomes of a wish where only one side is in sight.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Front {
    /// It is carried out, and the side stays.
    Stays,
    /// It is carried out, and the panels come to the front.
    Panels,
    /// It is carried out, and the article comes to the front.
    Article,
    /// The panels come to the front and nothing else happens: only a question that is in sight is answered.
    PanelsFirst,
}

/// What becomes of a wish. `in_panel`: the panels are in front; `has_words`: words of the article are selected.
pub(super) const fn front(wish: &Wish, in_panel: bool, has_words: bool) -> Front {
    match wish {
        Wish::Say(..)
        | Wish::State(..)
        | Wish::Clear(_)
        | Wish::Doubt
        | Wish::Write(..)
        | Wish::Accept(_)
        | Wish::Wave(_)
        | Wish::RemoveRecord(_)
        | Wish::Hang(_)
        | Wish::Move(..)
        | Wish::Flag(..)
            if !in_panel =>
        {
            Front::PanelsFirst
        }
        Wish::Panel(_)
        | Wish::Focus(_)
        | Wish::Choose(_)
        | Wish::New(_)
        | Wish::GoTo(_)
        | Wish::Reason
        | Wish::OtherFlags
        | Wish::Memo => Front::Panels,
        Wish::Show(_) | Wish::Fold | Wish::Read(_) => Front::Article,
        // Words that are to be marked have to be selected first.
        Wish::Role(..) if !has_words => Front::Article,
        _ => Front::Stays,
    }
}

#[cfg(test)]
mod tests {
    use super::super::reading::Reading;
    use super::*;

    #[test]
    fn a_question_out_of_sight_is_brought_into_sight_before_it_is_answered() {
        assert_eq!(front(&Wish::Doubt, false, false), Front::PanelsFirst);
        assert_eq!(front(&Wish::Doubt, true, false), Front::Stays);
        assert_eq!(front(&Wish::Role('S', false), true, false), Front::Article);
        assert_eq!(front(&Wish::Role('S', false), true, true), Front::Stays);
        assert_eq!(front(&Wish::Memo, false, true), Front::Panels);
        assert_eq!(front(&Wish::Read(Reading::Find), true, false), Front::Article);
        assert_eq!(front(&Wish::Finish(None), false, true), Front::Stays);
    }
}
