"""Random strings as a person's own formula: each is accepted, or refused at one of its characters. Nothing else.

Half of the strings are tried as the formula, half as its named numbers. Usage::

    python -m tests.benchmarks.formula [--count 100000] [--seed 0]

The whole takes about three minutes on one core.
"""

from __future__ import annotations

import argparse
import random
import time
import warnings
from collections import Counter
from collections.abc import Iterator

import torch

from simulator.declaration import InputError
from simulator.tasks.functions.distributions import distributions
from simulator.tasks.functions.expression import parsed
from simulator.tasks.functions.formula import Formula
from simulator.tasks.functions.text import LONGEST, Text, UnreadableError
from tests.benchmarks.rows import Row, at_least, at_most, verdict

NUMBERS = "a = uniform(0.1, 5), p = normal(0, pi), n = choice(1, 2, 3), s = loguniform(0.01, 100)"
VALID = {
    "expression": (
        "a * sin(n * x - p)",
        "where(x > p, a, -a) + 0.1 * x ** 2",
        "exp(-(x - p) ** 2 / s) * step(x)",
        "max(min(x1, a), tanh(x2)) + floor(abs(x1)) * 3",
        "sqrt(abs(x1 * x2)) * log(a + 1) - sign(x2) * pi / e",
    ),
    "numbers": (NUMBERS, "a = 3, p = -pi / 2, n = choice(2), s = e", "p = uniform(-2 * pi, 2 ** 0.5), a = 1"),
}
SPACED = (
    "x x1 x2 a p n s pi e sin cos exp log sqrt abs min max where step uniform normal choice loguniform lambda import "
    "__import__ eval exec if else for in not and or is None True await yield os.system __class__ 0 1 2.5 1e3 1e999 "
    "0x1F 1_000 007 .5 5. 1j ( ) ( ) ( ) , , + - * / ** // % @ ^ & | ~ < > <= >= == != = := . : ; [ ] { } ' \" # \\ ? $"
)
WORDS = SPACED.split(" ")
ODD = (
    "πθ×÷−²\uff08\uff09\uff0c\u3002\uff58\uff11é"
    "\u0301😀\u200b\u202e\ufeff\x00\x1f\x7f\n\r\t\x0b\xa0\u2028\ud800\U0010ffff"
)


def strings(count: int, seed: int) -> Iterator[tuple[str, str]]:
    """The field that each of `count` random strings is for, and the string."""
    source = random.Random(seed)
    makers = (_characters, _mutated, _mutated, _soup, _soup, _nested, _huge, _unicode)
    for number in range(count):
        field = ("expression", "numbers")[number % 2]
        yield field, makers[source.randrange(len(makers))](source, field)


def outcome(field: str, text: str) -> str:
    """`accepted`, `refused` at a character, `refused by the field` as too long or not one line, or what else befell."""
    texts = {"expression": "x", "numbers": ""} if field == "numbers" else {"numbers": NUMBERS}
    read = False
    try:
        read = _read(field, text)
        family = Formula.parse({"kind": "formula", **texts, field: text}, "task")
        targets = family.sample(torch.Generator().manual_seed(0), 4).query.targets
        return "accepted" if read and targets.isfinite().all() else "accepted, though it cannot be read or sampled"
    except UnreadableError as error:
        placed = 1 <= error.position <= len(text) + 1 and f"character {error.position}, " in str(error)
        return "refused" if placed and _one_sentence(error) else f"badly refused: {error}"
    except InputError as error:
        limited = len(text) > LONGEST or not text.isprintable()
        return "refused by the field" if limited and _one_sentence(error) and not read else f"unplaced: {error}"
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def _read(field: str, text: str) -> bool:
    """Whether the parser by itself takes the text; it must refuse all others at a character too."""
    source = Text(text, f"task.{field}")
    try:
        if field == "numbers":
            distributions(source)
        else:
            parsed(source, ("a", "p", "n", "s", "x", "x1", "x2"))
    except UnreadableError as error:
        assert 1 <= error.position <= len(text) + 1
        return False
    return True


def _one_sentence(error: InputError) -> bool:
    said = str(error)
    return said[-1] in ".?" and said.isprintable() and error.path in ("task.expression", "task.numbers")


def _characters(source: random.Random, field: str) -> str:
    return "".join(chr(source.randrange(32, 127)) for _ in range(source.randrange(40)))


def _mutated(source: random.Random, field: str) -> str:
    characters = list(source.choice(VALID[field]))
    for _ in range(source.randrange(4)):
        at = source.randrange(len(characters) + 1)
        match source.randrange(4):
            case 0:
                characters[at : at + 1] = []
            case 1:
                characters.insert(at, chr(source.randrange(32, 127)))
            case 2:
                characters[at:at] = list(source.choice(WORDS))
            case _:
                characters[at : at + 1] = characters[at : at + source.randrange(1, 12)] * 2
    return "".join(characters)


def _soup(source: random.Random, field: str) -> str:
    return source.choice(("", " ")).join(source.choice(WORDS) for _ in range(source.randrange(1, 25)))


def _nested(source: random.Random, field: str) -> str:
    deep = source.choice((3, 30, 99, 140, 5000))
    before, after = source.choice((("(", ")"), ("sin(", ")"), ("-", ""), ("x+", ""), ("2**", ""), ("(", ""), ("", ")")))
    name = "a = " if field == "numbers" else ""
    return name + before * deep + source.choice(("x", "1", "")) + after * source.choice((deep, deep, deep - 1))


def _huge(source: random.Random, field: str) -> str:
    number = source.choice(
        ("9" * source.randrange(1, 400), "1e" + "9" * source.randrange(1, 9), "9**9**9**9", "1e-999")
    )
    shapes = ("x * {0}", "x ** {0}", "exp(x * {0})", "{0}", "a * x + {0} - {0}", "x / {0}", "x - 1e9 * 1e9")
    ranges = (
        "a = {0}",
        "a = uniform(-{0}, {0})",
        "a = normal({0}, {0})",
        "a = choice({0}, 1)",
        "a = loguniform(1, {0})",
    )
    return source.choice(ranges if field == "numbers" else shapes).format(number)


def _unicode(source: random.Random, field: str) -> str:
    characters = list(source.choice(VALID[field]))
    for _ in range(source.randrange(1, 4)):
        characters.insert(source.randrange(len(characters) + 1), source.choice(ODD))
    return "".join(characters)


def rows(count: int = 100_000, seed: int = 0) -> list[Row]:
    """How many of `count` strings were accepted, refused, and neither."""
    torch.set_num_threads(1)
    found: Counter[str] = Counter()
    slowest = 0.0
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # a person's text may not make Python talk to the terminal
        for field, text in strings(count, seed):
            begun = time.perf_counter()
            told = outcome(field, text)
            slowest = max(slowest, time.perf_counter() - begun)
            if told not in ("accepted", "refused", "refused by the field"):
                print(f"      {field} {text!r}: {told}")
                told = "else"
            found[told] += 1
    print(f"{count:,} strings, seed {seed}; the slowest took {slowest * 1000:.0f} ms")
    what = f"formulas, of {count:,} random strings"
    return [
        at_least(f"{what}: accepted", found["accepted"], count // 20),
        at_least(f"{what}: refused at one of their characters", found["refused"], count // 20),
        at_least(f"{what}: refused as too long or not one line", found["refused by the field"], count // 100),
        at_most(f"{what}: anything else", found["else"], 0),
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    return verdict(rows(options.count, options.seed))


if __name__ == "__main__":
    raise SystemExit(main())
