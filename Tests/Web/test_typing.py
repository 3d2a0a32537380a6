"""Typing, also with an input method; history; the keyboard."""

import threading
import time
import unittest

from harness import BrowserCase


class TypingTests(BrowserCase):
    def setUp(self):
        super().setUp()
        self.asked = []
        self.page.on("request", lambda request: self.asked.append(request.url))

    def questions(self):
        return [url for url in self.asked if "/?q=" in url]

    def test_results_come_while_typing_and_the_box_keeps_the_focus(self):
        self.open()
        self.page.type("#q", "としょ", delay=10)
        self.page.fill("#q", "図書館")
        self.wait_for_heading("図書館")
        self.assertTrue(self.page.evaluate("document.activeElement.id === 'q'"))
        self.assertEqual(self.page.get_attribute("body", "class"), "results")
        self.page.fill("#q", "")
        self.page.wait_for_selector("body.first")
        self.assertEqual(self.heading(), "広域連携の事業を探す")

    def test_nothing_is_asked_while_an_input_method_composes(self):
        self.open()
        self.page.focus("#q")
        devtools = self.page.context.new_cdp_session(self.page)
        for text in ["t", "と", "とs", "としょ", "としょかん", "図書館"]:
            devtools.send("Input.imeSetComposition", {
                "text": text, "selectionStart": len(text), "selectionEnd": len(text)})
            self.page.wait_for_timeout(180)
        self.assertEqual(self.questions(), [])
        self.assertEqual([url for url in self.asked if "/suggest" in url], [])
        devtools.send("Input.insertText", {"text": "図書館"})
        self.wait_for_heading("「図書館」に該当する事業")
        self.assertEqual(len(self.questions()), 1)

    def test_keys_of_an_input_method_are_not_ours(self):
        self.open(q="図書館")
        before = self.page.url
        self.page.focus("#q")
        # Safari ends a composition before it tells of the Enter that ended it, as key 229.
        self.page.evaluate("""() => {
            for (const key of ["Enter", "ArrowDown", "Escape"]) {
                const event = new KeyboardEvent("keydown", { key, keyCode: 229, bubbles: true, cancelable: true });
                document.getElementById("q").dispatchEvent(event);
                if (event.defaultPrevented) throw new Error(key);
            }
        }""")
        self.assertTrue(self.page.evaluate("document.activeElement.id === 'q'"))
        self.assertEqual(self.page.url, before)

    def test_a_late_answer_never_replaces_a_newer_one(self):
        self.open()
        held = threading.Event()
        late = []

        def hold(route):
            late.append(route)
            held.set()

        # The answer to the first question is kept back until the second one is shown.
        self.page.route(lambda url: "q=%E7%97%85" in url and "suggest" not in url, hold)
        self.page.fill("#q", "病")
        for _ in range(50):
            self.page.wait_for_timeout(20)
            if held.is_set():
                break
        self.assertEqual(len(late), 1)
        self.page.fill("#q", "図書館")
        self.wait_for_heading("図書館")
        try:
            late[0].continue_()
        except Exception:
            pass  # The script has cancelled the request.
        self.page.wait_for_timeout(400)
        self.assertIn("「図書館」", self.heading())
        self.assertEqual(self.page.input_value("#q"), "図書館")

    def test_suggestions_are_chosen_with_the_arrows(self):
        self.open()
        self.page.type("#q", "図書")
        self.page.wait_for_selector("#offers li")
        self.assertEqual(self.page.get_attribute("#q", "aria-expanded"), "true")
        self.page.press("#q", "ArrowDown")
        chosen = self.page.locator("#offers [aria-selected=true]")
        self.assertEqual(
            self.page.get_attribute("#q", "aria-activedescendant"), chosen.get_attribute("id"))
        text = chosen.get_attribute("data-text")
        self.page.press("#q", "Enter")
        self.wait_for_heading(text)
        self.assertEqual(self.page.input_value("#q"), text)
        self.assertFalse(self.page.locator("#offers").is_visible())

    def test_escape_closes_the_suggestions_and_keeps_what_is_typed(self):
        self.open()
        self.page.type("#q", "図書")
        self.page.wait_for_selector("#offers li")
        self.page.press("#q", "Escape")
        self.assertFalse(self.page.locator("#offers").is_visible())
        self.assertEqual(self.page.input_value("#q"), "図書")

    def test_words_are_offered_by_their_reading(self):
        self.open()
        self.page.type("#q", "移住 としょかん")
        self.page.wait_for_selector("#offers [data-kind=reading]")
        word = self.page.locator("#offers [data-kind=reading]").first
        self.assertEqual(word.get_attribute("data-text"), "移住 図書館")
        word.click()
        self.wait_for_heading("移住 図書館")

    def test_suggestions_go_on_from_the_last_word(self):
        self.open()
        self.page.type("#q", "移住 図書")
        self.page.wait_for_selector("#offers li")
        words = self.page.locator("#offers [data-kind=word]")
        self.assertEqual(words.first.get_attribute("data-text"), "移住 図書館")


