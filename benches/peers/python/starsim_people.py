"""R1 and R1g in Starsim: a module with states, distributions by agent, a step a day."""

import numpy as np
import starsim as ss

import workload as w


class Register(ss.Module):
    def __init__(self, coupled=False, **kwargs):
        super().__init__(**kwargs)
        self.define_states(
            ss.FloatArr("chance", default=ss.gamma(a=w.SHAPE, scale=w.SCALE)),
            ss.FloatArr("score", default=float(w.START)),
            ss.FloatArr("watched_until", default=0.0),
            ss.BoolState("was_low", default=False),
        )
        self.bad_luck, self.good_luck = ss.random(), ss.random()
        self.bad_seen, self.good_seen = ss.bernoulli(p=w.RECORDED), ss.bernoulli(p=w.RECORDED)
        self.bad_kind, self.good_kind = ss.randint(low=0, high=20), ss.randint(low=0, high=20)
        self.coupled, self.good, self.returning = coupled, w.GOOD, []
        self.watched_days = self.penalties = self.bonuses = 0

    def step(self):
        day = len(self.returning)
        if day >= w.DAYS:
            return
        people = self.sim.people.auids
        if day >= w.RETURN_AFTER:
            who, points = self.returning[day - w.RETURN_AFTER]
            self.score[who] = np.minimum(self.score[who] + points, w.HIGHEST)
        watched = self.watched_until.values > day
        self.watched_days += int(watched.sum())
        chance = np.where(watched, self.chance.values * w.WHILE_WATCHED, self.chance.values)

        bad = self.bad_seen.filter(people[self.bad_luck.rvs(people) < chance])
        points = w.PENALTIES[self.bad_kind.rvs(bad).astype(int)]
        self.score[bad] = np.maximum(self.score[bad] - points, w.LOWEST)
        self.returning.append((bad, points))
        good = self.good_seen.filter(people[self.good_luck.rvs(people) < self.good])
        self.score[good] = np.minimum(self.score[good] + w.BONUSES[self.good_kind.rvs(good).astype(int)], w.HIGHEST)
        self.penalties, self.bonuses = self.penalties + len(bad), self.bonuses + len(good)

        low = self.score.values < w.WATCH_BELOW
        self.watched_until[people[low & ~self.was_low.values]] = day + 1 + w.WATCHED_FOR
        self.was_low[people] = low
        if self.coupled:
            self.good = w.GOOD * float(self.score.values.mean()) / 1000


if __name__ == "__main__":
    people, coupled = w.arguments()
    sim = ss.Sim(n_agents=people, modules=Register(coupled=coupled), start=ss.date("2010-01-01"),
                 stop=ss.date("2010-12-31"), dt=ss.days(1), rand_seed=1, verbose=0)
    sim.run()
    own = next(module for module in sim.modules if isinstance(module, Register))
    w.tell(people, own.score.values, own.watched_days, own.penalties, own.bonuses)
