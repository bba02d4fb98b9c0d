"""Makes the README's pictures of the pages, in `resources/pictures`, from the bundled examples; needs Pillow.

    .venv/bin/python packaging/pictures.py [--theme dark] [--size 1440x900] [--to FOLDER] [NAME...]

Each of them is one call of `simulator screenshot`. The tasks that are made by hand are written here.
"""

from __future__ import annotations

import argparse
import math
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
PICTURES, EXAMPLES = ROOT / "resources" / "pictures", ROOT / "resources" / "examples"
COLOURS = 255
LARGEST = 120_000  # bytes
SWEEP = ("--over", "strategy.inner_lr=0.001:0.1:log:5", "--over", "seed=0..2", "--set", "schedule.iterations=500")
WINDOW = ("--size", "1440x900")
CALLS: dict[str, tuple[str, ...]] = {
    "sine-maml": ("sine-maml", *WINDOW),
    "digits-maml-dark": ("digits-maml", *WINDOW, "--theme", "dark"),
    "slow-motion": ("sine-maml", "--page", "slow-motion"),
    "parameters": ("sine-maml", "--page", "parameters"),
    "learned-rates": ("sine-meta-sgd", "--page", "learned"),
    "learned-embedding": ("glyphs-prototypes", "--page", "learned", "--iterations", "500"),
    "learned-rule": ("learned-optimizer", "--page", "learned", "--iterations", "500"),
    "agreement": ("sine-maml", "--page", "agreement"),
    "sweep": ("sine-maml", "--page", "sweep", "--iterations", "500", *SWEEP),
    "compare": ("sine-maml", "--page", "compare", "--against", "sine-joint"),
    "touched": ("sine-maml", "--page", "by-hand"),
    "what-if": ("students-irt", "--page", "by-hand", "--iterations", "500"),
    "drawn": ("glyphs-prototypes", "--page", "by-hand", "--iterations", "500"),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--theme", default="light")
    parser.add_argument("--size", default="1280x800")
    parser.add_argument("--to", type=Path, default=PICTURES)
    parser.add_argument("--whole", action="store_true", help="the whole window")
    given = parser.parse_args()
    for name in given.names or CALLS:
        out = given.to / f"{name}.png"
        source, *options = CALLS[name]
        with TemporaryDirectory() as folder:
            file = Path(folder) / "experiment.toml"
            made = BY_HAND.get(name, "")
            file.write_text((EXAMPLES / f"{source}.toml").read_text(encoding="utf-8") + made, encoding="utf-8")
            alone = ["--alone"] if "--page" in options and not given.whole else []
            look = ["--theme", given.theme, "--size", given.size, *alone, "--out", str(out)]
            subprocess.run([sys.executable, "-m", "simulator", "screenshot", str(file), *look, *options], check=True)
        Image.open(out).convert("RGB").quantize(COLOURS, kmeans=2, dither=Image.Dither.NONE).save(out, optimize=True)
        if out.stat().st_size > LARGEST:
            sys.exit(f"{out} has {out.stat().st_size:,} bytes; the README's pictures have at most {LARGEST:,}.")


def _points() -> str:
    """A wave, of which one point is off."""
    inputs = [-4.2, -3.4, -2.6, -1.5, -0.6, 0.4, 1.5, 2.6, 3.5, 4.4]
    targets = [round(3.2 * math.sin(x - 0.4), 2) for x in inputs]
    targets[6] = -0.6
    return f'\n[[drawn]]\nname = "One off"\nkind = "points"\ninputs = {[[x] for x in inputs]}\ntargets = {targets}\n'


def _characters() -> str:
    """Five signs, each drawn once."""
    triangle = [[[0.5, 0.2], [0.8, 0.75], [0.2, 0.75], [0.5, 0.2]]]
    cross = [[[0.25, 0.25], [0.75, 0.75]], [[0.75, 0.25], [0.25, 0.75]]]
    sword = [[[0.5, 0.2], [0.5, 0.8]], [[0.25, 0.35], [0.75, 0.35]]]
    wave = [[*_arc(0.35, 0.15, 180, 360), *_arc(0.65, 0.15, 180, 0)]]
    signs = [[sign] for sign in (triangle, [_arc(0.5, 0.28, -90, 270)], cross, wave, sword)]
    return f'\n[[drawn]]\nname = "Five signs"\nkind = "images"\nclasses = {signs}\n'


def _arc(x: float, radius: float, begin: float, end: float) -> list[list[float]]:
    """A part of a circle around (x, 0.5), in degrees."""
    turns = [math.radians(begin + (end - begin) * step / 20) for step in range(21)]
    return [[round(x + radius * math.cos(turn), 3), round(0.5 + radius * math.sin(turn), 3)] for turn in turns]


BY_HAND = {
    "touched": _points(),
    "what-if": '\n[[drawn]]\nname = "Two wrong"\nkind = "answers"\n'
    "items = [3, 16, 2, 20, 12]\nright = [false, true, false, true, false]\n",
    "drawn": _characters(),
}

if __name__ == "__main__":
    main()
