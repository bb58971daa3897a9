"""What Python gets: the command line's answers, from any number of threads, and a clear word for what is no text."""

import datetime
import json
import os
import tempfile
import threading
import time
import unittest

import beside
import shirushi

PATHS = beside.paths()
TEXT = "15日、👩‍🚒の辻󠄀市長は「出火は2日」と述べ、約3時間の会議を開いた。"


def code_of(error):
    return error.exception.code


class Same(unittest.TestCase):
    """Everything is what the command line prints."""

    @classmethod
    def setUpClass(cls):
        cls.analyzer = shirushi.Analyzer()

    def test_one_article(self):
        for path in PATHS[:3]:
            text = beside.article(path)["text"]
            ours = self.analyzer.analyze(text, article=path, tokens=True, date="2025-08-16")
            (theirs,) = beside.lines(beside.shirushi("analyze", "--tokens", "--date", "2025-08-16", path))
            self.assertEqual(ours, theirs)
            self.assertEqual(self.analyzer.tokenize(text), theirs["tokens"])
            (without,) = beside.lines(beside.shirushi("analyze", "--no-claims", path))
            self.assertEqual(self.analyzer.analyze(text, article=path, claims=False), without)

    def test_articles_together(self):
        some = PATHS[:40]
        theirs = beside.lines(beside.shirushi("analyze", *some))
        self.assertEqual(self.analyzer.analyze_together(map(beside.article, some)), theirs)

    def test_comparison(self):
        for start in (0, 8):
            some = PATHS[start:start + 4]
            theirs = json.loads(beside.shirushi("compare", *some))
            self.assertGreater(len(theirs["groups"]), 0)
            self.assertEqual(shirushi.compare(map(beside.article, some)), theirs)
        theirs = json.loads(beside.shirushi("compare", "--least", "0.05", "--tokens", *some))
        self.assertEqual(self.analyzer.compare(map(beside.article, some), least=0.05, tokens=True), theirs)

    def test_bytes_and_byte_order_marks(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "a.txt")
            with open(path, "wb") as file:
                file.write(("\ufeff" + TEXT).encode())
            (theirs,) = beside.lines(beside.shirushi("analyze", path))
            with open(path, "rb") as file:
                self.assertEqual(self.analyzer.analyze(file.read(), article=path), theirs)
        # A str is what its positions count in: nothing is taken off.
        self.assertEqual(self.analyzer.analyze("\ufeff" + TEXT)["entities"][0]["start"], 1)

    def test_positions_are_pythons(self):
        for entity in self.analyzer.analyze(TEXT)["entities"]:
            self.assertEqual(TEXT[entity["start"]:entity["end"]], entity["surface"])

    def test_days(self):
        expected = self.analyzer.analyze(TEXT, date="2025-08-16")
        for day in (datetime.date(2025, 8, 16), datetime.datetime(2025, 8, 16, 23, 59)):
            self.assertEqual(self.analyzer.analyze(TEXT, date=day), expected)
        (dated,) = self.analyzer.analyze_each([{"text": TEXT, "date": "2025-08-16", "article": ""}], date="1999-01-01")
        self.assertEqual(dated, expected)
        with self.assertRaises(shirushi.ShirushiError) as error:
            self.analyzer.analyze(TEXT, date="16.8.2025")
        self.assertEqual(code_of(error), "invalid-date")


class Threads(unittest.TestCase):
    def test_the_number_changes_nothing(self):
        articles = list(map(beside.article, PATHS[:60]))
        one, four = shirushi.Analyzer(threads=1), shirushi.Analyzer(threads=4)
        self.assertEqual((one.threads, four.threads), (1, 4))
        self.assertEqual(list(one.analyze_each(articles)), list(four.analyze_each(articles)))

    def test_python_goes_on_meanwhile(self):
        analyzer = shirushi.Analyzer(threads=1)
        text = "".join(beside.article(path)["text"] for path in PATHS[:60])
        turns, found = 0, []
        thread = threading.Thread(target=lambda: found.append(analyzer.analyze(text)))
        thread.start()
        while thread.is_alive():
            turns += 1
            time.sleep(0.001)
        # Held, the lock would leave no turn but those before and after.
        self.assertGreater(turns, 20)
        self.assertGreater(len(found[0]["entities"]), 1000)

    def test_one_analyzer_for_many_threads(self):
        analyzer = shirushi.Analyzer(threads=2)
        articles = list(map(beside.article, PATHS[:12]))
        expected, found = list(analyzer.analyze_each(articles)), {}
        def work(number):
            found[number] = list(analyzer.analyze_each(articles))
        threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(found, dict.fromkeys(range(6), expected))

    @unittest.skipUnless(hasattr(os, "fork"), "no fork here")
    def test_a_fork_between_two_calls(self):
        analyzer = shirushi.Analyzer(threads=2)
        articles = list(map(beside.article, PATHS[:4]))
        expected = list(analyzer.analyze_each(articles))
        child = os.fork()
        if child == 0:
            os._exit(0 if list(analyzer.analyze_each(articles)) == expected else 1)
        self.assertEqual(os.waitpid(child, 0)[1], 0)


