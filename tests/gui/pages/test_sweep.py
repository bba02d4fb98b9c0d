"""The sweep page: what is set up is run behind the window, drawn as it arrives, and looked at again."""

from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from threading import Event, current_thread, main_thread

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton, QSpinBox

from simulator.analysis.sweep import SweptAxis, sweep_figure
from simulator.declaration import sentence
from simulator.engine.events import Scores
from simulator.gui.pages.sweep import SweepPage
from simulator.gui.panels import sweep_going, sweep_setup
from simulator.gui.views.sweep.map import digits, goodness, short
from simulator.store import Store
from simulator.store.sweeps import Outcome
from simulator.sweep import Axis, Sweep, execute, kept


@pytest.fixture(autouse=True)
def _here(monkeypatch):
    """Cells run in a thread of this process, and nobody tries how fast they are."""
    monkeypatch.setattr(sweep_going, "Workers", lambda jobs, gentle: ThreadPoolExecutor(1))
    monkeypatch.setattr(sweep_setup, "rate", lambda experiment: 12.0)


class Stopping(ThreadPoolExecutor):
    """Does the first two cells; the others go on until they are stopped."""

    def __init__(self):
        super().__init__(1)
        self._done, self._held = 0, []

    def submit(self, fn, task):
        self._done += 1
        if self._done <= 2:
            return super().submit(fn, task)
        self._held.append(Future())
        return self._held[-1]

    def steer(self, order):
        while order == "stop" and self._held:
            self._held.pop().set_result(Outcome("stopped"))


@pytest.fixture(scope="module")
def shared(open_shared):
    return seen(open_shared())


@pytest.fixture(scope="module")
def shared_kept(open_shared, tmp_path_factory):
    desk = open_shared(database=tmp_path_factory.mktemp("kept") / "runs.sqlite")
    desk.until(lambda: desk.window.keeping.store)
    return seen(desk)


@pytest.fixture
def page(shared):
    return fresh(shared)


@pytest.fixture
def kept_page(shared_kept):
    return fresh(shared_kept)


def fresh(page):
    """As if nothing had been swept yet."""
    page.sweeping.progress = page.sweeping.number = None
    page.setup._rates.clear()
    page.desk.window.workspace.tabs.setCurrentWidget(page)
    page.setup.show_sweep(swept(page, "strategy.inner_lr=0.01:0.1:log:5", "seed=0..2"))
    page.refresh()
    return page


def seen(desk):
    found = desk.window.workspace.tabs.page("sweepPage")
    assert isinstance(found, SweepPage)
    desk.window.workspace.tabs.setCurrentWidget(found)
    found.desk = desk
    return found


def swept(page, *over):
    experiment = page.around.model.experiment
    return Sweep.of(experiment, [Axis.parse(each, experiment) for each in over])


def finished(page):
    page.desk.until(lambda: page.sweeping.progress is not None and not page.sweeping.going)


def test_the_parameter_that_is_chosen_is_prefilled_around_its_value_and_along_its_scale(page):
    combo = page.desk.find("sweepAxis1.parameter", QComboBox)
    for path in ("task.shots", "strategy.inner_lr"):
        combo.setCurrentIndex(combo.findData(path))
    value = page.around.model.value("strategy.inner_lr")
    low, high = (float(page.desk.find(f"sweepAxis1.{end}", QLineEdit).text()) for end in ("low", "high"))
    assert low < value < high
    assert page.desk.find("sweepAxis1.scale", QComboBox).currentData() is True


def test_the_button_says_how_many_runs_there_will_be_and_about_how_long_they_take(page):
    page.desk.find("sweepSeeds", QSpinBox).setValue(4)
    page.desk.find("sweepAxis1.count", QSpinBox).setValue(6)
    page.desk.find("sweepJobs", QSpinBox).setValue(1)
    page.desk.until(lambda: page.setup.run.text() == "Run 24 runs, about 12 s")  # of 6 iterations, 12 a second


def test_values_that_cannot_be_are_refused_in_place(page):
    low = page.desk.find("sweepAxis1.low", QLineEdit)
    low.setText("-1")
    low.editingFinished.emit()
    assert not page.setup.run.isEnabled()
    assert page.setup.said.text() == "strategy.inner_lr begins at -1; a logarithmic range begins above 0."


def test_many_combinations_are_checked_away_from_the_window(page, monkeypatch):
    threads = []
    checked = Sweep.__post_init__
    monkeypatch.setattr(Sweep, "__post_init__", lambda sweep: threads.append(current_thread()) or checked(sweep))
    monkeypatch.setattr(sweep_setup, "AT_ONCE", 4)
    page.desk.find("sweepAxis1.count", QSpinBox).setValue(6)
    assert not page.setup.run.isEnabled()
    page.desk.until(page.setup.run.isEnabled)
    assert page.setup.run.text().startswith("Run 18 runs")
    assert main_thread() not in threads


