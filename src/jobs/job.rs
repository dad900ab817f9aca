//! One piece of work on a thread of its own, and its owner's handle.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError, sync_channel};
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::Duration;

use thiserror::Error;

use crate::jobs::monitor::{CancelToken, Cancelled, Monitor};
use crate::jobs::progress::{Clock, Progress, Wake};

/// Time between two looks at a job that somebody waits for.
const LOOK: Duration = Duration::from_millis(100);

/// Why a job gave no result.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum JobError {
    /// Stopped on request.
    #[error("\u{201c}{name}\u{201d} was stopped on request; nothing was changed")]
    Cancelled {
        /// Name of the job.
        name: String,
    },
    /// A defect of the program: the work panicked.
    #[error(
        "\u{201c}{name}\u{201d} failed because of a defect in the program ({message}); \
         what was saved before is kept; please report this sentence"
    )]
    Panicked {
        /// Name of the job.
        name: String,
        /// What the panic said.
        message: String,
    },
    /// The system gave no thread.
    #[error(
        "\u{201c}{name}\u{201d} could not be started ({message}); nothing was changed; close other programs and try again"
    )]
    NotStarted {
        /// Name of the job.
        name: String,
        /// What the system said.
        message: String,
    },
    /// The result was already taken by an earlier poll.
    #[error("the result of \u{201c}{name}\u{201d} was already collected")]
    AlreadyTaken {
        /// Name of the job.
        name: String,
    },
}

/// What a poll finds.
#[derive(Debug, PartialEq, Eq)]
pub enum Poll<T> {
    /// Not ended yet.
    Running,
    /// Ended; the result is handed over once.
    Done(Result<T, JobError>),
}

/// A running or ended piece of background work. Dropping it asks the work to stop, without waiting for that.
pub struct Job<T> {
    name: String,
    started: Duration,
    ended: Arc<OnceLock<Duration>>,
    clock: Clock,
    cancel: CancelToken,
    monitor: Arc<Monitor>,
    result: Receiver<Result<T, JobError>>,
}

