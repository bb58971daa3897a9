//! Files of every kind, as programs of other people wrote them, and files that are not as they should be.
//!
//! `files/` was made for these tests: `two-columns.pdf` and `paragraphs.pdf` by LibreOffice,
//! `vertical-tiers.pdf` by Chromium, `shift-jis.pdf` (90ms-RKSJ-H) and `without-fonts.pdf` (UniJIS-UCS2-H,
//! no font in it, no ToUnicode) by ReportLab, all with their fonts' outlines taken out; the locked ones are
//! the last of them, encrypted with AES-256. The others are written by hand in the form of Word, of a maker
//! of books and of Chromium.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "what fails here fails the test")]

use proptest::prelude::*;
use shirushi_documents::{DocumentError, DocumentKind, ReadDocument, Watch, read, recognise};
use std::io::{Cursor, Write as _};
use std::ops::ControlFlow;
use std::path::Path;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

fn file(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files").join(name)).unwrap()
}

fn document(name: &str) -> ReadDocument {
    read(&file(name), &mut Watch::unwatched()).unwrap()
}

fn refused(bytes: &[u8]) -> &'static str {
    let error = read(bytes, &mut Watch::unwatched()).unwrap_err();
    let said = error.said();
    assert!(!said.ja.is_empty() && !said.en.is_empty());
    error.code()
}

const FIRST: &str = "　霧沢市は15日、老朽化した市民会館を来年度に建て替える方針を固めた。総事業費は約30億円である。財源には国の交付金を充てる。市は12月の議会に関連する予算案を出す。";
const SECOND: &str = "　新しい会館は地上4階建てで、図書館や子育て支援の窓口も入る。延べ床面積は現在の1.5倍の6200平方メートルになる見込み。佐藤健一市長は会見で「再建には時間がかかる。しかし必ずやり遂げる」と述べた。";
const THIRD: &str = "　現在の会館は1968年に完成した。耐震診断で震度6強の揺れに耐えられないおそれがあると判定され、大ホールの利用は2023年4月から止まっている。（佐藤花子）";
const FOURTH: &str = "　市民からは人口減少を見据えた規模にすべきだとの声も上がる。市は9月に説明会を3回開き、意見を聞いたうえで基本計画をまとめる。NHKの取材に対し、担当者は「利用者の声を大切にしたい」と話した。";

/// The lines of a text that are not empty.
fn lines(text: &str) -> Vec<&str> {
    text.lines().filter(|line| !line.is_empty()).collect()
}

const HEADLINE: [&str; 2] = ["市民会館、建て替えへ", "2025年8月16日　霧沢日報"];

#[test]
fn fonts_of_every_code_are_read_and_their_lines_joined() {
    for name in ["shift-jis.pdf", "without-fonts.pdf", "owner-locked.pdf"] {
        let read = document(name);
        assert_eq!(read.kind, DocumentKind::Pdf);
        let [text] = read.texts.as_slice() else { panic!("{name}") };
        assert_eq!(
            (text.meta.title.as_str(), text.meta.author.as_str()),
            ("市民会館、建て替えへ", "佐藤花子")
        );
        assert_eq!(lines(&text.text), [&HEADLINE[..], &[FIRST, SECOND, THIRD]].concat(), "{name}");
    }
}

#[test]
fn vertical_tiers_are_read_from_right_to_left_and_tier_by_tier() {
    let read = document("vertical-tiers.pdf");
    assert_eq!(lines(&read.texts[0].text), [&HEADLINE[..], &[FIRST, SECOND, THIRD, FOURTH]].concat());
    assert_eq!(read.left_out.readings, 1);
}

#[test]
fn columns_are_read_one_after_the_other() {
    let article = [&HEADLINE[..], &[FIRST, SECOND, THIRD]].concat();
    for name in ["two-columns.pdf", "paragraphs.pdf"] {
        assert_eq!(lines(&document(name).texts[0].text), article.repeat(3), "{name}");
    }
}

