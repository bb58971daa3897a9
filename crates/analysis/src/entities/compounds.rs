//! Names with a head that says what they are: ラングフォード大学, ハルキウ州, 米空軍, 外務省, 成田空港,
//! 米ロ首脳会談.
//!
//! A head is found at the end of a word; the name is what stands before it, as far as nouns reach and as far
//! as the head's [`Needs`] allow. What is only described, not named (民間銀行, 国際会議), is left alone.

mod meetings;
mod stretches;

use super::ground::Weight;
use super::lexicon::{Head, KnownAs, Needs};
use super::scene::{Proposal, Scene};
use super::widening;
use crate::shadow::{is_kanji, is_katakana};
use shirushi_model::{EntityType, PartOfSpeech};

/// Proposes compounds.
pub(crate) fn propose(scene: &Scene<'_>, proposals: &mut Vec<Proposal>) {
    let mut compounds = Compounds { scene, found: Vec::new() };
    let words = scene.words();
    for index in 0..words.len() {
        let Some(word) = words.get(index) else { continue };
        compounds.at(word.end);
    }
    compounds.national(scene);
    compounds.of_a_century();
    proposals.append(&mut compounds.found);
}

struct Compounds<'s, 't> {
    scene: &'s Scene<'t>,
    found: Vec<Proposal>,
}

/// What a stretch before a head is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece {
    Country,
    Place,
    /// An organization, from the tables or found just before.
    Body,
    /// A name of another kind: a person's, an unknown word, Latin letters.
    Name,
    /// A word that begins institutions' names: 国際, 世界.
    Opener,
    /// 民間, 大手.
    Generic,
    /// Any other noun.
    Noun,
    /// ・ and the like.
    Joint,
}

/// ボーイング社 and NHK紙, but no 産 or 型 after a mere place.
fn shadow_is_company(scene: &Scene<'_>, nearest: CompoundStretch, head: usize) -> bool {
    nearest.end == head && scene.words().starts_at(head)
}

#[derive(Debug, Clone, Copy)]
struct CompoundStretch {
    start: usize,
    end: usize,
    piece: Piece,
}

/// Heads of bodies that a state has, not a market.
const STATE_HEADS: &[&str] =
    &["局", "調査所", "研究所", "委員会", "裁判所", "理事会", "庁", "評議会", "会議", "司令部"];

/// Buildings named after the country they belong to.
const MISSIONS: &[&str] = &["大使館", "領事館", "総領事館", "公使館"];

/// Heads that with a country and common nouns say what kind of business, not which.
const TRADES: &[&str] = &[
    "会社",
    "機関",
    "銀行",
    "団体",
    "集団",
    "自動車",
    "電力",
    "航空",
    "石油",
    "ガス",
    "通信",
    "テレビ",
    "新聞",
    "放送",
    "鉄道",
    "大学",
    "学校",
    "グループ",
    "ファンド",
    "証券",
    "製薬",
    "化学",
    "電子",
    "電機",
    "食品",
    "建設",
    "不動産",
    "交通",
    "運輸",
    "海運",
    "出版",
    "百貨店",
    "クラブ",
    "リーグ",
    "事務所",
];

/// Offices whose head is called after them.
const OFFICES: &[&str] = &["支局", "支店", "支社", "支部", "本部", "事務所"];

/// How many stretches before a head are looked at.
const REACH: usize = 9;

impl Compounds<'_, '_> {
    /// Looks for heads that end here.
    fn at(&mut self, end: usize) {
        let scene = self.scene;
        let heads = scene.lexicon.heads.ending(scene.shadow(), end);
        for (start, head) in heads {
            // A head may be the end of an unknown katakana word (ガゼットタイムズ), never of a known one
            // (ポーランド).
            let inside_unknown = is_katakana(scene.shadow().at(start))
                && scene.words().at(start).is_some_and(|word| !word.known)
                && scene.hit_at(start).is_none_or(|hit| hit.start >= start);
            if !scene.words().starts_at(start) && !inside_unknown {
                continue;
            }
            if let Some(proposal) = self.build(start, end, head) {
                self.found.push(proposal);
                return;
            }
        }
    }

