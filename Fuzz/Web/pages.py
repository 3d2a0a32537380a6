#!/usr/bin/env python3
"""Asks a running site for pages that nobody would ask for, and checks every answer.

    search serve --index INDEX --data DIR &
    Fuzz/Web/pages.py http://127.0.0.1:8080 --forbidden INDEX --forbidden DIR --seconds 600

The data (/api/…) are left to schemathesis, which reads their description. Here are the pages, their
forms, and requests that are no HTTP. A fault is an answer of 500 or more, none within ten seconds, one that
is cut off, one that names a folder of the server, or one that has a tag which was asked for in it: each
question carries tags, and of these no page may have one that is not escaped. The folders are those of
--forbidden. The site must answer at the end as it did at the start. Exits with 1 if there was a fault.
"""

import argparse
import http.client
import random
import socket
import sys
import time
import urllib.parse

TAG = "zq7"
PIECES = [
    f"<{TAG}>", f"\"><{TAG}>", f"'><{TAG} onload=1>", f"</textarea><{TAG}>", f"</title><{TAG}>",
    f"--><{TAG}>", f"<![CDATA[<{TAG}>", f"javascript:{TAG}", "図書館", "病児保育", "相互利用", "観光",
    "\"", "'", "(", ")", "OR", "AND", "NOT", "-", "+", "*", "?", "~", "^", ":", "title:", "area:",
    "start_year:", "year:", "2015..2020", ">=1", "%", "%00", "\u0000", "\n", "\u3000", "\u202e", "が",
    "か\u3099", "👩‍👩‍👧", "\U0002000B", "NEAR/3", "令和4年", "1億円", "０１２", "a" * 300, "あ" * 200,
    "((((((((", "\\", "../../etc/passwd", "..%2f", ";", "--", "kind:project", "=1+1", "[", "]", "{", "}",
]
FIELDS = [
    "q", "prefectures", "area", "area_key", "category", "start_year", "status", "field", "municipalities",
    "kind", "view", "order", "page", "per", "words", "pick", "lang", "at", "id", "n", "a", "b", "x",
]
VALUES = ["where", "when", "wording", "list", "newest", "oldest", "title", "area", "1", "0", "-1", "99999",
          "ja", "en", "*", "", "2020", "2015..2020", "岩手県", "project"]
PATHS = ["/", "/", "/", "/", "/similar", "/compare", "/results.csv", "/records/", "/import",
         "/import/preview", "/api/suggest", "/page.css", "/page.js", "/icon.svg", "/nothing"]
RAW = [
    b"GET / HTTP/1.1\r\n\r\n", b"GET / HTTP/9.9\r\nHost: x\r\n\r\n", b"\x00\xff\xfe", b"GET\r\n\r\n",
    b"POST /similar HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\n",
    b"POST /similar HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    b"GET /?q=%ff HTTP/1.1\r\nHost: localhost\r\n\r\n", b"GET /%00 HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n",
    b"GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"y" * 20000 + b"\r\n\r\n",
    b"OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n", b"CONNECT a:1 HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"POST /import HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data\r\nContent-Length: 3"
    b"\r\n\r\n--x",
]


