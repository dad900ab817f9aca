"""Reads what Mizan exported with programs that others wrote, and compares labels and words with what was coded.

Arguments: the format, the folder, a JSON file {"folder/name": [["ATT.source", "words"], ...]}.
Prints "ok" with the count, or "skipped: " and the module that is not installed.
"""

import collections
import glob
import json
import os
import sys


def compare(expected, key, found):
    want = collections.Counter(tuple(pair) for pair in expected[key])
    have = collections.Counter(tuple(pair) for pair in found)
    assert want == have, f"{key}: missing {want - have}, new {have - want}"
    return len(found)


def of_cas(cas):
    return [
        (f"{a.type.name.split('.')[-1]}.{a.role}", a.get_covered_text())
        for a in (cas.select_all_fs() if hasattr(cas, "select_all_fs") else cas.select_all())
        if a.type.name.startswith("mizan.") and getattr(a, "role", None)
    ]


def cas_json(folder, expected):
    from cassis import load_cas_from_json

    count = 0
    for key in expected:
        with open(f"{folder}/{key}.json", encoding="utf-8") as file:
            count += compare(expected, key, of_cas(load_cas_from_json(file.read())))
    return count


def cas_xmi(folder, expected):
    from cassis import load_cas_from_xmi, load_typesystem

    count = 0
    for key in expected:
        with open(os.path.join(folder, os.path.dirname(key), "TypeSystem.xml"), "rb") as file:
            types = load_typesystem(file)
        with open(f"{folder}/{key}.xmi", "rb") as file:
            count += compare(expected, key, of_cas(load_cas_from_xmi(file, typesystem=types)))
    return count


def brat(folder, expected):
    from medkit.io._brat_utils import parse_file

    count = 0
    for key in expected:
        with open(f"{folder}/{key}.txt", encoding="utf-8", newline="") as file:
            text = file.read()
        found = []
        for entity in parse_file(f"{folder}/{key}.ann").entities.values():
            words = " ".join(text[start:end] for start, end in entity.span)
            assert words == entity.text, f"{words!r} is not {entity.text!r}"
            unit, role = entity.type.split("_", 1)
            # Spans are cut at line ends there, so white space is all the same.
            found.append((f"{unit}.{role}", " ".join(words.split())))
        pairs = {key: [(label, " ".join(words.split())) for label, words in expected[key]]}
        count += compare(pairs, key, found)
    return count


def doccano(folder, expected):
    count = 0
    from medkit.io import doccano as peer

    names = {t["text_blake3"]: t["name"] for t in json.load(open(f"{folder}/mizan-export.json", encoding="utf-8"))["texts"]}
    for path in glob.glob(f"{folder}/*.jsonl"):
        whose = os.path.splitext(os.path.basename(path))[0]
        for line in open(path, encoding="utf-8"):
            entry = json.loads(line)
            units = entry["text"].encode("utf-16-le")
            key = f"{whose}/{names[entry['text_blake3']]}"
            parsed = peer._DoccanoDocRelationExtraction.from_dict(entry, peer.DoccanoClientConfig())
            words = lambda e: units[2 * e.start_offset : 2 * e.end_offset].decode("utf-16-le")
            count += compare(expected, key, [(e.label, words(e)) for e in parsed.entities])
    return count


def label_studio(folder, expected):
    from label_studio_sdk.label_interface import LabelInterface

    interface = LabelInterface(open(f"{folder}/label-config.xml", encoding="utf-8").read())
    interface.validate()
    names = {t["text_blake3"]: t for t in json.load(open(f"{folder}/mizan-export.json", encoding="utf-8"))["texts"]}
    count = 0
    for task in json.load(open(f"{folder}/label-studio.json", encoding="utf-8")):
        assert interface.validate_task({"data": task["data"]}), task["id"]
        about = names[task["data"]["text_blake3"]]
        for work, annotation in zip(about["coders"], task["annotations"]):
            regions = [r for r in annotation["result"] if r["type"] == "labels"]
            for region in regions:
                value = region["value"]
                assert task["data"]["text"][value["start"] : value["end"]] == value["text"], value
            found = [(r["value"]["labels"][0], r["value"]["text"]) for r in regions]
            count += compare(expected, f"{work['folder']}/{about['name']}", found)
    return count