    /// ウクライナ外務省, 米財務省: the body of the tables or of the dictionary with the country before it.
    fn national(&mut self, scene: &Scene<'_>) {
        let shadow = scene.shadow();
        let words = scene.words();
        let of_words = (0..words.len()).filter_map(|index| words.get(index)).filter_map(|word| {
            (word.pos == PartOfSpeech::OrganizationName && word.known).then_some((word.start, word.end))
        });
        let of_tables =
            scene.hits.iter().filter(|hit| hit.known == KnownAs::Body).map(|hit| (hit.start, hit.end));
        for (start, end) in of_words.chain(of_tables).collect::<Vec<_>>() {
            let is_state = ["省", "庁", "議会", "国会", "最高裁", "中央銀行", "院", "軍", "検察", "警察"]
                .iter()
                .any(|ending| shadow.has_before(end, ending));
            if !is_state || end - start < 3 {
                continue;
            }
            let owner = match scene.hit_before(start) {
                Some(hit) if hit.known == KnownAs::Country => Some(hit.start),
                _ => start.checked_sub(1).filter(|&p| scene.is_short(p) && !is_kanji(shadow.before(p))),
            };
            if let Some(owner) = owner {
                let kind = EntityType::Organization;
                self.found.push(Proposal { start: owner, end, kind, weight: Weight::Institution });
            }
        }
    }

    /// 20世紀スタジオ, 21世紀フォーラム: a century right before katakana that is no ordinary word, or a head,
    /// begins a name.
    fn of_a_century(&mut self) {
        let scene = self.scene;
        let shadow = scene.shadow();
        for run in
            scene.runs.iter().filter(|run| shadow.has_before(run.start, "世紀") && run.end - run.start >= 3)
        {
            let digits = (3..5)
                .take_while(|i| run.start.checked_sub(*i).is_some_and(|p| shadow.at(p).is_ascii_digit()))
                .count();
            let start = run.start - 2 - digits;
            let has_head = scene.lexicon.heads.ending(shadow, run.end).any(|(head, _)| head >= run.start);
            let goes_on = is_kanji(shadow.at(run.end));
            if digits > 0
                && !goes_on
                && !scene.hits_in(*run)
                && (has_head || !scene.is_common(run.start, run.end))
            {
                let kind = EntityType::Organization;
                self.found.push(Proposal { start, end: run.end, kind, weight: Weight::Titled });
            }
        }
    }

    fn build(&self, head: usize, end: usize, what: Head) -> Option<Proposal> {
        let shadow = self.scene.shadow();
        // 両党, 同社, 各省: said of bodies, the name of none.
        if "両各同某当本諸".contains(shadow.before(head))
            && self.scene.word_before(head).is_none_or(|w| w.end - w.start == 1)
        {
            return None;
        }
        // ワシントン支局長: the post, not the office.
        if shadow.at(end) == '長' && OFFICES.iter().any(|office| shadow.has(head, office)) {
            return None;
        }
        let before = self.stretches(head);
        if let Some(found) =
            self.with_number(&before, head, end, what).or_else(|| self.with_gloss(&before, end, what))
        {
            return Some(found);
        }
        let nearest = *before.first()?;
        // グレンデール・ホワイトフィールド米軍統合基地 is one name, although 米軍 is one too.
        let holds_body = before.iter().any(|stretch| stretch.piece == Piece::Body);
        let weight = match what.needs {
            Needs::Parties => Weight::Meeting,
            Needs::Place | Needs::Noun => Weight::Institution,
            Needs::Name if what.kind == EntityType::Facility && holds_body => Weight::Institution,
            _ => Weight::Compound,
        };
        let start = match what.needs {
            Needs::Noun => self.ministry(&before)?,
            Needs::Place => self.after_place(&before, head, end)?,
            Needs::NameBeside => self.beside_name(&before, nearest, what.kind, head, end)?,
            Needs::Name => self.with_name(&before, what.kind)?,
            Needs::Parties => self.parties(head)?,
        };
        let kind = what.kind;
        Some(Proposal { start, end, kind, weight })
    }

