"""Forms made from the declarations: every parameter has its field, and refused values say why where they are."""

import contextlib
import math
from functools import cache
from itertools import product

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QLabel,
    QLineEdit,
    QSlider,
    QSpinBox,
    QToolButton,
    QWidget,
)

from simulator.declaration import InputError, sentence
from simulator.experiment import parse, set_value, to_document
from simulator.experiment.documents import REGISTRIES
from simulator.gui import fields
from simulator.gui.background import TorchBackground
from simulator.gui.form import Form, Row
from simulator.gui.model import ExperimentModel
from simulator.gui.panels.experiment import ExperimentPanel
from simulator.gui.views.preview import Preview
from simulator.strategies import STRATEGIES
from tests.declared import ENTRIES, NAMES, PARAMETERS, table

COMBOS = {"task": "taskFamily", "learner": "baseLearner", "strategy": "metaStrategy"}


@cache
def experiment_with(small, section: str, kind: str):
    """An experiment in which `kind` is chosen, beside the first other choices that go with it."""
    if not kind:
        return small("sine-maml")
    others = [part for part in COMBOS if part != section]
    usual = ("sine", "linear", "digits", "mlp", "maml", "scratch")  # first, so that the search is short
    offered = [sorted(REGISTRIES[part], key=lambda name: name not in usual) for part in others]
    for chosen in product(*offered):
        document = set_value(to_document(small("sine-maml")), f"{section}.kind", kind)
        for part, other in zip(others, chosen, strict=True):
            document = set_value(document, f"{part}.kind", other)
        with contextlib.suppress(InputError):
            return parse(document)
    raise AssertionError(f"{section}.kind = {kind} goes with nothing")


@pytest.fixture
def form(small, qtbot):
    """Builds the form of one section: ``form("task", "sine")`` gives it with its model."""

    def build(section: str, kind: str) -> tuple[Form, ExperimentModel]:
        model = ExperimentModel(experiment_with(small, section, kind))
        made = Form(section, model)
        qtbot.addWidget(made)
        model.changed.connect(lambda _: made.refresh())
        model.refused.connect(lambda _: made.refresh())
        return made, model

    return build


@pytest.fixture
def panel(small, qtbot):
    """The experiment panel on an example."""

    def build(example: str = "sine-maml", values=None) -> ExperimentPanel:
        model = ExperimentModel(small(example, values))
        made = ExperimentPanel(model, Preview(model, TorchBackground()))
        qtbot.addWidget(made)
        for chooser in made.choosers.values():
            chooser.show_fitting()  # as the window has it done once it is painted
        made.show()
        return made

    return build


def field(parent: QWidget, path: str) -> QWidget:
    (found,) = parent.findChildren(QWidget, path)
    return found


def row(parent: QWidget, path: str) -> Row:
    (found,) = [each for each in parent.findChildren(Row) if each.path == path]
    return found


def type_into(widget: QWidget, value) -> None:
    """What a person does with a control to give it a value."""
    if isinstance(widget, fields.Interval):
        widget.low.setValue(value[0])
        widget.high.setValue(value[1])
    elif isinstance(widget, QSpinBox | QDoubleSpinBox):
        widget.setValue(value)
    elif isinstance(widget, QCheckBox):
        widget.setChecked(value)
    elif isinstance(widget, QComboBox):
        widget.setCurrentIndex(widget.findData(value))
    else:
        assert isinstance(widget, QLineEdit)
        widget.setText(str(value))
        widget.editingFinished.emit()


def another(kind: str, entry, parameter):
    """A value that is admitted and not the default, as it is typed and as the model holds it; None if none is known."""
    for typed in candidates(parameter):
        held = tuple(map(int, typed.split(", "))) if parameter.kind == "integers" else typed
        if parameter.optional and parameter.kind != "text":
            held = int(typed) if parameter.kind == "integer" else float(typed)
        with contextlib.suppress(InputError):
            if held != parameter.default and entry.parse(table(kind, **{parameter.name: held}), "any"):
                return typed, held
    return None