#[test]
fn word_documents_are_read_as_if_all_changes_were_accepted() {
    let read = document("word.docx");
    let expected = "市民会館、建て替えへ\n2025年8月16日　霧沢日報\n\n　霧沢市は15日、老朽化した市民会館を来年度に建て替える方針を固めた。A&B社が設計する。\n　総事業費は約30億円。\n囲み：市民の声\n施設\t面積\n新館\t6200㎡\n（佐藤花子）";
    assert_eq!(
        (read.kind, read.texts[0].text.as_str(), read.made.as_str()),
        (DocumentKind::Word, expected, "2025-08-16")
    );
    assert_eq!(read.texts[0].meta.title, "市民会館、建て替えへ");
    assert_eq!(read.texts[0].meta.published, "", "the day a file was made is not the article's");
    let counts: Vec<_> = read.left_out.counts().collect();
    assert_eq!(counts, [("pictures", 1), ("table-rows", 2), ("notes", 1), ("deletions", 1), ("readings", 1)]);
    assert_eq!(
        read.left_out.said().ja,
        "画像 1、表の行（タブ区切りにしました） 2、注 1、削除された部分 1、ルビ 1"
    );
    let other = document("libreoffice.docx");
    assert_eq!(lines(&other.texts[0].text), [&HEADLINE[..], &[FIRST, SECOND, THIRD]].concat().repeat(3));
}

#[test]
fn every_article_of_a_magazine_is_a_text_of_its_own() {
    let read = document("magazine.epub");
    let titles: Vec<&str> = read.texts.iter().map(|text| text.meta.title.as_str()).collect();
    assert_eq!((read.kind, titles), (DocumentKind::Epub, vec!["市民会館、建て替えへ", "港で火災"]));
    let meta = &read.texts[1].meta;
    assert_eq!((meta.outlet.as_str(), meta.published.as_str()), ("月刊霧沢", "2025-08-16"));
    assert!(read.texts[0].text.contains("老朽化した市民会館を") && !read.texts[0].text.contains("注。"));
    assert_eq!((read.left_out.parts, read.left_out.notes), (2, 1), "cover and contents");
}

#[test]
fn saved_pages_are_read_like_pages_with_their_address() {
    for name in ["page.mhtml", "shift-jis.mht"] {
        let read = document(name);
        let text = &read.texts[0];
        assert_eq!(read.kind, DocumentKind::WebPage);
        assert_eq!(
            text.text,
            "市民会館、建て替えへ\n\n霧沢市は15日、老朽化した市民会館を来年度に建て替える方針を固めた。",
            "{name}"
        );
        assert_eq!(
            (text.meta.url.as_str(), text.meta.outlet.as_str()),
            ("https://example.jp/news/1", "霧沢日報")
        );
        assert_eq!((text.meta.published.as_str(), read.left_out.pictures), ("2025-08-16", 1));
    }
}

#[test]
fn what_gives_no_text_says_why() {
    assert_eq!(refused(&file("locked.pdf")), "document-encrypted");
    assert_eq!(refused(&file("scanned.pdf")), "document-no-text-layer");
    assert_eq!(refused(b""), "document-unknown");
    assert_eq!(refused("港で火災。".as_bytes()), "document-unknown");
    assert_eq!(refused(b"%PDF-1.7\nnothing"), "document-damaged");
    assert_eq!(refused(b"PK\x03\x04"), "document-damaged");
    assert_eq!(refused(&zipped(&[("a.txt", b"a")])), "document-unknown");
    assert_eq!(
        refused(&zipped(&[("[Content_Types].xml", b""), ("xl/workbook.xml", b"")])),
        "document-other-office"
    );
    assert_eq!(refused(&docx("<w:p/>")), "document-empty");
    let page = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: image/png\r\n\r\n\r\n--x--";
    assert_eq!(refused(page), "document-empty");
}

fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn docx(body: &str) -> Vec<u8> {
    let document = format!("<w:document xmlns:w='w'><w:body>{body}</w:body></w:document>");
    zipped(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", document.as_bytes())])
}

#[test]
fn what_would_become_huge_is_not_unpacked() {
    // 30 MB of one letter, in 30 kB.
    let bomb = docx(&format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "a".repeat(30_000_000)));
    assert!(bomb.len() < 100_000);
    assert_eq!(refused(&bomb), "document-unpacks-too-large");
    let many: Vec<String> = (0..20_001).map(|number| format!("word/{number}.xml")).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|name| (name.as_str(), b"".as_slice())).collect();
    assert_eq!(refused(&zipped(&many)), "document-too-many-entries");
    // A stream of 300 MB, in 300 kB.
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    for _ in 0..300 {
        packed.write_all(&vec![b' '; 1 << 20]).unwrap();
    }
    let packed = packed.finish().unwrap();
    let stream = |filter: &str| {
        let head = format!("%PDF-1.7\n1 0 obj\n<</Length {}/Filter {filter}>>\nstream\n", packed.len());
        [head.as_bytes(), packed.as_slice(), b"\nendstream\nendobj\n"].concat()
    };
    assert_eq!(refused(&stream("/FlateDecode").repeat(5)), "document-unpacks-too-large");
    assert_eq!(refused(&stream("[/FlateDecode /FlateDecode]")), "document-damaged");
}

#[test]
fn nothing_leads_out_of_a_file() {
    let entities = b"<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><d><p><t>&x;</t></p></d>";
    let word = zipped(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", entities)]);
    assert_eq!(refused(&word), "document-xml-entities");
    let book = |href: &str| {
        let package = format!(
            "<package><manifest><item id='a' href='{href}' media-type='application/xhtml+xml'/></manifest>\
             <spine><itemref idref='a'/></spine></package>"
        );
        let container = b"<container><rootfile full-path='o/b.opf'/></container>".as_slice();
        zipped(&[
            ("mimetype", b"application/epub+zip"),
            ("META-INF/container.xml", container),
            ("o/b.opf", package.as_bytes()),
        ])
    };
    assert_eq!(refused(&book("../../etc/passwd")), "document-unsafe-path");
    assert_eq!(refused(&book("https://example.jp/1.xhtml")), "document-unsafe-path");
    assert_eq!(refused(&book("missing.xhtml")), "document-empty");
}

#[test]
fn deep_and_long_files_end() {
    assert_eq!(refused(&docx(&"<w:p>".repeat(100_000))), "document-damaged");
    let nested: String = (0..20_000)
        .map(|n| format!("Content-Type: multipart/related; boundary=b{n}\r\n\r\n--b{n}\r\n"))
        .collect();
    let _ = read(format!("MIME-Version: 1.0\r\n{nested}").as_bytes(), &mut Watch::unwatched());
    let objects = format!("%PDF-1.7\n1 0 obj\n{}\nendobj\n", "[".repeat(1_000_000));
    assert_eq!(refused(objects.as_bytes()), "document-damaged");
}

#[test]
fn reading_ends_when_it_is_not_wanted_any_more() {
    let mut seen = Vec::new();
    let mut watch = Watch::by(|done, of| {
        seen.push((done, of));
        if done == 1 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert_eq!(read(&file("two-columns.pdf"), &mut watch), Err(DocumentError::Ended));
    drop(watch);
    assert_eq!(seen, [(0, 2), (1, 2)]);
}

const FILES: [&str; 7] = [
    "word.docx",
    "magazine.epub",
    "page.mhtml",
    "shift-jis.pdf",
    "two-columns.pdf",
    "owner-locked.pdf",
    "without-fonts.pdf",
];

#[test]
fn files_that_are_cut_short_are_read_or_refused() {
    for name in FILES {
        let bytes = file(name);
        for part in 1..16 {
            let cut = &bytes[..bytes.len() * part / 16];
            let _ = read(cut, &mut Watch::unwatched());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn files_with_bytes_changed_are_read_or_refused(
        number in 0..FILES.len(),
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
    ) {
        let mut bytes = file(FILES[number]);
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if read(&bytes, &mut Watch::unwatched()).is_ok() {
            prop_assert!(recognise(&bytes).is_some());
        }
    }
}
