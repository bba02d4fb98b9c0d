"""What a strategy had learned at the evaluations of a run: a bounded number of its states, spread over it evenly.

Which ones are let go is a function of those that are there (`surplus`), so that it is the same in memory, in the
database, and for a run that goes on after an interruption. Also a state as bytes, and back.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping

from simulator.declaration import InputError, sentence
from simulator.engine.sealed import is_whole, seal, unseal
from simulator.strategies.base import State

MARK = b"learned state 1\n"
LARGEST = 2**26  # bytes of one state
MOST, MOST_BYTES = 256, 2**26  # of a run, in memory


class States:
    """States by the number of meta-iterations after which they were judged."""

    def __init__(self, most: int = MOST, most_bytes: int = MOST_BYTES) -> None:
        """No more than `most` of them, and `most_bytes` in all but for the newest."""
        self._most, self._most_bytes = most, most_bytes
        self._states: dict[int, State] = {}
        self._sizes: dict[int, int] = {}

    def __len__(self) -> int:
        return len(self._states)

    @property
    def iterations(self) -> list[int]:
        """Those of which there is a state, in their order."""
        return sorted(self._states)

    def get(self, iteration: int) -> State | None:
        """The state after so many meta-iterations, if it is here."""
        return self._states.get(iteration)

    def add(self, iteration: int, state: State) -> None:
        """Take one in; where there are too many now, others are let go."""
        self._states[iteration], self._sizes[iteration] = state, state.nbytes
        self._let_go()

    def shrink(self, most: int, most_bytes: int) -> None:
        """Have room for no more than so many, and so many bytes, from now on."""
        self._most, self._most_bytes = most, most_bytes
        self._let_go()

    def clear(self) -> None:
        """Let go of all."""
        self._states.clear()
        self._sizes.clear()

    def _let_go(self) -> None:
        for gone in surplus(self._sizes, self._most, self._most_bytes):
            del self._states[gone], self._sizes[gone]


def surplus(sizes: Mapping[int, int], most: int, most_bytes: int) -> list[int]:
    """Which iterations to let go, of those with states of so many bytes, until no more than `most` of each are left.

    The first and the newest stay, the newest even if it alone is too large. Between them goes, one after the other,
    the one whose neighbours are nearest to each other, of several the earliest. So they stay spread about evenly: of
    ``2 most - 1`` that came at one distance, every second is left.
    """
    left, total = sorted(sizes), sum(sizes.values())
    gone: list[int] = []
    while len(left) > 1 and (len(left) > most or total > most_bytes):
        inner = range(1, len(left) - 1)
        place = min(inner, key=lambda at: left[at + 1] - left[at - 1], default=0)
        total -= sizes[left[place]]
        gone.append(left.pop(place))
    return gone


def to_bytes(state: State) -> bytes:
    """The state as bytes. Raises `InputError` where there would be more than are read back."""
    data = seal(MARK, state, LARGEST)
    if data is None:
        raise InputError(sentence("The learned state is too large to be saved."))
    return data


def from_bytes(data: bytes) -> State:
    """The state that `to_bytes` wrote, on the CPU. Raises `InputError` for anything else, or if a bit is wrong."""
    try:
        if not data.startswith(MARK) or not is_whole(MARK, data):
            raise ValueError("not a state")
        return unseal(MARK, data)[1]
    except (ValueError, LookupError, TypeError, RecursionError, struct.error) as error:
        raise InputError(sentence("The learned state is damaged.")) from error