def candidates(parameter) -> list:
    """Values that may do, as they are typed."""
    default, most = parameter.default, parameter.maximum or 1.0
    if parameter.kind == "flag":
        return [not default]
    if parameter.kind == "choice":
        return list(parameter.choices)
    if parameter.kind == "text":
        return ["another.csv"] if parameter.file else [f"{default} "]
    if parameter.kind == "range":
        low, high = default
        return [(0.5 * (low + high), high + 0.5), (low, 0.5 * (low + high)), (low, high + 0.5), (0.5 * high, high)]
    if parameter.kind == "integers":
        return ["8, 16, 8", "8, 16", "8"]
    if parameter.optional:
        return ["3"] if parameter.kind == "integer" else ["0.25", "3"]
    if parameter.kind == "integer":
        return [default + 1, default - 1, 2 * default, default // 2]
    return [0.25, 0.5, 0.5 * most]


@pytest.mark.parametrize(("section", "kind", "entry", "name"), PARAMETERS, ids=NAMES)
def test_every_parameter_has_a_field_that_says_what_it_is_and_reaches_the_model(form, section, kind, entry, name):
    made, model = form(section, kind)
    path, parameter = f"{section}.{name}", entry.parameters()[name]
    widget = field(made, path)
    assert widget.accessibleName() == parameter.title
    assert widget.accessibleDescription() == parameter.description
    label = row(made, path).label
    assert label.text() == parameter.title
    assert label.buddy() is widget
    tooltip = row(made, path).field.toolTip()
    assert parameter.description.replace("<", "&lt;") in tooltip
    assert str(parameter.allowed()) in tooltip
    assert parameter.symbol in tooltip
    assert ("May change while running." in tooltip) == parameter.live
    found = another(kind, entry, parameter)
    if found is None:
        assert parameter.file, "only for a file may there be no other value"
        return
    typed, held = found
    type_into(widget, typed)
    assert model.refusals == {}
    assert model.value(path) == (pytest.approx(held, abs=1e-12) if parameter.kind == "range" else held)


def beyond(parameter, value) -> list:
    """Values that can be typed over `value` and must be refused."""
    if parameter.kind in ("integer", "number") and not parameter.optional:
        below = [parameter.minimum - 1] if parameter.minimum is not None else [parameter.above]
        return [*below, *([] if parameter.maximum is None else [parameter.maximum + 1])]
    if parameter.kind == "integers":
        return ["0", "many", "1.5", ""]
    if parameter.optional:
        return ["-1", "low"]
    if parameter.kind == "range":
        return [(value[0], value[0] - 1)]
    return []


@pytest.mark.parametrize(("section", "kind", "entry", "name"), PARAMETERS, ids=NAMES)
def test_a_value_that_is_not_allowed_is_refused_at_its_field_in_the_words_of_the_command_line(
    form, small, section, kind, entry, name
):
    path, parameter = f"{section}.{name}", entry.parameters()[name]
    for value in beyond(parameter, experiment_with(small, section, kind).value(path)):
        made, model = form(section, kind)
        before = model.experiment
        type_into(field(made, path), value)
        assert model.experiment == before
        refusal = row(made, path).refusal
        assert not refusal.isHidden()
        assert refusal.text().startswith(f"{path} is ")
        assert refusal.text().endswith(f"; it must be {parameter.allowed()}.")
        assert field(made, path).property("refused") is True


@pytest.mark.parametrize(
    ("path", "typed", "value"),
    [
        ("task.shots", 201, 201),
        ("strategy.inner_lr", 12.0, 12.0),
        ("strategy.inner_lr", 0.0, 0.0),
        ("learner.hidden", "40, 0", [40, 0]),
        ("schedule.target_loss", "-2", -2),
        ("schedule.iterations", 0, 0),
    ],
)
def test_the_refusal_is_exactly_the_sentence_of_the_file(panel, small, path: str, typed, value):
    shown = panel()
    type_into(field(shown, path), typed)
    with pytest.raises(InputError) as raised:
        parse(set_value(to_document(small("sine-maml")), path, value))
    assert row(shown, path).refusal.text() == str(raised.value)


def test_a_refusal_settles_when_it_is_corrected(panel):
    shown = panel()
    shots = field(shown, "task.shots")
    shots.setValue(500)
    assert row(shown, "task.shots").refusal.isVisible()
    shots.setValue(7)
    assert not row(shown, "task.shots").refusal.isVisible()
    assert shots.property("refused") is False
    assert shown._model.value("task.shots") == 7


def test_a_refusal_settles_when_the_old_value_comes_back(panel):
    shown = panel()
    shots = field(shown, "task.shots")
    shots.setValue(500)
    shots.setValue(10)
    assert not row(shown, "task.shots").refusal.isVisible()
    assert shown._model.refusals == {}


def test_a_value_that_another_change_makes_acceptable_is_accepted_then(panel):
    shown = panel()
    type_into(field(shown, "schedule.target_loss"), "0.5")
    field(shown, "schedule.target_step").setValue(5)
    assert row(shown, "schedule.target_step").refusal.text() == (
        "schedule.target_step is 5; it must be at most schedule.evaluation_steps, which is 2."
    )
    field(shown, "schedule.evaluation_steps").setValue(4)
    assert row(shown, "schedule.target_step").refusal.text() == (
        "schedule.target_step is 5; it must be at most schedule.evaluation_steps, which is 4."
    )
    field(shown, "schedule.evaluation_steps").setValue(8)
    assert row(shown, "schedule.target_step").refusal.isHidden()
    assert shown._model.refusals == {}
    assert shown._model.value("schedule.target_step") == 5


def test_the_arrow_takes_a_changed_or_refused_value_back_to_its_default(panel):
    shown = panel()
    back = row(shown, "task.shots").back
    assert isinstance(back, QToolButton)
    assert not back.isVisible()
    for value in (7, 500):
        field(shown, "task.shots").setValue(value)
        assert back.isVisible()
        assert back.accessibleName() == "Shots: back to the default"
        back.click()
        assert not back.isVisible()
        assert field(shown, "task.shots").value() == shown._model.value("task.shots") == 10
        assert shown._model.refusals == {}


def test_a_run_is_not_started_with_a_refused_value(open_window):
    desk = open_window()
    desk.find("task.shots").setValue(0)
    desk.trigger("runAction")
    assert not desk.window.session.running
    assert desk.notice == "task.shots is 0; it must be a whole number from 1 to 500."


def visible_texts(shown: QWidget) -> list[str]:
    return [label.text() for label in shown.findChildren(QLabel) if label.isVisible()]


def test_a_strategy_that_cannot_be_chosen_is_disabled_with_its_reason_in_its_tooltip(panel):
    shown = panel("linear-maml")
    combo = field(shown, "metaStrategy")
    index = combo.findData("anil")
    why = (
        "ANIL adapts only the last layer and shares those before it, but the learner Linear has one layer; "
        "choose a learner with hidden layers, or MAML."
    )
    assert not combo.model().item(index).isEnabled()
    assert combo.itemData(index, Qt.ItemDataRole.ToolTipRole) == why
    learner = field(shown, "baseLearner")
    learner.setCurrentIndex(learner.findData("mlp"))
    assert combo.model().item(index).isEnabled()
    assert combo.itemData(index, Qt.ItemDataRole.ToolTipRole) == REGISTRIES["strategy"]["anil"].summary


def only(monkeypatch, objections: dict[str, str]) -> None:
    """Let the model object to these strategies, and to no other choice."""
    said = {kind: sentence(why) for kind, why in objections.items()}
    monkeypatch.setattr(
        ExperimentModel, "objection", lambda self, section, kind: said.get(kind) if section == "strategy" else None
    )


def test_one_choice_that_does_not_fit_is_explained_in_full(panel, monkeypatch):
    only(monkeypatch, {"anil": "It has one layer."})
    assert "ANIL cannot be chosen. It has one layer." in visible_texts(panel("linear-maml"))


def test_several_choices_that_do_not_fit_are_one_line_whose_tooltip_has_the_reasons(panel, monkeypatch):
    only(monkeypatch, {"anil": "It has one layer.", "reptile": "It is < too slow.", "joint": "It is dull."})
    shown = panel("linear-maml")
    (line,) = [label for label in shown.findChildren(QLabel) if "do not fit" in label.text() and label.isVisible()]
    names = [
        REGISTRIES["strategy"][kind].title for kind in REGISTRIES["strategy"] if kind in ("anil", "reptile", "joint")
    ]
    assert line.text() == f"3 choices do not fit: {', '.join(names)}"
    assert line.isVisible()
    assert not any("cannot be chosen" in text for text in visible_texts(shown))
    for said in ("It has one layer.", "It is &lt; too slow.", "It is dull."):
        assert said in line.toolTip()


def test_choosing_another_kind_builds_its_form(panel):
    shown = panel()
    family = field(shown, "taskFamily")
    family.setCurrentIndex(family.findData("linear"))
    paths = {each.path for each in shown.choosers["task"].form.findChildren(Row)}
    assert paths == {f"task.{name}" for name in type(shown._model.experiment.task).parameters()}
    assert "task.spread" in paths
    assert "task.amplitude" not in paths
    field(shown, "task.spread").setValue(2.0)
    assert shown._model.experiment.task.spread == 2.0


def test_every_kind_of_every_section_is_offered_under_its_title(panel):
    shown = panel()
    for section, name in COMBOS.items():
        combo = field(shown, name)
        offered = {combo.itemData(index): combo.itemText(index) for index in range(combo.count())}
        assert offered == {kind: entry.title for part, kind, entry in ENTRIES if part == section}


def test_a_parameter_without_effect_is_hidden_until_it_has_one(panel):
    shown = panel("digits-maml")
    assert row(shown, "task.ways").isHidden()
    assert not row(shown, "task.rotation").isHidden()
    kind = field(shown, "task.tasks")
    kind.setCurrentIndex(kind.findData("classes"))
    assert not row(shown, "task.ways").isHidden()
    assert row(shown, "task.rotation").isHidden()


def test_more_unfolds_the_other_parameters(panel):
    shown = panel()
    (more,) = [
        button
        for button in shown.choosers["task"].findChildren(QToolButton)
        if button.text() == "More" and button.isVisible()
    ]
    assert not field(shown, "task.noise").isVisible()
    more.click()
    assert field(shown, "task.noise").isVisible()


def test_a_slider_moves_its_number_along_its_scale(panel):
    shown = panel()
    explored = row(shown, "strategy.inner_lr").field
    assert isinstance(explored, fields.Explored)
    slider = explored.slider
    assert slider.accessibleName() == "Inner learning rate, slider"
    place = slider.value()
    rates = []
    for at in (0, 100, 200):
        slider.setValue(at)
        rates.append(shown._model.value("strategy.inner_lr"))
    assert rates == pytest.approx([1e-4, math.sqrt(1e-3), 10.0], rel=0.02)  # two digits are enough for a slider
    explored.number.setValue(0.01)
    assert slider.value() == place


def test_a_field_shows_what_the_model_holds(panel):
    shown = panel()
    shown._model.set("task.shots", 33)
    assert field(shown, "task.shots").value() == 33
    shown._model.set("learner.hidden", [8, 16])
    assert field(shown, "learner.hidden").text() == "8, 16"


def test_an_optional_value_can_be_left_out_again(panel):
    shown = panel()
    target = field(shown, "schedule.target_loss")
    type_into(target, "0.5")
    assert shown._model.value("schedule.target_loss") == 0.5
    type_into(target, "")
    assert shown._model.value("schedule.target_loss") is None
    assert target.placeholderText() == "left out"


def test_a_value_with_many_digits_is_not_rounded_by_looking_at_it(panel):
    shown = panel("digits-maml")
    rotation = row(shown, "task.rotation").field
    assert rotation.value() == pytest.approx(math.pi, abs=1e-11)
    before = shown._model.experiment
    QTest.keyClick(rotation, Qt.Key.Key_Return)
    assert shown._model.experiment == before
    assert shown._model.refusals == {}


def test_arrows_multiply_where_the_scale_is_logarithmic(panel):
    shown = panel()
    rate = field(shown, "strategy.inner_lr")
    for _ in range(10):
        rate.stepBy(1)
    assert shown._model.value("strategy.inner_lr") == pytest.approx(0.1, rel=0.05)


def test_the_wheel_does_not_change_what_it_only_passes_over(panel):
    shown = panel()
    before = shown._model.experiment
    for kind in (QSpinBox, QDoubleSpinBox, QSlider, QComboBox):
        for widget in shown.findChildren(kind):
            if not widget.hasFocus():
                wheel(widget, 120)
                wheel(widget, -120)
    assert shown._model.experiment == before


def wheel(widget: QWidget, turn: int) -> None:
    at = QPointF(5, 5)
    event = QWheelEvent(
        at,
        widget.mapToGlobal(at),
        QPoint(0, turn),
        QPoint(0, turn),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def test_a_seed_that_is_not_allowed_is_refused_with_its_sentence(open_window):
    desk = open_window()
    desk.find("seed").setValue(-1)
    assert desk.find("seed").toolTip() == "seed is -1; it must be a whole number from 0 to 2,147,483,647."
    assert desk.window.model.experiment.seed == 0
    desk.find("seed").setValue(3)
    assert desk.window.model.experiment.seed == 3
    assert "seed is" not in desk.find("seed").toolTip()


def test_the_preview_follows_its_parameters(open_window):
    desk = open_window("sine-maml")
    preview = desk.window.preview
    desk.until(lambda: preview.figures)
    assert [len(figure.support_x) for figure in preview.figures] == [10] * 4
    desk.find("task.shots").setValue(5)
    desk.until(lambda: [len(figure.support_x) for figure in preview.figures] == [5] * 4)
    before = preview.figures[0].support_x
    desk.find("seed").setValue(3)
    desk.until(lambda: preview.figures[0].support_x.tolist() != before.tolist())
    family = desk.find("taskFamily")
    family.setCurrentIndex(family.findData("digits"))
    desk.until(lambda: type(preview.figures[0]).__name__ == "ImagesFigure")


@pytest.mark.parametrize("ask", [lambda combo: combo.showPopup(), lambda combo: QTest.keyClick(combo, Qt.Key.Key_Down)])
def test_who_is_quicker_than_the_program_finds_all_choices(small, qtbot, ask):
    model = ExperimentModel(small("sine-maml"))
    panel = ExperimentPanel(model, Preview(model, TorchBackground()))
    qtbot.addWidget(panel)
    combo = panel.choosers["strategy"].combo
    assert [combo.itemData(at) for at in range(combo.count())] == ["maml"]
    ask(combo)
    assert [combo.itemData(at) for at in range(combo.count())] == list(STRATEGIES)
    assert model.kind("strategy") == combo.currentData()
    combo.hidePopup()
