"""Analysis of Japanese news: sentences, names, dates and quantities with their values, who claims what and how
surely, and where several articles disagree.

>>> import shirushi
>>> found = shirushi.analyze("15日、田中一郎市長は約3時間の会議を開いた。", date="2025-08-16")
>>> [entity["surface"] for entity in found["entities"]]
['15日', '田中一郎', '3時間']
>>> found["entities"][0]["normalized"]["value"]
'2025-08-15'

What is returned is what the command line prints (`shirushi analyze`, `shirushi compare`). All positions are code
points, as Python counts: ``text[start:end]``.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date as _Date
from functools import cache as _cache
from typing import Any

from ._native import LARGEST_ARTICLE, Analyses, Analyzer, Schema, ShirushiError, Table, __version__

__all__ = [
    "LARGEST_ARTICLE",
    "Analyses",
    "Analyzer",
    "Schema",
    "ShirushiError",
    "Table",
    "__version__",
    "analyze",
    "compare",
    "pairs",
]


def analyze(
    text: str | bytes,
    *,
    article: str = "",
    date: str | _Date | None = None,
    tokens: bool = False,
    claims: bool = True,
) -> dict[str, Any]:
    """The analysis of one text, as :meth:`Analyzer.analyze` gives it.

    >>> found = shirushi.analyze("市は「出火は2日」と発表した。")
    >>> claim = found["claims"][0]
    >>> claim["exact"], claim["speaker"]["surface"], claim["quotation"]
    ('出火は2日', '市', 'direct')

    A text that cannot be read is told, with a name for programs:

    >>> try:
    ...     shirushi.analyze("市長".encode("shift_jis"))
    ... except shirushi.ShirushiError as error:
    ...     print(error.code)
    not-utf8
    """
    return _analyzer().analyze(text, article=article, date=date, tokens=tokens, claims=claims)


def compare(
    articles: Iterable[str | bytes | Mapping[str, Any]],
    *,
    date: str | _Date | None = None,
    tokens: bool = False,
    least: float | None = None,
) -> dict[str, Any]:
    """What articles say of the same things, and where they differ, as :meth:`Analyzer.compare` gives it.

    >>> compared = shirushi.compare([
    ...     {"article": "浜野新聞", "text": "13日、鷹羽山のロープウェイで乗客38人が取り残された。"},
    ...     {"article": "辻日報", "text": "鷹羽山のロープウェイで13日、乗客41人が取り残された。"},
    ... ])
    >>> pair = compared["groups"][0]["pairs"][0]
    >>> pair["relation"], pair["kind"], pair["a_value"]["text"], pair["b_value"]["text"]
    ('contradict', 'number', '38人', '41人')
    """
    return _analyzer().compare(articles, date=date, tokens=tokens, least=least)


def pairs(compared: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The pairs of claims of a comparison as rows of a table, in its order: `pandas.DataFrame(shirushi.pairs(compared))`.

    >>> compared = shirushi.compare(["13日、鷹羽山で乗客38人が取り残された。", "13日、鷹羽山で乗客41人が取り残された。"])
    >>> for row in shirushi.pairs(compared):
    ...     print(row["a_article"], row["b_article"], row["relation"], row["kind"], row["a_value"], row["b_value"])
    0 1 contradict number 38人 41人
    """
    exact = {
        (document["article"], claim["id"]): claim["exact"]
        for document in compared["articles"]
        for claim in document["claims"]
    }
    for group in compared["groups"]:
        for pair in group["pairs"]:
            (a, b) = ((pair[side]["article"], pair[side]["id"]) for side in "ab")
            yield {
                "group": group["id"],
                "topic": group["topic"],
                "independent": group["independent"],
                "a_article": a[0],
                "a_claim": a[1],
                "a_exact": exact[a],
                "b_article": b[0],
                "b_claim": b[1],
                "b_exact": exact[b],
                **_words(pair),
                "differences": [_words(one) for one in pair["differences"]],
                "similarity": pair["similarity"],
                "score": pair["score"],
                "copied": pair["copied"],
            }


def _words(told: Mapping[str, Any]) -> dict[str, Any]:
    values = {side: (told[side] or {}).get("text") for side in ("a_value", "b_value")}
    return {**{name: told[name] for name in ("relation", "kind", "reason", "reason_code")}, **values}


@_cache
def _analyzer() -> Analyzer:
    """The analyzer of this process, loaded when it is first asked."""
    return Analyzer()
