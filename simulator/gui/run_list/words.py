"""How the list calls what it shows: titles of families, learners and strategies, and states with their icons."""

from __future__ import annotations

from simulator.experiment.documents import REGISTRIES
from simulator.gui.text import tr

STATE_ICONS = {
    "running": "mdi6.play-circle-outline",
    "paused": "mdi6.pause-circle-outline",
    "stopping": "mdi6.stop-circle-outline",
    "interrupted": "mdi6.alert-circle-outline",
    "completed": "mdi6.check-circle-outline",
    "stopped": "mdi6.stop-circle-outline",
    "diverged": "mdi6.chart-line-variant",
    "failed": "mdi6.close-circle-outline",
}
_SPOKEN = ("state", "title")
UNKNOWN = "mdi6.help-circle-outline"  # a state that a newer version wrote


class Words(dict[tuple[str, str], str]):
    """What kinds of a section, states and titles are called, each looked up once: thousands of rows share few."""

    def __missing__(self, key: tuple[str, str]) -> str:
        section, name = key
        entry = REGISTRIES[section].get(name) if section in REGISTRIES else None
        # A kind of an add-on that is gone is called by its name in files.
        self[key] = word = tr(entry.title) if entry is not None else tr(name) if section in _SPOKEN and name else name
        return word
