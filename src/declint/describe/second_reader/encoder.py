"""The encoder: word pieces → how much a sentence does each act, and which pieces say so.

A small transformer (Vaswani et al. 2017) of BERT's make, each act with a head that attends to the
pieces that matter to it. Written once against numpy's interface, so that what is trained with JAX
(`tests/training`) is what runs here with numpy.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

Weights = Mapping[str, Any]
"""Arrays by name; `layers` is a list of such."""

HEADS = 12
FAR = -1e9


def read(
    weights: Weights, numbers: Any, mask: Any, xp: Any = np, drop: Callable[[Any], Any] = lambda x: x
) -> tuple[Any, Any]:
    """Read sentences of one length: log-odds of each act (sentences × acts), attention (… × acts × pieces).

    `numbers` are pieces (sentences × pieces), `mask` is 1 where there is one. `xp` is numpy or what
    stands in for it; `drop` drops parts of a layer's output while training.
    """
    x = understood(weights, numbers, mask, xp, drop)
    attention = _softmax(xp, xp.matmul(weights["queries"], xp.swapaxes(x, 1, 2)) + _unseen(mask)[:, None, :])
    seen = drop(xp.matmul(attention, x))
    return (seen * weights["acts"]).sum(-1) + weights["bias"], attention


def understood(
    weights: Weights, numbers: Any, mask: Any, xp: Any = np, drop: Callable[[Any], Any] = lambda x: x
) -> Any:
    """Give each piece in its sentence (sentences × pieces × width), before any act is asked for."""
    x = weights["pieces"][numbers] + weights["places"][: numbers.shape[1]]
    x = drop(_norm(xp, x, weights["scale"], weights["shift"]))
    for layer in weights["layers"]:
        x = _layer(xp, layer, x, _unseen(mask), drop)
    return x


def _unseen(mask: Any) -> Any:
    return (1 - mask) * np.float32(FAR)


def _layer(xp: Any, layer: Weights, x: Any, unseen: Any, drop: Callable[[Any], Any]) -> Any:
    """Let each piece look at the others, then think by itself."""
    batch, length, width = x.shape
    asked = _mapped(xp, x, layer["asks"], layer["asks_bias"]).reshape(batch, length, 3, HEADS, width // HEADS)
    query, key, value = (xp.swapaxes(asked[:, :, i], 1, 2) for i in range(3))
    weight = xp.matmul(query, xp.swapaxes(key, 2, 3)) / (width // HEADS) ** 0.5 + unseen[:, None, None, :]
    looked = xp.swapaxes(xp.matmul(drop(_softmax(xp, weight)), value), 1, 2).reshape(batch, length, width)
    x = _norm(xp, x + drop(_mapped(xp, looked, layer["joins"], layer["joins_bias"])), *layer["first_norm"])
    inner = _gelu(xp, _mapped(xp, x, layer["widens"], layer["widens_bias"]))
    return _norm(xp, x + drop(_mapped(xp, inner, layer["narrows"], layer["narrows_bias"])), *layer["last_norm"])


def _mapped(xp: Any, x: Any, table: Any, bias: Any) -> Any:
    """Map each piece by a table: all of them in one product, where numpy would make one for each sentence."""
    return (xp.matmul(x.reshape(-1, x.shape[-1]), table) + bias).reshape(*x.shape[:-1], -1)


def _norm(xp: Any, x: Any, scale: Any, shift: Any) -> Any:
    centred = x - x.mean(-1, keepdims=True)
    return centred / xp.sqrt((centred * centred).mean(-1, keepdims=True) + 1e-12) * scale + shift


def _softmax(xp: Any, x: Any) -> Any:
    grown = xp.exp(x - x.max(-1, keepdims=True))
    return grown / grown.sum(-1, keepdims=True)


def _gelu(xp: Any, x: Any) -> Any:
    return 0.5 * x * (1 + xp.tanh(0.7978845608 * (x + 0.044715 * x * x * x)))
