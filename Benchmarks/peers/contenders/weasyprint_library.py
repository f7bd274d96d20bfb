"""WeasyPrint: one document for each language."""

import sys

from weasyprint import HTML

from ..measure import own_cost
from ..words import LANGUAGES
from . import Task, task_of


def draw(task: Task) -> None:
    """Draws all documents; pictures are kept from one page to the next within a document."""
    for language in LANGUAGES:
        HTML(filename=str(task.deck.folder / f"html/{language}.html")).write_pdf(str(task.output / f"{language}.pdf"))


if __name__ == "__main__":
    given = task_of(sys.argv[1:])
    with own_cost():
        draw(given)
