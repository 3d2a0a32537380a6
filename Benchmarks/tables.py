#!/usr/bin/env python3
"""Writes the tables of the documentation from the newest record: `tables.py [RECORD]`.

A table stands between `<!-- table: NAME … -->` and `<!-- table: end -->` in the files below. All tables come
from one record: one machine, one commit.
"""
import csv
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
FILES = ["README.md"]
KINDS = [("word", "one word"), ("all", "two words, all"), ("any", "two words, any"),
         ("phrase", "phrase"), ("sentence", "sentence")]
NAMES = {"renkei": "Renkei Search", "lucene": "Lucene, CJK bigrams",
         "tantivy": "tantivy, bigrams", "groonga": "Groonga, bigrams",
         "xapian": "Xapian, bigrams", "sqlite-trigram": "SQLite FTS5, trigrams"}


def rows(record, name):
    path = os.path.join(record, name + ".csv")
    if not os.path.exists(path):
        return []
    with open(path, newline="") as file:
        return list(csv.DictReader(file))


def number(text):
    value = float(text)
    return f"{value:,.0f}" if value >= 10 else f"{value:.1f}"


def table(heads, lines):
    aligned = ["---"] + ["---:"] * (len(heads) - 1)
    return "\n".join("| " + " | ".join(line) + " |" for line in [heads, aligned] + lines)


def engines(found):
    order = list(dict.fromkeys(row["engine"] for row in found))
    return sorted(order, key=lambda engine: list(NAMES).index(engine))


def by_data(found, make):
    return "\n\n".join(make(data, [row for row in found if row["data"] == data])
                       for data in dict.fromkeys(row["data"] for row in found))


def latency(record, counts):
    def make(data, found):
        lines = []
        for engine in engines(found):
            cells = []
            for kind, _ in KINDS:
                row = next((r for r in found if r["engine"] == engine and r["kind"] == kind), None)
                cells.append(f"{number(row['mean_us'])} / {number(row['p50_us'])} / "
                             f"{number(row['p99_us'])}" if row else "-")
            lines.append([NAMES[engine]] + cells)
        return table([f"`{data}`"] + [title for _, title in KINDS], lines)

    found = [row for row in rows(record, "latency") if row["counts"] == counts]
    return by_data(found, make)


def throughput(record):
    def make(data, found):
        lines = [[NAMES[engine]]
                 + [next((number(r["queries_per_s"]) for r in found
                          if r["engine"] == engine and r["kind"] == kind), "-")
                    for kind, _ in KINDS] for engine in engines(found)]
        return table([f"`{data}`"] + [title for _, title in KINDS], lines)

    return by_data(rows(record, "throughput"), make)


def build(record):
    def make(data, found):
        size = int(found[0]["text_bytes"])
        lines = [[NAMES[row["engine"]], number(row["cpu_s"]),
                  number(str(size / 1e6 / max(float(row["cpu_s"]), 0.01))),
                  number(str(int(row["index_bytes"]) / 1e6))]
                 for row in sorted(found, key=lambda r: list(NAMES).index(r["engine"]))]
        head = f"`{data}`, {int(found[0]['documents']):,} documents, {size / 1e6:,.0f} MB"
        return table([head, "processor seconds", "MB/s", "index, MB"], lines)

    return by_data(rows(record, "build"), make)


def machine(record):
    facts = {row["key"]: row["value"] for row in rows(record, "machine")}
    versions = ", ".join(f"{NAMES[key[11:]].split(',')[0]} {value.split(' (')[0].split()[-1]}"
                         for key, value in facts.items() if key.startswith("version of "))
    return (f"Measured on {facts['date']} at commit `{facts['commit']}`: {facts['cores']} cores of "
            f"{facts['processor']}, {facts['memory_gib']} GiB. {versions}.")


TABLES = {"machine": machine, "build": build, "throughput": throughput,
          "latency with exact totals": lambda record: latency(record, "exact"),
          "latency without totals": lambda record: latency(record, "none")}


def newest():
    folder = os.path.join(HERE, "record")
    records = sorted(name for name in os.listdir(folder)
                     if os.path.exists(os.path.join(folder, name, "machine.csv")))
    return os.path.join(folder, records[-1]) if records else None


def main():
    record = sys.argv[1] if len(sys.argv) > 1 else newest()

    def written(match):
        text = TABLES[match[1]](record) if record else "*No record yet: run `make peers`.*"
        return f"<!-- table: {match[1]} -->\n{text}\n<!-- table: end -->"

    for name in FILES:
        path = os.path.join(HERE, name)
        with open(path, encoding="utf-8") as file:
            text = file.read()
        text = re.sub(r"<!-- table: (?!end)(.*?) -->\n.*?<!-- table: end -->", written, text,
                      flags=re.S)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)


main()
