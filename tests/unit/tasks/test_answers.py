"""Real answers: every layout gives the same histories, splits share no student, and errors say where to look."""

import os
from pathlib import Path

import pytest
import torch

from simulator.declaration import InputError
from simulator.tasks.students.answer_file import Columns, histories
from simulator.tasks.students.answers import Answers

LONG = "user,item,correct\nann,7,1\nann,9,0\nbob,9,1\nann,7,1\nbob,12,0\n"
LISTS = 'fold,uid,concepts,responses\n0,ann,"7,9,7,-1","1,0,1,-1"\n1,bob,"9,12,-1,-1","1,0,-1,-1"\n'
BLOCKS = "1,ann\n71,91,72\n7,9,7\n1,0,1\n2,bob\n91,121,5\n9,12,9\n1,0,1\n"


def generator(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


@pytest.fixture
def write(tmp_path: Path):
    def write(text: str, name: str = "class.csv") -> str:
        (tmp_path / name).write_text(text)
        return str(tmp_path / name)

    return write


def read(path: str, once: bool = True, **columns: str):
    found = histories(path, Columns(**columns), once)
    return found.items, found.right, found.repeated


def school(students: int = 20, answers: int = 20) -> str:
    """A file in which the item names the student and the position: student 3's fifth answer is to item 305."""
    rows = [
        f"{student},{100 * student + answer},{(student + answer) % 2}"
        for student in range(students)
        for answer in range(answers)
    ]
    return "student,item,correct\n" + "\n".join(rows)


ANN_AND_BOB = ({"ann": ["7", "9", "7"], "bob": ["9", "12"]}, {"ann": [1, 0, 1], "bob": [1, 0]}, 0)


@pytest.mark.parametrize(
    "text",
    [
        LONG,
        LISTS,
        LONG.replace(",", ";"),
        LONG.replace(",", "\t"),
        LONG.replace("user,item,correct", "Anon Student Id,Skill Name,Is Correct"),
        LONG.replace("user,item,correct", "who,what,how").replace(",1\n", ",true\n").replace(",0\n", ",False\n"),
        "\ufeff" + LONG.replace("\n", "\r\n") + "\r\n\r\n",
    ],
    ids=["long", "lists", "semicolons", "tabs", "other names", "names that say nothing", "from a spreadsheet"],
)
def test_layouts_and_columns_are_recognised_by_what_they_hold(write, text: str):
    assert read(write(text)) == ANN_AND_BOB


def test_four_lines_a_student_are_recognised(write):
    items, right, _ = read(write(BLOCKS))
    assert items == {"ann": ["7", "9", "7"], "bob": ["9", "12", "9"]}
    assert right == {"ann": [1, 0, 1], "bob": [1, 0, 1]}


@pytest.mark.parametrize(
    ("text", "students"),
    [
        ("pupil,q1,q2,q3\nann,1,0,\nbob,0,NA,1\n", ["ann", "bob"]),
        ("who;q1;q2;q3\nann;right;wrong;\nbob;wrong;;right\n", ["ann", "bob"]),
        ("q1,q2,q3\n1,0,\n0,,1\n", ["2", "3"]),
    ],
    ids=["named students", "one other column", "rows"],
)
def test_a_list_of_marks_has_one_column_an_item(write, text: str, students: list[str]):
    items, right, _ = read(write(text))
    assert items == dict(zip(students, [["q1", "q2"], ["q1", "q3"]], strict=True))
    assert right == dict(zip(students, [[1, 0], [0, 1]], strict=True))


@pytest.mark.parametrize(
    "text", ["\n\n" + LONG.replace(",", ";"), LONG.replace("\n", "\r")], ids=["empty lines", "old"]
)
def test_empty_lines_on_top_and_old_line_ends_do_no_harm(tmp_path: Path, text: str):
    (tmp_path / "class.csv").write_bytes(text.encode())
    assert read(str(tmp_path / "class.csv")) == ANN_AND_BOB


def test_columns_can_be_chosen(write):
    path = write("a,b,user,correct\n0,x,1,0\n1,y,1,1\n1,y,2,0\n")
    items, right, _ = read(path, student="user", item="b", correct="a")
    assert (items, right) == ({"1": ["x", "y"], "2": ["y"]}, {"1": [0, 1], "2": [1]})


def test_answers_are_put_in_the_order_of_their_time(write):
    path = write("user,item,correct,time\nann,1,1,30\nbob,4,0,2\nann,2,0,9\nann,3,1,100\n")
    items, _, _ = read(path)
    assert items == {"ann": ["2", "1", "3"], "bob": ["4"]}


def test_dates_sort_where_the_year_comes_first_and_others_are_only_trusted_when_chosen(write):
    path = write("user,item,correct,date\nann,1,1,2020-10-01 09:30\nann,2,0,2020-09-30 10:00\n")
    assert read(path)[0] == {"ann": ["2", "1"]}
    path = write("user,item,correct,date\nann,1,1,30/9/2020\nann,2,0,1/10/2020\n")
    assert read(path)[0] == {"ann": ["1", "2"]}
    with pytest.raises(InputError, match=r"'date' of class\.csv does not tell an order") as refused:
        read(path, time="date")
    assert refused.value.path == "task.time_column"


@pytest.mark.parametrize(
    "text",
    [
        "user,skill,problem_id,correct\nann,7,1,1\nann,8,1,1\nbob,7,1,0\nann,8,2,0\nann,8,1,1\n",
        'uid,concepts,questions,responses\nann,"7,8,8,8","1,1,2,1","1,1,0,1"\nbob,7,1,0\n',
        "1,ann\n1,1,2,1\n7,8,8,8\n1,1,0,1\n2,bob\n1,2,3,4\n7,7,7,7\n0,0,0,0\n",
    ],
    ids=["long", "lists", "blocks"],
)
def test_rows_that_repeat_a_problem_for_another_skill_are_left_out_and_counted(write, text: str):
    path = write(text)
    items, right, repeated = read(path)
    assert (items["ann"], right["ann"], repeated) == (["7", "8", "8"], [1, 0, 1], 1)
    items, _, repeated = read(path, once=False)
    assert (items["ann"], repeated) == (["7", "8", "8", "8"], 1)


def test_a_second_try_at_the_same_skill_is_no_repetition(write):
    assert read(write("user,skill,correct\nann,7,0\nann,7,1\n"))[2] == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("user,item,correct\nann,7,1\nann,8,maybe\n", "Line 3 of class.csv has 'maybe' where right or wrong"),
        ("user,item,correct\nann,7,1\nann,8\n", "Line 3 of class.csv has 2 columns where the first line has 3."),
        ('uid,concepts,responses\nann,"1,2","1,0,1"\n', "Line 2 of class.csv has lists of different lengths"),
        ("a,b,c,d\n1,2,3,4\n5,6,7,8\n", "The column for task.correct_column cannot be guessed"),
        ("user,item,correct\n", "The file class.csv has column names and no rows."),
        ("", "The file class.csv is empty"),
        ("1,ann\n1,2\n3,4,5\n1,0,1\n", "Line 3 of class.csv has 3 columns where the first line has 2."),
        ("user,item,correct\n" + "\n".join(f"a,{n},1" for n in range(2001)), "has 2,001 different items"),
        ('user,item,correct\nann,"' + "x" * 200_000, "cannot be read as a table"),
    ],
)
def test_a_file_that_is_no_good_is_refused_in_one_sentence_that_says_where(write, text: str, said: str):
    with pytest.raises(InputError) as refused:
        read(write(text))
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)
    assert refused.value.path.startswith("task.")


