//! The condition language: `grade == 'D' and age >= 18 and not listed('black')`.
//!
//! Comparisons, `and`, `or`, `not`, `in`, `between`, and arithmetic over the few things a rule may ask
//! about a person. Names are resolved and types checked here, so that evaluation cannot fail. What is
//! not recorded of a person makes an answer unknown (Kleene's logic), never false.

use crate::fault::Fault;
use crate::plan::{Arithmetic, Comparison, Condition, Number};
use glasshouse_model::{Attribute, Text};
use glasshouse_text::{Diagnostic, both};
use std::ops::Range;
use winnow::Parser;
use winnow::combinator::{alt, delimited, preceded, repeat, terminated};
use winnow::error::ContextError;
use winnow::stream::LocatingSlice;
use winnow::token::{any, take_till, take_while};

/// Longest condition, in bytes, and deepest nesting of brackets.
const LONGEST: usize = 2_000;
const DEEPEST: usize = 40;

/// Names that conditions may use.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Grades, best first.
    pub grades: Vec<String>,
    /// Lists in order.
    pub lists: Vec<String>,
    /// Whether people are scored.
    pub scored: bool,
    /// Whether a scorecard decides about them.
    pub carded: bool,
}

/// Attributes a condition may ask about, at their index in [`crate::plan::Facts::levels`].
const LEVELS: [Attribute; 5] =
    [Attribute::Sex, Attribute::Place, Attribute::Income, Attribute::Education, Attribute::Occupation];

/// Reads a condition. `at` gives the place in the file of a byte range of `text`.
///
/// # Errors
/// The first thing that is wrong with it.
pub fn parse(
    text: &str,
    names: &Names,
    at: impl Fn(Range<usize>) -> Range<usize>,
) -> Result<Condition, Box<Diagnostic>> {
    let place = |fault: Fault, span: Range<usize>| Box::new(fault.at(at(span)));
    if text.len() > LONGEST {
        let wanted = both("conditions have at most 2,000 characters", "条件最多2000个字符");
        return Err(place(Fault::ConditionUnreadable { wanted }, 0..text.len()));
    }
    let tokens = lex(text);
    let mut parser = Reading { tokens: &tokens, next: 0, depth: 0, end: text.len(), names };
    let result = parser.or().and_then(|term| {
        parser.at_end()?;
        term.truth()
    });
    result.map_err(|wrong| place(wrong.fault, wrong.span))
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Number(String),
    Quoted(String),
    Word(String),
    Sign(&'static str),
    Odd(char),
}

const SIGNS: [&str; 21] =
    ["&&", "||", "==", "!=", "<>", "<=", ">=", "=", "<", ">", "!", "&", "|", "+", "-", "*", "/", "(", ")", "[", "]"];

/// Cuts a condition into tokens with their places. Nothing is refused here.
fn lex(text: &str) -> Vec<(Token, Range<usize>)> {
    type Input<'i> = LocatingSlice<&'i str>;
    let number = (take_while(1.., '0'..='9'), take_while(0.., ('.', '0'..='9')))
        .take()
        .map(|s: &str| Token::Number(s.to_owned()));
    let word = (
        take_while(1.., |c: char| c.is_alphabetic() || c == '_'),
        take_while(0.., |c: char| c.is_alphanumeric() || c == '_'),
    )
        .take()
        .map(|s: &str| Token::Word(s.to_owned()));
    let single = delimited('\'', take_till(0.., '\''), '\'');
    let double = delimited('"', take_till(0.., '"'), '"');
    let quoted = alt((single, double)).map(|s: &str| Token::Quoted(s.to_owned()));
    let sign = |input: &mut Input<'_>| -> Result<Token, ContextError> {
        for sign in SIGNS {
            if input.starts_with(sign) {
                winnow::token::take(sign.len()).parse_next(input)?;
                return Ok(Token::Sign(sign));
            }
        }
        Err(ContextError::new())
    };
    let comma = ','.value(Token::Sign(","));
    let odd = any.map(Token::Odd);
    let token = alt((number, word, quoted, sign, comma, odd)).with_span();
    let space = || take_while(0.., char::is_whitespace);
    let mut all = preceded(space(), repeat(0.., terminated(token, space())));
    let read: Result<Vec<(Token, Range<usize>)>, ContextError> = all.parse_next(&mut LocatingSlice::new(text));
    read.unwrap_or_default()
}

struct Wrong {
    fault: Fault,
    span: Range<usize>,
}

