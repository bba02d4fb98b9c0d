"""Judging on another family as well: chosen in its card, drawn as one more line, and never in the way."""

import csv
import io

import numpy as np
import pytest
from PySide6.QtWidgets import QComboBox

from simulator.gui import export
from simulator.gui.model import ExperimentModel
from tests.gui.drawing import points, references

TITLE = "Handwritten digits"


def choose(desk, name: str, kind: str | None) -> None:
    combo = desk.find(name, QComboBox)
    desk.until(lambda: combo.count() > 2)  # the choices are listed once the window is painted
    index = 0 if kind is None else combo.findData(kind)
    assert combo.model().item(index).isEnabled()
    combo.setCurrentIndex(index)


def offered(desk, kind: str) -> bool:
    desk.until(lambda: desk.window.model.prepared)
    combo = desk.find("evaluationFamily", QComboBox)
    return combo.model().item(combo.findData(kind)).isEnabled()


def test_at_first_there_is_no_other_family_and_what_cannot_agree_is_disabled_with_the_reason(open_window):
    desk = open_window("sine-maml")
    combo = desk.find("evaluationFamily", QComboBox)
    assert (combo.currentText(), combo.currentData()) == ("no other family", None)
    assert offered(desk, "linear")
    assert not offered(desk, "digits")
    tip = combo.itemData(combo.findData("digits"), 3)
    assert tip.startswith(f"The strategy is trained on Sine waves and cannot be judged on {TITLE}, whose loss is")


def test_what_can_be_judged_on_is_asked_for_only_when_the_family_changes(small):
    asked = []
    model = ExperimentModel(small("sine-maml"), lambda work, then: asked.append((work, then)))
    model.set("seed", 3)
    model.set("strategy.inner_lr", 0.02)
    assert (len(asked), model.prepared) == (1, False)
    assert model.objection("evaluation.task", "digits") is None  # not known yet, and so nothing is said
    work, then = asked.pop()
    then(work())
    assert model.prepared
    assert "digits" in str(model.objection("evaluation.task", "digits"))
    assert model.objection("evaluation.task", "linear") is None
    model.set("task.shots", 7)
    assert (len(asked), model.prepared) == (1, False)


def test_choosing_one_shows_its_form_whose_fields_reach_the_experiment(open_window):
    desk = open_window("sine-maml")
    choose(desk, "evaluationFamily", "linear")
    desk.find("evaluation.task.spread").setValue(2.5)
    model = desk.window.model
    assert model.experiment.elsewhere.spread == 2.5
    assert model.value("evaluation.task.spread") == 2.5
    desk.find("evaluation.task.shots").setValue(5000)
    assert model.refusals["evaluation.task.shots"].template
    choose(desk, "evaluationFamily", None)
    assert model.experiment.elsewhere is None
    assert model.refusals == {}
    assert desk.window.findChild(object, "evaluation.task.spread") is None


def test_a_family_of_another_shape_takes_the_variant_that_agrees(open_window):
    desk = open_window("digits-too-few-classes", {"task.ways": 4})
    choose(desk, "evaluationFamily", "digits")
    other = desk.window.model.experiment.elsewhere
    assert (other.tasks, other.ways) == ("classes", 4)


def test_the_other_family_follows_a_change_of_the_one_trained_on(open_window):
    desk = open_window("digits-too-few-classes")
    choose(desk, "evaluationFamily", "digits")
    desk.find("task.ways").setValue(3)
    assert desk.window.model.experiment.elsewhere.ways == 3
    assert desk.find("evaluation.task.ways").value() == 3
    assert desk.notice == ""


def test_another_family_that_does_not_fit_any_more_is_left_out_and_that_is_said(open_window):
    desk = open_window("sine-maml")
    choose(desk, "evaluationFamily", "linear")
    choose(desk, "taskFamily", "digits")  # still offered: the other family never stands in the way
    assert desk.window.model.experiment.elsewhere is None
    assert desk.find("evaluationFamily", QComboBox).currentData() is None
    assert desk.notice.startswith(
        "The strategy is no longer judged on Linear functions as well. The strategy is trained on"
    )


