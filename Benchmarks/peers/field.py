"""The field: every contender on the same decks, in rounds, so that what disturbs the machine disturbs all alike."""

import shutil
import statistics
from dataclasses import dataclass, field
from pathlib import Path

from . import sheet
from .contenders import Contender, Task, library
from .contenders.programs import limit, placard
from .deck import Deck
from .measure import Cost, folder_bytes, median
from .words import LANGUAGES

_PICTURE, _DOCUMENT = "{language}/picture/sheet-00001.png", "{language}/sheets.pdf"
PLACARD = Contender("Placard", placard("--no-cache"), _PICTURE, _DOCUMENT)
KEEPING = Contender("Placard, with its cache, empty before", placard(), _PICTURE, _DOCUMENT)
FAST = Contender("Placard, --effort fast", placard("--no-cache", "--effort", "fast"), _PICTURE)
SMALL = Contender("Placard, --effort small", placard("--no-cache", "--effort", "small"), _PICTURE)
LIMIT = Contender("C program, the limit", limit(level=1))
TYPST = Contender("Typst", library("typst_library", {"RAYON_NUM_THREADS": "1"}), "{language}/1.png")
TAKUMI = Contender("takumi-py", library("takumi_library"))
WEASYPRINT = Contender("WeasyPrint", library("weasyprint_library"))
CHROMIUM = Contender("Chromium", library("chromium"))

CONTENDERS = {
    "png": (PLACARD, KEEPING, FAST, SMALL, LIMIT, TYPST, TAKUMI, CHROMIUM),
    "pdf": (PLACARD, KEEPING, LIMIT, TYPST, WEASYPRINT, CHROMIUM),
}


@dataclass
class Figures:
    """What was seen of one contender on one deck."""

    outputs: int
    costs: list[Cost] = field(default_factory=list)
    #: Of all its files.
    size: int = 0

    @property
    def processor(self) -> float:
        """Seconds of processor time for one card, the median of all rounds."""
        return median(self.costs).processor / self.outputs

    @property
    def wall(self) -> float:
        return median(self.costs).wall / self.outputs

    @property
    def bytes(self) -> float:
        """Bytes of one card."""
        return self.size / self.outputs


#: By contender's name, for one kind of file and one deck.
Results = dict[str, Figures]


def ratio(results: Results, contender: Contender, peer: Contender) -> float:
    """A contender's processor time in another's, as the median of the ratios within each round."""
    pairs = zip(results[contender.name].costs, results[peer.name].costs)
    return statistics.median(one.processor / other.processor for one, other in pairs)


def measure(kind: str, deck: Deck, rounds: int, folder: Path, left_out: list[str]) -> Results:
    """Lets each contender draw the deck once a round; each round begins with another one."""
    contenders = [contender for contender in CONTENDERS[kind] if contender.name not in left_out]
    results = {contender.name: Figures(deck.outputs) for contender in contenders}
    for turn in range(rounds):
        for place in range(len(contenders)):
            contender = contenders[(turn + place) % len(contenders)]
            task = Task(kind, deck, folder / "work")
            shutil.rmtree(task.output, ignore_errors=True)
            task.output.mkdir(parents=True)
            figures = results[contender.name]
            figures.costs.append(contender.draw(task))
            figures.size = folder_bytes(task.output, f".{kind}")
            print(f"{kind} {deck.count} cards, round {turn + 1}: {contender.name}: {figures.costs[-1]}", flush=True)
            _keep_first(contender, task, folder / "pictures")
    shutil.rmtree(folder / "work", ignore_errors=True)
    return results


def _keep_first(contender: Contender, task: Task, folder: Path) -> None:
    """Keeps the first card in each language, as a picture."""
    folder.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        kept = folder / picture_name(contender, task.kind, language)
        if task.kind == "png":
            names = contender.first_picture.format(language=language)
            shutil.copyfile(task.output / names, kept)
        else:
            sheet.page_picture(task.output / contender.document.format(language=language), kept)


def picture_name(contender: Contender, kind: str, language: str) -> str:
    """The name of the picture that is kept of a contender's first card."""
    name = "".join(letter if letter.isalnum() else "-" for letter in contender.name.lower())
    return f"{name}-{kind}-{language}.png"


def write_sheets(folder: Path) -> None:
    """One sheet for each kind of file and language, with all contenders beside each other."""
    for kind, contenders in CONTENDERS.items():
        for language in LANGUAGES:
            pictures = [
                (f"{contender.name}, {kind.upper()}", folder / "pictures" / picture_name(contender, kind, language))
                for contender in contenders
                if (folder / "pictures" / picture_name(contender, kind, language)).exists()
            ]
            sheet.write_sheet(pictures, folder / f"sheet-{kind}-{language}.png")