def web_annotation(folder, expected):
    import rdflib

    page = json.load(open(f"{folder}/annotations.jsonld", encoding="utf-8"))
    # The context stands on the net; these are its terms.
    page["@context"] = {
        "oa": "http://www.w3.org/ns/oa#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "as": "http://www.w3.org/ns/activitystreams#",
        "id": {"@type": "@id", "@id": "@id"},
        "type": {"@type": "@id", "@id": "@type"},
        "Annotation": "oa:Annotation",
        "TextQuoteSelector": "oa:TextQuoteSelector",
        "TextPositionSelector": "oa:TextPositionSelector",
        "body": {"@type": "@id", "@id": "oa:hasBody"},
        "target": {"@type": "@id", "@id": "oa:hasTarget"},
        "source": {"@type": "@id", "@id": "oa:hasSource"},
        "selector": {"@type": "@id", "@id": "oa:hasSelector"},
        "exact": "oa:exact",
        "start": "oa:start",
        "end": "oa:end",
        "value": "rdf:value",
        "items": {"@type": "@id", "@id": "as:items", "@container": "@list"},
        "first": {"@type": "@id", "@id": "as:first"},
    }
    graph = rdflib.Graph().parse(data=json.dumps(page), format="json-ld", publicID="http://example.org/")
    rows = graph.query(
        "PREFIX oa: <http://www.w3.org/ns/oa#> SELECT ?s ?exact ?start ?end WHERE { ?t oa:hasSource ?s ; oa:hasSelector ?q , ?p . "
        "?q oa:exact ?exact . ?p oa:start ?start ; oa:end ?end }"
    )
    found = []
    for source, exact, start, end in rows:
        path = str(source).replace("http://example.org/", "")
        from urllib.parse import unquote

        text = open(f"{folder}/{unquote(path)}", encoding="utf-8", newline="").read()
        assert text[int(start) : int(end)] == str(exact), exact
        found.append(str(exact))
    want = collections.Counter(words for pairs in expected.values() for _, words in pairs)
    assert collections.Counter(found) == want, want - collections.Counter(found)
    return len(found)


def refi_qda(folder, expected):
    from pyrefiqda import RefiProject

    project = RefiProject.load(f"{folder}/project.qdpx", extract_dir=f"{folder}/unpacked")
    names = {}

    def walk(codes, above):
        for code in codes:
            names[code.guid] = (above, code.name)
            walk(code.code, code.name)

    walk(project.code_book.codes.code, "")
    coders = {user.guid: user.name for user in project.users.user}
    about = json.load(open(f"{folder}/mizan-export.json", encoding="utf-8"))
    folders = {(t["name"], c["coder"]): c["folder"] for t in about["texts"] for c in t["coders"]}
    found = collections.defaultdict(list)
    for source in project.sources.text_source:
        path = source.plain_text_path.replace("internal://", f"{folder}/unpacked/sources/")
        text = open(path, encoding="utf-8", newline="").read()
        for selection in source.plain_text_selection:
            words = text[selection.start_position : selection.end_position]
            labels = [names[c.code_ref.target_guid] for c in selection.coding]
            roles = [f"{unit}.{name}" for unit, name in labels if " = " not in name]
            key = f"{folders[(source.name, coders[selection.creating_user])]}/{source.name}"
            found[key] += [(role, words) for role in roles]
    return sum(compare(expected, key, found[key]) for key in expected)


if __name__ == "__main__":
    kind, folder, expected = sys.argv[1], sys.argv[2], json.load(open(sys.argv[3], encoding="utf-8"))
    try:
        print("ok", globals()[kind.replace("-", "_")](folder, expected))
    except ModuleNotFoundError as missing:
        print("skipped:", missing.name)
