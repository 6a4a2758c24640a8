//! Quantities over the counts of a run: `false_alarms[gate] / observations[gate]`.
//!
//! A metric stands for its sum over the run (what happens) or its last value (what there is). `last(…)`, `total(…)`
//! and `mean(…)` say otherwise, each over all months or those from the first to the last named, counted from 1.
//! `gini(wealth)` and its like are indices over what persons have at the end; `share(sex=male, age=15-24)` is a share of
//! the table that the people are drawn from, before it is rounded to persons. `card(…)` reads a scorecard's counts.

use glasshouse_engine::Ends;
use glasshouse_metrics::fairness::{CardCounts, READINGS};
use glasshouse_metrics::inequality::{self, Index};
use glasshouse_metrics::{Layout, Metric, Series, Split};
use glasshouse_model::act::ACTS;
use glasshouse_model::group::{Attribute, Group};
use glasshouse_model::math;
use glasshouse_society::Society;
use glasshouse_text::suggest::nearest;
use std::ops::Range;

/// A quantity, read.
#[derive(Clone, Debug)]
pub struct Quantity {
    root: Node,
}

/// Why a quantity cannot be read, and where in its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// Bytes of the text.
    pub at: Range<usize>,
    /// The name that is not known, or empty where something else was wanted.
    pub name: String,
    /// The nearest name.
    pub near: Option<String>,
}

#[derive(Clone, Debug)]
enum Node {
    Number(f64),
    Months,
    Output(String),
    /// A reading of the scorecard, of some groups.
    Reading {
        name: &'static str,
        groups: Vec<String>,
        of: Group,
    },
    Metric {
        metric: Metric,
        item: String,
        group: Group,
        over: Over,
    },
    Index(Index, Amount),
    Share(Vec<(Attribute, u8)>),
    Call(Function, Box<Node>),
    Both(char, Box<Node>, Box<Node>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Function {
    Sqrt,
    Ln,
    Exp,
    Abs,
    Minus,
}

/// What persons have at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Amount {
    Wealth,
    PenalisedMonths,
}

/// What a quantity is taken from.
#[derive(Clone, Copy, Debug)]
pub struct Counts<'r> {
    /// What was counted.
    pub series: &'r Series,
    /// How it ended for everyone.
    pub ends: &'r Ends,
    /// Who lived there.
    pub society: &'r Society,
}

/// Which months count, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Over {
    /// Its sum, or its last value, as the metric is.
    Own,
    Last,
    Total(u32, u32),
    Mean(u32, u32),
}

/// Deeper brackets are not read.
const DEPTH_MAX: u32 = 32;

impl Quantity {
    /// Reads a quantity.
    ///
    /// # Errors
    /// [`Unreadable`] with the place.
    pub fn parse(text: &str) -> Result<Quantity, Unreadable> {
        let mut scan = Scan { text, at: 0, depth: 0 };
        let root = scan.sum()?;
        scan.space();
        if scan.at < text.len() { Err(scan.unexpected()) } else { Ok(Quantity { root }) }
    }

    /// The first metric of it that a regime does not have, with the item.
    pub fn lacking(&self, layout: &Layout) -> Option<String> {
        lacking(&self.root, layout)
    }

    /// Its value in one replicate; `None` where something is divided by nothing.
    pub fn of(&self, counts: &Counts<'_>) -> Option<f64> {
        let of = |node: &Node| match node {
            Node::Index(which, amount) => inequality::index(*which, &mut amounts(*amount, counts.ends)).ok(),
            Node::Share(levels) => Some(share(levels, counts.society)),
            other => counted(other, counts.series),
        };
        eval(&self.root, &of, counts.series.n_months())
    }

    /// Its value by named outputs instead of metrics.
    pub fn of_outputs(&self, output: &dyn Fn(&str) -> Option<f64>) -> Option<f64> {
        let of = |node: &Node| match node {
            Node::Output(name) => output(name),
            _ => None,
        };
        eval(&self.root, &of, 0)
    }

    /// What it says that is no metric of a market: `output[…]` with the name of one, and an item after a dot.
    pub fn no_market_metric(&self) -> Option<String> {
        fn wrong(node: &Node) -> Option<String> {
            match node {
                Node::Output(name) => {
                    let metric = name.split('.').next().unwrap_or(name);
                    let known = glasshouse_trade::Metric::ALL.iter().any(|m| m.spec().name == metric);
                    (!known).then(|| name.clone())
                }
                Node::Call(_, inner) => wrong(inner),
                Node::Both(_, left, right) => wrong(left).or_else(|| wrong(right)),
                Node::Metric { metric, .. } => Some(metric.spec().name.to_owned()),
                Node::Months | Node::Reading { .. } | Node::Index(..) | Node::Share(_) => {
                    Some("a count of persons".to_owned())
                }
                Node::Number(_) => None,
            }
        }
        wrong(&self.root)
    }

