"""R1 and R1g in LASER (laser-core): properties of a LaserFrame, compiled kernels over all people, once a day."""

import numba as nb
import numpy as np
from laser.core import LaserFrame

import workload as w

DAYS, RETURN_AFTER, WATCHED_FOR = w.DAYS, w.RETURN_AFTER, w.WATCHED_FOR
LOWEST, HIGHEST, WATCH_BELOW = w.LOWEST, w.HIGHEST, w.WATCH_BELOW
RECORDED, WHILE_WATCHED = w.RECORDED, np.float32(w.WHILE_WATCHED)
PENALTIES, BONUSES = w.PENALTIES, w.BONUSES


@nb.njit(parallel=True, nogil=True)
def live_a_day(day, count, chance, score, until, was_low, taken, good, counts):
    for i in nb.prange(count):
        thread = nb.get_thread_id()
        own, today = score[i], chance[i]
        if day < until[i]:
            counts[thread, 0] += 1
            today *= WHILE_WATCHED
        taken[i] = 0
        if np.random.random() < today and np.random.random() < RECORDED:
            points = PENALTIES[np.random.randint(0, 20)]
            taken[i] = points
            own = max(own - points, LOWEST)
            counts[thread, 1] += 1
        if np.random.random() < good and np.random.random() < RECORDED:
            own = min(own + BONUSES[np.random.randint(0, 20)], HIGHEST)
            counts[thread, 2] += 1
        low = own < WATCH_BELOW
        if low and not was_low[i]:
            until[i] = day + 1 + WATCHED_FOR
        was_low[i] = low
        score[i] = own


@nb.njit(nogil=True)
def give_back(score, who, points):
    for k in range(who.size):
        score[who[k]] = min(score[who[k]] + points[k], HIGHEST)


def run(people, coupled):
    frame = LaserFrame(people)
    for name, kind, start in (("chance", np.float32, 0), ("score", np.int16, w.START), ("until", np.int16, 0),
                              ("was_low", np.uint8, 0), ("taken", np.uint8, 0)):
        frame.add_scalar_property(name, kind, default=start)
    frame.chance[:] = np.random.default_rng(1).gamma(w.SHAPE, w.SCALE, people)
    counts = np.zeros((nb.config.NUMBA_NUM_THREADS, 8), np.int64)
    returning, good = [], w.GOOD
    for day in range(DAYS):
        if day >= RETURN_AFTER:
            give_back(frame.score, *returning[day - RETURN_AFTER])
        live_a_day(day, frame.count, frame.chance, frame.score, frame.until, frame.was_low, frame.taken, good, counts)
        who = np.flatnonzero(frame.taken)
        returning.append((who, frame.taken[who].astype(np.int16)))
        if coupled:
            good = w.GOOD * frame.score.mean() / 1000
    return frame.score, *counts[:, :3].sum(axis=0)


if __name__ == "__main__":
    people, coupled = w.arguments()
    w.tell(people, *run(people, coupled))
