#!/usr/bin/env python3
"""Makes the tables of words that the engine carries: Sources/CWordTables/words.bin.

    make_word_tables.py --projects rs.jsonl[.xz] --literature aozora.jsonl[.xz] [--output FILE]

The tables hold

- how common words and bigrams are in Japanese at large: the share of stretches of about 300
  letters that have them, half of it in descriptions of projects, half in literature;
- a vector for each word that the descriptions use often enough: co-occurrence within 8 words,
  weighted by 1 over the root of the distance, positive pointwise mutual information with the
  contexts smoothed by 0.75 (Levy, Goldberg, Dagan, "Improving Distributional Similarity with
  Lessons Learned from Word Embeddings", TACL 3, 2015), factorised by a truncated singular value
  decomposition, the singular values to the power 0.25, unit length, 8 bits a component;
- for each of these words, those whose vectors are close to its own;
- for words and bigrams that enough descriptions have, how much these descriptions are about the
  same: the mean cosine of what any two of them are about, each without the word itself. Words of
  an activity (観光, ごみ) bring descriptions together, those of administration (事業, 支援) do not.

Needs numpy, scipy and ICU's shared library. The same input gives the same vectors up to what the
linear algebra library rounds. README.md describes the file and names the sources.
"""
import argparse
import collections
import glob
import math
import pathlib
import re
import struct

import numpy as np
import scipy.sparse
import scipy.sparse.linalg

import japanese_text
from word_tables_input import ROOT, records, sentences

DIMENSIONS = 128
WINDOW = 8
LEAST_COUNT = 5
# The bundled records are few beside the national projects, and what is searched is like them.
CORPUS_WEIGHT = 3
UNIT_LENGTH = 300
FREQUENT_WORDS = 40_000
FREQUENT_BIGRAMS = 40_000
PROJECT_LENGTH = 500
LEAST_WORDS = 3
LEAST_PROJECTS = 8
LEAST_COSINE = 0.5
MOST_NEIGHBOURS = 64


def function_words():
    source = (ROOT / "Sources/RenkeiSearch/Query/FunctionWords.swift").read_text(encoding="utf-8")
    return set(re.search(r'"""(.*?)"""', source, re.S).group(1).split())


def is_content(word, functions):
    if len(word) == 1 and "ぁ" <= word <= "ゖ":
        return False
    return word not in functions and not re.fullmatch(r"[0-9ー]+", word)


def shares(sentences, fold):
    """For words and bigrams, the share of stretches of UNIT_LENGTH letters that have them."""
    words, bigrams, units = collections.Counter(), collections.Counter(), 0
    unit, length = [], 0
    for sentence in sentences:
        unit += sentence
        length += sum(map(len, sentence))
        if length > UNIT_LENGTH:
            folded = [fold(word) for word in unit]
            words.update(set(folded))
            inside = {word[k:k + 2] for word in folded for k in range(len(word) - 1)}
            across = {a[-1] + b[0] for a, b in zip(folded, folded[1:])}
            bigrams.update(inside | across)
            units += 1
            unit, length = [], 0
    return ({w: n / units for w, n in words.items()}, {b: n / units for b, n in bigrams.items()})


def mean_shares(first, second, limit):
    total = collections.Counter()
    for part in (first, second):
        for key, share in part.items():
            total[key] += share / 2
    return dict(total.most_common(limit))


