"""Draws growth.svg from growth.tsv: python3 plot_growth.py (no packages are needed)."""
import csv
import math
import pathlib

here = pathlib.Path(__file__).parent
rows = list(csv.DictReader(open(here / "growth.tsv"), delimiter="\t"))
documents = [float(row["documents"]) for row in rows]
panels = [
    ("Building on one thread, processor seconds", [("build_cpu_s", "build", "#1b6ca8")]),
    (
        "Queries, p50, microseconds",
        [
            ("word_us", "one word", "#1b6ca8"),
            ("phrase_us", "phrase", "#2a9d4a"),
            ("sentence_us", "sentence", "#c77d0a"),
            ("full_us", "sentence, full ranking", "#b3261e"),
        ],
    ),
]
width, height, left, right, top, bottom = 380, 300, 50, 20, 40, 50


def scale(value, low, high, start, end):
    share = (math.log10(value) - math.log10(low)) / (math.log10(high) - math.log10(low))
    return start + share * (end - start)


out = [
    f'<svg xmlns="http://www.w3.org/2000/svg" width="{width * len(panels)}" height="{height}" '
    f'viewBox="0 0 {width * len(panels)} {height}" font-family="sans-serif" font-size="12">',
    f'<rect width="{width * len(panels)}" height="{height}" fill="white"/>',
]
for number, (title, series) in enumerate(panels):
    x0, x1 = width * number + left, width * (number + 1) - right
    y0, y1 = height - bottom, top
    values = [float(row[key]) for key, _, _ in series for row in rows]
    low = 10 ** math.floor(math.log10(min(values)))
    high = 10 ** math.ceil(math.log10(max(values)))
    out.append(f'<text x="{x0}" y="22" font-weight="bold">{title}</text>')
    power = low
    while power <= high:
        y = scale(power, low, high, y0, y1)
        out.append(f'<line x1="{x0}" x2="{x1}" y1="{y:.1f}" y2="{y:.1f}" stroke="#ddd"/>')
        out.append(f'<text x="{x0 - 6}" y="{y + 4:.1f}" text-anchor="end">{power:,.0f}</text>')
        power *= 10
    for count in documents:
        x = scale(count, documents[0], documents[-1], x0, x1)
        label = f"{count / 1e6:g}M" if count >= 1e6 else f"{count / 1e3:g}k"
        out.append(f'<text x="{x:.1f}" y="{y0 + 18}" text-anchor="middle">{label}</text>')
    for key, name, color in series:
        points = [
            (scale(count, documents[0], documents[-1], x0, x1), scale(float(row[key]), low, high, y0, y1))
            for count, row in zip(documents, rows)
        ]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        out.append(f'<polyline points="{path}" fill="none" stroke="{color}" stroke-width="2"/>')
        out += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{color}"/>' for x, y in points]
        x, y = points[-1]
        out.append(f'<text x="{x - 4:.1f}" y="{y - 8:.1f}" text-anchor="end" fill="{color}">{name}</text>')
    out.append(f'<text x="{(x0 + x1) / 2}" y="{height - 10}" text-anchor="middle">documents</text>')
out.append("</svg>")
(here / "growth.svg").write_text("\n".join(out) + "\n")
