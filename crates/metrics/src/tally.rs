//! Counting: a small table of integers per block, added up into a series of months.

use crate::catalogue::{Kind, METRICS, Metric, Split};
use crate::fairness;
use glasshouse_model::act::ACTS;
use glasshouse_model::group::N_GROUPS;

/// The names that metrics of one regime are split by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Items {
    /// Grades, best first.
    pub grades: Vec<String>,
    /// Lists.
    pub lists: Vec<String>,
    /// Measures.
    pub measures: Vec<String>,
    /// Indicators.
    pub indicators: Vec<String>,
    /// Channels.
    pub channels: Vec<String>,
    /// Further scores of a stack.
    pub scores: Vec<String>,
    /// Surveys of opinion.
    pub surveys: Vec<String>,
    /// Stages of lists, `list/stage`.
    pub stages: Vec<String>,
    /// Lists that have stages.
    pub staged: Vec<String>,
    /// Alterations of the register.
    pub alterations: Vec<String>,
    /// Inspections of the register.
    pub inspections: Vec<String>,
    /// Breaches of the register.
    pub breaches: Vec<String>,
    /// Channels whose reports are linked by weight.
    pub linkages: Vec<String>,
    /// Kinds of lawful act for which people go by their neighbourhood.
    pub occasions: Vec<String>,
    /// The wealth of the society, if it has any.
    pub wealth: Vec<String>,
    /// What spreads.
    pub spreads: Vec<String>,
    /// Petitions that go round.
    pub petitions: Vec<String>,
    /// The feed of the society, if it has one.
    pub feed: Vec<String>,
    /// Group, truth and decision of a scorecard.
    pub decisions: Vec<String>,
    /// Group, score and truth.
    pub bands: Vec<String>,
    /// Groups that a scorecard tells apart.
    pub card_groups: Vec<String>,
    /// The evasion of the society, if it has any.
    pub evasion: Vec<String>,
    /// Numbers of live records, where people evade.
    pub live_records: Vec<String>,
    /// The cutting and forming of ties, if they are.
    pub keeping: Vec<String>,
    /// Sorts of pairs, where they are.
    pub tie_pairs: Vec<String>,
    /// The poor and others, where people weigh objecting.
    pub objectors: Vec<String>,
    /// What gives points on a scorecard.
    pub card_points: Vec<String>,
    /// Raters that people ask before a deal.
    pub raters: Vec<String>,
    /// Kinds of act that measures make impossible.
    pub prevented: Vec<String>,
}

/// One column of a tally: a metric, and the item it is split by (empty if none).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Metric.
    pub metric: Metric,
    /// Item.
    pub item: String,
}

/// Where each metric's columns are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    first: Vec<u16>,
    /// All columns.
    pub columns: Vec<Column>,
}

impl Layout {
    /// The layout for a regime.
    pub fn new(items: &Items) -> Layout {
        let mut first = Vec::with_capacity(METRICS.len());
        let mut columns = Vec::new();
        for spec in METRICS {
            first.push(columns.len() as u16);
            let mut push = |item: &str| columns.push(Column { metric: spec.metric, item: item.to_string() });
            match spec.split {
                Split::None => push(""),
                Split::Grade => items.grades.iter().for_each(|i| push(i)),
                Split::List => items.lists.iter().for_each(|i| push(i)),
                Split::Measure => items.measures.iter().for_each(|i| push(i)),
                Split::Indicator => items.indicators.iter().for_each(|i| push(i)),
                Split::Channel => items.channels.iter().for_each(|i| push(i)),
                Split::Act => ACTS.iter().for_each(|a| push(a.name)),
                Split::Score => items.scores.iter().for_each(|i| push(i)),
                Split::Survey => items.surveys.iter().for_each(|i| push(i)),
                Split::Stage => items.stages.iter().for_each(|i| push(i)),
                Split::Staged => items.staged.iter().for_each(|i| push(i)),
                Split::Alteration => items.alterations.iter().for_each(|i| push(i)),
                Split::Inspection => items.inspections.iter().for_each(|i| push(i)),
                Split::Breach => items.breaches.iter().for_each(|i| push(i)),
                Split::Linkage => items.linkages.iter().for_each(|i| push(i)),
                Split::Occasion => items.occasions.iter().for_each(|i| push(i)),
                Split::Wealth => items.wealth.iter().for_each(|i| push(i)),
                Split::Spread => items.spreads.iter().for_each(|i| push(i)),
                Split::Petition => items.petitions.iter().for_each(|i| push(i)),
                Split::Feed => items.feed.iter().for_each(|i| push(i)),
                Split::Decision => items.decisions.iter().for_each(|i| push(i)),
                Split::Band => items.bands.iter().for_each(|i| push(i)),
                Split::CardGroup => items.card_groups.iter().for_each(|i| push(i)),
                Split::Evasion => items.evasion.iter().for_each(|i| push(i)),
                Split::LiveRecords => items.live_records.iter().for_each(|i| push(i)),
                Split::Keeping => items.keeping.iter().for_each(|i| push(i)),
                Split::TiePair => items.tie_pairs.iter().for_each(|i| push(i)),
                Split::Objectors => items.objectors.iter().for_each(|i| push(i)),
                Split::CardPart => items.card_points.iter().for_each(|i| push(i)),
                Split::Rater => items.raters.iter().for_each(|i| push(i)),
                Split::Rating if items.raters.is_empty() => {}
                Split::Rating => [""].into_iter().chain(items.raters.iter().map(String::as_str)).for_each(&mut push),
                Split::Deal if items.raters.is_empty() => {}
                Split::Deal => push(""),
                Split::Prevented => items.prevented.iter().for_each(|i| push(i)),
            }
        }
        Layout { first, columns }
    }