/// A part of a condition with its type and place.
struct Term {
    kind: Typed,
    span: Range<usize>,
}

enum Typed {
    Truth(Condition),
    Number(Number),
    Grade,
    Level(usize),
    Quoted(String),
}

struct Reading<'t> {
    tokens: &'t [(Token, Range<usize>)],
    next: usize,
    depth: usize,
    end: usize,
    names: &'t Names,
}

type Outcome<T> = Result<T, Wrong>;

impl Term {
    fn truth(self) -> Outcome<Condition> {
        match self.kind {
            Typed::Truth(condition) => Ok(condition),
            other => Err(wrong_type(
                both(
                    format!("{} alone is neither true nor false; compare it", other.name().en),
                    format!("单独的{}无所谓真假；请作比较", other.name().zh),
                ),
                self.span,
            )),
        }
    }

    fn number(self) -> Outcome<Number> {
        match self.kind {
            Typed::Number(number) => Ok(number),
            other => Err(wrong_type(
                both(
                    format!("a number is needed here, this is {}", other.name().en),
                    format!("此处须是数字，而这是{}", other.name().zh),
                ),
                self.span,
            )),
        }
    }
}

impl Typed {
    fn name(&self) -> Text {
        match self {
            Typed::Truth(_) => both("a true-or-false", "真假值"),
            Typed::Number(_) => both("a number", "数字"),
            Typed::Grade => both("the grade", "等级"),
            Typed::Level(i) => {
                let label = LEVELS.get(*i).map_or("", |a| a.name());
                both(format!("the attribute {label}"), format!("属性{label}"))
            }
            Typed::Quoted(s) => both(format!("the word '{s}'"), format!("文字“{s}”")),
        }
    }
}

fn wrong_type(message: Text, span: Range<usize>) -> Wrong {
    Wrong { fault: Fault::ConditionType { message }, span }
}

fn join(a: &Range<usize>, b: &Range<usize>) -> Range<usize> {
    a.start..b.end
}

