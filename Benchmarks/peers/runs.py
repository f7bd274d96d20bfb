"""What is measured of Placard alone: workers, runs with nothing to do, memory, and the start."""

import json
import statistics
from pathlib import Path

from .contenders import ONE_CORE
from .contenders.programs import render
from .deck import Deck

_PICTURES = ("--format", "picture")
_ONE_WORKER = (*_PICTURES, "--jobs", "1")
_NOTHING_KEPT = ("--no-cache",)


def two_workers(deck: Deck, rounds: int, work: Path) -> float:
    """How many times faster two workers are than one, on the wall."""
    gains = []
    for turn in range(rounds):
        order = ("1", "2") if turn % 2 else ("2", "1")
        walls = {jobs: render(deck.specs, work, *_PICTURES, *_NOTHING_KEPT, "--jobs", jobs).wall for jobs in order}
        gains.append(walls["1"] / walls["2"])
    return statistics.median(gains)


def nothing_to_do(deck: Deck, rounds: int, work: Path) -> float:
    """What a run costs before which nothing has changed, in the processor time of the one that made everything."""
    shares = []
    for _ in range(rounds):
        first = render(deck.specs, work, *_ONE_WORKER, cores=ONE_CORE)
        second = render(deck.specs, work, *_ONE_WORKER, cores=ONE_CORE, is_again=True)
        shares.append(second.processor / first.processor)
    return statistics.median(shares)


def memory_of_rows(deck: Deck, work: Path) -> float:
    """Peak memory with 20,000 rows of data, in that with 2,000. The pictures are small; what is kept of each is not."""
    rows = ("--data", str(deck.folder / "rows.csv"), "--scale", "0.1", *_ONE_WORKER)
    peaks = [render(deck.folder / "row.json", work, *rows, "--rows", f"1-{count}").memory for count in (2_000, 20_000)]
    return peaks[1] / peaks[0]


def memory_of_decks(small: Deck, large: Deck, work: Path) -> float:
    """The same for two decks with as many pictures, whose run ends with a manifest and a gallery."""
    peaks = [render(deck.specs, work, *_ONE_WORKER, "--scale", "0.1").memory for deck in (small, large)]
    return peaks[1] / peaks[0]


def start(deck: Deck, rounds: int, work: Path) -> float:
    """From the command to a card that stands alone, in what a further card costs in a long run plus the loading of its fonts."""
    report = work.with_suffix(".json")
    ratios = []
    for _ in range(rounds):
        many = render(deck.specs, work, *_ONE_WORKER, *_NOTHING_KEPT, cores=ONE_CORE)
        one = render(
            deck.folder / "row.json", work, *_ONE_WORKER, *_NOTHING_KEPT, "--report", str(report), cores=ONE_CORE)
        warm = (many.processor - one.processor) / (deck.outputs - 1)
        fonts = json.loads(report.read_text())["timings"]["stages"]["fonts"]
        ratios.append(one.processor / (warm + fonts))
    return statistics.median(ratios)
