"""Bringing in a file on the page."""

import unittest

from harness import ROOT, BrowserCase

EXAMPLE = ROOT / "Examples/data/projects-cp932.csv"


class ImportTests(BrowserCase):
    imports = True

    def test_a_table_of_excel_is_looked_at_corrected_and_built(self):
        self.open("/import")
        self.page.set_input_files("#file", str(EXAMPLE))
        self.page.click("#drop button")
        self.page.wait_for_selector("#columns-title")
        text = self.page.inner_text("main")
        for part in ["projects-cp932.csv", "cp932", "3 行目", "図書館の相互利用", "みどり圏域"]:
            self.assertIn(part, text)
        self.assertNotIn(str(self.server.folder), self.page.content())
        # The section in charge is not wanted.
        row = self.page.locator("tr", has=self.page.locator("th", has_text="担当課")).first
        row.locator("select").select_option(label="取り込まない")
        self.page.click("text=この扱いで読み直す")
        self.page.wait_for_url("**/import/preview?**column=**")
        records = self.page.locator("[aria-labelledby=records-title]")
        self.assertNotIn("担当課", records.inner_text())
        self.assertIn("図書館の相互利用", records.inner_text())
        self.page.click("text=データを作成")
        self.wait_for_heading("データができました")
        self.page.click("main a.button")
        self.assertIn("6", self.page.inner_text(".counts"))
        self.page.fill("#q", "図書館")
        self.wait_for_heading("「図書館」に該当する事業")
        self.assertIn("図書館の相互利用", self.titles())
        # A second time it is asked first.
        self.open("/import")
        self.page.set_input_files("#file", str(EXAMPLE))
        self.page.click("#drop button")
        self.page.wait_for_selector("input[name=replace]")

    def test_a_file_that_is_dropped_is_looked_at(self):
        self.open("/import")
        transfer = self.page.evaluate_handle("""() => {
            const transfer = new DataTransfer();
            transfer.items.add(new File(["件名,概要\\n図書館の連携,図書館が連携する\\n"], "一覧.csv"));
            return transfer;
        }""")
        self.page.dispatch_event("#drop", "drop", {"dataTransfer": transfer})
        self.page.wait_for_selector("#columns-title")
        self.assertIn("一覧.csv", self.page.inner_text("main"))
        self.assertIn("図書館の連携", self.page.inner_text("main"))

    def test_it_works_without_scripts_and_tells_what_is_wrong(self):
        page = self.new_page(java_script_enabled=False)
        page.goto(self.url("/import"))
        page.set_input_files("#file", files=[
            {"name": "古い.xls", "mimeType": "application/vnd.ms-excel",
             "buffer": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)}])
        page.click("#drop button")
        notice = page.locator(".notice")
        self.assertTrue(notice.is_visible())
        self.assertIn("古い.xls", notice.inner_text())
        self.assertEqual(page.locator("#file").count(), 1, "another file can be chosen")


class WithoutImportTests(BrowserCase):
    def test_nothing_is_offered_where_no_folder_was_named(self):
        self.open()
        self.assertEqual(self.page.locator("a[href^='/import']").count(), 0)
        self.assertEqual(self.open("/import").status, 403)


if __name__ == "__main__":
    unittest.main()
