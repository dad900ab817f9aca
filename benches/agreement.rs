//! Agreement on spans: what the issue of speed is measured on.
//!
//! `cargo bench --no-default-features --bench agreement`

use divan::Bencher;
use mizan::agreement::{
    Continua, Continuum, Dissimilarity, GammaOptions, Sampler, Span, best_alignment, bu_alpha, cu_alpha, gamma, u_alpha,
};
use mizan::jobs::Monitor;

fn main() {
    divan::main();
}

/// Coders who see the same spans: each misses some, moves the bounds of all and mistakes some categories.
fn continua(coders: usize, spans: usize) -> Continua {
    let mut state = 7_u64;
    let mut draw = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let (mut truth, mut at) = (Vec::new(), 10);
    for _ in 0..spans {
        let start = at + 6 + draw(30);
        at = start + 8 + draw(30);
        truth.push((start, at, draw(4) as usize));
    }
    let codings = (0..coders).map(|_| {
        let mut coding = Vec::new();
        for (start, end, category) in &truth {
            if draw(100) < 15 {
                continue;
            }
            let (start, end) = (start + draw(4) - 3, end + draw(4) - 3);
            let category = if draw(100) < 20 { draw(4) as usize } else { *category };
            coding.push(Span { start, end, category });
        }
        Some(coding)
    });
    let codings = codings.collect();
    let labels = ["source", "cue", "content", "stance"].map(str::to_owned).to_vec();
    let continuum = Continuum { length: at + 50, codings };
    Continua::new(labels, coders, [continuum]).unwrap_or_else(|error| panic!("{error}"))
}

#[divan::bench(args = [1_000, 5_000])]
fn unitizing_of_two_coders(bencher: Bencher, spans: usize) {
    let continua = continua(2, spans / 2);
    bencher.bench_local(|| (u_alpha(&continua), bu_alpha(&continua), cu_alpha(&continua)));
}

#[divan::bench(args = [50, 200, 1_000])]
fn alignment_of_three_coders(bencher: Bencher, spans: usize) {
    let continua = continua(3, spans);
    bencher.bench_local(|| best_alignment(&continua.continua()[0], &Dissimilarity::default()));
}

/// Thirty samples, as pygamma-agreement draws by default.
#[divan::bench(args = [50, 200, 1_000], sample_count = 5)]
fn gamma_of_three_coders(bencher: Bencher, spans: usize) {
    let continua = continua(3, spans);
    let options = GammaOptions { sampler: Sampler::Statistical, samples: 30, ..GammaOptions::default() };
    bencher.bench_local(|| gamma(&continua, &options, &Monitor::silent()));
}
