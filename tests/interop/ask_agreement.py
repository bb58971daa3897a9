"""Reads projects of several people and measures how far they agree with the software of other people: Cohen's kappa by scikit-learn,
Krippendorff's alpha by krippendorff. Characters that are no blank are the units; the label of each is the set of all categories that
cover it. Each project is read anew from its own file. Prints one JSON a line: the figures of one example.
"""

import json
import sys
from collections import Counter

import krippendorff
import numpy
from sklearn.metrics import cohen_kappa_score, f1_score


def category(body):
    return body["kind"] if body["type"] == "entity" else body["type"]


def marks(project):
    found = []
    for mark in project["annotations"]:
        spans = tuple((span["start"], span["end"]) for span in mark["spans"])
        found.append((mark["article"], spans, category(mark["body"])))
    return found


def characters(project):
    for article in project["articles"]:
        for place, character in enumerate(article["text"]):
            if not character.isspace():
                yield article["id"], place


def labels(project, units):
    covered = {}
    for article, spans, label in marks(project):
        for start, end in spans:
            for place in range(start, end):
                covered.setdefault((article, place), set()).add(label)
    known = {article["id"] for article in project["articles"]}
    return [" ".join(sorted(covered.get(unit, ()))) if unit[0] in known else None for unit in units]


def numbers(rows, of=lambda label: label):
    values = sorted({of(label) for row in rows for label in row if label is not None})
    number = {value: at for at, value in enumerate(values)}
    as_row = lambda row: [numpy.nan if label is None else number[of(label)] for label in row]
    return [as_row(row) for row in rows], values


def alpha(rows, of=lambda label: label):
    data, values = numbers(rows, of)
    pairable = {of(label) for column in zip(*rows) for label in column if sum(one is not None for one in column) > 1 and label is not None}
    if len(pairable) < 2:
        return None
    return float(krippendorff.alpha(reliability_data=data, level_of_measurement="nominal"))


def kappa(left, right):
    both = [(a, b) for a, b in zip(left, right) if a is not None and b is not None]
    if len({label for pair in both for label in pair}) < 2:
        return None
    return float(cohen_kappa_score([a for a, _ in both], [b for _, b in both]))


def exact_f1(left, right):
    # Every mark that either has, as often as the one who has it more often: found by the other or not.
    ours, theirs = Counter(marks(left)), Counter(marks(right))
    known = lambda project: {article["id"] for article in project["articles"]}
    both = known(left) & known(right)
    truth, found = [], []
    for mark in set(ours) | set(theirs):
        if mark[0] in both:
            for at in range(max(ours[mark], theirs[mark])):
                truth.append(at < ours[mark])
                found.append(at < theirs[mark])
    return float(f1_score(truth, found)) if truth else None


for line in sys.stdin:
    projects = [json.load(open(path, encoding="utf-8")) for path in json.loads(line)]
    # What only one person has read is no unit.
    counted = Counter(article["id"] for project in projects for article in project["articles"])
    units = [unit for unit in characters(projects[0]) if counted[unit[0]] > 1]
    rows = [labels(project, units) for project in projects]
    used = sorted({label for project in projects for _, _, label in marks(project)})
    inside = {name: alpha(rows, lambda label, name=name: name in label.split()) for name in used}
    print(json.dumps({
        "kappa": kappa(rows[0], rows[1]),
        "alpha": alpha(rows),
        "f1": exact_f1(projects[0], projects[1]),
        "inside": inside,
    }))
