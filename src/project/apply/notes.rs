//! Memos and flags. They can be written on done work too: a doubt may come late.

use super::Act;
use crate::model::{CoderId, Flag, FlagId, Memo, MemoId, NoteTarget};
use crate::project::{Mint, ProjectError};
use uuid::Uuid;

impl Act<'_, '_> {
    pub(super) fn set_memo(&mut self, target: NoteTarget, text: &str) -> Result<(), ProjectError> {
        let coder = self.author(target)?;
        let memos = match target {
            NoteTarget::Document(id) => self.store().memos_on_document(id)?,
            NoteTarget::Coding(id) => self.store().memos(id)?,
            NoteTarget::Record(id) => self.store().memos(self.any_record(id)?.coding)?,
        };
        let old = memos.into_iter().find(|m| m.coder == coder && m.target == target);
        let text = text.trim();
        match (old, text.is_empty()) {
            (Some(memo), true) => {
                self.tx.delete_memo(memo.id)?;
            }
            (None, true) => {}
            (Some(memo), false) => self.tx.put_memo(&Memo { text: text.into(), ..memo })?,
            (None, false) => {
                let id = MemoId::from_uuid(Mint::only_one(uuid_of(target), &format!("memo/{coder}"), 0));
                self.tx.put_memo(&Memo { id, coder, target, text: text.into() })?;
            }
        }
        Ok(())
    }

    pub(super) fn set_flag(&mut self, target: NoteTarget, code: String, on: bool) -> Result<(), ProjectError> {
        let coder = self.author(target)?;
        if !self.books.values().any(|b| b.flags.iter().any(|f| f.code == code)) {
            return Err(ProjectError::NotInCodebook { what: "flag", code });
        }
        let flags = match target {
            NoteTarget::Document(id) => self.store().flags_on_document(id)?,
            NoteTarget::Coding(id) => self.store().flags(id)?,
            NoteTarget::Record(id) => self.store().flags(self.any_record(id)?.coding)?,
        };
        let old = flags.into_iter().find(|f| f.coder == coder && f.target == target && f.code == code);
        match (old, on) {
            (Some(flag), false) => {
                self.tx.delete_flag(flag.id)?;
            }
            (None, true) => {
                let id = FlagId::from_uuid(Mint::only_one(uuid_of(target), &format!("flag/{coder}/{code}"), 0));
                self.tx.put_flag(&Flag { id, coder, target, code })?;
            }
            _ => {}
        }
        Ok(())
    }

    /// Whose note it is; the work it is on must be their own.
    fn author(&self, target: NoteTarget) -> Result<CoderId, ProjectError> {
        match target {
            NoteTarget::Document(_) => self.actor(),
            NoteTarget::Coding(id) => Ok(self.coding(id)?.coder),
            NoteTarget::Record(id) => Ok(self.coding(self.any_record(id)?.coding)?.coder),
        }
    }
}

fn uuid_of(target: NoteTarget) -> Uuid {
    match target {
        NoteTarget::Document(id) => id.uuid(),
        NoteTarget::Coding(id) => id.uuid(),
        NoteTarget::Record(id) => id.uuid(),
    }
}
