"""Pictures from folders and zips: layouts, damage, limits, disjoint splits, quarter turns and distortion."""

import io
import logging
import os
import zipfile
from pathlib import Path

import pytest
import torch
from PIL import Image

from simulator.declaration import InputError
from simulator.tasks.base import TaskBatch
from simulator.tasks.pictures import files as picture_files
from simulator.tasks.pictures.files import collection
from simulator.tasks.pictures.images import Images

PLAIN = {"rotations": "none", "augmentation": 0.0}


def generator(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def png(shade: int = 0, paper: int = 255, size: tuple[int, int] = (8, 8), mode: str = "L") -> bytes:
    """A square of a shade in the upper left quarter of a paper of another."""
    image = Image.new("L", size, paper)
    image.paste(shade, (1, 1, size[0] // 2, size[1] // 2))
    data = io.BytesIO()
    image.convert(mode).save(data, "png")
    return data.getvalue()


def zipped(path: Path, members: dict[str, bytes]) -> str:
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return str(path)


def alphabets(path: Path, *, top: str = "", alphabets: int = 3, characters: int = 8, pictures: int = 3) -> str:
    """A zip of pictures, each with a mark of its own, so that it can be recognised."""
    members = {}
    for number in range(alphabets * characters * pictures):
        alphabet, character = divmod(number // pictures, characters)
        image = Image.new("L", (10, 10), 0)
        for bit in range(8):
            image.putpixel((1 + bit, 4), 255 * (number >> bit & 1))
        image.putpixel((4, 1), 255)
        data = io.BytesIO()
        image.save(data, "png")
        members[f"{top}A{alphabet}/c{character}/{number}.png"] = data.getvalue()
    return zipped(path, members)


def seen(batch: TaskBatch) -> set[bytes]:
    pictures = torch.cat([batch.support.inputs, batch.query.inputs], dim=1).flatten(0, 2)
    return {picture.numpy().tobytes() for picture in pictures}


@pytest.mark.parametrize(
    ("names", "classes", "groups"),
    [
        (["cat/1.png", "dog/1.png", "dog/2.PNG"], ("cat", "dog"), ("cat", "dog")),
        (["set/cat/1.png", "set/dog/1.png"], ("cat", "dog"), ("cat", "dog")),
        (["top/G/a/1.png", "top/G/b/1.png", "top/L/a/1.png"], ("G/a", "G/b", "L/a"), ("G", "G", "L")),
        (["G/a/1.png", "L/a/1.png", "__MACOSX/G/a/1.png", "L/.b/1.png", "readme.txt"], ("G/a", "L/a"), ("G", "L")),
    ],
    ids=["classes", "classes in a folder", "alphabets in a folder", "alphabets and rubbish"],
)
@pytest.mark.parametrize("unpacked", [False, True], ids=["zip", "folder"])
def test_a_class_is_the_folder_of_its_pictures(
    tmp_path: Path, names: list[str], classes: tuple[str, ...], groups: tuple[str, ...], unpacked: bool
):
    path = zipped(tmp_path / "set.zip", dict.fromkeys(names, png()))
    if unpacked:
        zipfile.ZipFile(path).extractall(tmp_path / "set")
        path = str(tmp_path / "set")
    found = collection(path, 8)
    assert (found.names, found.groups) == (classes, groups)
    assert int(found.counts.sum()) == len([name for name in names if not name.startswith(("__", "L/.", "readme"))])


@pytest.mark.parametrize("mode", ["L", "RGB", "RGBA", "1", "P"])
def test_ink_is_one_whether_pictures_are_dark_on_white_or_white_on_black(tmp_path: Path, mode: str):
    members = {"a/1.png": png(0, 255, mode=mode), "b/1.png": png(255, 0, mode=mode)}
    found = collection(zipped(tmp_path / "set.zip", members), 8).pictures
    expected = torch.zeros(8, 8)
    expected[1:4, 1:4] = 1.0
    assert torch.equal(found[0], expected)
    assert torch.equal(found[1], expected)


def test_the_transparent_part_of_a_picture_is_paper(tmp_path: Path):
    image = Image.new("RGBA", (8, 8), (0, 0, 0, 0))
    image.paste((0, 0, 0, 255), (2, 2, 5, 5))
    data = io.BytesIO()
    image.save(data, "png")
    found = collection(zipped(tmp_path / "set.zip", {"a/1.png": data.getvalue(), "b/1.png": png()}), 8).pictures[0]
    assert found.sum() == 9
    assert found[2:5, 2:5].eq(1).all()


def test_a_picture_that_is_not_square_keeps_its_proportions(tmp_path: Path):
    members = {"a/1.png": png(255, 0, size=(16, 32)), "b/1.png": png()}
    found = collection(zipped(tmp_path / "set.zip", members), 16).pictures[0]
    assert found[:, :4].max() == 0
    assert found[:, 12:].max() == 0


def test_pictures_that_cannot_be_read_are_named_once_and_left_out(tmp_path: Path, caplog: pytest.LogCaptureFixture):
    whole = png()
    members = {f"{folder}/{shot}.png": whole for folder in "abcdef" for shot in range(3)}
    members |= {"a/cut.png": whole[: len(whole) // 2], "b/text.png": b"no picture", "c/empty.png": b""}
    family = Images(path=zipped(tmp_path / "set.zip", members), ways=2, query_shots=2, split="class", **PLAIN)
    with caplog.at_level(logging.WARNING):
        for _ in range(2):
            family.sample(generator(), 2)
    assert str(family.report).endswith("and 3 could not be: a/cut.png, b/text.png, c/empty.png.")
    (record,) = caplog.records
    assert "3 pictures cannot be read: a/cut.png, b/text.png, c/empty.png" in record.getMessage()


def test_a_file_or_picture_too_large_is_not_decoded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    members = {"a/1.png": png(), "b/1.png": png(), "b/wide.png": png(size=(64, 64)), "b/long.png": png() + bytes(9000)}
    monkeypatch.setattr(picture_files, "MOST_BYTES", 5000)
    monkeypatch.setattr(picture_files, "MOST_PIXELS", 1000)
    assert collection(zipped(tmp_path / "set.zip", members), 8).damaged == ("b/long.png", "b/wide.png")


def test_more_pictures_than_fit_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(picture_files, "MOST_FILES", 2)
    path = zipped(tmp_path / "set.zip", {f"{name}/1.png": png() for name in "abc"})
    with pytest.raises(InputError, match=r"holds 3 pictures; at this side at most 2 can be used\.$"):
        collection(path, 8)


def test_a_folder_that_has_changed_is_read_again(tmp_path: Path):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "1.png").write_bytes(png())
    assert collection(str(tmp_path), 8).names == ("a", "b")
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "1.png").write_bytes(png())
    assert collection(str(tmp_path), 8).names == ("a", "b", "c")
    (tmp_path / "c" / "2.png").write_bytes(png())
    assert collection(str(tmp_path), 8).counts.tolist() == [1, 1, 2]
    (tmp_path / "a" / "1.png").unlink()
    assert collection(str(tmp_path), 8).names == ("b", "c")


def test_a_folder_with_far_more_in_it_than_pictures_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    for name in ("a", "b", "b/c"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "1.png").write_bytes(png())
    for most, looked in ((5, picture_files._stamps), (2, picture_files._files)):
        monkeypatch.setattr(picture_files.folder_of_pictures, "MOST", most)
        with pytest.raises(
            InputError, match=f"holds more than {most} files and folders; choose a smaller one"
        ) as caught:
            list(looked(tmp_path))
        assert caught.value.path == "task.path"
    monkeypatch.setattr(picture_files.folder_of_pictures, "MOST", 6)
    assert len(collection(str(tmp_path), 8).names) == 3


def test_classes_of_very_different_sizes_take_no_more_memory_than_their_pictures(tmp_path: Path):
    members = {f"a/{number}.png": png() for number in range(50)} | {f"b{number}/1.png": png() for number in range(20)}
    found = collection(zipped(tmp_path / "set.zip", members), 8)
    assert found.pictures.shape == (70, 8, 8)
    assert found.begin.tolist() == [0, *range(50, 70)]


def test_a_zip_with_a_damaged_directory_and_a_pipe_are_refused(tmp_path: Path):
    damaged = bytearray(Path(alphabets(tmp_path / "set.zip")).read_bytes())
    at = damaged.rfind(b"PK\x01\x02")
    damaged[at : at + 4] = b"XXXX"
    (tmp_path / "damaged.zip").write_bytes(damaged)
    with pytest.raises(InputError, match="neither a folder nor a zip"):
        collection(str(tmp_path / "damaged.zip"), 8)
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no pipes")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(InputError, match="neither a folder nor a zip"):
        collection(str(tmp_path / "pipe"), 8)


@pytest.mark.parametrize("kind", ["missing", "text", "empty"])
def test_what_is_no_collection_of_pictures_is_refused_in_one_sentence(tmp_path: Path, kind: str):
    path = tmp_path / "set.zip"
    if kind == "text":
        path.write_text("no zip")
    if kind == "empty":
        zipped(path, {"readme.txt": b""})
    with pytest.raises(InputError) as error:
        collection(str(path), 8)
    assert str(error.value).startswith(str(path))
    assert str(error.value).endswith(".")
    if kind != "empty":
        with pytest.raises(InputError, match="neither a folder nor a zip"):
            Images.parse({"path": str(path)}, "task")


@pytest.mark.parametrize("split", ["class", "alphabet"])
def test_no_picture_and_no_class_is_in_two_splits(tmp_path: Path, split: str):
    path = alphabets(tmp_path / "set.zip", alphabets=3, characters=8)
    family = Images(path=path, ways=2, query_shots=2, side=10, split=split, **PLAIN)
    batches = {name: family.sample(generator(), 60, name) for name in ("train", "validation", "test")}
    for one, other in (("train", "validation"), ("train", "test"), ("validation", "test")):
        assert not seen(batches[one]) & seen(batches[other])
        assert not set(batches[one].latents["classes"].flatten().tolist()) & set(
            batches[other].latents["classes"].flatten().tolist()
        )


def test_the_named_alphabets_are_the_test(tmp_path: Path):
    path = alphabets(tmp_path / "set.zip", top="set/")
    family = Images(path=path, ways=3, query_shots=2, side=10, held_out="A1, A2", **PLAIN)
    for split, allowed in (("train", {"A0"}), ("validation", {"A0"}), ("test", {"A1", "A2"})):
        batch = family.sample(generator(), 40, split)
        names = {name for task in range(40) for name in family.class_names(batch, task)}
        assert {name.split("/")[0] for name in names} == allowed


def test_an_unknown_name_to_hold_out_and_too_few_classes_say_so(tmp_path: Path):
    path = alphabets(tmp_path / "set.zip")
    with pytest.raises(InputError, match=r"task.held_out names 'A9', which is not among the pictures.*\.$"):
        Images(path=path, held_out="A9", query_shots=2).sample(generator(), 1)
    with pytest.raises(InputError, match=r"has \d+ classes of at least 3 pictures; a task needs 12\.$"):
        Images(path=path, ways=12, query_shots=2).sample(generator(), 1)


def test_labels_stand_for_the_class_of_their_pictures_and_no_picture_is_both_shown_and_asked(tmp_path: Path):
    path = alphabets(tmp_path / "set.zip")
    found = collection(path, 10)
    known = {
        found.pictures[3 * index + shot].numpy().tobytes(): name
        for index, name in enumerate(found.names)
        for shot in range(3)
    }
    family = Images(path=path, ways=3, query_shots=2, side=10, split="class", **PLAIN)
    batch = family.sample(generator(), 20)
    for task in range(20):
        names, met = family.class_names(batch, task), []
        for examples in (batch.support, batch.query):
            for picture, label in zip(examples.inputs[task], examples.targets[task], strict=True):
                assert known[picture.numpy().tobytes()] == names[int(label)]
                met.append(picture.numpy().tobytes())
        assert len(set(met)) == 9


def test_quarter_turns_are_classes_of_their_own(tmp_path: Path):
    path = alphabets(tmp_path / "set.zip")
    found = collection(path, 10)
    options = {"path": path, "ways": 3, "query_shots": 2, "side": 10, "split": "class", "augmentation": 0.0}
    batch = Images(rotations="training", **options).sample(generator(), 50)
    assert set(batch.latents["turns"].flatten().tolist()) == {0, 1, 2, 3}
    for task in range(50):
        for way in range(3):
            own, turns = int(batch.latents["classes"][task, way]), int(batch.latents["turns"][task, way])
            turned = found.pictures[3 * own : 3 * own + 3].rot90(turns, (1, 2))
            assert any(torch.equal(batch.support.inputs[task, way, 0], picture) for picture in turned)
    for rotations, split, expected in (
        ("training", "test", {0}),
        ("all", "test", {0, 1, 2, 3}),
        ("none", "train", {0}),
    ):
        drawn = Images(rotations=rotations, **options).sample(generator(), 50, split)
        assert set(drawn.latents["turns"].flatten().tolist()) == expected


def test_only_training_pictures_are_distorted(tmp_path: Path):
    path = alphabets(tmp_path / "set.zip")
    options = {"path": path, "ways": 3, "query_shots": 2, "side": 10, "split": "class", "rotations": "none"}
    for split in ("train", "validation", "test"):
        plain, distorted = (
            Images(augmentation=amount, **options).sample(generator(), 2, split) for amount in (0.0, 1.0)
        )
        assert torch.equal(plain.support.inputs, distorted.support.inputs) == (split != "train")


def test_it_works_without_any_pictures():
    family = Images()
    batch = family.sample(generator(), 4)
    assert batch.support.inputs.shape == (4, 5, 1, 20, 20)
    assert 0 <= batch.query.inputs.min() < batch.query.inputs.max() <= 1
    assert family.report is None
    assert set(family.class_names(batch, 0)[0]) - set("0123456789") == set("alphabet /character") | (
        {"\N{DEGREE SIGN}"} if int(batch.latents["turns"][0, 0]) else set()
    )
