"""Makes documents and queries of a collection: `prepare.py SOURCE.jsonl FOLDER [--limit N]`.

A record is a JSON object with `id` and texts (`title`, `body`, `purpose`, `outline`, `description`). All
engines get the same texts: a record is its texts, one a line. The other engines get them
after NFKC and lower-casing, as `documents.tsv`; Renkei Search gets `documents.jsonl` and normalises them
itself. Queries are drawn with a fixed seed, 300 of each kind.
"""
import argparse
import collections
import json
import math
import os
import random
import re
import unicodedata

TEXTS = ("title", "purpose", "outline", "body", "description")
WORDS = re.compile("[\u4e00-\u9fff\u3005]+|[\u30a1-\u30fa\u30fc]+")
JAPANESE = re.compile("[\u3041-\u3096\u30a1-\u30fa\u30fc\u4e00-\u9fff\u3005]+")
COUNT = 300


def normalized(text):
    return unicodedata.normalize("NFKC", text).lower()


def words(text):
    return sorted({w for w in WORDS.findall(text) if 2 <= len(w) <= 4 and w[0] not in "ー々"})


def queries(texts):
    """Queries of each kind, drawn from the texts."""
    chance = random.Random(42)
    frequency = collections.Counter()
    for text in texts:
        frequency.update(words(text))
    # Equal parts of each order of magnitude of document frequency.
    bands = collections.defaultdict(list)
    for word, count in sorted(frequency.items()):
        if count >= 2:
            bands[int(math.log10(count))].append(word)
    single = []
    order = sorted(bands)
    while len(single) < COUNT and any(bands.values()):
        band = bands[order[len(single) % len(order)]]
        if not band:
            order = [b for b in order if bands[b]]
            continue
        single.append(band.pop(chance.randrange(len(band))))

    def draw(make):
        found = []
        for _ in range(COUNT * 200):
            query = make(chance.choice(texts))
            if query:
                found.append(query)
            if len(found) == COUNT:
                break
        return found

    def pair(text):
        known = [w for w in words(text) if frequency[w] >= 2]
        return " ".join(chance.sample(known, 2)) if len(known) >= 2 else None

    def phrase(text):
        length = chance.randint(5, 10)
        runs = [r for r in JAPANESE.findall(text) if len(r) >= length]
        if not runs:
            return None
        run = chance.choice(runs)
        start = chance.randint(0, len(run) - length)
        return run[start:start + length]

    def sentence(text):
        found = [s for s in re.split("(?<=[。！？])|\n", text) if 15 <= len(s) <= 40]
        return re.sub(r'[\s"]', "", chance.choice(found)) if found else None

    pairs = draw(pair)
    return {"word": single, "all": pairs, "any": pairs, "phrase": draw(phrase),
            "sentence": draw(sentence)}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("source")
    parser.add_argument("folder")
    parser.add_argument("--limit", type=int)
    arguments = parser.parse_args()
    os.makedirs(arguments.folder, exist_ok=True)
    texts, size = [], 0
    with open(arguments.source, encoding="utf-8") as source, \
            open(f"{arguments.folder}/documents.jsonl", "w", encoding="utf-8") as raw, \
            open(f"{arguments.folder}/documents.tsv", "w", encoding="utf-8") as plain:
        for line in source:
            if arguments.limit is not None and len(texts) == arguments.limit:
                break
            record = json.loads(line)
            text = "\n".join(record[k] for k in TEXTS if isinstance(record.get(k), str))
            size += len(text.encode())
            raw.write(json.dumps({"id": record["id"], "text": text}, ensure_ascii=False) + "\n")
            text = normalized(text)
            plain.write(record["id"] + "\t" + re.sub(r"\s", " ", text) + "\n")
            texts.append(text)
    for kind, found in queries(texts).items():
        with open(f"{arguments.folder}/{kind}.tsv", "w", encoding="utf-8") as output:
            for number, query in enumerate(found):
                output.write(f"{kind}{number}\t{query}\n")
    with open(f"{arguments.folder}/about.json", "w") as output:
        json.dump({"documents": len(texts), "bytes": size}, output)


main()
