//! A check from its wording to a confirmed verdict, and what becomes of it when articles change.

use crate::{CheckChange, Edit, Effect, Msg, NewArticle, Refusal, Session, Snapshot, Transaction, update};
use shirushi_model::*;

const TEXT: &str = "病院長は「記録は失われていない」と述べた。";

fn span(of: &str) -> ByteSpan {
    let at = TEXT.find(of).unwrap();
    ByteSpan::new(at, at + of.len())
}

/// A session with one article and one check, and its log.
struct Desk {
    session: Session,
    log: Vec<Transaction>,
}

impl Desk {
    fn new() -> Self {
        let session = Session::new(ProjectId::from_random(1), "題".to_owned(), Timestamp(0));
        let meta = ArticleMeta { outlet: "澄川新聞".to_owned(), ..ArticleMeta::default() };
        let mut desk = Self { session, log: Vec::new() };
        desk.done(Edit::AddArticles(vec![NewArticle { text: TEXT.to_owned(), meta }]));
        let places = vec![(desk.article(), span("記録は失われていない"))];
        let wording = " 失われた診療記録はない ".to_owned();
        desk.done(Edit::BeginCheck { places, wording, by: "早瀬".to_owned() });
        desk
    }

    fn article(&self) -> ArticleId {
        self.session.project.articles[0].id
    }

    fn check(&self) -> &Check {
        self.session.project.checks.values().next().unwrap()
    }

    fn told(&mut self, edit: Edit) -> Option<Refusal> {
        let at = Timestamp(self.log.len() as i64 + 1);
        let (session, effects) = update(self.session.clone(), Msg::Edit { edit, at });
        self.session = session;
        let mut refusal = None;
        for effect in effects {
            match effect {
                Effect::Append(transaction) => self.log.push(transaction),
                Effect::Refused(refused) => refusal = Some(refused),
                _ => {}
            }
        }
        refusal
    }

    fn done(&mut self, edit: Edit) {
        assert_eq!(self.told(edit), None);
    }

    fn change(&mut self, change: CheckChange, by: &str) -> Option<Refusal> {
        let id = self.check().id;
        self.told(Edit::ChangeCheck { id, change, by: by.to_owned() })
    }

    fn rule(&mut self, verdict: &str) -> Option<Refusal> {
        let (scale, verdict) = ("fij".to_owned(), Some(verdict.to_owned()));
        self.change(CheckChange::Rule { scale, verdict, grounds: "9月29日から失敗".to_owned() }, "早瀬")
    }
}

fn exhibit(address: &str) -> Exhibit {
    Exhibit {
        stance: Stance::Opposes,
        medium: Medium::Primary,
        source: "病院「第3報」".to_owned(),
        quotation: "取得は失敗していた".to_owned(),
        address: address.to_owned(),
        published: "2025-10-05".to_owned(),
        read_on: "2025-10-06".to_owned(),
        fingerprint: String::new(),
    }
}

#[test]
fn a_verdict_stands_once_a_second_person_confirms_it() {
    let mut desk = Desk::new();
    assert_eq!((desk.check().wording.as_str(), desk.check().stage), ("失われた診療記録はない", Stage::Begun));
    let question = CheckChange::PutQuestion {
        at: None,
        asked: "毎日取られていたか".to_owned(),
        answer: "いいえ。".to_owned(),
        waiting: String::new(),
    };
    assert_eq!(desk.change(question, "早瀬"), None);
    let put = |exhibit| CheckChange::PutExhibit { question: 0, at: None, exhibit };
    assert_eq!(desk.change(put(exhibit("javascript:alert(1)")), "早瀬"), None, "kept as words");
    assert_eq!(desk.check().stage, Stage::Gathering);
    let undated = Exhibit { read_on: "きのう".to_owned(), ..exhibit("") };
    assert_eq!(desk.change(put(undated), ""), Some(Refusal::NotADate("きのう".to_owned())));
    let marked = Exhibit { fingerprint: "3f9a".to_owned(), ..exhibit("") };
    assert_eq!(desk.change(put(marked), ""), Some(Refusal::NotAFingerprint));

    assert_eq!(desk.change(CheckChange::Confirm, "黒田"), Some(Refusal::NotConfirmed));
    assert_eq!(desk.rule("inaccurate"), None);
    assert_eq!(desk.rule("no-such-step"), Some(Refusal::NoSuchScale("no-such-step".to_owned())));
    assert_eq!(desk.change(CheckChange::MoveTo(Stage::Published), "早瀬"), Some(Refusal::NotConfirmed));
    assert_eq!(desk.change(CheckChange::Confirm, "早瀬"), Some(Refusal::SamePerson));
    assert_eq!(desk.change(CheckChange::Confirm, "黒田"), None);
    assert_eq!((desk.check().stage, desk.check().is_confirmed()), (Stage::Decided, true));
    assert_eq!(desk.change(CheckChange::MoveTo(Stage::Published), "黒田"), None);

    assert_eq!(desk.rule("wrong"), None);
    assert_eq!((desk.check().stage, desk.check().is_confirmed()), (Stage::Review, false));
    let acts: Vec<CheckAct> = desk.check().history.iter().map(|step| step.act).collect();
    use CheckAct::{Begun, Confirmed, Exhibits, Moved, Questions, Ruled};
    assert_eq!(acts, [Begun, Questions, Exhibits, Ruled, Confirmed, Moved, Ruled]);
    let last = desk.check().history.last().unwrap();
    assert_eq!((last.from.as_str(), last.to.as_str()), ("inaccurate", "wrong"));
}

