"""Makes the second reader small: it learns to say what a larger one says, of the lessons and of what they bend to.

python -m tests.training.train --into TEACHER      the larger one
python -m tests.training.distil TEACHER            about an hour on two cores
python -m tests.training.weigh                     afterwards: how far each reader is to be believed

The larger reader is asked about sentences that nobody labelled too: lessons of which pieces are changed for others
that mean about the same, parts of lessons, and two lessons in one (as TinyBERT's augmentation, Jiao et al. 2020).

The small one takes less than half of the larger one's time. It is not the one that comes with declint: of the
sentences set aside it reads hedged decisions and requests for another date worse than `tests.bench.reading` lets pass.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optax

from declint.describe import second_reader
from declint.describe.second_reader import MOST_PIECES, encoder, storage, wordpiece
from declint.describe.second_reader.reader import padded
from tests.training.lessons import lessons
from tests.training.train import LENGTHS, rounded

LAYERS = (0, 2, 5)
"""Layers of the larger reader to begin with."""

INNER = 768
"""How wide a piece's own thinking is; in the larger reader it is twice that."""

NEIGHBOURS = 10
"""Pieces that a piece may be changed for: those that mean most nearly the same."""

SHORTEST = 5
"""Pieces that a part of a lesson has at least."""

CHANGED = 0.3
"""Share of a lesson's pieces that are changed at most."""

MOST_ODDS = 8.0
"""Log-odds beyond which nobody doubts."""


def begin(teacher: Any) -> Any:
    """Give the weights to begin with: some of the teacher's layers, of their inner width what does most."""
    layers = []
    for number in LAYERS:
        layer = dict(teacher["layers"][number])
        weight = np.linalg.norm(layer["widens"], axis=0) * np.linalg.norm(layer["narrows"], axis=1)
        kept = np.sort(np.argsort(-weight)[:INNER])
        layer |= {"widens": layer["widens"][:, kept], "widens_bias": layer["widens_bias"][kept]}
        layer |= {"narrows": layer["narrows"][kept]}
        layers.append(layer)
    return jax.tree.map(jnp.asarray, {**teacher, "layers": layers})


def nearest(pieces: Any) -> Any:
    """Give of each piece those that mean most nearly the same (pieces × neighbours)."""
    way = pieces / np.linalg.norm(pieces, axis=1, keepdims=True)
    found = []
    for start in range(0, len(way), 1000):
        alike = way[start : start + 1000] @ way.T
        np.put_along_axis(alike, np.arange(start, start + len(alike))[:, None], -1, 1)
        found.append(np.argpartition(-alike, NEIGHBOURS, axis=1)[:, :NEIGHBOURS])
    return np.concatenate(found)


