"""The programs that check a running site: what they exit with where the site is broken."""

import http.server
import subprocess
import sys
import threading
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WRITER = ROOT / "Benchmarks/web/writer.py"
PAGES = ROOT / "Fuzz/Web/pages.py"


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers as a site does, or breaks the connection; the server says which."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        length = self.headers.get("Content-Length", "0")
        self.rfile.read(int(length) if length.isdigit() else 0)
        if self.server.breaks(self.path):
            self.close_connection = True
            return
        data = self.path.startswith("/api/")
        body = b'{"total": 1}' if data else self.server.page
        self.send_response(200)
        self.send_header("Content-Type", "application/json" if data else "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_HEAD = do_GET

    def __getattr__(self, name):
        # Every method is answered, as the checker sends some that nobody knows.
        if name.startswith("do_"):
            return self.do_GET
        raise AttributeError(name)

    def log_message(self, *arguments):
        pass


class CheckerTests(unittest.TestCase):
    def site(self, breaks=lambda path: False, page=b"<html></html>"):
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.breaks, server.page = breaks, page
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        self.addCleanup(server.server_close)
        self.addCleanup(thread.join)
        self.addCleanup(server.shutdown)
        return f"http://127.0.0.1:{server.server_port}"

    def run_checker(self, *arguments):
        done = subprocess.run(
            [sys.executable, *map(str, arguments)], capture_output=True, text=True, timeout=60)
        self.assertNotIn("Traceback", done.stderr)
        return done

    def writer(self, address, search="true"):
        return self.run_checker(WRITER, address, "index", "--requests", "8", "--search", search)

    def pages(self, address, *arguments):
        return self.run_checker(PAGES, address, "--seconds", "0.3", *arguments)

    def test_a_site_that_answers_passes(self):
        self.assertEqual(self.writer(self.site()).returncode, 0)
        self.assertEqual(self.pages(self.site(), "--forbidden", "/srv/index").returncode, 0)

    def test_a_connection_that_breaks_is_a_fault(self):
        broken = self.writer(self.site(breaks=lambda path: path.startswith("/api/")))
        self.assertEqual(broken.returncode, 1)
        self.assertIn("broken connection", broken.stdout)
        self.assertEqual(
            self.pages(self.site(breaks=lambda path: True), "--forbidden", "/srv").returncode, 1)

    def test_a_site_that_is_not_there_is_a_fault(self):
        # A port of which nobody listens: that of a server which is closed again.
        server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
        server.server_close()
        address = f"http://127.0.0.1:{server.server_port}"
        self.assertEqual(self.writer(address).returncode, 1)
        self.assertEqual(self.pages(address, "--forbidden", "/srv").returncode, 1)

    def test_a_commit_that_fails_is_a_fault(self):
        failed = self.writer(self.site(), search="false")
        self.assertEqual(failed.returncode, 1)
        self.assertIn("commit 0", failed.stdout)

    def test_a_page_that_names_a_folder_is_a_fault(self):
        page = b"<html>/srv/index/manifest</html>"
        self.assertEqual(
            self.pages(self.site(page=page), "--forbidden", "/srv/index").returncode, 1)

    def test_a_folder_must_be_named(self):
        self.assertEqual(self.pages(self.site()).returncode, 2)
        self.assertEqual(self.pages(self.site(), "--forbidden", "").returncode, 2)


if __name__ == "__main__":
    unittest.main()
