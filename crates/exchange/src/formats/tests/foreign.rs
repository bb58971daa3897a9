//! Files as other tools write them.

use super::{arrival, input};
use crate::formats::{Arrival, FilesRead, Format, Kind, OffsetUnit, Options, recognise};
use shirushi_model::{
    Article, ArticleId, ArticleMeta, Body, Certainty, ClaimType, Creator, Status, Target, Timestamp,
};
use std::sync::Arc;

fn read(format: Format, files: &[(&str, &str)]) -> FilesRead {
    let files: Vec<_> = files.iter().map(|(name, content)| input(name, *content)).collect();
    if let [file] = files.as_slice() {
        assert_eq!(recognise(file), Ok(Kind::Format(format)));
    }
    format.read(&files, &Options::default(), &arrival()).unwrap()
}

/// Words and labels of all marks; relations as `from -label-> to`.
fn marks(read: &FilesRead) -> Vec<String> {
    let words = |article: ArticleId, target: &Target| match target {
        Target::Unplaced(_) => "?".to_owned(),
        Target::Placed(spans) => {
            let text = &read.project.article(article).unwrap().text;
            spans.iter().map(|span| span.slice(text).unwrap()).collect::<Vec<_>>().join("…")
        }
    };
    let mark = |mark: &Arc<shirushi_model::Annotation>| {
        let here = words(mark.article, &mark.target);
        match &mark.body {
            Body::Entity(entity) => format!("{here} {}", entity.kind.name()),
            Body::Claim(claim) => format!("{here} {:?}:{:?}", claim.kind, claim.certainty),
            Body::Highlight(highlight) => {
                format!("{here} #{}", read.project.tagset.get(highlight.tag).unwrap().name)
            }
            Body::Relation(relation) => {
                format!("{here} -{:?}-> {}", relation.relation, words(relation.other, &relation.place))
            }
        }
    };
    read.project.annotations.values().map(mark).collect()
}

#[test]
fn doccano_tells_its_unit_by_what_fits() {
    let lines = "{\"id\": 1, \"text\": \"👩‍🚒 港へ\", \"label\": [[6, 7, \"場所\"]], \"Comments\": []}\n\
                 {\"id\": 2, \"text\": \"☔️ 晴れ\", \"label\": [[3, 5, \"天気\"]]}\n";
    let read = read(Format::Doccano, &[("a.jsonl", lines)]);
    assert_eq!(
        (read.unit, marks(&read)),
        (Some(OffsetUnit::Utf16), vec!["港 #場所".to_owned(), "晴れ #天気".to_owned()])
    );
    let graphemes = "{\"text\": \"👩‍🚒 港 へ\", \"label\": [[2, 3, \"場所\"], [4, 5, \"助詞\"]]}\n";
    let read = super::foreign::read(Format::Doccano, &[("a.jsonl", graphemes)]);
    assert_eq!((read.unit, marks(&read)[0].as_str()), (Some(OffsetUnit::Graphemes), "港 #場所"));
}

#[test]
fn doccano_with_relations_in_any_order() {
    // The first part of a mark may stand behind the others.
    let line = r#"{"text": "港の火災は大きい", "entities": [
        {"id": 5, "label": "claim:event:reported", "start_offset": 5, "end_offset": 8},
        {"id": 3, "label": "claim:event:reported", "start_offset": 2, "end_offset": 4},
        {"id": 1, "label": "LOC", "start_offset": 0, "end_offset": 1}],
        "relations": [{"id": 1, "from_id": 3, "to_id": 5, "type": "part"},
            {"id": 2, "from_id": 5, "to_id": 1, "type": "differ:place"}]}"#
        .replace('\n', " ");
    let read = read(Format::Doccano, &[("a.jsonl", &line)]);
    assert_eq!(marks(&read), ["火災…大きい Event:Reported", "港 LOCATION", "火災…大きい -Differ-> 港"]);
    assert_eq!(read.findings, []);
}

#[test]
fn label_studio_predictions_are_suggestions() {
    let file = r#"[{"id": 1, "data": {"article": "港の火災", "source": 7}, "annotations": [{"completed_by": {"email": "a@example.com"},
        "result": [{"id": "x", "type": "labels", "value": {"start": 0, "end": 1, "labels": ["PER"]}, "meta": {"text": ["要", "確認"]}}]}],
        "predictions": [{"model_version": "m1", "result": [
            {"id": "x", "type": "labels", "value": {"start": 2, "end": 4, "text": "火災", "labels": ["EVENT"]}},
            {"id": "y", "type": "choices", "value": {"choices": ["事件"]}}]}]}]"#;
    let read = read(Format::LabelStudio, &[("a.json", file)]);
    assert_eq!(marks(&read), ["港 PERSON", "火災 EVENT", "港の火災 #事件"]);
    let mut all = read.project.annotations.values();
    let first = all.next().unwrap();
    assert_eq!((first.note.as_str(), first.status), ("要\n確認", Status::Accepted));
    assert_eq!(first.creator, Creator::Person { name: "a@example.com".to_owned() });
    let second = all.next().unwrap();
    let model = Creator::Model { name: "label-studio".to_owned(), version: "m1".to_owned() };
    assert_eq!((second.status, &second.creator), (Status::Suggested, &model));
    let codes: Vec<&str> = read.findings.iter().map(|finding| finding.what.code()).collect();
    // The source of the task has no place among ours.
    assert_eq!(codes, ["not-understood", "whole-text"]);
}

