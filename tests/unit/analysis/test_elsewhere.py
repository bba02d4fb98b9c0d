"""What a run shows of another family than the one it is trained on: in the plots' numbers, in words, in the report."""

import numpy as np
import pytest

from simulator.analysis.inner_loop import inner_figure, inner_range
from simulator.analysis.outer_loop import elsewhere
from simulator.analysis.reading import reading
from simulator.analysis.report import lines
from simulator.analysis.sentences import findings, findings_elsewhere
from simulator.analysis.statistics import half_width
from simulator.declaration import sentence
from simulator.engine import Evaluated, Progress, Referenced, Stepped
from simulator.engine import Tested as OnUnseenTasks
from simulator.engine.events import Scores
from simulator.strategies.base import State
from simulator.tasks import FAMILIES


def scores(*means: float, title: str = "ours", **more) -> Scores:
    """Eight tasks about each mean, one row a step."""
    return Scores(title, np.array([mean + 0.1 * np.resize([1.0, -1.0], 8) for mean in means]), **more)


@pytest.fixture
def progress() -> Progress:
    """Two meta-iterations, judged before and after on both families."""
    made = Progress()
    scratch = {"scratch": scores(9.0, 8.0, title="from scratch"), "oracle": scores(0.1, title="known")}
    made.add(Referenced({"scratch": scores(4.0, 3.5, title="from scratch")}, scratch))
    made.add(Evaluated(0, scores(3.0, 2.0), State({}), 0.0, 0, scores(7.0, 6.0)))
    for iteration in (1, 2):
        made.add(Stepped(iteration, 1.0, 0.5 * iteration, 10 * iteration, 100 * iteration))
    made.add(Evaluated(2, scores(2.5, 1.0), State({}), 1.0, 20, scores(6.5, 5.0)))
    return made


def test_the_other_family_has_a_curve_a_band_and_its_own_scratch_line(progress: Progress):
    found = elsewhere(progress, "iterations", 1, "loss", sentence("Sine waves"))
    assert (found.curve.x.tolist(), found.curve.y.tolist()) == ([0, 2], pytest.approx([6.0, 5.0]))
    assert found.band == pytest.approx([half_width(scores(6.0).loss)[0]] * 2)
    (line,) = found.lines
    assert (line.key, line.value, str(line.name)) == ("scratch", pytest.approx(8.0), "from scratch, on Sine waves")


def test_without_another_family_there_is_no_such_curve():
    made = Progress()
    made.add(Evaluated(0, scores(3.0), State({}), 0.0, 0))
    assert elsewhere(made, "iterations", 0) is None
    assert inner_figure(made).elsewhere is None


def test_the_inner_loop_shows_the_other_family_and_has_room_for_it(progress: Progress):
    figure = inner_figure(progress)
    assert figure.elsewhere == pytest.approx([6.5, 5.0])
    assert figure.elsewhere_band == pytest.approx(half_width(scores(6.5, 5.0).loss))
    assert inner_range(figure) >= 6.5


def test_the_other_family_is_read_off_at_the_same_place(progress: Progress):
    found = reading(progress, "iterations", 2.0, 1, "loss")
    assert (found.validation, found.elsewhere) == (pytest.approx(1.0), pytest.approx(5.0))
    assert reading(progress, "iterations", 2.0, 1, "accuracy").elsewhere is None


def test_the_other_family_is_named_in_words_with_its_own_verdict():
    said = findings_elsewhere(scores(3.0, 2.0), {"scratch": scores(1.5, 1.0)}, 1, FAMILIES["sine"]())
    assert " ".join(map(str, said)) == (
        "On Sine waves, without training there: After one step the error is 2.000 \u00b1 0.089; from a random start it "
        "is 1.000. That is worse than a random start."
    )


def test_how_well_answers_are_ranked_is_said_where_they_are_right_or_wrong():
    ours = scores(
        0.6, 0.5, accuracy=np.full((2, 8), 0.7), auc=np.array([0.5, 0.8123]), calibration=np.array([0.2, 0.1])
    )
    assert str(findings(ours, {}, 1)[-1]) == "The area under the curve is 0.81, where guessing has 0.5."


def cells(told: list[str], label: str) -> list[str]:
    (line,) = [line for line in told if line.startswith(f"{label} ")]
    return line.removeprefix(label).split()


def test_the_report_has_rows_for_the_other_family_and_for_every_measure_that_applies(small):
    values = {"task.kind": "sine", "evaluation.task.kind": "linear"}
    experiment = small("sine-maml", values)
    made = Progress()
    ours = scores(
        *(0.6, 0.5),
        accuracy=np.full((2, 8), 0.7),
        likelihood=np.full((2, 8), -1.25),
        auc=np.array([0.5, 0.8]),
        calibration=np.array([0.2, 0.05]),
    )
    other = OnUnseenTasks(scores(5.0, 4.0), {"scratch": scores(9.0, 8.0, title="from scratch")})
    made.add(OnUnseenTasks(ours, {}, other))
    told = lines(made, experiment)
    assert cells(told, "ours, accuracy") == ["70%", "70%"]
    assert cells(told, "ours, log-likelihood") == ["-1.25", "-1.25"]
    assert cells(told, "ours, area under the curve") == ["0.500", "0.800"]
    assert cells(told, "ours, calibration error") == ["0.200", "0.050"]
    assert cells(told, "ours, loss of the worst tenth") == ["0.7", "0.6"]
    assert cells(told, "On 8 of Linear functions, after") == ["0", "1"]
    assert cells(told, "from scratch, loss") == ["9.000", "8.000"]
    assert told[-1].endswith(
        "On Linear functions, without training there: After one step the error is 4.000 \u00b1 0.089; "
        "from a random start it is 8.000."
    )