    /// 第15回天陽杯, 第48回衆院選: an event with a number has a name, and the number belongs to it.
    fn with_number(
        &self,
        before: &[CompoundStretch],
        head: usize,
        end: usize,
        what: Head,
    ) -> Option<Proposal> {
        let shadow = self.scene.shadow();
        let start = before.last().map_or(head, |stretch| stretch.start);
        // The dictionary may have joined 回 with what follows (回天).
        let mark = if shadow.at(start) == '回' { start } else { start.checked_sub(1)? };
        if what.kind != EntityType::Event || shadow.at(mark) != '回' || start == head && end - head < 2 {
            return None;
        }
        let mut number = mark;
        while number > 0
            && (shadow.before(number).is_ascii_digit()
                || "一二三四五六七八九十百".contains(shadow.before(number)))
        {
            number -= 1;
        }
        (number < mark && shadow.before(number) == '第').then_some(Proposal {
            start: number - 1,
            end,
            kind: what.kind,
            weight: Weight::Meeting,
        })
    }

    /// 宇宙航空研究開発機構(JAXA): what has an acronym has a name, however common its words.
    fn with_gloss(&self, before: &[CompoundStretch], end: usize, what: Head) -> Option<Proposal> {
        let shadow = self.scene.shadow();
        let letters = (1..9).take_while(|i| shadow.at(end + i).is_ascii_uppercase()).count();
        let is_glossed = shadow.at(end) == '(' && letters >= 2 && shadow.at(end + letters + 1) == ')';
        if what.kind != EntityType::Organization || !is_glossed {
            return None;
        }
        let named = before.iter().take_while(|s| !matches!(s.piece, Piece::Generic | Piece::Joint));
        let start = self.with_short(named.last()?.start);
        Some(Proposal { start, end, kind: what.kind, weight: Weight::Institution })
    }

    /// 外務省, ウクライナ国防省, 環境保護庁.
    fn ministry(&self, before: &[CompoundStretch]) -> Option<usize> {
        let nearest = before.first()?;
        let shadow = self.scene.shadow();
        match nearest.piece {
            Piece::Noun => {}
            // 広東省 is a place; what else stands right before 省 is no ministry.
            _ => return None,
        }
        if nearest.end - nearest.start < 2 && before.len() < 2 || "同両各".contains(shadow.at(nearest.start))
        {
            return None;
        }
        let mut start = nearest.start;
        for stretch in before.iter().skip(1) {
            match stretch.piece {
                Piece::Noun | Piece::Opener if nearest.end - stretch.start <= 8 => start = stretch.start,
                Piece::Country => return Some(stretch.start),
                _ => break,
            }
        }
        Some(self.with_short(start))
    }

    /// A short form of a country right before a name belongs to it: 露国防省.
    fn with_short(&self, start: usize) -> usize {
        match start.checked_sub(1) {
            Some(short) if self.scene.is_short(short) && !is_kanji(self.scene.shadow().before(short)) => {
                short
            }
            _ => start,
        }
    }

    /// 米軍, ロシア政府, 東京地検, 大阪府警.
    fn after_place(&self, before: &[CompoundStretch], head: usize, end: usize) -> Option<usize> {
        let scene = self.scene;
        let shadow = scene.shadow();
        let nearest = *before.first()?;
        let head_is_local = end - head >= 2 && !shadow.has(head, "政府") && shadow.before(end) != '軍';
        let mut start = match nearest.piece {
            Piece::Country | Piece::Place | Piece::Body => nearest.start,
            Piece::Noun
                if scene.word_from(nearest.start).is_some_and(|w| w.pos == PartOfSpeech::PlaceSuffix) =>
            {
                let place = before.get(1)?;
                matches!(place.piece, Piece::Place | Piece::Country).then_some(place.start)?
            }
            // 霧沢署: a place the dictionary cuts into single kanji.
            Piece::Noun if end - head >= 2 && head_is_local || shadow.at(head) == '署' => {
                self.cut_name(before)?
            }
            // 東浜地裁: the dictionary may think the place a surname.
            Piece::Name if head_is_local && is_kanji(shadow.before(nearest.end)) => nearest.start,
            Piece::Opener if shadow.has(nearest.start, "日本") || shadow.has(nearest.start, "米国") => {
                nearest.start
            }
            _ => {
                let short = nearest.end.checked_sub(1)?;
                let alone = !is_kanji(shadow.before(short)) || shadow.has(short.saturating_sub(2), "在");
                (scene.is_short(short) && alone).then_some(short)?
            }
        };
        // 在韓米軍, 在日米海軍
        if start >= 2 && shadow.at(start - 2) == '在' && scene.is_short(start - 1) {
            start -= 2;
        }
        Some(start)
    }

