"""`screenshot` of any page, with what the page needs; tests/gui looks at the window itself."""

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from typer.testing import CliRunner

from simulator.app import print_report, take_picture, watch_run
from simulator.cli.picture import _both, _seen_early
from simulator.cli.program import app
from simulator.cli.windows import PAGES, View, Windows
from simulator.experiment import load_example
from simulator.gui import theme
from tests.cli.conftest import SHORT

FEW = [*SHORT, "--iterations", "3", "--size", "1280x800"]


@pytest.fixture
def picture(tmp_path: Path, qapp):
    """Takes a picture with these arguments."""

    def take(*arguments: str) -> QImage:
        out, windows = tmp_path / "window.png", Windows(take_picture, print_report, watch_run)
        called = ["screenshot", *arguments, *FEW, "--out", str(out)]
        done = CliRunner().invoke(app, called, obj=windows, catch_exceptions=False)
        assert done.exit_code == 0, done.stderr
        return QImage(str(out))

    return take


def drawn(image: QImage, colour: str) -> int:
    """How many pixels of every fourth have a colour."""
    wanted = QColor(colour).rgb()
    places = ((x, y) for x in range(0, image.width(), 2) for y in range(0, image.height(), 2))
    return sum(image.pixel(x, y) == wanted for x, y in places)


def test_a_page_alone_is_the_middle_of_the_window_with_its_picture(picture):
    image = picture("linear-maml", "--page", "agreement", "--alone", "--theme", "dark")
    assert 600 < image.width() < 900
    assert image.height() < 800
    assert drawn(image, theme.DARK.series[2]) > 100  # the bars by layer


def test_two_runs_are_compared_on_the_tasks_of_the_first(picture):
    image = picture("linear-maml", "--page", "compare", "--against", "linear-es-maml", "--alone")
    assert drawn(image, theme.LIGHT.series[1])  # the curve of the second one


def test_of_two_that_are_compared_both_end_where_one_does(tmp_path: Path):
    views: list[View] = []
    windows = Windows(lambda view, out: views.append(view) or out.write_bytes(b"."), print_report, watch_run)
    called = ["screenshot", "linear-maml", *SHORT, "--set", "schedule.iterations=2", "--iterations", "3"]
    called += ["--page", "compare", "--against", "linear-es-maml", "--out", str(tmp_path / "window.png")]
    CliRunner().invoke(app, called, obj=windows, catch_exceptions=False)
    assert [progress.state for _, progress in views[0].runs] == ["completed", "completed"]


def test_a_kept_task_is_taken_in_hand(picture, tmp_path: Path):
    example = Path(__file__).resolve().parents[2] / "resources" / "examples" / "sine-maml.toml"
    kept = '\n[[drawn]]\nname = "Two points"\nkind = "points"\ninputs = [[-1.0], [1.0]]\ntargets = [2.0, -2.0]\n'
    file = tmp_path / "kept.toml"
    file.write_text(example.read_text(encoding="utf-8") + kept, encoding="utf-8")
    image, sampled = (picture(each, "--page", "by-hand", "--alone") for each in (str(file), "sine-maml"))
    assert drawn(image, theme.LIGHT.text) < drawn(sampled, theme.LIGHT.text)  # two points instead of ten


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--page", "none"], f"--page is 'none'; it must be one of {', '.join(PAGES)}."),
        (["--page", "compare"], "A picture of this page needs another experiment; name one with --against."),
        (
            ["--page", "compare", "--against", "digits-maml"],
            "--against is an experiment on Handwritten digits, and this one is on Linear functions; name one on the "
            "same task family.",
        ),
        (
            ["--page", "compare", "--against", "linear-maml"],
            "--against is the same experiment; change this one with --set, or name another.",
        ),
        (["--over", "seed=0..1"], "--over goes with --page sweep."),
        (
            ["--page", "sweep"],
            "A picture of this page needs values; write --over PATH=VALUES, as in "
            "--over strategy.inner_lr=0.001:1:log:7.",
        ),
    ],
)
def test_options_that_do_not_fit_the_page_are_refused(refused, arguments: list[str], said: str):
    assert refused("screenshot", "linear-maml", *arguments) == said


def test_experiments_that_are_compared_make_as_many_meta_iterations():
    short = load_example("sine-maml").with_value("schedule.iterations", 200)
    one, other = _both(short, load_example("sine-joint"), 2000)
    assert (one.schedule.iterations, other.schedule.iterations) == (200, 200)
    one, other = _both(load_example("sine-maml"), load_example("sine-joint"), 2000)
    assert (one.schedule.iterations, other.schedule.iterations) == (20_000, 10_000)


def test_a_picture_before_the_first_evaluation_is_due_has_one_at_its_end():
    assert _seen_early(load_example("digits-anil"), 30).schedule.evaluate_every == 30
    assert _seen_early(load_example("digits-anil"), 2000).schedule.evaluate_every == 250
