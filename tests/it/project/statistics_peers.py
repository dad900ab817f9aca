"""Reads the tables that Mizan exported with programs that others wrote, and compares every cell with the wide CSV tables.

Arguments: what to read with, and the folder with a folder for each format. Prints "ok" with the count of cells, or "skipped: " and the module that
is not installed.
"""

import csv
import sys


def rows(folder, name):
    with open(f"{folder}/csv-wide/{name}.csv", encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def plain(cell):
    return cell[1:] if cell[:1] == "'" and cell[1:2] in "=+-@\t\r" else cell


class Dictionary:
    def __init__(self, folder):
        self.columns, self.numbers, self.labels = {}, {}, {}
        for line in rows(folder, "dictionary"):
            key = (line["table"], line["column"])
            if line["type"] != "value":
                self.columns[key] = line
            elif line["number"]:
                self.numbers[key + (plain(line["code"]),)] = float(line["number"])
                self.labels[key + (float(line["number"]),)] = (line["value_en"], line["value_ar"])

    def tables(self):
        return list(dict.fromkeys(table for table, _ in self.columns))


MISSING = {"NA": ("a", "does not apply"), "UNC": ("b", "cannot decide"), "": ("c", "not yet coded")}


def compare(folder, read):
    dictionary = Dictionary(folder)
    count = 0
    for table in dictionary.tables():
        expected = rows(folder, table)
        cell, height, labels = read(table)
        assert height == len(expected), f"{table}: {height} rows, not {len(expected)}"
        for (of, column), about in dictionary.columns.items():
            if of != table:
                continue
            if labels is not None:
                assert about["label_en"][:40] in labels(column), f"{table}.{column}: {labels(column)}"
                assert about["label_ar"][:20] in labels(column), f"{table}.{column}: {labels(column)}"
            for n, row in enumerate(expected):
                want = plain(row[column])
                have = cell(column, n)
                place = f"{table}.{column}[{n}]: {have!r}, not {want!r}"
                if about["type"] == "text":
                    assert (have or "") == want.rstrip(" "), place
                elif about["variable"] and want in MISSING:
                    assert have == MISSING[want], place
                elif want == "":
                    assert have is None, place
                else:
                    number = dictionary.numbers.get((table, column, want))
                    assert have == (float(want) if number is None else number), place
                count += 1
    return count


def spss(folder):
    import pyreadstat

    def read(table):
        frame, meta = pyreadstat.read_sav(f"{folder}/spss/{table}.sav", user_missing=True)
        assert meta.file_encoding == "UTF-8" and any("Codebook: media-bias 1.0" in line for line in meta.notes), meta.notes
        columns = {name: frame[name].tolist() for name in frame.columns}

        def cell(column, n):
            value = columns[column][n]
            if isinstance(value, str) or value is None:
                return value
            if value != value:
                return None
            ranges = meta.missing_ranges.get(column, [])
            if any(r["lo"] <= value <= r["hi"] for r in ranges):
                said = meta.variable_value_labels[column][value]
                return next(m for m in MISSING.values() if said.startswith(m[1]))
            return float(value)

        return cell, len(frame), lambda column: meta.column_names_to_labels[column]

    return compare(folder, read)


def stata(folder):
    import pyreadstat

    def read(table):
        frame, meta = pyreadstat.read_dta(f"{folder}/stata/{table}.dta", user_missing=True)
        columns = {name: frame[name].tolist() for name in frame.columns}

        def cell(column, n):
            value = columns[column][n]
            if isinstance(value, str):
                letters = [m for m in MISSING.values() if m[0] == value and column in meta.missing_user_values]
                return letters[0] if letters else value
            return None if value is None or value != value else float(value)

        return cell, len(frame), lambda column: meta.column_names_to_labels[column]

    return compare(folder, read)


def pandas(folder):
    import pandas as pd

    def read(table):
        with pd.io.stata.StataReader(f"{folder}/stata/{table}.dta", convert_categoricals=False, convert_missing=True) as reader:
            frame, labels = reader.read(), reader.variable_labels()
        pd.read_stata(f"{folder}/stata/{table}.dta")
        columns = {name: frame[name].tolist() for name in frame.columns}

        def cell(column, n):
            value = columns[column][n]
            if isinstance(value, pd.io.stata.StataMissingValue):
                letter = value.string.lstrip(".")
                return next((m for m in MISSING.values() if m[0] == letter), None)
            return value if isinstance(value, str) else float(value)

        return cell, len(frame), lambda column: labels[column]

    return compare(folder, read)


def xlsx(folder):
    import openpyxl

    book = openpyxl.load_workbook(f"{folder}/xlsx/mizan.xlsx", read_only=True)
    assert book.sheetnames[0] == "about" and book.sheetnames[-1] == "dictionary", book.sheetnames
    count = 0
    for table in Dictionary(folder).tables():
        lines = list(book[table].iter_rows(values_only=True))
        header = lines[0]
        expected = rows(folder, table)
        assert len(lines) == len(expected) + 1, table
        for line, row in zip(lines[1:], expected):
            for column, have in zip(header, list(line) + [None] * len(header)):
                want = plain(row[column])
                same = float(want) == have if isinstance(have, (int, float)) else (have or "").replace("\r\n", "\n") == want.replace("\r\n", "\n")
                assert same, f"{table}.{column}: {have!r}, not {want!r}"
                count += 1
    return count


def reader(folder):
    import pandas as pd

    sys.path.insert(0, f"{folder}/csv-wide")
    from read import read

    data = read()
    count = 0
    for table in Dictionary(folder).tables():
        frame, expected = data[table], rows(folder, table)
        assert len(frame) == len(expected), table
        for n, row in enumerate(expected):
            for column, want in row.items():
                have, want = frame[column].iloc[n], plain(want)
                if f"{column}_state" in frame.columns and want in MISSING:
                    state = frame[f"{column}_state"].iloc[n]
                    assert pd.isna(have) or have == want, (table, column, have, want)
                    assert state == {"NA": "not_applicable", "UNC": "cannot_decide", "": "not_yet_coded"}[want] or have == want, (column, state, want)
                elif want == "":
                    assert pd.isna(have) or have == "", (table, column, have)
                else:
                    assert (float(have) == float(want)) if isinstance(have, float) else str(have) == want, (table, column, have, want)
                count += 1
    return count


if __name__ == "__main__":
    kind, folder = sys.argv[1], sys.argv[2]
    try:
        print("ok", globals()[kind](folder))
    except ModuleNotFoundError as missing:
        print("skipped:", missing.name)
