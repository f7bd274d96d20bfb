"""A sheet of the first card as each contender drew it, so that one sees that all drew the same."""

import subprocess
from pathlib import Path

from PIL import Image, ImageDraw

from . import layout

_GAP, _TITLE, _COLUMNS = 24, 40, 2


def page_picture(document: Path, picture: Path) -> None:
    """The first page of a document as a picture of the card's size."""
    subprocess.run(
        [
            "pdftoppm", "-q", "-png", "-singlefile", "-f", "1", "-l", "1", "-scale-to-x", str(layout.WIDTH), "-scale-to-y",
            str(layout.HEIGHT), str(document), str(picture.with_suffix("")),
        ],
        check=True)


def write_sheet(pictures: list[tuple[str, Path]], target: Path) -> None:
    """Writes the pictures beside each other at their own size, each below its name."""
    rows = -(-len(pictures) // _COLUMNS)
    cell = (layout.WIDTH + _GAP, layout.HEIGHT + _GAP + _TITLE)
    sheet = Image.new("RGB", (_COLUMNS * cell[0] + _GAP, rows * cell[1] + _GAP), "#DDDDDD")
    pen = ImageDraw.Draw(sheet)
    for index, (name, path) in enumerate(pictures):
        x = _GAP + index % _COLUMNS * cell[0]
        y = _GAP + index // _COLUMNS * cell[1]
        pen.text((x, y + 8), name, fill="black", font_size=24)
        with Image.open(path) as picture:
            sheet.paste(picture.convert("RGB"), (x, y + _TITLE))
    sheet.save(target)
