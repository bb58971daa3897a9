"""Reads the files of one format with the software of other people and prints the marks it finds, one JSON a line: the number of the
text (or its name), the words it has there, and the label. Every word is cut out of a text by that software or by Python's own
indices, never taken from a quote in the file.
"""

import csv
import io
import json
import os
import re
import sys
import zipfile

format, folder = sys.argv[1:3]


def path(name):
    return os.path.join(folder, name)


def lines(name):
    # As Python's tools read them: `splitlines` cuts at U+2028, too.
    with open(path(name), encoding="utf-8", newline="") as file:
        return [json.loads(line) for line in file.read().splitlines()]


def say(text, words, label):
    print(json.dumps([text, words, label], ensure_ascii=True))


def of_spacy():
    import spacy
    from spacy.tokens import Doc, DocBin

    nlp = spacy.blank("xx")
    Doc.set_extension("shirushi", default=None)
    docs = [Doc(nlp.vocab).from_json(line, validate=True) for line in lines("spacy.jsonl")]
    # Through spaCy's own binary format and back.
    docs = list(DocBin(docs=docs, store_user_data=True).get_docs(nlp.vocab))
    for number, (doc, line) in enumerate(zip(docs, lines("spacy.jsonl"))):
        assert doc.text == line["text"], "the text is not the same"
        for span in doc.spans["shirushi"]:
            say(number, span.text, span.label_)
        for span in doc.ents:
            say(number, span.text, "ent:" + span.label_)
    with open(path("spacy-theirs.jsonl"), "w", encoding="utf-8") as file:
        for doc in docs:
            file.write(json.dumps(doc.to_json(underscore=["shirushi"]), ensure_ascii=False) + "\n")


def of_cas_json():
    import cassis

    with zipfile.ZipFile(path("cas-json.zip")) as archive:
        for number, name in enumerate(sorted(archive.namelist())):
            cas = cassis.load_cas_from_json(io.BytesIO(archive.read(name)))
            for mark in cas.select("webanno.custom.Shirushi"):
                say(number, mark.get_covered_text(), mark.label)
            for link in cas.select("webanno.custom.ShirushiRelation"):
                say(number, link.Governor.get_covered_text() + " > " + link.Dependent.get_covered_text(), link.label)
            cas.to_json(path(f"cas-theirs-{number}.json"))


def of_cas_xmi():
    import cassis

    with zipfile.ZipFile(path("cas-xmi.zip")) as archive:
        types = cassis.load_typesystem(io.BytesIO(archive.read("TypeSystem.xml")))
        for number, name in enumerate(sorted(name for name in archive.namelist() if name.endswith(".xmi"))):
            cas = cassis.load_cas_from_xmi(io.BytesIO(archive.read(name)), typesystem=types)
            for mark in cas.select("webanno.custom.Shirushi"):
                say(number, mark.get_covered_text(), mark.label)
            for link in cas.select("webanno.custom.ShirushiRelation"):
                say(number, link.Governor.get_covered_text() + " > " + link.Dependent.get_covered_text(), link.label)
            cas.to_xmi(path(f"cas-theirs-{number}.xmi"))


def of_tei():
    import xml.etree.ElementTree as ElementTree

    tei, ids = "{http://www.tei-c.org/ns/1.0}", "{http://www.w3.org/XML/1998/namespace}id"
    for number, one in enumerate(ElementTree.parse(path("tei.xml")).getroot().iter(tei + "TEI")):
        anchors, text = {}, ""
        body = one.find(f"{tei}text/{tei}body/{tei}ab")
        text += body.text or ""
        for part in body:
            if part.tag == tei + "anchor":
                anchors["#" + part.get(ids)] = len(text)
            else:
                assert part.tag == tei + "g", part.tag
                text += chr(int(part.get("n")[2:], 16))
            text += part.tail or ""
        labels = {}
        for features in one.iter(tei + "fs"):
            for feature in features.iter(tei + "f"):
                if feature.get("name") == "label":
                    labels["#" + features.get(ids)] = feature.find(tei + "string").text
        marks = {}
        for span in one.iter(tei + "span"):
            label = labels[span.get("ana")] if span.get("ana") else marks[span.get("prev")]
            marks["#" + span.get(ids)] = label
            say(number, text[anchors[span.get("from")]:anchors[span.get("to")]], label)