def test_it_stays_said_that_combinations_are_being_checked_until_they_are(page, monkeypatch):
    checked, hold = Sweep.__post_init__, Event()
    monkeypatch.setattr(Sweep, "__post_init__", lambda sweep: (hold.wait(60), checked(sweep))[1])
    monkeypatch.setattr(sweep_setup, "AT_ONCE", 4)
    page.desk.find("sweepAxis1.count", QSpinBox).setValue(7)
    said = [page.setup.run.text()]
    page.refresh()
    said.append(page.setup.run.text())
    page.setup._told(None, 12.0)
    said.append(page.setup.run.text())
    hold.set()
    assert said == ["Checking the runs"] * 3
    page.desk.until(page.setup.run.isEnabled)
    assert page.setup.run.text().startswith("Run 21 runs")


def test_combinations_that_cannot_be_are_refused_also_where_there_are_many(page, monkeypatch):
    monkeypatch.setattr(sweep_setup, "AT_ONCE", 1)
    high = page.desk.find("sweepAxis1.high", QLineEdit)
    high.setText("100")
    high.editingFinished.emit()
    page.desk.until(lambda: page.setup.said.text().startswith("strategy.inner_lr is 100"))
    assert not page.setup.run.isEnabled()


def test_a_sweep_fills_the_curve_and_says_what_is_best(page):
    page.setup.show_sweep(swept(page, "strategy.inner_lr=0.01:0.1:log:3", "seed=0..1"))
    QTest.mouseClick(page.setup.run, Qt.MouseButton.LeftButton)
    finished(page)
    assert page.sweeping.progress.complete
    assert page.picture.currentWidget() is page.picture.curve
    assert page.picture.curve.places.tolist() == pytest.approx([-2, -1.5, -1], abs=1e-4)
    assert page.desk.find("sweepSaid", QLabel).text().startswith("After ")
    assert page.desk.find("sweepState", QLabel).text() == "6 of 6 runs of MAML on linear functions"
    assert page.columns()["strategy.inner_lr"] == [0.01, 0.03162, 0.1]


def test_it_is_said_on_which_tasks_the_results_are_and_the_inner_loop_is_on_the_same(page):
    page.sweeping.start(swept(page, "strategy.inner_lr=0.01,0.1", "seed=0..2"), 1)
    finished(page)
    page.picture.choose((1,))
    said = page.desk.find("sweepCaption", QLabel).text()
    assert ": error on test tasks, mean over 3 seeds. Bands: 95% intervals over seeds." in said
    assert page.picture.curve.left_axis.labelText == f"error on test tasks, step {page.figure.step}"
    assert page.inner.left_axis.labelText == "error on test tasks"
    curve = page.inner._mean._path.elementAt(page.figure.step)
    assert curve.y == pytest.approx(page.figure.means[1])


def test_of_two_seeds_their_results_are_drawn_and_no_band_and_that_is_said(page):
    page.sweeping.start(swept(page, "strategy.inner_lr=0.01,0.1", "seed=0..1"), 1)
    finished(page)
    curve = page.picture.curve
    assert curve._band.empty
    assert sorted(curve._singles.getData()[1]) == pytest.approx(sorted(page.figure.results.reshape(-1)))
    assert page.caption.text().endswith("Small points: single seeds.")
    assert "2 seeds are too few for an interval." in page.said.text()
    assert "Bands" not in page.caption.text()


def lose(page, *positions):
    """As if these runs had failed."""
    for position in positions:
        page.sweeping.progress.outcomes[position] = Outcome("failed", sentence("It failed."))
    page.sweeping.changed.emit()


def test_a_mean_that_lacks_a_seed_is_hollow_and_says_what_it_is_of(page):
    page.sweeping.start(swept(page, "strategy.inner_lr=0.01,0.1", "seed=0..2"), 1)
    finished(page)
    lose(page, 1)
    page.picture.choose((0,))
    curve = page.picture.curve
    assert curve._hollow.getData()[0].tolist() == curve.places[:1].tolist()
    assert curve._points.getData()[0].tolist() == curve.places[1:].tolist()
    assert page.detail.text().endswith("; 1 of 3 seeds failed; the mean is of the other 2. It failed.")
    assert "Hollow: some seeds failed, diverged or overflowed, and the mean is without them." in page.caption.text()


