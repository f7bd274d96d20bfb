#!/usr/bin/env python3
"""Lets Chromium paint the reference cards of `References/Effects` that hold no text, and keeps its pictures here.

The tests compare Placard's pictures with these and need no browser. Debian: apt install chromium.
"""

import json
import pathlib
import subprocess
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
CARDS = HERE.parent.parent / "References" / "Effects"


def length(value):
    return f"{value}px" if isinstance(value, (int, float)) else value


def stop(value):
    if not isinstance(value, list):
        return value
    color, place = value
    return f"{color} {place * 100 if isinstance(place, (int, float)) else place.rstrip('%')}%"


def place(value):
    return " ".join(f"{part * 100}%" if isinstance(part, (int, float)) else part for part in value)


def gradient(value):
    (kind, inner), = value.items()
    stops = ", ".join(stop(each) for each in inner["stops"])
    center = place(inner.get("center", [0.5, 0.5]))
    if kind == "linear":
        angle = inner.get("angle", 180)
        head = f"{angle}deg" if isinstance(angle, (int, float)) else angle
    elif kind == "radial":
        head = f"{inner.get('shape', 'ellipse')} {inner.get('size', 'farthest-corner')} at {center}"
    else:
        head = f"from {inner.get('from', 0)}deg at {center}"
    repeating = "repeating-" if inner.get("repeating") else ""
    return f"{repeating}{kind}-gradient({head}, {stops})"


def paint(value):
    return gradient(value) if isinstance(value, dict) else value


def mask(value):
    if "src" not in value:
        return {"mask-image": gradient(value)}
    size = {"fill": "100% 100%"}.get(value.get("fit", "fill"), value.get("fit"))
    source = (CARDS / value["src"]).as_uri()
    return {"mask-image": f"url({source})", "mask-size": size, "mask-position": "center", "mask-repeat": "no-repeat"}


def css(node):
    style = {}
    for key, value in node.items():
        if key in ("left", "top", "width", "height", "borderWidth", "borderRadius"):
            name = {"borderWidth": "border-width", "borderRadius": "border-radius"}.get(key, key)
            style[name] = length(value)
        elif key == "background":
            style["background"] = paint(value)
        elif key == "mask":
            style |= mask(value)
        elif key not in ("children", "type"):
            style["".join("-" + c.lower() if c.isupper() else c for c in key)] = str(value)
    if "borderWidth" in node:
        style["border-style"] = "solid"
    return "; ".join(f"{name}: {value}" for name, value in style.items())


def html(node):
    if node.get("type") == "path":
        outline = f"position: absolute; clip-path: path(\"{node['d']}\"); background: {paint(node['fill'])}; "
        return f"<div style='{outline}{css({key: node[key] for key in ('left', 'top', 'width', 'height')})}'></div>"
    return f"<div style='{css(node)}'>" + "".join(html(child) for child in node.get("children", [])) + "</div>"


def has_text(node):
    return "text" in node or any(has_text(child) for child in node.get("children", []))


def shoot(file):
    card = json.loads(file.read_text())
    layout, size = card["layout"], card["formats"][0]
    if has_text(layout):
        return
    page = (
        "<!doctype html><style>* { box-sizing: border-box; position: relative; margin: 0 } body > div "
        f"{{ width: {size['width']}px; height: {size['height']}px; overflow: hidden }}</style>{html(layout)}")
    target = HERE / (file.stem + ".png")
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder) / "card.html"
        source.write_text(page)
        subprocess.run(
            [
                "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
                "--allow-file-access-from-files", "--force-device-scale-factor=1", f"--user-data-dir={folder}/profile",
                f"--window-size={size['width']},{size['height']}", f"--screenshot={target}", source.as_uri(),
            ],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    print(target.name)


if __name__ == "__main__":
    for file in sorted(CARDS.glob("*.json")):
        shoot(file)
