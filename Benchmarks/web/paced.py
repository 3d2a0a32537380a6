#!/usr/bin/env python3
"""Asks a site for pages at a steady rate, and tells how long the answers take.

    Benchmarks/web/paced.py http://127.0.0.1:8080 --rate 1000

A request counts from the time at which it was due, so that a pause of the server is seen in all that
waited for it. The connections are kept open; each asks in its turn.
"""

import argparse
import asyncio
import os
import time
import urllib.parse

HERE = os.path.dirname(os.path.abspath(__file__))


async def answer(reader):
    """Reads an answer and tells its status."""
    head = await reader.readuntil(b"\r\n\r\n")
    status = int(head[9:12])
    length = next(int(line[15:]) for line in head.lower().split(b"\r\n")
                  if line.startswith(b"content-length:"))
    await reader.readexactly(length)
    return status


async def worker(host, port, due, requests, taken, failures):
    reader, writer = await asyncio.open_connection(host, port)
    while due:
        when, place = due.pop()
        wait = when - time.monotonic()
        if wait > 0:
            await asyncio.sleep(wait)
        writer.write(requests[place % len(requests)])
        try:
            status = await answer(reader)
        except (asyncio.IncompleteReadError, ConnectionError):
            status = 0
            reader, writer = await asyncio.open_connection(host, port)
        taken.append(time.monotonic() - when)
        if status != 200:
            failures.append(status)
    writer.close()


async def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("address")
    parser.add_argument("--rate", type=float, default=100)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--connections", type=int, default=32)
    parser.add_argument("--page", default="/")
    parser.add_argument("--questions", default=os.environ.get("QUESTIONS", f"{HERE}/questions.txt"))
    options = parser.parse_args()
    url = urllib.parse.urlsplit(options.address)
    with open(options.questions, encoding="utf-8") as file:
        questions = [line.strip() for line in file if line.strip()]
    requests = [
        f"GET {options.page}?q={urllib.parse.quote(question)} HTTP/1.1\r\n"
        f"Host: {url.netloc}\r\nAccept-Language: ja\r\n\r\n".encode() for question in questions]
    begin = time.monotonic() + 0.2
    count = int(options.rate * options.seconds)
    due = [(begin + number / options.rate, number) for number in reversed(range(count))]
    taken, failures = [], []
    await asyncio.gather(*(
        worker(url.hostname, url.port, due, requests, taken, failures)
        for _ in range(options.connections)))
    seconds = time.monotonic() - begin
    taken.sort()

    def percentile(share):
        return taken[min(int(len(taken) * share), len(taken) - 1)] * 1000

    print(f"answers {len(taken)} in {seconds:.1f} s: {len(taken) / seconds:.0f} a second; "
          f"p50 {percentile(0.5):.1f} ms, p99 {percentile(0.99):.1f} ms, "
          f"longest {taken[-1] * 1000:.0f} ms; not 200: {len(failures)}")


asyncio.run(main())
