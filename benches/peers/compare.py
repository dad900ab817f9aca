#!/usr/bin/env python3
"""Mizan and its peers on the same data, in one run: prints a table of seconds, memory and ratios.

    python3 -m venv /tmp/peers
    /tmp/peers/bin/pip install agreement krippendorff irrCAC statsmodels pygamma-agreement
    /tmp/peers/bin/python benches/peers/compare.py [--repeats 5] [--only alpha,gamma] [--scratch /tmp/peers-data]
        [--binary target/release/deps/peers-...]

Seconds are those of the computation from a matrix of codes in memory, one byte per cell for Mizan and numpy, a data frame for
irrCAC: no start of a process, no reading of files. The median of the runs counts. Each peer runs in a process of its own, so that its memory is
its own. u-alpha has no peer among the packages: if a file `unitized_alpha.py` (github.com/lindanna/unitized_alpha) lies in
the scratch folder it is measured, too.
"""
import argparse, json, os, resource, statistics, subprocess, sys, time
import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
CODERS, CATEGORIES = 10, 5


def matrix(path, units):
    """Ten coders who see a truth and mistake three of ten, with a fifth of the cells missing; 255 is missing."""
    rng = np.random.default_rng(7)
    truth = rng.integers(0, CATEGORIES, (units, 1))
    codes = np.where(rng.random((units, CODERS)) < 0.7, truth, rng.integers(0, CATEGORIES, (units, CODERS)))
    codes[rng.random((units, CODERS)) < 0.2] = 255
    codes.astype(np.uint8).tofile(path)


def spans(path, coders, number):
    """Coders who see the same spans: each misses some, moves the bounds of all and mistakes some categories."""
    rng = np.random.default_rng(11)
    truth, at = [], 10
    for _ in range(number):
        start = at + 6 + int(rng.integers(30))
        at = start + 8 + int(rng.integers(30))
        truth.append((start, at, int(rng.integers(4))))
    with open(path, "w") as out:
        out.write(f"{at + 50}\n")
        for coder in range(coders):
            for start, end, label in truth:
                if rng.random() < 0.15:
                    continue
                label = int(rng.integers(4)) if rng.random() < 0.2 else label
                out.write(f"{coder},{start + int(rng.integers(4)) - 3},{end + int(rng.integers(4)) - 3},k{label}\n")


def codes(path):
    return np.fromfile(path, np.uint8).reshape(-1, CODERS)


def counts(cells):
    return np.stack([(cells == k).sum(axis=1) for k in range(CATEGORIES)], axis=1)


def floats(path):
    cells = codes(path).astype(float)
    cells[cells == 255] = np.nan
    return cells


def agreement_alpha(path):
    from agreement.metrics import krippendorffs_alpha
    cells = codes(path)
    return lambda: krippendorffs_alpha(counts(cells))


def krippendorff_alpha(path):
    import krippendorff
    cells = codes(path)
    return lambda: krippendorff.alpha(value_counts=counts(cells), level_of_measurement="nominal")


def irrcac_alpha(path):
    import pandas
    from irrCAC.raw import CAC
    frame = pandas.DataFrame(floats(path))
    return lambda: CAC(frame).krippendorff()["est"]["coefficient_value"]


def statsmodels_fleiss(path):
    from statsmodels.stats.inter_rater import fleiss_kappa
    cells = codes(path)
    return lambda: fleiss_kappa(counts(cells))


def irrcac_ac2(path):
    import pandas
    from irrCAC.raw import CAC
    frame = pandas.DataFrame(floats(path))
    return lambda: CAC(frame, weights="quadratic", categories=list(range(CATEGORIES))).gwet()["est"]["coefficient_value"]


def krippendorff_loop(path):
    """A hundredth of the replicates; the caller multiplies."""
    import krippendorff
    table, rng = counts(codes(path)), np.random.default_rng(1)

    def loop():
        drawn = [
            krippendorff.alpha(value_counts=table[rng.integers(0, len(table), len(table))], level_of_measurement="nominal")
            for _ in range(100)
        ]
        return float(np.mean(np.array(drawn) < 0.8))

    return loop


def read_spans(path):
    lines = open(path).read().split()
    rows = [line.split(",") for line in lines[1:]]
    return int(lines[0]), [(row[0], int(row[1]), int(row[2]), row[3]) for row in rows]


def lindanna(path):
    sys.path.insert(0, os.path.dirname(path))
    import contextlib, io, unitized_alpha
    length, rows = read_spans(path)
    data = [[coder, label, start, end] for coder, start, end, label in rows]

    def run():
        with contextlib.redirect_stdout(io.StringIO()):
            return float(unitized_alpha.u_alpha(data, length, "nominal")[1])

    return run


def pygamma(fast, samples):
    def prepare(path):
        from pygamma_agreement import CombinedCategoricalDissimilarity, Continuum
        from pyannote.core import Segment
        continuum = Continuum()
        for coder, start, end, label in read_spans(path)[1]:
            continuum.add(coder, Segment(start, end), label)
        dissimilarity = CombinedCategoricalDissimilarity(alpha=1, beta=1, delta_empty=1)

        def run():
            np.random.seed(1)
            if samples == 0:
                return float(continuum.get_best_alignment(dissimilarity).disorder)
            return float(continuum.compute_gamma(dissimilarity, n_samples=samples, fast=fast).gamma)

        return run

    return prepare


