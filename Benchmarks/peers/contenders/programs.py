"""The contenders that are programs of their own: Placard, and the C program that is the limit."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from ..measure import Cost, run
from ..words import LANGUAGES
from . import ONE_CORE, Task

ROOT = Path(__file__).resolve().parents[3]
PLACARD = ROOT / ".build/release/placard"
FONTS = ROOT / "Fonts/fonts.conf"
FORMATS = {"png": "picture", "pdf": "page"}


def render(source: Path, output: Path, *options: str, cores: set[int] | None = None, is_again: bool = False) -> Cost:
    """One run of `placard render` of a deck, or of a card that stands alone.

    It begins with an empty folder and nothing in its caches, unless it is to be a second run after such a one.
    """
    caches = output.with_name(output.name + "-caches")
    if not is_again:
        shutil.rmtree(output, ignore_errors=True)
        shutil.rmtree(caches, ignore_errors=True)
        caches.mkdir(parents=True)
        # The list of the machine's fonts is not Placard's: every program here finds it made.
        usual = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
        (caches / "fontconfig").symlink_to(usual / "fontconfig")
    subject = ["--deck", str(source)] if source.name == "deck.json" else [str(source)]
    command = [str(PLACARD), "render", *subject, "--fonts", str(FONTS), "--output", str(output), "--quiet", *options]
    return run(command, {"XDG_CACHE_HOME": str(caches)}, cores)[0]


def placard(*options: str) -> Callable[[Task], Cost]:
    """Placard with one worker, from the command line."""

    def draw(task: Task) -> Cost:
        options_of_kind = ("--format", FORMATS[task.kind], "--jobs", "1", *options)
        return render(task.deck.specs, task.output, *options_of_kind, cores=ONE_CORE)

    return draw


def limit(level: int) -> Callable[[Task], Cost]:
    """The C program, with one of libdeflate's levels for pictures."""

    def draw(task: Task) -> Cost:
        for language in LANGUAGES:
            (task.output / language).mkdir(parents=True, exist_ok=True)
        program = ROOT / "Benchmarks/Output/limit"
        command = [str(program), task.kind, str(task.deck.folder), str(task.output), str(level)]
        return run(command, {"FONTCONFIG_FILE": str(FONTS)}, ONE_CORE)[0]

    return draw
