"""The sample card as HTML and CSS, for Chromium, WeasyPrint and takumi."""

from html import escape

from . import layout
from .words import CODE_ALT, PHOTO_ALT


def _box(box: tuple) -> str:
    x, y, width, height = box
    return f"left: {x}px; top: {y}px; width: {width}px; height: {height}px"


def style() -> str:
    """What all three understand alike."""
    rules = [
        f".card {{ position: relative; display: block; overflow: hidden; width: {layout.WIDTH}px;"
        f" height: {layout.HEIGHT}px; background-color: {layout.GROUND}; font-family: Inter }}",
        ".card * { position: absolute; display: block; margin: 0; padding: 0 }",
        f".photo {{ {_box(layout.PHOTO)}; object-fit: cover }}",
        f".logo {{ {_box(layout.LOGO)} }}",
        f".code {{ {_box(layout.CODE)} }}",
        f".rule {{ {_box(layout.RULE)}; background-color: {layout.RULE_COLOR} }}",
    ]
    for text in layout.TEXTS:
        rules.append(
            f".{text.name} {{ left: {text.x}px; top: {text.y}px; width: {text.width}px; font-size: {text.size}px;"
            f" line-height: {text.line}px; font-weight: {text.weight}; color: {text.color} }}")
    return "\n".join(rules)


def body(
    card: dict[str, str], language: str, code: str, photo: str = "../pictures/photo.jpg", logo: str = "../pictures/logo.svg"
) -> str:
    """One card; `code`, `photo` and `logo` are addresses."""
    texts = {text.name: escape(card[text.name]) for text in layout.TEXTS}
    return (
        f'<div class="card"><img class="photo" src="{photo}" alt="{PHOTO_ALT[language]}">'
        f'<img class="logo" src="{logo}" alt=""><p class="kicker">{texts["kicker"]}</p>'
        f'<h1 class="heading">{texts["heading"]}</h1><p class="paragraph">{texts["paragraph"]}</p>'
        f'<div class="rule"></div><p class="source">{texts["source"]}</p><p class="number">{texts["number"]}</p>'
        f'<img class="code" src="{code}" alt="{CODE_ALT[language]}"></div>')


def document(bodies: str, language: str) -> str:
    """A whole page, or document, around cards."""
    return (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8"><title>Sample sheets</title><style>\n'
        f"@page {{ size: {layout.WIDTH}px {layout.HEIGHT}px; margin: 0 }}\nhtml, body {{ margin: 0 }}\n"
        f".card {{ break-after: page; break-inside: avoid }}\n{style()}\n</style>{bodies}</html>\n")
