"""Bulk on Spark, on a cluster of two worker processes: the command line's answers, also when an executor is killed."""

import json
import os
import sys
import threading
import time
import unittest

import pyarrow
from pyspark.sql import functions as F

import beside
import on_spark
import shirushi
import shirushi.spark

PATHS = beside.paths()
#: The near copies among the articles: by what is done to the text.
COPIES = [
    lambda text: text + "\n＝続報が入り次第お伝えします＝",
    lambda text: text.replace("。", "。\n"),
    lambda text: "【速報】" + text[:-20],
]


def without_names(analysis):
    """An analysis without what other articles of a call decide: the form of a name that stands for all."""
    entities = [{**entity, "canonical": ""} for entity in analysis["entities"]]
    claims = [{**claim, "speaker": claim["speaker"] and {**claim["speaker"], "canonical": ""}} for claim in analysis["claims"]]
    return {**analysis, "entities": entities, "claims": claims}


def plain(row):
    """A row as the command line has it."""
    row = row.asDict(recursive=True)
    for entity in row["entities"]:
        value = entity["normalized"]
        if value is not None and value["unit"] is not None:
            number = value["number"]
            value = {"value": int(number) if number == int(number) else number,
                     **{name: value[name] for name in ("unit", "kind", "iso", "mod")}}
        elif value is not None:
            value = {name: value[name] for name in ("value", "mod", "anchor")}
        entity["normalized"] = value
    return row


