"""An exam killed at random moments: what was acknowledged is there again, and the clock is right."""

import json
import os
import signal
import threading
import time
from dataclasses import dataclass, replace
from datetime import datetime
from random import Random

import pytest

from ckadtrainer.clock import SystemClock
from ckadtrainer.grading.verdict import Verdict
from ckadtrainer.history.record import Turn
from ckadtrainer.history.store import SqliteStore

KILLS = 200
LONGEST = 0.1
"""Seconds that a life lasts at most."""


@dataclass(frozen=True)
class State:
    """What a learner would miss: flags, notes, visits, the task on the screen, and how often each task turned green."""

    flags: frozenset = frozenset()
    notes: str = ""
    visits: int = 1
    current: int = 1
    grades: tuple = (0, 0, 0, 0)

    def after(self, act, task, value):
        match act:
            case "flag":
                return replace(self, flags=self.flags | {task} if value else self.flags - {task})
            case "note":
                return replace(self, notes=value)
            case "visit":
                return replace(self, visits=self.visits + 1, current=task)
            case "grade":
                return replace(self, grades=(*self.grades[: task - 1], self.grades[task - 1] + 1, *self.grades[task:]))


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_two_hundred_kills_lose_nothing(hall):
    others = set(threading.enumerate())
    hall.clock = hall.world.clock = SystemClock()
    hall.practice = hall.another()
    room = hall.begun()
    begun_at = room.sitting.begun_at
    room.close()
    hall.store.close()
    for thread in set(threading.enumerate()) - others:  # a fork takes no other thread along
        thread.join(10)
    chance, state, returns, acts = Random(7), State(), 0, 0
    possible = [state]

    for life in range(KILLS):
        heard = [json.loads(line) for line in one_life(hall, life, chance.random() * LONGEST)]
        if not heard:
            continue
        found, *rest = heard
        returns += 1
        state = State(
            frozenset(found["flags"]), found["notes"], found["visits"], found["current"], tuple(found["grades"])
        )
        # To come back is a visit of its own, and so was each return that was killed before it said so.
        assert any(replace(each, visits=state.visits) == state for each in possible), (found, possible)
        assert state.visits > max(each.visits for each in possible[:1])
        now = datetime.fromisoformat(found["now"])
        assert abs((now - begun_at).total_seconds() - found["elapsed"]) < 1
        done = [each for each in rest if each[0] == "did"]
        for _, *act in done:
            state = state.after(*act)
        acts += len(done)
        begun = rest[-1] if rest and rest[-1][0] == "will" else None
        possible = [state, *([state.after(*begun[1:])] if begun else [])]

    assert returns > KILLS / 2, "most lives were long enough to come back"
    assert acts > KILLS, "and something was done in them"


def one_life(hall, life, seconds):
    """What a trainer says that goes on with the exam and is killed after so many seconds."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            live(hall, Random(life), writing)
        finally:
            os._exit(0)
    os.close(writing)
    # The time counts from its first word: what a start costs differs from machine to machine.
    with os.fdopen(reading) as said:
        first = said.readline()
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        lines = [first, *said.readlines()]
    os.waitpid(child, 0)
    return [line for line in lines if line.endswith("\n")]


def live(hall, chance, writing):
    """Go on with the exam and do things at random, each announced before and acknowledged after."""

    def say(*words):
        os.write(writing, json.dumps(words[0] if len(words) == 1 else words).encode() + b"\n")

    store = SqliteStore(hall.folder / "history.sqlite3", hall.clock.now())
    exams = hall.another(store).exams
    room = exams.go_on(exams.unfinished())
    sitting = room.sitting
    timelines = [store.timeline(place.attempt) for place in sitting.places]
    say({
        "flags": sorted(sitting.flags),
        "notes": sitting.notes,
        "visits": len(sitting.visits),
        "current": sitting.current.number,
        "grades": [sum(turn.after == "met" for turn in turns) for turns in timelines],
        "now": hall.clock.now().isoformat(),
        "elapsed": room.reading().elapsed,
    })  # fmt: skip
    for number in range(1_000_000):
        act, task = chance.choice(("flag", "note", "visit", "grade")), chance.randint(1, 4)
        value = {"flag": chance.random() < 0.5, "note": f"{number} {chance.random()}"}.get(act)
        say("will", act, task, value)
        do(room, store, act, task, value)
        say("did", act, task, value)
        room.beat()


def do(room, store, act, task, value):
    match act:
        case "flag":
            room.flag(task, on=value)
        case "note":
            room.note(value)
        case "visit":
            room.visit(task)
        case "grade":
            attempt = room.sitting.place(task).attempt
            store.add_turns(attempt, [Turn(1.0, "is_there", None, Verdict.MET)])
