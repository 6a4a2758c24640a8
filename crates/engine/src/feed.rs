//! A feed: whose posts people see in a month. Nothing of it is drawn or counted where the society declares none.

use crate::block::{Block, Book};
use crate::context::Context;
use glasshouse_metrics::Metric;
use glasshouse_model::draw::{Place, Stream};
use glasshouse_society::feed::author;

impl Block {
    /// Whose posts everybody sees this month, reader after reader; empty where there is no feed.
    pub(crate) fn show_posts(&mut self, cx: &Context<'_>, month: u16) -> Vec<u16> {
        let Some(feed) = &cx.society.feed else { return Vec::new() };
        let n = self.people.len();
        let start = cx.plan.score.as_ref().map_or(0, |score| score.start);
        let mut sums = Vec::with_capacity(n);
        let mut sum = 0;
        for slot in 0..n as u16 {
            let points = cx.plan.score.as_ref().map_or(0, |_| self.score(cx, Book::Record, slot).saturating_sub(start));
            sum += feed.weight(points);
            sums.push(sum);
        }
        let posts = n * usize::from(feed.shown);
        let mut words = vec![[0; 4]; posts.div_ceil(4)];
        let place = Place { stream: Stream::Feed, sub: 0, unit: self.number, tick: u32::from(month) };
        cx.keys.fill(place, 0, &mut words);
        let seen: Vec<u16> = words.iter().flatten().take(posts).filter_map(|word| author(&sums, *word)).collect();
        self.count_exposures(cx, &seen);
        seen
    }

    /// Counts how often everybody was seen, and what the index of Gini of the block is made of: with the people in order
    /// of how often they were seen, the k-th of n by (2k − n − 1) times that, over n times all.
    fn count_exposures(&mut self, cx: &Context<'_>, seen: &[u16]) {
        let n = self.people.len();
        let mut times = vec![0i32; n];
        seen.iter().for_each(|author| times[usize::from(*author)] += 1);
        let mut order: Vec<u16> = (0..n as u16).collect();
        order.sort_by_key(|slot| times[usize::from(*slot)]);
        for (before, slot) in (0i32..).zip(order) {
            let times = times[usize::from(slot)];
            if times == 0 {
                continue;
            }
            let amounts = [times, (2 * before + 1 - n as i32) * times, n as i32 * times];
            let metrics = [Metric::Exposures, Metric::ExposuresRanked, Metric::ExposuresCrowd];
            for (metric, amount) in metrics.into_iter().zip(amounts) {
                self.count(cx, slot, cx.layout.at(metric), amount);
            }
        }
    }
}
