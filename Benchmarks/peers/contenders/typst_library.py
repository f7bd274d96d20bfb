"""Typst: one document for each language, compiled cold by a compiler of its own; pictures are its pages at 96 to the inch."""

import sys

import typst

from ..measure import own_cost
from ..words import LANGUAGES
from . import FONT_FOLDER, Task, task_of


def draw(task: Task) -> None:
    """Draws all cards; the fonts are looked for once."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONT_FOLDER)])
    for language in LANGUAGES:
        compiler = typst.Compiler(
            str(task.deck.folder / f"typst/{language}.typ"), root=str(task.deck.folder), font_paths=fonts,
            ignore_system_fonts=True)
        if task.kind == "png":
            compiler.compile(output=str(task.output / language / "{p}.png"), format="png", ppi=96)
        else:
            compiler.compile(output=str(task.output / f"{language}.pdf"), format="pdf")


if __name__ == "__main__":
    given = task_of(sys.argv[1:])
    with own_cost():
        draw(given)
