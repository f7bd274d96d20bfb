"""The sample cards as Placard's JSON."""

import json
from pathlib import Path

from . import layout
from .words import CODE_ALT, LANGUAGES, PHOTO_ALT, card_words

#: How many rows of data there are.
ROWS = 20_000


def write(folder: Path, words: dict[str, list[dict[str, str]]]) -> None:
    """Writes a deck with its template and cards, and a card that is filled with rows of data."""
    width, height = layout.WIDTH, layout.HEIGHT
    document = {
        "name": "sheets",
        "title": {"en": "Sample sheets", "es": "Hojas de muestra", "fr": "Feuilles d’exemple"},
        "languages": list(LANGUAGES),
        "sourceLanguage": "en",
        "templates": ["sheet.json"],
        "cards": ["cards/*.json"],
        "formats": [
            {"name": "picture", "width": width, "height": height, "medium": "screen"},
            {"name": "page", "width": width, "height": height, "medium": "paper"},
        ],
    }
    _dump(folder / "deck.json", document)
    _dump(folder / "sheet.json", _template())
    for index in range(len(words[LANGUAGES[0]])):
        texts = {language: words[language][index] for language in LANGUAGES}
        _dump(folder / f"cards/sheet-{index + 1:05}.json", _card(f"sheet-{index + 1:05}", "sheet", texts))
    _dump(folder / "row.json", _row_card())
    rows = (f"{row} / {ROWS},https://example.org/row-{row:05}\n" for row in range(1, ROWS + 1))
    (folder / "rows.csv").write_text("number,link:link\n" + "".join(rows))


def _card(name: str, template: str, texts: dict[str, dict[str, str]]) -> dict:
    slots = {key: {language: words[key] for language, words in texts.items()} for key in texts[LANGUAGES[0]]}
    return {"id": name, "template": template, "title": "{{heading}}", "alt": "{{heading}}. {{paragraph}}", "slots": slots}


def _row_card() -> dict:
    """A card that stands alone, for rows of data."""
    return {
        "id": "row", "template": "sheet", "templates": ["sheet.json"], "title": "{{heading}}", "alt": "{{heading}}",
        "languages": ["en"], "slots": card_words(0, ROWS, "en"),
        "formats": [{"name": "picture", "width": layout.WIDTH, "height": layout.HEIGHT, "medium": "screen"}],
    }


def _template() -> dict:
    def place(box):
        return dict(zip(("left", "top", "width", "height"), box), position="absolute")

    roles = {"heading": "heading1", "source": "note"}
    texts = [
        {
            "text": "{{" + text.name + "}}", "role": roles.get(text.name, "paragraph"), "position": "absolute",
            "left": text.x, "top": text.y, "width": text.width, "fontSize": text.size,
            "lineHeight": text.line / text.size, "fontWeight": text.weight, "color": text.color,
        }
        for text in layout.TEXTS
    ]
    children = [
        {"type": "image", "src": "pictures/photo.jpg", "objectFit": "cover", "alt": PHOTO_ALT, **place(layout.PHOTO)},
        {"type": "svg", "src": "pictures/logo.svg", "role": "decoration", **place(layout.LOGO)},
        *texts[:3],
        {"type": "rect", "fill": layout.RULE_COLOR, "role": "decoration", **place(layout.RULE)},
        *texts[3:],
        {
            "type": "qr", "value": "{{link}}", "correction": "M", "quietZone": 0, "alt": CODE_ALT,
            "color": layout.INK, "background": layout.GROUND, **place(layout.CODE),
        },
    ]
    slots = {name: {"type": "text"} for name in ("kicker", "heading", "paragraph", "source", "number", "link")}
    slots["link"] = {"type": "link"}
    return {
        "id": "sheet", "slots": slots,
        "layout": {
            "width": "100%", "height": "100%", "background": layout.GROUND, "fontFamily": "Inter", "children": children,
        },
    }


def _dump(path: Path, value: dict) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n")
