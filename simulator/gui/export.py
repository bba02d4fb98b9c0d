"""Plots as files and on the clipboard: PNG, SVG, and the numbers as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import zip_longest
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QSize
from PySide6.QtGui import QGuiApplication, QPainter, QPixmap
from PySide6.QtWidgets import QComboBox, QGraphicsItem, QGraphicsView, QToolButton, QWidget

from simulator.analysis.inner_loop import InnerFigure
from simulator.analysis.outer_loop import Validation
from simulator.analysis.task_figure import FunctionFigure, ImagesFigure, ScatterFigure, TaskFigure
from simulator.declaration import InputError, sentence
from simulator.engine.progress import Progress
from simulator.gui.text import tr

SCALE = 2.0  # pixels of a picture for each pixel on the screen
Columns = dict[str, Iterable[object]]


def picture(view: QWidget) -> QPixmap:
    """The view as it is on the screen, twice as fine."""
    pixmap = QPixmap(view.size() * SCALE)
    pixmap.setDevicePixelRatio(SCALE)
    pixmap.fill(view.palette().window().color())
    with _drawn_afresh(view):
        view.render(pixmap)
    return pixmap


def save_png(view: QWidget, path: Path) -> None:
    """Write the view as a PNG file."""
    if not picture(view).save(str(path), "PNG"):
        raise InputError(sentence("The file {file} cannot be written.", file=path))


def save_svg(view: QWidget, path: Path) -> None:
    """Write the view as an SVG file: drawn by Qt itself, so that it looks as on the screen on every axis."""
    from PySide6.QtSvg import QSvgGenerator  # not needed to show the window

    generator = QSvgGenerator()
    generator.setFileName(str(path))
    generator.setSize(QSize(view.width(), view.height()))
    generator.setViewBox(view.rect())
    generator.setTitle(view.accessibleName())
    painter = QPainter()
    if not painter.begin(generator):
        raise InputError(sentence("The file {file} cannot be written.", file=path))
    with _drawn_afresh(view):
        view.render(painter, QPoint())
    painter.end()


@contextmanager
def _drawn_afresh(view: QWidget) -> Iterator[None]:
    """Without the pixmaps that the plots keep for speed, so that lines and texts stay sharp; without controls."""
    controls = [each for kind in (QComboBox, QToolButton) for each in view.findChildren(kind) if each.isVisible()]
    for control in controls:
        control.hide()
    items = [item for plot in view.findChildren(QGraphicsView) for item in plot.items()]
    kept = [(item, item.cacheMode()) for item in items]
    for item in items:
        item.setCacheMode(QGraphicsItem.CacheMode.NoCache)
    try:
        yield
    finally:
        for item, mode in kept:
            item.setCacheMode(mode)
        for control in controls:
            control.show()


def save_csv(columns: Columns, path: Path) -> None:
    """Write columns as a CSV file."""
    try:
        path.write_text(as_csv(columns), encoding="utf-8", newline="")
    except OSError as error:
        raise InputError(sentence("The file {file} cannot be written: {why}.", file=path, why=error.strerror)) from None


def copy(view: QWidget, columns: Columns) -> None:
    """Put the view on the clipboard as a picture, with its numbers as text."""
    data = QMimeData()
    data.setImageData(picture(view).toImage())
    data.setText(as_csv(columns))
    clipboard = QGuiApplication.clipboard()
    clipboard.setMimeData(data)
    clipboard.setProperty("ours", True)


def release_clipboard() -> None:
    """Leave on the clipboard only what outlives Python: Qt destroys what it holds after the interpreter has ended."""
    clipboard = QGuiApplication.clipboard()
    owned = clipboard.ownsClipboard() or QGuiApplication.platformName() == "offscreen"  # which does not know
    if clipboard.property("ours") and owned:
        clipboard.setImage(clipboard.image())
        clipboard.setProperty("ours", False)


def as_csv(columns: Columns) -> str:
    """Columns as CSV text; shorter ones end in empty cells."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows(zip_longest(*columns.values(), fillvalue=""))
    return text.getvalue()


def outer_columns(progress: Progress | None, validated: Validation | None) -> Columns:
    """Every meta-iteration, and the validation curve."""
    if progress is None or validated is None:
        return {}
    return {
        "iteration": progress.iterations.values.astype(int).tolist(),
        "training_loss": progress.losses.values.tolist(),
        "training_loss_smoothed": progress.smoothed.values.tolist(),
        "seconds": progress.seconds.values.tolist(),
        "gradient_evaluations": progress.gradients.values.astype(int).tolist(),
        "validation_at": validated.curve.x.tolist(),
        "validation": validated.curve.y.tolist(),
        "validation_ci95": validated.band.tolist(),
        **{f"reference {line.title}": [line.value] for line in validated.lines},
    }


def inner_columns(figure: InnerFigure | None) -> Columns:
    """The inner-loop curves by inner step."""
    if figure is None:
        return {}
    columns: Columns = {
        "inner_step": range(len(figure.now)),
        "mean": figure.now.tolist(),
        "ci95": figure.band.tolist(),
    }
    if figure.scratch is not None:
        columns["from scratch"] = figure.scratch.tolist()
    earlier = {f"at iteration {iteration}": values.tolist() for iteration, values in figure.earlier}
    singles = {f"task {index + 1}": values.tolist() for index, values in enumerate(figure.tasks)}
    return columns | earlier | singles | {f"reference {line.title}": [line.value] for line in figure.lines}


def task_columns(figure: TaskFigure | None) -> Columns:
    """The numbers behind the task plot."""
    if isinstance(figure, FunctionFigure):
        truth: Sequence[float] = [] if figure.truth is None else figure.truth.tolist()
        columns: Columns = {
            "x": figure.x.tolist(),
            "truth": truth,
            "support_x": figure.support_x.tolist(),
            "support_y": figure.support_y.tolist(),
        }
        return columns | {f"after_{step}_steps": guess.tolist() for step, guess in enumerate(figure.guesses)}
    if isinstance(figure, ScatterFigure):
        columns = {"target": figure.target.tolist()}
        return columns | {f"after_{step}_steps": guess.tolist() for step, guess in enumerate(figure.guesses)}
    if isinstance(figure, ImagesFigure):
        columns = {"query_label": [figure.names[label] for label in figure.query_labels]}
        read = {
            f"after_{step}_steps": [figure.names[each] for each in row] for step, row in enumerate(figure.predicted)
        }
        return columns | read
    return {}


def formats() -> dict[str, str]:
    """What a view can be written as: ending and name."""
    return {"png": tr("PNG picture"), "svg": tr("SVG drawing"), "csv": tr("CSV table")}
