"""Plots as files and on the clipboard: PNG, SVG, and the numbers as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import zip_longest
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMimeData, QPoint, QSize
from PySide6.QtGui import QGuiApplication, QPainter, QPixmap
from PySide6.QtWidgets import QComboBox, QGraphicsItem, QGraphicsView, QToolButton, QWidget

from simulator.analysis.inner_loop import InnerFigure
from simulator.analysis.outer_loop import Line, Validation
from simulator.declaration.whole_file import write_whole
from simulator.engine.progress import Progress
from simulator.gui.text import tr

SCALE = 2.0  # pixels of a picture for each pixel on the screen
Columns = Mapping[str, Iterable[object]]


def picture(view: QWidget, *, controls: bool = False) -> QPixmap:
    """The view as it is on the screen, twice as fine; with its `controls` only where that is wanted."""
    pixmap = QPixmap(view.size() * SCALE)
    pixmap.setDevicePixelRatio(SCALE)
    pixmap.fill(view.palette().window().color())
    with _drawn_afresh(view, controls=controls):
        view.render(pixmap)
    return pixmap


def save_png(view: QWidget, path: Path) -> None:
    """Write the view as a PNG file. Raises `InputError` where it cannot be written."""
    buffer = _buffer()
    picture(view).save(buffer, "PNG")
    write_whole(path, bytes(buffer.data().data()))


def save_svg(view: QWidget, path: Path) -> None:
    """Write the view as an SVG file: drawn by Qt itself, so that it looks as on the screen on every axis.

    Raises `InputError` where it cannot be written.
    """
    from PySide6.QtSvg import QSvgGenerator  # not needed to show the window

    buffer, generator = _buffer(), QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(QSize(view.width(), view.height()))
    generator.setViewBox(view.rect())
    generator.setTitle(view.accessibleName())
    painter = QPainter(generator)
    with _drawn_afresh(view):
        view.render(painter, QPoint())
    painter.end()
    write_whole(path, bytes(buffer.data().data()))


def _buffer() -> QBuffer:
    """Memory for a whole picture, so that half a one never reaches the disk."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    return buffer


@contextmanager
def _drawn_afresh(view: QWidget, *, controls: bool = False) -> Iterator[None]:
    """Without the pixmaps that the plots keep for speed, so that lines and texts stay sharp; without controls."""
    kinds = () if controls else (QComboBox, QToolButton)
    hidden = [each for kind in kinds for each in view.findChildren(kind) if each.isVisible()]
    for control in hidden:
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
        for control in hidden:
            control.show()


def save_csv(columns: Columns, path: Path) -> None:
    """Write columns as a CSV file. Raises `InputError` where it cannot be written."""
    write_whole(path, as_csv(columns).encode())


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


def outer_columns(
    progress: Progress | None, validated: Validation | None, elsewhere: Validation | None = None
) -> Columns:
    """Every meta-iteration, the validation curve, and that on another family where there is one."""
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
        **_references(validated.lines),
        **({} if elsewhere is None else _elsewhere(elsewhere)),
    }


def _elsewhere(validated: Validation) -> Columns:
    return {
        "elsewhere": validated.curve.y.tolist(),
        "elsewhere_ci95": validated.band.tolist(),
        **_references(validated.lines),
    }


def _references(lines: Iterable[Line]) -> Columns:
    return {f"reference {line.name}": [line.value] for line in lines}


def inner_columns(figure: InnerFigure | None) -> Columns:
    """The inner-loop curves by inner step."""
    if figure is None:
        return {}
    columns: dict[str, Iterable[object]] = {
        "inner_step": range(len(figure.now)),
        "mean": figure.now.tolist(),
        "ci95": figure.band.tolist(),
    }
    if figure.scratch is not None:
        columns["from scratch"] = figure.scratch.tolist()
    if figure.elsewhere is not None and figure.elsewhere_band is not None:
        columns |= {"elsewhere": figure.elsewhere.tolist(), "elsewhere_ci95": figure.elsewhere_band.tolist()}
    earlier = {f"at iteration {iteration}": values.tolist() for iteration, values in figure.earlier}
    singles = {f"task {index + 1}": values.tolist() for index, values in enumerate(figure.tasks)}
    return {**columns, **earlier, **singles, **_references(figure.lines)}


def formats() -> dict[str, str]:
    """What a view can be written as: ending and name."""
    return {"png": tr("PNG picture"), "svg": tr("SVG drawing"), "csv": tr("CSV table")}