    /// Whether it speaks of outputs of a model.
    pub fn names_outputs(&self) -> bool {
        fn any(node: &Node) -> bool {
            match node {
                Node::Output(_) => true,
                Node::Call(_, inner) => any(inner),
                Node::Both(_, left, right) => any(left) || any(right),
                Node::Number(_)
                | Node::Months
                | Node::Metric { .. }
                | Node::Reading { .. }
                | Node::Index(..)
                | Node::Share(_) => false,
            }
        }
        any(&self.root)
    }
}

fn lacking(node: &Node, layout: &Layout) -> Option<String> {
    match node {
        Node::Metric { metric, item, .. } => {
            let known = columns(layout, *metric, item).next().is_some();
            (!known).then(|| format!("{}[{item}]", metric.spec().name))
        }
        Node::Call(_, inner) => lacking(inner, layout),
        Node::Both(_, left, right) => lacking(left, layout).or_else(|| lacking(right, layout)),
        Node::Output(name) => Some(name.clone()),
        Node::Reading { name, groups, .. } => {
            let known = |group: &String| columns(layout, Metric::CutSum, group).next().is_some() || group == "all";
            let has_card = !layout.columns_of(Metric::CutSum).is_empty();
            (!has_card || !groups.iter().all(known)).then(|| format!("card({name}, {})", groups.join(", ")))
        }
        Node::Index(..) => {
            layout.columns_of(Metric::WealthSum).is_empty().then(|| Metric::WealthSum.spec().name.into())
        }
        Node::Number(_) | Node::Months | Node::Share(_) => None,
    }
}

fn amounts(amount: Amount, ends: &Ends) -> Vec<i64> {
    match amount {
        Amount::Wealth => ends.wealth.iter().map(|w| i64::from(*w)).collect(),
        Amount::PenalisedMonths => ends.penalised_months.iter().map(|m| i64::from(*m)).collect(),
    }
}

/// The share of the fitted table with these levels.
fn share(levels: &[(Attribute, u8)], society: &Society) -> f64 {
    let axes: Vec<usize> = levels.iter().map(|(a, _)| *a as usize).collect();
    let place = levels.iter().fold(0, |place, (a, level)| place * a.levels().len() + usize::from(*level));
    society.fitted.margin(&axes).get(place).copied().unwrap_or(0.0)
}

fn columns<'l>(layout: &'l Layout, metric: Metric, item: &'l str) -> impl Iterator<Item = usize> + 'l {
    let fits = move |column: &usize| item.is_empty() || layout.columns.get(*column).is_some_and(|c| c.item == item);
    layout.columns_of(metric).filter(fits)
}

fn counted(node: &Node, series: &Series) -> Option<f64> {
    if let Node::Reading { name, groups, of } = node {
        let groups: Vec<&str> = groups.iter().map(String::as_str).collect();
        return CardCounts::of(series, of.0)?.reading(name, &groups);
    }
    let Node::Metric { metric, item, group, over } = node else { return None };
    let n = series.n_months();
    let sum = |first: u32, last: u32| -> (f64, usize) {
        let months = (first.max(1) as usize - 1)..(last as usize).min(n);
        let len = months.len();
        let value = |month: usize| -> i64 {
            columns(&series.layout, *metric, item).map(|c| series.value(month, c, group.0)).sum()
        };
        (months.map(|m| value(m) as f64).sum(), len)
    };
    match *over {
        Over::Own => Some(columns(&series.layout, *metric, item).map(|c| series.total(c, group.0)).sum::<i64>() as f64),
        Over::Last => Some(sum(n as u32, n as u32).0),
        Over::Total(first, last) => Some(sum(first, last).0),
        Over::Mean(first, last) => {
            let (sum, len) = sum(first, last);
            (len > 0).then(|| sum / len as f64)
        }
    }
}

