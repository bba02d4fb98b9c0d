"""``python -m simulator``: opens the window, or runs one of the commands of `simulator.cli`."""

from __future__ import annotations

import sys
from multiprocessing import freeze_support

from simulator.cli import COMMANDS

INTERRUPTED = 130
OPTIONS = ("--help", "--version")


def main() -> None:
    """Start the program with the arguments it was given; ends it with an exit status."""
    freeze_support()  # where the program is frozen, the processes of runs and sweeps begin here
    try:
        _dispatch(sys.argv[1:])
    except KeyboardInterrupt:  # before a run has begun there is nothing to keep
        sys.exit(INTERRUPTED)


def _dispatch(arguments: list[str]) -> None:
    if arguments and arguments[0] in (*COMMANDS, *OPTIONS):
        from simulator.app import print_report, take_picture, watch_run
        from simulator.cli.program import app
        from simulator.cli.windows import Windows

        app(prog_name="simulator", obj=Windows(take_picture, print_report, watch_run))
    else:
        from simulator.app import main as window

        sys.exit(window(arguments))


if __name__ == "__main__":
    main()
