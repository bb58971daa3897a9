//! What stands before a head, cut into stretches: names, bodies, words that only describe.

use super::{CompoundStretch, Compounds, Piece, REACH};
use crate::entities::lexicon::KnownAs;
use crate::entities::scene::is_joint;
use crate::shadow::{is_hiragana, is_kanji, is_katakana, is_latin};
use crate::words::Word;
use shirushi_model::{EntityType, PartOfSpeech, WordClass};

impl Compounds<'_, '_> {
    /// The stretches before a head, nearest first, as far as nouns reach.
    pub(super) fn stretches(&self, head: usize) -> Vec<CompoundStretch> {
        let mut found = Vec::new();
        let mut end = head;
        while found.len() < REACH
            && let Some(stretch) = self.stretch(end)
        {
            end = stretch.start;
            found.push(stretch);
        }
        while found.last().is_some_and(|stretch| stretch.piece == Piece::Joint) {
            found.pop();
        }
        found
    }

    fn stretch(&self, end: usize) -> Option<CompoundStretch> {
        let scene = self.scene;
        let shadow = scene.shadow();
        let c = shadow.before(end);
        if let Some(hit) = scene.hit_before(end) {
            let piece = match hit.known {
                KnownAs::Country => Piece::Country,
                KnownAs::Place => Piece::Place,
                KnownAs::Body => Piece::Body,
                KnownAs::Stem => Piece::Place,
                KnownAs::Event | KnownAs::Product | KnownAs::Facility => Piece::Name,
                KnownAs::Plain => Piece::Noun,
            };
            return Some(CompoundStretch { start: hit.start, end, piece });
        }
        if let Some(proposal) = self.found.iter().rev().take(3).find(|p| p.end == end) {
            let piece = match proposal.kind {
                EntityType::Organization => Piece::Body,
                EntityType::Location => Piece::Place,
                _ => Piece::Name,
            };
            return Some(CompoundStretch { start: proposal.start, end, piece });
        }
        let start_of = |start: usize| Some(CompoundStretch { start, end, piece: Piece::Generic });
        if let Some((start, ())) =
            scene.lexicon.generic.ending(shadow, end).find(|(s, ())| scene.words().starts_at(*s))
        {
            return start_of(start);
        }
        if let Some((start, ())) =
            scene.lexicon.openers.ending(shadow, end).find(|(s, ())| scene.words().starts_at(*s))
        {
            return Some(CompoundStretch { start, end, piece: Piece::Opener });
        }
        if is_katakana(c) {
            return self.katakana(end);
        }
        if is_latin(c) {
            let mut start = end;
            while is_latin(shadow.before(start)) || shadow.before(start) == '&' && start < end {
                start -= 1;
            }
            return Some(CompoundStretch { start, end, piece: Piece::Name });
        }
        if is_joint(c) || c == '&' {
            return Some(CompoundStretch { start: end - 1, end, piece: Piece::Joint });
        }
        let word = scene.word_before(end)?;
        let is_title = scene.lexicon.titles.get(shadow, word.start, word.end).is_some();
        // ロシア産石油, 独製機械: the place is only where it is from.
        let is_origin = end - word.start == 1 && matches!(c, '産' | '製' | '系' | '発' | '籍' | '側' | '内');
        // みらい証券, さくら銀行: hiragana right before a head may be its name.
        let is_kana_name = (word.start..end).all(|p| is_hiragana(shadow.at(p)))
            && word.end - word.start >= 2
            && !is_hiragana(shadow.before(word.start))
            && matches!(
                word.pos,
                PartOfSpeech::CommonNoun
                    | PartOfSpeech::AdverbialNoun
                    | PartOfSpeech::AdjectivalNoun
                    | PartOfSpeech::GivenName
            );
        if is_kana_name {
            return Some(CompoundStretch { start: word.start, end, piece: Piece::Name });
        }
        if is_title || is_origin || !is_kanji(c) && !word.pos.is_proper_noun() {
            return None;
        }
        let piece = match word.pos {
            PartOfSpeech::CountryName => Piece::Country,
            PartOfSpeech::PlaceName if scene.is_short(word.start) && end - word.start == 1 => Piece::Country,
            PartOfSpeech::PlaceName if word.end - word.start > 1 => Piece::Place,
            PartOfSpeech::OrganizationName if word.known => Piece::Body,
            pos if pos.is_proper_noun() => Piece::Name,
            PartOfSpeech::CommonNoun
            | PartOfSpeech::VerbalNoun
            | PartOfSpeech::AdjectivalNoun
            | PartOfSpeech::NounSuffix
            | PartOfSpeech::PlaceSuffix
            | PartOfSpeech::VerbalNounSuffix
                if word.known =>
            {
                Piece::Noun
            }
            PartOfSpeech::AdverbialNoun if word.known && !self.tells_time(word) => Piece::Noun,
            PartOfSpeech::Number if self.is_ordinal(word.start) => Piece::Noun,
            PartOfSpeech::NounPrefix | PartOfSpeech::NumberPrefix => Piece::Noun,
            pos if pos.class() == WordClass::Noun && !word.known => Piece::Name,
            _ => return None,
        };
        Some(CompoundStretch { start: word.start, end, piece })
    }

    /// 昨年, 今回: such words begin no name, but 直接 may stand in one.
    fn tells_time(&self, word: Word) -> bool {
        (word.start..word.end)
            .any(|p| "今昨年月日時前後回度期以週先来毎現最近当".contains(self.scene.shadow().at(p)))
    }

    /// 第一原発, 第2工場
    fn is_ordinal(&self, number: usize) -> bool {
        self.scene.shadow().before(number) == '第'
    }

    fn katakana(&self, end: usize) -> Option<CompoundStretch> {
        let scene = self.scene;
        let run = scene.run_at(end - 1)?;
        if run.is_joined && run.end == end {
            let common = scene.parts(run).into_iter().all(|(start, end)| scene.is_common(start, end));
            let piece = if common { Piece::Noun } else { Piece::Name };
            return Some(CompoundStretch { start: run.start, end, piece });
        }
        let start = match scene.word_before(end) {
            Some(word) if word.known && word.start > run.start && !run.is_joined => word.start,
            _ => run.start,
        };
        let piece = if scene.is_common(start, end) {
            Piece::Noun
        } else if scene
            .word_from(start)
            .is_some_and(|w| w.end == end && w.known && w.pos == PartOfSpeech::PlaceName)
        {
            Piece::Place
        } else {
            Piece::Name
        };
        (end > start).then_some(CompoundStretch { start, end, piece })
    }
}
