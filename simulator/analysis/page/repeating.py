"""The report's settings, how to make its runs again, and on what they were made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from simulator.analysis.contenders import Contender, Tried
from simulator.analysis.page.blocks import Block, Code, Heading, Paragraph, Table
from simulator.analysis.page.pictures import Say
from simulator.analysis.settings import Setting, settings
from simulator.declaration import sentence
from simulator.experiment.files import to_text

ACROSS = 4  # experiments beside each other in one table
_MACHINE = (
    sentence("This program"),
    sentence("torch"),
    sentence("Processor"),
    sentence("Threads"),
    sentence("Device"),
)
NONE = "\N{EN DASH}"
OWN = "repeated.sqlite"  # a database in which the runs are the first ones


def settings_tables(found: Sequence[Contender], say: Say) -> Iterator[Block]:
    """All parameters with their units; those in which the contenders differ in a table of their own, first."""
    all_ = [each for each in settings([each.experiment for each in found]) if each.path != "seed"]
    yield Heading(say(sentence("Settings")))
    differing = [each for each in all_ if each.differs]
    if differing:
        yield Heading(say(sentence("In which they differ")), 3)
        for start in range(0, len(found), ACROSS):
            names = [say(each.name) for each in found[start : start + ACROSS]]
            rows = tuple(_row(each, slice(start, start + ACROSS), say) for each in differing)
            yield Table((say(sentence("Part")), say(sentence("Setting")), *names), rows, words=2 + ACROSS)
    same = [each for each in all_ if not each.differs]
    if same:
        if len(found) > 1:
            yield Heading(say(sentence("The same for all")), 3)
        header = (sentence("Part"), sentence("Setting"), sentence("Value"))
        yield Table(tuple(map(say, header)), tuple(_row(each, slice(0, 1), say) for each in same), words=3)


def how_to_repeat(found: Sequence[Contender], say: Say) -> Iterator[Block]:
    """The experiments as text, and the commands that run them and make this report again."""
    yield Heading(say(sentence("How to repeat it")))
    told = sentence(
        "Save each text below under the name above it; then these commands make the same runs again, each with the "
        "same tasks. Open a file in the window to see it run."
    )
    yield Paragraph(say(told))
    runs = []
    for place, contender in enumerate(found, start=1):
        seeds = [f" --seed {seed}" for seed in contender.seeds] if len(contender.runs) > 1 else [""]
        runs += [f"python -m simulator run experiment-{place}.toml{seed} --database {OWN}" for seed in seeds]
    numbers = " ".join(str(number) for number in range(1, len(runs) + 1))  # as a new database gives them
    commands = [*runs, f"python -m simulator report {numbers} --out report.html --database {OWN}"]
    yield Code("\n".join(commands))
    for place, contender in enumerate(found, start=1):
        yield Heading(f"experiment-{place}.toml", 3)
        yield Code(_text(contender.runs[0]))
        for run in contender.runs:
            yield from _changes(run, say)


def circumstances(runs: Sequence[Tried], say: Say) -> Iterator[Block]:
    """Versions and machine, as far as they are known; rounding may depend on them."""
    rows: dict[tuple[str, ...], None] = {}
    for run in runs:
        if run.progress.checkpoint is not None:
            made = run.progress.checkpoint.circumstances
            rows[made.program, made.torch, made.processor, f"{made.threads}", made.device] = None
    if rows:
        yield Heading(say(sentence("Versions and machine")))
        yield Table(tuple(map(say, _MACHINE)), tuple(rows), words=5)


def _row(setting: Setting, place: slice, say: Say) -> tuple[str, ...]:
    values = [NONE if value is None else say(value) for value in setting.values[place]]
    return say(setting.part), say(setting.title), *values


def _text(run: Tried) -> str:
    """The experiment as the run began with it."""
    return to_text(run.progress.document or run.experiment).strip()


def _changes(run: Tried, say: Say) -> Iterator[Block]:
    """What was changed while it went on, which no file tells."""
    made = [change for change in run.progress.changes if "." in change.path]
    if made:
        told = [
            sentence(
                "After meta-iteration {iteration} {path} was changed from {old} to {new}.",
                iteration=f"{change.iteration:,}",
                path=change.path,
                old=str(change.old),
                new=str(change.new),
            )
            for change in made
        ]
        yield Paragraph(" ".join(map(say, told)))
