//! Checks (検証): what a person does to find out whether a claim is true, from the wording to a verdict that
//! a second person confirmed. Only people make them; the machine suggests no verdict.
//!
//! A check names its claims by place, as relations do, and outlives them: when an article goes, what was
//! claimed in it stays in the check with the words it stood on and the outlet that said it.

use crate::{ArticleId, CheckId, Target, Timestamp};
use serde::{Deserialize, Serialize};

/// One claim that is checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// The check within its project.
    pub id: CheckId,
    /// What is claimed, as a person puts it: dates and names resolved, complete by itself. Never blank.
    pub wording: String,
    /// Where it is claimed; the first is the one the check began with.
    pub sayings: Vec<Saying>,
    /// What has to be found out, in order.
    pub questions: Vec<Question>,
    /// The key of the [`crate::VerdictScale`] it is decided on.
    pub scale: String,
    /// The key of the step it was decided on; `None` while nobody has.
    pub verdict: Option<String>,
    /// Why.
    pub grounds: String,
    /// How far it is.
    pub stage: Stage,
    /// Who proposed the verdict; `None` while there is none.
    pub drafted: Option<Signature>,
    /// Who confirmed it: somebody else than who drafted it, where both gave a name.
    pub confirmed: Option<Signature>,
    /// When it was begun.
    pub created: Timestamp,
    /// When it last changed.
    pub modified: Timestamp,
    /// What was done to it, oldest first.
    pub history: Vec<CheckStep>,
}

impl Check {
    /// Whether it stands: it has a verdict that was confirmed.
    pub fn is_confirmed(&self) -> bool {
        self.verdict.is_some() && self.confirmed.is_some()
    }

    /// All exhibits, question by question.
    pub fn exhibits(&self) -> impl Iterator<Item = &Exhibit> {
        self.questions.iter().flat_map(|question| &question.exhibits)
    }
}

/// A place where somebody claims what is checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saying {
    /// The article; it may have been removed since.
    pub article: ArticleId,
    /// Where in it; without a place once the words cannot be found there, or the article is gone.
    pub target: Target,
    /// The outlet, as the article named it when it was last there.
    pub outlet: String,
}

/// Something that has to be found out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// What is asked.
    pub asked: String,
    /// What was found out; empty while nothing was.
    pub answer: String,
    /// Whom one waits for and until when (病院に照会、8日まで); empty when one waits for nobody.
    pub waiting: String,
    /// What bears the answer out, or speaks against it.
    pub exhibits: Vec<Exhibit>,
}

/// A piece of evidence (証拠).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exhibit {
    /// Whether it bears the claim out.
    pub stance: Stance,
    /// What it is.
    pub medium: Medium,
    /// Whose it is and what it is called: 澄川市立病院「システム障害について（第3報）」.
    pub source: String,
    /// Its words.
    pub quotation: String,
    /// Where it was found: an address, or a shelf mark, or a room. Kept as it was written, whatever it is:
    /// see [`is_web_address`].
    pub address: String,
    /// The day it was published, `YYYY-MM-DD`, or empty.
    pub published: String,
    /// The day it was read, `YYYY-MM-DD`, or empty: pages change.
    pub read_on: String,
    /// The SHA-256 of a copy that was kept, in lower-case hexadecimal; empty when none was.
    pub fingerprint: String,
}

/// How a piece of evidence stands to the claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stance {
    /// It bears the claim out.
    Supports,
    /// It speaks against the claim.
    Opposes,
    /// It does neither, but one has to know it.
    Context,
}

impl Stance {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 3] = [Self::Supports, Self::Opposes, Self::Context];
}

/// What a piece of evidence is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Medium {
    /// A document of those it is about: 発表文, 議事録, 統計.
    Primary,
    /// An article of an outlet.
    Article,
    /// What somebody said when asked.
    Interview,
    /// A picture, a sound, a film.
    Recording,
    /// Anything else.
    Other,
}

impl Medium {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 5] = [Self::Primary, Self::Article, Self::Interview, Self::Recording, Self::Other];
}

/// How far a check is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// 着手: the wording stands.
    #[default]
    Begun,
    /// 証拠集め: questions are asked, evidence comes in.
    Gathering,
    /// 確認待ち: a verdict is proposed and waits for a second person.
    Review,
    /// 決定: a second person confirmed it.
    Decided,
    /// 公開: it was published.
    Published,
}

