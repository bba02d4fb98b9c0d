"""Short texts that a person writes in the form's fields, and what is wrong with single signs of them.

`check_tokens` cuts a text into numbers, names and signs and refuses what is wrong with any of them, so that `Text.tree`
may hand the rest to `ast.parse`, which runs nothing. What cannot be read raises `UnreadableError`, one sentence
that names the character, counted from 1.
"""

from __future__ import annotations

import ast
import keyword
import re
from dataclasses import dataclass

from simulator.declaration import InputError, Sentence, sentence
from simulator.declaration.input_error import shown

LONGEST = 300  # characters


class UnreadableError(InputError):
    """A text is not a formula; `position` is that of the character at fault, from 1."""

    def __init__(self, why: Sentence, path: str, text: str, position: int) -> None:
        rest = text[position - 1 : position + 19]
        place = sentence("at {rest}", rest=shown(rest)) if rest else sentence("at the end")
        whole = sentence(
            "{path}, character {position}, {place}: {why}", path=path, position=position, place=place, why=why
        )
        super().__init__(whole, path)
        self.position = position


@dataclass(frozen=True)
class Text:
    """What a person wrote, and the dotted name of the parameter that holds it."""

    text: str
    path: str

    def error(self, position: int, why: Sentence) -> UnreadableError:
        """The error at the character `position`, counted from 1, or one past the last for the end."""
        return UnreadableError(why, self.path, self.text, min(max(position, 1), len(self.text) + 1))

    def tree(self, begin: int = 0, end: int | None = None) -> ast.expr:
        """What Python reads from `begin` to `end`, its columns those of the whole; `check_tokens` must have passed."""
        part = self.text[begin:end]
        shift = begin + len(part) - len(part.lstrip())
        try:
            tree = ast.parse(part.strip(), mode="eval").body
        except SyntaxError as error:
            raise self.error((error.offset or 1) + shift, sentence("it cannot be read from here on.")) from None
        except (RecursionError, MemoryError, ValueError):
            raise self.error(1, sentence("it is too deeply nested.")) from None
        for node in ast.walk(tree):
            if isinstance(node, ast.expr):
                node.col_offset += shift
        return tree


_TOKEN = re.compile(
    r"(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|(?P<name>[A-Za-z_]\w*)|(?P<sign>\*\*|<=|>=|[-+*/(),<>=])",
    re.ASCII,
)


def check_tokens(source: Text, outside: str = "") -> None:
    """Refuse what is wrong with single characters, numbers, signs and brackets; raises `UnreadableError`.

    `outside` holds the signs among ``,`` and ``=`` that may stand outside all brackets.
    """
    _check_characters(source)
    text, at = source.text, 0
    opened: list[int] = []  # where the brackets begin that are not yet closed
    before = "("  # the sign that came before, or "number" or "name"
    while at < len(text):
        token = _TOKEN.match(text, at)
        if token:
            before = _next(source, token, before, opened, outside)
        elif text[at] == "^":
            raise source.error(at + 1, sentence("a power is written with **."))
        elif text[at] != " ":
            raise source.error(at + 1, sentence("the sign {sign} has no meaning here.", sign=shown(text[at])))
        at = token.end() if token else at + 1
    if before not in _ENDS:
        raise source.error(len(text) + 1, sentence("a number or a name is missing."))
    if opened:
        raise source.error(opened[-1], sentence("this bracket is never closed."))


def _check_characters(source: Text) -> None:
    for position, character in enumerate(source.text, 1):
        if position > LONGEST:
            raise source.error(position, sentence("it is longer than {most} characters.", most=LONGEST))
        if not " " <= character <= "~":
            why = sentence(
                "the character {sign} cannot be used; use those of an English keyboard.", sign=shown(character)
            )
            raise source.error(position, why)


_ENDS = ("number", "name", ")")  # after these a value is complete


def _next(source: Text, token: re.Match[str], before: str, opened: list[int], outside: str) -> str:
    """Check one token after what came before; returns what it is to the next."""
    kind, word, position = token.lastgroup or "", token[0], token.start() + 1
    begins = kind != "sign" or word == "("  # a value
    if begins and before in _ENDS and not (word == "(" and before == "name"):
        if before == "name":
            raise source.error(position, sentence("a sign such as * is missing before this, or brackets around it."))
        raise source.error(position, sentence("a sign such as * is missing before this."))
    if not begins and before not in _ENDS and word not in ("+", "-"):
        raise source.error(position, sentence("a number or a name is missing before this."))
    if kind == "name" and keyword.iskeyword(word):
        raise source.error(position, sentence("the word {word} has no meaning here.", word=word))
    if word in (",", "=") and (word not in outside if not opened else word == "="):
        raise source.error(position, _misplaced(word, before, bool(outside or opened)))
    if word == "(":
        opened.append(position)
    elif word == ")":
        if not opened:
            raise source.error(position, sentence("this bracket was never opened."))
        opened.pop()
    return word if kind == "sign" else kind


def _misplaced(word: str, before: str, expected: bool) -> Sentence:
    """Why a comma or an equals sign cannot stand where it does, with what was probably meant.

    `expected` says that one may stand elsewhere in such a text.
    """
    if word == "=" and not expected:
        return sentence("only what stands to the right of an equals sign is written here.")
    if word == "," and before == "number":
        return sentence("a decimal number is written with a point, and not with a comma.")
    return sentence("the sign {sign} has no meaning here.", sign=shown(word))