def vectors(sentences, functions, fold):
    kept = [[fold(w) for w in s if is_content(w, functions)] for s in sentences]
    counts = collections.Counter(w for s in kept for w in s)
    words = [w for w, n in counts.most_common() if n >= LEAST_COUNT]
    places = {w: i for i, w in enumerate(words)}
    ids = [np.array([places[w] for w in s if w in places], dtype=np.int32) for s in kept]
    together = scipy.sparse.csr_matrix((len(words), len(words)))
    for distance in range(1, WINDOW + 1):
        left = np.concatenate([s[:-distance] for s in ids if len(s) > distance])
        right = np.concatenate([s[distance:] for s in ids if len(s) > distance])
        weights = np.full(len(left), 1 / math.sqrt(distance))
        together = together + scipy.sparse.coo_matrix(
            (weights, (left, right)), shape=together.shape).tocsr()
    together = (together + together.T).tocoo()
    rows = np.asarray(together.tocsr().sum(1)).ravel()
    contexts = rows ** 0.75
    contexts /= contexts.sum()
    total = rows.sum()
    information = np.log(
        (together.data / total) / ((rows[together.row] / total) * contexts[together.col]))
    positive = information > 0
    matrix = scipy.sparse.csr_matrix(
        (information[positive], (together.row[positive], together.col[positive])),
        shape=together.shape)
    start = np.random.default_rng(0).standard_normal(len(words))
    left, values, _ = scipy.sparse.linalg.svds(matrix, k=DIMENSIONS, v0=start)
    order = np.argsort(-values)
    result = left[:, order] * values[order] ** 0.25
    lengths = np.linalg.norm(result, axis=1)
    known = lengths > 1e-6
    return [w for w, k in zip(words, known) if k], result[known] / lengths[known][:, None]


def themes(projects, functions, fold, rows, matrix, information):
    """For each word and bigram, the mean cosine of what any two projects that have it are about.

    A project is the sum of the vectors of its words, each times how rare it is at large and 1 + ln
    of its count. What the word itself, or the words with the bigram, add is left out: else a rare
    word would always stand for one thing."""
    sums, counts = {}, collections.Counter()
    for words in projects:
        counted = collections.Counter(fold(w) for w in words if w not in functions)
        parts = {
            w: (1 + math.log(n)) * information(w) * matrix[rows[w]]
            for w, n in counted.items() if w in rows}
        if len(parts) < LEAST_WORDS:
            continue
        theme = sum(parts.values())
        terms = [((0, w), [w]) for w in counted]
        pieces = collections.defaultdict(list)
        for word in counted:
            for k in range(len(word) - 1):
                pieces[word[k:k + 2]].append(word)
        terms += [((1, bigram), holders) for bigram, holders in pieces.items()]
        for key, holders in terms:
            rest = theme - sum(parts[w] for w in holders if w in parts)
            length = np.linalg.norm(rest)
            if length > 0:
                sums[key] = sums.get(key, 0) + rest / length
                counts[key] += 1
    return {
        key: (float(total @ total) - counts[key]) / (counts[key] * (counts[key] - 1))
        for key, total in sums.items() if counts[key] >= LEAST_PROJECTS}


def fingerprint(kind, text):
    """FNV-1a of a kind and of the scalars of a text, four bytes each, in 32 bits."""
    value = 0x811C9DC5
    for byte in bytes([kind]) + text.encode("utf-32-le"):
        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    return value


def neighbours(components, scales):
    """For each row, the other rows of a cosine of LEAST_COSINE and more, the closest first."""
    matrix = components.astype(np.float32) * np.array(scales, dtype=np.float32)[:, None]
    starts, rows, cosines = [0], [], []
    for first in range(0, len(matrix), 1000):
        block = matrix[first:first + 1000] @ matrix.T
        for offset, values in enumerate(block):
            values[first + offset] = 0
            near = np.flatnonzero(values >= LEAST_COSINE)
            near = near[np.lexsort((near, -values[near]))][:MOST_NEIGHBOURS]
            rows += near.tolist()
            cosines += np.clip(np.round(values[near] * 255), 0, 255).astype(int).tolist()
            starts.append(len(rows))
    pad = lambda data: data + b"\0" * (-len(data) % 4)
    return (struct.pack(f"<{len(starts)}I", *starts)
            + pad(struct.pack(f"<{len(rows)}H", *rows)) + bytes(cosines))


