"""A picture of the window in the middle of a run, without a display."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from simulator.cli.following import followed, say_why
from simulator.cli.options import Seed, Settings, Source, chosen, whole
from simulator.cli.output import EXIT, check_writable, put, sentences
from simulator.cli.windows import Windows
from simulator.declaration import InputError, sentence
from simulator.declaration.input_error import shown
from simulator.engine import Progress, Stepped
from simulator.engine import run as run_events
from simulator.engine.run import bind
from simulator.experiment import Experiment


def screenshot(
    context: typer.Context,
    source: Source,
    iterations: Annotated[
        str, typer.Option(metavar="INTEGER", help="Meta-iterations to run before the picture is taken.")
    ] = "2000",
    size: Annotated[str, typer.Option(help="Width and height of the window in pixels.")] = "1440x900",
    theme: Annotated[str, typer.Option(help="light or dark.")] = "light",
    out: Annotated[Path, typer.Option(metavar="FILE", help="The PNG file to write.", readable=False)] = Path(
        "screenshot.png"
    ),
    settings: Settings = None,
    seed: Seed = None,
) -> None:
    """Draw the real window, without a display, after some meta-iterations of an experiment."""
    with sentences():
        width, height = _size(size)
        last = whole("--iterations", iterations, 0)
        if theme not in ("light", "dark"):
            raise InputError(sentence("--theme is {value}; it must be light or dark.", value=repr(theme)))
        if out.suffix.lower() != ".png":
            raise InputError(sentence("--out is {file}; it must end in .png.", file=shown(str(out))))
        experiment = chosen(source, settings, seed)
        check_writable(str(out))
        bind(experiment)
        progress = _begun(experiment, last)
        if progress.state in ("failed", "stopped"):
            raise typer.Exit(EXIT[progress.state])
        with TemporaryDirectory() as folder:
            picture = Path(folder) / "window.png"
            windows: Windows = context.obj
            windows.picture(experiment, progress, picture, (width, height), theme)
            put(out, picture.read_bytes())
    print(out.resolve())
    raise typer.Exit(0 if progress.ending is None else EXIT[progress.state])


def _begun(experiment: Experiment, last: int) -> Progress:
    """A run up to a meta-iteration, or to its end if that comes first."""
    progress = Progress()
    with followed(experiment, last=last) as (control, advance):
        for event in run_events(experiment, control):
            if isinstance(event, Stepped) and event.iteration > last:
                break
            progress.add(event)
            advance(progress)
    say_why(progress)
    return progress


def _size(text: str) -> tuple[int, int]:
    parts = text.lower().split("x")
    if len(parts) == 2 and all(part.isdigit() and 320 <= int(part) <= 7680 for part in parts):
        return int(parts[0]), int(parts[1])
    raise InputError(
        sentence("--size is {value}; it must be WIDTHxHEIGHT, each from 320 to 7680, as in 1440x900.", value=repr(text))
    )
