"""One parameter: its declaration (`parameter`) and that declaration read back (`Parameter`).

The limits are written once, in the keywords of JSON Schema, beside the field they limit; whatever
needs them (form, validation, `--set`, tests that try invalid values) reads them from here.
"""

from __future__ import annotations

import contextlib
import math
import types
import typing
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BeforeValidator, Field
from pydantic.fields import FieldInfo

from simulator.declaration.sentence import Sentence, sentence

LONGEST = 1000  # characters of a text that says nothing else
Kind = Literal["integer", "number", "flag", "choice", "range", "integers", "text"]


class Interval(NamedTuple):
    """Two ends of a uniform distribution; written ``[low, high]`` in a file."""

    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.low:g} to {self.high:g}"


def _interval(value: object) -> object:
    if isinstance(value, list | tuple) and [type(end) in (int, float) for end in value] == [True, True]:
        with contextlib.suppress(OverflowError):  # a whole number past 1e308
            return Interval(float(value[0]), float(value[1]))
    raise ValueError("not an interval")


def _integers(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


Range = Annotated[Interval, BeforeValidator(_interval)]
Widths = Annotated[tuple[int, ...], BeforeValidator(_integers)]


def parameter(
    default: Any,
    title: str,
    description: str,
    *,
    ge: float | None = None,
    gt: float | None = None,
    le: float | None = None,
    unit: str = "",
    symbol: str = "",
    log: bool = False,
    live: bool = False,
    advanced: bool = False,
    items: tuple[int, int] | None = None,
    when: tuple[str, str | bool] | None = None,
    file: str = "",
) -> Any:
    """Declare a field of a `Declared` model.

    `description` says what the value does to learning. `ge`, `gt` and `le` limit a number, each item
    of a tuple or both ends of a range; `items` limits the length of a tuple. `when` names another parameter and the
    value of it for which this one applies. `log` asks for a
    logarithmic slider; `live` values may change while a run goes on; `advanced` ones are folded away.
    A text has at most `le` characters; with `file`, it is the path of such a file (``*.csv``), or of a folder too
    where the pattern ends with a slash (``*.zip /``), on this computer.
    """
    if isinstance(default, list):
        default = Interval(*default)
    hints = {
        "minimum": ge,
        "exclusiveMinimum": gt,
        "maximum": le,
        "minItems": items[0] if items else None,
        "maxItems": items[1] if items else None,
        "unit": unit,
        "symbol": symbol,
        "log": log,
        "live": live,
        "advanced": advanced,
        "when": list(when) if when else None,
        "file": file,
    }
    kept: dict[str, Any] = {
        key: hint for key, hint in hints.items() if hint is not None and hint != "" and hint is not False
    }
    return Field(default=default, title=title, description=description, json_schema_extra=kept)


@dataclass(frozen=True)
class Parameter:
    """A declared parameter, as forms, help and checks read it."""

    name: str
    title: str
    description: str
    kind: Kind
    default: Any
    optional: bool = False
    choices: tuple[str, ...] = ()
    minimum: float | None = None
    above: float | None = None
    maximum: float | None = None
    items: tuple[int, int] | None = None
    unit: str = ""
    symbol: str = ""
    log: bool = False
    live: bool = False
    advanced: bool = False
    when: tuple[str, str | bool] | None = None
    file: str = ""

    @classmethod
    def of(cls, name: str, field: FieldInfo) -> Parameter:
        """Read the declaration of the pydantic field `name`."""
        annotation, optional = _without_none(field.annotation)
        hints: dict[str, Any] = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
        return cls(
            name=name,
            title=field.title or "",
            description=field.description or "",
            kind=_kind(annotation),
            default=field.default,
            optional=optional,
            choices=typing.get_args(annotation) if typing.get_origin(annotation) is Literal else (),
            minimum=hints.get("minimum"),
            above=hints.get("exclusiveMinimum"),
            maximum=hints.get("maximum"),
            items=(hints["minItems"], hints["maxItems"]) if "minItems" in hints else None,
            unit=hints.get("unit", ""),
            symbol=hints.get("symbol", ""),
            log=hints.get("log", False),
            live=hints.get("live", False),
            advanced=hints.get("advanced", False),
            when=tuple(hints["when"]) if "when" in hints else None,
            file=hints.get("file", ""),
        )

    @property
    def plain_default(self) -> Any:
        """The default in the types that TOML and JSON know."""
        return plain(self.default)

    def admits(self, value: Any) -> bool:
        """Whether a value of the right type lies within the limits."""
        if value is None:
            return self.optional
        if self.kind in ("integer", "number"):
            return self._within(value)
        if self.kind == "range":
            return self._within(value.low) and self._within(value.high) and value.low <= value.high
        if self.kind == "integers":
            shortest, longest = self.items or (0, 64)
            return shortest <= len(value) <= longest and all(map(self._within, value))
        if self.kind == "text":
            elsewhere = bool(self.file) and leads_elsewhere(value)
            return len(value) <= (self.maximum or LONGEST) and value.isprintable() and not elsewhere
        return True

    def allowed(self) -> Sentence:
        """What is allowed, as it ends a sentence that begins with ``it must be``."""
        limits = self._limits()
        shortest, longest = self.items or (0, 64)
        allowed = {
            "integer": sentence("a whole number{limits}", limits=limits),
            "number": sentence("a number{limits}", limits=limits),
            "flag": sentence("true or false"),
            "choice": sentence("one of {choices}", choices=", ".join(self.choices)),
            "range": sentence("two numbers [low, high], the low one first, each{limits}", limits=limits),
            "integers": sentence(
                "a list of {shortest} to {longest} whole numbers, each{limits}",
                shortest=shortest,
                longest=longest,
                limits=limits,
            ),
            "text": self._text(),
        }[self.kind]
        return sentence("{allowed}, or left out", allowed=allowed) if self.optional else allowed

    def _text(self) -> Sentence:
        longest = readable(self.maximum or LONGEST)
        if self.file:
            return sentence(
                "the path of a file or folder on this computer, not a network address, in one line of at most "
                "{longest} characters",
                longest=longest,
            )
        return sentence("text of one line and at most {longest} characters", longest=longest)

    def _within(self, number: float) -> bool:
        return (
            (isinstance(number, int) or math.isfinite(number))  # `isfinite` overflows on whole numbers past 1e308
            and (self.minimum is None or number >= self.minimum)
            and (self.above is None or number > self.above)
            and (self.maximum is None or number <= self.maximum)
        )

    def _limits(self) -> Sentence:
        low = self.minimum if self.minimum is not None else self.above
        numbers = {
            "low": "" if low is None else readable(low, ROUND_CEILING),
            "high": "" if self.maximum is None else readable(self.maximum, ROUND_FLOOR),
        }
        templates = {
            (True, False, True): " from {low} to {high}",
            (False, True, True): " above {low} and at most {high}",
            (True, False, False): " of at least {low}",
            (False, True, False): " above {low}",
            (False, False, True): " of at most {high}",
            (False, False, False): "",
        }
        given = (self.minimum is not None, self.above is not None, self.maximum is not None)
        return sentence(templates[given], **numbers)


def leads_elsewhere(path: str) -> bool:
    r"""Whether a path names another computer or a device (``\\host\share``, ``\\.\``, ``\??\``, ``https://``).

    On every system: merely asking whether such a file exists would tell a stranger who opened what the stranger sent.
    """
    plain = path.strip().replace("\\", "/")
    return plain.startswith(("//", "/??/")) or "://" in plain


def readable(number: float, rounding: str = ROUND_HALF_EVEN) -> str:
    """A limit as people write it: 100,000 rather than 1e+05, and no more than four significant digits of a fraction.

    A minimum is rounded up and a maximum down, so that what a sentence shows as the limit is always allowed.
    """
    exact = Decimal(repr(float(number)))
    finest = Decimal(1).scaleb(min(exact.adjusted() - 3, 0))
    shown = exact if exact == exact.to_integral_value() else exact.quantize(finest, rounding)
    return f"{shown:,.0f}" if shown == shown.to_integral_value() else f"{float(shown):,.4g}"


def _without_none(annotation: Any) -> tuple[Any, bool]:
    if isinstance(annotation, types.UnionType) or typing.get_origin(annotation) is typing.Union:
        kept = [part for part in typing.get_args(annotation) if part is not type(None)]
        return kept[0], len(kept) < len(typing.get_args(annotation))
    return annotation, False


def _kind(annotation: Any) -> Kind:
    if typing.get_origin(annotation) is Literal:
        return "choice"
    if typing.get_origin(annotation) is tuple:
        return "integers"
    kinds: dict[Any, Kind] = {int: "integer", float: "number", bool: "flag", Interval: "range", str: "text"}
    return kinds[annotation]


def plain(value: Any) -> Any:
    """A parameter's value in the types that TOML and JSON know."""
    if isinstance(value, Sequence) and not isinstance(value, str):
        return list(value)
    return value