impl Reading<'_> {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.next).map(|(t, _)| t)
    }

    fn span(&self) -> Range<usize> {
        self.tokens.get(self.next).map_or(self.end..self.end, |(_, s)| s.clone())
    }

    fn take_sign(&mut self, sign: &str) -> bool {
        let found = matches!(self.peek(), Some(Token::Sign(s)) if *s == sign);
        self.next += usize::from(found);
        found
    }

    fn take_word(&mut self, word: &str) -> bool {
        let found = matches!(self.peek(), Some(Token::Word(w)) if w == word);
        self.next += usize::from(found);
        found
    }

    fn unreadable<T>(&self, en: &str, zh: &str) -> Outcome<T> {
        self.refuse_signs()?;
        Err(Wrong { fault: Fault::ConditionUnreadable { wanted: both(en, zh) }, span: self.span() })
    }

    /// Programmers' signs are answered with the word to write.
    fn refuse_signs(&self) -> Outcome<()> {
        let (written, write) = match self.peek() {
            Some(Token::Sign(s @ ("&&" | "&"))) => ((*s).to_owned(), "and"),
            Some(Token::Sign(s @ ("||" | "|"))) => ((*s).to_owned(), "or"),
            Some(Token::Sign("!")) => ("!".to_owned(), "not"),
            Some(Token::Sign("=")) => ("=".to_owned(), "=="),
            Some(Token::Sign("<>")) => ("<>".to_owned(), "!="),
            Some(Token::Word(w)) if matches!(w.as_str(), "AND" | "And" | "且" | "并且") => (w.clone(), "and"),
            Some(Token::Word(w)) if matches!(w.as_str(), "OR" | "Or" | "或" | "或者") => (w.clone(), "or"),
            Some(Token::Word(w)) if matches!(w.as_str(), "NOT" | "Not" | "非" | "不") => (w.clone(), "not"),
            Some(Token::Word(w)) if w == "is" => (w.clone(), "=="),
            Some(Token::Odd(c @ ('‘' | '’' | '“' | '”'))) => (c.to_string(), "'"),
            Some(Token::Odd(c @ ('≥' | '≧'))) => (c.to_string(), ">="),
            Some(Token::Odd(c @ ('≤' | '≦'))) => (c.to_string(), "<="),
            Some(Token::Odd('≠')) => ("≠".to_owned(), "!="),
            Some(Token::Odd('＝')) => ("＝".to_owned(), "=="),
            Some(Token::Odd('（')) => ("（".to_owned(), "("),
            Some(Token::Odd('）')) => ("）".to_owned(), ")"),
            _ => return Ok(()),
        };
        Err(Wrong { fault: Fault::ConditionWord { written, write }, span: self.span() })
    }

    fn at_end(&self) -> Outcome<()> {
        if self.peek().is_none() {
            return Ok(());
        }
        self.unreadable("`and`, `or` or the end is expected here", "此处应为and、or或结尾")
    }

    fn or(&mut self) -> Outcome<Term> {
        let first = self.and()?;
        let mut parts = vec![first];
        while self.take_word("or") {
            parts.push(self.and()?);
        }
        joined(parts, Condition::Any)
    }

    fn and(&mut self) -> Outcome<Term> {
        let first = self.not()?;
        let mut parts = vec![first];
        while self.take_word("and") {
            parts.push(self.not()?);
        }
        joined(parts, Condition::All)
    }

    fn not(&mut self) -> Outcome<Term> {
        let start = self.span();
        // Counted in a loop, not by recursion: a thousand nots must not cost a thousand frames.
        let mut nots = 0usize;
        while self.take_word("not") {
            nots += 1;
        }
        let term = self.comparison()?;
        if nots == 0 {
            return Ok(term);
        }
        let span = join(&start, &term.span);
        let inner = term.truth()?;
        let condition = if nots % 2 == 1 { Condition::Not(Box::new(inner)) } else { inner };
        Ok(Term { kind: Typed::Truth(condition), span })
    }

    fn comparison(&mut self) -> Outcome<Term> {
        let left = self.sum()?;
        for (sign, how) in [
            ("==", Comparison::Eq),
            ("!=", Comparison::Ne),
            ("<=", Comparison::Le),
            (">=", Comparison::Ge),
            ("<", Comparison::Lt),
            (">", Comparison::Gt),
        ] {
            if self.take_sign(sign) {
                let right = self.sum()?;
                return self.compare(left, how, right);
            }
        }
        if self.take_word("between") {
            let low = self.sum()?;
            if !self.take_word("and") {
                return self.unreadable("between … and … needs `and` here", "between … and …此处须写and");
            }
            let high = self.sum()?;
            let span = join(&left.span, &high.span);
            let value = left.number()?;
            let parts = vec![
                Condition::Compare(value.clone(), Comparison::Ge, low.number()?),
                Condition::Compare(value, Comparison::Le, high.number()?),
            ];
            return Ok(Term { kind: Typed::Truth(Condition::All(parts)), span });
        }
        let negated = matches!((self.peek(), self.tokens.get(self.next + 1)), (Some(Token::Word(n)), Some((Token::Word(i), _))) if n == "not" && i == "in");
        self.next += usize::from(negated);
        if self.take_word("in") {
            let term = self.membership(left)?;
            if !negated {
                return Ok(term);
            }
            let span = term.span.clone();
            return Ok(Term { kind: Typed::Truth(Condition::Not(Box::new(term.truth()?))), span });
        }
        self.refuse_signs()?;
        Ok(left)
    }

    fn membership(&mut self, left: Term) -> Outcome<Term> {
        if !self.take_sign("[") {
            return self.unreadable(
                "a list in square brackets is expected: in ['A', 'B']",
                "此处应为方括号列表：in ['A', 'B']",
            );
        }
        let mut parts = Vec::new();
        let mut last;
        loop {
            let item = self.sum()?;
            last = item.span.clone();
            let subject = Term { kind: copy(&left.kind), span: left.span.clone() };
            parts.push(self.compare(subject, Comparison::Eq, item)?.truth()?);
            if self.take_sign(",") {
                continue;
            }
            if self.take_sign("]") {
                break;
            }
            return self.unreadable("`,` or `]` is expected here", "此处应为“,”或“]”");
        }
        let span = join(&left.span, &last);
        // One mask instead of many, so that equal conditions look equal.
        let merged = parts.iter().try_fold(0u32, |mask, part| match part {
            Condition::GradeIn(m) => Some(mask | m),
            _ => None,
        });
        let condition = match merged {
            Some(mask) => Condition::GradeIn(mask),
            None => Condition::Any(parts),
        };
        Ok(Term { kind: Typed::Truth(condition), span })
    }

    fn compare(&mut self, left: Term, how: Comparison, right: Term) -> Outcome<Term> {
        let span = join(&left.span, &right.span);
        let equal = match how {
            Comparison::Eq => Some(true),
            Comparison::Ne => Some(false),
            Comparison::Lt | Comparison::Le | Comparison::Gt | Comparison::Ge => None,
        };
        let mask = match (&left.kind, &right.kind) {
            (Typed::Grade, Typed::Quoted(name)) => Some(Condition::GradeIn(self.grade(name, &right.span)?)),
            (Typed::Quoted(name), Typed::Grade) => Some(Condition::GradeIn(self.grade(name, &left.span)?)),
            (Typed::Level(i), Typed::Quoted(name)) => Some(level(*i, name, &right.span)?),
            (Typed::Quoted(name), Typed::Level(i)) => Some(level(*i, name, &left.span)?),
            _ => None,
        };
        let condition = match (mask, equal) {
            (Some(mask), Some(true)) => mask,
            (Some(mask), Some(false)) => Condition::Not(Box::new(mask)),
            (Some(_), None) => {
                let message = both(
                    "grades and levels are compared with == and in, not by size",
                    "等级和属性用==和in比较，不比大小",
                );
                return Err(wrong_type(message, span));
            }
            (None, _) => {
                if !matches!((&left.kind, &right.kind), (Typed::Number(_), Typed::Number(_))) {
                    let (l, r) = (left.kind.name(), right.kind.name());
                    let message =
                        both(format!("{} does not compare with {}", l.en, r.en), format!("{}不能与{}比较", l.zh, r.zh));
                    return Err(wrong_type(message, span));
                }
                Condition::Compare(left.number()?, how, right.number()?)
            }
        };
        Ok(Term { kind: Typed::Truth(condition), span })
    }

    fn grade(&self, name: &str, span: &Range<usize>) -> Outcome<u32> {
        if name == "none" {
            return Ok(1 << 31);
        }
        match self.names.grades.iter().position(|g| g == name) {
            Some(i) => Ok(1u32.checked_shl(i as u32).unwrap_or(0)),
            None => {
                let known = self.names.grades.iter().cloned().chain(["none".to_owned()]).collect();
                Err(Wrong { fault: Fault::ConditionName { name: name.to_owned(), known }, span: span.clone() })
            }
        }
    }

    fn sum(&mut self) -> Outcome<Term> {
        let mut left = self.product()?;
        loop {
            let op = if self.take_sign("+") {
                Arithmetic::Add
            } else if self.take_sign("-") {
                Arithmetic::Sub
            } else {
                return Ok(left);
            };
            let right = self.product()?;
            left = combined(left, op, right)?;
        }
    }

    fn product(&mut self) -> Outcome<Term> {
        let mut left = self.primary()?;
        loop {
            let op = if self.take_sign("*") {
                Arithmetic::Mul
            } else if self.take_sign("/") {
                Arithmetic::Div
            } else {
                return Ok(left);
            };
            let right = self.primary()?;
            left = combined(left, op, right)?;
        }
    }

    fn primary(&mut self) -> Outcome<Term> {
        let span = self.span();
        let Some(token) = self.peek().cloned() else {
            return self.unreadable("the condition ends too early", "条件过早结束");
        };
        match token {
            Token::Number(raw) => {
                self.next += 1;
                let Ok(n) = raw.parse::<i32>() else {
                    return Err(wrong_type(both("numbers in conditions are whole", "条件里的数字须是整数"), span));
                };
                Ok(Term { kind: Typed::Number(Number::Const(n)), span })
            }
            Token::Quoted(text) => {
                self.next += 1;
                Ok(Term { kind: Typed::Quoted(text), span })
            }
            Token::Sign("-") => {
                self.next += 1;
                let inner = self.nested(Reading::primary)?;
                let whole = join(&span, &inner.span);
                let negative = match inner.number()? {
                    Number::Const(n) => Number::Const(n.saturating_neg()),
                    other => Number::Op(Box::new(Number::Const(0)), Arithmetic::Sub, Box::new(other)),
                };
                Ok(Term { kind: Typed::Number(negative), span: whole })
            }
            Token::Sign("(") => {
                self.next += 1;
                let inner = self.nested(Reading::or)?;
                let close = self.span();
                if !self.take_sign(")") {
                    return self.unreadable("`)` is expected here", "此处应为“)”");
                }
                Ok(Term { kind: inner.kind, span: join(&span, &close) })
            }
            Token::Word(word) => self.word(&word, span),
            Token::Sign(_) | Token::Odd(_) => self.unreadable(
                "a name, a number or a word in quotes is expected here",
                "此处应为名称、数字或带引号的文字",
            ),
        }
    }

    fn nested(&mut self, inner: fn(&mut Self) -> Outcome<Term>) -> Outcome<Term> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return self.unreadable("brackets lie too deep", "括号嵌套过深");
        }
        let term = inner(self)?;
        self.depth -= 1;
        Ok(term)
    }

    fn word(&mut self, word: &str, span: Range<usize>) -> Outcome<Term> {
        let kind = match word {
            "true" => Typed::Truth(Condition::Const(true)),
            "false" => Typed::Truth(Condition::Const(false)),
            "score" if self.names.scored => Typed::Number(Number::Score),
            "declined" if self.names.carded => Typed::Truth(Condition::Declined),
            "age" => Typed::Number(Number::Age),
            "income_fifth" => Typed::Number(Number::IncomeFifth),
            "grade" if !self.names.grades.is_empty() => Typed::Grade,
            "listed" => return self.listed(span),
            other => match LEVELS.iter().position(|a| a.name() == other) {
                Some(i) => Typed::Level(i),
                None => {
                    self.refuse_signs()?;
                    return Err(Wrong {
                        fault: Fault::ConditionName { name: word.to_owned(), known: self.known() },
                        span,
                    });
                }
            },
        };
        self.next += 1;
        Ok(Term { kind, span })
    }

    fn listed(&mut self, span: Range<usize>) -> Outcome<Term> {
        self.next += 1;
        if !self.take_sign("(") {
            return self.unreadable("write listed('name')", "写作listed('名称')");
        }
        let inside = self.span();
        let Some(Token::Quoted(name)) = self.peek().cloned() else {
            return self.unreadable("the id of a list in quotes is expected here", "此处应为带引号的名单id");
        };
        let Some(list) = self.names.lists.iter().position(|l| *l == name) else {
            return Err(Wrong { fault: Fault::ConditionName { name, known: self.names.lists.clone() }, span: inside });
        };
        self.next += 1;
        let close = self.span();
        if !self.take_sign(")") {
            return self.unreadable("`)` is expected here", "此处应为“)”");
        }
        Ok(Term { kind: Typed::Truth(Condition::Listed(list as u8)), span: join(&span, &close) })
    }

    fn known(&self) -> Vec<String> {
        let mut known: Vec<String> =
            ["age", "income_fifth", "sex", "place", "education", "occupation"].map(str::to_owned).to_vec();
        if self.names.scored {
            known.push("score".into());
        }
        if !self.names.grades.is_empty() {
            known.push("grade".into());
        }
        if self.names.carded {
            known.push("declined".into());
        }
        known.push("listed".into());
        known
    }
}