def test_other_files_and_columns_that_are_not_there_are_named(write, tmp_path: Path):
    (tmp_path / "picture.csv").write_bytes(b"\xff\xfe\x00\x81")
    for path, said in [
        (str(tmp_path / "none.csv"), "No such file"),
        (str(tmp_path), "Is a directory"),
        ("\0", "it is not a file"),
        (str(tmp_path / "picture.csv"), "not text in UTF-8"),
    ]:
        with pytest.raises(InputError, match=said):
            read(path)
    with pytest.raises(InputError, match=r"has no column 'usr'; did you mean user\?"):
        read(write(LONG), student="usr")


def test_a_pipe_is_refused_rather_than_waited_for(tmp_path: Path):
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no pipes")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(InputError, match="it is not a file"):
        read(str(tmp_path / "pipe"))


def test_a_column_chosen_by_a_name_that_occurs_twice_is_refused(write):
    with pytest.raises(InputError, match="has several columns named 'user'") as refused:
        read(write("user,user,item,correct\na,b,7,1\n"), student="user")
    assert refused.value.path == "task.student_column"


def test_a_changed_file_is_read_anew(write):
    path = write(school(20))
    assert len(Answers(path=path).data.students) == 20
    write(school(30))
    assert len(Answers(path=path).data.students) == 30


def test_support_are_the_first_answers_and_query_a_block_that_stays(write):
    path = write(school())
    for shots in (1, 5, 10):
        batch = Answers(path=path, shots=shots, query_start=10, query_shots=8).sample(generator(), 4, "test")
        names = torch.tensor([int(name) for name in Answers(path=path).data.items])
        for asked, first in ((batch.support, 0), (batch.query, 10)):
            item = names[asked.inputs.argmax(2)]
            student = batch.latents["student"].unsqueeze(1)
            place = torch.arange(first, first + item.shape[1])
            assert torch.equal(item, 100 * student + place)
            assert torch.equal(asked.targets.squeeze(2), ((student + place) % 2).float())


def test_more_shots_than_the_query_begins_after_push_it_back(write):
    batch = Answers(path=write(school()), shots=12, query_start=10, query_shots=8).sample(generator(), 4)
    assert not (batch.support.inputs.sum(1) * batch.query.inputs.sum(1)).any()


