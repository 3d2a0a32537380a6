#!/usr/bin/env python3
"""Checks what the house promises and no compiler looks at. Run by `make lint`.

- Unsafe code stands only in the files that ARCHITECTURE.md lists, and all that it lists have some.
- Each declaration with unsafe code has a comment `SAFETY:` in it or above it, or its file has one that
  says of all its uses why they are safe: `SAFETY, all of this file:`.
- The library and the command do without Foundation.
- Links in the documentation lead to files and headings that are there.

Prints a line for each fault, and exits with 1 if there is one.
"""
import os
import re
import sys
import unicodedata

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
UNSAFE = re.compile(r"\bunsafe\b|nonisolated\(unsafe\)|@unchecked\s+Sendable|[uU]nsafe[A-Z]\w*")
SKIPPED = {".build", ".git", "record", "node_modules"}


def files(folder, end):
    for parent, folders, names in os.walk(os.path.join(ROOT, folder)):
        folders[:] = sorted(f for f in folders if f not in SKIPPED)
        for name in sorted(names):
            if name.endswith(end):
                yield os.path.relpath(os.path.join(parent, name), ROOT)


def read(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        return file.read()


def code(line):
    """A line without its comment and without what stands in its strings."""
    return re.sub(r"//.*", "", re.sub(r'"(?:\\.|[^"\\])*"', '""', line))


def listed():
    """The files and folders in which ARCHITECTURE.md allows unsafe code."""
    section = read("ARCHITECTURE.md").split("\n## Unsafe code\n")[1].split("\n## ")[0]
    for line in section.splitlines():
        if not line.startswith("| `"):
            continue
        folder = ""
        for name in re.findall(r"`([^`]+)`", line.split("|")[1]):
            # Further files of a row lie in the folder of the first.
            folder = os.path.dirname(name) or folder
            yield "Sources/" + os.path.join(folder, os.path.basename(name))


def declarations(lines):
    """The ranges of lines of a file, each a member with the comments above it."""
    start = 0
    for number, line in enumerate(lines):
        if line.strip() == "" and (number + 1 == len(lines) or re.match(r" {0,4}\S", lines[number + 1])):
            yield start, number
            start = number + 1
    yield start, len(lines)


def unsafe_code():
    allowed = list(listed())
    used = set()
    for path in files("Sources", ".swift"):
        lines = read(path).split("\n")
        uses = [n for n, line in enumerate(lines) if UNSAFE.search(code(line))]
        marked = [n for n in uses if re.search(r"\bunsafe\b", code(lines[n]))]
        entry = next((a for a in allowed if a == path or (a.endswith("/*") and path.startswith(a[:-1]))), None)
        if not marked:
            continue
        if entry is None:
            yield f"{path}:{marked[0] + 1}: unsafe code, but ARCHITECTURE.md does not list the file"
            continue
        used.add(entry)
        if "SAFETY, all of this file:" in "\n".join(lines):
            continue
        for start, end in declarations(lines):
            member = [n for n in marked if start <= n < end]
            if member and not any("SAFETY:" in line for line in lines[start:end]):
                yield f"{path}:{member[0] + 1}: unsafe code without a SAFETY: comment"
    for entry in allowed:
        if entry not in used:
            yield f"ARCHITECTURE.md: {entry} is listed for unsafe code and has none"


def foundation():
    for path in files("Sources", ".swift"):
        for number, line in enumerate(read(path).split("\n")):
            if re.match(r"\s*(@\w+\s+)*(\w+\s+)?import\s+(\w+\s+)?Foundation", line):
                yield f"{path}:{number + 1}: imports Foundation"


def anchors(path):
    """The anchors of a page's headings, as GitHub makes them."""
    text = re.sub(r"```.*?```", "", read(path), flags=re.S)
    found = set()
    for heading in re.findall(r"^#{1,6} (.+)$", text, flags=re.M):
        heading = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).replace("`", "").lower()
        kept = [c for c in heading if c in " -_" or unicodedata.category(c)[0] in "LNM"]
        anchor = "".join(kept).replace(" ", "-")
        found.add(anchor if anchor not in found else anchor + "-1")
    return found | set(re.findall(r'<a (?:id|name)="([^"]+)"', text))


def links():
    for path in files(".", ".md"):
        if path.startswith(("Tests/", "Sources/")) and "docc" not in path:
            pass
        text = re.sub(r"```.*?```|^ {4}.*$|`[^`\n]*`", "", read(path), flags=re.S | re.M)
        for target in re.findall(r"\]\(([^)\s]+)\)", text):
            if re.match(r"[a-z][a-z0-9+.-]*:", target) or target.startswith("/"):
                continue
            name, _, anchor = target.partition("#")
            page = os.path.normpath(os.path.join(os.path.dirname(path), name)) if name else path
            if not os.path.exists(os.path.join(ROOT, page)):
                yield f"{path}: the link {target} leads nowhere"
            elif anchor and page.endswith(".md") and anchor not in anchors(page):
                yield f"{path}: {page} has no heading #{anchor}"


def main():
    faults = [*unsafe_code(), *foundation(), *links()]
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
