"""Arguments and options that several commands take, and what they mean."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from simulator.cli.invocation import command
from simulator.declaration import InputError, sentence
from simulator.declaration.declared import refusal
from simulator.declaration.input_error import shown
from simulator.experiment import Experiment, parse, to_document
from simulator.experiment.documents import Document, build, read_value, set_value
from simulator.experiment.schedule import Schedule
from simulator.store.opening import open_noted

Source = Annotated[
    str,
    typer.Argument(metavar="FILE|EXAMPLE", help="An experiment file, a shared file, or a bundled example's name."),
]
Settings = Annotated[
    list[str] | None,
    typer.Option(
        "--set", metavar="PATH=VALUE", help="Change one value, as in --set strategy.inner_lr=0.02. Repeatable."
    ),
]
Seed = Annotated[str | None, typer.Option(metavar="INTEGER", help="The seed, instead of the experiment's.")]
Output = Annotated[
    str | None,
    typer.Option("--json", metavar="OUT", help="Write the result as JSON to this file; - for standard output."),
]
Quiet = Annotated[bool, typer.Option("--quiet", help="No progress, no words: only --json.")]
AsJson = Annotated[bool, typer.Option("--json", help="As JSON.")]
Database = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="The run database, instead of the one in the user's data folder.",
        readable=False,  # is not asked by typer: the store has its own words
    ),
]
Run = Annotated[str, typer.Argument(metavar="RUN", help="The number of a run, as 'simulator runs' shows it.")]
Runs = Annotated[list[str], typer.Argument(metavar="RUN...", help="Numbers of runs, as 'simulator runs' shows them.")]

LARGEST_RUN = 2**63 - 1  # the database knows no larger number


def chosen(source: str, settings: list[str] | None, seed: str | None) -> Experiment:
    """The experiment of that name, with what is set. Raises `InputError`, also where a shared one lacks its data."""
    experiment, notes = open_noted(source)
    document = _changed(experiment, settings or [], seed)
    for note in notes:  # before the parts are asked whether they go together, which may depend on the data
        path = str(dict(note.values)["path"])
        if _lacks(build(document), path):
            raise InputError(sentence("{note} Name it with --set {path}=FILE.", note=note, path=path), path)
    return parse(document)


def _changed(experiment: Experiment, settings: list[str], seed: str | None) -> Document:
    """The experiment with ``PATH=VALUE`` settings applied in their order, and the seed, unchecked."""
    document = to_document(experiment)
    for setting in settings:
        path, equals, text = setting.partition("=")
        if not equals:
            raise InputError(sentence("--set {setting} has no value; write PATH=VALUE.", setting=setting))
        document = set_value(document, path.strip(), read_value(text.strip()))
    return document if seed is None else set_value(document, "seed", read_value(seed))


def _lacks(experiment: Experiment, path: str) -> bool:
    """Whether the experiment has a parameter that names a file, and names none."""
    try:
        return bool(experiment.parameter(path).file) and not experiment.value(path)
    except InputError:  # the settings chose another family
        return False


def whole(option: str, text: str, least: int) -> int:
    """A whole number given for an option, from `least` to as many as a run has. Raises `InputError`."""
    allowed = replace(Schedule.parameters()["iterations"], minimum=least)
    given = read_value(text)
    if type(given) is not int or not allowed.admits(given):
        raise refusal(allowed, option, given)
    return given


def numbered(text: str) -> int:
    """The number of a run. Raises `InputError` for anything else."""
    # Not int(): it takes 1_0 and other alphabets' digits, and thousands of them.
    if text.isascii() and text.isdigit() and len(text) < 20 and 0 < int(text) <= LARGEST_RUN:
        return int(text)
    raise InputError(
        sentence(
            "RUN is {value}; it must be the number of a run, as '{command}' shows it.",
            value=shown(text),
            command=command("runs"),
        )
    )
