"""The page that compares runs: what is chosen, what is said, and what it does where nothing can be compared."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtWidgets import QComboBox, QFileDialog, QPushButton

from simulator.experiment import parse, set_value, to_document
from tests.gui.conftest import Desk, Opening


def open_page(desk: Desk) -> Any:
    """Show the page."""
    page = desk.window.workspace.tabs.page("comparePage")
    desk.window.workspace.tabs.setCurrentWidget(page)
    return page


def run(desk: Desk, **values: object) -> None:
    """Run the window's experiment to its end, with some values changed."""
    document = to_document(desk.window.model.experiment)
    for path, value in values.items():
        document = set_value(document, path.replace("__", "."), value)
    desk.window.session.start(parse(document))
    desk.finish()


@pytest.fixture(scope="module")
def shared(open_shared: Opening) -> tuple[Desk, Any]:
    """MAML and Meta-SGD on the same tasks."""
    desk = open_shared("linear-maml")
    run(desk)
    run(desk, strategy__kind="meta-sgd")
    return desk, open_page(desk)


@pytest.fixture
def two(shared: tuple[Desk, Any]) -> tuple[Desk, Any]:
    """The two compared after one step, by inner steps."""
    desk, page = shared
    desk.window.workspace.notice.hide()
    desk.window.view_settings.set(step=1)
    desk.find("compareAxis", QComboBox).setCurrentIndex(0)
    desk.until(lambda: page.comparison and "after one step" in page.said.text())
    return desk, page


def test_with_a_single_run_it_says_what_is_needed(desk: Desk):
    run(desk)
    page = open_page(desk)
    assert page.said.text().startswith("Two runs are compared here.")
    assert page.columns() == {}


def test_the_current_run_is_compared_with_the_one_before_on_the_same_tasks(two: tuple[Desk, Any]):
    desk, page = two
    assert (
        desk.find("compareFirst", QComboBox).currentText(),
        desk.find("compareSecond", QComboBox).currentText(),
    ) == (
        "Meta-SGD  (run 2, seed 0)",
        "MAML  (run 1, seed 0)",
    )
    maml, meta_sgd = (each.progress.tested.scores.loss for each in desk.window.session.runs)
    assert page.columns()["difference"] == pytest.approx((meta_sgd - maml).mean(axis=1).tolist())
    assert "on the same 8 tasks" in page.said.text()


def test_the_step_that_is_chosen_is_the_one_that_is_spoken_of(two: tuple[Desk, Any]):
    desk, page = two
    desk.find("compareStep", QComboBox).setCurrentIndex(0)
    desk.until(lambda: "before any step" in page.said.text())
    desk.find("compareStep", QComboBox).setCurrentIndex(2)
    desk.until(lambda: "after 2 steps" in page.said.text())
    assert desk.window.view_settings.step == 2


def test_results_are_drawn_by_steps_and_by_what_training_took(two: tuple[Desk, Any]):
    desk, page = two
    assert [curve.x.tolist() for curve in page.results.curves] == [[0, 1, 2]] * 2
    axis = desk.find("compareAxis", QComboBox)
    axis.setCurrentIndex(axis.findData("gradients"))
    spent = [run.progress.evaluated_gradients.values.tolist() for run in reversed(desk.window.session.runs)]
    assert [curve.x.tolist() for curve in page.results.curves] == spent
    axis.setCurrentIndex(axis.findData("seconds"))
    assert all(np.all(np.diff(curve.x) > 0) for curve in page.results.curves)


def test_what_training_took_is_in_the_table(two: tuple[Desk, Any]):
    desk, page = two
    for each in desk.window.session.runs:
        assert f"{each.progress.gradient_evaluations:,}" in page.costs.text()


def test_runs_on_other_tasks_are_not_compared_and_the_second_can_be_run_on_the_same(open_window: Opening):
    desk = open_window("linear-maml")
    run(desk)
    run(desk, strategy__kind="meta-sgd", seed=3)
    page = open_page(desk)
    assert "the seeds are 3 and 0. Run one of them with the seed of the other." in page.said.text()
    assert (page.comparison, page.columns()) == (None, {})
    button = desk.find("compareRun", QPushButton)
    assert button.isVisible()
    button.click()
    desk.finish()
    desk.until(lambda: page.comparison)
    made = desk.run.experiment
    assert (made.seed, made.strategy.title) == (3, "MAML")
    assert page.comparison.pairing.seeds == (3,)


