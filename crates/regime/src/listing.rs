//! List: which records lead to entry, and for how long.

use glasshouse_model::draw::{Keyring, Stream};
use glasshouse_model::trace::StoryId;
use glasshouse_model::{Chance, Day};
use glasshouse_rulebook::plan::{List, Plan, Roll};

/// Whether a record under an indicator leads to entry to a list. The chance belongs to the story, so the
/// record and its true twin are selected alike.
pub fn selects(list: &List, indicator: u8, keys: &Keyring, story: StoryId, alarm_key: u16) -> bool {
    if !list.criteria.contains(&indicator) {
        return false;
    }
    if list.selection == Chance::ALWAYS {
        return true;
    }
    let (place, n) = story.place(Stream::Listing, list.key, alarm_key);
    list.selection.hit(keys.draw(place, n)[0])
}

/// Whether recorded acts (day and indicator, in order) put a person on a kept list on a day: orders, followers,
/// performance and being spared aside.
pub fn stays(list: &List, roll: &Roll, recorded: &[(Day, u8)], plan: &Plan, as_of: Day) -> bool {
    let mut counted: std::collections::VecDeque<Day> = std::collections::VecDeque::new();
    // First day and last day (exclusive; `None` is open) of the stay so far.
    let mut stay: Option<(Day, Option<Day>)> = None;
    for (day, indicator) in recorded.iter().filter(|(day, _)| *day <= as_of) {
        if !list.criteria.contains(indicator) || !list.takes(*day) {
            continue;
        }
        match &mut stay {
            Some((since, _)) if *day <= *since => {}
            Some((since, Some(end))) if *day <= *end => {
                let longer = match roll.extension {
                    Some(more) => more.end_from(*end),
                    None => list.term.end_from(*day).max(Some(*end)),
                };
                let most = roll.term_max.and_then(|most| most.end_from(*since));
                *end = longer.into_iter().chain(most).min().unwrap_or(*end);
            }
            Some((_, None)) => {}
            Some(_) | None => {
                if stay.take().is_some() {
                    counted.clear();
                }
                counted.push_back(*day);
                while counted.front().is_some_and(|first| roll.within.end_from(*first).is_some_and(|end| end <= *day)) {
                    counted.pop_front();
                }
                if counted.len() >= roll.count as usize {
                    let since = day.plus(list.notice_days as i32);
                    stay = Some((since, list.term.end_from(since)));
                }
            }
        }
    }
    let Some((since, end)) = stay else { return false };
    if since > as_of {
        return false;
    }
    let last = recorded.iter().rev().find(|(day, i)| *day <= as_of && *day >= since && plan.is_adverse(*i));
    let clean = roll.clean.zip(last).and_then(|(clean, (day, _))| clean.end_from(*day));
    end.is_none_or(|end| end > as_of) || clean.is_some_and(|clean| clean > as_of)
}
