"""What the pages say and where their links lead."""

import csv
import io
import unittest
from urllib.parse import parse_qs, urlsplit

from harness import BrowserCase


class FirstScreenTests(BrowserCase):
    def test_it_says_what_the_data_is_and_offers_questions(self):
        self.open()
        self.assertEqual(self.heading(), "広域連携の事業を探す")
        self.assertTrue(self.page.evaluate("document.activeElement.id === 'q'"))
        self.assertIn("例：", self.page.get_attribute("#q", "placeholder"))
        self.assertEqual(self.page.locator(".examples a").count(), 5)
        counts = self.page.locator(".counts").inner_text()
        for number in ["410", "64", "5"]:
            self.assertIn(number, counts)
        self.assertIn("全国の事業をすべて集めたものではありません", self.page.inner_text(".data"))

    def test_every_example_finds_records_with_all_words(self):
        self.open()
        for link in self.page.locator(".examples a").all():
            address = link.get_attribute("href")
            other = self.new_page()
            other.goto(self.server.address + address)
            self.assertGreater(other.locator(".hit").count(), 0, address)
            self.assertEqual(other.locator(".notice").count(), 0, address)

    def test_a_number_of_the_table_leads_to_as_many_records(self):
        self.open()
        cells = self.page.locator(".matrix tbody tr:nth-child(n) td.number a")
        self.assertGreater(cells.count(), 150)
        for place in [0, 1, 40, 90]:
            cell = cells.nth(place)
            number, address = cell.inner_text(), cell.get_attribute("href")
            other = self.new_page()
            other.goto(self.server.address + address)
            self.assertIn(f"事業 {number} 件", other.inner_text("h1"), address)
        self.assertEqual(
            self.page.locator(".matrix tbody tr").count(), 64, "a row for each area")

    def test_it_speaks_the_language_of_the_browser(self):
        page = self.new_page(locale="en-GB")
        page.goto(self.url())
        self.assertEqual(page.inner_text("h1"), "Find projects of municipal cooperation")
        page.click("#language")
        self.assertEqual(page.inner_text("h1"), "広域連携の事業を探す")
        self.assertEqual(page.get_attribute("html", "lang"), "ja")