def write(path, words, bigrams, themes, vector_words, matrix):
    frequencies = {}
    for kind, table in ((0, words), (1, bigrams)):
        for key, share in table.items():
            code = min(max(round(-16 * math.log2(share)), 0), 255)
            print_ = fingerprint(kind, key)
            # Of two that collide, the rarer decides: nothing then counts for less than it should.
            frequencies[print_] = max(code, frequencies.get(print_, 0))
    frequencies = sorted(frequencies.items())
    common = {fingerprint(*key): min(max(round(256 * value), 1), 255)
              for key, value in themes.items()}
    rows = {}
    for word, vector in zip(vector_words, matrix):
        # The more frequent of two words that collide comes first.
        rows.setdefault(fingerprint(0, word), (word, vector))
    rows = sorted(rows.items())
    scales, components, texts, offsets = [], [], [], [0]
    for _, (word, vector) in rows:
        step = np.abs(vector).max() / 127
        quantised = np.clip(np.round(vector / step), -127, 127).astype(np.int8)
        scales.append(1 / np.linalg.norm(quantised.astype(np.float64)))
        components.append(quantised)
        texts.append(word.encode("utf-8"))
        offsets.append(offsets[-1] + len(texts[-1]))
    u32 = lambda values: struct.pack(f"<{len(values)}I", *values)
    pad = lambda data: data + b"\0" * (-len(data) % 4)
    data = b"RKWORDS2" + u32([len(frequencies), len(rows), DIMENSIONS, offsets[-1]])
    data += u32([key for key, _ in frequencies])
    data += pad(bytes(code for _, code in frequencies))
    data += pad(bytes(common.get(key, 0) for key, _ in frequencies))
    data += u32([key for key, _ in rows])
    data += struct.pack(f"<{len(scales)}f", *scales)
    data += u32(offsets)
    data += pad(b"".join(c.tobytes() for c in components))
    data += pad(b"".join(texts))
    data += neighbours(np.array(components), np.array(scales))
    pathlib.Path(path).write_bytes(data)
    print(f"{path}: {len(data)} bytes, {len(frequencies)} frequencies, {len(rows)} vectors")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--projects", required=True, help="id, title, purpose, outline")
    parser.add_argument("--literature", required=True, help="id, body")
    parser.add_argument("--output", default=ROOT / "Sources/CWordTables/words.bin")
    options = parser.parse_args()
    cut = japanese_text.WordBreaker()
    fold = japanese_text.Folding(ROOT / "corpus/vocabulary/variants.tsv")
    functions = function_words()
    # Projects repeat their texts from year to year: each sentence counts once.
    distinct = dict.fromkeys(
        s for x in records(options.projects)
        for s in sentences([x["title"], x["purpose"], x["outline"]]))
    projects = [cut(s) for s in distinct]
    literature = (
        cut(japanese_text.normalized(x["body"])[:400])
        for number, x in enumerate(records(options.literature))
        if number % 8 == 0 and len(x["body"]) > 60)
    own = [
        cut(s) for path in sorted(glob.glob(str(ROOT / "corpus/*.jsonl"))) for x in records(path)
        for s in sentences([x.get("title"), x.get("description")])]
    administration, prose = shares(projects, fold), shares(literature, fold)
    common_words = mean_shares(administration[0], prose[0], FREQUENT_WORDS)
    known, matrix = vectors(projects + own * CORPUS_WEIGHT, functions, fold)
    rows = {w: i for i, w in enumerate(known)}
    described = {}
    for x in records(options.projects):
        text = "。".join([x["title"], x["purpose"] or "", (x["outline"] or "")[:300]])
        described.setdefault(x["title"], japanese_text.normalized(text)[:PROJECT_LENGTH])
    write(
        options.output, common_words,
        mean_shares(administration[1], prose[1], FREQUENT_BIGRAMS),
        themes(
            map(cut, described.values()), functions, fold, rows, matrix,
            lambda w: -math.log2(common_words[w]) if w in common_words else 11.25),
        known, matrix)


main()
