"""The reference workloads R1 and R1g: their numbers, and what every program says at its end."""

import sys

import numpy as np

DAYS, RETURN_AFTER, WATCHED_FOR = 365, 120, 180
START, LOWEST, HIGHEST, WATCH_BELOW = 1000, 0, 2000, 600
SHAPE, SCALE = 0.5, 0.02          # of the gamma distribution of a person's daily chance of misconduct
GOOD, RECORDED, WHILE_WATCHED = 0.005, 0.3, 0.7
# Twenty equally likely kinds stand for the six and the four of the definition.
PENALTIES = np.array([10, 10, 10, 20, 20, 20, 30, 30, 30, 30, 50, 50, 50, 50, 80, 80, 80, 100, 100, 100], np.int16)
BONUSES = np.array([5] * 10 + [10] * 6 + [30] * 3 + [100], np.int16)


def arguments():
    """How many people, and whether the good deeds follow everyone's mean score (R1g)."""
    return int(float(sys.argv[1])), sys.argv[2:3] == ["r1g"]


def tell(people, scores, watched_days, penalties, bonuses):
    """One line that the table is made of."""
    scores = np.asarray(scores).astype(np.int64)
    a, b = int((scores >= 970).sum()), int(((scores >= 850) & (scores < 970)).sum())
    d = int((scores < WATCH_BELOW).sum())
    words = dict(people=people, a=a, b=b, c=people - a - b - d, d=d, watched=int(watched_days),
                 penalties=int(penalties), bonuses=int(bonuses), sum=int(scores.sum()))
    print("R1", *(f"{name}={value}" for name, value in words.items()), flush=True)
