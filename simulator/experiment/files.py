"""Experiment files: TOML, readable and hand-editable; and the bundled examples, which are such files."""

from __future__ import annotations

import json
import math
import os
import re
import stat
import tomllib
from functools import cache
from pathlib import Path

import tomli_w

from simulator.declaration import InputError, Sentence, nearest, sentence
from simulator.declaration.input_error import shown
from simulator.declaration.whole_file import shown_path, write_whole
from simulator.experiment.documents import Document, parse, to_document
from simulator.experiment.experiment import Experiment
from simulator.experiment.one_line import compact
from simulator.resources import resources

LARGEST = 200_000  # bytes; an experiment has a few hundred, and what is much larger takes long to refuse


def load(path: str | Path) -> Experiment:
    """Read an experiment file. Raises `InputError` with one sentence that names the file or the key."""
    return parse(read_document(Path(path)))


def load_example(name: str) -> Experiment:
    """A bundled example by its name. Raises `InputError` where there is none."""
    return load(example_path(name))


def to_text(experiment: Experiment | Document) -> str:
    """The experiment as TOML, as a file holds it and as it can be sent in a message."""
    document = experiment if isinstance(experiment, dict) else to_document(experiment)
    drawn = document.get("drawn")
    if not isinstance(drawn, list) or not all(isinstance(task, dict) for task in drawn):
        return compact(tomli_w.dumps(document))
    rest = {key: value for key, value in document.items() if key != "drawn"}
    return compact(tomli_w.dumps(rest)) + "".join(map(_drawn_text, drawn))


def from_text(text: str) -> Experiment:
    """The experiment that `to_text` wrote, or a person. Raises `InputError` with one sentence that names the key."""
    return parse(_text_tables(text.encode(errors="replace"), sentence("The text")))


def text_document(content: bytes, name: str) -> Document:
    """The tables of TOML in a file of that name, unchecked but for size, encoding and syntax."""
    return _text_tables(content, sentence("The file {file}", file=name))


def save(experiment: Experiment | Document, path: str | Path) -> None:
    """Write an experiment file; the old one stays whole until the new one is safely on the disk.

    Raises `InputError` where it cannot be written.
    """
    write_whole(path, to_text(experiment).encode())


def example_names() -> list[str]:
    """The names of the bundled examples."""
    return list(_example_names())


@cache
def _example_names() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in (resources() / "examples").glob("*.toml")))


@cache
def example_title(name: str) -> str:
    """The title of a bundled example, without building it. Raises `InputError` where there is none."""
    before_tables, _, _ = example_path(name).read_text("utf-8").partition("\n[")
    return str(tomllib.loads(before_tables).get("title", name))


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
    if name.lower().endswith(".json"):
        raise InputError(
            sentence("The file {file} is a result, not an experiment; an experiment is a TOML file.", file=shown(name))
        )
    return load(name)


def read_document(path: Path) -> Document:
    """The tables of a TOML file, unchecked but for size, encoding and syntax."""
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise InputError(sentence("{file} is a folder; an experiment is a TOML file.", file=path))
        if not stat.S_ISREG(mode):  # reading a pipe or a device might never end
            raise InputError(sentence("{file} is not an ordinary file; an experiment is a TOML file.", file=path))
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        if isinstance(error, InputError):
            raise
        why = getattr(error, "strerror", None) or str(error)  # ValueError: a name with a null character
        raise InputError(sentence("The file {file} cannot be read: {why}.", file=shown_path(path), why=why)) from None
    return text_document(content, shown_path(path))


def _drawn_text(task: Document) -> str:
    """A drawn task with each of its lists on one line: the writer's own way takes a line for every number."""
    lists = {key: value for key, value in task.items() if isinstance(value, list) and key.isidentifier()}
    lines = [f"{key} = {json.dumps(value)}\n" for key, value in lists.items() if _numbers(value)]
    rest = {key: value for key, value in task.items() if not (key in lists and _numbers(value))}
    return f"\n[[drawn]]\n{tomli_w.dumps(rest)}{''.join(lines)}"


def _numbers(value: object) -> bool:
    """Whether JSON and TOML write a value the same way."""
    if isinstance(value, list):
        return all(map(_numbers, value))
    return isinstance(value, int) or (isinstance(value, float) and math.isfinite(value))


def _text_tables(content: bytes, what: Sentence) -> Document:
    """The tables of TOML text; sentences begin with `what` it is."""
    if len(content) > LARGEST:
        raise InputError(
            sentence("{what} is larger than {most} bytes, so it is not an experiment.", what=what, most=f"{LARGEST:,}")
        )
    if not content.strip():
        raise InputError(
            sentence("{what} is empty; an experiment needs its sections [task], [learner] and [strategy].", what=what)
        )
    if _DEEP.search(content):
        raise InputError(sentence("{what} nests its tables too deep, so it is not an experiment.", what=what))
    try:
        return tomllib.loads(content.decode())
    except UnicodeDecodeError:
        raise InputError(sentence("{what} is not text, so it is not an experiment.", what=what)) from None
    except (ValueError, RecursionError) as error:  # not only TOMLDecodeError: a number may have too many digits
        why = _twice(content.decode(), str(error)) or " ".join(str(error).split())[:200]
        raise InputError(sentence("{what} is not valid TOML: {why}.", what=what, why=why)) from None


def _twice(text: str, said: str) -> Sentence | None:
    """Which key or section is there twice, where that is what the reader said; it tells only where it stopped."""
    found = _AGAIN.match(said)
    if found is None:
        return None
    lines = text.splitlines()[: int(found[1]) if found[1] else None]
    for number, line in reversed([*enumerate(lines, 1)]):  # a value may go on over lines
        if named := _NAMED.match(line):
            key = shown(named[1] or named[2])[1:-1]
            return sentence("{key} is given twice, again in line {line}", key=key, line=number)
    return None


_AGAIN = re.compile(r"Cannot (?:overwrite a value|declare .* twice) \(at (?:line (\d+), column \d+|end of document)\)")
_NAMED = re.compile(r"\s*(?:(\[{1,2}[^\[\]]+\]{1,2})\s*(?:#.*)?$|([\w.\"'-]+)\s*=)")
_KEY = rb"""(?:[\w-]+|"[^"\n]*"|'[^'\n]*')"""
# A dotted name costs the reader the square of its parts, in time and memory; an experiment's have two.
_DEEP = re.compile(rb"(?:^|[{,])[ \t]*\[{0,2}[ \t]*" + _KEY + rb"(?:[ \t]*\.[ \t]*" + _KEY + rb"){8}", re.MULTILINE)