#[test]
fn brat_with_everything_it_has() {
    let standoff = "T1\tPerson 0 2\t佐藤\nT2\tclaim-event 3 5;10 12\t火災 見た\nT3\tPlace 6 9\t辻 港\n\
                    R1\tcontradict Arg1:T2 Arg2:T1\t\n#1\tAnnotatorNotes T2\t「見た」は伝聞\nA1\tQuotation T2 indirect\n";
    let files =
        [("a.txt", "佐藤が火災を辻\n港で見た"), ("a.ann", standoff), ("annotation.conf", "[entities]")];
    let read = read(Format::Brat, &files);
    assert_eq!(
        marks(&read),
        ["佐藤 #Person", "火災…見た Event:Asserted", "辻\n港 #Place", "火災…見た -Contradict-> 佐藤"]
    );
}

#[test]
fn conll_of_others_has_tokens_and_tags_alone() {
    let file = "-DOCSTART- -X- -X- O\n\n浜野 NNP B-NP B-LOC\n港 NN I-NP I-LOC\nで IN B-PP O\n\nEU NNP B-NP B-ORG\nrejects VBZ B-VP O\n";
    let read = read(Format::Conll, &[("a.txt", file)]);
    assert_eq!(&*read.project.articles[0].text, "浜野港で\nEU rejects\n");
    assert_eq!(marks(&read), ["浜野港 LOCATION", "EU ORGANIZATION"]);
}

#[test]
fn a_doc_of_spacy_and_a_task_of_prodigy() {
    let doc = r#"{"text": "佐藤が港へ", "ents": [{"start": 0, "end": 2, "label": "PERSON", "kb_id": "Q1"}],
        "spans": {"sc": [{"start": 3, "end": 4, "label": "LOC", "kb_id": ""}]}, "tokens": [], "cats": {"事件": 0.9, "他": 0.1}}"#;
    let read = read(Format::Spacy, &[("a.json", doc)]);
    assert_eq!(marks(&read), ["港 LOCATION", "佐藤 PERSON", "佐藤が港へ #事件"]);
    let tasks = "{\"text\": \"佐藤が港へ\", \"meta\": {\"source\": \"x\"}, \"spans\": [{\"start\": 0, \"end\": 2, \"token_start\": 0, \"token_end\": 0, \
                 \"label\": \"PERSON\"}], \"answer\": \"reject\", \"_task_hash\": 1}\n{\"text\": \"港\", \"spans\": [], \"answer\": \"ignore\"}\n";
    let read = super::foreign::read(Format::Prodigy, &[("a.jsonl", tasks)]);
    assert_eq!(marks(&read), ["佐藤 PERSON"]);
    assert_eq!(read.project.annotations.values().next().unwrap().status, Status::Rejected);
    assert_eq!(read.findings[0].what.code(), "not-understood");
}

#[test]
fn a_cas_of_inception() {
    let cas = r#"{"%TYPES": {}, "%FEATURE_STRUCTURES": [
        {"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaNum": 1, "sofaID": "_InitialView", "sofaString": "👩が港へ"},
        {"%ID": 2, "%TYPE": "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token", "@sofa": 1, "begin": 0, "end": 2},
        {"%ID": 3, "%TYPE": "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity", "@sofa": 1, "begin": 3, "end": 4, "value": "LOC"},
        {"%ID": 4, "%TYPE": "webanno.custom.Person", "@sofa": 1, "begin": 0, "end": 2},
        {"%ID": 5, "%TYPE": "webanno.custom.At", "@sofa": 1, "begin": 3, "end": 4, "@Governor": 4, "@Dependent": 3, "label": "agree"}],
        "%VIEWS": {}}"#;
    let read = read(Format::CasJson, &[("a.json", cas)]);
    assert_eq!(marks(&read), ["港 LOCATION", "👩 #Person", "👩 -Agree-> 港"]);
}

