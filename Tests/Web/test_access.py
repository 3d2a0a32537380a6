"""That everybody can use the pages: WCAG 2.2 AA and JIS X 8341-3, as far as a program can tell."""

import re
import unittest
from importlib.resources import files

from harness import ROOT, BrowserCase

PAGES = {
    "first screen": ("/", {}),
    "results": ("/", {"q": "図書館", "prefectures": "鳥取県"}),
    "some of the words": ("/", {"q": "図書館 火星探査機"}),
    "words": ("/", {"q": "取り組み", "words": "1"}),
    "comparison begun": ("/", {"q": "図書館", "pick": "maebashi-takasaki-19"}),
    "areas": ("/", {"q": "水道", "view": "where"}),
    "years": ("/", {"q": "観光", "view": "when"}),
    "wording": ("/", {"q": "図書館", "view": "wording"}),
    "record": ("/records/chusu-inaba-tajima-07", {"q": "図書館", "at": "2"}),
    "similar": ("/similar", {"id": "chusu-inaba-tajima-07"}),
    "pasted text": ("/similar", {}),
    "comparison": ("/compare", {"a": "maebashi-takasaki-19", "b": "chusu-inaba-tajima-07"}),
    "nothing there": ("/nothing", {}),
    "not understood": ("/", {"q": "year:x"}),
}


def axe():
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


class RuleTests(BrowserCase):
    def test_axe_finds_nothing_in_light_and_in_dark(self):
        script = axe()
        for scheme in ["light", "dark"]:
            page = self.new_page(color_scheme=scheme, bypass_csp=True)
            for name, (path, parameters) in PAGES.items():
                page.goto(self.url(path, **parameters))
                page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
                page.evaluate(script)
                found = page.evaluate("""() => axe.run(document, {
                    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
                }).then(({ violations }) => violations.map(
                    v => [v.id, v.help, v.nodes.slice(0, 3).map(n => n.html)]))""")
                with self.subTest(page=name, scheme=scheme):
                    self.assertEqual(found, [])

    def test_targets_are_24_pixels_or_have_room_around_them(self):
        for width in [1280, 360]:
            page = self.new_page(viewport={"width": width, "height": 900})
            for name, (path, parameters) in PAGES.items():
                page.goto(self.url(path, **parameters))
                small = page.evaluate("""() => {
                    const targets = [...document.querySelectorAll(
                        "a, button, select, summary, label.check, textarea, input:not([type=hidden])")]
                        .filter(e => e.checkVisibility() && !e.classList.contains("skip"))
                        .filter(e => !(e.type === "checkbox" && e.closest("label")));
                    const boxes = targets.map(e => [e, e.getBoundingClientRect()]);
                    // A circle of 24 pixels around a small target must not touch another one.
                    return boxes.filter(([e, b]) => b.height < 24 || b.width < 24)
                        .filter(([e, b]) => boxes.some(([o, c]) => o !== e && !o.contains(e) &&
                            Math.abs((b.left + b.right) / 2 - Math.min(Math.max((b.left + b.right) / 2, c.left), c.right)) < 12 &&
                            Math.abs((b.top + b.bottom) / 2 - Math.min(Math.max((b.top + b.bottom) / 2, c.top), c.bottom)) < 12))
                        .map(([e, b]) => `${e.outerHTML.slice(0, 80)} ${b.width}x${b.height}`);
                }""")
                with self.subTest(page=name, width=width):
                    self.assertEqual(small, [])

    def test_nothing_is_cut_off_or_scrolls_sideways_from_320_pixels_on(self):
        for width in [320, 360, 768, 1280, 1920]:
            page = self.new_page(viewport={"width": width, "height": 800})
            for name, (path, parameters) in PAGES.items():
                page.goto(self.url(path, **parameters))
                with self.subTest(page=name, width=width):
                    self.assertLessEqual(
                        page.evaluate("document.documentElement.scrollWidth"), width)

    def test_a_changed_number_is_told_once_politely(self):
        self.open(q="図書館")
        status = self.page.locator("[role=status]")
        self.assertEqual(status.count(), 1)
        self.page.evaluate("""() => {
            window.told = [];
            const status = document.querySelector("[role=status]");
            new MutationObserver(() => window.told.push(status.textContent))
                .observe(status, { childList: true, characterData: true, subtree: true });
        }""")
        self.page.press("#q", "End")
        self.page.type("#q", "の相互利用", delay=60)
        self.wait_for_heading("「図書館の相互利用」")
        self.page.wait_for_timeout(1200)
        self.assertEqual(self.page.evaluate("window.told"), [self.heading()])


class ContrastTests(unittest.TestCase):
    """The colours of the style sheet, in pairs as they are used."""

    # Text and what is behind it; the last number is the least contrast (WCAG 1.4.3, 1.4.11).
    PAIRS = [
        ("ink", "paper", 4.5), ("ink", "ground", 4.5), ("ink", "notice", 4.5),
        ("faint", "paper", 4.5), ("faint", "ground", 4.5), ("link", "paper", 4.5),
        ("link", "ground", 4.5), ("link", "level1", 4.5), ("on-accent", "accent", 4.5),
        ("on-accent", "accent-strong", 4.5), ("on-mark", "mark", 4.5),
        ("on-level", "level1", 4.5), ("on-level", "level2", 4.5), ("on-level", "level3", 4.5),
        ("on-level", "level4", 4.5), ("edge", "paper", 3), ("link", "paper", 3),
        ("notice-edge", "notice", 3),
    ]

    @staticmethod
    def luminance(colour):
        parts = [int(colour[place:place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    def test_every_pair_has_contrast_enough_in_light_and_in_dark(self):
        style = (ROOT / "Sources/SearchWeb/Assets/page.css").read_text(encoding="utf-8")
        schemes = re.findall(r":root \{([^}]*--paper[^}]*)\}", style)
        self.assertEqual(len(schemes), 2)
        for number, scheme in enumerate(schemes):
            colours = dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6});", scheme))
            for text, ground, least in self.PAIRS:
                one, other = sorted(
                    [self.luminance(colours[text]), self.luminance(colours[ground])])
                contrast = (other + 0.05) / (one + 0.05)
                with self.subTest(text=text, ground=ground, scheme=number):
                    self.assertGreaterEqual(contrast, least)

    def test_colours_stand_only_where_they_are_named(self):
        style = (ROOT / "Sources/SearchWeb/Assets/page.css").read_text(encoding="utf-8")
        rest = re.sub(r"--[a-z0-9-]+: #[0-9a-f]{6};", "", style)
        self.assertEqual(re.findall(r"#[0-9a-fA-F]{3,8}\b", rest), ["#000"])


if __name__ == "__main__":
    unittest.main()
