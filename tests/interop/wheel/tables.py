"""Tables in and out by Arrow's C interface: pyarrow, pandas, Polars and DuckDB, with whatever stands in their columns."""

import datetime
import mmap
import unittest

import duckdb
import pandas
import polars
import pyarrow

import beside
import shirushi

ANALYZER = shirushi.Analyzer()
ARTICLES = list(map(beside.article, beside.paths()[:24]))
TEXT = "15日、市長は約3時間の会議を開いた。"


def rows(analyses):
    """Analyses as a table has them: a quantity's number stands beside, and nothing is left out."""
    table = []
    for analysis in analyses:
        entities = []
        for entity in analysis["entities"]:
            value = entity["normalized"]
            if value is not None:
                nothing = dict.fromkeys(("value", "mod", "anchor", "number", "unit", "kind", "iso"))
                if "unit" in value:
                    value = {"number" if name == "value" else name: of for name, of in value.items()}
                value = {**nothing, **value}
            entities.append({**entity, "normalized": value})
        table.append({**analysis, "entities": entities})
    return table


EXPECTED = rows(ANALYZER.analyze_each(ARTICLES))


def of_columns(**columns):
    return ANALYZER.analyze_table(pyarrow.table(columns), errors="record").to_arrow().read_all()


def codes(table):
    return [[problem["code"] for problem in problems] for problems in table["problems"].to_pylist()]


