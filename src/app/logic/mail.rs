//! The mailbox: it is looked into in the background, every few seconds, while a project with one is open.

use super::{Logic, clock_of_jobs};
use crate::app::context::PackageWish;
use crate::app::theme::Mood;
use crate::jobs::{Job, Poll};
use crate::project::{Mailbox, MailboxWatch};
use std::io;
use std::path::{Path, PathBuf};

/// Seconds between two looks.
const EVERY: f64 = 5.0;

/// The mailbox as it is known.
#[derive(Default)]
pub(super) struct Mail {
    watch: Option<MailboxWatch>,
    job: Option<Job<(MailboxWatch, io::Result<Mailbox>)>>,
    looked_at: Option<f64>,
}

/// What the Team screen shows of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MailLook {
    /// The folder.
    pub folder: PathBuf,
    /// What lies in it; `None` if it cannot be read now.
    pub found: Option<Mailbox>,
}

impl Logic {
    /// What came in or was chosen makes another look necessary; what was read of unchanged files is kept.
    pub(super) fn renew_mail(&mut self) {
        let Some(study) = &mut self.study else { return };
        let watch = study.project().watch_mailbox().ok().flatten();
        study.mail = watch.as_ref().map(|watch| MailLook { folder: watch.folder().to_path_buf(), found: None });
        study.team_touched();
        self.mail.watch = watch.map(|watch| match self.mail.watch.take() {
            Some(old) => watch.knowing(old),
            None => watch,
        });
        self.mail.job = None;
        self.mail.looked_at = None;
    }

    /// Looks into the mailbox if it is time. Before drawing.
    pub(super) fn look_after_mail(&mut self, ctx: &egui::Context) {
        if self.study.is_none() {
            return;
        }
        if let Some(Poll::Done(ended)) = self.mail.job.as_ref().map(Job::poll) {
            self.mail.job = None;
            self.mail.looked_at = Some(self.time);
            if let Ok((watch, found)) = ended {
                let folder = watch.folder().to_path_buf();
                self.mail.watch = Some(watch);
                self.take_mail(MailLook { folder, found: found.ok() });
            }
        }
        if self.mail.job.is_some() {
            ctx.request_repaint_after_secs(0.1);
            return;
        }
        let Some(watch) = &self.mail.watch else { return };
        let wait = self.mail.looked_at.map_or(0.0, |at| at + EVERY - self.time);
        if wait > 0.0 {
            return ctx.request_repaint_after_secs(wait as f32);
        }
        let mut watch = watch.clone();
        self.mail.job = Some(Job::spawn("mailbox", clock_of_jobs(), None, move |_| {
            let found = watch.look();
            Ok((watch, found))
        }));
        ctx.request_repaint_after_secs(0.1);
    }

    fn take_mail(&mut self, look: MailLook) {
        let Some(study) = &mut self.study else { return };
        let count = |look: Option<&MailLook>| look.and_then(|l| l.found.as_ref()).map_or(0, |found| found.new.len());
        let (before, now) = (count(study.mail.as_ref()), count(Some(&look)));
        if study.mail.as_ref() != Some(&look) {
            study.mail = Some(look);
            study.team_touched();
        }
        if now > before {
            self.mention(self.strings().mail_came(now));
        }
    }

    /// What is new in the mailbox, for a look at what it would bring.
    pub(in crate::app) fn new_mail(&self) -> Option<PackageWish> {
        let new = &self.study.as_ref()?.mail.as_ref()?.found.as_ref()?.new;
        (!new.is_empty()).then(|| PackageWish::Look(new.clone()))
    }

    /// Watches a folder, or none.
    pub(super) fn choose_mailbox(&mut self, folder: Option<&Path>) {
        let Some(study) = &mut self.study else { return };
        match study.set_mailbox(folder) {
            Ok(()) => {
                self.renew_mail();
                if folder.is_none() {
                    self.tell(Mood::Plain, self.strings().team.mailbox_none);
                }
            }
            Err(error) => self.refuse(&error),
        }
    }
}