def of_recogito():
    with zipfile.ZipFile(path("recogito.zip")) as archive:
        for number, name in enumerate(sorted(name for name in archive.namelist() if name.endswith(".json"))):
            # JavaScript counts UTF-16 units.
            units = archive.read(name[:-5] + ".txt").decode("utf-8").encode("utf-16-le")
            for one in json.loads(archive.read(name)):
                if isinstance(one["target"], list):
                    continue
                of_type = {selector["type"]: selector for selector in one["target"]["selector"]}
                position = of_type["TextPositionSelector"]
                words = units[2 * position["start"]:2 * position["end"]].decode("utf-16-le")
                assert words == of_type["TextQuoteSelector"]["exact"], one
                say(number, words, one["body"][0]["value"])


def of_xlsx():
    import openpyxl

    book = openpyxl.load_workbook(path("xlsx.xlsx"))
    assert book.sheetnames == ["texts", "mentions", "relations", "claims", "entities"], book.sheetnames
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in ("s", "n"), (cell.coordinate, cell.data_type, cell.value)
    rows = lambda name: [dict(zip([cell.value for cell in book[name][1]], [cell.value for cell in row]))
                         for row in book[name].iter_rows(min_row=2)]
    texts = {row["article"]: number for number, row in enumerate(rows("texts"))}
    for row in rows("mentions"):
        assert row["start"] < row["end"] and row["canonical"] in (None, "正式"), row
        if row["placement"] == "placed":
            say(texts[row["article"]], row["quote"], row["label"])


class Marks:
    """Gathers the words of `<mark>`s by what tells them apart."""

    def __init__(self, page, key):
        from html.parser import HTMLParser

        marks = self

        class Parser(HTMLParser):
            def handle_starttag(self, tag, attributes):
                attributes = dict(attributes)
                assert tag not in ("script", "link", "img", "iframe"), tag
                if tag == "h2":
                    marks.number += 1
                    marks.found.append({})
                elif tag == "mark":
                    marks.open.append(key(attributes))
                    marks.labels.setdefault((marks.number, marks.open[-1]), attributes.get("data-type"))

            def handle_endtag(self, tag):
                if tag == "mark":
                    marks.open.pop()

            def handle_data(self, words):
                for mark in marks.open:
                    found = marks.found[marks.number]
                    found[mark] = found.get(mark, "") + words

        self.number, self.found, self.open, self.labels = -1, [], [], {}
        Parser().feed(page)
        assert not self.open


def of_html():
    with open(path("html.html"), encoding="utf-8", newline="") as file:
        page = file.read()
    assert "http" not in page.split("<style>")[0].replace("http-equiv", ""), "something is fetched"
    marks = Marks(page, lambda attributes: attributes["data-mark"])
    for number, found in enumerate(marks.found):
        for mark, words in found.items():
            say(number, words, re.sub(r" \d+/\d+$", "", marks.labels[number, mark]))


def of_markdown():
    from html.parser import HTMLParser
    from markdown_it import MarkdownIt

    class Parser(HTMLParser):
        """The words of paragraphs below each second heading, and what stands in `<sup>`."""

        texts, labels, open = [], [], []

        def handle_starttag(self, tag, attributes):
            assert tag not in ("script", "link", "img", "iframe", "a", "code", "em", "strong"), tag
            if tag == "h2":
                self.texts.append("")
            if tag != "br":
                self.open.append(tag)

        def handle_endtag(self, tag):
            if tag != "br":
                assert self.open.pop() == tag

        def handle_data(self, words):
            if "sup" in self.open:
                self.labels.append((len(self.texts) - 1, re.sub(r" \d+/\d+$", "", words)))
            elif "p" in self.open:
                self.texts[-1] += words.replace("\n", "")

    with open(path("markdown.md"), encoding="utf-8", newline="") as file:
        parser = Parser()
        parser.feed(MarkdownIt("commonmark").enable("table").render(file.read()))
    for number, text in enumerate(parser.texts):
        say(number, text, "text")
    for number, label in parser.labels:
        say(number, "", label)


