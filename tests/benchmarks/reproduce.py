"""The catalogue beside the literature: published, measured independently, and ours, in one table.

Each section trains what it judges, in a process of its own, two at a time; nothing is taken from an earlier run.
The table is printed and written as Markdown. Usage::

    python -m tests.benchmarks.reproduce [--only SECTION ...] [--out reproduced.md] [--parts FOLDER]

With ``--parts`` the rows of each section are kept in a folder, and sections that are there are not made again: so a run
that was interrupted goes on.

About 45 minutes on two cores. Sections whose data is absent (`../shared/data`, or `SIMULATOR_DATA`) say so and are
left out. Ends with 1 where a figure misses what it should reach.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path

from tests.benchmarks.rows import Row, verdict

Section = Callable[[], list[Row]]


def sections() -> dict[str, Section]:
    """The parts of the table by name; the longest first, so that two processes end at about the same time."""
    from tests.benchmarks import amortised, formula, gradients, optimizers, pictures, searching, sines, students

    return {
        "pictures-maml": pictures.maml,
        "pictures-prototypes-5": lambda: pictures.prototypes(5),
        "pictures-prototypes-1": lambda: pictures.prototypes(1),
        "pictures-matching": pictures.matching,
        "sine-10": lambda: sines.sines(10),
        "sine-5": lambda: sines.sines(5),
        "sine-steps": sines.several_steps,
        "pictures-transfer": pictures.transfer,
        "students-2015": students.assistments,
        "students-fractions": students.fractions,
        "students-simulated": students.simulated,
        "optimizers": optimizers.rows,
        "gaussian-process": amortised.gaussian_process,
        "linear": amortised.linear,
        "search": searching.rows,
        "gradients": gradients.rows,
        "formula": formula.rows,
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", metavar="SECTION", choices=list(sections()))
    parser.add_argument("--out", type=Path, default=Path("reproduced.md"))
    parser.add_argument("--parts", type=Path)
    parser.add_argument("--section", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.section:
        found = sections()[options.section]()
        options.out.write_text(json.dumps([dataclasses.asdict(row) for row in found]), encoding="utf-8")
        return 0
    begun = time.perf_counter()
    with ThreadPoolExecutor(2) as pool, tempfile.TemporaryDirectory() as passing:
        folder = options.parts or Path(passing)
        folder.mkdir(parents=True, exist_ok=True)
        parts = list(pool.map(lambda name: _made(name, folder), options.only or list(sections())))
    rows = [row for part in parts for row in part]
    options.out.write_text(table(rows), encoding="utf-8")
    print(f"{(time.perf_counter() - begun) / 60:.0f} minutes; the table is in {options.out}")
    return verdict(rows)


def table(rows: list[Row]) -> str:
    """The rows as a Markdown table, under a line that says what they were made on."""
    made = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, torch {version('torch')}"
    lines = [
        f"Made by `python -m tests.benchmarks.reproduce` on {made}. Intervals are 95%, over test tasks.",
        "",
        "| what | published | independent | ours | reach | |",
        "|---|---|---|---|---|---|",
    ]
    for row in rows:
        cells = (row.what, row.published, row.known, row.figure, row.wanted, _met(row))
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _met(row: Row) -> str:
    return ("yes" if row.met else "**no**") if row.wanted else ""


def _made(name: str, folder: Path) -> list[Row]:
    """The rows of one section, made in a process of its own; one that fails is a row that is not met."""
    written = folder / f"{name}.json"
    if written.exists():
        return [Row(**row) for row in json.loads(written.read_text(encoding="utf-8"))]
    command = [sys.executable, "-m", "tests.benchmarks.reproduce", "--section", name, "--out", str(written)]
    begun = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    print(f"== {name}, {time.perf_counter() - begun:.0f} s\n{done.stdout}", end="", flush=True)
    if done.returncode or not written.exists():
        print(done.stderr, end="", flush=True)
        return [Row(f"{name}: the section failed", float("nan"), "runs", False)]
    return [Row(**row) for row in json.loads(written.read_text(encoding="utf-8"))]


if __name__ == "__main__":
    raise SystemExit(main())