# Name, file, how it is made, Mizan's task, runs of the peers at most, {peer: (prepare, factor)}.
TASKS = [
    ("alpha nominal, 10 x 10,000", "m10k", lambda p: matrix(p, 10_000), "alpha", 9,
     {"agreement": (agreement_alpha, 1), "krippendorff": (krippendorff_alpha, 1), "irrCAC": (irrcac_alpha, 1),
      "statsmodels (Fleiss)": (statsmodels_fleiss, 1)}),
    ("alpha nominal, 10 x 1,000,000", "m1m", lambda p: matrix(p, 1_000_000), "alpha", 5,
     {"agreement": (agreement_alpha, 1), "krippendorff": (krippendorff_alpha, 1), "irrCAC": (irrcac_alpha, 1)}),
    ("AC2 with SE, 10 x 1,000,000", "m1m", None, "ac2", 5, {"irrCAC": (irrcac_ac2, 1)}),
    ("10,000 BCa resamples with q, 10 x 10,000", "m10k", None, "bootstrap", 3,
     {"krippendorff in a loop (100 times 100)": (krippendorff_loop, 100)}),
    ("10,000 BCa resamples with q, 10 x 1,000,000", "m1m", None, "bootstrap", 1, {}),
    ("u-alpha, 2 coders, 5,000 spans", "s2x2500", lambda p: spans(p, 2, 2_941), "unitizing", 3,
     {"unitized_alpha": (lindanna, 1)}),
    ("gamma of 30 samples, 3 x 50 spans", "s3x50", lambda p: spans(p, 3, 59), "gamma", 3,
     {"pygamma exact": (pygamma(False, 30), 1)}),
    ("gamma of 30 samples, 3 x 200 spans", "s3x200", lambda p: spans(p, 3, 235), "gamma", 1,
     {"pygamma exact": (pygamma(False, 30), 1), "pygamma fast": (pygamma(True, 30), 1)}),
    ("alignment, 3 x 1,000 spans", "s3x1000", lambda p: spans(p, 3, 1_176), "alignment", 1, {}),
    ("gamma of 30 samples, 3 x 1,000 spans", "s3x1000", None, "gamma", 1, {"pygamma fast": (pygamma(True, 30), 1)}),
]


def peer(task, name, path, repeats):
    """Runs in a process of its own."""
    prepare, factor = TASKS[task][5][name]
    work = prepare(path)
    value, seconds = None, []
    for _ in range(repeats + 1):
        start = time.perf_counter()
        value = work()
        seconds.append((time.perf_counter() - start) * factor)
        if seconds[-1] > 20:
            break
    # The first run compiles or warms up, where there are more.
    seconds = seconds[1:] or seconds
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"value": float(value), "seconds": seconds, "peak_mb": round(peak, 1)}))


def output(command, **more):
    run = subprocess.run(command, capture_output=True, text=True, **more)
    if run.returncode != 0:
        return {"error": run.stderr.strip().splitlines()[-1:]}
    return json.loads(run.stdout.strip().splitlines()[-1])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--only", default="", help="words of tasks, separated by commas")
    parser.add_argument("--scratch", default="/tmp/peers-data")
    parser.add_argument("--binary", help="Mizan's side, if it is built already; else cargo bench builds it")
    parser.add_argument("--peer", nargs=4, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.peer:
        task, name, path, repeats = options.peer
        return peer(int(task), name, path, int(repeats))
    os.makedirs(options.scratch, exist_ok=True)
    bench = ["cargo", "bench", "--quiet", "--locked", "--no-default-features", "--bench", "peers", "--"]
    bench = [options.binary] if options.binary else bench
    makers = {file: make for _, file, make, *_ in TASKS if make}
    for number, (title, file, _, task, most, peers) in enumerate(TASKS):
        if options.only and not any(word in title for word in options.only.split(",")):
            continue
        path = os.path.join(options.scratch, file)
        if not os.path.exists(path):
            makers[file](path)
        own = output([*bench, task, path, str(options.repeats)], cwd=os.path.join(HERE, "..", ".."))
        print(f"\n{title}")
        if "error" in own:
            print("  Mizan:", own["error"])
            continue
        median = statistics.median(own["seconds"])
        print(f"  {'Mizan':40} {median:10.4f} s {own['peak_mb']:8.0f} MB   value {own['value']:.6f}")
        for name in peers:
            found = output([sys.executable, __file__, "--peer", str(number), name, path, str(min(options.repeats, most))])
            if "error" in found:
                print(f"  {name:40} {found['error']}")
                continue
            theirs = statistics.median(found["seconds"])
            line = f"{theirs:10.4f} s {found['peak_mb']:8.0f} MB   value {found['value']:.6f}   {theirs / median:8.1f} times"
            print(f"  {name:40} {line}", flush=True)


if __name__ == "__main__":
    main()