def of_web_annotation():
    from pyld import jsonld

    oa, rdf = "http://www.w3.org/ns/oa#", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    reference = {"@type": "@id"}
    # The terms of http://www.w3.org/ns/anno.jsonld that occur here.
    terms = {
        "id": "@id",
        "type": "@type",
        "body": {"@id": oa + "hasBody", **reference},
        "target": {"@id": oa + "hasTarget", **reference},
        "source": {"@id": oa + "hasSource", **reference},
        "selector": {"@id": oa + "hasSelector", **reference},
        "motivation": {"@id": oa + "motivatedBy", "@type": "@vocab"},
        "purpose": {"@id": oa + "hasPurpose", "@type": "@vocab"},
        "items": {"@id": "http://www.w3.org/ns/activitystreams#items", "@container": "@list", **reference},
        "first": {"@id": "http://www.w3.org/ns/activitystreams#first", **reference},
        "value": rdf + "value",
        "creator": {"@id": "http://purl.org/dc/terms/creator", **reference},
        "name": "http://xmlns.com/foaf/0.1/name",
        "label": "http://www.w3.org/2000/01/rdf-schema#label",
        "total": "http://www.w3.org/ns/activitystreams#totalItems",
        "startIndex": "http://www.w3.org/ns/activitystreams#startIndex",
        "created": "http://purl.org/dc/terms/created",
        "modified": "http://purl.org/dc/terms/modified",
    }
    for word in ["exact", "prefix", "suffix", "start", "end", "Annotation", "TextualBody", "TextPositionSelector",
                 "TextQuoteSelector", "identifying", "assessing", "highlighting", "linking", "tagging", "commenting"]:
        terms[word] = oa + word
    for word in ["AnnotationCollection", "AnnotationPage", "Person", "Software"]:
        terms[word] = "urn:of-other-vocabularies:" + word

    def load(address, options):
        assert address == "http://www.w3.org/ns/anno.jsonld", address
        return {"contextUrl": None, "documentUrl": address, "document": {"@context": terms}, "contentType": "application/ld+json"}

    jsonld.set_document_loader(load)
    with open(path("web-annotation.jsonld"), encoding="utf-8") as file:
        (collection,) = jsonld.expand(json.load(file))
    value = lambda thing, key: thing[key][0]["@value"]
    ours = "urn:shirushi:ns:"
    texts = {text["@id"]: (number, value(text, ours + "text")) for number, text in enumerate(collection[ours + "texts"][0]["@list"])}
    page = collection["http://www.w3.org/ns/activitystreams#first"][0]
    for one in page["http://www.w3.org/ns/activitystreams#items"][0]["@list"]:
        assert one["@type"] == [oa + "Annotation"] and len(one[oa + "motivatedBy"]) == 1, one
        assert "@value" in one[ours + "details"][0], "what the vocabulary has no word for is gone"
        (label,) = [body for body in one[oa + "hasBody"] if body[oa + "hasPurpose"][0]["@id"] == oa + "tagging"]
        for target in one[oa + "hasTarget"]:
            if oa + "hasSelector" not in target:
                continue
            number, text = texts[target[oa + "hasSource"][0]["@id"]]
            of_type = {selector["@type"][0]: selector for selector in target[oa + "hasSelector"]}
            position, quote = of_type[oa + "TextPositionSelector"], of_type[oa + "TextQuoteSelector"]
            if ours + "placement" in target:
                continue
            start, end = value(position, oa + "start"), value(position, oa + "end")
            assert text[start:end] == value(quote, oa + "exact")
            assert text[:start].endswith(value(quote, oa + "prefix")) and text[end:].startswith(value(quote, oa + "suffix"))
            say(number, text[start:end], value(label, rdf + "value"))