    /// The column of a metric without items.
    #[inline]
    pub fn at(&self, metric: Metric) -> usize {
        usize::from(self.first[metric as usize])
    }

    /// The column of a metric and an item number.
    #[inline]
    pub fn of(&self, metric: Metric, item: u8) -> usize {
        usize::from(self.first[metric as usize]) + usize::from(item)
    }

    /// The column of a metric and an item number, where there are more items than a byte holds.
    #[inline]
    pub fn of_many(&self, metric: Metric, item: usize) -> usize {
        usize::from(self.first[metric as usize]) + item
    }

    /// The columns of a metric.
    pub fn columns_of(&self, metric: Metric) -> std::ops::Range<usize> {
        let first = usize::from(self.first[metric as usize]);
        let next = self.first.get(metric as usize + 1).map_or(self.columns.len(), |n| usize::from(*n));
        first..next
    }
}

/// The group numbers of one person: everyone, then one per attribute.
pub type Groups = [u8; 7];

/// A row of a tally, by group: one more than there are groups, so that any five bits name one of them.
type Row = [i32; WIDTH];
const WIDTH: usize = 32;
const _: () = assert!(N_GROUPS <= WIDTH);

#[inline]
fn add_to_groups(row: &mut Row, groups: &Groups, amount: i32) {
    for group in groups {
        row[usize::from(*group) % WIDTH] += amount;
    }
}

/// An amount by group, of several persons.
#[derive(Clone, Copy, Debug, Default)]
pub struct Census(Row);

impl Census {
    /// Adds for all groups of a person.
    #[inline]
    pub fn add(&mut self, groups: &Groups, amount: i32) {
        add_to_groups(&mut self.0, groups, amount);
    }
}

/// Changes within one month and block: for stocks and "ever" metrics the change, for flows the amount. The
/// default has no columns and counts nothing.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    rows: Vec<Row>,
    /// Whether anything was added to a column.
    touched: Vec<bool>,
}

impl Tally {
    /// An empty tally.
    pub fn new(layout: &Layout) -> Tally {
        let n = layout.columns.len();
        Tally { rows: vec![[0; WIDTH]; n], touched: vec![false; n] }
    }

    /// Adds to a column for all groups of a person.
    #[inline]
    pub fn add(&mut self, column: usize, groups: &Groups, amount: i32) {
        let Some(row) = self.rows.get_mut(column) else { return };
        self.touched[column] = true;
        add_to_groups(row, groups, amount);
    }

    /// Adds to a column what several persons come to.
    pub fn add_census(&mut self, column: usize, census: &Census) {
        let Some(row) = self.rows.get_mut(column).filter(|_| census.0 != [0; WIDTH]) else { return };
        self.touched[column] = true;
        row.iter_mut().zip(&census.0).for_each(|(cell, amount)| *cell += amount);
    }

    /// Adds to a column for everyone only, where what is counted belongs to no person.
    pub fn add_for_all(&mut self, column: usize, amount: i32) {
        if let Some([all, ..]) = self.rows.get_mut(column) {
            *all += amount;
            self.touched[column] = true;
        }
    }

