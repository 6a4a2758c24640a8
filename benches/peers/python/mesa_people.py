"""R1 and R1g in Mesa: an agent for every person, stepped every day."""

from collections import deque

import mesa
import numpy as np

import workload as w

PENALTIES, BONUSES = w.PENALTIES.tolist(), w.BONUSES.tolist()


class Person(mesa.Agent):
    def __init__(self, model, chance):
        super().__init__(model)
        self.chance, self.score, self.was_low, self.watched_until = chance, w.START, False, 0
        self.watched_days = 0
        self.returning = deque()

    def step(self):
        model, luck = self.model, self.random.random
        while self.returning and self.returning[0][0] <= model.day:
            self.score = min(self.score + self.returning.popleft()[1], w.HIGHEST)
        chance = self.chance
        if model.day < self.watched_until:
            self.watched_days += 1
            chance *= w.WHILE_WATCHED
        if luck() < chance and luck() < w.RECORDED:
            points = PENALTIES[int(luck() * 20)]
            self.score = max(self.score - points, w.LOWEST)
            self.returning.append((model.day + w.RETURN_AFTER, points))
            model.penalties += 1
        if luck() < model.good and luck() < w.RECORDED:
            self.score = min(self.score + BONUSES[int(luck() * 20)], w.HIGHEST)
            model.bonuses += 1
        low = self.score < w.WATCH_BELOW
        if low and not self.was_low:
            self.watched_until = model.day + 1 + w.WATCHED_FOR
        self.was_low = low


class Register(mesa.Model):
    def __init__(self, people, coupled):
        super().__init__(seed=1)
        self.day, self.good, self.coupled = 0, w.GOOD, coupled
        self.penalties = self.bonuses = 0
        chances = np.random.default_rng(1).gamma(w.SHAPE, w.SCALE, people)
        Person.create_agents(self, people, chances.tolist())

    def step(self):
        self.agents.do("step")
        self.day += 1
        if self.coupled:
            self.good = w.GOOD * self.agents.agg("score", np.mean) / 1000


if __name__ == "__main__":
    people, coupled = w.arguments()
    model = Register(people, coupled)
    for _ in range(w.DAYS):
        model.step()
    agents = model.agents
    w.tell(people, agents.get("score"), sum(agents.get("watched_days")), model.penalties, model.bonuses)
