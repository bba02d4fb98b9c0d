"""A picture of the window in the middle of a run, without a display."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from simulator.analysis.comparison import matched
from simulator.analysis.contenders import alike
from simulator.cli.following import followed, say_why
from simulator.cli.options import Seed, Settings, Source, chosen, whole
from simulator.cli.output import EXIT, check_writable, put, sentences
from simulator.cli.sweeping import Over, grid_of, run_grid
from simulator.cli.windows import PAGES, View, Windows
from simulator.declaration import InputError, sentence
from simulator.declaration.input_error import shown
from simulator.engine import Progress, Stepped
from simulator.engine import run as run_events
from simulator.engine.run import bind
from simulator.experiment import Experiment
from simulator.sweep import usual_jobs


def screenshot(
    context: typer.Context,
    source: Source,
    page: Annotated[str, typer.Option(metavar="NAME", help=f"The page: {', '.join(PAGES)}.")] = PAGES[0],
    against: Annotated[
        str | None,
        typer.Option(
            metavar="FILE|EXAMPLE",
            help="Another experiment on the same task family, run on the same tasks first.",
        ),
    ] = None,
    over: Over = None,
    iterations: Annotated[
        str, typer.Option(metavar="INTEGER", help="Meta-iterations to run before the picture is taken.")
    ] = "2000",
    size: Annotated[str, typer.Option(help="Width and height of the window in pixels.")] = "1440x900",
    theme: Annotated[str, typer.Option(help="light or dark.")] = "light",
    alone: Annotated[bool, typer.Option("--alone", help="Only the page, without what is around it.")] = False,
    out: Annotated[Path, typer.Option(metavar="FILE", help="The PNG file to write.", readable=False)] = Path(
        "screenshot.png"
    ),
    settings: Settings = None,
    seed: Seed = None,
) -> None:
    """Draw the real window, without a display, after some meta-iterations of an experiment."""
    with sentences():
        _check(page, against, over, theme, out)
        measures, last = _size(size), whole("--iterations", iterations, 0)
        experiment, other = _seen_early(chosen(source, settings, seed), last), None
        if against is not None:
            experiment, other = _both(experiment, _seen_early(chosen(against, None, None), last), last)
        wanted = None if over is None else grid_of(_shortened(experiment, last), over)
        check_writable(str(out))
        made = [_begun(each, last) for each in (other, experiment) if each is not None]
        swept = None if wanted is None else run_grid(wanted, None, usual_jobs(), quiet=False)
        view = View(tuple(made), page, measures, theme, alone, swept)
        put(out, _taken(context.obj, view))
    print(out.resolve())
    progress = made[-1][1]
    raise typer.Exit(0 if progress.ending is None else EXIT[progress.state])


def _check(page: str, against: str | None, over: list[str] | None, theme: str, out: Path) -> None:
    """Refuse options that are wrong or do not go together. Raises `InputError`."""
    if page not in PAGES:
        allowed = ", ".join(PAGES)
        raise InputError(sentence("--page is {page}; it must be one of {allowed}.", page=repr(page), allowed=allowed))
    if page == "compare" and against is None:
        raise InputError(sentence("A picture of this page needs another experiment; name one with --against."))
    if page == "sweep" and not over:
        raise InputError(
            sentence(
                "A picture of this page needs values; write --over PATH=VALUES, as in "
                "--over strategy.inner_lr=0.001:1:log:7."
            )
        )
    if over and page != "sweep":
        raise InputError(sentence("--over goes with --page sweep."))
    if theme not in ("light", "dark"):
        raise InputError(sentence("--theme is {value}; it must be light or dark.", value=repr(theme)))
    if out.suffix.lower() != ".png":
        raise InputError(sentence("--out is {file}; it must end in .png.", file=shown(str(out))))


def _both(experiment: Experiment, other: Experiment, last: int) -> tuple[Experiment, Experiment]:
    """The experiment, and the other one on its tasks; where one ends by a meta-iteration, both do, to be tested alike.

    Raises `InputError` where the other one does not go with the first, or is the same.
    """
    if type(other.task) is not type(experiment.task):
        raise InputError(
            sentence(
                "--against is an experiment on {other}, and this one is on {own}; name one on the same task family.",
                other=sentence(other.task.title),
                own=sentence(experiment.task.title),
            )
        )
    made = matched(experiment, other)
    least = min(each.schedule.iterations for each in (experiment, made))
    if least <= last:
        experiment, made = _shortened(experiment, least), _shortened(made, least)
    if alike(experiment, made):
        raise InputError(sentence("--against is the same experiment; change this one with --set, or name another."))
    return experiment, made


def _seen_early(experiment: Experiment, last: int) -> Experiment:
    """The experiment, evaluated once more where the picture is taken before its first evaluation after the start."""
    often = min(experiment.schedule.evaluate_every, max(last, 1))
    return experiment.with_value("schedule.evaluate_every", often)


def _begun(experiment: Experiment, last: int) -> tuple[Experiment, Progress]:
    """A run up to a meta-iteration, or to its end if that comes first; one that fails ends the command."""
    bind(experiment)
    progress = Progress()
    with followed(experiment, last=last) as (control, advance):
        for event in run_events(experiment, control):
            if isinstance(event, Stepped) and event.iteration > last:
                break
            progress.add(event)
            advance(progress)
    say_why(progress)
    if progress.state in ("failed", "stopped"):
        raise typer.Exit(EXIT[progress.state])
    return experiment, progress


def _taken(windows: Windows, view: View) -> bytes:
    """The window, as a PNG file holds it."""
    with TemporaryDirectory() as folder:
        picture = Path(folder) / "window.png"
        windows.picture(view, picture)
        return picture.read_bytes()


def _shortened(experiment: Experiment, last: int) -> Experiment:
    """The experiment with so many meta-iterations at most, as its runs in a sweep."""
    return experiment.with_value("schedule.iterations", max(1, min(last, experiment.schedule.iterations)))


def _size(text: str) -> tuple[int, int]:
    parts = text.lower().split("x")
    if len(parts) == 2 and all(part.isdigit() and 320 <= int(part) <= 7680 for part in parts):
        return int(parts[0]), int(parts[1])
    raise InputError(
        sentence("--size is {value}; it must be WIDTHxHEIGHT, each from 320 to 7680, as in 1440x900.", value=repr(text))
    )
