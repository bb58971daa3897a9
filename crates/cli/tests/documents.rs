//! Word documents, books, PDFs and saved pages, given to `analyze` and `compare` as texts are.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "what fails here fails the test")]

mod running;

use running::{file, lines, said, shirushi};
use std::path::Path;

fn made(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../documents/tests/files");
    folder.join(name).to_str().unwrap().to_owned()
}

#[test]
fn documents_are_told_by_what_is_in_them() {
    // Its name says something else.
    let word = file("word.txt", &std::fs::read(made("word.docx")).unwrap());
    let word = word.to_str().unwrap();
    let (pdf, page) = (made("shift-jis.pdf"), made("page.mhtml"));
    let output = shirushi(&["analyze", word, &pdf, &page], b"");
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let articles = lines(&output);
    let names: Vec<&str> = articles.iter().map(|article| article["article"].as_str().unwrap()).collect();
    assert_eq!(names, [word, &pdf, &page]);
    for article in &articles {
        let text = article.to_string();
        assert!(text.contains("霧沢市"), "{text}");
    }
    let told = said(&output);
    assert!(told.contains("word.txt: read as Word document; left out: 1 picture, 2 table rows"), "{told}");
    assert!(told.contains("shift-jis.pdf: read as PDF\n"), "{told}");
    assert!(told.contains("page.mhtml: read as saved web page (MHTML); left out: 1 picture"), "{told}");
}

#[test]
fn every_article_of_a_book_is_analysed_with_its_day() {
    let book = made("magazine.epub");
    let output = shirushi(&["compare", &book], b"");
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(said(&output).contains("magazine.epub: read as EPUB, 2 articles; left out:"));
    let compared = lines(&output)[0].to_string();
    assert!(compared.contains("magazine.epub#1") && compared.contains("magazine.epub#2"), "{compared}");
    let output = shirushi(&["analyze", &book], b"");
    let second = lines(&output)[1].to_string();
    assert!(second.contains("2025-08-04"), "4日 is told by the day of the book: {second}");
}

#[test]
fn a_document_without_text_is_named_with_its_reason_and_the_rest_is_printed() {
    let (locked, scanned, word) = (made("locked.pdf"), made("scanned.pdf"), made("word.docx"));
    let output = shirushi(&["analyze", &locked, &scanned, &word], b"");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(lines(&output).len(), 1);
    let told = said(&output);
    assert!(told.contains("locked.pdf: it is encrypted"), "{told}");
    assert!(told.contains("scanned.pdf: its pages (1) are pictures"), "{told}");
}

#[test]
fn a_document_may_be_piped_in() {
    let output = shirushi(&["analyze", "-"], &std::fs::read(made("without-fonts.pdf")).unwrap());
    assert_eq!(output.status.code(), Some(0));
    assert!(said(&output).contains("-: read as PDF"));
    assert_eq!(lines(&output)[0]["article"], "-");
}
