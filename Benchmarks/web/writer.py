#!/usr/bin/env python3
"""Commits to an index again and again while its site is asked, and checks every answer.

    search serve --index INDEX &
    Benchmarks/web/writer.py http://127.0.0.1:8080 INDEX --requests 1000

INDEX must be one that may be changed: each commit adds a record. An answer is wrong if it is not 200, has
not its whole length, or tells of fewer records than the one before it on the same connection; a connection
that breaks and a commit that fails are wrong, too. Exits with 1 if anything was wrong, or if there were no
answers or no commits to check.
"""

import argparse
import http.client
import json
import os
import subprocess
import sys
import tempfile
import threading
import urllib.parse


def commits(search, index, stop, done, wrong):
    while not stop.is_set():
        number = len(done)
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
            file.write(json.dumps({
                "id": f"writer-{os.getpid()}-{number}", "title": f"書き込みの試験 {number}",
                "description": "読み手のそばで書き込む図書館の試験。"}, ensure_ascii=False) + "\n")
            file.flush()
            try:
                subprocess.run([search, "add", file.name, "--index", index], check=True,
                               stdout=subprocess.DEVNULL)
            except (OSError, subprocess.CalledProcessError) as error:
                wrong.append(f"commit {number}: {error}")
                return
        done.append(number)


def ask(host, port, count, answers, wrong):
    connection = http.client.HTTPConnection(host, port, timeout=10)
    total = 0
    for number in range(count):
        page = number % 2
        word = urllib.parse.quote("図書館")
        try:
            connection.request("GET", f"/?q={word}" if page else f"/api/search?q={word}&kind=all")
            answer = connection.getresponse()
            body = answer.read()
        except (OSError, http.client.HTTPException) as error:
            # The next request opens a new connection.
            connection.close()
            wrong.append(f"broken connection: {error!r}")
            continue
        answers.append(number)
        if answer.status != 200 or len(body) != int(answer.headers.get("content-length", -1)):
            wrong.append(f"status {answer.status} with {len(body)} bytes")
        elif page:
            if not body.rstrip().endswith(b"</html>"):
                wrong.append("half a page")
        else:
            found = json.loads(body)["total"]
            if found < total:
                wrong.append(f"{found} records after {total}")
            total = found


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("address")
    parser.add_argument("index")
    parser.add_argument("--requests", type=int, default=1000)
    parser.add_argument("--search", default=".build/release/search")
    options = parser.parse_args()
    url = urllib.parse.urlsplit(options.address)
    stop, done, answers, wrong = threading.Event(), [], [], []
    writer = threading.Thread(target=commits, args=(options.search, options.index, stop, done, wrong))
    writer.start()
    readers = [
        threading.Thread(
            target=ask, args=(url.hostname, url.port, max(1, options.requests // 4), answers, wrong))
        for _ in range(4)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    stop.set()
    writer.join()
    print(f"{len(answers)} answers beside {len(done)} commits: {len(wrong)} wrong")
    for what in wrong[:10]:
        print(f"  {what}")
    sys.exit(1 if wrong or not answers or not done else 0)


main()