impl<T: Send + 'static> Job<T> {
    /// Starts `work` on a thread that bears `name` (for a person and for a debugger).
    ///
    /// The work ends with its result or, by `monitor.check()?`, with [`Cancelled`]; errors of its own belong into `T`.
    /// A panic inside becomes [`JobError::Panicked`]. `wake` is called when there is progress to show, and once after
    /// the result can be polled. `NotStarted` is delivered by the first poll, like any other end.
    pub fn spawn(
        name: impl Into<String>,
        clock: Clock,
        wake: Option<Wake>,
        work: impl FnOnce(&Monitor) -> Result<T, Cancelled> + Send + 'static,
    ) -> Self {
        let name = name.into();
        let cancel = CancelToken::default();
        let monitor = Arc::new(Monitor::new(cancel.clone(), wake));
        let ended = Arc::new(OnceLock::new());
        let (sender, result) = sync_channel(1);
        let started = clock();

        let thread = {
            let (name, clock, monitor, ended, sender) =
                (name.clone(), clock.clone(), Arc::clone(&monitor), Arc::clone(&ended), sender.clone());
            move || {
                let result = match catch_unwind(AssertUnwindSafe(|| work(&monitor))) {
                    Ok(Ok(value)) => Ok(value),
                    Ok(Err(Cancelled)) => Err(JobError::Cancelled { name }),
                    Err(panic) => Err(JobError::Panicked { name, message: message_of(panic.as_ref()) }),
                };
                ended.get_or_init(|| clock());
                // Nobody listens any more when the job was dropped; then the result is not wanted.
                if sender.send(result).is_ok() {
                    monitor.wake();
                }
            }
        };
        if let Err(error) = thread::Builder::new().name(name.clone()).spawn(thread) {
            let failed = JobError::NotStarted { name: name.clone(), message: error.to_string() };
            // The channel holds one message and its receiver is here, so this cannot fail or block.
            sender.try_send(Err(failed)).ok();
        }
        Self { name, started, ended, clock, cancel, monitor, result }
    }

    /// The name given at the start.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How far it is.
    pub fn progress(&self) -> Progress {
        let now = self.ended.get().copied().unwrap_or_else(|| (self.clock)());
        let elapsed = now.saturating_sub(self.started);
        Progress { done: self.monitor.done(), total: self.monitor.total(), elapsed }
    }

    /// Asks the work to stop; the job then ends with [`JobError::Cancelled`], unless it was ready before it noticed.
    pub fn cancel(&self) {
        self.cancel.cancel();
    }

    /// A token that cancels this job, to be kept elsewhere (by a button, by a signal handler).
    pub fn cancel_token(&self) -> CancelToken {
        self.cancel.clone()
    }

    /// Looks for the result without waiting.
    pub fn poll(&self) -> Poll<T> {
        match self.result.try_recv() {
            Ok(result) => Poll::Done(result),
            Err(TryRecvError::Empty) => Poll::Running,
            Err(TryRecvError::Disconnected) => Poll::Done(Err(JobError::AlreadyTaken { name: self.name.clone() })),
        }
    }

    /// Waits for the result; `look` is called now and then meanwhile.
    pub fn wait_looking(self, mut look: impl FnMut(Progress)) -> Result<T, JobError> {
        loop {
            match self.result.recv_timeout(LOOK) {
                Ok(result) => return result,
                Err(RecvTimeoutError::Timeout) => look(self.progress()),
                Err(RecvTimeoutError::Disconnected) => return self.wait(),
            }
        }
    }

    /// Waits for the result.
    pub fn wait(self) -> Result<T, JobError> {
        self.result.recv().unwrap_or_else(|_| Err(JobError::AlreadyTaken { name: self.name.clone() }))
    }
}

impl<T> Drop for Job<T> {
    fn drop(&mut self) {
        self.cancel.cancel();
    }
}

