"""Distributions of named numbers that a person writes: ``a = uniform(0.1, 5), n = choice(1, 2, 3), b = 2``.

The text is read by `expression.py`. A distribution turns raw draws into its values and draws nothing itself, so that
every random number comes from the generator of whoever asks, be it torch's or numpy's.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import numpy as np

from simulator.declaration import nearest, sentence
from simulator.tasks.functions.expression import INPUTS, LARGEST, RESERVED, node
from simulator.tasks.functions.text import Text, check_tokens

MOST = 20  # named numbers


@dataclass(frozen=True)
class Distribution:
    """A distribution of the kind `name`; what its `numbers` mean is said in `_VALUES`."""

    name: str
    numbers: tuple[float, ...]

    @property
    def normal(self) -> bool:
        """Whether `values` takes standard normal draws; otherwise it takes uniform ones from 0 to 1."""
        return self.name == "normal"

    def values(self, draws: Any, module: ModuleType) -> Any:
        """The values that raw `draws` stand for, of the same shape: tensors if `module` is torch, else arrays."""
        return _VALUES[self.name](module, draws, self.numbers)


def _uniform(module: ModuleType, draws: Any, numbers: tuple[float, ...]) -> Any:
    low, high = numbers
    return low + (high - low) * draws


def _normal(module: ModuleType, draws: Any, numbers: tuple[float, ...]) -> Any:
    mean, deviation = numbers
    return mean + deviation * draws


def _loguniform(module: ModuleType, draws: Any, numbers: tuple[float, ...]) -> Any:
    low, high = numbers
    return low * (high / low) ** draws


def _choice(module: ModuleType, draws: Any, numbers: tuple[float, ...]) -> Any:
    # A draw just below 1 may round up to the number of choices.
    chosen = module.clip(module.floor(draws * len(numbers)), 0, len(numbers) - 1)
    return module.asarray(numbers, dtype=module.float32)[module.asarray(chosen, dtype=module.int64)]


_VALUES: dict[str, Callable[[ModuleType, Any, tuple[float, ...]], Any]] = {
    "uniform": _uniform,
    "normal": _normal,
    "loguniform": _loguniform,
    "choice": _choice,
}


def distributions(source: Text) -> dict[str, Distribution]:
    """The named distributions of a text, none of an empty one. Raises `UnreadableError`."""
    if not source.text.strip():
        return {}
    check_tokens(source, outside=",=")
    found: dict[str, Distribution] = {}
    for begin, end in _pieces(source.text):
        named = _NAMED.match(source.text, begin, end)
        if not named:
            raise source.error(begin + 1, sentence("this has no name; write a = before it."))
        name = _new(source, named[1], begin + 1, found)
        try:
            found[name] = _distribution(source, source.tree(named.end(), end))
        except RecursionError:
            raise source.error(begin + 1, sentence("it is too deeply nested.")) from None
    return found


_NAMED = re.compile(r"([A-Za-z_]\w*)\s*=", re.ASCII)


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Where the parts between the commas outside all brackets begin, after their spaces, and end."""
    begin = depth = 0
    for at, character in enumerate(text + ","):
        depth += (character == "(") - (character == ")")
        if character == "," and depth == 0:
            piece = text[begin:at]
            yield begin + len(piece) - len(piece.lstrip()), at
            begin = at + 1


def _new(source: Text, name: str, position: int, found: dict[str, Distribution]) -> str:
    if name in found:
        raise source.error(position, sentence("the name {name} is given twice.", name=name))
    if name in RESERVED or name in INPUTS:
        raise source.error(position, sentence("the name {name} has a meaning already; take another.", name=name))
    if len(found) == MOST:
        raise source.error(position, sentence("there are more than {most} names.", most=MOST))
    return name


def _distribution(source: Text, tree: ast.expr) -> Distribution:
    position = tree.col_offset + 1
    called = tree.func.id if isinstance(tree, ast.Call) and isinstance(tree.func, ast.Name) else ""
    if not called or called in RESERVED:
        return Distribution("choice", (_number(source, tree),))
    if called not in _VALUES:
        hint = nearest(called, _VALUES)
        raise source.error(position, sentence("the distribution {name} is not known{hint}", name=called, hint=hint))
    assert isinstance(tree, ast.Call)
    numbers = tuple(_number(source, argument) for argument in tree.args)
    if called != "choice" and len(numbers) != 2:
        given = len(numbers)
        raise source.error(position, sentence("{name} takes 2 numbers, not {given}.", name=called, given=given))
    if called in ("uniform", "loguniform") and numbers[0] > numbers[1]:
        raise source.error(position, sentence("the first number of {name} is the lower one.", name=called))
    if called == "normal" and numbers[1] < 0:
        raise source.error(position, sentence("a standard deviation cannot be negative."))
    if called == "loguniform" and numbers[0] <= 0:
        raise source.error(position, sentence("both numbers of loguniform must be above 0."))
    return Distribution(called, numbers)


def _number(source: Text, tree: ast.expr) -> float:
    with np.errstate(all="ignore"):
        number = float(node(source, tree, ()).evaluate({}, np))
    if not abs(number) <= LARGEST:
        raise source.error(tree.col_offset + 1, sentence("this is not a number of moderate size."))
    return number
