"""Bulk on Spark, measured: so many articles of our own making, each stage with its seconds and its memory.

    cargo test -p shirushi-interop --test wheel        # lays the package down and fetches what it needs
    tests/interop/wheel/bulk.sh --articles 20000 --workers 2
"""

import argparse
import datetime
import random
import sys
import threading
import time

import pyarrow

import on_spark
import shirushi.spark
from pyspark.sql import functions as F

NAMES = "青赤朝旭荒井石磯稲今岩植梅浦江榎海遠大岡沖奥小甲笠柏桂金鎌神亀川菊岸北木清霧草楠熊黒桑小越坂桜笹佐沢塩柴島清白菅杉須瀬関相園高滝武竹谷玉田千津塚辻鶴寺冨長中夏鳴西根野萩橋畑浜林原春東樋日平広深福藤星堀本前牧松丸三水宮向村森柳矢山湯横吉若渡"
GIVEN = ["健一", "真理子", "誠", "由美", "大輔", "明日香", "修", "千尋", "俊介", "恵子", "拓也", "直美"]
PLACES = ["市", "町", "村", "港", "区"]
FIRMS = ["化成", "建設", "運輸", "電機", "水産", "鉄道", "製薬", "観光"]
THINGS = ["火災", "爆発", "脱線", "停電", "転覆", "食中毒", "土砂崩れ", "断水"]
SENTENCES = [
    "{day}日午{half}{hour}時{minute}分ごろ、{place}の{firm}で{thing}があった。",
    "{place}の消防によると、けがをしたのは{hurt}人で、うち{bad}人が重傷だという。",
    "{firm}の{person}社長は{day}日夜に会見し、「深くおわびする」と述べた。",
    "{mayor}市長は「住民の安全を最優先にする」と話した。",
    "{firm}は原因を調べており、{next}日にも結果を公表する方針だ。",
    "県警は業務上過失致傷の疑いで{firm}を家宅捜索した。",
    "現場は{place}の中心部から南に約{far}キロ離れた{near}地区。",
    "近くに住む{witness}さん({age})は「大きな音がして窓が揺れた」と振り返った。",
    "{place}は周辺の{homes}世帯に避難を呼びかけたが、{next}日朝に解除した。",
    "損害は約{loss}億円に上るとみられる。",
    "{firm}では{before}年前にも同じような{thing}が起きていた。",
    "国は{next}日、担当官{sent}人を{place}に送った。",
    "{mayor}市長は国に支援を求める考えを示した。",
    "{witness}さんは「説明が足りない」と批判した。",
    "専門家の{expert}教授は、設備の老朽化が原因との見方を示している。",
    "{firm}は操業を止めており、再開の時期は決まっていない。",
    "関係者によると、当日は{sent}人が作業していた。",
    "{place}議会は{next}日に臨時会を開く予定だ。",
]


def articles(number):
    """So many articles: four of an event, each in words of its own, and every tenth nearly the same as another."""
    chance, made, event = random.Random(1), 0, 0
    name = lambda length=2: "".join(chance.sample(NAMES, length))
    while made < number:
        event += 1
        day = datetime.date(2025, 1, 1) + datetime.timedelta(days=chance.randrange(365))
        facts = dict(
            day=day.day, next=(day + datetime.timedelta(days=1)).day, half=chance.choice("前後"), hour=chance.randrange(1, 12),
            place=name(3) + chance.choice(PLACES), near=name(), firm=name(3) + chance.choice(FIRMS), thing=chance.choice(THINGS),
            person=name() + chance.choice(GIVEN), mayor=name() + chance.choice(GIVEN), witness=name() + chance.choice(GIVEN),
            expert=name() + chance.choice(GIVEN), age=chance.randrange(20, 80), far=chance.randrange(2, 30),
        )
        previous = None
        for outlet in range(4):
            # Outlets do not have the same figures.
            figures = dict(minute=chance.randrange(60), hurt=chance.randrange(3, 60), bad=chance.randrange(1, 3), homes=chance.randrange(100, 900),
                           loss=chance.randrange(1, 90), before=chance.randrange(2, 20), sent=chance.randrange(3, 30))
            sentences = SENTENCES[:1] + chance.sample(SENTENCES[1:], 13)
            text = "\n".join(sentence.format(**facts, **figures) for sentence in sentences)
            if previous is not None and chance.random() < 0.1:
                text = previous + "\n＝続報＝"
            previous = text
            yield {"article": f"{event:07}-{outlet}", "text": text, "date": day, "told": event}
            made += 1
            if made == number:
                return


