#!/usr/bin/env python3
"""Makes Sources/CWordTables/readings.tsv: how words that are written with kanji are read.

    make_readings.py --projects rs.jsonl[.xz] [--output FILE]

The words are those that stand in descriptions of projects: words of ICU's dictionary and two of
them side by side that SudachiDict has as one noun. The readings are SudachiDict's (package
`sudachidict_core`, Apache License 2.0). A reading of fewer than three letters, and one that more
than four words share, is left out: it says too little.
"""
import argparse
import collections
import glob
import pathlib
import re

import sudachipy

import japanese_text
from word_tables_input import ROOT, records, sentences

LEAST_COUNT = 2
MOST_WORDS = 4
KANJI_WORD = re.compile(r"[々\u4e00-\u9fff][々ぁ-ゖ\u4e00-\u9fff]*[々\u4e00-\u9fffぁ-ゖ]")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--projects", required=True, help="id, title, purpose, outline")
    parser.add_argument("--output", default=ROOT / "Sources/CWordTables/readings.tsv")
    options = parser.parse_args()
    cut = japanese_text.WordBreaker()
    tokenizer = sudachipy.Dictionary(dict="core").create()
    distinct = dict.fromkeys(
        s for x in records(options.projects)
        for s in sentences([x["title"], x["purpose"], x["outline"]]))
    own = [
        s for path in sorted(glob.glob(str(ROOT / "corpus/*.jsonl"))) for x in records(path)
        for s in sentences([x.get("title"), x.get("description")])]
    counts = collections.Counter()
    for weight, texts in ((1, distinct), (LEAST_COUNT, own)):
        for text in texts:
            words = cut(text)
            for first, second in zip(words, words[1:] + [""]):
                counts[first] += weight
                if second and first + second in text:
                    counts[first + second] += weight
    readings = collections.defaultdict(list)
    for word, count in counts.items():
        if count < LEAST_COUNT or len(word) > 10 or not KANJI_WORD.fullmatch(word):
            continue
        parts = tokenizer.tokenize(word, sudachipy.SplitMode.C)
        if len(parts) != 1 or parts[0].is_oov() or parts[0].part_of_speech()[0] != "名詞":
            continue
        reading = parts[0].reading_form().translate(japanese_text.KATAKANA)
        if len(reading) > 2 and reading != word:
            readings[reading].append((count, word))
    lines = []
    for reading in sorted(readings):
        words = [w for _, w in sorted(readings[reading], key=lambda e: (-e[0], e[1]))]
        if len(words) <= MOST_WORDS:
            lines.append(reading + "\t" + ",".join(words))
    pathlib.Path(options.output).write_text(
        "# Readings of words: Tools/word-tables/make_readings.py makes this file of SudachiDict\n"
        "# (Works Applications, Apache License 2.0). Reading, tab, words, the most frequent first.\n"
        + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{options.output}: {len(lines)} readings")


main()
