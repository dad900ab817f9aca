//! File dialogs of the desktop, asked for in the background. Where there is none, the path fields of the sheets serve.

use super::clock_of_jobs;
use crate::jobs::{Job, Poll, Wake};
use crate::project::PACKAGE_EXTENSION;
use rfd::AsyncFileDialog;
use std::future::Future;
use std::path::PathBuf;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll as Ready};
use std::thread::{self, Thread};

/// The ending of project files.
pub(crate) const ENDING: &str = "mizan";

/// What will be chosen.
type Chosen = Pin<Box<dyn Future<Output = Vec<PathBuf>> + Send>>;

/// What a dialog is asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Purpose {
    /// A project to be opened.
    Open,
    /// Where a new project is to stand.
    Place,
    /// Pages to be added.
    Pages,
    /// Packages to be merged.
    Packages,
    /// A folder to be watched.
    Folder,
    /// A codebook to be taken over.
    Codebook,
    /// Where a codebook is to be written.
    CodebookTo,
    /// A folder for the report.
    ReportFolder,
    /// A folder that an export goes to.
    Target,
}

/// A dialog that is open, or that the desktop has refused.
pub(super) struct Dialog {
    /// What for.
    pub(super) purpose: Purpose,
    job: Job<Vec<PathBuf>>,
}

impl Dialog {
    /// Opens a dialog; `title` is what its frame says.
    pub(super) fn open(purpose: Purpose, title: &str, name: &str, wake: Wake) -> Self {
        let dialog = AsyncFileDialog::new().set_title(title);
        let project = |dialog: AsyncFileDialog| dialog.add_filter("Mizan", &[ENDING, PACKAGE_EXTENSION]);
        // Asked for here, waited for there: some desktops open dialogs on the window's own thread only.
        let chosen: Chosen = match purpose {
            Purpose::Open => {
                let asked = project(dialog).pick_file();
                Box::pin(async move { asked.await.into_iter().map(|f| f.path().to_path_buf()).collect() })
            }
            Purpose::Place => {
                let asked = project(dialog).set_file_name(name).save_file();
                Box::pin(async move { asked.await.into_iter().map(|f| f.path().to_path_buf()).collect() })
            }
            Purpose::Codebook => {
                let asked = dialog.add_filter("JSON", &["json"]).pick_file();
                Box::pin(async move { asked.await.into_iter().map(|f| f.path().to_path_buf()).collect() })
            }
            Purpose::CodebookTo => {
                let asked = dialog.set_file_name(name).save_file();
                Box::pin(async move { asked.await.into_iter().map(|f| f.path().to_path_buf()).collect() })
            }
            Purpose::Folder | Purpose::ReportFolder | Purpose::Target => {
                let asked = dialog.pick_folder();
                Box::pin(async move { asked.await.into_iter().map(|f| f.path().to_path_buf()).collect() })
            }
            Purpose::Pages | Purpose::Packages => {
                let asked = if purpose == Purpose::Packages {
                    dialog.add_filter("Mizan", &[PACKAGE_EXTENSION]).pick_files()
                } else {
                    dialog.pick_files()
                };
                Box::pin(async move {
                    asked.await.unwrap_or_default().into_iter().map(|f| f.path().to_path_buf()).collect()
                })
            }
        };
        let job = Job::spawn("file dialog", clock_of_jobs(), Some(wake), move |_| Ok(wait(chosen)));
        Self { purpose, job }
    }

    /// What was chosen, once the dialog is closed; nothing where it was cancelled or could not be shown.
    pub(super) fn chosen(&self) -> Option<Vec<PathBuf>> {
        match self.job.poll() {
            Poll::Running => None,
            Poll::Done(result) => Some(result.unwrap_or_default()),
        }
    }
}

struct Unpark(Thread);

impl std::task::Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

/// Waits on this thread for a future.
fn wait<T>(future: impl Future<Output = T>) -> T {
    let waker = Arc::new(Unpark(thread::current())).into();
    let mut context = Context::from_waker(&waker);
    let mut future = pin!(future);
    loop {
        match future.as_mut().poll(&mut context) {
            Ready::Ready(value) => return value,
            Ready::Pending => thread::park(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_future_that_is_woken_from_elsewhere_ends() {
        let (tell, told) = std::sync::mpsc::channel::<std::task::Waker>();
        let job = Job::spawn("waker", clock_of_jobs(), None, move |_| {
            if let Ok(waker) = told.recv() {
                waker.wake();
            }
            Ok(())
        });
        let mut asked = false;
        let value = wait(std::future::poll_fn(|context| {
            if asked {
                return Ready::Ready(7);
            }
            asked = true;
            tell.send(context.waker().clone()).unwrap();
            Ready::Pending
        }));
        assert_eq!((value, job.wait()), (7, Ok(())));
    }
}