def resident(process):
    try:
        with open(f"/proc/{process}/status", encoding="ascii") as file:
            return next((int(line.split()[1]) for line in file if line.startswith("VmRSS")), 0) // 1024
    except OSError:
        return 0


def peak(stop, seen):
    """The most memory, in MB, of an executor's Java and of the largest of its workers in Python."""
    while not stop.wait(0.5):
        for executor in on_spark.executors():
            seen["java"] = max(seen.get("java", 0), resident(executor))
            for process in on_spark.below(executor):
                seen["python"] = max(seen.get("python", 0), resident(process))


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--articles", type=int, default=20_000)
    options.add_argument("--workers", type=int, default=2)
    options.add_argument("--megabytes", type=int, default=2048)
    options = options.parse_args()
    spark = on_spark.cluster(options.workers, options.megabytes, **{"spark.sql.shuffle.partitions": str(4 * options.workers)})
    table = pyarrow.Table.from_pylist(list(articles(options.articles)))
    read = spark.createDataFrame(table).repartition(8 * options.workers).persist()
    print(f"{read.count()} articles, {table['text'].nbytes / 1e6:.1f} MB of text, {options.workers} workers")
    spark.range(2).count()

    def stage(name, work):
        stop, seen = threading.Event(), {}
        watching = threading.Thread(target=peak, args=(stop, seen))
        watching.start()
        began = time.monotonic()
        result = work()
        took = time.monotonic() - began
        stop.set()
        watching.join()
        print(f"{name:10} {took:7.1f} s  {took / options.articles * 1e6:8.0f} s a million  "
              f"Java {seen.get('java', 0)} MB, Python {seen.get('python', 0)} MB an executor", flush=True)
        return result

    names = lambda frame: frame.agg(F.sum(F.size("entities")), F.sum(F.size("claims"))).collect()[0]
    entities, claims = stage("analyze", lambda: names(shirushi.spark.analyze(read, date="date")))
    print(f"  {entities} entities, {claims} claims")
    first = shirushi.spark.without_copies(read).persist()
    left = stage("copies", first.count)
    print(f"  {left} are no copy of another")
    events = shirushi.spark.events(first, date="date")
    told = stage("events", lambda: first.join(events, "article").select("told", "event").collect())
    by_event, by_told = {}, {}
    for row in told:
        by_event.setdefault(row["event"], []).append(row["told"])
        by_told.setdefault(row["told"], []).append(row["event"])
    pairs = lambda groups: sum(len(group) * (len(group) - 1) // 2 for group in groups.values())
    both = {}
    for row in told:
        both.setdefault((row["told"], row["event"]), []).append(1)
    print(f"  {len(by_event)} events, of {len(by_told)}: {pairs(both) / max(1, pairs(by_event)):.3f} of the pairs right, "
          f"{pairs(both) / max(1, pairs(by_told)):.3f} found; the largest has {max(map(len, by_event.values()))}")
    compared = shirushi.spark.compare(first.join(events, "article"), date="date")
    found = stage("compare", lambda: compared.groupBy("relation").count().collect())
    print("  " + ", ".join(f"{row['count']} {row['relation']}" for row in found))
    spark.stop()


if __name__ == "__main__":
    sys.exit(main())