fn joined(mut parts: Vec<Term>, make: fn(Vec<Condition>) -> Condition) -> Outcome<Term> {
    if parts.len() == 1
        && let Some(only) = parts.pop()
    {
        return Ok(only);
    }
    let start = parts.first().map_or(0, |p| p.span.start);
    let end = parts.last().map_or(0, |p| p.span.end);
    let conditions = parts.into_iter().map(Term::truth).collect::<Outcome<Vec<Condition>>>()?;
    Ok(Term { kind: Typed::Truth(make(conditions)), span: start..end })
}

fn combined(left: Term, op: Arithmetic, right: Term) -> Outcome<Term> {
    let span = join(&left.span, &right.span);
    let number = Number::Op(Box::new(left.number()?), op, Box::new(right.number()?));
    Ok(Term { kind: Typed::Number(number), span })
}

fn level(i: usize, name: &str, span: &Range<usize>) -> Outcome<Condition> {
    let levels = LEVELS.get(i).map_or(&[][..], |a| a.levels());
    match levels.iter().position(|(n, _)| *n == name) {
        Some(level) => Ok(Condition::LevelIn(i as u8, 1 << level)),
        None => {
            let known = levels.iter().map(|(n, _)| (*n).to_owned()).collect();
            Err(Wrong { fault: Fault::ConditionName { name: name.to_owned(), known }, span: span.clone() })
        }
    }
}

fn copy(kind: &Typed) -> Typed {
    match kind {
        Typed::Truth(c) => Typed::Truth(c.clone()),
        Typed::Number(n) => Typed::Number(n.clone()),
        Typed::Grade => Typed::Grade,
        Typed::Level(i) => Typed::Level(*i),
        Typed::Quoted(s) => Typed::Quoted(s.clone()),
    }
}