class OnSpark(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.spark = on_spark.cluster()
        cls.articles = cls.frame(list(map(beside.article, PATHS)), 12).persist()
        printed = beside.lines(beside.shirushi("analyze", *PATHS))
        cls.printed = {analysis["article"]: without_names(analysis) for analysis in printed}

    @classmethod
    def tearDownClass(cls):
        cls.spark.stop()

    @classmethod
    def frame(cls, rows, parts):
        return cls.spark.createDataFrame(pyarrow.Table.from_pylist(rows)).repartition(parts)

    def same(self, rows):
        found = {row["article"]: without_names(plain(row)) for row in rows}
        self.assertEqual(found.keys(), self.printed.keys())
        for article, analysis in self.printed.items():
            self.assertEqual(found[article], analysis)

    def test_analyses(self):
        self.same(shirushi.spark.analyze(self.articles).collect())

    def test_an_executor_is_killed(self):
        many = self.articles.repartition(40)
        found = shirushi.spark.analyze(many)
        rows, failed = [], []

        def work():
            try:
                self.spark.sparkContext.setJobGroup("killed", "")
                rows.extend(found.collect())
            except Exception as error:
                failed.append(error)

        thread = threading.Thread(target=work)
        thread.start()
        tracker = self.spark.sparkContext.statusTracker()
        victim, deadline = None, time.monotonic() + 300
        while victim is None and thread.is_alive() and time.monotonic() < deadline:
            stages = [tracker.getStageInfo(stage) for stage in tracker.getActiveStageIds()]
            if any(stage and stage.numTasks == 40 and 1 <= stage.numCompletedTasks < 30 for stage in stages):
                victim = on_spark.executors()[0]
                on_spark.kill(victim)
            thread.join(0.05)
        self.assertIsNotNone(victim, "the job was done before anything could be killed")
        thread.join()
        self.assertEqual(failed, [])
        self.same(rows)
        self.assertNotIn(victim, on_spark.executors())

    def test_what_is_no_text(self):
        rows = [{"id": 1, "text": None, "day": "2025-08-16"}, {"id": 2, "text": "15日に発表した。", "day": "2025-08-16"},
                {"id": 3, "text": "15日に発表した。", "day": "16日"}, {"id": 4, "text": "", "day": None}]
        found = shirushi.spark.analyze(self.frame(rows, 2), article="id", date="day", keep=["id"], tokens=True)
        codes = {row["id"]: [problem["code"] for problem in row["problems"]] for row in found.collect()}
        self.assertEqual(codes, {1: ["missing"], 2: [], 3: ["invalid-date"], 4: ["empty"]})
        with self.assertRaisesRegex(Exception, "article 3: `16日` is not a day"):
            shirushi.spark.analyze(self.frame(rows, 2), article="id", date="day", errors="raise").collect()
        empty = self.spark.createDataFrame([], "article string, text string")
        self.assertEqual(shirushi.spark.analyze(empty).count(), 0)

    def test_copies(self):
        copies = [{"article": f"{path}-{number}", "text": change(beside.article(path)["text"])}
                  for path in PATHS[::8] for number, change in enumerate(COPIES)]
        rows = [beside.article(path) for path in PATHS]
        for row in rows:
            del row["event"]
        articles = self.frame(rows + copies + [{"article": "~1", "text": ""}, {"article": "~2", "text": None}], 6)
        told = {row["article"]: row["original"] for row in shirushi.spark.copies(articles).collect()}
        expected = {path: path for path in [*PATHS, "~1", "~2"]}
        expected.update({copy["article"]: copy["article"][:-2] for copy in copies})
        self.assertEqual(told, expected)
        left = [row["article"] for row in shirushi.spark.without_copies(articles).select("article").collect()]
        self.assertEqual(sorted(left), [*PATHS, "~1", "~2"])

    def test_events(self):
        events = {row["article"]: row["event"] for row in
                  shirushi.spark.events(self.articles.drop("event"), days=1).collect()}
        self.assertEqual(events.keys(), set(PATHS))
        both = [(events[a] == events[b], os.path.dirname(a) == os.path.dirname(b))
                for a in PATHS for b in PATHS if a < b]
        right = sum(found and marked for found, marked in both)
        precision, recall = right / sum(found for found, _ in both), right / sum(marked for _, marked in both)
        print(f"events: {precision:.3f} of the pairs brought together are right, {recall:.3f} of the right ones found",
              file=sys.stderr)
        self.assertGreater(precision, 0.95)
        self.assertGreater(recall, 0.85)

    def test_comparisons(self):
        some = self.articles.where(F.col("article").isin(PATHS[:16]))
        found = {}
        for row in shirushi.spark.compare(some).collect():
            row = row.asDict(recursive=True)
            found.setdefault(row["event"], []).append(row)
        self.assertEqual(len(found), 4)
        for start in range(0, 16, 4):
            paths = PATHS[start:start + 4]
            printed = json.loads(beside.shirushi("compare", *paths))
            pairs = [(group, pair) for group in printed["groups"] for pair in group["pairs"]]
            rows = found[os.path.basename(os.path.dirname(paths[0]))]
            self.assertEqual(len(rows), len(pairs))
            for row, (group, pair) in zip(rows, pairs):
                self.assertEqual((row["group"], row["topic"], row["independent"]),
                                 (group["id"], group["topic"], group["independent"]))
                for side in "ab":
                    self.assertEqual((row[f"{side}_article"], row[f"{side}_claim"]),
                                     (pair[side]["article"], pair[side]["id"]))
                    self.assertIn(row[f"{side}_exact"], beside.article(row[f"{side}_article"])["text"])
                self.assertEqual(len(row["differences"]), len(pair["differences"]))
                for ours, theirs in zip([row, *row["differences"]], [pair, *pair["differences"]]):
                    for name in ("relation", "kind", "reason", "reason_code"):
                        self.assertEqual(ours[name], theirs[name])
                    for name in ("a_value", "b_value"):
                        self.assertEqual(ours[name], theirs[name] and theirs[name]["text"])
                self.assertEqual((row["similarity"], row["score"], row["copied"]),
                                 (pair["similarity"], pair["score"], pair["copied"]))

    def test_large_events_are_cut(self):
        rows = shirushi.spark.compare(self.articles.where(F.col("article").isin(PATHS[:4])), most=2).collect()
        self.assertEqual({row["part"] for row in rows}, {0, 1})
        for row in rows:
            sides = [PATHS.index(row["a_article"]), PATHS.index(row["b_article"])]
            self.assertEqual([side // 2 for side in sides], [row["part"]] * 2)


if __name__ == "__main__":
    beside.run()
