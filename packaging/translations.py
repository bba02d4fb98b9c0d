"""The translations of the window: collects its texts, updates and compiles resources/i18n, or checks all that.

    python packaging/translations.py            update the .ts files, compile them to .qm files
    python packaging/translations.py --check    change nothing; name what is missing, unfinished or stale, exit with 1

Texts are written in English where they are shown. They are found in the sources, as the constant that a call of
`tr`, `sentence` and the like begins with, and in what is declared: titles, descriptions, units, choices, the states
of a run, the titles of the bundled examples. A call whose text is neither is refused, unless `ELSEWHERE` says where
its texts come from. The .ts files are Qt Linguist's, to be edited there or by hand.
"""

from __future__ import annotations

import argparse
import ast
import shutil
import string
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from simulator.declaration import Declared, Parameter, Sentence  # noqa: E402
from simulator.engine.streams import generator  # noqa: E402
from simulator.experiment import Schedule, example_names, load_example  # noqa: E402
from simulator.experiment.documents import REGISTRIES  # noqa: E402
from simulator.experiment.experiment import SEED  # noqa: E402
from simulator.gui.run_list.rows import GOING  # noqa: E402
from simulator.store.runs import STATES  # noqa: E402
from simulator.tasks import FAMILIES  # noqa: E402
from simulator.tasks.base import Split  # noqa: E402
from simulator.tasks.loss import Loss  # noqa: E402

LANGUAGES = ("zh_CN",)
FOLDER = ROOT / "resources" / "i18n"
CONTEXT = "simulator"

# Where a text stands among the arguments of the calls that take one.
CALLS = {"tr": 0, "sentence": 0, "Reference": 1, "score": 0, "self.reference": 1}
# Attributes whose texts are declared, and so read from the declarations.
DECLARED = {"title", "summary", "explanation", "formula", "description", "unit", "state", "solved", "name"}
# Functions that pass on a text which is not in them, and where it comes from; other texts of theirs are read.
ELSEWHERE = {
    "gui/text.py:tr": "the argument",
    "declaration/sentence.py:sentence": "the argument",
    "gui/commands.py:Commands._file": "the titles of the bundled examples",
    "gui/unsaved_edits.py:name_of": "the titles of the bundled examples",
    "gui/fields.py:Choice.__init__": "declared choices",
    "gui/panels/sweep_axis.py:AxisRow._fill": "declared titles",
    "gui/panels/sweep_bar.py:SweepBar._state": "the titles of the bundled examples",
    "gui/panels/sweep_bar.py:_named": "the titles of the bundled examples",
    "gui/run_list/words.py:Words.__missing__": "declared titles, and the states of a run",
    "tasks/base.py:TaskFamily.describe": "the names of the latents, from a sampled task",
    "tasks/base.py:TaskFamily.reference": "the argument",
    "tasks/pictures/images.py:Images._split": "the names of the splits",
    "store/formats.py:prepare": "EXPLAINED of store/database.py",
    "analysis/outer_loop.py:Line.name": "declared titles",
    "analysis/search.py:_listed": "declared titles",
}


class UnreadableError(Exception):
    """A text that is neither written where it is shown nor declared."""


def texts() -> list[str]:
    """Every text of the window, once each, in the order in which they are found."""
    return list(dict.fromkeys(text for text in (*declared(), *written(ROOT / "simulator")) if text))


def declared() -> Iterator[str]:
    """The texts of the declarations, as they are at run time, without those of add-ons."""
    for registry in REGISTRIES.values():
        for entry in registry.values():
            if entry.__module__.startswith("simulator."):
                yield from _of_declared(entry)
    yield from _of_declared(Schedule)
    yield from _of_parameter(SEED)
    yield from (*STATES, *GOING)
    yield from get_args(Split)
    yield from (loss.name for loss in Loss.__subclasses__())
    yield from (load_example(name).title for name in example_names())
    for family in FAMILIES.values():
        if family.__module__.startswith("simulator."):
            task = family()
            yield from _of_sentence(task.describe(task.sample(generator(0, "preview"), 1), 0))


def written(folder: Path) -> Iterator[str]:
    """The texts in the sources below `folder`. Raises `UnreadableError` where one cannot be read off."""
    for path in sorted(folder.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        reader = _Reader(path.relative_to(folder).as_posix(), tree)
        reader.visit(tree)
        yield from reader.found


class _Reader(ast.NodeVisitor):
    """Collects the texts of one module."""

    def __init__(self, module: str, tree: ast.Module) -> None:
        self.found: list[str] = []
        self._module, self._tree = module, tree
        self._within: list[ast.FunctionDef | ast.ClassDef] = []

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.ClassDef) -> None:
        self._within.append(node)
        self.generic_visit(node)
        self._within.pop()

    visit_ClassDef = visit_FunctionDef

    def visit_Call(self, node: ast.Call) -> None:
        place = CALLS.get(ast.unparse(node.func))
        if place is not None and len(node.args) > place:
            where = f"{self._module}:{'.'.join(part.name for part in self._within)}"
            try:
                self._read(node.args[place], f"{where}, line {node.lineno}")
            except UnreadableError:
                if where not in ELSEWHERE:
                    raise
        self.generic_visit(node)

    def _read(self, node: ast.expr, where: str) -> None:
        """A constant, written there or named in the module; a choice between some; or a table of them."""
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            self.found.append(node.value)
        elif isinstance(node, ast.IfExp):
            self._read(node.body, where)
            self._read(node.orelse, where)
        elif isinstance(node, ast.Name) and (constant := self._constant(node.id)):
            self.found.append(constant)
        elif isinstance(node, ast.Subscript) and (tables := self._tables(node.value)):
            for table in tables:
                for value in table.values:
                    self._read(value, where)
        elif not (isinstance(node, ast.Attribute) and node.attr in DECLARED):
            raise UnreadableError(
                f"{where}: the text {ast.unparse(node)} cannot be read off; write it there, or say in ELSEWHERE of "
                "packaging/translations.py where it comes from."
            )

    def _constant(self, name: str) -> str:
        for node in self._tree.body:
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == name:
                value = node.value
                return value.value if isinstance(value, ast.Constant) and isinstance(value.value, str) else ""
        return ""

    def _tables(self, name: ast.expr) -> list[ast.Dict]:
        if not isinstance(name, ast.Name):
            return []
        places = [*self._tree.body, *(ast.walk(self._within[-1]) if self._within else ())]
        return [
            node.value
            for node in places
            if isinstance(node, ast.Assign)
            and isinstance(node.value, ast.Dict)
            and ast.unparse(node.targets[0]) == name.id
        ]