def test_a_cell_that_lacks_a_seed_is_hatched(page):
    page.sweeping.start(swept(page, "strategy.inner_lr=0.01,0.1", "task.shots=2,4", "seed=0..1"), 1)
    finished(page)
    whole = hatched(page)
    lose(page, 1)
    assert "Hatched: " in page.caption.text()
    assert hatched(page) > whole


def hatched(page) -> int:
    """How many colours the first cell of the map has, away from its number and its corner."""
    map_ = page.picture.map
    rect = map_._rect((0, 0)).toRect()
    image = map_.grab(QRect(rect.left() + 1, rect.bottom() - 20, rect.width() - 2, 16)).toImage()
    return len({image.pixel(x, y) for x in range(image.width()) for y in range(image.height())})


def test_percentages_in_cells_have_a_decimal_where_the_best_and_the_worst_would_be_alike():
    axes = [SweptAxis(path, path, (0, 1), ("0", "1")) for path in "ab"]
    found = {at: Scores("", None, np.full((1, 2), right)) for at, right in enumerate((0.4, 0.401, 0.402, 0.403))}
    more = digits(sweep_figure(axes, 1, found, "accuracy", 0))
    assert [short(right, "accuracy", more) for right in (0.4, 0.403)] == ["40.0%", "40.3%"]


def test_two_parameters_give_a_map_whose_cells_are_where_their_values_are(page):
    page.sweeping.start(swept(page, "strategy.inner_lr=0.01,0.1", "task.shots=2,4,8"), 1)
    finished(page)
    assert page.picture.currentWidget() is page.picture.map
    map_ = page.picture.map
    for place in page.figure.places:
        assert map_.place_at(QPointF(map_._rect(place).center())) == place
    shares = goodness(page.figure)
    assert np.unravel_index(shares.argmax(), shares.shape) == np.unravel_index(
        page.figure.means.argmin(), page.figure.means.shape
    )


def test_a_failed_cell_is_crossed_and_says_why(page):
    page.sweeping.start(swept(page, "strategy.inner_lr=0.01,10", "strategy.inner_steps=50,1"), 1)
    finished(page)
    told = page.picture.describe((1, 0))
    assert "makes the loss overflow" in told
    assert (1, 0) in page.picture.map._crossed
    assert (0, 1) not in page.picture.map._crossed


def test_a_combination_is_chosen_by_mouse_or_keyboard_and_shows_its_inner_loop(page):
    page.sweeping.start(swept(page, "strategy.inner_lr=0.01,0.1", "task.shots=2,4", "seed=0..1"), 1)
    finished(page)
    map_ = page.picture.map
    QTest.mouseClick(map_, Qt.MouseButton.LeftButton, pos=map_._rect((0, 1)).center().toPoint())
    assert page.picture.place == (0, 1)
    QTest.keyClick(page.picture, Qt.Key.Key_Down)
    QTest.keyClick(page.picture, Qt.Key.Key_Left)
    assert page.picture.place == (1, 0)
    assert not page.inner._mean.empty
    assert "2 of 2 seeds" in page.detail.text()


def test_the_run_that_was_chosen_stays_while_results_arrive(kept_page):
    page = kept_page
    page.sweeping.start(swept(page, "strategy.inner_lr=0.01,0.1", "seed=0..2"), 1)
    finished(page)
    page.picture.choose((1,))
    page.seed.setCurrentIndex(2)
    page.sweeping.changed.emit()
    assert page.seed.currentData() == page.sweeping.progress.outcomes[5].run


def test_a_cells_run_opens_on_the_training_page(kept_page):
    page = kept_page
    page.sweeping.start(swept(page, "strategy.inner_lr=0.01,0.1"), 1)
    finished(page)
    page.picture.choose((1,))
    QTest.keyClick(page.picture, Qt.Key.Key_Return)
    page.desk.until(lambda: page.desk.run is not None)
    assert page.desk.run.experiment.value("strategy.inner_lr") == 0.1
    assert page.desk.run.kept == page.sweeping.progress.outcomes[1].run
    assert page.desk.window.workspace.tabs.currentIndex() == 0


def test_a_stopped_sweep_goes_on_from_where_it_was(kept_page, monkeypatch):
    page = kept_page
    with monkeypatch.context() as first:
        first.setattr(sweep_going, "Workers", lambda jobs, gentle: Stopping())
        page.sweeping.start(swept(page, "seed=0..5"), 1)
        page.desk.until(lambda: len(page.sweeping.progress.outcomes) == 2)
        page.desk.find("sweepStop", QPushButton).click()
        finished(page)
    assert page.desk.find("sweepState", QLabel).text() == "2 of 6 runs of MAML on linear functions"
    page.desk.find("sweepContinue", QPushButton).click()
    page.desk.until(lambda: page.sweeping.progress.complete and not page.sweeping.going)
    assert page.sweeping.progress.earlier == 2


