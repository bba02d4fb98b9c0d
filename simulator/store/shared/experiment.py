"""An experiment that travels without the files it reads: what is left behind, and what is missing where it arrives."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from simulator.declaration import Sentence, sentence
from simulator.declaration.input_error import shown
from simulator.experiment import Experiment, parse, set_value, to_document
from simulator.experiment.documents import REGISTRIES, Document, build
from simulator.experiment.experiment import ELSEWHERE


def left_behind(experiment: Experiment | Document) -> list[Sentence]:
    """What a shared file with this experiment does not hold, in one sentence each: answers are private."""
    document = experiment if isinstance(experiment, dict) else to_document(experiment)
    return [
        sentence("The shared file does not hold {file}, which {path} names.", file=_last(file), path=path)
        for path, file in named_files(document)
    ]


def available(document: Document) -> tuple[Experiment, list[Sentence]]:
    """The experiment without the files that it names, and a sentence for each.

    Nothing is looked for at the paths, which may be a stranger's: their parameters are emptied. Whether the parts go
    together, which may depend on what is in a file, is then for others to ask. Raises `InputError` where the experiment
    is wrong otherwise.
    """
    named = list(named_files(document))
    for path, _ in named:
        document = set_value(document, path, "")
    notes = [
        sentence(
            "{path} names {file}, which does not travel with an experiment. {path} was left empty; choose your own "
            "copy.",
            path=path,
            file=shown(_last(value)),
        )
        for path, value in named
    ]
    return build(document) if named else parse(document), notes


def _last(path: str) -> str:
    """The name of what a path of any system leads to."""
    return path.replace("\\", "/").rstrip("/").rpartition("/")[2] or path


def named_files(document: Document) -> Iterator[tuple[str, str]]:
    """The parameters that name a file or folder, and what they name, as far as the tables make sense."""
    evaluation = document.get("evaluation")
    tables = {
        "task": document.get("task"),
        ELSEWHERE: evaluation.get("task") if isinstance(evaluation, dict) else None,
    }
    for section, table in tables.items():
        for name, value in _files_of(table):
            if isinstance(value, str) and value:
                yield f"{section}.{name}", value


def _files_of(table: Any) -> list[tuple[str, Any]]:
    """What in a family's table names files."""
    families = REGISTRIES["task"]
    kind = table.get("kind") if isinstance(table, dict) else None
    if not isinstance(kind, str) or kind not in families:
        return []
    declared = families[kind].parameters()
    return [(name, value) for name, value in table.items() if name in declared and declared[name].file]
