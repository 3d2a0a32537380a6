"""One engine in a process of its own.

    worker.py ENGINE version
    worker.py ENGINE build DATA FOLDER
    worker.py ENGINE search DATA FOLDER KIND exact|none SECONDS

`search` prints `qid TAB microseconds TAB hits`: the fastest time of each query in the passes that fit into
the seconds, a third of which warm up; Renkei Search has a number of passes instead. Hits are -1 where they
are not counted. An engine that cannot do without counting (or cannot count) prints nothing.
"""
import json
import os
import subprocess
import sys
import time

from engines import PYTHON

PEERS = os.environ["PEERS"]
SEARCH = os.environ.get("SEARCH", "search")


def queries(data, kind):
    with open(f"{data}/{kind}.tsv", encoding="utf-8") as lines:
        return [line.rstrip("\n").split("\t", 1) for line in lines]


def python(engine, data, folder, kind, counts, seconds):
    search = engine.open(folder)
    asked = queries(data, kind)
    fastest, totals = [float("inf")] * len(asked), [-1] * len(asked)
    begin, is_warm, passes = time.perf_counter(), False, 0
    while not passes or time.perf_counter() - begin < seconds:
        for number, (_, text) in enumerate(asked):
            start = time.perf_counter_ns()
            total = search(kind, text, counts)
            spent = (time.perf_counter_ns() - start) / 1000
            if isinstance(total, tuple):
                total, spent = total
            totals[number] = total
            if is_warm and spent < fastest[number]:
                fastest[number] = spent
            # A slow engine is not warmed up with all queries, nor timed with more than it has time for.
            if time.perf_counter() - begin > (seconds * 3 if is_warm else seconds / 3):
                break
        passes += is_warm
        is_warm = is_warm or time.perf_counter() - begin > seconds / 3
    for (identifier, _), spent, total in zip(asked, fastest, totals):
        if total is not None and spent < float("inf"):
            print(identifier, f"{spent:.1f}", total, sep="\t")


def lucene(arguments, **options):
    home = f"{PEERS}/lucene"
    jars = ":".join(f"{home}/jars/{name}" for name in os.listdir(f"{home}/jars"))
    return subprocess.run(
        [f"{home}/jre/bin/java", "-Xmx2g", "-XX:+UseSerialGC", "--add-modules",
         "jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED", "-cp",
         f"{jars}:{home}/classes", "LuceneDriver", *arguments], check=True, stderr=subprocess.DEVNULL, **options)


def written(kind, text):
    """A query as Renkei Search wants it; the parts of a pair are words or exact substrings alike."""
    if kind == "phrase":
        return f'"{text}"'
    if kind in ("all", "any"):
        return (" AND " if kind == "all" else " OR ").join(text.split(" "))
    return text


def renkei(data, folder, kind, counts):
    # Two of these processes may run at once.
    file = f"{folder}-{kind}-{os.getpid()}.tsv"
    with open(file, "w", encoding="utf-8") as output:
        for identifier, text in queries(data, kind):
            output.write(f"{identifier}\t{written(kind, text)}\n")
    command = [SEARCH, "bench", "--index", folder, "--queries", file, "-n", "10", "--warm", "2",
               "--passes", "5", "--total", "exact" if counts else "none"]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    for line in output.splitlines():
        answer = json.loads(line)
        if "qid" in answer:
            total = answer.get("total") if counts else -1
            print(answer["qid"], answer["fastest_us"], total, sep="\t")


def main():
    name, task, *rest = sys.argv[1:]
    if task == "version":
        if name == "renkei":
            print(subprocess.run([SEARCH, "--version"], capture_output=True, text=True,
                                 check=True).stdout.strip())
        elif name == "lucene":
            lucene(["version"])
        else:
            print(PYTHON[name].version())
    elif task == "build":
        data, folder = rest
        if name == "renkei":
            subprocess.run(
                [SEARCH, "index", f"{data}/documents.jsonl", "--index", folder, "--threads", "1",
                 "--map", "description=text", "--synonyms", "none"], check=True,
                stdout=subprocess.DEVNULL)
        elif name == "lucene":
            lucene(["build", f"{data}/documents.tsv", folder])
        else:
            os.makedirs(folder)
            PYTHON[name]().build(f"{data}/documents.tsv", folder)
    else:
        data, folder, kind, counts, seconds = rest
        if name == "renkei":
            renkei(data, folder, kind, counts == "exact")
        elif name == "lucene":
            with open(f"{data}/{kind}.tsv", "rb") as asked:
                # Its compiler needs longer to warm up.
                lucene(["search", folder, kind, counts, str(max(float(seconds), 2))], stdin=asked)
        else:
            python(PYTHON[name](), data, folder, kind, counts == "exact", float(seconds))


main()
