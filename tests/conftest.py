"""What the tests share: one loaded linter, and the flag that accepts changed reports."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from declint import rulebook
from declint.linter import Linter
from declint.prove import Prover
from declint.rulebook import Rulebook

# What a test sees must have been worked out for it; tests of what is kept make a cache of their own.
os.environ["DECLINT_NO_CACHE"] = "1"

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write the reports of fixtures as they are now")


@pytest.fixture(scope="session")
def book() -> Rulebook:
    return rulebook.load()


@pytest.fixture(scope="session")
def linter() -> Linter:
    """Give a linter that finds the occasion itself."""
    return Linter()


@pytest.fixture(scope="session")
def by_email(linter: Linter) -> Linter:
    """Give a linter that takes every draft for a decline by e-mail."""
    return Linter("decline-email", describer=linter.describe)


@pytest.fixture(scope="session")
def prover(book: Rulebook, linter: Linter) -> Prover:
    return Prover(book, describer=linter.describe)
