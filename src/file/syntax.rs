//! The shape of a RON text: which value stands in which, under which key, whatever it means.

use std::iter::Peekable;

use super::tokens::{Kind, Token, Tokens};

/// One step through the values of a text.
#[derive(Clone, Debug)]
pub(super) enum Event {
    /// A struct, map, list or tuple begins.
    Enter {
        /// Its key in the value around it, if that has keys.
        key: Option<Token>,
        /// The name before its bracket.
        name: Option<Token>,
        /// Its opening bracket.
        open: Token,
    },
    /// A value without values in it.
    Leaf {
        /// Its key in the value around it, if that has keys.
        key: Option<Token>,
        /// The value.
        value: Token,
    },
    /// The value entered last ends with this bracket.
    Leave(Token),
}

/// The tokens of a text without its comments.
struct Uncommented<'a>(Tokens<'a>);

impl Iterator for Uncommented<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        self.0.find(|token| token.kind != Kind::Comment)
    }
}

/// The events of a text. Like the tokens, they never fail: what is broken is passed on as it comes.
pub(super) struct Events<'a> {
    tokens: Peekable<Uncommented<'a>>,
    key: Option<Token>,
}

impl<'a> Events<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            tokens: Uncommented(Tokens::new(text)).peekable(),
            key: None,
        }
    }

    fn next_if(&mut self, kind: Kind) -> Option<Token> {
        self.tokens.next_if(|token| token.kind == kind)
    }
}

impl Iterator for Events<'_> {
    type Item = Event;

    fn next(&mut self) -> Option<Event> {
        loop {
            let token = self.tokens.next()?;
            match token.kind {
                Kind::Comma => self.key = None,
                Kind::Colon | Kind::Comment => {}
                Kind::Close => {
                    self.key = None;
                    return Some(Event::Leave(token));
                }
                Kind::Open => {
                    return Some(Event::Enter {
                        key: self.key.take(),
                        name: None,
                        open: token,
                    });
                }
                Kind::Text | Kind::Word => {
                    if self.next_if(Kind::Colon).is_some() {
                        self.key = Some(token);
                    } else if token.kind == Kind::Word
                        && let Some(open) = self.next_if(Kind::Open)
                    {
                        return Some(Event::Enter {
                            key: self.key.take(),
                            name: Some(token),
                            open,
                        });
                    } else {
                        return Some(Event::Leaf {
                            key: self.key.take(),
                            value: token,
                        });
                    }
                }
            }
        }
    }
}
