"""Plots as PNG, SVG, CSV and on the clipboard: what is written is what is shown, or a sentence says why not."""

import csv
import io
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QMenu

from simulator.gui.export import SCALE
from tests.gui.made_up import progress

VIEWS = ("outer", "inner", "task")


@pytest.fixture(scope="module")
def shared(open_shared):
    """A window whose three plots all show something."""
    desk = open_shared("sine-maml")
    desk.trigger("runAction")
    desk.finish()
    desk.until(lambda: desk.window.workspace.task.figure is not None)
    return desk


@pytest.fixture
def finished(shared):
    shared.window.workspace.notice.hide()
    return shared


def to(monkeypatch: pytest.MonkeyPatch, path: Path | str) -> None:
    """Answer the next question for a file name."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))


def colours(image: QImage) -> int:
    return len({image.pixel(x, y) for x in range(0, image.width(), 5) for y in range(0, image.height(), 5)})


def table(path: Path) -> dict[str, list[str]]:
    rows = list(csv.reader(io.StringIO(path.read_text())))
    return {name: [row[index] for row in rows[1:] if row[index]] for index, name in enumerate(rows[0])}


def numbers(column: list[str]) -> list[float]:
    return [float(cell) for cell in column]


@pytest.mark.parametrize("name", VIEWS)
def test_a_png_is_the_view_twice_as_fine(finished, monkeypatch, tmp_path: Path, name: str):
    view = getattr(finished.window.workspace, name)
    to(monkeypatch, tmp_path / "plot.png")
    finished.window.files.export(view, "png")
    image = QImage(str(tmp_path / "plot.png"))
    assert (image.width(), image.height()) == (SCALE * view.width(), SCALE * view.height())
    assert colours(image) > 10
    assert finished.notice == ""


@pytest.mark.parametrize("name", VIEWS)
def test_an_svg_is_well_formed_and_holds_drawn_paths(finished, monkeypatch, tmp_path: Path, name: str):
    view = getattr(finished.window.workspace, name)
    to(monkeypatch, tmp_path / "plot.svg")
    finished.window.files.export(view, "svg")
    root = ElementTree.parse(tmp_path / "plot.svg").getroot()
    assert root.tag.endswith("}svg")
    assert root.get("viewBox") == f"0 0 {view.width()} {view.height()}"
    assert len(list(root.iter("{http://www.w3.org/2000/svg}path"))) > 5
    assert len(list(root.iter("{http://www.w3.org/2000/svg}text"))) > 5


def test_the_csv_of_the_outer_loop_holds_every_meta_iteration(finished, monkeypatch, tmp_path: Path):
    to(monkeypatch, tmp_path / "outer.csv")
    finished.window.files.export(finished.window.workspace.outer, "csv")
    written, made = table(tmp_path / "outer.csv"), finished.progress
    step = finished.window.view_settings.step
    assert numbers(written["iteration"]) == [1, 2, 3, 4, 5, 6]
    assert numbers(written["training_loss"]) == made.losses.values.tolist()
    assert numbers(written["training_loss_smoothed"]) == made.smoothed.values.tolist()
    assert numbers(written["seconds"]) == made.seconds.values.tolist()
    assert numbers(written["gradient_evaluations"]) == made.gradients.values.tolist()
    assert numbers(written["validation_at"]) == [0, 3, 6]
    assert numbers(written["validation"]) == [each.scores.loss[step].mean() for each in made.evaluations]
    assert numbers(written["reference from scratch"]) == [made.references["scratch"].loss[step].mean()]


def test_the_csv_of_the_inner_loop_holds_every_step(finished, monkeypatch, tmp_path: Path):
    to(monkeypatch, tmp_path / "inner.csv")
    finished.window.files.export(finished.window.workspace.inner, "csv")
    written, scores = table(tmp_path / "inner.csv"), finished.progress.evaluations[-1].scores
    assert numbers(written["inner_step"]) == [0, 1, 2]
    assert numbers(written["mean"]) == scores.loss.mean(1).tolist()
    assert numbers(written["task 1"]) == scores.loss[:, 0].tolist()
    assert numbers(written["at iteration 0"]) == finished.progress.evaluations[0].scores.loss.mean(1).tolist()


def test_the_csv_of_the_task_holds_the_truth_the_points_and_every_guess(finished, monkeypatch, tmp_path: Path):
    to(monkeypatch, tmp_path / "task.csv")
    finished.window.files.export(finished.window.workspace.task, "csv")
    written, figure = table(tmp_path / "task.csv"), finished.window.workspace.task.figure
    assert numbers(written["truth"]) == figure.truth.tolist()
    assert numbers(written["support_y"]) == figure.support_y.tolist()
    for step in (0, 1, 2):
        assert numbers(written[f"after_{step}_steps"]) == figure.guesses[step].tolist()


def test_the_csv_of_pictures_names_what_was_read(open_window, tmp_path: Path):
    desk = open_window("digits-too-few-classes")
    desk.trigger("runAction")
    desk.finish()
    desk.until(lambda: desk.window.workspace.task.figure is not None)
    desk.window.workspace.save(desk.window.workspace.task, tmp_path / "task.csv")
    written, figure = table(tmp_path / "task.csv"), desk.window.workspace.task.figure
    assert written["query_label"] == [figure.names[label] for label in figure.query_labels]
    assert written["after_2_steps"] == [figure.names[each] for each in figure.predicted[2]]


def test_the_ending_is_added_where_it_is_missing(finished, monkeypatch, tmp_path: Path):
    to(monkeypatch, tmp_path / "plot")
    finished.window.files.export(finished.window.workspace.outer, "csv")
    assert (tmp_path / "plot.csv").exists()


def test_nothing_is_written_when_no_name_is_given(finished, monkeypatch, tmp_path: Path):
    monkeypatch.chdir(tmp_path)
    to(monkeypatch, "")
    finished.window.files.export(finished.window.workspace.outer, "png")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ending", ["png", "svg", "csv"])
def test_a_path_that_cannot_be_written_is_a_sentence_in_place(finished, monkeypatch, tmp_path: Path, ending: str):
    path = tmp_path / "no such folder" / f"plot.{ending}"
    to(monkeypatch, path)
    finished.window.files.export(finished.window.workspace.outer, ending)
    assert finished.notice.startswith(f"The file {path} cannot be written")
    assert finished.notice.endswith(".")


@pytest.mark.parametrize("name", VIEWS)
def test_copying_puts_the_picture_and_the_numbers_on_the_clipboard(finished, name: str):
    view = getattr(finished.window.workspace, name)
    clipboard = QGuiApplication.clipboard()
    finished.trigger(f"copy{VIEWS.index(name) + 1}")
    image = clipboard.image()
    assert (image.width(), image.height()) == (SCALE * view.width(), SCALE * view.height())
    assert colours(image) > 10
    first = {"outer": "iteration,training_loss", "inner": "inner_step,mean", "task": "x,truth"}[name]
    assert clipboard.text().startswith(first)


def test_an_empty_plot_can_be_exported_too(desk, monkeypatch, tmp_path: Path):
    for name in VIEWS:
        for ending in ("png", "svg", "csv"):
            path = tmp_path / f"{name}.{ending}"
            to(monkeypatch, path)
            desk.window.files.export(getattr(desk.window.workspace, name), ending)
            assert path.exists()
            assert desk.notice == ""


def test_the_menu_offers_every_view_in_every_format(desk, monkeypatch, tmp_path: Path):
    desk.window.session.replay(desk.window.model.experiment, progress([2.0, 1.0], [3.0, 1.0]))
    menus = [menu for menu in desk.window.findChildren(QMenu) if menu.title().startswith("Export ")]
    titles = ["Export Outer loop", "Export Inner loop", "Export Task", "Export this page"]
    assert [menu.title() for menu in menus] == titles
    for index, menu in enumerate(menus):
        for action, ending in zip(menu.actions(), ("png", "svg", "csv"), strict=True):
            path = tmp_path / f"{index}.{ending}"
            to(monkeypatch, path)
            action.trigger()
            assert path.exists()


def test_the_page_that_is_seen_is_exported_with_its_numbers(finished, monkeypatch, tmp_path: Path):
    workspace = finished.window.workspace
    page = workspace.tabs.page("agreementPage")
    workspace.tabs.setCurrentWidget(page)
    finished.until(page.columns)
    to(monkeypatch, tmp_path / "page.csv")
    finished.trigger("export.pages.csv")
    assert list(table(tmp_path / "page.csv")) == list(page.columns())
    to(monkeypatch, tmp_path / "page.png")
    finished.trigger("export.pages.png")
    image = QImage(str(tmp_path / "page.png"))
    assert (image.width(), image.height()) == (SCALE * page.width(), SCALE * page.height())
    workspace.tabs.setCurrentIndex(0)
