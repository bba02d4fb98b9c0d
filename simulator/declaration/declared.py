"""The base of everything declared: a frozen model whose fields describe themselves."""

from __future__ import annotations

from functools import cache
from typing import Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, ValidationError, ValidationInfo, field_validator

from simulator.declaration.input_error import InputError, named, nearest, shown
from simulator.declaration.parameter import Parameter, plain
from simulator.declaration.sentence import sentence


def refusal(declared: Parameter, path: str, value: object) -> InputError:
    """The error for a value that `declared` does not admit."""
    if declared.kind == "integer" and isinstance(value, float) and value.is_integer():
        if declared.admits(int(value)):
            return InputError(
                sentence(
                    "{path} is {value}; write it without a point or exponent, as {whole}.",
                    path=path,
                    value=shown(value),
                    whole=int(value),
                ),
                path,
            )
        value = int(value)  # what is wrong with it is its size
    return InputError(
        sentence("{path} is {value}; it must be {allowed}.", path=path, value=shown(value), allowed=declared.allowed()),
        path,
    )


class Declared(BaseModel):
    """A frozen, self-validating part of an experiment. Its fields are made with `parameter`.

    `title` and the one sentence of `summary` stand beside the choice. `explanation` is two sentences that a
    student understands, `formula` the rule in symbols (with ``<sub>``, ``<sup>`` and ``<br>`` where they help), and
    `paper` where it comes from, as "Author et al. 2017, Title".
    """

    # Built when first needed: the window shows its choices before most of them are
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)

    title: ClassVar[str] = ""
    summary: ClassVar[str] = ""
    explanation: ClassVar[str] = ""
    formula: ClassVar[str] = ""
    paper: ClassVar[str] = ""

    @classmethod
    @cache
    def parameters(cls) -> dict[str, Parameter]:
        """The declared parameters by name, in the order of their declaration."""
        return {name: Parameter.of(name, field) for name, field in cls.model_fields.items() if name != "kind"}

    @field_validator("*", mode="after")
    @classmethod
    def _within_limits(cls, value: Any, info: ValidationInfo) -> Any:
        name = info.field_name or ""
        if name in cls.parameters() and not cls.parameters()[name].admits(value):
            raise ValueError("outside its limits")
        return value

    @classmethod
    def parse(cls, table: dict[str, Any], section: str) -> Self:
        """Build from a table of an experiment file.

        Raises `InputError`, whose sentence names the key as ``section.key``, its value and what is allowed.
        """
        known = [name for name in cls.model_fields if name != "kind"]
        for key in table:
            if key not in cls.model_fields:
                names = [f"{section}.{name}" for name in known]
                path = f"{section}.{named(key)}"
                raise InputError(sentence("{path} is not known{hint}", path=path, hint=nearest(path, names)), path)
        try:
            built = cls.model_validate(table)
        except ValidationError as error:
            key = str(error.errors()[0]["loc"][0])
            raise refusal(cls.parameters()[key], f"{section}.{key}", table[key]) from None
        built.check(section)
        return built

    def check(self, section: str) -> None:
        """Raise `InputError` where fields that are each acceptable do not go together."""

    def table(self) -> dict[str, Any]:
        """The values in the types that TOML and JSON know, `kind` first, unset ones left out."""
        names = sorted(type(self).model_fields, key=lambda name: name != "kind")
        values = {name: plain(getattr(self, name)) for name in names}
        return {name: value for name, value in values.items() if value is not None}
