#!/usr/bin/env python3
"""Computes the coefficients of a Mizan reliability report again, with public packages, and compares.

    pip install krippendorff irrCAC scikit-learn pandas
    python recompute.py

Reads ratings.csv, variables.csv and figures.csv beside this file. Exit code: 0 all figures agree, 1 one differs,
2 a package is missing. Alpha comes from krippendorff; percent agreement, Fleiss' kappa and AC1 from irrCAC (which rounds to
five decimals); Cohen's kappa from scikit-learn.
"""
import csv
import datetime
import itertools
import math
import pathlib
import sys
import warnings

try:
    import krippendorff
    import numpy as np
    import pandas as pd
    from irrCAC.raw import CAC
    from sklearn.metrics import cohen_kappa_score
except ImportError as missing:
    print(f"recompute.py needs a package that is not installed: {missing.name}")
    sys.exit(2)

HERE = pathlib.Path(__file__).resolve().parent
TOLERANCE = 2e-5
warnings.filterwarnings("ignore")


def read(name):
    with open(HERE / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class Variable:
    """The ratings of a variable: one row per unit, one column per coder, None for no value."""

    def __init__(self, about, ratings):
        self.level, self.kind = about["level"], about["kind"]
        self.coders = list(dict.fromkeys(r["coder"] for r in ratings))
        units = list(dict.fromkeys(r["unit"] for r in ratings))
        place = {unit: n for n, unit in enumerate(units)}
        column = {coder: n for n, coder in enumerate(self.coders)}
        declared = about["categories"].split("|")[1:]
        values = [self.value(r["value"]) for r in ratings]
        if self.kind == "choice":
            self.domain = declared
        else:
            self.domain = sorted(set(values))
        code = {value: n for n, value in enumerate(self.domain)}
        self.cells = np.full((len(units), len(self.coders)), np.nan)
        for rating, value in zip(ratings, values):
            self.cells[place[rating["unit"]], column[rating["coder"]]] = code[value]

    def value(self, text):
        if self.kind == "set":
            return tuple(sorted(part for part in text.split("|") if part))
        if self.kind == "date":
            return float(datetime.date.fromisoformat(text).toordinal())
        if self.kind in ("number", "depth"):
            return float(text)
        return text

    def of(self, coders):
        columns = [self.coders.index(c) for c in coders if c in self.coders]
        return self.cells[:, columns] if len(columns) == len(coders) else np.empty((0, len(coders)))

    def metric(self, level):
        """Squared differences of the domain, for levels that need more than the codes; or the package's own name."""
        if level in ("masi", "jaccard"):
            size = len(self.domain)
            table = np.zeros((size, size))
            for a, b in itertools.product(range(size), repeat=2):
                x, y = set(self.domain[a]), set(self.domain[b])
                union, common = len(x | y), len(x & y)
                if union == 0:
                    continue
                likeness = common / union
                if level == "masi" and x != y:
                    likeness *= 2 / 3 if (x <= y or y <= x) else (1 / 3 if common else 0)
                table[a, b] = 1 - likeness
            return lambda v1, v2, i1, i2, n_v, dtype=np.float64: table[i1, i2].astype(dtype)
        return level

    def numbers(self, level):
        """What the codes are at a level: numbers where distances count, ranks else."""
        if level in ("interval", "ratio"):
            return [float(v) for v in self.domain]
        return [float(n) for n in range(len(self.domain))]


def alpha(variable, cells, level):
    numbers = np.array(variable.numbers(level))
    pairable = cells[(~np.isnan(cells)).sum(axis=1) > 1]
    given = pairable[~np.isnan(pairable)]
    if len(given) == 0 or len(set(numbers[given.astype(int)])) < 2:
        return None
    data = np.where(np.isnan(pairable), np.nan, numbers[np.nan_to_num(pairable).astype(int)])
    try:
        domain = sorted(set(numbers))
        return float(krippendorff.alpha(data.T, value_domain=domain, level_of_measurement=variable.metric(level)))
    except (ValueError, ZeroDivisionError):
        return None


def by_irrcac(variable, cells, which):
    rows = cells[(~np.isnan(cells)).any(axis=1)]
    if len(rows) == 0 or ((~np.isnan(rows)).sum(axis=1) > 1).sum() == 0:
        return None
    compared = rows[(~np.isnan(rows)).sum(axis=1) > 1]
    if which != "ac1" and len(set(compared[~np.isnan(compared)])) < 2:
        # All compared values are the same: agreement is whole, and there was nothing to disagree about.
        return 1.0 if which == "percent" else None
    names = [f"v{n:05}" for n in range(len(variable.domain))]
    frame = pd.DataFrame([[names[int(x)] if not math.isnan(x) else np.nan for x in row] for row in rows])
    try:
        found = getattr(CAC(frame, categories=names, weights="identity"), "gwet" if which == "ac1" else "fleiss")()["est"]
    except (ValueError, ZeroDivisionError):
        return None
    value = float(found["pa"] if which == "percent" else found["coefficient_value"])
    return None if math.isnan(value) else value


def cohen(variable, cells, weights=None):
    both = cells[(~np.isnan(cells)).all(axis=1)].astype(int)
    if len(both) == 0:
        return None
    value = float(cohen_kappa_score(both[:, 0], both[:, 1], labels=list(range(len(variable.domain))), weights=weights))
    return None if math.isnan(value) else value


def again(variable, measure, coders):
    cells = variable.of(coders) if coders else variable.cells
    if measure == "percent_agreement":
        return by_irrcac(variable, cells, "percent")
    if measure.startswith("alpha_set_"):
        return alpha(variable, cells, measure.removeprefix("alpha_set_"))
    if measure.startswith("alpha_"):
        return alpha(variable, cells, measure.removeprefix("alpha_"))
    if measure == "ac1":
        return by_irrcac(variable, cells, "ac1")
    if measure == "fleiss_kappa":
        return by_irrcac(variable, cells, "fleiss")
    if measure == "cohen_kappa":
        return cohen(variable, cells)
    if measure == "cohen_kappa_quadratic":
        return cohen(variable, cells, "quadratic")
    if measure == "coder_mean_kappa":
        [one] = coders
        kappas = [cohen(variable, variable.of([one, other])) for other in variable.coders if other != one]
        return None if None in kappas or not kappas else sum(kappas) / len(kappas)
    raise KeyError(measure)


def main():
    about = {(v["variable"], v["row"]): v for v in read("variables.csv")}
    grouped = {}
    for rating in read("ratings.csv"):
        grouped.setdefault((rating["variable"], rating["row"]), []).append(rating)
    variables = {key: Variable(about[key], ratings) for key, ratings in grouped.items()}
    compared, undefined, wrong = 0, 0, []
    for figure in read("figures.csv"):
        key = (figure["variable"], figure["row"])
        coders = [c for c in (figure["coder_a"], figure["coder_b"]) if c]
        found = again(variables[key], figure["measure"], coders) if key in variables else None
        printed = float(figure["value"]) if figure["value"] else None
        if printed is None and found is None:
            undefined += 1
        elif printed is None or found is None or abs(printed - found) > TOLERANCE:
            wrong.append((*key, figure["measure"], " & ".join(coders), printed, found))
        else:
            compared += 1
    for variable, row, measure, coders, printed, found in wrong:
        print(f"DIFFERS {variable} {row} {measure} {coders}: report {printed}, packages {found}")
    print(f"{compared} figures agree, {undefined} are undefined in both, {len(wrong)} differ")
    return 1 if wrong or compared == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
