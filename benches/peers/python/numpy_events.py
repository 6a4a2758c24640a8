"""R1 in NumPy by the algorithm that glasshouse uses: recorded acts as points of a Poisson process on a line on which
everyone has a stretch, one a day at most; who may ever fall below the threshold is followed act by act."""

from collections import deque

import numpy as np

import workload as w

BLOCK = 250_000
YEAR = 512                        # more than the days of a year: day and person in one number


def points_of_year(rng, intensity):
    """Person and day of everything that is recorded, in order, once a day at most."""
    ends = np.cumsum(intensity)
    n = rng.poisson(ends[-1] * w.DAYS)
    who = np.searchsorted(ends, rng.random(n) * ends[-1], side="right")
    return np.unique(who * YEAR + rng.integers(0, w.DAYS, n))


def follow(acts, rng):
    """One person, act by act: the score at the end, days watched, penalties that a watch prevented."""
    score, until, low, watched, prevented = w.START, 0, False, 0, 0
    waiting = deque()
    for day, penalty, bonus in acts:
        while waiting and waiting[0][0] <= day:
            due, points = waiting.popleft()
            score = min(score + points, w.HIGHEST)
            # What returns today counts this evening only.
            low = low and (score < w.WATCH_BELOW or due == day)
        if penalty and day < until and rng.random() >= w.WHILE_WATCHED:
            penalty, prevented = 0, prevented + 1
        if penalty:
            score = max(score - penalty, w.LOWEST)
            waiting.append((day + w.RETURN_AFTER, penalty))
        score = min(score + bonus, w.HIGHEST)
        is_low = score < w.WATCH_BELOW
        if is_low and not low:
            end = day + 1 + w.WATCHED_FOR
            watched += max(0, min(end, w.DAYS) - max(day + 1, until))
            until = end
        low = is_low
    for due, points in waiting:
        if due < w.DAYS:
            score = min(score + points, w.HIGHEST)
    return score, watched, prevented


def block(rng, people):
    chance = np.minimum(rng.gamma(w.SHAPE, w.SCALE, people) * w.RECORDED, 0.999999)
    bad = points_of_year(rng, -np.log1p(-chance))
    good = points_of_year(rng, np.full(people, -np.log1p(-w.GOOD * w.RECORDED)))
    penalty = rng.choice(w.PENALTIES, bad.size).astype(np.int64)
    bonus = rng.choice(w.BONUSES, good.size).astype(np.int64)
    who, day = bad // YEAR, bad % YEAR
    live = day + w.RETURN_AFTER >= w.DAYS
    score = w.START - np.bincount(who[live], penalty[live], people) + np.bincount(good // YEAR, bonus, people)
    # The points that are gone at each penalty, over the days before it: below the threshold without them, or never.
    sums = np.concatenate([[0], np.cumsum(penalty)])
    first = np.searchsorted(bad, np.maximum(bad - w.RETURN_AFTER + 1, who * YEAR))
    deep = np.unique(who[sums[1:] - sums[first] > w.START - w.WATCH_BELOW])
    deep = np.union1d(deep, np.flatnonzero(score > w.HIGHEST))
    watched = prevented = 0
    for person in deep:
        events = {}
        for keys, points, place in (bad, penalty, 0), (good, bonus, 1):
            a, b = np.searchsorted(keys, [person * YEAR, (person + 1) * YEAR])
            for key, value in zip(keys[a:b].tolist(), points[a:b].tolist()):
                events.setdefault(key % YEAR, [0, 0])[place] = value
        score[person], more, fewer = follow([(d, *events[d]) for d in sorted(events)], rng)
        watched, prevented = watched + more, prevented + fewer
    return score, watched, bad.size - prevented, good.size


if __name__ == "__main__":
    people, coupled = w.arguments()
    if coupled:
        raise SystemExit("written for R1 only")
    rng = np.random.default_rng(1)
    parts = [block(rng, min(BLOCK, people - first)) for first in range(0, people, BLOCK)]
    w.tell(people, np.concatenate([p[0] for p in parts]), *(sum(p[i] for p in parts) for i in (1, 2, 3)))
