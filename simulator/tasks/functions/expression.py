"""Formulas that a person writes, read without running anything of theirs.

Of a text that `text.py` lets pass, `parsed` maps Python's tree, through a whitelist, onto a `Node` of
fixed array operations. A node is evaluated with torch on tensors or with numpy on arrays: both have the same names for
what is used here, and numpy is there when torch is not yet loaded. All arithmetic is in floating point, so that no
power can take more than its time.
"""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import reduce
from types import ModuleType
from typing import Any

import numpy as np

from simulator.declaration import nearest, sentence
from simulator.declaration.parameter import readable
from simulator.tasks.functions.text import Text, check_tokens

DEEPEST = 100  # operations within each other
LARGEST = 1e9  # no number and no value of a formula lies further from zero
INPUTS = ("x", "x1", "x2")
CONSTANTS = {"pi": math.pi, "e": math.e}

Operation = Callable[..., Any]  # of the module (torch or numpy) and the operands


def _same_name(name: str) -> Operation:
    return lambda module, value: getattr(module, name)(value)


def _number(module: ModuleType, value: Any) -> Any:
    return module.asarray(value, dtype=module.float32)


_SAME = ("sin", "cos", "tan", "exp", "log", "sqrt", "abs", "sign", "tanh", "floor")
FUNCTIONS: dict[str, tuple[int, int, Operation]] = {  # the fewest and the most operands, and what is done
    **{name: (1, 1, _same_name(name)) for name in _SAME},
    "ln": (1, 1, _same_name("log")),
    "step": (1, 1, lambda module, value: _number(module, value > 0)),
    "min": (2, 9, lambda module, *values: reduce(module.minimum, values)),
    "max": (2, 9, lambda module, *values: reduce(module.maximum, values)),
    "where": (3, 3, lambda module, condition, yes, no: module.where(condition > 0, yes, no)),
}
RESERVED = frozenset({*FUNCTIONS, *CONSTANTS})
_SIGNS: dict[type[ast.AST], Operation] = {
    ast.Add: lambda module, left, right: left + right,
    ast.Sub: lambda module, left, right: left - right,
    ast.Mult: lambda module, left, right: left * right,
    ast.Div: lambda module, left, right: left / right,
    ast.Pow: lambda module, left, right: left**right,
    ast.USub: lambda module, value: -value,
    ast.UAdd: lambda module, value: value,
    ast.Lt: lambda module, left, right: _number(module, left < right),
    ast.Gt: lambda module, left, right: _number(module, left > right),
    ast.LtE: lambda module, left, right: _number(module, left <= right),
    ast.GtE: lambda module, left, right: _number(module, left >= right),
}


@dataclass(frozen=True)
class Node:
    """A number, a name or an operation on other nodes; `position` is where its text begins, from 1."""

    position: int
    content: float | str | Operation
    operands: tuple[Node, ...] = ()

    def evaluate(self, values: Mapping[str, Any], module: ModuleType) -> Any:
        """The value where the names have `values`: tensors if `module` is torch, arrays if it is numpy."""
        if isinstance(self.content, str):
            return values[self.content]
        if isinstance(self.content, float):
            return _number(module, self.content)
        return self.content(module, *(operand.evaluate(values, module) for operand in self.operands))

    def names(self) -> frozenset[str]:
        """The names that occur."""
        own = frozenset({self.content}) if isinstance(self.content, str) else frozenset()
        return own.union(*(operand.names() for operand in self.operands))

    def place(self, name: str) -> int:
        """The position at which `name` first occurs, 0 where it does not."""
        if self.content == name:
            return self.position
        return next((place for operand in self.operands if (place := operand.place(name))), 0)

    def cause(self, values: Mapping[str, Any]) -> Node:
        """The innermost part to blame for a value not finite or too large, where the names have numpy `values`."""
        for operand in self.operands:
            if not abs(operand.evaluate(values, np)) <= LARGEST:
                return operand.cause(values)
        return self


def parsed(source: Text, names: Collection[str]) -> Node:
    """The formula that a text is, in the given names. Raises `UnreadableError`."""
    check_tokens(source)
    try:
        return node(source, source.tree(), names)
    except RecursionError:
        raise source.error(1, sentence("it is too deeply nested.")) from None


def node(source: Text, tree: ast.expr, names: Collection[str], depth: int = 1) -> Node:
    """The node of a part of the text. Raises `UnreadableError` for all that is not on the whitelist."""
    position = tree.col_offset + 1
    if depth > DEEPEST:
        raise source.error(position, sentence("more than {most} operations lie within each other.", most=DEEPEST))
    if isinstance(tree, ast.Constant):
        return Node(position, _bounded(source, position, tree.value))
    if isinstance(tree, ast.Name):
        return Node(position, _named(source, position, tree.id, names))
    operation, parts = _operation(source, tree, names)
    return Node(position, operation, tuple(node(source, part, names, depth + 1) for part in parts))


def _bounded(source: Text, position: int, value: object) -> float:
    number = float(value) if isinstance(value, int | float) else math.nan
    if not number <= LARGEST:
        raise source.error(position, sentence("a number may be at most {largest}.", largest=readable(LARGEST)))
    return number


def _named(source: Text, position: int, name: str, names: Collection[str]) -> float | str:
    if name in names:
        return name
    if name in CONSTANTS:
        return CONSTANTS[name]
    if name in FUNCTIONS:
        raise source.error(position, sentence("{name} is a function; brackets must follow it.", name=name))
    known = sorted((*names, *CONSTANTS), key=len, reverse=True)
    if re.fullmatch("(?:" + "|".join(known) + ")++", name):  # ++ never goes back, which could take for ever
        raise source.error(position, sentence("a sign such as * is missing in {name}.", name=name))
    hint = nearest(name, known)
    raise source.error(position, sentence("the name {name} is not known{hint}", name=name, hint=hint))


def _operation(source: Text, tree: ast.expr, names: Collection[str]) -> tuple[Operation, list[ast.expr]]:
    sign: type[ast.AST]
    if isinstance(tree, ast.UnaryOp):
        sign, parts = type(tree.op), [tree.operand]
    elif isinstance(tree, ast.BinOp):
        sign, parts = type(tree.op), [tree.left, tree.right]
    elif isinstance(tree, ast.Compare) and len(tree.ops) == 1:
        sign, parts = type(tree.ops[0]), [tree.left, tree.comparators[0]]
    elif isinstance(tree, ast.Call) and isinstance(tree.func, ast.Name) and not tree.keywords:
        return _called(source, tree, tree.func.id, names), tree.args
    else:
        raise source.error(tree.col_offset + 1, sentence("this is neither a number nor a calculation with numbers."))
    if sign not in _SIGNS:
        raise source.error(tree.col_offset + 1, sentence("this calculation is not known."))
    return _SIGNS[sign], parts


def _called(source: Text, tree: ast.Call, name: str, names: Collection[str]) -> Operation:
    position, given = tree.col_offset + 1, len(tree.args)
    if name in names or name in CONSTANTS:
        why = sentence("{name} is not a function; a sign such as * is missing after it.", name=name)
        raise source.error(position, why)
    if name not in FUNCTIONS:
        hint = nearest(name, FUNCTIONS)
        raise source.error(position, sentence("the function {name} is not known{hint}", name=name, hint=hint))
    fewest, most, operation = FUNCTIONS[name]
    if not fewest <= given <= most:
        wanted = str(fewest) if fewest == most else f"{fewest}-{most}"
        why = sentence("{name} takes {wanted} values, not {given}.", name=name, wanted=wanted, given=given)
        raise source.error(position, why)
    return operation