    /// How many bytes it holds beside itself.
    pub fn bytes(&self) -> usize {
        self.rows.capacity() * size_of::<Row>() + self.touched.capacity()
    }

    /// Empties the tally.
    pub fn clear(&mut self) {
        self.rows.fill([0; WIDTH]);
        self.touched.fill(false);
    }
}

/// Changes by month, of any blocks in any order: what [`Series`] is made of.
#[derive(Clone, Debug)]
pub struct Changes {
    months: Vec<Table>,
}

/// The changes of a month: column × group.
#[derive(Clone, Debug)]
struct Table {
    cells: Vec<i64>,
    /// Whether anything was added to a column: most stand still most of the time.
    touched: Vec<bool>,
}

impl Table {
    fn new(layout: &Layout) -> Table {
        let n = layout.columns.len();
        Table { cells: vec![0; n * N_GROUPS], touched: vec![false; n] }
    }

    /// Takes all changes of a tally in, or back out, and empties it.
    fn take(&mut self, tally: &mut Tally, sign: i64) {
        let columns = self.cells.chunks_exact_mut(N_GROUPS).zip(&mut tally.rows);
        for ((sums, cells), (touched, added)) in columns.zip(self.touched.iter_mut().zip(&mut tally.touched)) {
            if std::mem::take(added) {
                *touched = true;
                sums.iter_mut().zip(cells).for_each(|(sum, cell)| *sum += sign * i64::from(std::mem::take(cell)));
            }
        }
    }

    /// Adds everything to other sums, and empties itself.
    fn add_to(&mut self, sums: &mut [i64]) {
        let columns = sums.chunks_exact_mut(N_GROUPS).zip(self.cells.chunks_exact_mut(N_GROUPS));
        for ((sums, cells), touched) in columns.zip(&mut self.touched) {
            if std::mem::take(touched) {
                sums.iter_mut().zip(cells).for_each(|(sum, cell)| *sum += std::mem::take(cell));
            }
        }
    }
}

impl Changes {
    /// No changes in so many months.
    pub fn new(layout: &Layout, n_months: usize) -> Changes {
        // Each made by itself: what nothing is counted in takes no memory.
        Changes { months: (0..n_months).map(|_| Table::new(layout)).collect() }
    }

    /// Adds a block's changes in a month (from 0), or takes them back out, and empties them.
    pub fn take(&mut self, month: usize, tally: &mut Tally, sign: i64) {
        if let Some(table) = self.months.get_mut(month) {
            table.take(tally, sign);
        }
    }

    /// Adds to a month for everyone only.
    pub fn add_for_all(&mut self, month: usize, column: usize, amount: i64) {
        let Some(table) = self.months.get_mut(month) else { return };
        if let Some(cell) = table.cells.get_mut(column * N_GROUPS) {
            *cell += amount;
            table.touched[column] = true;
        }
    }

    /// The numbers of all months, to be added up with those of others. Afterwards nothing counts as untouched.
    pub fn tables(&mut self) -> impl Iterator<Item = &mut [i64]> {
        self.months.iter_mut().map(|table| {
            table.touched.fill(true);
            table.cells.as_mut_slice()
        })
    }

    /// Adds all changes of another, and empties it.
    pub fn absorb(&mut self, other: &mut Changes) {
        for (table, more) in self.months.iter_mut().zip(&mut other.months) {
            table.touched.iter_mut().zip(&more.touched).for_each(|(own, other)| *own |= other);
            more.add_to(&mut table.cells);
        }
    }

    /// The series that the changes make. `days` has the length of each month.
    pub fn into_series(self, layout: Layout, days: &[u32]) -> Series {
        let mut series = Series::new(layout);
        for (table, days) in self.months.into_iter().zip(days) {
            series.open = table.cells;
            series.close_month(*days);
        }
        series
    }
}

/// All metrics of one replicate by month and group. Integers, so the order of blocks never matters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// Columns.
    pub layout: Layout,
    /// One table (column × group) per closed month.
    months: Vec<Vec<i64>>,
    open: Vec<i64>,
}

impl Series {
    /// An empty series.
    pub fn new(layout: Layout) -> Series {
        let open = vec![0; layout.columns.len() * N_GROUPS];
        Series { layout, months: Vec::new(), open }
    }

