"""The commands that the README shows are those of the program, with options that they have."""

import re
import shlex
from pathlib import Path

import pytest
from typer.main import get_command

from simulator.cli.program import app
from simulator.experiment import example_names, from_text, load_example, misfits, to_text
from simulator.experiment.drawn import KINDS

README = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```text\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
SHOWN = [
    re.split(r"\s{2,}", line)[0]
    for block in BLOCKS
    for line in block.splitlines()
    if line.startswith("simulator ") and not re.match(r"simulator\s{2}", line)
]
DRAWN = [block for block in BLOCKS if block.startswith("[[drawn]]")]
PICTURES = re.findall(r"\]\((resources/pictures/[^)]+)\)", README)


@pytest.mark.parametrize("line", SHOWN)
def test_a_command_of_the_readme_has_the_options_it_is_shown_with(line: str):
    name, *rest = shlex.split(line)[1:]
    known = get_command(app).commands
    if name not in known:
        assert not rest
        assert name in {"FILE", *example_names()}
        return
    options = {option for parameter in known[name].params for option in parameter.opts}
    assert {each for each in rest if each.startswith("--")} <= options


def test_the_readme_shows_how_to_sweep_and_how_to_report():
    assert {"sweep", "report"} <= {shlex.split(line)[1] for line in SHOWN}


def test_every_picture_of_the_readme_is_there_and_none_is_left_over():
    folder = Path(__file__).resolve().parents[2] / "resources" / "pictures"
    assert {Path(each).name for each in PICTURES} == {each.name for each in folder.iterdir()}


@pytest.mark.parametrize(
    ("kind", "example"),
    [
        ("points", "sine-maml"),
        ("classes", "shapes-matching"),
        ("images", "glyphs-prototypes"),
        ("answers", "students-irt"),
    ],
)
def test_the_readme_shows_a_task_of_each_kind_that_is_read_and_fits_a_family(kind: str, example: str):
    (shown,) = [block for block in DRAWN if f'kind = "{kind}"' in block]
    experiment = from_text(to_text(load_example(example)) + shown)
    assert [task.kind for task in experiment.drawn] == [kind]
    assert misfits(experiment) == ()


def test_the_readme_shows_no_other_kinds():
    assert len(DRAWN) == len(KINDS)
