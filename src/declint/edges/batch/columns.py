"""Columns: rows and outcomes as Arrow has them, in Parquet or in the engines that speak it.

pyarrow is asked for where it is used: most who use declint have no need of it.
"""

from __future__ import annotations

import types
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin, get_type_hints

from declint.edges.batch.outcome import Outcome
from declint.errors import ConfigError, ReadError
from declint.model import Value

if TYPE_CHECKING:
    import pyarrow

ROWS_OF_A_GROUP = 8_192
PLAIN = {str: "string", int: "int64", bool: "bool_"}


def needed() -> None:
    """Raise ConfigError where pyarrow is not there."""
    try:
        import pyarrow  # noqa: F401
    except ImportError as fault:
        raise ConfigError("Parquet needs pyarrow; run: pip install 'declint[batch]'") from fault


# outcomes


@cache
def schema() -> pyarrow.Schema:
    """Give the columns of outcomes: those of the JSON report, name for name."""
    import pyarrow

    return pyarrow.schema(list(_type(Outcome)))


def _type(told: Any) -> Any:
    """Give the Arrow type of what a value may be."""
    import pyarrow

    inner = get_args(told)
    if get_origin(told) in {Union, types.UnionType}:
        (some,) = (one for one in inner if one is not types.NoneType)
        return _type(some)
    if get_origin(told) is tuple:
        return pyarrow.list_(_type(inner[0]))
    if get_origin(told) is Literal or issubclass(told, Enum):
        return pyarrow.string()
    if issubclass(told, Value):
        hints = get_type_hints(told)
        return pyarrow.struct([(name, _type(hints[name])) for name in told.model_fields])
    return getattr(pyarrow, PLAIN[told])()


def ddl() -> str:
    """Give the same columns as Spark's SQL spells them."""
    return ", ".join(f"`{column.name}` {_sql(column.type)}" for column in schema())


def _sql(told: pyarrow.DataType) -> str:
    import pyarrow

    if pyarrow.types.is_list(told):
        return f"array<{_sql(told.value_type)}>"
    if pyarrow.types.is_struct(told):
        return f"struct<{', '.join(f'`{one.name}`: {_sql(one.type)}' for one in told)}>"
    return {"int64": "bigint", "bool": "boolean"}.get(str(told), str(told))


def batch(outcomes: Sequence[Outcome]) -> pyarrow.RecordBatch:
    """Give outcomes as a batch of records."""
    import pyarrow

    return pyarrow.RecordBatch.from_pylist([one.model_dump(mode="json") for one in outcomes], schema=schema())


def part(outcomes: Sequence[Outcome]) -> bytes:
    """Give outcomes as a Parquet file."""
    import pyarrow
    from pyarrow import parquet

    kept = pyarrow.BufferOutputStream()
    parquet.write_table(pyarrow.Table.from_batches([batch(outcomes)]), kept)
    return bytes(kept.getvalue())


def counted(path: Path) -> tuple[int, int]:
    """Count the rows of a part, and those with an error."""
    from pyarrow import parquet

    errors = parquet.read_table(path, columns=["error"])["error"]
    return len(errors), len(errors) - errors.null_count


def joined(parts: Iterable[Path], path: Path) -> None:
    """Write the rows of parts as one file."""
    import pyarrow
    from pyarrow import parquet

    waiting: list[pyarrow.Table] = []
    with parquet.ParquetWriter(path, schema()) as writer:
        for one in parts:
            waiting.append(parquet.read_table(one, schema=schema()))
            if sum(len(table) for table in waiting) >= ROWS_OF_A_GROUP:
                writer.write_table(pyarrow.concat_tables(waiting))
                waiting.clear()
        if waiting:
            writer.write_table(pyarrow.concat_tables(waiting))


# rows


def read(path: Path, fields: Sequence[str], together: int) -> Iterator[pyarrow.RecordBatch]:
    """Give the rows of a Parquet file in batches, with those of some fields that it has.

    Raises ReadError for what is no Parquet file, or lacks the first of the fields.
    """
    import pyarrow
    from pyarrow import parquet

    try:
        with parquet.ParquetFile(path, memory_map=True) as file:
            there = file.schema_arrow.names
            if fields[0] not in there:
                raise ReadError(f"{path}: has no column '{fields[0]}' (--text-field); it has {', '.join(there)}")
            yield from file.iter_batches(together, columns=[name for name in there if name in fields])
    except pyarrow.ArrowException as fault:
        raise ReadError(f"{path}: cannot be read as Parquet: {str(fault).splitlines()[0]}") from fault


def values(batch: pyarrow.RecordBatch) -> Iterator[dict[str, Any]]:
    """Give the rows of a batch, each as named values; of a string that is no UTF-8, its bytes."""
    names = batch.schema.names
    for row in zip(*(_each(column) for column in batch.columns), strict=True):
        yield dict(zip(names, row, strict=True))


def _each(column: pyarrow.Array) -> list[Any]:
    try:
        given: list[Any] = column.to_pylist()
    except UnicodeDecodeError:
        return [_one(value) for value in column]
    return given


def _one(value: pyarrow.Scalar) -> Any:
    try:
        return value.as_py()
    except UnicodeDecodeError:
        return bytes(value.as_buffer())