    /// Adds the changes of a month (from 0) to the open month, and empties them.
    pub fn absorb(&mut self, changes: &mut Changes, month: usize) {
        if let Some(table) = changes.months.get_mut(month) {
            table.add_to(&mut self.open);
        }
    }

    /// Adds to the open month for one group only (what an office counts for everyone).
    pub fn add_for_all(&mut self, column: usize, amount: i64) {
        if let Some(cell) = self.open.get_mut(column * N_GROUPS) {
            *cell += amount;
        }
    }

    /// Closes the month of so many days: stocks are carried on; burden gets last month's stock times days; what a
    /// scorecard decided says how well its scores tell apart.
    pub fn close_month(&mut self, days: u32) {
        let mut table = std::mem::replace(&mut self.open, vec![0; self.layout.columns.len() * N_GROUPS]);
        if let Some(last) = self.months.last() {
            for (column, spec) in self.layout.columns.iter().enumerate() {
                let carried = match (spec.metric, spec.metric.spec().kind) {
                    (Metric::Burden, _) => Some((self.layout.at(Metric::GravityStock), i64::from(days))),
                    (Metric::WrongBurden, _) => Some((self.layout.at(Metric::WrongGravityStock), i64::from(days))),
                    (_, Kind::Stock | Kind::Ever) => Some((column, 1)),
                    (_, Kind::Flow) => None,
                };
                let Some((from, times)) = carried else { continue };
                for group in 0..N_GROUPS {
                    table[column * N_GROUPS + group] += times * last[from * N_GROUPS + group];
                }
            }
        }
        fairness::tell_apart(&self.layout, &mut table);
        self.months.push(table);
    }

    /// How many months are closed.
    pub fn n_months(&self) -> usize {
        self.months.len()
    }

    /// The value of a column for a group in a month (from 0); 0 outside.
    pub fn value(&self, month: usize, column: usize, group: u8) -> i64 {
        self.months.get(month).and_then(|t| t.get(column * N_GROUPS + usize::from(group))).copied().unwrap_or(0)
    }

    /// The sum over all months of a flow, or the last value of a stock.
    pub fn total(&self, column: usize, group: u8) -> i64 {
        let kind = self.layout.columns.get(column).map(|c| c.metric.spec().kind);
        match kind {
            Some(Kind::Flow) => (0..self.months.len()).map(|m| self.value(m, column, group)).sum(),
            _ => self.value(self.months.len().saturating_sub(1), column, group),
        }
    }

    /// Every number, in a fixed order, for digests and storage: month, then column, then group.
    pub fn numbers(&self) -> impl Iterator<Item = i64> + '_ {
        self.months.iter().flatten().copied()
    }

    /// Rebuilds a series from its numbers; `None` if their count does not fit the layout.
    pub fn from_numbers(layout: Layout, numbers: &[i64]) -> Option<Series> {
        let size = layout.columns.len() * N_GROUPS;
        if size == 0 || !numbers.len().is_multiple_of(size) {
            return None;
        }
        let months = numbers.chunks(size).map(<[i64]>::to_vec).collect();
        Some(Series { open: vec![0; size], layout, months })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stocks_carry_over_and_flows_do_not() {
        let layout = Layout::new(&Items::default());
        let mut series = Series::new(layout.clone());
        let (penalised, deducted) = (layout.at(Metric::Penalised), layout.at(Metric::PointsDeducted));
        let (burden, gravity) = (layout.at(Metric::Burden), layout.at(Metric::GravityStock));
        let mut tally = Tally::new(&layout);
        let groups = [0, 1, 3, 9, 11, 16, 21];
        tally.add(penalised, &groups, 2);
        tally.add(gravity, &groups, 3);
        tally.add(deducted, &groups, 50);
        let mut changes = Changes::new(&layout, 1);
        changes.take(0, &mut tally, 1);
        series.absorb(&mut changes, 0);
        series.close_month(31);
        series.close_month(28);
        assert_eq!([series.value(0, penalised, 1), series.value(1, penalised, 1)], [2, 2]);
        assert_eq!([series.value(0, deducted, 0), series.value(1, deducted, 0)], [50, 0]);
        assert_eq!([series.value(0, burden, 0), series.value(1, burden, 0)], [0, 84]);
        assert_eq!(series.value(0, penalised, 2), 0);
        let numbers: Vec<i64> = series.numbers().collect();
        assert_eq!(Series::from_numbers(layout, &numbers), Some(series));
    }
}
