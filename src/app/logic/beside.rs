//! What reads all of a large file, and is therefore done beside the window: examining what its opening left for later, and copying it.

use super::{Damage, Logic, clock_of_jobs};
use crate::jobs::{Job, Poll};
use crate::project::{BackupBeside, ProjectError};

/// Seconds after which a copy is made again if somebody made a step meanwhile.
const AGAIN: f64 = 30.0;

/// Work on the open project's file.
#[derive(Default)]
pub(super) struct Beside {
    examination: Option<Job<Result<(), ProjectError>>>,
    backup: Option<Job<(BackupBeside, Result<(), ProjectError>)>>,
}

impl Logic {
    /// Begins to examine what the opening of a large project has left for later.
    pub(super) fn examine_beside(&mut self) {
        let Some(study) = self.study.as_ref().filter(|s| s.is_writable()) else { return };
        if let Some(examine) = study.project().examination() {
            self.beside.examination = Some(Job::spawn("examination", clock_of_jobs(), None, move |_| Ok(examine())));
        }
    }

    /// Makes a backup if anything has changed: at once, or beside the window if that would be felt.
    pub(super) fn backup_in_passing(&mut self) {
        if !self.study.as_ref().is_some_and(|s| s.is_writable() && !s.away && s.project().is_large()) {
            return self.backup_quietly();
        }
        self.backup_at = self.time;
        if self.beside.backup.is_some() {
            return;
        }
        match self.study.as_mut().map(super::Study::backup_beside) {
            Some(Ok(Some(backup))) => {
                let copy = move || {
                    let made = backup.make().map_err(ProjectError::from);
                    (backup, made)
                };
                self.beside.backup = Some(Job::spawn("backup", clock_of_jobs(), None, move |_| Ok(copy())));
            }
            Some(Err(error)) => self.refuse(&error),
            Some(Ok(None)) | None => {}
        }
    }

    /// Looks what has become of it.
    pub(super) fn poll_beside(&mut self, ctx: &egui::Context) {
        if self.beside.examination.is_some() || self.beside.backup.is_some() {
            // The jobs know no window; a look now and then is enough for something that takes seconds.
            ctx.request_repaint_after_secs(0.5);
        }
        if let Some(Poll::Done(ended)) = self.beside.examination.as_ref().map(Job::poll) {
            self.beside.examination = None;
            self.is_examined(matches!(ended, Ok(Ok(()))));
        }
        if let Some(Poll::Done(ended)) = self.beside.backup.as_ref().map(Job::poll) {
            self.beside.backup = None;
            let kept = match (ended, &mut self.study) {
                (Ok((backup, Ok(()))), Some(study)) => study.keep_backup(&backup),
                // A step that was made meanwhile looks like damage in a copy that holds a part of it.
                (Ok((backup, Err(error))), Some(study)) => {
                    if study.was_changed_since(&backup) {
                        Ok(None)
                    } else {
                        Err(error)
                    }
                }
                _ => Ok(None),
            };
            match kept {
                Ok(Some(_)) => {}
                Ok(None) => self.backup_at = self.time + AGAIN - super::BACKUP_EVERY,
                Err(error) => self.refuse(&error),
            }
        }
    }

    /// The other thread is through with the file. If it found anything, or could not look, the file is examined here: a step that was
    /// made meanwhile can look like damage to whoever reads beside it.
    fn is_examined(&mut self, is_sound: bool) {
        let Some(study) = &mut self.study else { return };
        let Err(error) = study.examined(is_sound) else { return };
        let path = study.path().to_path_buf();
        // What was done so far is on disk; nothing more is written into a damaged file.
        self.leave();
        match Damage::of(&path, &error, self.strings()) {
            Some(damage) => self.damage = Some(damage),
            None => self.refuse(&error),
        }
    }
}