def bent(rows: list[list[int]], near: Any, first: int, random: np.random.Generator) -> Iterator[list[int]]:
    """Give each lesson as it is or bent; pieces before `first` are marks, and stay."""
    for row in rows:
        own = list(row)
        way = random.integers(8)
        other = rows[random.integers(len(rows))]
        if way == 0:
            own = [*own[:-1], *other[1:]]
        elif way == 1:
            own = [*own[: len(own) // 2], *other[len(other) // 2 :]]
        elif way == 2 and len(own) > SHORTEST + 3:
            begin = random.integers(1, len(own) - SHORTEST)
            own = [own[0], *own[begin : random.integers(begin + SHORTEST - 1, len(own))], own[-1]]
        elif way > 3:
            share = random.uniform(0, CHANGED)
            changed = [n >= first and random.random() < share for n in own]
            own = [int(near[n, random.integers(NEIGHBOURS)]) if new else n for n, new in zip(own, changed, strict=True)]
        yield own if len(own) <= MOST_PIECES else [*own[: MOST_PIECES - 1], own[-1]]


def loss(weights: Any, teacher: Any, numbers: Any, mask: Any, whole: bool) -> Any:
    """Tell how far a reading is from the teacher's: in what it says of acts, and in how it understands each piece."""
    own = weights if whole else rounded(weights)
    told, _ = encoder.read(teacher, numbers, mask, jnp)
    said, _ = encoder.read(own, numbers, mask, jnp)
    theirs = encoder.understood(teacher, numbers, mask, jnp)
    ours = encoder.understood(own, numbers, mask, jnp)
    apart = jnp.clip(told, -MOST_ODDS, MOST_ODDS) - jnp.clip(said, -MOST_ODDS - 1, MOST_ODDS + 1)
    doubted = optax.sigmoid_binary_cross_entropy(said, jax.nn.sigmoid(told))
    understanding = (((theirs - ours) ** 2).mean(-1) * mask).sum() / mask.sum()
    return doubted.sum(-1).mean() + 0.05 * (apart**2).sum(-1).mean() + 5 * understanding


def distil(weights: Any, teacher: Any, rows: list[list[int]], first: int, given: argparse.Namespace) -> Any:
    """Go over the lessons so many times, bent anew each time."""
    random = np.random.default_rng(given.seed)
    near = nearest(np.asarray(teacher["pieces"]))
    steps = given.epochs * (len(rows) // given.batch)
    optimiser = optax.chain(
        optax.clip_by_global_norm(1.0),
        optax.adamw(optax.warmup_cosine_decay_schedule(0, given.rate, steps // 20, steps, given.rate / 50)),
    )
    state = optimiser.init(weights)

    def step(weights: Any, state: Any, teacher: Any, numbers: Any, mask: Any, whole: bool) -> Any:
        wrong, slope = jax.value_and_grad(loss)(weights, teacher, numbers, mask, whole)
        change, state = optimiser.update(slope, state, weights)
        return optax.apply_updates(weights, change), state, wrong

    step = jax.jit(step, static_argnames="whole")
    begun = time.monotonic()
    for epoch in range(given.epochs):
        lesson = list(bent(rows, near, first, random))
        order = np.argsort([len(row) + random.uniform(0, 4) for row in lesson], kind="stable")
        batches = [order[i : i + given.batch] for i in range(0, len(order) - given.batch + 1, given.batch)]
        random.shuffle(batches)
        total = 0.0
        for chosen in batches:
            length = next(n for n in LENGTHS if n >= max(len(lesson[i]) for i in chosen))
            numbers, mask = padded([*(lesson[i] for i in chosen), [0] * length])
            whole = epoch < given.epochs - given.rounded
            weights, state, wrong = step(weights, state, teacher, numbers[:-1], mask[:-1], whole=whole)
            total += float(wrong)
        print(f"{epoch + 1}: {total / len(batches):.3f} after {time.monotonic() - begun:.0f} s", flush=True)
    return weights


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("teacher", type=Path, help="the folder that tests.training.train wrote into")
    parser.add_argument("--epochs", type=int, default=32)
    parser.add_argument("--rounded", type=int, default=3, help="epochs at the end in which weights are rounded")
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--rate", type=float, default=4e-4)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--into", type=Path, default=second_reader.HOME)
    given = parser.parse_args()
    names = (given.teacher / second_reader.VOCABULARY.name).read_text(encoding="utf-8").rstrip("\n").split("\n")
    known = {name: number for number, name in enumerate(names)}
    with np.load(given.teacher / second_reader.WEIGHTS.name) as kept:
        teacher = storage.unpacked(dict(kept))
    rows = [[p.number for p in wordpiece.pieces(one.text, known, MOST_PIECES)] for one in lessons()]
    first = 1 + max(known[name] for name in (wordpiece.START, wordpiece.END, wordpiece.UNKNOWN))
    weights = distil(begin(teacher), jax.tree.map(jnp.asarray, teacher), rows, first, given)
    given.into.mkdir(exist_ok=True)
    np.savez_compressed(given.into / second_reader.WEIGHTS.name, allow_pickle=False, **storage.packed(weights))
    for name in (second_reader.VOCABULARY.name, second_reader.SETTINGS.name):
        (given.into / name).write_text((given.teacher / name).read_text(encoding="utf-8"), encoding="utf-8")


if __name__ == "__main__":
    main()
