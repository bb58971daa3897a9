"""Measures GiNZA: ginza.py SITE TEXTS.json ROUNDS [MARKED.jsonl ...]

SITE is the folder pip installed it into. TEXTS.json is a list of articles. Prints one JSON object: seconds of each round, characters
and tokens of the articles, how long loading took, bytes installed, and for each marked file the exact F1 of its names.

GiNZA names some two hundred types of Sekine's extended hierarchy. They are mapped to our six in the way that suits it best on each file:
every type of its becomes the type it most often is right as, or nothing where leaving it out gives a better F1. No mapping
written beforehand can give more.
"""
import collections
import json
import os
import sys
import time

site, texts_path, rounds = sys.argv[1], sys.argv[2], int(sys.argv[3])
sys.path.insert(0, site)
for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[threads] = "1"

import spacy  # noqa: E402

started = time.perf_counter()
nlp = spacy.load("ja_ginza")
load = time.perf_counter() - started


def f1(right, found, marked):
    return 2 * right / (found + marked) if found + marked else 0.0


def score(path):
    """The best F1 any mapping of single types can reach, nearly: types join in the order of how often they are right."""
    marked, found, right = 0, collections.Counter(), collections.defaultdict(collections.Counter)
    with open(path, encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines if line.strip()]
    for record, document in zip(records, nlp.pipe(record["text"] for record in records)):
        names = {(e["start"], e["end"]): e["type"] for e in record["entities"] if e["type"]}
        open_stretches = [(e["start"], e["end"]) for e in record["entities"] if not e["type"]]
        marked += len(names)
        for entity in document.ents:
            at = (entity.start_char, entity.end_char)
            if at in names:
                right[entity.label_][names[at]] += 1
            elif any(start < at[1] and at[0] < end for start, end in open_stretches):
                continue
            found[entity.label_] += 1
    best = {label: right[label].most_common(1)[0] if right[label] else (None, 0) for label in found}
    order = sorted(found, key=lambda label: -best[label][1] / found[label])
    taken, hits, total = [], 0, 0
    for label in order:
        if f1(hits + best[label][1], total + found[label], marked) > f1(hits, total, marked):
            hits, total = hits + best[label][1], total + found[label]
            taken.append(label)
    return {"f1": f1(hits, total, marked), "right": hits, "found": total, "marked": marked, "types": len(taken)}


with open(texts_path, encoding="utf-8") as file:
    articles = json.load(file)
seconds, tokens = [], 0
# Sentence-sized warming up.
nlp(articles[0][:200])
for _ in range(rounds):
    started = time.perf_counter()
    tokens = 0
    for article in articles:
        # SudachiPy takes at most 49,149 bytes at once; our articles are shorter.
        tokens += len(nlp(article))
    seconds.append(time.perf_counter() - started)

installed = sum(
    os.path.getsize(os.path.join(folder, name)) for folder, _, names in os.walk(site) for name in names
)
print(json.dumps({
    "seconds": seconds,
    "characters": sum(map(len, articles)),
    "tokens": tokens,
    "load": load,
    "installed": installed,
    "scores": {os.path.basename(path): score(path) for path in sys.argv[4:]},
}))
