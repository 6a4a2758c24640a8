"""R1 and R1g in mesa-frames: one set of agents as a Polars frame, expressions over whole columns, one write a day."""

import numpy as np
import polars as pl
from mesa_frames import AgentSetPolars, ModelDF

import workload as w


class People(AgentSetPolars):
    def __init__(self, model, people):
        super().__init__(model)
        chance = model.random.gamma(w.SHAPE, w.SCALE, people).astype(np.float32)
        self += pl.DataFrame({
            "unique_id": np.arange(people),
            "chance": chance,
            "score": np.full(people, w.START, np.int16),
            "watched_until": np.zeros(people, np.int16),
            "was_low": np.zeros(people, bool),
        })
        self.returning = []
        self.watched_days = self.penalties = self.bonuses = 0

    def step(self):
        model, rng, people = self.model, self.model.random, len(self)
        change_back = np.zeros(people, np.int16)
        if model.day >= w.RETURN_AFTER:
            who, points = self.returning[model.day - w.RETURN_AFTER]
            change_back[who] = points
        watched = pl.col("watched_until") > model.day
        chance = pl.when(watched).then(pl.col("chance") * w.WHILE_WATCHED).otherwise(pl.col("chance"))
        lots = self.agents.select(
            bad=pl.Series(rng.random(people, dtype=np.float32)) < chance,
            watched=watched,
        )
        self.watched_days += lots["watched"].sum()
        bad = lots["bad"].arg_true().to_numpy()
        bad = bad[rng.random(bad.size) < w.RECORDED]
        points = rng.choice(w.PENALTIES, bad.size)
        self.returning.append((bad, points))
        good = np.flatnonzero(rng.random(people, dtype=np.float32) < model.good)
        good = good[rng.random(good.size) < w.RECORDED]
        self.penalties, self.bonuses = self.penalties + bad.size, self.bonuses + good.size
        off, on = np.zeros(people, np.int16), np.zeros(people, np.int16)
        off[bad], on[good] = points, rng.choice(w.BONUSES, good.size)
        score = self.agents.select(
            ((((pl.col("score") + pl.Series(change_back)).clip(upper_bound=w.HIGHEST)) - pl.Series(off))
             .clip(lower_bound=w.LOWEST) + pl.Series(on)).clip(upper_bound=w.HIGHEST).cast(pl.Int16).alias("score")
        )["score"]
        low = score < w.WATCH_BELOW
        until = self.agents.select(
            pl.when(low & ~pl.col("was_low")).then(pl.lit(model.day + 1 + w.WATCHED_FOR, pl.Int16))
            .otherwise(pl.col("watched_until")).alias("until")
        )["until"]
        self.set({"score": score, "watched_until": until, "was_low": low})
        if model.coupled:
            model.good = w.GOOD * score.mean() / 1000


class Register(ModelDF):
    def __init__(self, people, coupled):
        super().__init__(seed=1)
        self.day, self.good, self.coupled = 0, w.GOOD, coupled
        self.people = People(self, people)
        self.agents += self.people

    def step(self):
        self.agents.do("step")
        self.day += 1


if __name__ == "__main__":
    people, coupled = w.arguments()
    model = Register(people, coupled)
    for _ in range(w.DAYS):
        model.step()
    own = model.get_agents_of_type(People)
    w.tell(people, own.agents["score"].to_numpy(), own.watched_days, own.penalties, own.bonuses)
