"""R1 in NumPy by the algorithm that glasshouse uses: of each person only what is recorded is drawn, as points of a Poisson
process, one a day at most; who may ever fall below the threshold is followed day by day."""

import numpy as np

import workload as w

BLOCK = 250_000
YEAR = 512                        # more than the days of a year: day and person in one number


def points_of_year(rng, intensity):
    """Person and day of everything that is recorded, in order, once a day at most."""
    who = np.repeat(np.arange(intensity.size), rng.poisson(intensity * w.DAYS))
    return np.unique(who * YEAR + rng.integers(0, w.DAYS, who.size))


def replay(rng, penalty, bonus):
    """Some people day by day, from points by day and person: scores at the end, days watched, penalties that a watch
    prevented."""
    n = penalty.shape[1]
    score, until, low = np.full(n, w.START), np.zeros(n, np.int64), np.zeros(n, bool)
    watched = prevented = 0
    for day in range(w.DAYS):
        if day >= w.RETURN_AFTER:
            score = np.minimum(score + penalty[day - w.RETURN_AFTER], w.HIGHEST)
        is_watched = until > day
        watched += np.count_nonzero(is_watched)
        spared = np.flatnonzero(is_watched & (penalty[day] > 0))
        spared = spared[rng.random(spared.size) >= w.WHILE_WATCHED]
        penalty[day, spared] = 0
        prevented += spared.size
        score = np.minimum(np.maximum(score - penalty[day], w.LOWEST) + bonus[day], w.HIGHEST)
        is_low = score < w.WATCH_BELOW
        until[is_low & ~low] = day + 1 + w.WATCHED_FOR
        low = is_low
    return score, watched, prevented


def block(rng, people):
    chance = np.minimum(rng.gamma(w.SHAPE, w.SCALE, people) * w.RECORDED, 0.999999)
    bad = points_of_year(rng, -np.log1p(-chance))
    good = points_of_year(rng, np.full(people, -np.log1p(-w.GOOD * w.RECORDED)))
    penalty = w.PENALTIES[rng.integers(0, w.PENALTIES.size, bad.size)].astype(np.int64)
    bonus = w.BONUSES[rng.integers(0, w.BONUSES.size, good.size)].astype(np.int64)
    who, day = bad // YEAR, bad % YEAR
    live = day + w.RETURN_AFTER >= w.DAYS
    more = np.bincount(good // YEAR, bonus, people)
    score = (w.START - np.bincount(who[live], penalty[live], people) + more).astype(np.int64)
    # The points that are gone at each penalty, over the days before it: below the threshold without them, or never.
    sums = np.concatenate([[0], np.cumsum(penalty)])
    first = np.searchsorted(bad, np.maximum(bad - w.RETURN_AFTER + 1, who * YEAR))
    is_deep = np.zeros(people, bool)
    is_deep[who[sums[1:] - sums[first] > w.START - w.WATCH_BELOW]] = True
    is_deep |= more > w.HIGHEST - w.START
    deep = np.flatnonzero(is_deep)
    place = np.cumsum(is_deep) - 1

    def by_day(keys, points):
        table, own = np.zeros((w.DAYS, deep.size), np.int64), is_deep[keys // YEAR]
        table[keys[own] % YEAR, place[keys[own] // YEAR]] = points[own]
        return table

    score[deep], watched, prevented = replay(rng, by_day(bad, penalty), by_day(good, bonus))
    return score, watched, bad.size - prevented, good.size


if __name__ == "__main__":
    people, coupled = w.arguments()
    if coupled:
        raise SystemExit("written for R1 only")
    rng = np.random.default_rng(1)
    parts = [block(rng, min(BLOCK, people - first)) for first in range(0, people, BLOCK)]
    w.tell(people, np.concatenate([p[0] for p in parts]), *(sum(p[i] for p in parts) for i in (1, 2, 3)))
