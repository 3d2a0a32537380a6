"""The engines: how each builds an index of `documents.tsv` and answers a query.

A Python engine has `build(documents, folder)` and `open(folder)`, which gives a function of a kind, a text
and whether hits are counted; it returns the number of hits, -1 where they are not counted. Two other
engines are programs: `renkei` and `lucene` (see `worker.py`).
"""
import json
import os
import subprocess


def bigrams(text):
    """The bigrams of each run of letters and digits; a run of one letter is kept as it is."""
    found, run = [], []
    for letter in text + " ":
        if letter.isalnum() or letter in "ー々":
            run.append(letter)
        elif run:
            found += ["".join(run)] if len(run) == 1 else [a + b for a, b in zip(run, run[1:])]
            run = []
    return found


def documents(path):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            identifier, text = line.rstrip("\n").split("\t", 1)
            yield identifier, text


class Tantivy:
    """Bigrams split in Python, with positions. The binding never prunes."""

    @staticmethod
    def version():
        import importlib.metadata
        return importlib.metadata.version("tantivy")

    @staticmethod
    def _index(folder):
        import tantivy
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
        builder.add_text_field(
            "text", stored=False, tokenizer_name="bigrams", index_option="position")
        builder.add_bytes_field("body", stored=True, indexed=False)
        schema = builder.build()
        index = tantivy.Index(schema, path=folder)
        split = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        index.register_tokenizer("bigrams", split)
        return tantivy, schema, index

    def build(self, path, folder):
        tantivy, _, index = self._index(folder)
        writer = index.writer(256 << 20, 1)
        for identifier, text in documents(path):
            document = tantivy.Document()
            document.add_text("id", identifier)
            document.add_text("text", " ".join(bigrams(text)))
            document.add_bytes("body", text.encode())
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()

    def open(self, folder):
        tantivy, schema, index = self._index(folder)
        searcher = index.searcher()
        query, occur = tantivy.Query, tantivy.Occur

        def substring(text):
            terms = bigrams(text)
            if len(terms) == 1:
                return query.term_query(schema, "text", terms[0])
            return query.phrase_query(schema, "text", terms)

        def search(kind, text, counts):
            if kind in ("word", "phrase"):
                made = substring(text)
            elif kind == "sentence":
                made = query.boolean_query(
                    [(occur.Should, query.term_query(schema, "text", t))
                     for t in dict.fromkeys(bigrams(text))])
            else:
                how = occur.Must if kind == "all" else occur.Should
                made = query.boolean_query([(how, substring(w)) for w in text.split(" ")])
            result = searcher.search(made, 10, count=counts)
            return result.count if counts else -1

        return search


class SQLite:
    """FTS5 with the trigram tokenizer. It cannot find words of two letters but by a scan: such queries
    are left out."""

    @staticmethod
    def version():
        import sqlite3
        return sqlite3.sqlite_version

    def build(self, path, folder):
        import sqlite3
        base = sqlite3.connect(f"{folder}/index.db")
        base.execute("PRAGMA journal_mode=OFF")
        base.execute("PRAGMA synchronous=OFF")
        base.execute("CREATE VIRTUAL TABLE texts USING fts5(id UNINDEXED, body, tokenize='trigram')")
        base.executemany("INSERT INTO texts VALUES (?, ?)", documents(path))
        base.commit()
        base.execute("INSERT INTO texts(texts) VALUES ('optimize')")
        base.commit()

    def open(self, folder):
        import sqlite3
        base = sqlite3.connect(f"{folder}/index.db")

        def quoted(text):
            return '"' + text.replace('"', '""') + '"'

        def search(kind, text, counts):
            parts = [text] if kind in ("word", "phrase") else text.split(" ")
            if kind == "sentence":
                parts = list(dict.fromkeys(text[i:i + 3] for i in range(len(text) - 2)))
            if not parts or any(len(part) < 3 for part in parts):
                return None
            match = (" AND " if kind == "all" else " OR ").join(map(quoted, parts))
            base.execute(
                "SELECT id FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT 10", (match,)
            ).fetchall()
            if not counts:
                return -1
            return base.execute(
                "SELECT count(*) FROM texts WHERE texts MATCH ?", (match,)).fetchone()[0]

        return search


