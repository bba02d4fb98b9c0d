"""Tables: what each column is, how it is standardised, and that groups are what is split."""

from pathlib import Path

import pytest
import torch

from simulator.declaration import InputError
from simulator.tasks.base import FunctionDrawing, ScatterDrawing
from simulator.tasks.loss import CrossEntropy, SquaredError
from simulator.tasks.table import TableFamily


def generator(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


@pytest.fixture
def write(tmp_path: Path):
    def write(text: str) -> str:
        (tmp_path / "table.csv").write_text(text)
        return str(tmp_path / "table.csv")

    return write


def shops(row: str = "{x},{colour},{y}", header: str = "x,colour,y", groups: int = 10, rows: int = 6) -> str:
    """A table with one row for each shop and number; y = 10 shop + x."""
    lines = [
        f"shop {group}," + row.format(x=x, colour=("red", "blue")[x % 2], y=10 * group + x, high=x > 2)
        for group in range(groups)
        for x in range(rows)
    ]
    return f"shop,{header}\n" + "\n".join(lines)


def table(path: str, **values) -> TableFamily:
    return TableFamily(path=path, shots=3, query_shots=3, **values)


def test_columns_are_guessed_from_names_and_contents(write):
    family = table(write(shops()))
    assert family.data.target == "y"
    assert family.shape.inputs == (3,)  # x, blue, red
    assert str(family.describe(family.sample(generator(), 2, "test"), 0)) in ("group shop 4", "group shop 9")
    assert family.data.features[:2, 1:].tolist() == [[0, 1], [1, 0]]


def test_numbers_are_standardised_on_the_groups_that_are_trained_on(write):
    family = table(write(shops(rows=6)))
    trained = family.data.groups.members["train"]
    assert trained.tolist() == [0, 1, 2, 3, 6, 7, 8]  # 4 and 9 are tested on, 5 is validated on
    y = torch.tensor([[10.0 * group + x for x in range(6)] for group in range(10)])
    expected = (y - y[trained].mean()) / y[trained].std()
    torch.testing.assert_close(family.data.targets.view(10, 6), expected)


def test_what_is_tested_on_does_not_change_what_is_learned_from(write):
    text = shops()
    ours = table(write(text)).data
    theirs = table(write(text.replace("shop 9,5,blue,95", "shop 9,1000,purple,1000"))).data
    trained = torch.isin(torch.arange(60) // 6, ours.groups.members["train"])
    assert torch.equal(ours.features[trained], theirs.features[trained])
    assert torch.equal(ours.targets[trained], theirs.targets[trained])
    assert theirs.features[-1, 1:].tolist() == [0, 0]


def test_a_task_is_rows_of_one_group_and_none_twice(write):
    family = table(write(shops()))
    batch = family.sample(generator(), 50)
    rows = batch.support.joined(batch.query)
    assert all(len(set(row)) == 6 for row in rows.inputs[..., 0].tolist())
    slope = family.data.targets[1] - family.data.targets[0]
    step = family.data.features[1, 0] - family.data.features[0, 0]
    offset = rows.targets.squeeze(2) - rows.inputs[..., 0] * slope / step
    torch.testing.assert_close(offset, offset[:, :1].expand(-1, 6), atol=1e-5, rtol=0)
    members = family.data.groups.members
    assert set(batch.latents["group"].tolist()) == set(members["train"].tolist())
    assert sorted(family.sample(generator(), 50, "test").latents["group"].tolist()) == members["test"].tolist()


@pytest.mark.parametrize(
    ("row", "header", "values", "drawing", "loss", "classes"),
    [
        ("{x},{y}", "x,y", {}, FunctionDrawing(-3.0, 3.0), SquaredError(), ()),
        ("{x},{colour},{y}", "x,colour,y", {}, ScatterDrawing(), SquaredError(), ()),
        ("{x},{colour}", "x,label", {}, ScatterDrawing(), CrossEntropy(), ("blue", "red")),
        ("{y},{high}", "y,high", {"target_column": "high"}, ScatterDrawing(), CrossEntropy(), ("False", "True")),
        ("{y},{x}", "a,target", {}, ScatterDrawing(), CrossEntropy(), tuple("012345")),
        ("{y},{x}", "a,target", {"target": "number"}, FunctionDrawing(-3.0, 3.0), SquaredError(), ()),
    ],
)
def test_a_few_values_are_classes_and_one_feature_is_a_curve(write, row, header, values, drawing, loss, classes):
    family = table(write(shops(row, header)), **values)
    assert (family.drawing, family.loss, family.data.classes) == (drawing, loss, classes)
    assert family.shape.outputs == (len(classes) or 1)
    targets = family.sample(generator(), 3).query.targets
    assert targets.shape == ((3, 3) if classes else (3, 3, 1))


def test_columns_that_tell_nothing_are_ignored_and_missing_numbers_are_average(write):
    text = shops("{x},always,{y}", "x,same,y").replace("shop 0,2,always", "shop 0,,always")
    family = table(write(text))
    assert family.data.ignored == ("same",)
    assert family.data.features[2].item() == 0


def test_a_decimal_comma_is_read_where_semicolons_separate(write):
    text = shops("{x},{colour},{y}.5")
    ours = table(write(text)).data
    theirs = table(write(text.replace(",", ";").replace(".5", ",5"))).data
    assert theirs.ignored == ()
    torch.testing.assert_close(theirs.targets, ours.targets, rtol=0, atol=0)


def test_a_word_among_the_numbers_of_a_group_tested_on_does_not_change_the_column(write):
    text = shops()
    changed = text.replace("shop 4,3,", "shop 4,broken,")
    assert changed != text
    ours, theirs = table(write(text)).data, table(write(changed)).data
    assert theirs.features[27].tolist() == [0.0, *ours.features[27, 1:].tolist()]
    rest = torch.arange(60) != 27
    torch.testing.assert_close(theirs.features[rest], ours.features[rest], rtol=0, atol=0)


@pytest.mark.parametrize("gap", ["", "NA", "nan"])
def test_rows_without_a_target_are_left_out(write, gap: str):
    text = shops(rows=7)
    changed = "\n".join(line.rsplit(",", 1)[0] + f",{gap}" if ",6," in line else line for line in text.split("\n"))
    ours, theirs = table(write(shops(rows=6))).data, table(write(changed)).data
    torch.testing.assert_close(theirs.targets, ours.targets, rtol=0, atol=0)


def test_groups_with_too_few_rows_are_left_out_and_reported(write):
    family = table(write(shops() + "\nshop 77,1,red,5"))
    assert family.data.short == 1
    assert str(family.report).startswith("11 groups, 1 of them with too few rows and left out; y is predicted from 3")


@pytest.mark.parametrize(
    ("text", "values", "said"),
    [
        (shops(groups=2), {}, "has 2 groups with 6 rows or more in its column shop, too few to train and test on."),
        (shops(), {"target_column": "z"}, "has no column 'z'"),
        (shops(), {"target_column": "shop", "group_column": "shop"}, "cannot be group and target at once"),
        (shops(), {"target_column": "colour", "target": "number"}, "not every row has a number there"),
        (shops("always,{y}", "same,y"), {}, "has no column left to predict from"),
        (shops("{x},{y}x{x}", "x,y"), {}, "it has 60 different values"),
        ("shop\n1\n2\n", {}, "cannot be group and target at once"),
    ],
)
def test_a_table_that_is_no_good_is_refused_in_one_sentence(write, text: str, values: dict, said: str):
    with pytest.raises(InputError) as refused:
        _ = table(write(text), **values).data
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


def test_without_a_file_there_is_a_table_in_which_groups_differ_in_slope():
    family = TableFamily()
    batch = family.sample(generator(), 30, "test")
    hours, score = batch.support.inputs[..., 0], batch.support.targets.squeeze(2)
    slopes = ((hours - hours.mean(1, keepdim=True)) * score).sum(1) / (
        hours - hours.mean(1, keepdim=True)
    ).square().sum(1)
    assert len(slopes) == 12
    assert slopes.std() > 0.3