    /// A name cut into two or three single kanji (霧|沢), where a new word begins.
    fn cut_name(&self, before: &[CompoundStretch]) -> Option<usize> {
        let scene = self.scene;
        let is_lone = |s: &&CompoundStretch| {
            scene.word_from(s.start).is_some_and(|word| widening::is_lone(scene, word))
        };
        let count = before.iter().take_while(is_lone).count();
        let start = before.get(count.checked_sub(1)?)?.start;
        ((2..=3).contains(&count) && widening::begins_anew(scene, start)).then_some(start)
    }

    /// ボーイング社, ハルキウ州, ウクライナ戦争.
    fn beside_name(
        &self,
        before: &[CompoundStretch],
        nearest: CompoundStretch,
        kind: EntityType,
        head: usize,
        end: usize,
    ) -> Option<usize> {
        let scene = self.scene;
        let suffix = scene.word_from(head).filter(|word| word.end == end).map(|word| word.pos);
        match (kind, nearest.piece) {
            (EntityType::Location, Piece::Place | Piece::Name) => {
                // 山 and 島 alone are words; right after a name they must be a suffix or a word of their own.
                suffix?;
                let is_one = nearest.end - nearest.start == 1 && suffix != Some(PartOfSpeech::PlaceSuffix);
                (!is_one).then_some(nearest.start)
            }
            (EntityType::Location, Piece::Country) if end - head >= 2 => Some(nearest.start),
            // 白波県: common nouns make places too, when the dictionary takes 県 for the suffix it is.
            (EntityType::Location, Piece::Noun)
                if (suffix == Some(PartOfSpeech::PlaceSuffix)
                    || suffix.is_some() && scene.shadow().at(head) == '県')
                    && "県市町村".contains(scene.shadow().at(head))
                    && before.len() == 1
                    && nearest.end - nearest.start >= 2
                    && scene
                        .word_from(nearest.start)
                        .is_some_and(|w| w.end == nearest.end && w.pos == PartOfSpeech::CommonNoun) =>
            {
                Some(nearest.start)
            }
            (EntityType::Location, _) => None,
            (EntityType::Event, Piece::Place | Piece::Country | Piece::Name | Piece::Body) => {
                Some(self.joined_start(before))
            }
            (EntityType::Organization, Piece::Name | Piece::Body)
                if shadow_is_company(scene, nearest, head) =>
            {
                Some(self.joined_start(before))
            }
            (EntityType::Organization, Piece::Place) if end - head >= 2 => Some(nearest.start),
            (EntityType::Facility, Piece::Name | Piece::Place) => {
                suffix?;
                (nearest.end - nearest.start >= 2).then_some(nearest.start)
            }
            _ => None,
        }
    }

    /// Names joined by ・ belong together: イスラエル・ハマス戦争.
    fn joined_start(&self, before: &[CompoundStretch]) -> usize {
        let mut start = before.first().map_or(0, |stretch| stretch.start);
        let mut rest = before.iter().skip(1);
        while let (Some(joint), Some(next)) = (rest.next(), rest.next()) {
            let is_name = matches!(next.piece, Piece::Country | Piece::Place | Piece::Body | Piece::Name);
            if joint.piece != Piece::Joint || !is_name {
                break;
            }
            start = next.start;
        }
        start
    }

