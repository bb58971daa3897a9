from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date as _Date
from typing import Any, Final, Literal, Protocol, final

import pandas  # type: ignore[import-untyped]
import pyarrow  # type: ignore[import-untyped]

__all__ = ["LARGEST_ARTICLE", "Analyses", "Analyzer", "Schema", "ShirushiError", "Table", "__version__"]

LARGEST_ARTICLE: Final[int]
__version__: Final[str]

class _ArrowStream(Protocol):
    def __arrow_c_stream__(self, requested_schema: object = None) -> object: ...

class ShirushiError(ValueError):
    code: str

@final
class Analyzer:
    def __new__(cls, *, threads: int | None = None) -> Analyzer: ...
    @property
    def threads(self) -> int: ...
    @property
    def engine(self) -> dict[str, str]: ...
    def analyze(
        self,
        text: str | bytes,
        *,
        article: str = "",
        date: str | _Date | None = None,
        tokens: bool = False,
        claims: bool = True,
    ) -> dict[str, Any]: ...
    def tokenize(self, text: str | bytes) -> list[dict[str, Any]]: ...
    def analyze_each(
        self,
        articles: Iterable[str | bytes | Mapping[str, Any] | float | None],
        *,
        date: str | _Date | None = None,
        tokens: bool = False,
        claims: bool = True,
        errors: Literal["raise", "record"] = "raise",
    ) -> Analyses: ...
    def analyze_together(
        self,
        articles: Iterable[str | bytes | Mapping[str, Any]],
        *,
        date: str | _Date | None = None,
        tokens: bool = False,
        claims: bool = True,
    ) -> list[dict[str, Any]]: ...
    def compare(
        self,
        articles: Iterable[str | bytes | Mapping[str, Any]],
        *,
        date: str | _Date | None = None,
        tokens: bool = False,
        least: float | None = None,
    ) -> dict[str, Any]: ...
    def analyze_table(
        self,
        source: _ArrowStream | Iterable[str | bytes | Mapping[str, Any] | float | None],
        *,
        text: str = "text",
        article: str | None = None,
        date: str | None = None,
        keep: Sequence[str] = ...,
        day: str | _Date | None = None,
        tokens: bool = False,
        claims: bool = True,
        errors: Literal["raise", "record"] = "raise",
    ) -> Table: ...

@final
class Analyses(Iterator[dict[str, Any] | None]):
    def __iter__(self) -> Analyses: ...
    def __next__(self) -> dict[str, Any] | None: ...

@final
class Table:
    def __arrow_c_stream__(self, requested_schema: object = None) -> object: ...
    def __arrow_c_schema__(self) -> object: ...
    def to_arrow(self) -> pyarrow.RecordBatchReader: ...
    def to_pandas(self) -> pandas.DataFrame: ...

@final
class Schema:
    def __new__(cls, *, tokens: bool = False) -> Schema: ...
    def __arrow_c_schema__(self) -> object: ...