def test_seeds_of_one_experiment_stand_together(open_window: Opening):
    desk = open_window("linear-maml")
    for kind in ("maml", "meta-sgd"):
        for seed in (0, 1):
            run(desk, strategy__kind=kind, seed=seed)
    page = open_page(desk)
    desk.until(lambda: page.comparison)
    first = desk.find("compareFirst", QComboBox)
    assert [first.itemText(place) for place in range(first.count())] == ["MAML  (2 seeds)", "Meta-SGD  (2 seeds)"]
    assert "on the same 8 tasks, 2 seeds" in page.said.text()
    assert page._legend.text().endswith("single seeds &nbsp; on test tasks")
    assert page.results._bands[0].empty
    assert len(page.results._seeds[0].data) == 2 * 3  # two seeds after 0, 1 and 2 steps
    assert page.differences._wide.empty
    assert len(page.differences._seeds.data) > 0


def test_a_run_that_goes_on_is_followed_and_leaving_it_for_another_example_breaks_nothing(open_window: Opening):
    desk = open_window("linear-maml", {"schedule.iterations": 100_000, "schedule.evaluate_every": 20})
    run(desk, schedule__iterations=40)
    desk.window.session.start(parse(set_value(to_document(desk.window.model.experiment), "strategy.kind", "reptile")))
    page = open_page(desk)
    desk.until(lambda: page.comparison)
    assert page.comparison.pairing.iteration in (0, 20, 40)
    assert "validation tasks at meta-iteration" in page.said.text()
    desk.window.files.open_example("sine-maml")
    desk.until(lambda: not desk.window.session.running)
    assert "Reptile" in desk.find("compareFirst", QComboBox).currentText()


def test_an_answer_that_comes_too_late_is_not_shown(two: tuple[Desk, Any], monkeypatch: pytest.MonkeyPatch):
    desk, page = two
    asked: list[Any] = []
    monkeypatch.setattr(page.around.background, "ask", lambda topic, work, then: asked.append((work, then)))
    desk.find("compareStep", QComboBox).setCurrentIndex(0)
    desk.find("compareStep", QComboBox).setCurrentIndex(2)
    before = page.said.text()
    (late, show_late), (newest, show_newest) = asked
    show_late(late())
    assert page.said.text() == before
    show_newest(newest())
    assert "after 2 steps" in page.said.text()


@pytest.mark.parametrize("ending", ["html", "pdf"])
def test_the_shown_runs_are_written_as_a_report(two: tuple[Desk, Any], tmp_path: Path, ending: str):
    desk, _ = two
    out = tmp_path / f"report.{ending}"
    desk.window.reporting.write(out, desk.window.reporting.runs)
    desk.until(out.exists)
    content = out.read_bytes()
    assert content.startswith(b"%PDF-" if ending == "pdf" else b"<!DOCTYPE html>")
    if ending == "html":
        assert "Meta-SGD and MAML compared" in content.decode()


def test_the_page_asks_for_a_report_of_the_runs_that_it_draws(
    two: tuple[Desk, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    desk, _ = two
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "page.html"), ""))
    desk.find("compareReport", QPushButton).click()
    desk.until((tmp_path / "page.html").exists)
    assert "Meta-SGD and MAML compared" in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_a_run_that_was_made_twice_is_said_to_count_once(open_window: Opening):
    desk = open_window("linear-maml")
    run(desk)
    run(desk)
    page = open_page(desk)
    left_out = "Run 1 is left out: run 2 has the same settings and the same seed."
    assert page.said.text().endswith(left_out)
    run(desk, strategy__kind="meta-sgd", seed=3)
    desk.until(lambda: page.said.text().endswith(f"with the seed of the other. {left_out}"))
    run(desk, strategy__kind="meta-sgd")
    desk.until(lambda: page.comparison and page.said.text().endswith(left_out))


def test_runs_are_named_by_the_numbers_that_the_list_of_runs_shows(desk: Desk, tmp_path: Path):
    run(desk)
    run(desk)
    for each in desk.window.session.runs:
        each.stored = 40 + each.number  # its number in the database
    left_out = "Run 41 is left out: run 42 has the same settings and the same seed."
    assert open_page(desk).said.text().endswith(left_out)
    desk.window.reporting.write(tmp_path / "report.html", desk.window.session.runs)
    desk.until((tmp_path / "report.html").exists)
    assert left_out in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_runs_without_classes_are_compared_by_their_loss_whatever_the_current_run_has(two: tuple[Desk, Any]):
    desk, page = two
    before = page.said.text()
    desk.window.view_settings.set(measure="accuracy")
    desk.until(lambda: page.comparison)
    assert page.comparison.pairing.measure == "loss"
    assert page.said.text() == before
    desk.window.view_settings.set(measure="loss")


def test_without_a_run_there_is_nothing_to_report(desk: Desk):
    desk.trigger("reportAction")
    assert desk.notice == "There is no run to report yet. Run the experiment first."


def test_a_report_that_cannot_be_written_is_said_in_place(two: tuple[Desk, Any], tmp_path: Path):
    desk, _ = two
    desk.window.reporting.write(tmp_path / "missing" / "report.html", desk.window.reporting.runs)
    desk.until(lambda: desk.notice)
    assert "there is no folder" in desk.notice
