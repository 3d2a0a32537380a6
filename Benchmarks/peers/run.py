"""Measures all engines on collections and writes CSV files: `run.py NAME=SOURCE.jsonl[:LIMIT] …`.

Each engine runs in its own process on one core, one after the other. The files lie in
`record/<date>-<processor>/`: `machine.csv`, `build.csv`, `latency.csv`, `throughput.csv`.
"""
import argparse
import csv
import datetime
import json
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import time

from engines import size

HERE = os.path.dirname(os.path.abspath(__file__))
BENCHMARKS = os.path.dirname(HERE)
PEERS = os.environ.setdefault("PEERS", os.path.join(BENCHMARKS, ".peers"))
ENGINES = ("renkei", "lucene", "tantivy", "groonga", "xapian", "sqlite-trigram")
# Engines whose totals are free, as they score every match.
ALWAYS_COUNT = ("groonga",)
KINDS = ("word", "all", "any", "phrase", "sentence")


def worker(arguments, core):
    python = "/usr/bin/python3" if os.path.exists("/usr/bin/python3") else sys.executable
    environment = dict(os.environ, PYTHONPATH=f"{PEERS}/python")
    return subprocess.Popen(
        ["taskset", "-c", str(core), python, f"{HERE}/worker.py", *arguments],
        stdout=subprocess.PIPE, text=True, env=environment)


def finished(process, limit=600):
    try:
        output, _ = process.communicate(timeout=limit)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        return None
    return output if process.returncode == 0 else None


def times(output):
    rows = [line.split("\t") for line in (output or "").splitlines()]
    rows = [(float(row[1]), int(row[2])) for row in rows if float(row[1]) < float("inf")]
    return [row[0] for row in rows], [row[1] for row in rows if row[1] >= 0]


def percentile(values, percent):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, percent * len(ordered) // 100)]


def processor():
    with open("/proc/cpuinfo") as lines:
        for line in lines:
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return "unknown"


def command(arguments, folder=None):
    output = subprocess.run(arguments, capture_output=True, text=True, cwd=folder)
    return output.stdout.strip()


class Record:
    """A folder of CSV files."""

    def __init__(self, folder):
        self.folder = folder
        os.makedirs(folder, exist_ok=True)
        self.files = {}

    def add(self, name, **row):
        if name not in self.files:
            file = open(os.path.join(self.folder, name + ".csv"), "w", newline="")
            self.files[name] = (file, csv.DictWriter(file, list(row), lineterminator="\n"))
            self.files[name][1].writeheader()
        file, writer = self.files[name]
        writer.writerow(row)
        file.flush()


def measure(record, name, data, engine, options):
    folder = os.path.join(options.work, f"{name}-{engine}")
    shutil.rmtree(folder, ignore_errors=True)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    built = finished(worker([engine, "build", data, folder], options.core), options.build_limit)
    wall = time.perf_counter() - start
    if built is None:
        print(f"peers: {engine} did not build {name}", file=sys.stderr)
        return
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - used.ru_utime - used.ru_stime
    with open(f"{data}/about.json") as file:
        about = json.load(file)
    record.add("build", data=name, engine=engine, documents=about["documents"],
               text_bytes=about["bytes"], wall_s=f"{wall:.2f}", cpu_s=f"{cpu:.2f}",
               index_bytes=size(folder))
    for kind in KINDS:
        for counts in ("exact", "none"):
            if counts == "none" and engine in ALWAYS_COUNT:
                continue
            arguments = [engine, "search", data, folder, kind, counts, str(options.seconds)]
            found, totals = times(finished(worker(arguments, options.core)))
            if not found:
                continue
            record.add("latency", data=name, engine=engine, kind=kind, counts=counts,
                       queries=len(found), mean_us=f"{statistics.fmean(found):.1f}",
                       p50_us=f"{percentile(found, 50):.1f}", p99_us=f"{percentile(found, 99):.1f}",
                       mean_hits=f"{statistics.fmean(totals):.1f}" if totals else "")
        arguments = [engine, "search", data, folder, kind, "exact", str(options.seconds)]
        both = [worker(arguments, core) for core in options.cores]
        rates = []
        for process in both:
            found, _ = times(finished(process))
            if found:
                rates.append(1e6 / statistics.fmean(found))
        if len(rates) == len(both):
            record.add("throughput", data=name, engine=engine, kind=kind, processes=len(both),
                       queries_per_s=f"{sum(rates):.0f}")
    if not options.keep:
        shutil.rmtree(folder, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("collections", nargs="+", metavar="NAME=SOURCE[:LIMIT]")
    parser.add_argument("--engines", default=",".join(ENGINES))
    parser.add_argument("--seconds", type=float, default=0.8, help="for each set of queries")
    parser.add_argument("--build-limit", type=float, default=90, help="seconds for a build")
    parser.add_argument("--core", type=int, default=1)
    parser.add_argument("--cores", type=lambda t: [int(c) for c in t.split(",")], default=[0, 1])
    parser.add_argument("--work", default=os.path.join(PEERS, "work"))
    parser.add_argument("--record")
    parser.add_argument("--keep", action="store_true", help="keep the indexes")
    options = parser.parse_args()
    os.makedirs(options.work, exist_ok=True)
    cpu = processor()
    date = datetime.date.today().isoformat()
    slug = re.sub("[^a-z0-9]+", "-", cpu.lower()).strip("-")[:40]
    record = Record(options.record or os.path.join(BENCHMARKS, "record", f"{date}-{slug}"))
    with open("/proc/meminfo") as lines:
        memory = int(next(lines).split()[1]) >> 20
    record.add("machine", key="processor", value=cpu)
    record.add("machine", key="cores", value=os.cpu_count())
    record.add("machine", key="memory_gib", value=memory)
    record.add("machine", key="date", value=date)
    record.add("machine", key="commit",
               value=command(["git", "rev-parse", "--short", "HEAD"], HERE))
    engines = []
    for engine in options.engines.split(","):
        version = finished(worker([engine, "version"], options.core))
        if version is None:
            print(f"peers: {engine} is not installed; it is left out", file=sys.stderr)
            continue
        record.add("machine", key=f"version of {engine}", value=version.strip())
        engines.append(engine)
    for collection in options.collections:
        name, source = collection.split("=", 1)
        source, _, limit = source.partition(":")
        data = os.path.join(options.work, f"{name}-data")
        subprocess.run(
            [sys.executable, f"{HERE}/prepare.py", source, data]
            + (["--limit", limit] if limit else []), check=True)
        for engine in engines:
            print(f"peers: {name}, {engine}", file=sys.stderr)
            measure(record, name, data, engine, options)
    print(record.folder)


main()
