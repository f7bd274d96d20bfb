"""The programs that are compared. Each draws a deck's cards as pictures or as one document for each language.

A contender is a function from a task to its cost. Peers that are libraries of Python run in a process of their own: `python -m
peers.contenders.<name> KIND DECK OUTPUT` prints what the work took.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ..deck import Deck
from ..measure import Cost, reported, run
from ..words import LANGUAGES

#: Inter's faces as the cards use them, by weight.
FONT_FOLDER = Path("/usr/share/fonts/opentype/inter")
FACES = {400: "Inter-Regular.otf", 600: "Inter-SemiBold.otf", 700: "Inter-Bold.otf"}

#: Everything runs on one core, so that "one worker" means the same for all.
ONE_CORE = {0}


@dataclass(frozen=True)
class Task:
    """What is to be drawn, and where to."""

    #: "png" or "pdf".
    kind: str
    deck: Deck
    output: Path


@dataclass(frozen=True)
class Contender:
    """One line of the table."""

    name: str
    draw: Callable[[Task], Cost]
    #: The picture of the first card in a language, from the task's folder.
    first_picture: str = "{language}/00001.png"
    #: A document's name.
    document: str = "{language}.pdf"


def library(module: str, environment: dict[str, str] | None = None) -> Callable[[Task], Cost]:
    """A contender that is one of the modules beside this one."""

    def draw(task: Task) -> Cost:
        command = [
            sys.executable, "-m", f"peers.contenders.{module}", task.kind, str(task.deck.folder), str(task.deck.count),
            str(task.output),
        ]
        cost, output = run(command, environment, ONE_CORE)
        return reported(output, cost)

    return draw


def task_of(arguments: list[str]) -> Task:
    """The task in the arguments that `library` passes; makes the folders that pictures go to."""
    kind, folder, count, output = arguments
    task = Task(kind, Deck(Path(folder), int(count)), Path(output))
    for language in LANGUAGES:
        (task.output / language).mkdir(parents=True, exist_ok=True)
    return task
