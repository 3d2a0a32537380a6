"""Reads what the tables of words are made of."""
import json
import lzma
import pathlib
import re

import japanese_text

ROOT = pathlib.Path(__file__).resolve().parents[2]


def records(path):
    opened = lzma.open(path, "rt", encoding="utf-8") if str(path).endswith(".xz") else open(
        path, encoding="utf-8")
    with opened as lines:
        for line in lines:
            yield json.loads(line)


def sentences(texts):
    """Normalised sentences."""
    for text in texts:
        for sentence in re.split(r"[。\n]", text or ""):
            sentence = japanese_text.normalized(sentence).strip()
            if len(sentence) > 3:
                yield sentence