def test_a_held_sweep_goes_on_when_it_is_told_to(page):
    page.sweeping.start(swept(page, "seed=0..3"), 1)
    page.desk.until(lambda: page.sweeping.number is None and page.sweeping._control)
    page.sweeping.pause()
    assert page.desk.find("sweepPause", QPushButton).text() == "Continue"
    page.sweeping.pause()
    finished(page)
    assert page.sweeping.progress.complete


def test_sweeps_of_the_database_can_be_looked_at_again(kept_page):
    page = kept_page
    numbers = []
    for over in ("strategy.inner_lr=0.01,0.1", "seed=0..1"):
        page.sweeping.start(swept(page, over), 1)
        finished(page)
        numbers.append(page.sweeping.number)
    combo = page.desk.find("sweepEarlier", QComboBox)
    page.desk.until(lambda: combo.findData(numbers[1]) == 0)
    assert combo.itemText(1).startswith(f"{numbers[0]}: Inner learning rate, ")
    combo.activated.emit(1)
    page.desk.until(lambda: page.sweeping.number == numbers[0])
    assert page.sweeping.progress.complete
    assert page.figure.axes[0].path == "strategy.inner_lr"


def test_a_sweep_that_was_cut_off_is_offered_to_go_on(open_window, small, database):
    experiment = small()
    sweep = Sweep.of(experiment, [Axis("seed", (0, 1))])
    with closing(Store(database)) as store:
        list(execute(sweep, lambda: ThreadPoolExecutor(1), 1, kept=kept.begin(store, sweep)))
        store.change(lambda change: change.execute("UPDATE runs SET state = 'interrupted' WHERE id = 2"))
    page = seen(open_window(database=database))
    page.desk.window.workspace.tabs.setCurrentIndex(0)
    offered = page.desk.window.safe.recovery.card
    page.desk.until(offered.texts)
    assert offered.texts()[1:] == ["Sweep 1 was interrupted; one of its runs is finished."]
    offered.findChild(QPushButton, "recoveryAct1").click()
    page.desk.until(lambda: page.sweeping.progress is not None and page.sweeping.progress.complete)
    assert page.isVisible()
    assert offered.texts() == []


def test_the_effect_of_a_field_is_shown_from_its_menu(page):
    desk = page.desk
    desk.window.workspace.tabs.setCurrentIndex(0)
    row = desk.window.experiment_panel.choosers["strategy"].form.rows["strategy.inner_lr"]
    action = row.effect.menu().findChild(QAction, "effect.strategy.inner_lr")
    assert action.text() == "Show its effect"
    action.trigger()
    desk.until(lambda: page.sweeping.progress is not None)
    assert desk.window.workspace.tabs.currentWidget() is page
    sweep = page.sweeping.progress.sweep
    assert sweep.axes[0].path == "strategy.inner_lr"
    assert row._model.value("strategy.inner_lr") in sweep.axes[0].values
    assert len(sweep.seeds) == 3
    page.sweeping.stop()
    finished(page)


def test_a_right_click_on_a_field_or_its_label_opens_the_menu(page):
    row = page.desk.window.experiment_panel.choosers["strategy"].form.rows["strategy.inner_lr"]
    for widget in (row.label, row._named):
        widget.customContextMenuRequested.emit(QPoint(1, 1))
        menu = QApplication.activePopupWidget()
        assert any(action.objectName() == "effect.strategy.inner_lr" for action in menu.actions())
        menu.close()


def test_a_field_keeps_its_own_menu_beside_that(page):
    row = page.desk.window.experiment_panel.choosers["strategy"].form.rows["strategy.inner_lr"]
    texts = [action.text() for action in row.effect.menu(row._named).actions()]
    assert texts[0] == "Show its effect"
    assert len(texts) > 4


def test_closing_the_window_stops_the_sweep_and_what_it_did_is_kept(open_window, database, monkeypatch):
    monkeypatch.setattr(sweep_going, "Workers", lambda jobs, gentle: Stopping())
    desk = open_window(database=database)
    desk.until(lambda: desk.window.keeping.store)
    page = seen(desk)
    page.sweeping.start(swept(page, "seed=0..5"), 1)
    desk.until(lambda: len(page.sweeping.progress.outcomes) == 2)
    desk.window.safe.leaving.at_once()
    assert not desk.window.stuck
    with closing(Store(database)) as store:
        assert kept.listed(store)[0].finished == 2
        assert kept.cut_short(store) == []
