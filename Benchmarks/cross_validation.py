#!/usr/bin/env python3
"""Tells how much of a gain is left when a setting is chosen on other topics.

    cross_validation.py NAME=FILE NAME=FILE ...

Each FILE is what `search eval --per-topic` printed with one setting. The topics are dealt into
5 folds, 200 times in another order; for each fold the setting with the best mean of the first
measure on the other folds is taken. Printed are the mean of each setting over all topics, how often
each was chosen, and the mean over the held-out folds.
"""
import random
import sys

FOLDS, ROUNDS = 5, 200


def topics(path):
    scores = {}
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            columns = line.split()
            if len(columns) > 5 and not line.startswith((" ", "all ")):
                scores[columns[0]] = float(columns[1])
    return scores


def main(arguments):
    if not arguments or any("=" not in argument for argument in arguments):
        sys.exit(__doc__)
    settings = {}
    for argument in arguments:
        name, path = argument.split("=", 1)
        settings[name] = topics(path)
    ids = sorted(next(iter(settings.values())))
    if not ids or any(sorted(scores) != ids for scores in settings.values()):
        sys.exit("the files have no topics, or not the same ones")
    mean = lambda name, some: sum(settings[name][i] for i in some) / len(some)
    for name in settings:
        print(f"{name}: {mean(name, ids):.4f}")
    chooser = random.Random(1)
    chosen = dict.fromkeys(settings, 0)
    total = 0.0
    for _ in range(ROUNDS):
        order = ids[:]
        chooser.shuffle(order)
        for fold in range(FOLDS):
            held_out = order[fold::FOLDS]
            rest = [i for i in order if i not in held_out]
            best = max(settings, key=lambda name: mean(name, rest))
            chosen[best] += 1
            total += sum(settings[best][i] for i in held_out)
    print(f"held out: {total / ROUNDS / len(ids):.4f}")
    print("chosen: " + ", ".join(f"{n} {c / ROUNDS / FOLDS:.0%}" for n, c in chosen.items()))


main(sys.argv[1:])
