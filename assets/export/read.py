"""Reads the tables beside this file, whatever their format: from read import read; data = read().

CSV and Stata (.dta) need pandas, SPSS (.sav) needs pyreadstat, too. Each question becomes a categorical (codes), a number or a text, missing where
there is no value; why there is none says the column of the same name with _state behind it: coded, not_applicable, cannot_decide, not_yet_coded.
"""

import os

import pandas

STATES = ["coded", "not_applicable", "cannot_decide", "not_yet_coded"]
WHY = {"NA": "not_applicable", "UNC": "cannot_decide", "": "not_yet_coded"}


def plain(path):
    table = pandas.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig", lineterminator=None)
    # An apostrophe keeps spreadsheets from running what looks like a formula.
    return table.apply(lambda column: column.str.replace(r"^'(?=[=+@\t\r-])", "", regex=True))


def typed(table, columns, values):
    """Gives each column of a table of texts its type."""
    out = {}
    for column in columns.itertuples():
        cell = table[column.column]
        if column.type == "text":
            out[column.column] = cell
            continue
        state = None
        if column.variable:
            state = pandas.Categorical(cell.map(lambda c: WHY.get(c, "coded")), STATES)
            cell = cell.where(~cell.isin(list(WHY)), None)
        if column.type == "number":
            out[column.column] = pandas.to_numeric(cell)
        else:
            codes = values[values["column"] == column.column]["code"]
            out[column.column] = pandas.Categorical(cell, list(codes), ordered=column.level == "ordinal")
        if state is not None:
            out[f"{column.column}_state"] = state
    return pandas.DataFrame(out)


def read(folder=None):
    """All tables by name, and the data dictionary."""
    folder = folder or os.path.dirname(os.path.abspath(__file__))
    place = lambda name: os.path.join(folder, name)
    dictionary = plain(place("dictionary.csv"))
    data = {"dictionary": dictionary}
    for name in dictionary["table"].unique():
        own = dictionary[dictionary["table"] == name]
        columns = own[own["type"] != "value"]
        values = own[(own["type"] == "value") & (own["number"] != "")]
        if os.path.exists(place(f"{name}.sav")):
            import pyreadstat

            data[name], _ = pyreadstat.read_sav(place(f"{name}.sav"), user_missing=True)
        elif os.path.exists(place(f"{name}.dta")):
            data[name] = pandas.read_stata(place(f"{name}.dta"), convert_categoricals=False, convert_missing=True)
        else:
            data[name] = typed(plain(place(f"{name}.csv")), columns, values)
    return data


if __name__ == "__main__":
    for name, table in read().items():
        print(f"{name}: {len(table)} rows, {len(table.columns)} columns")
