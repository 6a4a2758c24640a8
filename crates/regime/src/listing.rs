//! List: which records lead to entry.

use glasshouse_model::Chance;
use glasshouse_model::draw::{Keyring, Stream};
use glasshouse_model::trace::StoryId;
use glasshouse_rulebook::plan::List;

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
