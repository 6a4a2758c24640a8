//! "Did you mean": the nearest known name.

/// The known name nearest to a misspelt one, if any is near enough to be worth saying.
///
/// ```
/// use glasshouse_text::suggest::nearest;
/// assert_eq!(nearest("lable", ["id", "label", "on"]), Some("label"));
/// assert_eq!(nearest("traffic.redlight", ["traffic.red_light", "traffic.minor"]), Some("traffic.red_light"));
/// assert_eq!(nearest("weather", ["id", "label"]), None);
/// ```
pub fn nearest<'k>(wrong: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    // Names longer than this are never typing mistakes of one another, and comparing them is quadratic.
    if wrong.chars().count() > 200 {
        return None;
    }
    let folded = wrong.to_lowercase();
    let best = known.into_iter().filter(|k| k.len() <= 400).map(|k| (distance(&folded, &k.to_lowercase()), k));
    let (steps, name) = best.min_by_key(|(steps, _)| *steps)?;
    let longest = wrong.chars().count().max(name.chars().count());
    (steps <= 1.max(longest / 3)).then_some(name)
}

/// Insertions, deletions, substitutions and swaps of neighbours between two words.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, cb) in b.iter().enumerate() {
            let mut best = (last[j] + usize::from(ca != cb)).min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && a[i - 1] == *cb && b[j - 1] == *ca {
                best = best.min(before[j - 1] + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or(0)
}
