"""Sentences, hints and values as they stand in sentences."""

from simulator.declaration import InputError, nearest, sentence
from simulator.declaration.input_error import named, shown
from simulator.declaration.parameter import Interval, Parameter, plain, readable


def test_a_sentence_is_filled_from_its_values():
    assert str(sentence("{path} is {value}.", path="seed", value=3)) == "seed is 3."


def test_a_sentence_translates_itself_and_the_sentences_inside_it():
    german = {"{a} or left out": "{a} oder weggelassen", "a number": "eine Zahl"}
    nested = sentence("{a} or left out", a=sentence("a number"))
    assert nested.render(german.__getitem__) == "eine Zahl oder weggelassen"


def test_braces_in_a_value_are_left_alone():
    assert str(sentence("{value} is wrong.", value="{path}")) == "{path} is wrong."


def test_a_close_word_is_suggested_and_otherwise_all_known_ones():
    assert str(nearest("shot", ["shots", "noise"])) == "; did you mean shots?"
    assert str(nearest("zzz", ["shots", "noise"])) == "; known are noise, shots."
    assert str(nearest("zzz", [])) == "."


def test_an_input_error_says_its_sentence_and_keeps_its_path():
    error = InputError(sentence("seed is {value}.", value=-1), "seed")
    assert (str(error), error.path) == ("seed is -1.", "seed")


def test_a_long_value_is_shortened():
    assert shown("a" * 100) == "'" + "a" * 56 + "..."


def test_a_value_too_large_to_write_is_still_shown():
    nested: dict[str, object] = {}
    for _ in range(100_000):
        nested = {"a": nested}
    assert shown(nested) == "a value too large to show"
    assert shown(10**5000) == "a value too large to show"


def test_a_key_is_shown_on_one_line_and_short():
    assert named("a\nb\x1b[31m") == r"a\nb\x1b[31m"
    assert named("k" * 100) == "k" * 57 + "..."


def test_numbers_in_sentences_are_readable():
    assert [readable(number) for number in (100_000, 1e9, 0.05, 3.14159, -10)] == [
        "100,000",
        "1,000,000,000",
        "0.05",
        "3.142",
        "-10",
    ]


def test_plain_values_are_those_that_toml_knows():
    assert plain(Interval(0.1, 5.0)) == [0.1, 5.0]
    assert plain((40, 40)) == [40, 40]
    assert plain("relu") == "relu"
    assert str(Interval(0.1, 5.0)) == "0.1 to 5"


def test_a_limit_is_rounded_to_the_side_that_is_allowed():
    declared = Parameter("angle", "Angle", "", "number", 0.0, minimum=-3.14159, maximum=12345.678)
    assert str(declared.allowed()) == "a number from -3.141 to 12,345"
    assert all(declared.admits(shown) for shown in (-3.141, 12_345))