fn message_of(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or("no message").to_owned()
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
    use std::sync::mpsc::channel;

    use super::*;

    fn standing_clock() -> Clock {
        Arc::new(|| Duration::ZERO)
    }

    fn settable_clock() -> (Arc<AtomicU64>, Clock) {
        let seconds = Arc::new(AtomicU64::new(100));
        let shared = Arc::clone(&seconds);
        (seconds, Arc::new(move || Duration::from_secs(shared.load(Ordering::SeqCst))))
    }

    #[test]
    fn delivers_its_result_once() {
        let job = Job::spawn("sum", standing_clock(), None, |_| Ok((1..=10).sum::<u32>()));
        let first = loop {
            if let Poll::Done(result) = job.poll() {
                break result;
            }
            thread::yield_now();
        };
        assert_eq!(first, Ok(55));
        // The thread may still hold its end of the channel for a moment; what counts is that 55 never comes again.
        assert_ne!(job.poll(), Poll::Done(Ok(55)));
    }

    #[test]
    fn the_thread_bears_the_name() {
        let job = Job::spawn("import", standing_clock(), None, |_| Ok(thread::current().name().map(str::to_owned)));
        assert_eq!(job.name(), "import");
        assert_eq!(job.wait(), Ok(Some("import".to_owned())));
    }

    #[test]
    fn counts_and_estimates_with_the_clock_that_was_passed_in() {
        let (seconds, clock) = settable_clock();
        let (tell, told) = channel();
        let (go, gone) = channel::<()>();
        let job = Job::spawn("bootstrap", clock, None, move |monitor| {
            monitor.set_total(40);
            monitor.advance(10);
            tell.send(()).unwrap();
            gone.recv().unwrap();
            Ok(())
        });
        told.recv().unwrap();
        seconds.store(105, Ordering::SeqCst);
        let progress = job.progress();
        assert_eq!((progress.done, progress.total), (10, Some(40)));
        assert_eq!(progress.elapsed, Duration::from_secs(5));
        assert_eq!(progress.fraction(), Some(0.25));
        assert_eq!(progress.rate(), Some(2.0));
        assert_eq!(progress.left(), Some(Duration::from_secs(15)));
        go.send(()).unwrap();
        assert_eq!(job.wait(), Ok(()));
    }

    #[test]
    fn elapsed_time_stands_still_after_the_end() {
        let (seconds, clock) = settable_clock();
        let (tell, told) = channel();
        let job = Job::spawn("short", clock, Some(Box::new(move || tell.send(()).unwrap())), |_| Ok(()));
        told.recv().unwrap();
        seconds.store(500, Ordering::SeqCst);
        assert_eq!(job.progress().elapsed, Duration::ZERO);
    }

    #[test]
    fn nothing_is_estimated_before_it_is_known() {
        let unknown = Progress { done: 3, total: None, elapsed: Duration::from_secs(1) };
        assert_eq!((unknown.fraction(), unknown.left()), (None, None));
        let unbegun = Progress { done: 0, total: Some(9), elapsed: Duration::from_secs(1) };
        assert_eq!((unbegun.fraction(), unbegun.left()), (Some(0.0), None));
        let nothing_to_do = Progress { done: 0, total: Some(0), elapsed: Duration::ZERO };
        assert_eq!((nothing_to_do.fraction(), nothing_to_do.rate()), (Some(1.0), None));
        let more_than_told = Progress { done: 12, total: Some(9), elapsed: Duration::from_secs(1) };
        assert_eq!((more_than_told.fraction(), more_than_told.left()), (Some(1.0), Some(Duration::ZERO)));
    }

    #[test]
    fn cancelling_ends_the_work_at_its_next_check() {
        let (tell, told) = channel();
        let job = Job::<()>::spawn("endless", standing_clock(), None, move |monitor| {
            tell.send(()).unwrap();
            loop {
                monitor.check()?;
                thread::yield_now();
            }
        });
        told.recv().unwrap();
        job.cancel();
        assert_eq!(job.wait(), Err(JobError::Cancelled { name: "endless".to_owned() }));
    }

    #[test]
    fn dropping_the_job_asks_the_work_to_stop() {
        let (tell, told) = channel();
        let job = Job::<()>::spawn("dropped", standing_clock(), None, move |monitor| {
            while monitor.check().is_ok() {
                thread::yield_now();
            }
            tell.send("stopped").unwrap();
            Err(Cancelled)
        });
        drop(job);
        assert_eq!(told.recv(), Ok("stopped"));
    }

    #[test]
    fn a_panic_becomes_an_error_that_names_the_job() {
        let job = Job::<()>::spawn("faulty", standing_clock(), None, |_| panic!("row {} is odd", 7));
        let error = job.wait().unwrap_err();
        assert_eq!(error, JobError::Panicked { name: "faulty".to_owned(), message: "row 7 is odd".to_owned() });
        assert!(error.to_string().contains("what was saved before is kept"));
    }

    #[test]
    fn wakes_once_per_percent_and_after_the_result_is_there() {
        let wakes = Arc::new(AtomicUsize::new(0));
        let (tell, told) = channel();
        let counted = Arc::clone(&wakes);
        let wake: Wake = Box::new(move || {
            counted.fetch_add(1, Ordering::SeqCst);
            tell.send(()).unwrap();
        });
        let job = Job::spawn("import", standing_clock(), Some(wake), |monitor| {
            monitor.set_total(10_000);
            (0..10_000).for_each(|_| monitor.advance(1));
            Ok(())
        });
        // One for the total, one hundred for the percents, one for the result.
        for _ in 0..102 {
            told.recv().unwrap();
        }
        assert_eq!(job.poll(), Poll::Done(Ok(())));
        assert_eq!(wakes.load(Ordering::SeqCst), 102);
    }
}
