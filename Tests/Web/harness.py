"""What the browser tests share: an index, the server, and a Chromium.

The tests need playwright from PyPI and a Chromium; `make test-web` installs what is missing.
"""

import os
import re
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path
from urllib.parse import quote, urlencode

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
SEARCH = os.environ.get("SEARCH", str(ROOT / ".build/release/search"))
SERVER = os.environ.get("SEARCH_WEB", str(ROOT / ".build/release/search-web"))
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


class Server:
    """A server of its own, with an index of its own."""

    def __init__(self, records=None, imports=False):
        self.folder = Path(tempfile.mkdtemp(prefix="renkei-web-"))
        self.index = self.folder / "index"
        self.data = self.folder / "data"
        self.process = None
        try:
            self.build(records)
            self.start(imports)
        except BaseException:
            self.stop()
            raise

    def build(self, records):
        source = ROOT / "corpus"
        if records is not None:
            source = self.folder / "records.jsonl"
            source.write_text(records, encoding="utf-8")
        subprocess.run(
            [SEARCH, "index", str(source), "--index", str(self.index)],
            check=True, cwd=ROOT, stdout=subprocess.DEVNULL)

    def start(self, imports):
        command = [SERVER, "--index", str(self.index), "--port", "0"]
        if imports:
            self.data.mkdir()
            command += ["--data", str(self.data)]
        self.process = subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        for line in self.process.stdout:
            found = re.search(r"http://[0-9.\[\]:a-z]+:\d+", line)
            if found:
                self.address = found.group().rstrip("/")
                return
        raise RuntimeError("the server has not told its address")

    def stop(self):
        if self.process:
            self.process.terminate()
            self.process.wait(timeout=10)
            self.process.stdout.close()
        shutil.rmtree(self.folder, ignore_errors=True)


class BrowserCase(unittest.TestCase):
    """A test with a page of its own in a browser that all tests of the class share."""

    records = None
    imports = False
    options = {}

    @classmethod
    def setUpClass(cls):
        cls.server = Server(cls.records, cls.imports)
        cls.addClassCleanup(cls.server.stop)
        cls.playwright = sync_playwright().start()
        cls.addClassCleanup(cls.playwright.stop)
        cls.browser = cls.playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox"])
        cls.addClassCleanup(cls.browser.close)

    def setUp(self):
        self.faults = []
        self.addCleanup(lambda: self.assertEqual(self.faults, []))
        self.page = self.new_page(**self.options)

    def new_page(self, **options):
        settings = {"locale": "ja-JP", "viewport": {"width": 1280, "height": 900}}
        settings.update(options)
        context = self.browser.new_context(**settings)
        self.addCleanup(context.close)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", self.note)
        return page

    def note(self, message):
        # That an address answers with 4xx is what some tests want.
        if message.type == "error" and "the server responded with a status of 4" not in message.text:
            self.faults.append(message.text)

    def url(self, path="/", **parameters):
        query = urlencode(parameters, doseq=True, quote_via=quote)
        return self.server.address + path + ("?" + query if query else "")

    def open(self, path="/", **parameters):
        return self.page.goto(self.url(path, **parameters))

    def titles(self):
        return self.page.locator(".hit .title").all_inner_texts()

    def heading(self):
        return self.page.locator("h1").inner_text()

    def wait_for_heading(self, text):
        self.page.wait_for_function(
            "text => document.querySelector('h1')?.innerText.includes(text)", arg=text)

    def wait_for_address(self, pattern):
        self.page.wait_for_url(re.compile(pattern))
