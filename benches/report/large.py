#!/usr/bin/env python3
"""Fills an empty project with a large study, to measure the report with.

    pip install blake3
    mizan new large.mizan --coder C0 --coder C1 ... --coder C9
    python benches/report/large.py large.mizan --articles 10000
    /usr/bin/time -v mizan report large.mizan -o report --without-spans
    /usr/bin/time -v mizan report large.mizan -o report

Every coder has finished every article: per coding 20 answers and 10 spans, so 10,000 articles and 10 coders are 2,000,000 answers and
1,000,000 spans. Rows are written into the tables at once, past the journal: such a project is for reading only.
"""
import argparse
import json
import random
import sqlite3

from blake3 import blake3

AT = 1_772_438_400_000
TARGETS = ["RUS", "AZE", "UKR"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("project")
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    draw = random.Random(args.seed)
    db = sqlite3.connect(args.project)
    db.execute("PRAGMA synchronous = OFF")
    db.execute("PRAGMA foreign_keys = OFF")
    next_id = iter(range(1, 1 << 60))

    def new():
        return f"01a00000-0000-7000-8000-{next(next_id):012x}"

    one = lambda sql: db.execute(sql).fetchone()[0]
    round_id, book = one("SELECT id FROM rounds"), one("SELECT id FROM codebook_versions ORDER BY id DESC")
    coders = [row[0] for row in db.execute("SELECT id FROM coders ORDER BY id")]
    rows = {name: [] for name in ("documents", "document_texts", "blocks", "articles", "assignments", "codings", "records", "answers", "anchors")}

    def flush():
        for name, values in rows.items():
            if values:
                marks = ", ".join("?" * len(values[0]))
                db.executemany(f"INSERT INTO {name} VALUES ({marks})", values)
                values.clear()

    for n in range(args.articles):
        document, article = new(), new()
        lines = [f"headline of article {n}"] + [f"line {line} of article {n}: somebody said that something had happened somewhere" for line in range(9)]
        text = "\n".join(lines)
        bytes_ = text.encode()
        facts = json.dumps({"outlet": f"outlet {n % 12}", "section": f"section {n % 5}", "date": f"2025-{n % 12 + 1:02}-{n % 28 + 1:02}"})
        digest = blake3(bytes_).hexdigest()
        rows["documents"].append((document, lines[0], f"{n}.txt", "text", digest, len(bytes_), AT, digest, "en", None, facts, 1, 0, AT, AT, None))
        rows["document_texts"].append((document, text, b""))
        starts, at = [], 0
        for place, line in enumerate(lines):
            rows["blocks"].append((document, place, at, at + len(line), None))
            starts.append(at)
            at += len(line) + 1
        rows["articles"].append((article, document, lines[0], 0, len(lines), 1, 0, AT, AT, None))
        truth = {"A1": draw.choice("1234567"), "A4": draw.choice(["-2", "-1", "0", "0", "1"]), "S3": draw.choice(["-2", "-1", "0", "1", "2"])}
        for coder in coders:
            coding = new()
            begun = AT + n * 40_000
            rows["assignments"].append((new(), coder, article, round_id, n, 1, 0, begun, begun, None))
            rows["codings"].append((coding, article, coder, round_id, book, "done", None, 1, 0, begun, begun, coder))

            def record(unit, answers, anchors=()):
                key = new()
                rows["records"].append((key, coding, unit, None, None, None, 1, 0, begun, begun, coder))
                for variable, code in answers:
                    rows["answers"].append((key, variable, "coded", json.dumps({"code": code}), 0, 1, 0, begun, begun, coder))
                for role, start, end in anchors:
                    rows["anchors"].append((new(), key, role, start, end, text[start:end], 1, 0, begun, begun, coder))

            def given(true, others, sure=0.8):
                return true if draw.random() < sure else draw.choice(others)

            record("ART", [("A1", given(truth["A1"], "1234567")), ("A4", given(truth["A4"], ["-1", "0", "1"])), ("A5", given("0", ["-1", "1"])), ("A6", given("1", "0123"))])
            target = TARGETS[n % 3]
            record("STN", [("S1", target), ("S2", "2"), ("S4", "expressed"), ("S3", given(truth["S3"], ["-1", "0", "1"]))], [("evidence", starts[1], starts[1] + 12)])
            record("DSC", [("C1", given("no", ["yes"], 0.9))])
            for relation in range(3):
                start = starts[2 + relation * 2]
                shift = draw.choice([0, 0, 0, 5])
                answers = [("R4", given("direct", ["indirect", "mixed"])), ("R6", given("official", ["expert", "state"])), ("R7", given("2", "013")), ("R11", given("0", ["-1", "1"]))]
                record("ATT", answers[: 4 if relation < 2 else 3], [("source", start, start + 8), ("cue", start + 9, start + 13), ("content", start + 14 + shift, start + 44)])
        if n % 200 == 199:
            flush()
    flush()
    db.commit()
    db.execute("PRAGMA optimize")
    db.close()


if __name__ == "__main__":
    main()
