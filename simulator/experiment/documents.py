"""Experiments as plain nested tables: what TOML and JSON hold, and what `--set` and the forms change."""

from __future__ import annotations

import tomllib
from typing import Any

from simulator.declaration import InputError, Registry, nearest, sentence
from simulator.declaration.input_error import named, shown
from simulator.experiment.compatibility import misfit
from simulator.experiment.drawn import drawn_tasks
from simulator.experiment.experiment import ELSEWHERE, Experiment, checked_seed
from simulator.experiment.schedule import Schedule
from simulator.learners import LEARNERS
from simulator.strategies import STRATEGIES
from simulator.tasks import FAMILIES, TaskFamily

FORMAT = 1
REGISTRIES: dict[str, Registry[Any]] = {"task": FAMILIES, "learner": LEARNERS, "strategy": STRATEGIES}
SECTIONS = (*REGISTRIES, "schedule")

Document = dict[str, Any]


def to_document(experiment: Experiment) -> Document:
    """The experiment as nested tables that `parse` reads back unchanged."""
    titled = {"title": experiment.title} if experiment.title else {}
    sections = {section: experiment.section(section).table() for section in SECTIONS}
    other = {"evaluation": {"task": experiment.elsewhere.table()}} if experiment.elsewhere else {}
    drawn = {"drawn": [task.table() for task in experiment.drawn]} if experiment.drawn else {}
    return {"format": FORMAT, **titled, "seed": experiment.seed, **sections, **other, **drawn}


def parse(document: Document) -> Experiment:
    """Build and check an experiment. Raises `InputError` with one sentence naming key, value and what is allowed."""
    experiment = build(document)
    found = misfit(experiment)
    if found:
        section, why = found
        path, kind = f"{section}.kind", experiment.section(section).table()["kind"]
        raise InputError(sentence("{path} is {kind}: {why}", path=path, kind=repr(kind), why=why), path)
    return experiment


def build(document: Document) -> Experiment:
    """`parse` without asking whether the parts go together."""
    known = ("format", "title", "seed", *SECTIONS, "evaluation", "drawn")
    for key in document:
        if key not in known:
            raise InputError(sentence("{path} is not known{hint}", path=named(key), hint=nearest(key, known)), key)
    if document.get("format") is None:
        raise InputError(sentence("The line {line} is missing.", line=f"format = {FORMAT}"), "format")
    if document.get("format") != FORMAT or document.get("format") is True:
        given = shown(document.get("format"))
        raise InputError(
            sentence(
                "format is {given}; it must be {known}, the only one this version reads.", given=given, known=FORMAT
            ),
            "format",
        )
    title = document.get("title", "")
    if not isinstance(title, str) or len(title) > 200 or title.encode(errors="ignore").decode() != title:
        raise InputError(
            sentence("title is {value}; it must be text of at most 200 characters.", value=shown(title)), "title"
        )
    tables = {section: _table(document, section) for section in SECTIONS}
    parts = {section: registry.parse(tables[section]) for section, registry in REGISTRIES.items()}
    schedule = Schedule.parse(tables["schedule"], "schedule")
    seed = checked_seed(document.get("seed", 0))
    return Experiment(
        **parts,
        schedule=schedule,
        seed=seed,
        title=title,
        elsewhere=_elsewhere(document),
        drawn=drawn_tasks(document.get("drawn", [])),
    )


def set_value(document: Document, path: str, value: Any) -> Document:
    """A copy of the document with one value changed.

    Changing a section's ``kind`` keeps the values whose keys the new kind knows too, within its limits, and
    drops the others. Raises `InputError` where the path names nothing.
    """
    if path in ("seed", "title", "drawn"):
        return document | {path: value}
    if path == ELSEWHERE:
        kept = {"evaluation": {"task": value}} if value is not None else {}
        return {key: table for key, table in document.items() if key != "evaluation"} | kept
    if path.startswith(f"{ELSEWHERE}."):
        name = path.removeprefix(f"{ELSEWHERE}.")
        table = _evaluated_table(document) or {}
        table = _carried_over(FAMILIES, table, value) if name == "kind" else table
        return document | {"evaluation": {"task": table | {name: value}}}
    section, _, name = path.partition(".")
    if section not in SECTIONS or not name:
        options = [f"{known}.{key}" for known in SECTIONS for key in ("kind", *_known(document, known))]
        hint = nearest(path, [*options, "seed", "title", ELSEWHERE])
        raise InputError(sentence("{path} is not known{hint}", path=named(path) or "''", hint=hint), path)
    table = _table(document, section)
    if name == "kind" and section in REGISTRIES:
        table = _carried_over(REGISTRIES[section], table, value)
    return document | {section: table | {name: value}}


def read_value(text: str) -> Any:
    """A value as typed on the command line: TOML where it parses (``0.1``, ``[40, 40]``, ``true``), else text."""
    if len(text) > 10_000:
        raise InputError(sentence("The value {start}... is too long.", start=text[:20]))
    try:
        read = tomllib.loads(f"value = {text}")
    except (ValueError, RecursionError):  # not only TOMLDecodeError: a number may have too many digits
        return text
    return read["value"] if len(read) == 1 else text


def _elsewhere(document: Document) -> TaskFamily | None:
    table = _evaluated_table(document)
    return None if table is None else FAMILIES.parse(table, ELSEWHERE)


def _evaluated_table(document: Document) -> Document | None:
    """The table of `ELSEWHERE`; a family's name alone stands for the family with its defaults."""
    evaluation = _table(document, "evaluation")
    for key in evaluation:
        if key != "task":
            path = f"evaluation.{named(key)}"
            raise InputError(sentence("{path} is not known{hint}", path=path, hint=nearest(path, [ELSEWHERE])), path)
    given = evaluation.get("task")
    if isinstance(given, str):
        return {"kind": given}
    return None if given is None else _table(evaluation, "task", ELSEWHERE)


def _table(document: Document, section: str, path: str = "") -> Document:
    table = document.get(section, {})
    if not isinstance(table, dict):
        raise InputError(
            sentence(
                "{section} is {value}; it must be a section, [{section}].", section=path or section, value=shown(table)
            ),
            path or section,
        )
    return table


def _known(document: Document, section: str) -> list[str]:
    if section == "schedule":
        return list(Schedule.parameters())
    kind = _table(document, section).get("kind")
    registry = REGISTRIES[section]
    return list(registry[kind].parameters()) if isinstance(kind, str) and kind in registry else []


def _carried_over(registry: Registry[Any], table: Document, kind: Any) -> Document:
    if not isinstance(kind, str) or kind not in registry:
        return table
    entry, kept = registry[kind], {}
    for name, value in table.items():
        if name in entry.parameters():
            try:
                entry.parse({"kind": kind, name: value}, registry.section)
            except InputError:
                continue
            kept[name] = value
    return kept