impl Stage {
    /// All of them, in order.
    pub const ALL: [Self; 5] = [Self::Begun, Self::Gathering, Self::Review, Self::Decided, Self::Published];

    /// The name files and histories use: `gathering`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Begun => "begun",
            Self::Gathering => "gathering",
            Self::Review => "review",
            Self::Decided => "decided",
            Self::Published => "published",
        }
    }

    /// Whether its verdict stands for others to rely on.
    pub fn is_final(self) -> bool {
        matches!(self, Self::Decided | Self::Published)
    }
}

/// Who said so, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// As they call themselves; may be empty.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// One thing that was done to a check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckStep {
    /// When.
    pub at: Timestamp,
    /// Who, as they call themselves; may be empty.
    pub by: String,
    /// What.
    pub act: CheckAct,
    /// What it was before, where it was something: a wording, the key of a step, the name of a stage, a
    /// question.
    pub from: String,
    /// What it is from then on.
    pub to: String,
}

/// What was done to a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CheckAct {
    /// It was begun.
    Begun,
    /// It is worded otherwise.
    Reworded,
    /// A place where it is claimed came or went.
    Sayings,
    /// A question came, went or changed, or was answered.
    Questions,
    /// Evidence came, went or changed.
    Exhibits,
    /// Another scale, another verdict, or other grounds for it.
    Ruled,
    /// It went to another stage.
    Moved,
    /// A second person confirmed the verdict.
    Confirmed,
    /// A second person sent it back.
    SentBack,
}

impl CheckAct {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Begun,
        Self::Reworded,
        Self::Sayings,
        Self::Questions,
        Self::Exhibits,
        Self::Ruled,
        Self::Moved,
        Self::Confirmed,
        Self::SentBack,
    ];
}

/// Whether a text is an address that a page may link to: `http` or `https`, a host, nothing invisible.
/// Everything else (`javascript:`, `data:`, a shelf mark, half an address) is words, to be shown as such and
/// never to be followed.
///
/// ```
/// use shirushi_model::is_web_address;
///
/// assert!(is_web_address("https://例え.example/報告?頁=3#二"));
/// assert!(!is_web_address("javascript:alert(1)"));
/// assert!(!is_web_address("https://"));
/// assert!(!is_web_address("市役所3階の閲覧室"));
/// ```
pub fn is_web_address(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once("://") else { return false };
    if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
        return false;
    }
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    // A name before the host is how one address is made to look like another.
    let (host, port) = authority.rsplit_once(':').unwrap_or((authority, ""));
    let is_host = |c: char| c.is_alphanumeric() || matches!(c, '-' | '.' | '_' | '[' | ']' | ':');
    text.len() <= LONGEST_ADDRESS
        && host.contains(char::is_alphanumeric)
        && host.chars().all(is_host)
        && port.bytes().all(|byte| byte.is_ascii_digit() || byte == b']')
        && !text.contains(|c: char| c.is_whitespace() || c.is_control() || is_invisible(c))
        && !text.contains(['"', '<', '>', '\\', '`', '{', '}', '|', '^'])
}

/// Browsers do not go on beyond this either, in bytes.
const LONGEST_ADDRESS: usize = 4_096;

/// Whether a character has no shape of its own and changes how others are read: marks of direction, joiners.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::is_web_address;

    #[test]
    fn only_what_can_be_followed_safely_is_an_address() {
        for address in [
            "https://hospital.example/notice/0003.pdf",
            "HTTP://example.com",
            "https://example.com:8443/a?b=c&d='e'#f",
            "http://[2001:db8::1]/",
        ] {
            assert!(is_web_address(address), "{address}");
        }
        for other in [
            "",
            "javascript:alert(1)",
            "JaVaScRiPt://example.com/%0aalert(1)",
            "data:text/html,<script>",
            "https://good.example@evil.example/",
            "https:///path",
            "https://exa mple.com/",
            "https://example.com/\"onmouseover=\"x",
            "https://example.com/\u{202E}fdp.exe",
            "//example.com/",
            "https://:80/",
            "https://example.com:80a/",
        ] {
            assert!(!is_web_address(other), "{other}");
        }
        assert!(!is_web_address(&format!("https://example.com/{}", "a".repeat(5_000))));
    }
}
