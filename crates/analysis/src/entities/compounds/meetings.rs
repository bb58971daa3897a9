//! Meetings named after their parties: 米ロ首脳会談, トランプ・プーチン会談, 国連総会.

use super::{Compounds, Piece};
use crate::entities::lexicon::KnownAs;
use crate::entities::scene::is_joint;
use crate::shadow::{is_hiragana, is_kanji, is_katakana};
use shirushi_model::PartOfSpeech;

impl Compounds<'_, '_> {
    /// 米ロ首脳会談, トランプ・プーチン会談, 国連総会: parties side by side and nothing else.
    pub(super) fn parties(&self, head: usize) -> Option<usize> {
        let scene = self.scene;
        let shadow = scene.shadow();
        let mut end = head;
        while let Some((start, ())) =
            scene.lexicon.between_parties.ending(shadow, end).find(|(s, ())| scene.words().starts_at(*s))
        {
            end = start;
        }
        let mut start = end;
        let mut count = 0;
        let mut last_piece = None;
        while count < 6 {
            let found = self.party(start);
            let Some((next, piece)) = found else { break };
            // ニューヨーク国連総会: the body holds the meeting, the place is only where.
            if last_piece == Some(Piece::Body) && piece != Piece::Body {
                break;
            }
            last_piece = Some(piece);
            start = next;
            count += 1;
            if is_joint(shadow.before(start)) && self.party(start - 1).is_some() {
                start -= 1;
            }
        }
        // 会議 and 会合 of one party are just its meetings (政府会議); of a body they have a name.
        let has_sense = match (count, last_piece) {
            (0, _) => false,
            (1, Some(Piece::Body)) => true,
            (1, Some(Piece::Place | Piece::Country)) => {
                shadow.has(head, "会談") || shadow.has(head, "サミット") || end < head
            }
            (1, _) => false,
            _ => true,
        };
        has_sense.then_some(start)
    }

    fn party(&self, end: usize) -> Option<(usize, Piece)> {
        let scene = self.scene;
        let shadow = scene.shadow();
        if let Some(hit) = scene.hit_before(end) {
            let piece = match hit.known {
                KnownAs::Country => Piece::Country,
                KnownAs::Place => Piece::Place,
                KnownAs::Body => Piece::Body,
                _ => return None,
            };
            return Some((hit.start, piece));
        }
        let last = end.checked_sub(1)?;
        if is_katakana(shadow.at(last)) {
            let run = scene.run_at(last)?;
            let parts = scene.parts(run);
            let (start, part_end) = *parts.last()?;
            // A single ordinary word is no party (トップ会談); beside another name it is one
            // (トランプ・プーチン会談).
            let is_party = part_end == end && (!scene.is_common(start, end) || run.is_joined);
            let inner = parts.iter().find(|(_, e)| *e == end).copied();
            return match inner {
                Some((start, _)) if !is_party => (run.is_joined).then_some((start, Piece::Name)),
                Some((start, _)) => Some((start, Piece::Name)),
                None => None,
            };
        }
        let before = shadow.before(last);
        let stands_free = !is_kanji(before) || scene.is_short(last - 1) || scene.hit_before(last).is_some();
        if scene.is_short(last)
            && stands_free
            && (!is_hiragana(before) || last == 0 || scene.words().starts_at(last))
        {
            return Some((last, Piece::Country));
        }
        let word = scene.word_before(end)?;
        let is_pair = word.end - word.start == 2 && (word.start..word.end).all(|p| scene.is_short(p));
        if is_pair || word.pos == PartOfSpeech::CountryName {
            return Some((word.start, Piece::Country));
        }
        matches!(word.pos, PartOfSpeech::Surname).then_some((word.start, Piece::Name))
    }
}
