//! One task on data that other programs read too; `compare.py` beside this file runs both sides and prints the ratios.
//!
//! `cargo bench --no-default-features --bench peers -- TASK FILE REPEATS` prints one line of JSON: the value, the seconds
//! of each run without reading the file, and the largest resident memory in MB.

#![expect(clippy::print_stdout, reason = "the figures are the output")]
#![expect(clippy::unwrap_used, reason = "a benchmark stops where its data are wrong")]

use std::time::Instant;

use mizan::agreement::{
    Continua, GammaOptions, Inference, IntervalMethod, Level, Material, Ratings, Sampler, Weights, alpha_nominal,
    best_alignment, bu_alpha, cu_alpha, gamma, gwet_ac, u_alpha,
};
use mizan::jobs::Monitor;

/// Coders of the matrix files: one byte per cell, unit by unit; 255 is missing.
const CODERS: usize = 10;
const CATEGORIES: usize = 5;

fn ratings(bytes: &[u8]) -> Ratings {
    let categories = (0..CATEGORIES).map(|k| mizan::agreement::Category::new(k.to_string())).collect();
    Ratings::from_matrix(Level::Ordinal, categories, CODERS, bytes, u8::MAX).unwrap()
}

/// Start, end and label of each span of a coder.
type Coding<'a> = Option<Vec<(u64, u64, &'a str)>>;

/// Lines of coder, start, end, label; coders are numbers from 0, the first line is the length.
fn continua(text: &str) -> Continua {
    let mut lines = text.lines();
    let length = lines.next().unwrap().parse().unwrap();
    let mut codings: Vec<Coding<'_>> = Vec::new();
    for line in lines {
        let cells: Vec<&str> = line.split(',').collect();
        let coder: usize = cells[0].parse().unwrap();
        while codings.len() <= coder {
            codings.push(Some(Vec::new()));
        }
        codings[coder].as_mut().unwrap().push((cells[1].parse().unwrap(), cells[2].parse().unwrap(), cells[3]));
    }
    Continua::from_labels(None, codings.len(), [(length, codings)]).unwrap()
}

fn timed(repeats: usize, mut work: impl FnMut() -> f64) {
    let (mut value, mut seconds) = (f64::NAN, Vec::new());
    for _ in 0..repeats {
        let start = Instant::now();
        value = work();
        seconds.push(format!("{:.6}", start.elapsed().as_secs_f64()));
    }
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse().ok());
    let peak: f64 = peak.map_or(0.0, |kb: f64| kb / 1024.0);
    println!("{{\"value\": {value}, \"seconds\": [{}], \"peak_mb\": {peak:.1}}}", seconds.join(", "));
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    let [task, file, repeats] = arguments.as_slice() else { return };
    let (bytes, repeats) = (std::fs::read(file).unwrap(), repeats.parse().unwrap());
    let text = || String::from_utf8(bytes.clone()).unwrap();
    let silent = Monitor::silent();
    match task.as_str() {
        "alpha" => timed(repeats, || alpha_nominal(&ratings(&bytes)).value().unwrap()),
        "ac2" => timed(repeats, || {
            let figure = gwet_ac(&ratings(&bytes), Weights::Quadratic).result.unwrap();
            assert!(figure.error.is_some());
            figure.value
        }),
        "bootstrap" => timed(repeats, || {
            let inference = Inference { method: IntervalMethod::Bca, replicates: 10_000, seed: 1 };
            let coded = ratings(&bytes);
            let found = Material::Values(&coded).estimate("alpha_nominal", inference, &silent).unwrap().unwrap();
            assert!(found[0].interval().is_some());
            found[0].q_below(0.8).unwrap()
        }),
        "unitizing" => {
            let data = continua(&text());
            timed(repeats, || {
                assert!(bu_alpha(&data).value().is_some() && cu_alpha(&data).value().is_some());
                u_alpha(&data).value().unwrap()
            });
        }
        "alignment" => {
            let data = continua(&text());
            timed(repeats, || {
                let found = best_alignment(&data.continua()[0], &GammaOptions::default().dissimilarity).unwrap();
                assert!(found.gap() <= 0.0, "not proven");
                found.cost
            });
        }
        "gamma" => {
            let data = continua(&text());
            let options = GammaOptions { sampler: Sampler::Statistical, samples: 30, ..GammaOptions::default() };
            timed(repeats, || {
                let family = gamma(&data, &options, &silent).unwrap().unwrap();
                assert!(family.gap <= 0.0 && family.expected_gap <= 0.0, "not proven");
                family.gamma.value().unwrap()
            });
        }
        other => panic!("no task {other}"),
    }
}