def test_no_student_is_in_two_splits_and_every_fifth_is_tested_on(write):
    members = Answers(path=write(school(40)), validation_share=0.25).data.groups.members
    assert members["test"].tolist() == [4, 9, 14, 19, 24, 29, 34, 39]
    assert len(members["validation"]) == 8
    together = torch.cat(list(members.values()))
    assert sorted(together.tolist()) == list(range(40))


def test_a_student_is_judged_once_and_trained_on_again(write):
    family = Answers(path=write(school(40)))
    tested = family.sample(generator(), 600, "test").latents["student"]
    assert sorted(tested.tolist()) == [4, 9, 14, 19, 24, 29, 34, 39]
    trained = family.sample(generator(), 600, "train").latents["student"]
    assert len(trained) == 600
    assert not set(trained.tolist()) & set(tested.tolist())


def test_students_with_too_few_answers_are_left_out_and_reported(write):
    text = school(20) + "\n77,1,1\n88,2,0\n88,3,1"
    family = Answers(path=write(text))
    assert family.data.short == 2
    assert str(family.report).startswith("22 students answered 400 items; 2 of them have fewer than 20 answers")
    assert {20, 21} <= set(family.data.learned.tolist())


def test_too_few_students_are_refused(write):
    with pytest.raises(InputError, match="has 3 students with 20 answers or more, too few to train and test on"):
        _ = Answers(path=write(school(3))).shape


def test_another_file_to_test_on_shares_no_student_with_training(write):
    path, other = write(school(20)), write(school(5), "other.csv")
    data = Answers(path=path, test_path=other).data
    tested, trained = (
        {data.students[student] for student in data.groups.members[part].tolist()} for part in ("test", "train")
    )
    assert tested == {"0", "1", "2", "3", "4"}
    assert not tested & trained
    assert not tested & {data.students[student] for student in data.learned.tolist()}


def test_two_files_that_number_different_students_alike_say_what_is_wrong(write):
    path = write(school(30))
    with pytest.raises(InputError, match="30 students of class"):
        Answers(path=path, test_path=write(school(30), "other.csv")).sample(generator(), 1)


def test_a_shuffled_student_has_a_new_order_in_training_and_one_for_good_in_tests(write):
    family = Answers(path=write(school(20)), shuffled=True)
    tests = [family.sample(generator(seed), 4, "test") for seed in (0, 1)]
    order = [batch.latents["student"].argsort() for batch in tests]
    first, second = (batch.support.inputs[each] for batch, each in zip(tests, order, strict=True))
    assert torch.equal(first, second)
    trained = family.sample(generator(), 400, "train")
    assert len({tuple(row) for row in trained.support.inputs.argmax(2).tolist()}) > 300
    together = trained.support.inputs.sum(1) + trained.query.inputs.sum(1)
    assert together.max() == 1


def test_training_anywhere_takes_stretches_that_follow_one_another(write):
    family = Answers(path=write(school(20, 60)), anywhere=True)
    names = torch.tensor([int(name) for name in family.data.items])
    batch = family.sample(generator(), 400)
    place = names[batch.support.inputs.argmax(2)] % 100
    assert torch.equal(place.diff(dim=1), torch.ones(400, 4, dtype=torch.long))
    assert (place[:, 0].min(), place[:, 0].max()) == (0, 40)
    tested = family.sample(generator(), 4, "test")
    assert (names[tested.support.inputs.argmax(2)] % 100)[:, 0].tolist() == [0] * 4


def test_the_baselines_are_fitted_on_training_students_alone(write):
    rows = school(20).splitlines()
    turned = [f"{row[:-1]}{1 - int(row[-1])}" if row.split(",")[0] in ("4", "9", "14", "19") else row for row in rows]
    ours, theirs = (Answers(path=write("\n".join(text))).yardstick() for text in (rows, turned))
    assert torch.equal(ours.item_mean, theirs.item_mean)
    assert torch.equal(ours.rasch.difficulty, theirs.rasch.difficulty)


def test_without_a_file_there_is_a_simulated_class():
    family = Answers()
    mean, rasch = family.references(family.sample(generator(), 600, "test"))
    assert rasch.loss.mean() < mean.loss.mean()


def test_a_slip_in_a_list_of_marks_is_named_and_does_not_cost_the_question(tmp_path: Path):
    rows = ["q1,q2,q3,q4"] + ["1,0,1,1"] * 11 + ["1,x,1,0"]
    path = tmp_path / "marks.csv"
    path.write_text("\n".join(rows))
    with pytest.raises(InputError, match=r"Line 13 of marks\.csv has 'x' where right or wrong is expected"):
        histories(str(path), Columns(), True)


def test_rows_without_an_answer_are_left_out_and_counted(tmp_path: Path):
    path = tmp_path / "class.csv"
    path.write_text("student,item,correct\nann,i1,1\nann,i2,\nbob,i1,NA\nbob,i2,0\n")
    found = histories(str(path), Columns(), True)
    assert (found.items, found.right) == ({"ann": ["i1"], "bob": ["i2"]}, {"ann": [1], "bob": [0]})
    assert found.unanswered == 2
