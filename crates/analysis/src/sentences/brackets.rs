//! Which brackets of a line have a partner. Straight quotes are brackets too: every second one closes.

use crate::shadow::Shadow;

/// What a character of a line is to the brackets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BracketRole {
    None,
    Open,
    Close,
}

/// Which brackets of a line have a partner.
#[derive(Default)]
pub(super) struct Brackets {
    roles: Vec<BracketRole>,
    open: Vec<(char, usize)>,
}

/// How many unclosed brackets a closing one may skip to find its own; it keeps garbage linear.
const MISNESTED: usize = 8;

impl Brackets {
    pub(super) fn match_line(&mut self, shadow: &Shadow, first: usize, last: usize) {
        self.roles.clear();
        self.roles.resize(last - first, BracketRole::None);
        self.open.clear();
        for position in first..last {
            let c = shadow.at(position);
            if c == '\'' && is_apostrophe(shadow, position) {
                continue;
            }
            if let Some(depth) = self.open.iter().rev().take(MISNESTED).position(|&(close, _)| close == c) {
                self.open.truncate(self.open.len() - depth);
                if let Some((_, opened)) = self.open.pop() {
                    self.set(opened, BracketRole::Open);
                    self.set(position - first, BracketRole::Close);
                }
            } else if let Some(close) =
                partner(c).filter(|_| c != '"' || !shadow.before(position).is_ascii_digit())
            {
                // Behind a number " is inches.
                self.open.push((close, position - first));
            }
        }
    }

    fn set(&mut self, at: usize, role: BracketRole) {
        if let Some(slot) = self.roles.get_mut(at) {
            *slot = role;
        }
    }

    pub(super) fn role(&self, at: usize) -> BracketRole {
        self.roles.get(at).copied().unwrap_or(BracketRole::None)
    }
}

/// `'` between Latin letters or behind one: It's, workers' union. What closes a quotation of Latin words
/// looks the same and is lost. The second of two is none of its own: ''…''.
fn is_apostrophe(shadow: &Shadow, position: usize) -> bool {
    let before = shadow.before(position);
    before.is_ascii_alphanumeric() || before == '\''
}

/// What closes an opening bracket or quote of any form.
fn partner(open: char) -> Option<char> {
    closing(open).or(match open {
        '"' => Some('"'),
        '\'' => Some('\''),
        '‘' => Some('’'),
        '<' => Some('>'),
        '≪' => Some('≫'),
        '«' => Some('»'),
        '〖' => Some('〗'),
        '〘' => Some('〙'),
        _ => None,
    })
}

/// The bracket that closes an opening one.
pub(crate) fn closing(open: char) -> Option<char> {
    Some(match open {
        '「' => '」',
        '『' => '』',
        '(' => ')',
        '[' => ']',
        '{' => '}',
        '〔' => '〕',
        '【' => '】',
        '“' => '”',
        _ => return None,
    })
}

/// Whether a character closes a bracket or a quotation, whatever stands before it.
pub(super) fn is_closer(c: char) -> bool {
    matches!(c, '」' | '』' | ')' | ']' | '}' | '〕' | '】' | '”' | '’' | '≫' | '»' | '〗' | '〙')
}
