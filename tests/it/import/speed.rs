//! Time grows with the page, not with its square: what doubles when the page doubles.

use super::pages::ALL;
use mizan::import::read;
use std::time::{Duration, Instant};

fn time(page: &str) -> Duration {
    let start = Instant::now();
    read("page.txt", page.as_bytes()).unwrap();
    start.elapsed()
}

#[test]
fn a_page_of_one_line_and_a_page_of_many_are_read_in_linear_time() {
    for page in [ALL[4].to_owned(), ALL[4].replace('\n', " ")] {
        let small = page.repeat(60_000 / page.len());
        let large = small.repeat(8);
        let (a, b) = (time(&small), time(&large));
        assert!(b < a * 24 + Duration::from_millis(200), "8 times the page took {a:?} -> {b:?}");
    }
}