    /// 米自動車会社, ウクライナ原発: a country before a head that only describes; 日本放送協会, 中国大使館
    /// are names.
    fn is_mere_origin(&self, before: &[CompoundStretch], country: usize, kind: EntityType) -> bool {
        let shadow = self.scene.shadow();
        let (Some(nearest), Some(stretch)) = (before.first(), before.get(country)) else { return false };
        let has = |heads: &[&str]| heads.iter().any(|head| shadow.has(nearest.end, head));
        match kind {
            EntityType::Facility => !has(MISSIONS),
            EntityType::Organization => country > 0 && !shadow.has(stretch.start, "日本") && has(TRADES),
            _ => false,
        }
    }

    /// 米製薬, 独自動車: a branch of a country's industry.
    fn is_trade(&self, before: &[CompoundStretch]) -> bool {
        let shadow = self.scene.shadow();
        before.first().is_some_and(|nearest| TRADES.iter().any(|head| shadow.has(nearest.end, head)))
    }

    /// ラングフォード大学, 国際原子力機関, 成田国際空港.
    fn with_name(&self, before: &[CompoundStretch], kind: EntityType) -> Option<usize> {
        let shadow = self.scene.shadow();
        // The name goes as far left as there are nouns, but begins with a name or an opener.
        let mut reach = before.len();
        if kind == EntityType::Facility {
            // 東京電力福島第一原発: two names side by side. 米軍横田基地 is one, 米軍基地 none.
            let is_army = |s: &CompoundStretch| shadow.before(s.end) == '軍';
            if let Some(owner) =
                before.iter().position(|s| s.piece == Piece::Body && !is_army(s)).filter(|i| *i > 0)
            {
                reach = owner;
            }
            if before.iter().all(|s| is_army(s) || matches!(s.piece, Piece::Generic | Piece::Noun)) {
                return None;
            }
        }
        let candidates = before.get(..reach)?;
        let is_specific = |s: &CompoundStretch| {
            matches!(s.piece, Piece::Name | Piece::Place | Piece::Body | Piece::Country)
        };
        let furthest = candidates.iter().rposition(is_specific);
        let opener = candidates.iter().rposition(|s| s.piece == Piece::Opener);
        if let Some(mut index) = furthest {
            // A country before another name is a mention of its own: 米ボーイング, ロシア・ガスプロム.
            let stretch = candidates.get(index)?;
            let inner = candidates.get(..index).and_then(|inner| inner.iter().rposition(is_specific));
            let described = candidates.get(..index)?.iter().any(|s| s.piece == Piece::Generic);
            if stretch.piece == Piece::Country {
                match inner {
                    Some(name) if kind != EntityType::Facility => index = name,
                    None if described || self.is_mere_origin(candidates, index, kind) => return None,
                    None if stretch.end - stretch.start == 1 && self.is_trade(candidates) => return None,
                    _ => {}
                }
            } else if stretch.piece == Piece::Place
                && described
                && inner.is_none()
                && kind == EntityType::Organization
            {
                return None;
            }
            let start = candidates.get(index)?.start;
            return Some(match opener {
                Some(opener) if opener == index + 1 => candidates.get(opener)?.start,
                _ => start,
            });
        }
        // 米地質調査所: a body of a state named by common words, with the state's short form.
        let nouns = candidates.iter().take_while(|s| s.piece == Piece::Noun).last();
        if let (Some(nouns), Some(nearest)) = (nouns, candidates.first())
            && let owner = self.with_short(nouns.start)
            && owner < nouns.start
            && STATE_HEADS.iter().any(|state| shadow.has(nearest.end, state))
        {
            return Some(owner);
        }
        // 国際原子力機関: an opener and a noun between it and the head.
        let opener = opener.filter(|_| matches!(kind, EntityType::Organization | EntityType::Event))?;
        let between = candidates.get(..opener)?;
        let is_named = !between.is_empty() && between.iter().all(|s| s.piece == Piece::Noun);
        is_named.then_some(candidates.get(opener)?.start)
    }
}