class ResultTests(BrowserCase):
    def test_a_hit_tells_what_where_when_and_its_source(self):
        self.open(q="図書館の相互利用")
        hit = self.page.locator(".hit", has_text="公共図書館の相互利用事業").first
        text = hit.inner_text()
        for part in ["因幡・但馬麒麟のまち連携中枢都市圏", "鳥取市", "2022年（令和4年）",
                     "出典：連携中枢都市圏の取組", "似た事業", "比較に加える", "出典を引用"]:
            self.assertIn(part, text)
        self.assertGreater(hit.locator("mark").count(), 0)
        self.assertNotIn("chusu-inaba-tajima-07", self.page.inner_text("main"))

    def test_a_word_that_no_record_has_is_said_first(self):
        self.open(q="図書館 火星探査機")
        notice = self.page.locator(".notice")
        self.assertIn("このデータにありません", notice.inner_text())
        above = self.page.evaluate(
            "document.querySelector('.notice').getBoundingClientRect().top <"
            " document.querySelector('.hit').getBoundingClientRect().top")
        self.assertTrue(above)
        self.assertEqual(self.page.locator(".tier").all_inner_texts(), ["一部の語を含む事業"])

    def test_records_with_all_and_with_some_words_stand_apart(self):
        self.open(q="移住 相談")
        self.assertEqual(
            self.page.locator(".tier").all_inner_texts(), ["すべての語を含む事業", "一部の語を含む事業"])

    def test_how_words_were_understood_is_told_on_demand(self):
        self.open(q="取り組み 火葬場")
        self.assertEqual(self.page.locator("#words table").count(), 0)
        self.page.click("text=検索した語の扱い")
        self.page.wait_for_selector("#words table")
        text = self.page.inner_text("#words")
        self.assertIn("別の書き方「取組」", text)
        self.assertIn("同じ意味の語「斎場」", text)

    def test_an_address_reproduces_question_conditions_order_and_page(self):
        address = self.url(q="連携", prefectures=["岩手県", "広島県"], order="title", page=2)
        self.page.goto(address)
        first = self.titles()
        self.assertGreater(len(first), 0)
        self.assertEqual(self.page.input_value("#q"), "連携")
        self.assertEqual(self.page.input_value("#order"), "title")
        self.assertEqual(self.page.locator(".marks .mark").count(), 2)
        other = self.new_page(java_script_enabled=False)
        other.goto(address)
        self.assertEqual(other.locator(".hit .title").all_inner_texts(), first)

    def test_records_without_a_year_can_be_chosen(self):
        self.open(q="観光", start_year="")
        self.assertIn("開始年：年の記載なし", self.page.inner_text(".marks"))
        self.assertEqual(self.page.locator(".facts", has_text="年（").count(), 0)
        self.assertGreater(len(self.titles()), 0)

    def test_each_area_can_give_its_best_record_only(self):
        self.open(q="観光", per="area")
        areas = self.page.locator(".facts .area").all_inner_texts()
        self.assertGreater(len(areas), 10)
        self.assertEqual(len(areas), len(set(areas)))

    def test_the_table_for_excel_has_all_records_with_a_byte_order_mark(self):
        self.open(q="図書館")
        number = int(self.heading().split("事業 ")[1].split(" ")[0])
        address = self.page.get_attribute("a[download]", "href")
        answer = self.page.request.get(self.server.address + address)
        self.assertIn("text/csv", answer.headers["content-type"])
        body = answer.body()
        self.assertTrue(body.startswith(b"\xef\xbb\xbf"))
        rows = list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))
        self.assertEqual(rows[0][:3], ["ID", "題名", "説明"])
        self.assertEqual(len(rows) - 1, number)
        self.assertIn("公共図書館の相互利用事業", [row[1] for row in rows])

    def test_a_print_has_the_question_the_conditions_the_day_and_the_source(self):
        self.open(q="図書館", prefectures="鳥取県")
        self.page.emulate_media(media="print")
        head = self.page.locator("dl.print")
        self.assertTrue(head.is_visible())
        text = head.inner_text()
        for part in ["図書館", "鳥取県", "印刷日", "連携中枢都市圏の取組"]:
            self.assertIn(part, text)
        self.assertRegex(text, r"20\d\d年")
        for part in ["#ask", ".beside", ".tabs", ".actions", ".top"]:
            self.assertFalse(self.page.locator(part).first.is_visible(), part)
        self.assertGreater(len(self.page.pdf()), 5_000)

    def test_a_question_that_cannot_be_read_is_shown_with_the_place(self):
        answer = self.open(q="図書館 year:いつか")
        self.assertEqual(answer.status, 400)
        self.assertEqual(self.page.input_value("#q"), "図書館 year:いつか")
        self.assertGreater(self.page.locator(".notice mark").count(), 0)