class Xapian:
    """Bigrams split in Python, with positions."""

    @staticmethod
    def version():
        import xapian
        return xapian.version_string()

    def build(self, path, folder):
        import xapian
        base = xapian.WritableDatabase(folder, xapian.DB_CREATE_OR_OPEN)
        for identifier, text in documents(path):
            document = xapian.Document()
            for position, term in enumerate(bigrams(text)):
                # A term has at most 245 bytes.
                document.add_posting(term, position)
            document.set_data(identifier + "\n" + text)
            base.add_document(document)
        base.commit()
        base.close()

    def open(self, folder):
        import xapian
        base = xapian.Database(folder)
        size = base.get_doccount()
        query = xapian.Query

        def substring(text):
            terms = bigrams(text)
            if len(terms) == 1:
                return query(terms[0])
            return query(query.OP_PHRASE, terms, len(terms))

        def search(kind, text, counts):
            if kind in ("word", "phrase"):
                made = substring(text)
            elif kind == "sentence":
                made = query(query.OP_OR, list(dict.fromkeys(bigrams(text))))
            else:
                how = query.OP_AND if kind == "all" else query.OP_OR
                made = query(how, [substring(w) for w in text.split(" ")])
            enquire = xapian.Enquire(base)
            enquire.set_query(made)
            matches = enquire.get_mset(0, 10, size if counts else 0)
            return matches.get_matches_estimated() if counts else -1

        return search


class Groonga:
    """TokenBigram with NFKC normalisation. Scores every match and counts always."""

    @staticmethod
    def version():
        output = subprocess.run(["groonga", "--version"], capture_output=True, text=True)
        return output.stdout.split()[1]

    def _start(self, folder, new=False):
        self.process = subprocess.Popen(
            ["groonga"] + (["-n"] if new else []) + [f"{folder}/db"], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, text=True)

    def _ask(self, command):
        self.process.stdin.write(command + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        if answer[0][0] != 0:
            raise RuntimeError(f"groonga: {answer[0]}")
        return answer

    def build(self, path, folder):
        self._start(folder, new=True)
        self._ask("table_create Texts TABLE_HASH_KEY ShortText")
        self._ask("column_create Texts body COLUMN_SCALAR LongText")
        self._ask("table_create Terms TABLE_PAT_KEY ShortText --default_tokenizer TokenBigram "
                  "--normalizer NormalizerNFKC130")
        write = self.process.stdin.write
        write("load --table Texts\n[\n")
        for number, (identifier, text) in enumerate(documents(path)):
            write((",\n" if number else "")
                  + json.dumps({"_key": identifier, "body": text}, ensure_ascii=False))
        self._ask("\n]")
        self._ask("column_create Terms postings COLUMN_INDEX|WITH_POSITION Texts body")
        self.process.stdin.close()
        self.process.wait()

    def open(self, folder):
        self._start(folder)
        self._ask("cache_limit 0")

        def quoted(text):
            return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

        def search(kind, text, counts):
            parts = [text] if kind in ("word", "phrase") else text.split(" ")
            if kind == "sentence":
                parts = list(dict.fromkeys(bigrams(text)))
            query = (" " if kind == "all" else " OR ").join(map(quoted, parts))
            escaped = query.replace("\\", "\\\\").replace("'", "\\'")
            answer = self._ask(
                "select Texts --match_columns 'scorer_tf_idf(Terms.postings)' --cache no "
                f"--query '{escaped}' --output_columns _key --sort_keys -_score --limit 10")
            # The server's own time, without the pipe.
            return answer[1][0][0][0], answer[0][2] * 1e6

        return search


PYTHON = {"tantivy": Tantivy, "sqlite-trigram": SQLite, "xapian": Xapian, "groonga": Groonga}


def size(folder):
    return sum(os.path.getsize(os.path.join(path, name))
               for path, _, names in os.walk(folder) for name in names)
