#!/usr/bin/env python3
"""Lets Chromium lay out the cases of cases.py and stores the rectangles as data.

    apt-get install chromium
    Tests/BoxLayoutTests/Browser/measure.py            renews every file in Tests/BoxLayoutTests/Cases
    Tests/BoxLayoutTests/Browser/measure.py FILE.json  measures the cases of one other file in place

The tests read the data only; nobody needs a browser to run them. A case is a card's size, the spec's layout, and the
border boxes of all nodes in document order, in px from the card's top left corner.
"""

import html
import json
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
CASES = HERE.parent / "Cases"

# The card is the containing block of its root, which fills it unless told otherwise. A box is a flex container, a text
# a block of letters 10 px wide and high with the baseline at 8 px that breaks between words, an image a canvas.
STYLE = """
* { box-sizing: border-box; margin: 0; padding: 0; }
body { font-size: 0; line-height: 0; }
.card { position: absolute; top: 0; left: 0; }
.card *:not(.word) { position: relative; border: 0 solid; min-width: auto; min-height: auto; }
.card > .node { position: absolute !important; inset: 0; }
.box { display: flex; }
.text, .leaf, .image { display: block; }
.word { display: inline-block; height: 10px; vertical-align: -2px; }
"""

LENGTHS = {
    "width", "height", "minWidth", "minHeight", "maxWidth", "maxHeight", "top", "right", "bottom", "left", "flexBasis",
    "rowGap", "columnGap", "gap", "margin", "padding", "borderWidth", "inset", "marginInline", "marginBlock",
    "paddingInline", "paddingBlock", "gridAutoRows", "gridAutoColumns",
    "gridTemplateRows", "gridTemplateColumns",
} | {
    f"{kind}{side}{suffix}"
    for kind, suffix in (("margin", ""), ("padding", ""), ("border", "Width"))
    for side in ("Top", "Right", "Bottom", "Left")
}
LOGICAL = {"start": "inset-inline-start", "end": "inset-inline-end"} | {
    f"{kind}{side}{suffix}": f"{kind}-inline-{side.lower()}{suffix.replace('W', '-w')}"
    for kind, suffix in (("margin", ""), ("padding", ""), ("border", "Width"))
    for side in ("Start", "End")
}


def css_value(key, value):
    if isinstance(value, list):
        return " ".join(css_value(key, part) for part in value)
    if isinstance(value, (int, float)) and (key in LENGTHS or key in LOGICAL):
        return f"{value}px"
    return str(value)


def css(node):
    declarations = []
    for key, value in node.items():
        if key in ("type", "children", "text", "src"):
            continue
        name = LOGICAL.get(key) or re.sub("([A-Z])", lambda letter: "-" + letter[0].lower(), key)
        declarations.append(f"{name}:{css_value(key, value)}")
    # Shorthands first, as the spec reads them.
    return ";".join(sorted(declarations, key=lambda text: text.split(":")[0].count("-")))


def markup(node):
    kind = node.get("type", "text" if "text" in node else "box")
    style = html.escape(css(node), quote=True)
    if kind == "image":
        width, height = node["src"].split("x")
        return f'<canvas class="node image" width="{width}" height="{height}" style="{style}"></canvas>'
    if kind == "text":
        words = "".join(
            f'<span class="word" style="width:{10 * len(word)}px"></span>' for word in node["text"].split()
        )
        return f'<div class="node text" style="{style}">{words}</div>'
    children = "".join(markup(child) for child in node.get("children", []))
    return f'<div class="node {"box" if kind == "box" else "leaf"}" style="{style}">{children}</div>'


def page(cases):
    cards = []
    for case in cases:
        width, height = case["card"]
        cards.append(f'<div class="card" style="width:{width}px;height:{height}px">{markup(case["layout"])}</div>')
    script = """
      const cards = [...document.querySelectorAll('.card')].map(card => {
        const origin = card.getBoundingClientRect()
        return [...card.querySelectorAll('.node')].map(node => {
          const r = node.getBoundingClientRect()
          if (getComputedStyle(node).display == 'none' || !node.getClientRects().length) return [0, 0, 0, 0]
          return [r.x - origin.x, r.y - origin.y, r.width, r.height].map(n => Math.round(n * 1e4) / 1e4)
        })
      })
      document.body.innerHTML = ''
      document.body.append(Object.assign(document.createElement('pre'), { textContent: JSON.stringify(cards) }))
    """
    return f"<!DOCTYPE html><meta charset=utf-8><style>{STYLE}</style>{''.join(cards)}<script>{script}</script>"


def measure(cases):
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "cases.html"
        file.write_text(page(cases), encoding="utf-8")
        dump = subprocess.run(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile",
             "--dump-dom", file.as_uri()],
            check=True, capture_output=True, text=True,
        ).stdout
    frames = json.loads(html.unescape(re.search(r"<pre>(.*?)</pre>", dump, re.S)[1]))
    assert len(frames) == len(cases), "Chromium lost a card"
    return frames


def text(value, indent=0, width=118):
    """JSON with every object that fits on one line on one line."""
    flat = json.dumps(value, ensure_ascii=False)
    if len(flat) + indent <= width or not isinstance(value, (dict, list)) or not value:
        return flat
    space = " " * (indent + 2)
    if isinstance(value, dict):
        items = [f"{json.dumps(key)}: {text(item, indent + 4 + len(key))}" if not isinstance(item, (dict, list))
                 else f"{json.dumps(key)}: {text(item, indent + 2)}" for key, item in value.items()]
        return "{\n" + ",\n".join(space + item for item in items) + "\n" + " " * indent + "}"
    if all(isinstance(item, list) and all(isinstance(n, (int, float)) for n in item) for item in value):
        lines, line = [], ""
        for item in map(json.dumps, value):
            if line and len(space + line + ", " + item) > width - 1:
                lines.append(line)
                line = item
            else:
                line = f"{line}, {item}" if line else item
        lines.append(line)
        return "[\n" + ",\n".join(space + line for line in lines) + "\n" + " " * indent + "]"
    return "[\n" + ",\n".join(space + text(item, indent + 2) for item in value) + "\n" + " " * indent + "]"


def short(number):
    return int(number) if number == int(number) else number


def measured(cases):
    return [case | {"frames": [[short(n) for n in frame] for frame in frames]}
            for case, frames in zip(cases, measure(cases))]


def write(file, document):
    file.write_text(text(document) + "\n", encoding="utf-8")


def main():
    if len(sys.argv) > 1:
        for name in sys.argv[1:]:
            file = pathlib.Path(name)
            document = json.loads(file.read_text(encoding="utf-8"))
            write(file, document | {"cases": measured(document["cases"])})
        return
    from cases import topics

    CASES.mkdir(exist_ok=True)
    for old in CASES.glob("*.json"):
        old.unlink()
    count = 0
    for name, (about, cases) in topics().items():
        write(CASES / f"{name}.json", {"about": about, "cases": measured(cases)})
        count += len(cases)
    print(f"{count} cases")


if __name__ == "__main__":
    main()