class ViewTests(BrowserCase):
    def test_areas_stand_in_three_groups_and_none_is_said_not_to_have_a_project(self):
        self.open(q="本市", view="where")
        headings = self.page.locator(".view .tier").all_inner_texts()
        self.assertTrue(headings[0].startswith("該当する事業がある地域"))
        self.assertTrue(any(text.startswith("確認が必要な地域") for text in headings))
        self.assertTrue(headings[-1].startswith("このデータに記録がない地域"))
        numbers = [int(text.split()[-1]) for text in headings]
        self.assertEqual(sum(numbers), 64)

    def test_an_area_leads_to_its_records(self):
        self.open(q="図書館", view="where")
        row = self.page.locator(".places tbody tr").first
        area = row.locator("th").inner_text()
        number = row.locator("td.number").inner_text()
        row.locator("th a").click()
        self.wait_for_heading(f"事業 {number} 件")
        self.assertEqual(set(self.page.locator(".facts .area").all_inner_texts()), {area})

    def test_years_are_bars_with_numbers_and_add_up(self):
        self.open(q="観光", view="when")
        total = int(self.heading().split("事業 ")[1].split(" ")[0])
        numbers = [int(text) for text in self.page.locator(".bars td.number").all_inner_texts()]
        self.assertEqual(sum(numbers), total)
        self.assertGreater(self.page.locator(".bars rect").count(), 2)
        self.assertIn("年の記載なし", self.page.inner_text(".bars"))

    def test_words_stand_below_each_other_in_their_context(self):
        self.open(q="図書館", view="wording")
        rows = self.page.locator("table.wording tbody tr")
        self.assertGreater(rows.count(), 7)
        left = {
            round(box["x"])
            for box in (mark.bounding_box() for mark in self.page.locator(".word mark").all())}
        self.assertEqual(len(left), 1, "every line has its word at the same place")


    def test_a_question_that_is_written_nowhere_is_shown_word_by_word(self):
        self.open(q="図書館の連携", view="wording")
        self.assertEqual(
            set(self.page.locator("table.wording mark").all_inner_texts()), {"図書館の連携"})
        self.open(q="病児保育の図書館", view="wording")
        self.assertIn("語ごとに分けて示します", self.page.inner_text(".view"))
        self.assertIn("図書館", self.page.locator("table.wording mark").all_inner_texts())


class RecordTests(BrowserCase):
    def test_a_record_is_shown_whole_with_marks_and_its_neighbours(self):
        self.open(q="図書館")
        titles = self.titles()
        self.page.locator(".hit .title").nth(1).click()
        self.assertEqual(self.heading(), titles[1])
        self.assertGreater(self.page.locator("article mark").count(), 0)
        self.page.click("text=次の事業")
        self.assertEqual(self.heading(), titles[2])
        self.page.click("text=前の事業")
        self.page.click("text=前の事業")
        self.assertEqual(self.heading(), titles[0])
        self.assertEqual(self.page.locator("text=前の事業").count(), 0)
        self.page.click("text=結果の一覧に戻る")
        self.assertEqual(self.titles(), titles)

    def test_two_records_are_chosen_and_compared(self):
        self.open(q="図書館")
        self.page.locator(".hit").nth(0).locator("text=比較に加える").click()
        self.page.wait_for_selector(".picked")
        self.page.locator(".hit").nth(1).locator("text=この事業と比較").click()
        self.wait_for_address("/compare")
        self.assertEqual(self.page.locator(".side").count(), 2)
        self.assertGreater(self.page.locator(".side mark").count(), 1)
        self.assertIn("共通する言葉", self.page.inner_text("main"))
        for name in ["地域", "市区町村", "出典"]:
            self.assertIn(name, self.page.inner_text("table.fields"))

    def test_similar_projects_are_of_other_areas(self):
        self.open("/similar", id="chusu-inaba-tajima-07")
        self.assertGreater(len(self.titles()), 5)
        areas = self.page.locator(".facts .area").all_inner_texts()
        self.assertNotIn("因幡・但馬麒麟のまち連携中枢都市圏", areas)
        self.assertIn("共通する言葉：", self.page.locator(".hit").first.inner_text())

    def test_a_text_that_is_pasted_finds_projects_like_it(self):
        self.open("/similar")
        self.page.fill("#text", "圏域の住民が、どの市町の図書館でも本を借りられるようにする。")
        self.page.click("form.paste button")
        self.page.wait_for_selector(".hit")
        self.assertTrue(any("図書館" in title for title in self.titles()[:3]))
        self.assertIn("図書館でも", self.page.input_value("#text"))

    def test_a_citation_names_title_area_and_source_and_can_be_copied(self):
        page = self.new_page(permissions=["clipboard-read", "clipboard-write"])
        page.goto(self.url(q="公共図書館の相互利用事業"))
        hit = page.locator(".hit").first
        hit.locator("text=出典を引用").click()
        text = hit.locator(".citation").inner_text()
        for part in ["「公共図書館の相互利用事業」", "因幡・但馬", "2022年", "『連携中枢都市圏の取組』"]:
            self.assertIn(part, text)
        hit.locator("button.copy").click()
        page.wait_for_selector("button.copy:text('コピーしました')")
        self.assertEqual(page.evaluate("navigator.clipboard.readText()"), text)