fn eval(node: &Node, leaf: &dyn Fn(&Node) -> Option<f64>, months: usize) -> Option<f64> {
    let value = match node {
        Node::Number(value) => *value,
        Node::Months => months as f64,
        Node::Metric { .. } | Node::Output(_) | Node::Reading { .. } | Node::Index(..) | Node::Share(_) => leaf(node)?,
        Node::Call(function, inner) => {
            let x = eval(inner, leaf, months)?;
            match function {
                Function::Sqrt => libm::sqrt(x),
                Function::Ln => math::ln(x),
                Function::Exp => math::exp(x),
                Function::Abs => x.abs(),
                Function::Minus => -x,
            }
        }
        Node::Both(sign, left, right) => {
            let (x, y) = (eval(left, leaf, months)?, eval(right, leaf, months)?);
            match sign {
                '+' => x + y,
                '-' => x - y,
                '*' => x * y,
                _ => x / y,
            }
        }
    };
    value.is_finite().then_some(value)
}

/// Reads from left to right.
struct Scan<'t> {
    text: &'t str,
    at: usize,
    depth: u32,
}

impl<'t> Scan<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn space(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    fn peek(&mut self) -> Option<char> {
        self.space();
        self.rest().chars().next()
    }

    fn take(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        if found {
            self.at += wanted.len_utf8();
        }
        found
    }

    fn need(&mut self, wanted: char) -> Result<(), Unreadable> {
        if self.take(wanted) { Ok(()) } else { Err(self.unexpected()) }
    }

    fn unexpected(&mut self) -> Unreadable {
        self.space();
        let len = self.rest().chars().next().map_or(0, char::len_utf8);
        Unreadable { at: self.at..self.at + len, name: String::new(), near: None }
    }

    fn while_in(&mut self, fits: impl Fn(char) -> bool) -> &'t str {
        self.space();
        let rest = self.rest();
        let len = rest.find(|c| !fits(c)).unwrap_or(rest.len());
        self.at += len;
        rest.get(..len).unwrap_or("")
    }

    fn sum(&mut self) -> Result<Node, Unreadable> {
        self.depth += 1;
        if self.depth > DEPTH_MAX {
            return Err(self.unexpected());
        }
        let mut node = self.product()?;
        while let Some(sign @ ('+' | '-')) = self.peek() {
            self.at += 1;
            node = Node::Both(sign, Box::new(node), Box::new(self.product()?));
        }
        self.depth -= 1;
        Ok(node)
    }

    fn product(&mut self) -> Result<Node, Unreadable> {
        let mut node = self.factor()?;
        while let Some(sign @ ('*' | '/')) = self.peek() {
            self.at += 1;
            node = Node::Both(sign, Box::new(node), Box::new(self.factor()?));
        }
        Ok(node)
    }

    fn factor(&mut self) -> Result<Node, Unreadable> {
        match self.peek() {
            Some('(') => {
                self.at += 1;
                let inner = self.sum()?;
                self.need(')')?;
                Ok(inner)
            }
            Some('-') => {
                self.depth += 1;
                if self.depth > DEPTH_MAX {
                    return Err(self.unexpected());
                }
                self.at += 1;
                let inner = self.factor()?;
                self.depth -= 1;
                Ok(Node::Call(Function::Minus, Box::new(inner)))
            }
            Some(c) if c.is_ascii_digit() => self.number().map(Node::Number),
            Some(c) if c.is_ascii_alphabetic() => self.named(),
            _ => Err(self.unexpected()),
        }
    }

    fn number(&mut self) -> Result<f64, Unreadable> {
        let start = self.at;
        let text = self.while_in(|c| c.is_ascii_digit() || c == '.');
        let wrong = Unreadable { at: start..self.at, name: String::new(), near: None };
        text.parse().map_err(|_| wrong)
    }

    fn named(&mut self) -> Result<Node, Unreadable> {
        let start = self.at;
        let name = self.while_in(|c| c.is_ascii_alphanumeric() || c == '_');
        let function = match name {
            "months" => return Ok(Node::Months),
            "sqrt" => Function::Sqrt,
            "ln" => Function::Ln,
            "exp" => Function::Exp,
            "abs" => Function::Abs,
            "card" => return self.reading(),
            "last" | "total" | "mean" => return self.over_months(name),
            "gini" => return self.index(Index::Gini),
            "theil_t" => return self.index(Index::TheilT),
            "theil_l" => return self.index(Index::TheilL),
            "hoover" => return self.index(Index::Hoover),
            // The aversion is read after the amount.
            "atkinson" => return self.index(Index::Atkinson(1.0)),
            "share" => return self.share(),
            "output" => {
                self.need('[')?;
                let output = self.while_in(|c| c != ']').to_owned();
                self.need(']')?;
                return Ok(Node::Output(output));
            }
            _ => return self.metric(start, name, Over::Own),
        };
        self.need('(')?;
        let inner = self.sum()?;
        self.need(')')?;
        Ok(Node::Call(function, Box::new(inner)))
    }

    /// An index over what persons have at the end.
    fn index(&mut self, which: Index) -> Result<Node, Unreadable> {
        self.need('(')?;
        self.space();
        let start = self.at;
        let name = self.while_in(|c| c.is_ascii_alphabetic() || c == '_');
        let amount = match name {
            "wealth" => Amount::Wealth,
            "penalised_months" => Amount::PenalisedMonths,
            _ => {
                let near = nearest(name, ["wealth", "penalised_months"]).map(str::to_owned);
                return Err(Unreadable { at: start..self.at, name: name.to_owned(), near });
            }
        };
        let which = match which {
            Index::Atkinson(_) => {
                self.need(',')?;
                self.space();
                Index::Atkinson(self.number()?)
            }
            other => other,
        };
        self.need(')')?;
        Ok(Node::Index(which, amount))
    }

    /// A share of the fitted table: attributes before occupation, each with a level.
    fn share(&mut self) -> Result<Node, Unreadable> {
        self.need('(')?;
        let mut levels = Vec::new();
        loop {
            self.space();
            let start = self.at;
            let text = self.while_in(|c| c.is_ascii_alphanumeric() || "_=-+".contains(c)).to_owned();
            let named = text.split_once('=').and_then(|(attribute, level)| {
                let attribute = Attribute::parse(attribute).filter(|a| *a != Attribute::Occupation)?;
                Some((attribute, attribute.levels().iter().position(|(name, _)| *name == level)? as u8))
            });
            levels.push(named.ok_or(Unreadable { at: start..self.at, name: text, near: None })?);
            if !self.take(',') {
                break;
            }
        }
        self.need(')')?;
        Ok(Node::Share(levels))
    }

    /// `card(fpr, black)@sex=female`
    fn reading(&mut self) -> Result<Node, Unreadable> {
        self.need('(')?;
        self.space();
        let start = self.at;
        let written = self.while_in(|c| c.is_ascii_alphanumeric() || c == '_');
        let Some((name, n_groups)) = READINGS.iter().copied().find(|(name, _)| *name == written) else {
            let near = nearest(written, READINGS.iter().map(|(name, _)| *name)).map(str::to_owned);
            return Err(Unreadable { at: start..self.at, name: written.to_owned(), near });
        };
        let mut groups = Vec::new();
        while self.take(',') {
            groups.push(self.while_in(|c| !",)".contains(c)).trim().to_owned());
        }
        let fits = groups.len() == usize::from(n_groups) || n_groups == 1 && groups.is_empty();
        if !fits {
            return Err(self.unexpected());
        }
        self.need(')')?;
        Ok(Node::Reading { name, groups, of: self.group()? })
    }

    fn over_months(&mut self, how: &str) -> Result<Node, Unreadable> {
        self.need('(')?;
        self.space();
        let start = self.at;
        let name = self.while_in(|c| c.is_ascii_alphanumeric() || c == '_');
        let node = self.metric(start, name, Over::Last)?;
        let (mut first, mut last) = (1, u32::MAX);
        if how != "last" && self.take(',') {
            self.space();
            first = self.number()? as u32;
            self.need(',')?;
            self.space();
            last = self.number()? as u32;
        }
        self.need(')')?;
        let over = match how {
            "total" => Over::Total(first, last),
            "mean" => Over::Mean(first, last),
            _ => Over::Last,
        };
        Ok(match node {
            Node::Metric { metric, item, group, .. } => Node::Metric { metric, item, group, over },
            other => other,
        })
    }

    fn metric(&mut self, start: usize, name: &str, over: Over) -> Result<Node, Unreadable> {
        let Some(metric) = Metric::parse(name) else {
            let near = nearest(name, glasshouse_metrics::METRICS.iter().map(|s| s.name)).map(str::to_owned);
            return Err(Unreadable { at: start..self.at, name: name.to_owned(), near });
        };
        let mut item = String::new();
        if self.take('[') {
            self.space();
            let start = self.at;
            item = self.while_in(|c| c != ']').trim().to_owned();
            let end = self.at;
            self.need(']')?;
            if metric.spec().split == Split::Act && !ACTS.iter().any(|a| a.name == item) {
                let near = nearest(&item, ACTS.iter().map(|a| a.name)).map(str::to_owned);
                return Err(Unreadable { at: start..end, name: item, near });
            }
        }
        let group = self.group()?;
        Ok(Node::Metric { metric, item, group, over })
    }

    /// `@sex=female`, or everyone.
    fn group(&mut self) -> Result<Group, Unreadable> {
        let mut group = Group::ALL;
        if self.take('@') {
            let start = self.at;
            let text = self.while_in(|c| c.is_ascii_alphanumeric() || "_=-".contains(c)).to_owned();
            let found = Group::each().find(|g| {
                let (attribute, level) = g.names();
                text.split_once('=') == Some((attribute, level))
            });
            let wrong = Unreadable { at: start..self.at, name: text, near: None };
            group = found.ok_or(wrong)?;
        }
        Ok(group)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use glasshouse_metrics::{Changes, Items, Tally};

    fn series() -> Series {
        let layout = Layout::new(&Items { lists: vec!["red".into()], wealth: vec![String::new()], ..Items::default() });
        let mut series = Series::new(layout.clone());
        let mut tally = Tally::new(&layout);
        let groups = [0, 1, 3, 9, 11, 16, 21];
        tally.add(layout.at(Metric::People), &groups, 10);
        tally.add(layout.of(Metric::OnList, 0), &groups, 2);
        tally.add(layout.of(Metric::ListEntries, 0), &groups, 3);
        let mut changes = Changes::new(&layout, 1);
        changes.take(0, &mut tally, 1);
        series.absorb(&mut changes, 0);
        series.close_month(31);
        tally.add(layout.of(Metric::OnList, 0), &groups, 3);
        tally.add(layout.of(Metric::ListEntries, 0), &groups, 4);
        changes.take(0, &mut tally, 1);
        series.absorb(&mut changes, 0);
        series.close_month(28);
        series
    }

    #[test]
    fn quantities_are_what_they_say() {
        let society = glasshouse_society::builtin("suining-county").unwrap();
        let ends = Ends { wealth: vec![1, 10, 2, 4, 3], penalised_months: vec![2; 5], ..Ends::default() };
        for (text, value) in [
            ("1 + 2 * 3 - 8 / 4", Some(5.0)),
            ("-(2 - 5) * months", Some(6.0)),
            ("sqrt(16) + abs(-1)", Some(5.0)),
            ("on_list[red] / people", Some(0.5)),
            ("list_entries[red]", Some(7.0)),
            ("last(list_entries[red])", Some(4.0)),
            ("total(on_list[red])", Some(7.0)),
            ("mean(on_list[red])", Some(3.5)),
            ("mean(on_list[red], 2, 2)", Some(5.0)),
            ("people@sex=female", Some(10.0)),
            ("people@sex=male", Some(0.0)),
            ("people / people@sex=male", None),
            ("gini(wealth) + hoover(wealth)", Some(0.7)),
            ("atkinson(penalised_months, 0.5)", Some(0.0)),
            ("share(sex=female) / share(sex=female)", Some(1.0)),
        ] {
            let quantity = Quantity::parse(text).unwrap();
            let counts = Counts { series: &series(), ends: &ends, society: &society };
            assert_eq!(quantity.of(&counts), value, "{text}");
            assert_eq!(quantity.lacking(&series().layout), None, "{text}");
        }
        let lacking = |text: &str| Quantity::parse(text).unwrap().lacking(&series().layout);
        assert_eq!(lacking("2 * on_list[black]"), Some("on_list[black]".into()));
    }

    #[test]
    fn what_cannot_be_read_is_shown_where_it_stands() {
        for (text, at, near) in [
            ("peeple / 2", 0..6, Some("people")),
            ("people /", 8..8, None),
            ("(people", 7..7, None),
            ("people ) 3", 7..8, None),
            ("acts[traffic.redlight]", 5..21, Some("traffic.red_light")),
            ("people@sex=neither", 7..18, None),
            ("gini(welth)", 5..10, Some("wealth")),
            ("share(sex=female, age=old)", 18..25, None),
            ("", 0..0, None),
        ] {
            let wrong = Quantity::parse(text).unwrap_err();
            assert_eq!((wrong.at, wrong.near.as_deref()), (at, near), "{text}");
        }
        assert!(Quantity::parse(&"(".repeat(1000)).is_err());
        assert!(Quantity::parse(&"-".repeat(100_000)).is_err());
    }
}
