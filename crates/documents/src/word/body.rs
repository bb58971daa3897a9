//! The running text of a Word document, node by node.

use crate::LeftOut;
use crate::xml::{Element, XmlNode};

/// What goes with everything in it.
const LEFT: &[&str] = &[
    "del",
    "moveFrom",
    "rt",
    "instrText",
    "delText",
    "pPr",
    "rPrChange",
    "pPrChange",
    "sectPr",
    "tblPr",
    "trPr",
    "tcPr",
    "sdtPr",
    "Fallback",
    "binData",
    "fldData",
];

/// What is gathered.
#[derive(Default)]
pub(super) struct Body {
    text: String,
    /// The paragraph that is open, for each that stands in another: text boxes stand within paragraphs.
    paragraphs: Vec<String>,
    /// Text boxes of the paragraph, which follow it.
    boxes: Vec<String>,
    /// How many open elements there are from the outermost that is left out on.
    skipped: usize,
    /// Whether the run that is open is not shown.
    is_hidden: bool,
    is_text: bool,
    /// The cells of the rows that are open, the innermost last.
    rows: Vec<Vec<String>>,
    left_out: LeftOut,
}

impl Body {
    pub(super) fn take(&mut self, node: XmlNode<'_>) {
        match node {
            XmlNode::Start(element) => self.start(&element),
            XmlNode::End(_) if self.skipped > 0 => self.skipped -= 1,
            XmlNode::End(name) => self.end(&name),
            XmlNode::Text(text) if self.skipped == 0 && self.is_text && !self.is_hidden => self.push(&text),
            XmlNode::Text(_) => {}
        }
    }

    /// The text, without empty lines at its ends and with no more than one between two paragraphs.
    pub(super) fn finish(mut self) -> (String, LeftOut) {
        while let Some(open) = self.paragraphs.pop() {
            self.line(&open);
        }
        let mut text = String::with_capacity(self.text.len());
        let mut empty = 0;
        for line in self.text.lines() {
            if line.trim_matches([' ', '\t', '\u{3000}']).is_empty() {
                empty += 1;
                continue;
            }
            if !text.is_empty() {
                text.push_str(if empty > 0 { "\n\n" } else { "\n" });
            }
            text.push_str(line.trim_end());
            empty = 0;
        }
        (text, self.left_out)
    }

    fn start(&mut self, element: &Element<'_>) {
        if self.skipped > 0 {
            self.skipped += 1;
            return;
        }
        let name = element.name();
        if LEFT.contains(&name.as_str()) {
            match name.as_str() {
                "del" | "moveFrom" => self.left_out.deletions += 1,
                "rt" => self.left_out.readings += 1,
                _ => {}
            }
            self.skipped = 1;
            return;
        }
        match name.as_str() {
            "p" => self.paragraphs.push(String::new()),
            "t" => self.is_text = true,
            "r" => self.is_hidden = false,
            "vanish" | "webHidden" => {
                self.is_hidden =
                    element.attribute("val").is_none_or(|value| value != "0" && value != "false");
            }
            "tab" | "ptab" => self.push("\t"),
            "br" if element.attribute("type").is_none_or(|kind| kind == "textWrapping") => self.push("\n"),
            "cr" => self.push("\n"),
            "noBreakHyphen" => self.push("\u{2011}"),
            "footnoteReference" | "endnoteReference" => self.left_out.notes += 1,
            "commentReference" => self.left_out.comments += 1,
            "blip" | "imagedata" => self.left_out.pictures += 1,
            "tr" => {
                self.rows.push(Vec::new());
                self.left_out.table_rows += 1;
            }
            "tc" => {
                if let Some(row) = self.rows.last_mut() {
                    row.push(String::new());
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "t" => self.is_text = false,
            "r" => self.is_hidden = false,
            "p" => {
                let Some(paragraph) = self.paragraphs.pop() else { return };
                if !self.paragraphs.is_empty() {
                    // A text box: it follows the paragraph it is tied to.
                    self.boxes.push(paragraph);
                    return;
                }
                self.line(&paragraph);
                for text in std::mem::take(&mut self.boxes) {
                    self.line(&text);
                }
            }
            "tr" => {
                if let Some(cells) = self.rows.pop() {
                    self.line(&cells.join("\t"));
                }
            }
            _ => {}
        }
    }

    fn push(&mut self, text: &str) {
        if self.is_hidden {
            return;
        }
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.push_str(text);
        }
    }

    /// A paragraph is done: it is a line, or goes into the cell it stands in.
    fn line(&mut self, paragraph: &str) {
        match self.rows.last_mut().and_then(|row| row.last_mut()) {
            Some(cell) => {
                let paragraph = paragraph.trim();
                if !cell.is_empty() && !paragraph.is_empty() {
                    cell.push(' ');
                }
                cell.push_str(&paragraph.replace(['\n', '\t'], " "));
            }
            None => {
                self.text.push_str(paragraph);
                self.text.push('\n');
            }
        }
    }
}