#[test]
fn an_xmi_of_inception() {
    let cas = r#"<?xml version="1.1" encoding="UTF-8"?>
        <xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" xmi:version="2.0"
            xmlns:type="http:///de/tudarmstadt/ukp/dkpro/core/api/ner/type.ecore"
            xmlns:meta="http:///de/tudarmstadt/ukp/dkpro/core/api/metadata/type.ecore"
            xmlns:custom="http:///webanno/custom.ecore">
          <cas:NULL xmi:id="0"/>
          <meta:DocumentMetaData xmi:id="7" sofa="1" begin="0" end="4" language="x" documentTitle="港.txt"/>
          <type:NamedEntity xmi:id="3" sofa="1" begin="3" end="4" value="LOC"/>
          <custom:Person xmi:id="4" sofa="1" begin="0" end="2"/>
          <custom:At xmi:id="5" sofa="1" begin="3" end="4" Governor="4" Dependent="3" label="agree"/>
          <cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text" sofaString="👩が港&#10;"/>
          <cas:View sofa="1" members="7 3 4 5"/>
        </xmi:XMI>"#;
    let read = read(Format::CasXmi, &[("a.xmi", cas)]);
    assert_eq!(marks(&read), ["港 LOCATION", "👩 #Person", "👩 -Agree-> 港"]);
    assert_eq!(&*read.project.articles[0].text, "👩が港\n");
    assert_eq!(read.findings, []);
    assert_eq!(read.project.articles[0].meta.title, "港.txt");
}

#[test]
fn a_tei_file_with_names_in_the_text() {
    let tei = r##"<?xml version="1.0"?>
        <TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>浜野港で
          火災</title><author>佐藤</author></titleStmt><publicationStmt><publisher>浜野新聞</publisher>
          <date when="2025-08-03">8月3日</date></publicationStmt></fileDesc></teiHeader>
          <text><body>
            <head>浜野港で火災</head>
            <p><date when="2025-08-02">2日</date>、<placeName key="浜野市">浜野</placeName>の
              <rs type="person" xml:id="sato">佐藤<note>消防士</note>氏</rs>は<seg type="要確認">出火</seg>と<choice><sic>述た</sic>
              <corr>述べた</corr></choice>。</p>
            <p><ruby><rb>辻</rb><rt>つじ</rt></ruby>も<anchor xml:id="x"/>見た<anchor xml:id="y"/>。</p>
          </body></text>
          <standOff><spanGrp type="claim"><span xml:id="s" from="#x" to="#y" type="claim:event">目撃</span></spanGrp>
            <listRelation><relation name="agree" active="#s" passive="#sato"/></listRelation></standOff></TEI>"##;
    let read = read(Format::Tei, &[("a.xml", tei)]);
    let article = &read.project.articles[0];
    assert_eq!(&*article.text, "浜野港で火災\n2日、浜野の佐藤氏は出火と述た。\n辻も見た。");
    let meta = &article.meta;
    assert_eq!((meta.title.as_str(), meta.outlet.as_str()), ("浜野港で 火災", "浜野新聞"));
    assert_eq!((meta.author.as_str(), meta.published.as_str()), ("佐藤", "2025-08-03"));
    assert_eq!(
        marks(&read),
        [
            "2日 DATE",
            "浜野 LOCATION",
            "佐藤氏 PERSON",
            "出火 #要確認",
            "見た Event:Asserted",
            "見た -Agree-> 佐藤氏"
        ]
    );
    let codes: Vec<&str> = read.findings.iter().map(|finding| finding.what.code()).collect();
    assert_eq!(codes, ["not-understood"]);
    let zip = crate::formats::zipped::zipped(&[("a/b.xml".to_owned(), tei.as_bytes().to_vec())]);
    assert_eq!(recognise(&input("a.zip", zip)), Ok(Kind::Format(Format::Tei)));
}

#[test]
fn annotations_of_recogito_and_annotorious() {
    let recogito = r##"[{"@context": "http://www.w3.org/ns/anno.jsonld", "id": "#1", "type": "Annotation",
        "body": [{"type": "TextualBody", "purpose": "tagging", "value": "LOC"},
            {"type": "TextualBody", "purpose": "commenting", "value": "埠頭か"}],
        "target": {"selector": [{"type": "TextQuoteSelector", "exact": "港"},
            {"type": "TextPositionSelector", "start": 6, "end": 7}]}},
        {"@context": "http://www.w3.org/ns/anno.jsonld", "id": "#2", "type": "Annotation", "motivation": "linking",
        "body": [{"type": "TextualBody", "purpose": "tagging", "value": "differ:place"}],
        "target": [{"id": "#1"}, {"id": "#1"}]}]"##;
    assert_eq!(recognise(&input("a.json", recogito)), Ok(Kind::Format(Format::Recogito)));
    let read = super::foreign::read(Format::Recogito, &[("a.txt", "👩‍🚒が港へ"), ("a.json", recogito)]);
    assert_eq!(marks(&read), ["港 LOCATION", "港 -Differ-> 港"]);
    assert_eq!(read.project.annotations.values().next().unwrap().note, "埠頭か");
    let annotorious = r#"[{"id": "1", "bodies": [{"id": "b", "annotation": "1", "purpose": "tagging", "value": "要確認"}],
        "target": {"annotation": "1", "creator": {"id": "u", "name": "鈴木"}, "created": "2025-08-03T01:02:03Z",
            "selector": [{"quote": "👩‍🚒", "start": 0, "end": 5}, {"quote": "へ", "start": 7, "end": 8}]}}]"#;
    let read = super::foreign::read(Format::Recogito, &[("a.txt", "👩‍🚒が港へ"), ("a.json", annotorious)]);
    assert_eq!(marks(&read), ["👩‍🚒…へ #要確認"]);
    let mark = read.project.annotations.values().next().unwrap();
    assert_eq!(mark.creator, Creator::Person { name: "鈴木".to_owned() });
    assert_eq!(read.findings, []);
}