#[test]
fn everything_is_taken_back_brought_back_and_replayed() {
    let mut desk = Desk::new();
    let before = desk.session.project.clone();
    desk.rule("false");
    desk.change(CheckChange::Confirm, "黒田");
    let end = desk.session.project.clone();
    let json = serde_json::to_string(&desk.log).unwrap();
    let log: Vec<Transaction> = serde_json::from_str(&json).unwrap();
    assert_eq!(log, desk.log);
    let empty = Project::new(ProjectId::from_random(1), "題".to_owned(), Timestamp(0));
    assert_eq!(Session::replay(Snapshot::from(empty), log).unwrap().project, end);
    let session =
        (0..2).fold(desk.session.clone(), |session, _| update(session, Msg::Undo { at: Timestamp(9) }).0);
    assert_eq!(session.project.checks, before.checks);
    let session = (0..2).fold(session, |session, _| update(session, Msg::Redo { at: Timestamp(9) }).0);
    assert_eq!(session.project.checks, end.checks);
}

#[test]
fn a_check_outlives_its_article() {
    let mut desk = Desk::new();
    let article = desk.article();
    desk.done(Edit::RemoveArticle(article));
    let saying = desk.check().sayings[0].clone();
    assert_eq!(saying.outlet, "澄川新聞");
    let Target::Unplaced(quotes) = &saying.target else { panic!("{saying:?}") };
    assert_eq!(quotes[0].exact, "記録は失われていない");
    assert_eq!(desk.rule("suspended"), None, "work on it goes on");
    let undo = |session| update(session, Msg::Undo { at: Timestamp(9) }).0;
    let session = undo(undo(desk.session.clone()));
    let check = session.project.checks.values().next().unwrap();
    assert!(matches!(check.sayings[0].target, Target::Placed(_)));
}

#[test]
fn a_check_goes_along_with_a_newer_text() {
    let mut desk = Desk::new();
    let article = desk.article();
    let replace = |text: &str| Edit::ReplaceText {
        article,
        text: text.to_owned(),
        marks: Default::default(),
        ends: Default::default(),
    };
    desk.done(replace("続報。病院長は「記録は失われていない」と述べた。"));
    let extent = desk.check().sayings[0].target.extent().unwrap();
    let text = desk.session.project.articles[0].text.clone();
    assert_eq!(extent.slice(&text), Some("記録は失われていない"));
    desk.done(replace("訂正する。"));
    assert!(matches!(desk.check().sayings[0].target, Target::Unplaced(_)));
    desk.done(replace(TEXT));
    assert_eq!(desk.check().sayings[0].target.extent(), Some(span("記録は失われていない")));
}

#[test]
fn a_project_has_scales_of_its_own() {
    let mut desk = Desk::new();
    let step = |key: &str| VerdictStep {
        key: key.to_owned(),
        name: Wording::new(key, ""),
        meaning: Wording::default(),
        degree: Degree::Graded,
    };
    let own = |steps: &[&str]| VerdictScale {
        key: "own".to_owned(),
        name: Wording::new("社内", ""),
        steps: steps.iter().map(|key| step(key)).collect(),
    };
    desk.done(Edit::PutScale(own(&["よし", "だめ"])));
    assert!(matches!(desk.told(Edit::PutScale(own(&["よし", "よし"]))), Some(Refusal::NameTaken(_))));
    let built_in = VerdictScale { key: "fij".to_owned(), ..own(&["よし"]) };
    assert!(matches!(desk.told(Edit::PutScale(built_in)), Some(Refusal::NameTaken(_))));
    let (scale, verdict) = ("own".to_owned(), Some("だめ".to_owned()));
    let rule = CheckChange::Rule { scale, verdict, grounds: String::new() };
    assert_eq!(desk.change(rule, ""), None);
    assert_eq!(desk.told(Edit::RemoveScale("own".to_owned())), Some(Refusal::ScaleInUse("own".to_owned())));
    assert_eq!(desk.told(Edit::PutScale(own(&["よし"]))), Some(Refusal::ScaleInUse("だめ".to_owned())));
    assert_eq!(desk.change(CheckChange::Confirm, ""), None, "nobody gave a name");
    let id = desk.check().id;
    desk.done(Edit::RemoveCheck(id));
    desk.done(Edit::RemoveScale("own".to_owned()));
    assert_eq!(desk.told(Edit::RemoveCheck(id)), Some(Refusal::NoSuchCheck(id)));
}
