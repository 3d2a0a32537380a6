"""Cuts Japanese text into the words that the engine indexes, and folds them as the engine does.

Words are those of ICU's Japanese dictionary. A word is folded to hiragana and to common kanji, so
that it is the key under which the engine looks it up.
"""
import ctypes
import ctypes.util
import glob
import re
import unicodedata

KATAKANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
LETTER = re.compile(r"[0-9a-z々〆ぁ-ゖァ-ヺー\u3400-\u4dbf\u4e00-\u9fff]")
KANJI = re.compile(r"[々\u3400-\u4dbf\u4e00-\u9fff]")
HIRAGANA = re.compile(r"^[ぁ-ゖー]+$")


def normalized(text):
    """NFKC and lower case: what words are cut from."""
    return unicodedata.normalize("NFKC", text).lower()


class Folding:
    """Katakana to hiragana, variants of kanji to the common form."""

    def __init__(self, variants_path):
        self.table = dict(KATAKANA)
        with open(variants_path, encoding="utf-8") as lines:
            for line in lines:
                columns = line.rstrip("\n").split("\t")
                if len(columns) == 2 and not line.startswith("#"):
                    self.table[ord(columns[0])] = ord(columns[1])

    def __call__(self, text):
        return text.translate(self.table)


class WordBreaker:
    """ICU's word break iterator for Japanese."""

    def __init__(self):
        path = sorted(glob.glob("/usr/lib/*/libicuuc.so.[0-9]*"))
        name = path[0] if path else ctypes.util.find_library("icuuc")
        library = ctypes.CDLL(name)
        version = re.search(r"\.so\.(\d+)", name).group(1)
        function = lambda stem: getattr(library, f"{stem}_{version}")
        self.set_text = function("ubrk_setText")
        self.next = function("ubrk_next")
        self.next.argtypes = self.set_text.argtypes = None
        self.first = function("ubrk_first")
        open_breaker = function("ubrk_open")
        open_breaker.restype = ctypes.c_void_p
        status = ctypes.c_int(0)
        self.breaker = ctypes.c_void_p(
            open_breaker(1, b"ja", None, 0, ctypes.byref(status)))
        if status.value > 0:
            raise SystemExit("ICU has no word breaker for Japanese")
        self.next.argtypes = [ctypes.c_void_p]
        self.first.argtypes = [ctypes.c_void_p]
        self.set_text.argtypes = [
            ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int32, ctypes.POINTER(ctypes.c_int)]

    def __call__(self, text):
        """The words of a normalised text, marks left out."""
        units = text.encode("utf-16-le")
        status = ctypes.c_int(0)
        self.set_text(self.breaker, units, len(units) // 2, ctypes.byref(status))
        words = []
        start, move, breaker = 0, self.next, self.breaker
        while (end := move(breaker)) != -1:
            word = units[2 * start:2 * end].decode("utf-16-le", "ignore")
            start = end
            if word and LETTER.match(word):
                words.append(word)
        return words
