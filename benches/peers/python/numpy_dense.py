"""R1 and R1g in NumPy, as one writes it: a column for everything, all people on every day."""

import numpy as np

import workload as w


def run(people, coupled):
    rng = np.random.default_rng(1)
    chance = rng.gamma(w.SHAPE, w.SCALE, people).astype(np.float32)
    score = np.full(people, w.START, np.int16)
    watched_until = np.zeros(people, np.int16)
    was_low = np.zeros(people, bool)
    returning = [None] * w.DAYS
    watched_days = penalties = bonuses = 0
    good = w.GOOD
    for day in range(w.DAYS):
        if day >= w.RETURN_AFTER:
            who, points = returning[day - w.RETURN_AFTER]
            score[who] = np.minimum(score[who] + points, w.HIGHEST)
        watched = watched_until > day
        watched_days += np.count_nonzero(watched)
        today = np.where(watched, chance * np.float32(w.WHILE_WATCHED), chance)

        who = np.flatnonzero(rng.random(people, dtype=np.float32) < today)
        who = who[rng.random(who.size) < w.RECORDED]
        points = rng.choice(w.PENALTIES, who.size)
        score[who] = np.maximum(score[who] - points, w.LOWEST)
        returning[day] = who, points
        penalties += who.size

        who = np.flatnonzero(rng.random(people, dtype=np.float32) < np.float32(good))
        who = who[rng.random(who.size) < w.RECORDED]
        score[who] = np.minimum(score[who] + rng.choice(w.BONUSES, who.size), w.HIGHEST)
        bonuses += who.size

        low = score < w.WATCH_BELOW
        watched_until[low & ~was_low] = day + 1 + w.WATCHED_FOR
        was_low = low
        if coupled:
            good = w.GOOD * score.mean(dtype=np.float64) / 1000
    return score, watched_days, penalties, bonuses


if __name__ == "__main__":
    people, coupled = w.arguments()
    w.tell(people, *run(people, coupled))