def test_a_parameter_that_would_not_fit_is_refused_at_its_field(open_window):
    desk = open_window("linear-maml")
    choose(desk, "evaluationFamily", "linear")
    desk.find("evaluation.task.inputs").setValue(3)
    assert "examples have" in str(desk.window.model.refusals["evaluation.task.inputs"])
    assert desk.window.model.experiment.elsewhere.inputs == 1


@pytest.fixture(scope="module")
def finished(open_shared):
    """A window after a run that was judged on another family too."""
    desk = open_shared("sine-maml", {"evaluation.task.kind": "sine", "evaluation.task.amplitude": [5.0, 8.0]})
    desk.trigger("runAction")
    desk.finish()
    return desk


def test_both_plots_draw_one_more_line_with_its_band_and_name(finished):
    workspace = finished.window.workspace
    outer, inner = workspace.outer.plot, workspace.inner.plot
    step = finished.window.view_settings.step
    scores = [each.elsewhere.loss for each in finished.progress.evaluations]
    assert points(outer._elsewhere) == ([0, 3, 6], pytest.approx([each[step].mean() for each in scores]))
    assert points(inner._elsewhere)[1] == pytest.approx(scores[-1].mean(1))
    assert not outer._elsewhere_band.empty
    assert not inner._elsewhere_band.empty
    scratch = finished.progress.elsewhere_references["scratch"].loss[step].mean()
    assert references(outer)["from scratch, on Sine waves"] == pytest.approx(scratch)
    for view in (workspace.outer, workspace.inner):
        assert view._other.isVisible()
        assert "on Sine waves, without training there" in view._other.text()


def test_the_line_is_inside_the_axes(finished):
    plot = finished.window.workspace.outer.plot
    assert plot.limits[3] >= max(points(plot._elsewhere)[1])


def test_the_sentence_names_the_other_family(finished):
    tested = finished.progress.tested.elsewhere
    error = tested.scores.loss[finished.window.view_settings.step].mean()
    text = finished.find("finding").text()
    assert f"On Sine waves, without training there: After one step the error is {error:.3g}" in text


def test_the_tables_hold_the_other_family_too(finished):
    workspace = finished.window.workspace
    rows = list(csv.reader(io.StringIO(export.as_csv(workspace.columns(workspace.outer)))))
    column = rows[0].index("elsewhere")
    written = [float(row[column]) for row in rows[1:] if row[column]]
    assert written == points(workspace.outer.plot._elsewhere)[1]
    inner = workspace.columns(workspace.inner)
    assert np.allclose(inner["elsewhere"], points(workspace.inner.plot._elsewhere)[1])
    assert {"elsewhere_ci95", "reference from scratch, on Sine waves"} <= set(rows[0])


def test_the_cursor_reads_the_other_family(finished):
    plot = finished.window.workspace.outer.plot
    plot.cursor_line.move_to(6.0)
    value = finished.progress.evaluations[-1].elsewhere.loss[finished.window.view_settings.step].mean()
    assert f"other family {value:.3g}" in plot.cursor_line.text
    plot.cursor_line.move_to(None)


def test_without_another_family_the_plots_are_as_they_were(open_window):
    desk = open_window("sine-maml")
    desk.trigger("runAction")
    desk.finish()
    workspace = desk.window.workspace
    assert workspace.outer.plot._elsewhere.empty
    assert workspace.inner.plot._elsewhere.empty
    assert not workspace.outer._other.isVisible()


def test_a_refused_value_goes_with_the_other_family_that_it_is_of(open_shared):
    model = open_shared("sine-maml", {"evaluation.task.kind": "linear"}).window.model
    assert not model.set("evaluation.task.spread", -1.0)
    assert model.choose("evaluation.task", "sine")
    assert model.refusals == {}
