"""Runs a command in a process of its own and prints what it took, as JSON, in a last line.

    python -I -S launch.py CORES COMMAND…

CORES are numbers with commas between them, or "all". This is a small program because the system counts the memory of
whoever starts a program as the program's own: started by a large one, a small one could not be measured.
"""

import json
import os
import sys
import time


def main() -> int:
    cores, *command = sys.argv[1:]
    if cores != "all":
        os.sched_setaffinity(0, set(map(int, cores.split(","))))
    start = time.monotonic()
    process = os.posix_spawnp(command[0], command, os.environ)
    _, status, usage = os.wait4(process, 0)
    wall = time.monotonic() - start
    cost = {"wall": wall, "processor": usage.ru_utime + usage.ru_stime, "memory": usage.ru_maxrss * 1024}
    print(json.dumps(cost))
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    sys.exit(main())
