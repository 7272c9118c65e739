"""Tells how far each of the two readers is to be believed, from `tests/corpus/tuning.jsonl`.

python -m tests.training.weigh

Neither the second reader nor a pattern is tuned on those sentences, so what it says of them is what it
would say of any. For each act, the odds that the sentence does it are fitted to what both readers say
(logistic regression).
"""

from __future__ import annotations

import argparse
import json
from typing import Any

import numpy as np

from declint.describe.second_reader import SETTINGS
from declint.describe.second_reader.reader import SecondReader
from declint.linter import Linter
from tests.bench.reading import CORPUS, load, read
from tests.training.lessons import FINER, TAUGHT, done, unknown

RIDGE = 0.02
"""How strongly the fit is held to what it starts from: believe the second reader, a pattern adds 2."""

ENOUGH = 6.0
"""What a pattern adds for acts that few sentences are labelled with: the second reader may add them, not refuse."""

PRIOR = np.array([1.0, 2.0, 0.0])


def fit(features: Any, done: Any, rounds: int = 50) -> Any:
    """Fit log-odds to features (sentences × slope, seen, bias): Newton's method, with shorter steps where it leaps."""
    hold = RIDGE * len(done) / 10

    def wrong(weights: Any) -> float:
        odds = features @ weights
        return float((np.logaddexp(0, odds) - done * odds).sum() + hold / 2 * ((weights - PRIOR) ** 2).sum())

    weights = PRIOR.copy()
    for _ in range(rounds):
        likely = 0.5 * (1 + np.tanh(features @ weights / 2))
        slope = features.T @ (likely - done) + hold * (weights - PRIOR)
        curve = (features * (likely * (1 - likely))[:, None]).T @ features + hold * np.eye(len(PRIOR))
        step = np.linalg.solve(curve, slope)
        while wrong(weights - step) > wrong(weights) and abs(step).max() > 1e-6:
            step = step / 2
        weights = weights - step
    return weights


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.parse_args()
    settings = json.loads(SETTINGS.read_text(encoding="utf-8"))
    rows = load(CORPUS / "tuning.jsonl")
    linter = Linter(second_reader=False)
    seen = [set(acts) for _, acts in read(rows, linter)]
    readings = list(SecondReader().pipe(row["text"] for row in rows))
    beliefs = {}
    for act in TAUGHT:
        known = [i for i, row in enumerate(rows) if act not in unknown(row)]
        features = np.array([[np.clip(readings[i].odds[act], -8, 8), act in seen[i], 1] for i in known], float)
        fitted = fit(features, np.array([act in done(rows[i]) for i in known], float))
        if act in FINER:
            fitted[1] = max(fitted[1], ENOUGH)
        beliefs[act] = dict(zip(("slope", "pattern", "bias"), np.round(fitted, 3).tolist(), strict=True))
        print(f"{act:24}", beliefs[act])
    settings["beliefs"] = beliefs
    SETTINGS.write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