#[test]
fn web_annotations_on_articles_that_are_here() {
    let meta = ArticleMeta { url: "https://example.com/1".to_owned(), ..ArticleMeta::default() };
    let article = Arc::new(Article::new(ArticleId(3), "港の火災。港の声。", meta, Timestamp(0)));
    let known = [article];
    let arrival = Arrival { known: &known, ..arrival() };
    let item = |target: &str| {
        format!(
            "{{\"@context\": \"http://www.w3.org/ns/anno.jsonld\", \"type\": \"Annotation\", \"motivation\": \"tagging\", \
             \"body\": [{{\"type\": \"TextualBody\", \"purpose\": \"tagging\", \"value\": \"場所\"}}, \"覚え書き\"], \"target\": {target}}}"
        )
    };
    let quote =
        r#"{"source": "https://example.com/1", "selector": {"type": "TextQuoteSelector", "exact": "港"}}"#;
    let second = r#"{"source": "https://example.com/1", "selector": {"type": "TextQuoteSelector", "exact": "港", "prefix": "。"}}"#;
    for (target, wanted, note) in [
        (quote, "港…港 #場所", "覚え書き"),
        (second, "港 #場所", "覚え書き"),
        ("\"https://example.com/1\"", "港の火災。港の声。 #場所", "覚え書き"),
        ("\"https://example.com/2\"", "? #場所", "覚え書き"),
    ] {
        let file = input("a.jsonld", item(target));
        assert_eq!(recognise(&file), Ok(Kind::Format(Format::WebAnnotation)));
        let read = Format::WebAnnotation.read(&[file], &Options::default(), &arrival).unwrap();
        assert_eq!(marks(&read), [wanted]);
        assert_eq!(read.project.annotations.values().next().unwrap().note, note);
    }
}

#[test]
fn a_table_of_claims_somebody_wrote() {
    let claims = "outlet,url,quote,label,speaker,note\r\n浜野新聞,https://example.com/1,火災があった,claim:event,市,'=確認\r\n";
    let meta = ArticleMeta { url: "https://example.com/1".to_owned(), ..ArticleMeta::default() };
    let article = Arc::new(Article::new(ArticleId(3), "市は火災があったと述べた。", meta, Timestamp(0)));
    let arrival = Arrival { known: &[article], ..arrival() };
    let read = Format::Tables.read(&[input("a.csv", claims)], &Options::default(), &arrival).unwrap();
    assert_eq!(marks(&read), ["火災があった Event:Asserted"]);
    let mark = read.project.annotations.values().next().unwrap();
    let Body::Claim(claim) = &mark.body else { panic!("{mark:?}") };
    assert_eq!((claim.kind, claim.certainty), (ClaimType::Event, Certainty::Asserted));
    assert_eq!((claim.speaker.as_ref().unwrap().name.as_str(), mark.note.as_str()), ("市", "=確認"));
}

#[test]
fn a_table_for_people_is_refused_alone() {
    let claims = "outlet,speaker,claim,certainty,quote\r\n浜野新聞,市,event,reported,火災があった\r\n";
    let error = Format::Tables.read(&[input("a.csv", claims)], &Options::default(), &arrival()).unwrap_err();
    assert!(error.to_string().starts_with("a.csv, line 1: a table for people"), "{error}");
}

#[test]
fn texts_for_training_of_corpora() {
    let line = "{\"text\": \"佐藤が港へ\", \"entities\": [{\"start\": 0, \"end\": 2, \"type\": \"PERSON\", \"orig\": \"人名\"}, {\"start\": 3, \"end\": 4, \"orig\": \"地名\"}]}\n";
    let read = read(Format::Training, &[("a.jsonl", line)]);
    assert_eq!(marks(&read), ["佐藤 PERSON", "港 #地名"]);
}