class Fuzzer:
    def __init__(self, address, seed, forbidden):
        url = urllib.parse.urlsplit(address)
        self.host, self.port = url.hostname, url.port or 80
        self.random = random.Random(seed)
        self.forbidden = [text.encode() for text in forbidden]
        self.connection = None
        self.faults = []
        self.counts = {}
        self.slowest = (0.0, "")

    def text(self):
        pick = self.random.random()
        if pick < 0.25:
            return self.random.choice(VALUES)
        pieces = self.random.choices(PIECES, k=self.random.choice([1, 1, 2, 3, 5, 12]))
        return self.random.choice(["", " "]).join(pieces)

    def parameters(self):
        names = self.random.choices(FIELDS, k=self.random.choice([0, 1, 2, 3, 6]))
        return [(name, self.text()) for name in names]

    def once(self):
        if self.random.random() < 0.02:
            return self.raw()
        path = self.random.choice(PATHS)
        if path == "/records/":
            path += urllib.parse.quote(self.text(), safe="")
        query = urllib.parse.urlencode(self.parameters(), errors="surrogatepass")
        target = path + ("?" + query if query else "")
        method, body, headers = "GET", None, {"Accept-Language": self.random.choice(["ja", "en", "x"])}
        if path in ("/similar", "/import") and self.random.random() < 0.5:
            method = "POST"
            body = urllib.parse.urlencode([("text", self.text()), ("lang", self.text())]).encode()
            headers["Content-Type"] = self.random.choice([
                "application/x-www-form-urlencoded", "text/plain", "multipart/form-data; boundary=x", ""])
        elif self.random.random() < 0.05:
            method = self.random.choice(["HEAD", "POST", "PUT", "DELETE", "BREW"])
        self.ask(method, target, body, headers)

    def ask(self, method, target, body, headers):
        what = f"{method} {target}"
        start = time.monotonic()
        try:
            if self.connection is None:
                self.connection = http.client.HTTPConnection(self.host, self.port, timeout=10)
            self.connection.request(method, target, body, headers)
            answer = self.connection.getresponse()
            content = answer.read()
            if answer.headers.get("connection") == "close":
                self.connection.close()
                self.connection = None
        except (OSError, http.client.HTTPException) as error:
            self.connection = None
            # An address that is too long ends the connection; the answer may be lost with it.
            if len(target) < 16000 or isinstance(error, ConnectionRefusedError):
                self.faults.append(f"{error!r}: {what[:300]}")
            return
        taken = time.monotonic() - start
        self.slowest = max(self.slowest, (taken, what))
        self.counts[answer.status] = self.counts.get(answer.status, 0) + 1
        # 503 is the answer to a question that takes too long.
        if answer.status >= 500 and answer.status != 503:
            self.faults.append(f"{answer.status}: {what}")
        if "html" in answer.headers.get("content-type", ""):
            if f"<{TAG}".encode() in content:
                self.faults.append(f"not escaped: {what}")
            if method != "HEAD" and not content.rstrip().endswith(b"</html>"):
                self.faults.append(f"cut off: {what}")
        if any(text in content for text in self.forbidden):
            self.faults.append(f"names a folder: {what}")

    def raw(self):
        start = time.monotonic()
        data = self.random.choice(RAW)
        try:
            with socket.create_connection((self.host, self.port), timeout=15) as client:
                client.sendall(data)
                client.shutdown(socket.SHUT_WR)
                answer = b""
                while part := client.recv(65536):
                    answer += part
        except TimeoutError:
            self.faults.append(f"no end: {data[:60]!r}")
            return
        except ConnectionRefusedError as error:
            self.faults.append(f"{error!r}: {data[:60]!r}")
            return
        except OSError:
            # What is no HTTP may be answered by a reset.
            return
        if answer.startswith(b"HTTP/1.1 5") and not answer.startswith(b"HTTP/1.1 505"):
            self.faults.append(f"{answer[:12]!r}: {data[:60]!r}")
        self.slowest = max(self.slowest, (time.monotonic() - start, repr(data[:60])))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("address")
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--forbidden", action="append", required=True, metavar="PATH",
                        help="a folder of the server, which no answer may name")
    options = parser.parse_args()
    if not all(options.forbidden):
        parser.error("--forbidden must name a folder")
    fuzzer = Fuzzer(options.address, options.seed, options.forbidden)
    end = time.monotonic() + options.seconds
    while time.monotonic() < end and len(fuzzer.faults) < 50:
        fuzzer.once()
    fuzzer.ask("GET", "/", None, {})
    if not fuzzer.counts.get(200):
        fuzzer.faults.append("no page was answered with 200")
    print(f"{sum(fuzzer.counts.values())} answers, by status {dict(sorted(fuzzer.counts.items()))}; "
          f"the slowest took {fuzzer.slowest[0]:.2f} s: {fuzzer.slowest[1][:200]}")
    for fault in fuzzer.faults:
        print(fault[:500])
    sys.exit(1 if fuzzer.faults else 0)


main()
