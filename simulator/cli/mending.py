"""What to do where a saved run cannot go on or be exported: its data is gone, or what is kept of it is damaged."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from simulator.cli.invocation import command
from simulator.declaration import InputError, sentence
from simulator.declaration.input_error import shown
from simulator.declaration.parameter import leads_elsewhere
from simulator.store.reading import Reader
from simulator.store.shared.experiment import available, named_files

DAMAGED = ("The checkpoint is damaged.", "What is kept of run {run} is damaged.")


def check_data(store: Reader, run: int) -> None:
    """Refuse to continue a run whose data is not there. Raises `InputError`, which says where it was looked for."""
    for path, file in named_files(store.document(run)):
        if leads_elsewhere(file) or not file.isprintable():
            continue  # refused later, without being looked for
        full = Path(file).absolute()
        if _is_there(full):
            continue
        if Path(file).is_absolute():
            why = sentence("{path} names {file}, which is not there. Put it back to go on.", path=path, file=full)
        else:
            why = sentence(
                "{path} names {named}, and there is no {file}: paths count from the folder in which the program is "
                "started.",
                path=path,
                named=shown(file),
                file=full,
            )
        raise InputError(why, path)


@contextmanager
def advised(store: Reader, run: int, named: bool) -> Iterator[None]:
    """Within it, what is said of damage goes on with what can be done, if anything can."""
    try:
        yield
    except InputError as error:
        if error.message.template not in DAMAGED or not _has_experiment(store, run):
            raise
        where = ("--database", str(store.path)) if named else ()
        again = command("export", str(run), "--out", f"run-{run}.toml", *where)
        raise InputError(
            sentence(
                '{why} It cannot go on; export its experiment with "{command}" and run it again.',
                why=error.message,
                command=again,
            )
        ) from error


def _is_there(file: Path) -> bool:
    try:
        file.stat()
    except FileNotFoundError:
        return False
    except (OSError, ValueError):  # whoever reads it says what is wrong
        return True
    return True


def _has_experiment(store: Reader, run: int) -> bool:
    try:
        available(store.document(run))
    except InputError:
        return False
    return True
