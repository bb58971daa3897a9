//! Katakana words by themselves: バナー, パロディ and アイデア look like somebody's name to a tagger that
//! sees one sentence. In an article people are introduced, by a title or with their whole names; a word that
//! never is must be all but certain.

use super::SaidName;
use crate::entities::lexicon::{TitleKind, lexicon};
use crate::entities::trie::Trie;
use crate::entities::{Mention, TaggedText};
use crate::shadow::is_katakana;
use shirushi_model::EntityType;

/// Texts of so many sentences introduce whom they speak of.
const ARTICLE: usize = 4;

/// How sure a tagger must be of a person who is called by one katakana word.
fn least(is_ordinary: bool, is_article: bool) -> f32 {
    match (is_ordinary, is_article) {
        (false, false) => 0.6,
        (true, false) => 0.7,
        (false, true) => 0.75,
        (true, true) => 0.9,
    }
}

/// Whether nothing but its looks makes a katakana word a person's name.
pub(super) fn is_unsupported(text: &TaggedText<'_>, said: &Trie<SaidName>, mention: &Mention) -> bool {
    let shadow = text.shadow;
    let letters = shadow.slice(mention.start, mention.end);
    if mention.kind != EntityType::Person || !letters.iter().all(|c| is_katakana(*c)) {
        return false;
    }
    let word =
        text.words.at(mention.start).filter(|word| (word.start, word.end) == (mention.start, mention.end));
    let is_listed = word.is_some_and(|word| word.known && word.pos.is_person_name());
    let is_ordinary = word.is_some_and(|word| word.known && !word.pos.is_proper_noun());
    let lexicon = lexicon();
    let is_introduced = said.get(letters).is_some_and(|said| said.is_persons || said.is_of_longer)
        || lexicon.titles.starting(shadow, mention.end).any(|(_, kind)| kind != TitleKind::Circle)
        || lexicon.titles.ending(shadow, mention.start).any(|(start, _)| mention.start - start >= 2)
        || lexicon.trades.ending(shadow, mention.start).next().is_some();
    !is_listed && !is_introduced && mention.score < least(is_ordinary, text.sentences.len() >= ARTICLE)
}