def _of_declared(entry: type[Declared]) -> Iterator[str]:
    yield from (entry.title, entry.summary, entry.explanation, entry.formula, getattr(entry, "solved", ""))
    for parameter in entry.parameters().values():
        yield from _of_parameter(parameter)


def _of_parameter(parameter: Parameter) -> Iterator[str]:
    yield from (parameter.title, parameter.description, parameter.unit, *parameter.choices)


def _of_sentence(sentence: Sentence) -> Iterator[str]:
    yield sentence.template
    for _, value in sentence.values:
        if isinstance(value, Sentence):
            yield from _of_sentence(value)


@dataclass(frozen=True)
class Message:
    """A text's translation, and whether someone stands by it."""

    translation: str = ""
    finished: bool = False


def read(file: Path) -> dict[str, Message]:
    """The messages of a .ts file by their text; none where there is no file."""
    if not file.exists():
        return {}
    found = {}
    for message in ElementTree.parse(file).iter("message"):
        translation = message.find("translation")
        if translation is None or translation.get("type") in ("vanished", "obsolete"):
            continue
        text = translation.text or ""
        found[message.findtext("source", "")] = Message(text, bool(text) and translation.get("type") is None)
    return found


def write(file: Path, messages: dict[str, Message]) -> None:
    """Write a .ts file."""
    root = ElementTree.Element("TS", version="2.1", language=file.stem.partition("_")[2], sourcelanguage="en")
    context = ElementTree.SubElement(root, "context")
    ElementTree.SubElement(context, "name").text = CONTEXT
    for text, known in messages.items():
        message = ElementTree.SubElement(context, "message")
        ElementTree.SubElement(message, "source").text = text
        kind = {} if known.finished else {"type": "unfinished"}
        ElementTree.SubElement(message, "translation", kind).text = known.translation
    ElementTree.indent(root, "    ")
    body = ElementTree.tostring(root, encoding="unicode")
    file.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', encoding="utf-8")


def compiled(file: Path) -> bytes:
    """What Qt reads, made from a .ts file by Qt's own tool."""
    tool = shutil.which("pyside6-lrelease", path=Path(sys.executable).parent) or "pyside6-lrelease"
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "out.qm")
        subprocess.run([tool, "-silent", str(file), "-qm", str(out)], check=True)
        return out.read_bytes()


def complaints(file: Path, wanted: list[str]) -> Iterator[str]:
    """What is wrong with a .ts file and the .qm file beside it, one line each."""
    known = read(file)
    for text in wanted:
        if text not in known:
            yield f"missing: {text!r}"
        elif not known[text].finished:
            yield f"unfinished: {text!r}"
        elif (given := placeholders(known[text].translation)) != (expected := placeholders(text)):
            yield f"placeholders: {text!r} has {sorted(expected)}, its translation has {sorted(given)}"
    for text in known:
        if text not in wanted:
            yield f"no longer in the program: {text!r}"
    beside = file.with_suffix(".qm")
    if not beside.exists() or not file.exists() or beside.read_bytes() != compiled(file):
        yield f"stale: {beside.name} was not made from {file.name}"


def placeholders(text: str) -> set[str]:
    """The names in braces; what is not a template has what cannot be read."""
    try:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    except ValueError:
        return {"braces that do not match"}


def update(file: Path, wanted: list[str]) -> None:
    """Give a .ts file exactly the wanted texts, keeping their translations, and compile it."""
    known = read(file)
    write(file, {text: known.get(text, Message()) for text in wanted})
    file.with_suffix(".qm").write_bytes(compiled(file))


def main(arguments: list[str] | None = None) -> int:
    """Update or check; returns the exit status."""
    parser = argparse.ArgumentParser(description="Update the window's translations, or check them.")
    parser.add_argument("--check", action="store_true", help="change nothing; exit with 1 where something is wrong")
    check = parser.parse_args(arguments).check
    try:
        wanted = texts()
    except UnreadableError as error:
        print(error, file=sys.stderr)
        return 1
    files = [FOLDER / f"simulator_{language}.ts" for language in LANGUAGES]
    if not check:
        FOLDER.mkdir(exist_ok=True)
        for file in files:
            update(file, wanted)
    found = [f"{file.name}: {complaint}" for file in files for complaint in complaints(file, wanted)]
    print("\n".join(found) or f"{len(wanted)} texts, all translated.")
    return 1 if found and check else 0


if __name__ == "__main__":
    sys.exit(main())