def of_conll():
    from seqeval.metrics.sequence_labeling import get_entities

    number, sentences = -1, []
    with open(path("conll.conll"), encoding="utf-8", newline="\n") as file:
        for line in file.read().split("\n"):
            if line.startswith("-DOCSTART-"):
                number += 1
            elif line.startswith("# article = "):
                text = json.loads(line.removeprefix("# article = "))["text"]
            elif not line:
                sentences.append((number, None, []))
            else:
                # Readers split lines by blanks of any kind.
                token, tag, start, end = line.split()
                if not sentences or sentences[-1][0] != number or not sentences[-1][2]:
                    sentences.append((number, text, []))
                sentences[-1][2].append((tag, int(start), int(end)))
    for number, text, tokens in sentences:
        for label, first, last in get_entities([tag for tag, _, _ in tokens]):
            say(number, text[tokens[first][1]:tokens[last][2]], label)


def of_tables():
    def rows(part):
        with open(path(f"tables.{part}.csv"), encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file, strict=True))

    plain = lambda cell: cell[1:] if cell[:1] == "'" and cell.lstrip("'")[:1] in tuple("=+-@\t\r\n＝＋－＠") else cell
    for part in ("texts", "mentions", "relations", "claims", "entities"):
        for row in rows(part):
            assert None not in row and None not in row.values(), row
            assert not any(cell[:1] in tuple("=+-@\t\r\n＝＋－＠") for cell in row.values()), row
    texts = {row["article"]: (number, plain(row["text"])) for number, row in enumerate(rows("texts"))}
    for row in rows("mentions"):
        if row["placement"] == "placed":
            number, text = texts[row["article"]]
            say(number, text[int(row["start"]):int(row["end"])], plain(row["label"]))


def of_brat():
    with zipfile.ZipFile(path("brat.zip")) as archive:
        names = sorted(name for name in archive.namelist() if name.endswith(".ann"))
        for number, name in enumerate(names):
            text = archive.read(name[:-4] + ".txt").decode("utf-8")
            for line in archive.read(name).decode("utf-8").splitlines():
                if line.startswith("T"):
                    _, place, words = line.split("\t")
                    label, fragments = place.split(" ", 1)
                    parts = [text[slice(*map(int, part.split()))] for part in fragments.split(";")]
                    assert len(" ".join(parts)) == len(words), line
                    say(number, "|".join(parts), label)


def of_brat_by_medkit():
    """medkit reads texts by lines of one kind, which counts a CR LF as one: its spans are looked for in the text as it is. What it takes
    for no entity, a mark on a blank, it drops, and fails on the note about it: both are taken out first.
    """
    import tempfile
    from medkit.core.text import Entity, ModifiedSpan, Relation
    from medkit.io.brat import BratInputConverter

    with tempfile.TemporaryDirectory() as unpacked:
        with zipfile.ZipFile(path("brat.zip")) as archive:
            archive.extractall(unpacked)
        for name in os.listdir(unpacked):
            if name.endswith(".ann"):
                with open(os.path.join(unpacked, name), encoding="utf-8", newline="\n") as file:
                    notes = file.read().split("\n")
                blank = {fields[0] for fields in map(lambda note: note.split("\t"), notes) if len(fields) > 2 and not fields[2].strip()}
                about = lambda note: set(re.split(r"[\t :]", note))
                with open(os.path.join(unpacked, name), "w", encoding="utf-8", newline="\n") as file:
                    file.write("\n".join(note for note in notes if not blank & about(note)))
        documents = BratInputConverter(detect_cuis_in_notes=False).load(unpacked)
        assert len(documents) == 2, documents
        for number, document in enumerate(documents):
            with open(document.metadata["path_to_text"], encoding="utf-8", newline="") as file:
                text = file.read()
            entities = {}
            for one in document.anns.get():
                if isinstance(one, Entity):
                    parts = [text[span.start:span.end] for span in one.spans if not isinstance(span, ModifiedSpan)]
                    assert len(" ".join(parts)) == len(one.text), one
                    entities[one.uid] = one
                    say(number, "|".join(parts), one.label)
            for one in document.anns.get():
                if isinstance(one, Relation):
                    assert one.source_id in entities and one.target_id in entities, one
                    say(number, entities[one.source_id].label + " > " + entities[one.target_id].label, one.label)


