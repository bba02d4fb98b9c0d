"""Small pictures as Qt images: the grey-scale inputs of image tasks."""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QImage

from simulator.engine.events import Floats


def image_of(picture: Floats, dark: bool) -> QImage:
    """A picture ``[height, width]`` in 0..1 as ink on paper; ink is light where the paper is dark."""
    values = np.clip(picture, 0, 1)
    grey = np.ascontiguousarray(np.round(255 * (values if dark else 1 - values)).astype(np.uint8))
    height, width = grey.shape
    return QImage(grey.data, width, height, width, QImage.Format.Format_Grayscale8).copy()
