"""Experiment files: TOML, readable and hand-editable; and the bundled examples, which are such files."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import tomli_w

from simulator.declaration import InputError, nearest, sentence
from simulator.declaration.input_error import shown
from simulator.experiment.documents import Document, parse, to_document
from simulator.experiment.experiment import Experiment
from simulator.resources import resources

LARGEST = 1_000_000  # bytes; an experiment has a few hundred


def load(path: str | Path) -> Experiment:
    """Read an experiment file. Raises `InputError` with one sentence that names the file or the key."""
    return parse(read_document(Path(path)))


def load_example(name: str) -> Experiment:
    """A bundled example by its name. Raises `InputError` where there is none."""
    return load(example_path(name))


def save(experiment: Experiment, path: str | Path) -> None:
    """Write an experiment file; the old one stays whole until the new one is safely on the disk."""
    target = Path(path)
    try:
        temporary = target.with_name(f"{target.name}.{os.getpid()}.part")
        try:
            with temporary.open("wb") as file:
                file.write(tomli_w.dumps(to_document(experiment)).encode())
                file.flush()
                os.fsync(file.fileno())
            os.replace(temporary, target)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise InputError(
            sentence("The file {file} cannot be written: {why}.", file=target, why=error.strerror)
        ) from None


def example_names() -> list[str]:
    """The names of the bundled examples."""
    return sorted(path.stem for path in (resources() / "examples").glob("*.toml"))


def example_title(name: str) -> str:
    """The title of a bundled example, without building it. Raises `InputError` where there is none."""
    return str(read_document(example_path(name)).get("title", name))


def example_path(name: str) -> Path:
    """The file of a bundled example. Raises `InputError` where there is none."""
    if name not in example_names():
        raise InputError(
            sentence("There is no example {name}{hint}", name=repr(name), hint=nearest(name, example_names()))
        )
    return resources() / "examples" / f"{name}.toml"


def load_any(name: str) -> Experiment:
    """An experiment by the path of its file or the name of a bundled example; a file wins."""
    if name in example_names() and not Path(name).is_file():
        return load_example(name)
    if not name.endswith(".toml") and not os.path.exists(name):  # unlike Path.exists, raises on no name at all
        raise InputError(
            sentence("There is no file or example {name}{hint}", name=shown(name), hint=nearest(name, example_names()))
        )
    return load(name)


def read_document(path: Path) -> Document:
    """The tables of a TOML file, unchecked but for size, encoding and syntax."""
    try:
        if path.is_dir():
            raise InputError(sentence("{file} is a folder; an experiment is a TOML file.", file=path))
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise InputError(sentence("The file {file} cannot be read: {why}.", file=path, why=error.strerror)) from None
    if len(content) > LARGEST:
        raise InputError(
            sentence(
                "The file {file} is larger than {most} bytes, so it is not an experiment.",
                file=path,
                most=f"{LARGEST:,}",
            )
        )
    if not content.strip():
        raise InputError(
            sentence(
                "The file {file} is empty; an experiment needs its sections [task], [learner] and [strategy].",
                file=path,
            )
        )
    try:
        return tomllib.loads(content.decode())
    except UnicodeDecodeError:
        raise InputError(sentence("The file {file} is not text, so it is not an experiment.", file=path)) from None
    except (ValueError, RecursionError) as error:  # not only TOMLDecodeError: a number may have too many digits
        raise InputError(
            sentence("The file {file} is not valid TOML: {why}.", file=path, why=str(error).splitlines()[0][:200])
        ) from None