def of_label_studio_by_label_studio_sdk():
    """The tool's own rules for what fits a labelling set-up; the set-up is the one that docs/FORMATS.md names."""
    from xml.sax.saxutils import quoteattr
    from label_studio_sdk.label_interface import LabelInterface

    with open(path("label-studio.json"), encoding="utf-8") as file:
        tasks = json.load(file)
    regions = [region for task in tasks for region in task["annotations"][0]["result"]]
    labels = sorted({label for region in regions if region["type"] == "labels" for label in region["value"]["labels"]})
    options = "".join(f"<Label value={quoteattr(label)}/>" for label in labels)
    setup = LabelInterface(
        f'<View><Labels name="label" toName="text">{options}</Labels><Text name="text" value="$text"/></View>'
    )
    for number, task in enumerate(tasks):
        assert setup.validate_task({"data": task["data"]}), task["data"].keys()
        for one in task["annotations"] + task.get("predictions", []):
            errors = setup._validate_object(one, return_errors=True)
            assert not errors, errors
        for region in task["annotations"][0]["result"]:
            if region["type"] == "labels":
                start, end = region["value"]["start"], region["value"]["end"]
                say(number, task["data"]["text"][start:end], region["value"]["labels"][0])


def of_json_lines():
    for number, line in enumerate(lines(f"{format}.jsonl")):
        if format == "prodigy":
            spans = [(span["start"], span["end"], span["label"]) for span in line["spans"]]
        else:
            spans = [(span["start"], span["end"], span["type"]) for span in line["entities"]]
        for start, end, label in spans:
            say(number, line["text"][start:end], label)


def of_doccano():
    for number, line in enumerate(lines("doccano.jsonl")):
        units = line["text"].encode("utf-16-le")
        for span in line["entities"]:
            words = units[2 * span["start_offset"]:2 * span["end_offset"]]
            say(number, words.decode("utf-16-le"), span["label"])


def of_label_studio():
    with open(path("label-studio.json"), encoding="utf-8") as file:
        for number, task in enumerate(json.load(file)):
            for region in task["annotations"][0]["result"]:
                if region["type"] == "labels":
                    value = region["value"]
                    words = task["data"]["text"][value["start"]:value["end"]]
                    assert words == value["text"]
                    say(number, words, value["labels"][0])


def of_project():
    import jsonschema

    with open(path("project.json"), encoding="utf-8") as file, open(sys.argv[3], encoding="utf-8") as schema:
        project, schema = json.load(file), json.load(schema)
    jsonschema.validators.validator_for(schema).check_schema(schema)
    jsonschema.validate(project, schema)
    texts = {article["id"]: (number, article["text"]) for number, article in enumerate(project["articles"])}
    for mark in project["annotations"]:
        if mark["placement"] == "placed":
            number, text = texts[mark["article"]]
            for span in mark["spans"]:
                say(number, text[span["start"]:span["end"]], mark["body"]["type"])


ask = "of_" + format.replace("-", "_")
by_software = f"{ask}_by_{sys.argv[4]}"
if format in ("prodigy", "training"):
    of_json_lines()
else:
    globals()[by_software if by_software in globals() else ask]()