class WithoutScriptsTests(BrowserCase):
    options = {"java_script_enabled": False}

    def test_a_question_choices_and_pages_work(self):
        self.open()
        self.page.fill("#q", "連携")
        self.page.press("#q", "Enter")
        self.assertIn("「連携」に該当する事業", self.heading())
        total = int(self.heading().split("事業 ")[1].split(" ")[0])
        self.page.check("input[name=prefectures][value=岩手県]")
        self.page.check("input[name=start_year][value='']")
        self.page.click(".apply")
        fewer = int(self.heading().split("事業 ")[1].split(" ")[0])
        self.assertLess(fewer, total)
        parameters = parse_qs(urlsplit(self.page.url).query, keep_blank_values=True)
        self.assertEqual(parameters["prefectures"], ["岩手県"])
        self.assertEqual(parameters["start_year"], [""])
        self.page.click(".pager [rel=next]")
        self.assertIn("2 ページ目", self.page.inner_text(".pager"))
        self.page.click(".marks .mark >> nth=0")
        self.assertEqual(self.page.locator(".marks .mark").count(), 1)

    def test_views_records_comparison_and_pasted_text_work(self):
        self.open(q="図書館")
        for name in ["地域別", "年別", "文中の使われ方", "一覧"]:
            self.page.click(f".tabs >> text={name}")
            self.assertEqual(self.page.inner_text(".tabs [aria-current]"), name)
        self.page.locator(".hit").nth(0).locator("text=比較に加える").click()
        self.page.locator(".hit").nth(1).locator("text=この事業と比較").click()
        self.assertEqual(self.page.locator(".side").count(), 2)
        self.open("/similar")
        self.page.fill("#text", "図書館の相互利用")
        self.page.click("form.paste button")
        self.assertGreater(len(self.titles()), 0)


class HostileRecordTests(BrowserCase):
    records = "\n".join([
        '{"id": "a/b?c#d", "title": "<script>window.hit = 1</script><b>題</b>",'
        ' "description": "図書館 \\"><img src=x onerror=\'window.hit = 1\'> &amp; \\u0000 終わり",'
        ' "area": "\\"><script>window.hit = 1</script>", "category": "=1+1"}',
        '{"id": "javascript:alert(1)", "title": "図書館 2", "description": "図書館の本", "area": "甲"}',
    ])

    def test_what_records_say_stays_text(self):
        for path, parameters in [
            ("/", {}), ("/", {"q": "図書館"}), ("/", {"q": "図書館", "view": "where"}),
            ("/", {"q": "図書館", "view": "wording"}),
            ("/", {"q": "<script>window.hit = 1</script>"}),
            ("/", {"q": "図書館", "pick": "a/b?c#d"}),
            ("/records/a%2Fb%3Fc%23d", {"q": "図書館"}),
            ("/similar", {"id": "a/b?c#d"}),
            ("/compare", {"a": "a/b?c#d", "b": "javascript:alert(1)"}),
        ]:
            answer = self.open(path, **parameters)
            self.assertEqual(answer.status, 200, (path, parameters))
            self.assertIsNone(self.page.evaluate("window.hit ?? null"))
            self.assertEqual(self.page.locator("main img, main script, main b").count(), 0)
            for link in self.page.locator("a").all():
                self.assertRegex(link.get_attribute("href"), r"^[/#]")

    def test_a_record_with_any_id_can_be_opened(self):
        self.open(q="図書館")
        for place in range(2):
            self.page.locator(".hit .title").nth(place).click()
            self.assertEqual(self.page.locator("article.record").count(), 1)
            self.page.go_back()
            self.page.wait_for_selector(".hit")

    def test_no_cell_of_a_table_is_a_formula(self):
        answer = self.page.request.get(self.url("/results.csv", q="図書館"))
        rows = list(csv.reader(io.StringIO(answer.text().lstrip("\ufeff"))))
        self.assertIn("'=1+1", [cell for row in rows for cell in row])


if __name__ == "__main__":
    unittest.main()
