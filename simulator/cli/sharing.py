"""Runs as files: `export` writes one, `import` takes those of a shared file in."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from simulator.analysis.result import result
from simulator.cli.invocation import command
from simulator.cli.mending import advised
from simulator.cli.options import Database, Run, numbered
from simulator.cli.output import UNWRITTEN, check_writable, sentences, tell
from simulator.cli.saving import made
from simulator.cli.saving import read as opened
from simulator.declaration import InputError, sentence
from simulator.declaration.input_error import shown
from simulator.declaration.whole_file import write_whole
from simulator.engine import Progress
from simulator.experiment import save
from simulator.store import usual_database
from simulator.store.opening import SHARED
from simulator.store.reading import Reader
from simulator.store.shared.experiment import available

KB = 1000


def export(
    run: Run,
    out: Annotated[
        Path,
        typer.Option(
            metavar="FILE",
            readable=False,
            help="The file to write: .learnsim for the run to share, .json for its result, .toml for its experiment.",
        ),
    ],
    database: Database = None,
) -> None:
    """Write a saved run to a file; the file's ending says as what."""
    with sentences():
        number, ending = numbered(run), out.suffix.lower()
        if ending not in _WRITERS:
            endings = ", ".join(_WRITERS)
            raise InputError(
                sentence("--out is {file}; it must end in one of {endings}.", file=shown(str(out)), endings=endings)
            )
        check_writable(str(out))
        store = opened(database)
    with closing(store):
        with sentences():
            store.summary(number)
        with sentences(UNWRITTEN), advised(store, number, named=database is not None):
            _WRITERS[ending](store, number, out)
        tell(sentence("Wrote {file} ({size}).", file=out, size=_size(out)))


def import_(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", readable=False, help="A shared file, which ends in .learnsim.")
    ],
    database: Database = None,
) -> None:
    """Take the runs of a shared file into the database; those that are there already stay as they are."""
    from simulator.store.shared.file import read, take_in

    with sentences():
        _check_shared(file)
        shared = read(file)
        with closing(made(database or usual_database())) as store:
            before = {each.id for each in store.runs()}
            found = take_in(store, shared)
    if not found:
        print("There is no run in the file.")
    for run in found:
        print(f"Run {run} is there already." if run in before else f"Imported as run {run}.")


def _check_shared(file: Path) -> None:
    """Say of what else this program writes what it is. Raises `InputError`."""
    ending = file.suffix.lower() if file.is_file() else ""
    if ending == ".toml":
        again = command("run", str(file))
        raise InputError(
            sentence(
                'The file {file} is an experiment, not a shared file; "{command}" runs it.',
                file=shown(str(file)),
                command=again,
            )
        )
    if ending == ".json":
        raise InputError(
            sentence(
                "The file {file} is a result, not a shared file; export the run to a file that ends in {ending}.",
                file=shown(str(file)),
                ending=SHARED,
            )
        )


def _size(file: Path) -> str:
    """The size of a file, for a person."""
    size = file.stat().st_size
    return f"{size} bytes" if size < KB else f"{size / KB:,.0f} kB" if size < KB**2 else f"{size / KB**2:,.1f} MB"


def _share(store: Reader, run: int, out: Path) -> None:
    from simulator.store.shared.file import left_behind, write

    document = store.document(run)  # the data that it names may be gone
    write(out, document, store, [run])
    for each in left_behind(document):
        tell(each)


def _write_result(store: Reader, run: int, out: Path) -> None:
    progress = Progress()
    for event in store.history(run):
        progress.add(event)
    state = store.summary(run).state  # a run that was cut short has no ending of its own
    written = result(progress, run) | {"state": state}
    write_whole(out, f"{json.dumps(written, indent=2, allow_nan=False)}\n".encode())


def _write_experiment(store: Reader, run: int, out: Path) -> None:
    document = store.document(run)
    available(document)  # raises where this version does not know it; the data that it names may be gone
    save(document, out)


_WRITERS: dict[str, Callable[[Reader, int, Path], None]] = {
    SHARED: _share,
    ".json": _write_result,
    ".toml": _write_experiment,
}