class Readers(unittest.TestCase):
    """Every reader gets what `analyze` gives, from every kind of table."""

    def analysed(self, table, **columns):
        return ANALYZER.analyze_table(table, article="article", **columns)

    def test_pyarrow(self):
        table = pyarrow.Table.from_pylist(ARTICLES)
        for source in (table, table.to_reader(max_chunksize=7), table.combine_chunks().to_batches()[0]):
            self.assertEqual(pyarrow.table(self.analysed(source)).to_pylist(), EXPECTED)

    def test_tokens(self):
        table = pyarrow.Table.from_pylist(ARTICLES[:4])
        expected = rows(ANALYZER.analyze_each(ARTICLES[:4], tokens=True))
        self.assertEqual(pyarrow.table(self.analysed(table, tokens=True)).to_pylist(), expected)
        without = pyarrow.table(self.analysed(table, claims=False))
        self.assertEqual(without.to_pylist(), rows(ANALYZER.analyze_each(ARTICLES[:4], claims=False)))

    def test_polars(self):
        frame = polars.DataFrame(self.analysed(polars.DataFrame(ARTICLES)))
        self.assertEqual(frame.to_dicts(), EXPECTED)

    def test_pandas(self):
        frame = self.analysed(pandas.DataFrame(ARTICLES)).to_pandas()
        self.assertEqual(list(frame["text_sha256"]), [row["text_sha256"] for row in EXPECTED])
        self.assertEqual([list(claims) for claims in frame["claims"]][0][0]["id"], "c1")

    def test_duckdb(self):
        analysed = self.analysed(duckdb.from_arrow(pyarrow.Table.from_pylist(ARTICLES)).order("article")).to_arrow()
        # A connection of its own: the one whose relation is being read is busy.
        found = duckdb.connect().sql("select entity.type as type, count(*) as number from (select unnest(entities) as entity "
                           "from analysed) group by all order by all").fetchall()
        expected = {}
        for row in EXPECTED:
            for entity in row["entities"]:
                expected[entity["type"]] = expected.get(entity["type"], 0) + 1
        self.assertEqual(dict(found), expected)

    def test_a_list(self):
        table = ANALYZER.analyze_table(ARTICLES)
        self.assertEqual(pyarrow.table(table).to_pylist(), EXPECTED)

    def test_the_columns_are_known_before(self):
        for tokens in (False, True):
            schema = pyarrow.schema(shirushi.Schema(tokens=tokens))
            self.assertEqual(pyarrow.schema(ANALYZER.analyze_table([], tokens=tokens)), schema)
            self.assertEqual("tokens" in schema.names, tokens)

    def test_columns_go_along(self):
        table = pyarrow.table({"text": [TEXT] * 1200, "id": range(1200), "tags": [["a"]] * 1200})
        analysed = ANALYZER.analyze_table(table, article="id", keep=["id", "tags"]).to_arrow().read_all()
        self.assertEqual(analysed.column_names[:3], ["id", "tags", "article"])
        self.assertEqual(analysed["id"].to_pylist(), list(range(1200)))
        self.assertEqual(analysed["article"].to_pylist(), list(map(str, range(1200))))
        self.assertEqual(analysed["tags"].chunk(2).to_pylist()[0], ["a"])

    def test_results_are_not_copied(self):
        reader = ANALYZER.analyze_table([TEXT] * 500).to_arrow()
        before = pyarrow.total_allocated_bytes()
        table = reader.read_all()
        self.assertGreater(table.nbytes, 100_000)
        # What it shows lies where the analysis has written it, not in memory of pyarrow's.
        self.assertLess(pyarrow.total_allocated_bytes() - before, table.nbytes // 10)

    def test_a_table_is_read_once(self):
        table = ANALYZER.analyze_table([TEXT])
        pyarrow.table(table)
        with self.assertRaisesRegex(shirushi.ShirushiError, "has been read"):
            pyarrow.table(table)


class InColumns(unittest.TestCase):
    """What stands in columns of texts, names and days."""

    def test_kinds_of_strings(self):
        for kind in (pyarrow.string(), pyarrow.large_string(), pyarrow.string_view(), pyarrow.binary(),
                     pyarrow.large_binary(), pyarrow.binary_view(), pyarrow.dictionary(pyarrow.int8(), pyarrow.string())):
            column = pyarrow.array([TEXT, None, "", TEXT], pyarrow.string()).cast(kind)
            # Of a slice, too, which does not begin where its memory does.
            for column in (column, pyarrow.concat_arrays([column, column]).slice(4)):
                table = of_columns(text=column)
                self.assertEqual(codes(table), [[], ["missing"], ["empty"], []], kind)
                self.assertEqual(table["entities"][3].as_py(), table["entities"][0].as_py())

    def test_nothing_in_a_row(self):
        frame = pandas.DataFrame({"text": [TEXT, None, float("nan"), pandas.NA]})
        table = ANALYZER.analyze_table(frame).to_arrow().read_all()
        self.assertEqual(codes(table), [[], ["missing"], ["missing"], ["missing"]])
        for name in table.column_names:
            if name not in ("article", "problems"):
                self.assertIsNone(table[name][1].as_py(), name)
        for nothing in (pyarrow.nulls(2), pyarrow.array([float("nan"), None]), pyarrow.array([None, float("nan")], "float32")):
            self.assertEqual(codes(of_columns(text=nothing)), [["missing"], ["missing"]])

    def test_no_rows(self):
        for table in (pyarrow.table({"text": pyarrow.array([], "string")}), []):
            self.assertEqual(ANALYZER.analyze_table(table).to_arrow().read_all().num_rows, 0)
        # Batches without rows between others.
        schema = pyarrow.schema({"text": "string"})
        batches = [pyarrow.record_batch([[TEXT] * rows], schema=schema) for rows in (0, 1, 0, 0, 2, 0)]
        reader = pyarrow.RecordBatchReader.from_batches(schema, batches)
        self.assertEqual(ANALYZER.analyze_table(reader).to_arrow().read_all()["article"].to_pylist(), ["0", "1", "2"])

    def test_strings_that_are_no_utf_8(self):
        shift_jis = pyarrow.array(["市長".encode("shift_jis"), TEXT.encode()], pyarrow.binary())
        for kind in (pyarrow.string(), pyarrow.large_string()):
            # As another program may send them: nothing is checked on the way.
            wrong = shift_jis.cast(kind, safe=False) if kind == pyarrow.large_string() else shift_jis.view(kind)
            self.assertEqual(codes(of_columns(text=wrong)), [["not-utf8"], []])
            with self.assertRaisesRegex(Exception, "article 0: not UTF-8: byte 0"):
                ANALYZER.analyze_table(pyarrow.table({"text": wrong})).to_arrow().read_all()

    def test_two_gigabytes_in_a_row(self):
        # Pages that nobody touches are no memory; a text is looked at only when it is small enough.
        memory = pyarrow.py_buffer(mmap.mmap(-1, 2 << 30))
        offsets = pyarrow.array([0, 2 << 30], pyarrow.int64()).buffers()[1]
        column = pyarrow.LargeStringArray.from_buffers(1, offsets, memory)
        table = of_columns(text=column)
        self.assertEqual(codes(table), [["too-large"]])
        self.assertIn(f"{2 << 30} bytes", table["problems"][0][0]["message"].as_py())

    def test_names_and_days(self):
        days = [datetime.date(2025, 8, 16), None]
        for column in (pyarrow.array(days), pyarrow.array(["2025-08-16", None])):
            table = ANALYZER.analyze_table(pyarrow.table({"text": [TEXT] * 2, "day": column}), date="day", day="2024-01-16")
            values = [entities[0]["normalized"]["value"] for entities in table.to_arrow().read_all()["entities"].to_pylist()]
            self.assertEqual(values, ["2025-08-15", "2024-01-15"])
        wrong = ANALYZER.analyze_table(pyarrow.table({"text": [TEXT], "day": ["8月"]}), date="day", errors="record")
        self.assertEqual(codes(wrong.to_arrow().read_all()), [["invalid-date"]])

    def test_other_columns(self):
        refused = [
            (dict(text="body"), "no column `body`; there are text, number"),
            (dict(text="number"), "`number` has no texts but Int64"),
            (dict(article="list"), "there is no column `list`"),
            (dict(keep=["problems"]), "no column `problems`"),
        ]
        for columns, message in refused:
            with self.assertRaisesRegex(shirushi.ShirushiError, message):
                ANALYZER.analyze_table(pyarrow.table({"text": [TEXT], "number": [1]}), **columns)
        with self.assertRaisesRegex(shirushi.ShirushiError, "another name"):
            ANALYZER.analyze_table(pyarrow.table({"text": [TEXT], "problems": [1]}), keep=["problems"])
        with self.assertRaisesRegex(TypeError, "no table"):
            ANALYZER.analyze_table(pyarrow.chunked_array([[TEXT]]))
        with self.assertRaisesRegex(TypeError, "this is none"):
            ANALYZER.analyze_table([TEXT], keep=["text"])

    def test_a_stream_that_fails_is_heard(self):
        def batches():
            yield pyarrow.record_batch({"text": [TEXT]})
            raise KeyError("gone")
        reader = pyarrow.RecordBatchReader.from_batches(pyarrow.schema({"text": "string"}), batches())
        with self.assertRaisesRegex(Exception, "gone"):
            ANALYZER.analyze_table(reader).to_arrow().read_all()
        with self.assertRaisesRegex(TypeError, "article 1: .*not int"):
            ANALYZER.analyze_table([TEXT, 7])

    def test_a_table_of_a_table(self):
        # Each reader calls the one before, with Python's lock or without it.
        texts = (article["text"] for article in ARTICLES[:6])
        first = ANALYZER.analyze_table(list(texts), keep=[]).to_arrow()
        names = (row["article"] + "号が15日に出た。" for batch in first for row in batch.to_pylist())
        self.assertEqual([found["entities"][-1]["surface"] for found in ANALYZER.analyze_each(names)], ["15日"] * 6)
        first = ANALYZER.analyze_table(["15日に出た。"] * 1500)
        second = ANALYZER.analyze_table(first, text="article", article="text_sha256").to_pandas()
        self.assertEqual(len(second), 1500)


if __name__ == "__main__":
    beside.run()
