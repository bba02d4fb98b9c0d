"""Real handwriting: pictures kept apart, labels right, one hand a task, and the known accuracy on raw pixels."""

import math

import numpy as np
import pytest
import torch
from sklearn.datasets import load_digits
from sklearn.neighbors import NearestCentroid

from simulator.tasks.base import TaskBatch
from simulator.tasks.pictures.digits import Digits, _pool, handwritten

SPLITS = ("train", "validation", "test")
PLAIN = {"rotation": 0.0, "shear": 0.0, "mirrored": False}


def generator(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def known() -> dict[bytes, int]:
    """Every picture of the data set and its digit."""
    data = load_digits()
    return {
        (image / 16).astype(np.float32).tobytes(): int(digit)
        for image, digit in zip(data.images, data.target, strict=True)
    }


def seen(batch: TaskBatch) -> list[bytes]:
    pictures = torch.cat([batch.support.inputs, batch.query.inputs], dim=1).flatten(0, 2)
    return [picture.numpy().tobytes() for picture in pictures]


def test_the_splits_share_out_every_picture_once():
    pools = {split: _pool(split) for split in SPLITS}
    pictures = {
        split: [images[digit, shot].numpy().tobytes() for digit in range(10) for shot in range(int(counts[digit]))]
        for split, (images, counts) in pools.items()
    }
    sizes = {split: len(found) for split, found in pictures.items()}
    assert sum(sizes.values()) == 1797
    assert sizes["train"] == pytest.approx(0.6 * 1797, abs=10)
    everything = [picture for found in pictures.values() for picture in found]
    assert set(everything) == set(known())
    for one, other in (("train", "validation"), ("train", "test"), ("validation", "test")):
        assert not set(pictures[one]) & set(pictures[other])


def test_every_split_has_as_many_pictures_of_each_digit_as_a_task_may_ask_for():
    declared = Digits.parameters()
    most = declared["shots"].maximum + declared["query_shots"].maximum
    assert min(int(_pool(split)[1].min()) for split in SPLITS) >= most
    batch = Digits(shots=20, query_shots=14).sample(generator(), 2, "test")
    assert batch.support.inputs.shape == (2, 200, 1, 8, 8)
    assert batch.query.inputs.shape == (2, 140, 1, 8, 8)


def test_labels_of_classes_name_the_digits_they_stand_for():
    family, digits = Digits(tasks="classes", ways=3, shots=2), known()
    for split, allowed in (("train", {0, 1, 2, 3, 4}), ("validation", {5, 6, 7, 8, 9}), ("test", {5, 6, 7, 8, 9})):
        batch = family.sample(generator(), 40, split)
        met = set()
        for task in range(40):
            names = family.class_names(batch, task)
            assert len(set(names)) == 3
            for examples in (batch.support, batch.query):
                for picture, label in zip(examples.inputs[task], examples.targets[task], strict=True):
                    assert digits[picture.numpy().tobytes()] == int(names[int(label)])
                    met.add(int(names[int(label)]))
        assert met == allowed


def test_the_labels_of_classes_are_shuffled():
    batch = Digits(tasks="classes").sample(generator(), 200)
    first = batch.latents["classes"][:, 0]
    assert torch.bincount(first, minlength=5).min() > 20


def test_support_and_query_of_a_task_share_no_picture():
    batch = Digits(tasks="classes", shots=5, query_shots=14).sample(generator(), 10)
    for task in range(10):
        assert len(set(seen(batch.select(task)))) == 5 * 19


def test_every_class_has_as_many_pictures_and_the_ways_are_interleaved():
    batch = Digits(shots=2, query_shots=3).sample(generator(), 4)
    assert batch.support.targets.tolist() == [list(range(10)) * 2] * 4
    assert batch.query.targets.tolist() == [list(range(10)) * 3] * 4
    assert Digits().class_names(batch, 0) == tuple("0123456789")


def test_all_pictures_of_a_hand_are_seen_through_one_transform(monkeypatch: pytest.MonkeyPatch):
    one = torch.zeros(10, 40, 8, 8)
    one[:, :, 2:4, 1:6] = 1.0  # the same mark in every picture shows the transform alone
    monkeypatch.setattr("simulator.tasks.pictures.digits._pool", lambda split: (one, torch.full((10,), 40)))
    batch = Digits().sample(generator(), 6)
    pictures = torch.cat([batch.support.inputs, batch.query.inputs], dim=1)
    assert torch.equal(pictures, pictures[:, :1].expand_as(pictures))
    assert not torch.allclose(pictures[0, 0], pictures[1, 0], atol=0.1)


def test_a_half_turn_of_a_hand_turns_its_pictures():
    class HalfTurn(Digits):
        def _hand(self, generator: torch.Generator, tasks: int) -> dict[str, torch.Tensor]:
            ones = torch.ones(tasks)
            return {"angle": math.pi * ones, "mirror": ones, "shear": 0 * ones, "scale": ones}

    class Upright(HalfTurn):
        def _hand(self, generator: torch.Generator, tasks: int) -> dict[str, torch.Tensor]:
            return super()._hand(generator, tasks) | {"angle": torch.zeros(tasks)}

    upright, turned = Upright().sample(generator(), 3), HalfTurn().sample(generator(), 3)
    assert set(seen(upright)) <= set(known())
    torch.testing.assert_close(turned.query.inputs, upright.query.inputs.flip(3, 4), atol=1e-5, rtol=0)


def test_hands_differ_within_their_declared_ranges():
    latents = Digits(rotation=1.0, shear=0.2).sample(generator(), 500).latents
    assert 0.97 < latents["angle"].abs().max() <= 1.0
    assert 0.19 < latents["shear"].abs().max() <= 0.2
    assert set(latents["mirror"].tolist()) == {-1.0, 1.0}
    assert 0.9 <= latents["scale"].min() < latents["scale"].max() <= 1.2
    assert set(Digits(**PLAIN).sample(generator(), 50).latents["mirror"].tolist()) == {1.0}


@pytest.mark.filterwarnings("ignore:self.within_class_std_dev_")
def test_the_nearest_class_mean_agrees_with_scikit_learn():
    family = Digits(shots=3)
    batch = family.sample(generator(), 8, "test")
    (raw,) = family.references(batch)
    assert (raw.key, raw.loss) == ("nearest-mean", None)
    for task in range(8):
        model = NearestCentroid().fit(batch.support.inputs[task].flatten(1), batch.support.targets[task])
        right = model.score(batch.query.inputs[task].flatten(1).numpy(), batch.query.targets[task].numpy())
        assert raw.accuracy[task].item() == pytest.approx(right)


def test_raw_pixels_of_a_hand_are_as_good_as_they_are_known_to_be():
    (raw,) = Digits().references(Digits().sample(generator(), 600, "test"))
    assert raw.accuracy.mean().item() == pytest.approx(0.667, abs=0.01)


def test_raw_pixels_of_classes_are_as_good_as_they_are_known_to_be(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("simulator.tasks.pictures.digits._SHARES", {"test": (0.0, 1.0)})
    monkeypatch.setattr("simulator.tasks.pictures.digits._pool", _pool.__wrapped__)
    family = Digits(tasks="classes")
    (raw,) = family.references(family.sample(generator(), 1000, "test"))
    assert raw.accuracy.mean().item() == pytest.approx(0.72, abs=0.015)


def test_a_hand_is_described_by_its_turn():
    batch = Digits(**PLAIN).sample(generator(), 1)
    assert str(Digits().describe(batch, 0)).replace("-", "") == "turned by 0\N{DEGREE SIGN}"
    classes = Digits(tasks="classes", ways=2)
    drawn = classes.sample(generator(), 1)
    assert str(classes.describe(drawn, 0)) == "digits {}, {}".format(*drawn.latents["classes"][0].tolist())


def test_the_pictures_are_those_of_scikit_learn():
    pictures, digits = handwritten()
    data = load_digits()
    np.testing.assert_array_equal(pictures, data.images)
    np.testing.assert_array_equal(digits, data.target)


def test_where_their_file_has_moved_scikit_learn_is_asked(monkeypatch):
    expected = handwritten()
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    for found, wanted in zip(handwritten(), expected, strict=True):
        np.testing.assert_array_equal(found, wanted)
