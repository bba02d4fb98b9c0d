"""What a person changes of stored runs: names, notes, tags and pins, each shown at once and written soon.

The list is read again later, perhaps from before the change was made: until it was read since, what was asked counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from simulator.gui.keeping import Keeping

if TYPE_CHECKING:
    from simulator.store import RunSummary, Store

Key = tuple[int, str]  # a run and what of it
_WRITTEN: tuple[str, ...] = ("note", "tags")  # texts that were typed for long, not to be lost where writing fails


@dataclass(eq=False)
class Asked:
    """A value that was asked for."""

    value: Any
    made: bool = False
    failed: bool = False


class RunChanges(QObject):
    """Asks for changes. Signals: `changed` when other values count, `failed` with the error of one not made."""

    changed = Signal()
    failed = Signal(object)

    def __init__(self, panel: QWidget, keeping: Keeping) -> None:
        super().__init__(panel)
        self._keeping = keeping
        self._asked: dict[Key, Asked] = {}

    def set(self, runs: Iterable[int], what: str, value: Any) -> None:
        """Change what is stored of runs: their ``name``, ``note``, ``tags`` or ``pinned``."""
        for run in runs:
            self._ask((run, what), value)
        self.changed.emit()

    def delete(self, run: int, then: Callable[[], None]) -> None:
        """Delete a run, then go on."""
        self._keeping.change(lambda store: store.delete(run, wait=False), lambda _: then(), self.failed.emit)

    def again(self) -> None:
        """Try again to write the texts that could not be written."""
        for key, asked in list(self._asked.items()):
            if asked.failed:
                self._ask(key, asked.value)

    def made(self) -> dict[Key, Asked]:
        """Those that were made: whoever reads the list from now on finds them there."""
        return {key: asked for key, asked in self._asked.items() if asked.made}

    def forget(self, read: dict[Key, Asked]) -> None:
        """These were read back."""
        for key, asked in read.items():
            if self._asked.get(key) is asked:
                del self._asked[key]

    def applied(self, summaries: list[RunSummary]) -> list[RunSummary]:
        """The runs with all that was asked and not yet read back."""
        if not self._asked:
            return summaries
        values: dict[int, dict[str, Any]] = {}
        for (run, what), asked in self._asked.items():
            values.setdefault(run, {})[what] = asked.value
        return [replace(each, **values[each.id]) if each.id in values else each for each in summaries]

    def _ask(self, key: Key, value: Any) -> None:
        asked = self._asked[key] = Asked(value)

        def done(_: object) -> None:
            asked.made = True

        def failed(error: Exception) -> None:
            asked.failed = key[1] in _WRITTEN
            if not asked.failed and self._asked.get(key) is asked:
                del self._asked[key]
            self.changed.emit()
            self.failed.emit(error)

        self._keeping.change(lambda store: _change(store, key, value), done, failed)


def _change(store: Store, key: Key, value: Any) -> Future[None]:
    run, what = key
    does: dict[str, Callable[..., Future[None]]] = {
        "name": store.rename,
        "note": store.annotate,
        "tags": store.tag,
        "pinned": store.pin,
    }
    return does[what](run, value, wait=False)
