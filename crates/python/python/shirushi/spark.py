"""Japanese news in bulk, on Spark: millions of articles analysed, near copies told, articles of one event brought
together, and what they say of it compared.

    articles = spark.read.parquet("articles")                       # article, text, date
    found = shirushi.spark.analyze(articles, date="date")           # a row for each article
    first = shirushi.spark.without_copies(articles)
    events = shirushi.spark.events(first, date="date")              # article, event
    pairs = shirushi.spark.compare(first.join(events, "article"), date="date")

The first and the last run our code on Arrow's batches (``mapInArrow``, ``applyInArrow``), the others are Spark's own
expressions and its ``MinHashLSH``: no function of Python is called for a row. Every executor needs this package and
``pyarrow``. What an article becomes does not depend on how a table is cut, nor on how often a task is tried.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date as _Date
from functools import cache

import pyarrow
from pyspark.ml.feature import HashingTF, MinHashLSH
from pyspark.ml.functions import vector_to_array
from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as F
from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema
from pyspark.sql.types import ArrayType, BooleanType, DoubleType, IntegerType, StringType, StructField, StructType

from . import LARGEST_ARTICLE, Analyzer, Schema, pairs

__all__ = ["analyze", "compare", "copies", "events", "without_copies"]


@cache
def _analyzer() -> Analyzer:
    """The analyzer of a worker process, which has one core of its executor. It is kept from task to task."""
    return Analyzer(threads=1)


def analyze(
    articles: DataFrame,
    *,
    text: str = "text",
    article: str = "article",
    date: str | None = None,
    keep: Sequence[str] = (),
    day: str | _Date | None = None,
    tokens: bool = False,
    claims: bool = True,
    errors: str = "record",
) -> DataFrame:
    """The analysis of every article: a row for each, with the columns of :class:`shirushi.Schema` behind those named
    by ``keep``.

    ``text``, ``article`` and ``date`` name columns: the text, what the article is called, its day. ``day`` is the
    day of articles without one. A text that is missing or cannot be read has a row whose columns are null but
    ``article`` and ``problems``; ``errors="raise"`` ends the job instead.
    """
    columns = {"text": text, "article": article, "date": date, "keep": list(keep), "day": day}
    wanted = {"tokens": tokens, "claims": claims, "errors": errors}
    own = from_arrow_schema(pyarrow.schema(Schema(tokens=tokens)))

    def analysed(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        for batch in batches:
            yield from _analyzer().analyze_table(batch, **columns, **wanted).to_arrow()

    used = dict.fromkeys(name for name in (article, text, date, *keep) if name is not None)
    kept = [articles.schema[name] for name in keep]
    return articles.select(*used).mapInArrow(analysed, StructType([*kept, *own.fields]))


#: Near copies are looked for in so many letters of a text.
_LETTERS = 4000
#: The length of the strings of letters that two texts share.
_SHINGLE = 6


def copies(
    articles: DataFrame, *, text: str = "text", article: str = "article", similarity: float = 0.7
) -> DataFrame:
    """Which articles are nearly the same: ``article`` and ``original``, the first of its near copies by name, or the
    article itself.

    Two texts are near copies when they share so much of all strings of six letters in either (Jaccard's measure, of
    the first 4,000 letters, blanks aside). Near copies of near copies are taken together.
    """
    letters = F.split(F.substring(F.regexp_replace(F.col(text), r"[\s　]+", ""), 1, _LETTERS), "")
    strings = F.transform(
        F.sequence(F.lit(1), F.greatest(F.size(letters) - _SHINGLE, F.lit(1))),
        lambda at: F.array_join(F.slice(letters, at, _SHINGLE), ""),
    )
    sets = articles.select(
        F.lit(0).alias("window"),
        F.col(article).cast("string").alias("article"),
        F.array_distinct(strings).alias("items"),
    ).where(F.col("items").isNotNull())
    near = _near(sets, similarity, bands=12, rows=4, most=20)
    named = articles.select(F.col(article).cast("string").alias("article"))
    return _together(named, near, "original")


def without_copies(
    articles: DataFrame, *, text: str = "text", article: str = "article", similarity: float = 0.7
) -> DataFrame:
    """The articles without those that are near copies of another: of each such family the first by name stays."""
    originals = copies(articles, text=text, article=article, similarity=similarity)
    first = originals.where(F.col("article") == F.col("original")).select(F.col("article").alias("_first"))
    named = F.col(article).cast("string")
    return articles.join(first, named == F.col("_first"), "left_semi")


#: Two characters of kanji or katakana: parts of names and of what happens.
_TERMS = r"(?=([一-龯々ァ-ヴー]{2}))"


def events(
    articles: DataFrame,
    *,
    text: str = "text",
    article: str = "article",
    date: str | None = None,
    days: int = 2,
    similarity: float = 0.12,
    most_common: float = 0.03,
) -> DataFrame:
    """Which articles tell of one event: ``article`` and ``event``, the name of the first of its articles.

    Two articles do when they share so much of the pairs of kanji and katakana in either (Jaccard's measure), of
    those that occur in two articles of the same ``days`` at least, and in not more than ``most_common`` of them.
    ``date`` names the column of the day; without it all articles are of one time. Whoever shares an article shares
    the event.
    """
    day = F.col(date).try_cast("date") if date is not None else F.lit(None).cast("date")
    # Every day lies in two windows, so that neighbours share one.
    window = F.floor(F.unix_date(day) / max(days, 1))
    windows = F.when(day.isNull(), F.array(F.lit(-1).cast("long"))).otherwise(F.array(window, window + 1))
    found = F.array_distinct(F.regexp_extract_all(F.col(text), F.lit(_TERMS), 1))
    terms = articles.select(
        F.explode(windows).alias("window"), F.col(article).cast("string").alias("article"), found.alias("items")
    ).select("window", "article", F.explode("items").alias("item"))
    size = terms.groupBy("window").agg(F.countDistinct("article").alias("articles"))
    telling = (
        terms.groupBy("window", "item")
        .agg(F.count("*").alias("with"))
        .join(F.broadcast(size), "window")
        .where((F.col("with") >= 2) & (F.col("with") <= F.greatest(F.lit(4), F.col("articles") * most_common)))
        .select("window", "item")
    )
    sets = terms.join(telling, ["window", "item"]).groupBy("window", "article")
    near = _near(sets.agg(F.collect_set("item").alias("items")), similarity, bands=24, rows=1, most=200)
    named = articles.select(F.col(article).cast("string").alias("article"))
    return _together(named, near, "event")


def _near(sets: DataFrame, similarity: float, *, bands: int, rows: int, most: int) -> DataFrame:
    """Pairs ``a``, ``b`` of articles of one window whose sets have a Jaccard similarity of at least ``similarity``,
    ``a`` before ``b`` by name.

    Those are compared that share one of ``bands`` buckets, each of ``rows`` of the hashes of Spark's MinHashLSH. Of
    a bucket with more than ``most`` articles all are compared with the first alone, so that the work does not grow
    with its square.
    """
    sets = sets.where(F.size("items") > 0).persist()
    counted = HashingTF(inputCol="items", outputCol="features", numFeatures=1 << 20, binary=True).transform(sets)
    hashing = MinHashLSH(inputCol="features", outputCol="hashes", numHashTables=bands * rows, seed=1)
    # Nothing is learned: what is fitted are random numbers, which the seed decides.
    hashed = hashing.fit(counted).transform(counted)
    hashes = F.transform(F.col("hashes"), lambda one: vector_to_array(one)[0])
    keys = F.array(*(F.xxhash64(F.lit(band), F.slice(hashes, 1 + band * rows, rows)) for band in range(bands)))
    buckets = (
        hashed.select("window", "article", F.explode(keys).alias("bucket"))
        .groupBy("window", "bucket")
        .agg(F.sort_array(F.collect_set("article")).alias("members"))
        .where(F.size("members") > 1)
    )
    first = F.when(F.size("members") <= most, F.col("members")).otherwise(F.slice("members", 1, 1))
    met = (
        buckets.select("window", "members", F.explode(first).alias("a"))
        .select("window", "a", F.explode("members").alias("b"))
        .where(F.col("a") < F.col("b"))
        .distinct()
    )

    def of(name: str) -> DataFrame:
        return sets.select("window", F.col("article").alias(name), F.col("items").alias(f"{name}_items"))

    shared = F.size(F.array_intersect("a_items", "b_items"))
    either = F.size("a_items") + F.size("b_items") - shared
    return (
        met.join(of("a"), ["window", "a"])
        .join(of("b"), ["window", "b"])
        .where(shared >= either * similarity)
        .select("a", "b")
        .distinct()
    )


def _together(named: DataFrame, near: DataFrame, label: str) -> DataFrame:
    """Every article with the name of the first of all that pairs lead to, in so many rounds as the longest way has
    steps. Only articles that stand in pairs take part in them."""
    near = _as_it_is(near)
    both = near.union(near.select(F.col("b").alias("a"), F.col("a").alias("b")))
    labels = _as_it_is(both.groupBy("a").agg(F.least(F.col("a"), F.min("b")).alias(label)))
    while True:
        told = both.join(labels.withColumnRenamed("a", "b"), "b").groupBy("a").agg(F.min(label).alias("told"))
        better = _as_it_is(labels.join(told, "a").select("a", label, F.least(label, "told").alias("better")))
        changed = better.where(F.col("better") != F.col(label)).limit(1).count()
        labels = better.select("a", F.col("better").alias(label))
        if changed == 0:
            together = named.distinct().join(labels.withColumnRenamed("a", "article"), "article", "left")
            return together.select("article", F.coalesce(label, "article").alias(label))


def _as_it_is(table: DataFrame) -> DataFrame:
    """The rows of a table without the plan that led to them, which would double with every round. They are kept where
    ``SparkContext.setCheckpointDir`` says, or else in the executors alone."""
    is_kept = table.sparkSession.sparkContext.getCheckpointDir() is not None
    return table.checkpoint() if is_kept else table.localCheckpoint()


_WORDS = StructType(
    [StructField(name, StringType()) for name in ("relation", "kind", "reason", "reason_code", "a_value", "b_value")]
)
_PAIR = [
    StructField("part", IntegerType()),
    StructField("group", StringType()),
    StructField("topic", ArrayType(StringType())),
    StructField("independent", IntegerType()),
    *(StructField(f"{side}_{name}", StringType()) for side in "ab" for name in ("article", "claim", "exact")),
    *_WORDS.fields,
    StructField("differences", ArrayType(_WORDS)),
    StructField("similarity", DoubleType()),
    StructField("score", DoubleType()),
    StructField("copied", BooleanType()),
]


def compare(
    articles: DataFrame,
    *,
    event: str = "event",
    text: str = "text",
    article: str = "article",
    date: str | None = None,
    least: float | None = None,
    most: int = 40,
) -> DataFrame:
    """What the articles of every event say of the same things: a row for each pair of claims, with the relation and
    all differences that ``shirushi compare`` tells of it.

    The work grows with the square of an event's articles: of more than ``most``, in the order of their names, the
    next ``most`` are a part of their own, and nothing is compared across parts. Texts that cannot be read are left
    out, as are days that are none.
    """
    columns = [
        F.col(event),
        F.col(article).cast("string").alias("article"),
        F.col(text).cast("binary").alias("text"),
        (F.col(date).try_cast("date") if date is not None else F.lit(None).cast("date")).alias("date"),
    ]
    readable = F.is_valid_utf8(F.col(text).cast("string")) & (F.octet_length(text) <= LARGEST_ARTICLE)
    number = F.row_number().over(Window.partitionBy(event).orderBy("article")) - 1
    parts = (
        articles.where(F.col(event).isNotNull() & readable)
        .select(*columns)
        .withColumn("part", F.floor(number / most).cast("int"))
    )
    key = articles.schema[event]
    schema = StructType([key, *_PAIR])
    arrow = to_arrow_schema(schema)

    def compared(group: pyarrow.Table) -> pyarrow.Table:
        if group.num_rows < 2:
            return arrow.empty_table()
        rows = sorted(group.select(["article", "text", "date"]).to_pylist(), key=lambda row: row["article"])
        both = pairs(_analyzer().compare(rows, least=least))
        shared = {event: group[event][0].as_py(), "part": group["part"][0].as_py()}
        return pyarrow.Table.from_pylist([{**shared, **pair} for pair in both], schema=arrow)

    return parts.groupBy(event, "part").applyInArrow(compared, schema)