class Streams(unittest.TestCase):
    def test_what_is_not_asked_for_is_not_read(self):
        read = 0
        def texts():
            nonlocal read
            for number in range(100_000):
                read += 1
                yield f"{number % 28 + 1}日に発表した。"
        analyses = shirushi.Analyzer().analyze_each(texts(), date="2025-08-16")
        first = next(analyses)
        self.assertEqual((first["article"], first["entities"][0]["surface"]), ("0", "1日"))
        self.assertLessEqual(read, 512)
        for number in range(1, 2000):
            self.assertEqual(next(analyses)["article"], str(number))
        self.assertLessEqual(read, 2048)

    def test_large_articles_come_one_by_one(self):
        large = "市は発表した。" * 60_000
        read = []
        analyses = shirushi.Analyzer().analyze_each((read.append(1) or large for _ in range(9)), claims=False)
        next(analyses)
        self.assertEqual(len(read), 1)

    def test_an_iterator_that_fails_is_heard(self):
        def texts():
            yield TEXT
            raise KeyError("gone")
        with self.assertRaises(KeyError):
            list(shirushi.Analyzer().analyze_each(texts()))

    def test_an_iterator_that_asks_itself(self):
        def texts():
            yield next(analyses)
        analyses = shirushi.Analyzer().analyze_each(texts())
        with self.assertRaisesRegex(ValueError, "already"):
            next(analyses)

    def test_nothing(self):
        analyzer = shirushi.Analyzer()
        self.assertEqual(list(analyzer.analyze_each([])), [])
        self.assertEqual(analyzer.analyze_together([]), [])
        self.assertEqual(analyzer.compare([]), {"articles": [], "groups": [], "copies": []})
        self.assertEqual([problem["code"] for problem in analyzer.analyze("")["problems"]], ["empty"])


class Refused(unittest.TestCase):
    """What is no text."""

    @classmethod
    def setUpClass(cls):
        cls.analyzer = shirushi.Analyzer()

    def refused(self, text, code, message):
        with self.assertRaisesRegex(shirushi.ShirushiError, message) as error:
            self.analyzer.analyze(text)
        self.assertEqual(code_of(error), code)
        # Among others it is named, or recorded.
        with self.assertRaisesRegex(shirushi.ShirushiError, "article 1: .*" + message):
            list(self.analyzer.analyze_each([TEXT, text]))
        for of in (self.analyzer.analyze_together, self.analyzer.compare):
            with self.assertRaisesRegex(shirushi.ShirushiError, "article 1: .*" + message):
                of([TEXT, text])
        before, recorded, after = self.analyzer.analyze_each([TEXT, text, TEXT], errors="record")
        self.assertEqual((recorded["article"], recorded["problems"][0]["code"]), ("1", code))
        self.assertEqual(before["entities"], after["entities"])

    def test_not_utf_8(self):
        self.refused("市長".encode("shift_jis"), "not-utf8", "byte 0 begins no character")
        self.refused("\ufeff市".encode() + b"\xff", "not-utf8", "byte 6 begins no character")

    def test_half_of_a_pair(self):
        self.refused("市長\ud83d\ude92が", "lone-surrogate", "character 2 is half")
        mended = "市長\ud83d\ude92が".encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        self.assertEqual(mended, "市長🚒が")
        self.analyzer.analyze(mended)

    def test_too_large(self):
        most = shirushi.LARGEST_ARTICLE
        self.assertEqual(most, 8 << 20)
        self.refused("a" * (most + 1), "too-large", f"{most + 1} characters")
        self.refused("市" * (most // 3 + 1), "too-large", f"{(most // 3 + 1) * 3} bytes")
        self.refused(b"a" * (most + 1), "too-large", f"{most + 1} bytes")

    def test_two_gigabytes_cost_nothing(self):
        try:
            with open("/proc/meminfo", encoding="ascii") as file:
                free = {line.split()[0]: int(line.split()[1]) for line in file}["MemAvailable:"]
        except OSError:
            self.skipTest("nobody says how much memory is free")
        if free < 4 << 20:
            self.skipTest("less than 4 GB of memory are free")
        import resource

        text = "a" * (2 << 30)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        began = time.monotonic()
        with self.assertRaises(shirushi.ShirushiError) as error:
            self.analyzer.analyze(text)
        self.assertEqual(code_of(error), "too-large")
        self.assertLess(time.monotonic() - began, 0.5)
        self.assertLess(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before, 16 << 10)

    def test_nothing_there(self):
        analyses = list(self.analyzer.analyze_each([None, TEXT, float("nan"), {"text": None}]))
        self.assertEqual([analysis is None for analysis in analyses], [True, False, True, True])
        for missing in (None, float("nan")):
            with self.assertRaises(shirushi.ShirushiError) as error:
                self.analyzer.analyze(missing)
            self.assertEqual(code_of(error), "missing")
        with self.assertRaisesRegex(shirushi.ShirushiError, "article 0: there is no text"):
            self.analyzer.compare([None, TEXT])

    def test_other_types(self):
        for other, name in ((7, "int"), (1.5, "float"), (object(), "object"), ([TEXT], "list")):
            with self.assertRaisesRegex(TypeError, f"not {name}"):
                self.analyzer.analyze(other)
            with self.assertRaisesRegex(TypeError, f"article 1: .*not {name}"):
                list(self.analyzer.analyze_each([TEXT, other]))
        with self.assertRaisesRegex(TypeError, "article 0: a mapping without `text`"):
            list(self.analyzer.analyze_each([{"body": TEXT}]))
        with self.assertRaisesRegex(TypeError, "a date is"):
            list(self.analyzer.analyze_each([{"text": TEXT, "date": 20250816}]))
        for one in (TEXT, TEXT.encode(), {"text": TEXT}):
            with self.assertRaisesRegex(TypeError, "this is one article"):
                self.analyzer.analyze_each(one)
        with self.assertRaises(TypeError):
            self.analyzer.analyze_each(7)

    def test_other_arguments(self):
        with self.assertRaisesRegex(ValueError, "1 or more"):
            shirushi.Analyzer(threads=0)
        with self.assertRaisesRegex(ValueError, "raise"):
            self.analyzer.analyze_each([], errors="ignore")


if __name__ == "__main__":
    beside.run()
