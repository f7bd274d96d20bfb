"""Runs a program and tells what it took: time on the wall, processor time of all its processes, and memory."""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


class Failed(Exception):
    """A program ended with an error."""


@dataclass(frozen=True)
class Cost:
    """What one run took."""

    #: Seconds.
    wall: float
    #: Seconds of user and system time.
    processor: float
    #: The largest memory of any of its processes, in bytes.
    memory: int


def run(command: list[str], environment: dict[str, str] | None = None, cores: set[int] | None = None) -> tuple[Cost, str]:
    """Runs a command to its end, on certain cores only if asked, and returns its cost and what it printed."""
    launcher = [sys.executable, "-I", "-S", str(Path(__file__).with_name("launch.py"))]
    allowed = ",".join(map(str, sorted(cores))) if cores else "all"
    done = subprocess.run(
        [*launcher, allowed, *command], capture_output=True, text=True, env=os.environ | (environment or {}))
    if done.returncode != 0:
        raise Failed(f"{' '.join(command)}\nended with {done.returncode}:\n{done.stdout}{done.stderr}")
    output, _, cost = done.stdout.rstrip("\n").rpartition("\n")
    return Cost(**json.loads(cost)), output


@contextmanager
def own_cost(processes: Callable[[], list[int]] = lambda: []):
    """For a peer that is a library of Python: measures the work alone, and prints it for `reported`.

    Python's own start and the imports are not counted, nor is the start of `processes`, which the peer drives.
    """
    before = sum(map(_processor_time, processes()))
    start, own = time.monotonic(), time.process_time()
    yield
    wall, own = time.monotonic() - start, time.process_time() - own
    print(json.dumps({"wall": wall, "processor": own + sum(map(_processor_time, processes())) - before}))


def reported(output: str, cost: Cost) -> Cost:
    """The cost that `own_cost` printed, with the memory that was seen from outside."""
    own = json.loads(output.splitlines()[-1])
    return Cost(own["wall"], own["processor"], cost.memory)


def _processor_time(process: int) -> float:
    """Seconds of user and system time of a process and of those of its children that have ended (proc(5))."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def median(costs: list[Cost]) -> Cost:
    """The middle of each figure by itself."""
    return Cost(
        statistics.median(cost.wall for cost in costs), statistics.median(cost.processor for cost in costs),
        max(cost.memory for cost in costs))


def folder_bytes(folder: Path, ending: str) -> int:
    """The bytes of all files with an ending in a folder and below."""
    return sum(path.stat().st_size for path in folder.rglob(f"*{ending}"))