class HistoryTests(BrowserCase):
    def test_typing_makes_one_entry_and_back_brings_the_question_before(self):
        self.open()
        entries = self.page.evaluate("history.length")
        for text in ["図", "図書", "図書館"]:
            self.page.fill("#q", text)
            self.wait_for_heading(f"「{text}」")
        self.page.press("#q", "Enter")
        self.assertEqual(self.page.evaluate("history.length"), entries + 1)
        self.page.fill("#q", "火葬場")
        self.wait_for_heading("「火葬場」")
        self.page.go_back()
        self.wait_for_heading("「図書館」")
        self.assertEqual(self.page.input_value("#q"), "図書館")
        self.page.go_back()
        self.page.wait_for_selector("body.first")
        self.assertEqual(self.page.input_value("#q"), "")
        self.page.go_forward()
        self.wait_for_heading("「図書館」")

    def test_back_brings_back_conditions_and_the_place_on_the_page(self):
        self.open(q="連携")
        self.page.check("input[name=prefectures][value=岩手県]")
        self.page.wait_for_selector(".marks .mark")
        titles = self.titles()
        self.page.evaluate("scrollTo(0, 900)")
        self.page.wait_for_timeout(250)
        place = self.page.evaluate("scrollY")
        self.assertGreater(place, 500)
        self.page.locator(".hit .title").nth(5).click()
        self.page.wait_for_selector("article.record")
        self.page.go_back()
        self.page.wait_for_selector(".hit")
        self.page.wait_for_function("place => Math.abs(scrollY - place) < 5", arg=place)
        self.assertEqual(self.titles(), titles)
        self.assertTrue(self.page.is_checked("input[name=prefectures][value=岩手県]"))
        self.page.go_back()
        self.page.wait_for_function("() => !document.querySelector('.marks')")
        self.assertFalse(self.page.is_checked("input[name=prefectures][value=岩手県]"))

    def test_choices_are_several_and_each_can_be_removed(self):
        self.open(q="連携")
        self.page.check("input[name=prefectures][value=岩手県]")
        self.page.wait_for_selector(".marks .mark")
        one = self.heading()
        other = self.page.locator("input[name=prefectures]").nth(2).get_attribute("value")
        self.page.check(f"input[name=prefectures][value={other}]")
        self.page.wait_for_function("() => document.querySelectorAll('.marks .mark').length === 2")
        self.assertNotEqual(self.heading(), one)
        self.assertTrue(self.page.evaluate(
            "other => document.activeElement.name === 'prefectures'"
            " && document.activeElement.value === other", other))
        self.page.click(f".marks .mark >> text={other}")
        self.page.wait_for_function("() => document.querySelectorAll('.marks .mark').length === 1")
        self.assertEqual(self.heading(), one)
        self.page.focus("#order")
        self.page.select_option("#order", "title")
        self.wait_for_address("order=title")
        self.assertTrue(self.page.evaluate("document.activeElement.id === 'order'"))

    def test_reloading_brings_back_what_was_typed(self):
        self.open()
        self.page.fill("#q", "火葬場")
        self.wait_for_heading("「火葬場」")
        self.page.reload()
        self.assertEqual(self.page.input_value("#q"), "火葬場")
        self.assertIn("「火葬場」", self.heading())


class KeyboardTests(BrowserCase):
    def active(self, script):
        return self.page.evaluate(f"document.activeElement.{script}")

    def test_everything_is_reached_without_a_mouse(self):
        self.open()
        self.page.keyboard.press("Tab")
        self.open(q="図書館")
        self.page.keyboard.press("Tab")
        self.assertEqual(self.active("className"), "skip")
        self.page.keyboard.press("Enter")
        self.assertEqual(self.active("id"), "main")
        self.page.keyboard.press("/")
        self.assertEqual(self.active("id"), "q")
        self.page.keyboard.type("火葬場")
        self.page.keyboard.press("Enter")
        self.wait_for_heading("「火葬場」")
        self.page.keyboard.press("ArrowDown")
        first = self.titles()[0]
        self.assertEqual(self.active("innerText"), first)
        self.page.keyboard.press("ArrowDown")
        self.assertEqual(self.active("innerText"), self.titles()[1])
        self.page.keyboard.press("ArrowUp")
        self.page.keyboard.press("Enter")
        self.page.wait_for_selector("article.record")
        self.assertEqual(self.heading(), first)

    def test_choices_beside_the_results_are_reached_with_tab(self):
        self.open(q="連携")
        names = set()
        for _ in range(60):
            self.page.keyboard.press("Tab")
            names.add(self.active("name") or self.active("className") or self.active("id"))
        self.assertTrue({"order", "per", "prefectures"} <= names, names)

    def test_the_focus_can_be_seen(self):
        self.open(q="図書館")
        for _ in range(25):
            self.page.keyboard.press("Tab")
            style = self.page.evaluate("""() => {
                const style = getComputedStyle(document.activeElement);
                return [style.outlineStyle, parseFloat(style.outlineWidth)];
            }""")
            self.assertEqual(style[0], "solid")
            self.assertGreaterEqual(style[1], 2)

    def test_a_slash_in_a_text_is_a_slash(self):
        self.open("/similar")
        self.page.focus("#text")
        self.page.keyboard.type("a/b")
        self.assertEqual(self.page.input_value("#text"), "a/b")


if __name__ == "__main__":
    unittest.main()
