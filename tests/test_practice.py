"""The use cases, over a cluster in memory and a real history file."""

import textwrap
from collections.abc import Callable
from dataclasses import replace
from operator import attrgetter
from pathlib import Path

import pytest
import yaml

from ckadtrainer.attempt.attempt import Attempt, State
from ckadtrainer.cluster.fake import FakeClock, FakeWorld
from ckadtrainer.definition.drill import Drill
from ckadtrainer.definition.loader import load_drill
from ckadtrainer.definition.manifest import Manifest
from ckadtrainer.errors import (
    ClusterUnavailable,
    ManifestRejected,
    NamespaceGone,
    NoAttempt,
    PackNotTrusted,
    SetupFailed,
    UnknownDrill,
    UsageError,
)
from ckadtrainer.grading.verdict import CheckGrade, Evidence, Grade, Verdict
from ckadtrainer.history.agenda import Reason
from ckadtrainer.history.repetition import rating
from ckadtrainer.history.review import Status
from ckadtrainer.history.store import SqliteStore
from ckadtrainer.packs.manifest import Pack, PackedDrill
from ckadtrainer.practice import Practice

DRILL = """
format: 1
id: {id}
title: A configured pod
topic: {topic}
domain: design_and_build
minutes: 3
task: Label it.
hints: [Look at labels, Use kubectl label]
hint_cost: 1
kinds: [ConfigMap]
checks:
  - {{id: is_labelled, points: 3, says: It is labelled}}
  - {{id: is_there, points: 2, says: It is there}}
answers:
  - {{file: answers/solution.yaml}}
"""
GRADER = '''
def is_labelled(cluster):
    """It carries the label."""
    cluster.object("ConfigMap", "settings").has({"metadata": {"labels": {"app": "web"}}})


def is_there(cluster):
    """It is there."""
    cluster.object("ConfigMap", "settings")
'''
LABELLED = {
    "apiVersion": "v1",
    "kind": "ConfigMap",
    "metadata": {"name": "settings", "labels": {"app": "web"}},
}
BARE = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "settings"}}
SETUP = {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "s"}, "stringData": {"word": "x-${nonce}"}}


def packed(root: Path, id: str, topic: str = "basics", setup: tuple[Manifest, ...] = ()) -> PackedDrill:
    folder = root / "drills" / topic / id
    (folder / "answers").mkdir(parents=True)
    (folder / "answers" / "solution.yaml").write_text(f"# word: ${{nonce}}\n{yaml.safe_dump(LABELLED)}")
    grader = root / "graders" / topic / f"{id}.py"
    grader.parent.mkdir(parents=True, exist_ok=True)
    grader.write_text(textwrap.dedent(GRADER))
    return PackedDrill(
        Drill.model_validate(yaml.safe_load(DRILL.format(id=id, topic=topic))), root.name, folder, grader, setup
    )


class Bench:
    """Practice with everything under it in reach."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = FakeClock()
        self.world = FakeWorld(self.clock)
        self.store = SqliteStore(folder / "history.sqlite3", self.clock.now())
        root = folder / "first"
        drills = (packed(root, "label_it"), packed(root, "with_setup", setup=(SETUP,)))
        other = folder / "second"
        self.packs = (
            Pack("first", "First", "1.0.0", root, True, drills),
            Pack("second", "Second", "1.0.0", other, False, (packed(other, "label_it"),)),
        )
        self.practice = self.another()

    def another(self) -> Practice:
        """A second trainer over the same history, as another process would be."""
        return Practice(lambda _: self.packs, lambda: self.world, lambda: self.store, self.clock, self.folder)

    @property
    def drill(self) -> PackedDrill:
        return self.practice.find("first/basics/label_it")


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bench:
    monkeypatch.setenv("CKADTRAINER_HOME", str(tmp_path / "home"))
    return Bench(tmp_path)


def graded(*verdicts: Verdict, seconds: float = 0.0) -> Grade:
    checks = ((("is_labelled", 3), ("is_there", 2))[i] + (verdict,) for i, verdict in enumerate(verdicts))
    return Grade(
        "label_it",
        tuple(
            CheckGrade(id, verdict, points if verdict is Verdict.MET else 0, points, Evidence("a", "b"))
            for id, points, verdict in checks
        ),
        seconds,
    )


class TestFind:
    def test_by_id_topic_or_key(self, bench: Bench) -> None:
        key = "first/basics/with_setup"
        for name in ("with_setup", "with-setup", "basics/with_setup", key):
            assert bench.practice.find(name).key == key

    def test_a_name_in_two_packs_asks_which(self, bench: Bench) -> None:
        with pytest.raises(UsageError, match="second/basics/label_it"):
            bench.practice.find("label_it")

    def test_a_slip_gets_the_near_name(self, bench: Bench) -> None:
        with pytest.raises(UnknownDrill, match="Did you mean with_setup"):
            bench.practice.find("with_setpu")

    def test_part_of_a_name_is_no_name(self, bench: Bench) -> None:
        with pytest.raises(UnknownDrill):
            bench.practice.find("setup")


class TestStart:
    def test_stages_the_setup_with_the_nonce_in_it(self, bench: Bench) -> None:
        attempt = bench.practice.start(bench.practice.find("with_setup"))
        secret = bench.world.objects(attempt.namespace)["Secret"]["s"]
        assert secret["stringData"] == {"word": f"x-{attempt.nonce}"}

    def test_the_attempt_survives_the_process(self, bench: Bench) -> None:
        attempt = bench.practice.start(bench.drill)
        assert bench.another().current() == attempt

    def test_the_kubeconfig_names_the_namespace(self, bench: Bench) -> None:
        attempt = bench.practice.start(bench.drill)
        assert attempt.namespace.name in bench.practice.kubeconfig(attempt).read_text()

    def test_setup_time_is_not_the_learners(self, bench: Bench) -> None:
        bench.world.react(lambda *_: bench.clock.advance(40))
        attempt = bench.practice.start(bench.practice.find("with_setup"))
        assert bench.practice.countdown(attempt).elapsed == 0

    def test_a_refused_setup_leaves_nothing(self, bench: Bench) -> None:
        bench.world.reject("s", "no such field")
        with pytest.raises(SetupFailed, match="no such field"):
            bench.practice.start(bench.practice.find("with_setup"))
        assert not bench.world.leftovers()
        assert not bench.practice.open_attempts()

    def test_a_silent_cluster_leaves_no_open_attempt(self, bench: Bench) -> None:
        bench.world.fail(ClusterUnavailable("It is away.", "Wait."))
        with pytest.raises(ClusterUnavailable):
            bench.practice.start(bench.drill)
        assert not bench.store.open_attempts()


class TestCurrent:
    def test_is_the_newest(self, bench: Bench) -> None:
        bench.practice.start(bench.drill)
        bench.clock.advance(1)
        second = bench.practice.start(bench.practice.find("with_setup"))
        assert bench.practice.current() == second

    def test_can_be_named(self, bench: Bench) -> None:
        first = bench.practice.start(bench.drill)
        bench.clock.advance(1)
        bench.practice.start(bench.practice.find("with_setup"))
        assert bench.practice.current("first/basics/label_it") == first

    def test_without_one_says_how_to_start(self, bench: Bench) -> None:
        with pytest.raises(NoAttempt, match="ckadtrainer start DRILL"):
            bench.practice.current()


class TestGrade:
    def test_from_nothing_to_full_marks(self, bench: Bench) -> None:
        attempt = bench.practice.start(bench.drill)
        assert bench.practice.grade(attempt).points == 0
        bench.practice.apply(attempt, [BARE])
        assert bench.practice.grade(attempt).points == 2
        bench.practice.apply(attempt, [LABELLED])
        assert bench.practice.grade(attempt).is_full

    def test_a_vanished_namespace_is_said_and_costs_nothing(self, bench: Bench) -> None:
        attempt = bench.practice.start(bench.drill)
        bench.world.delete_namespace(attempt.namespace)
        for act in (bench.practice.grade, bench.practice.finish, bench.practice.resume):
            with pytest.raises(NamespaceGone, match="reset"):
                act(attempt)
        assert bench.practice.open_attempts()

    def test_python_of_a_pack_that_is_not_trusted_does_not_run(self, bench: Bench) -> None:
        attempt = bench.practice.start(bench.practice.find("second/basics/label_it"))
        with pytest.raises(PackNotTrusted):
            bench.practice.grade(attempt)

    def test_the_timeline_holds_each_turn_once(self, bench: Bench) -> None:
        attempt = bench.practice.start(bench.drill)
        bench.practice.grade(attempt)
        bench.clock.advance(30)
        bench.practice.apply(attempt, [BARE])
        bench.practice.grade(attempt)
        bench.practice.grade(attempt)
        turns = [(t.check, t.before, t.after) for t in bench.practice.timeline(attempt)]
        assert turns == [
            ("is_labelled", None, Verdict.UNMET),
            ("is_there", None, Verdict.UNMET),
            ("is_there", Verdict.UNMET, Verdict.MET),
        ]

    def test_the_clock_stands_while_a_check_is_unknown(self, bench: Bench) -> None:
        attempt = bench.practice.start(bench.drill)
        known, unknown = graded(Verdict.MET, Verdict.UNMET), graded(Verdict.MET, Verdict.UNKNOWN)
        bench.practice.note(attempt, None, known)
        bench.clock.advance(10)
        bench.practice.note(attempt, known, unknown)
        bench.clock.advance(100)
        assert bench.practice.countdown(attempt).paused
        bench.practice.note(attempt, unknown, known)
        bench.clock.advance(5)
        reading = bench.practice.countdown(attempt)
        assert (reading.elapsed, reading.paused) == (15, False)


class TestHelp:
    def test_hints_open_one_at_a_time(self, bench: Bench) -> None:
        attempt = bench.practice.start(bench.drill)
        assert bench.practice.help.hint(attempt)[1] == "Look at labels"
        # The stale value is still the first one: what was opened elsewhere counts.
        assert bench.practice.help.hint(attempt)[1] == "Use kubectl label"
        with pytest.raises(UsageError, match="Every hint"):
            bench.practice.help.hint(attempt)

    def test_the_solution_is_filled_in_and_noted(self, bench: Bench) -> None:
        attempt = bench.practice.start(bench.drill)
        seen, text = bench.practice.help.solution(attempt)
        assert f"# word: {attempt.nonce}" in text
        assert seen.solution_seen


class TestVariants:
    @pytest.fixture
    def varied(self, bench: Bench) -> PackedDrill:
        folder = bench.drill.folder
        variables = "variables:\n  app: {one_of: [settings, options, choices, knobs]}\n"
        (folder / "drill.yaml").write_text(DRILL.format(id="label_it", topic="basics") + variables)
        (folder / "answers" / "solution.yaml").write_text(yaml.safe_dump(BARE).replace("settings", "${app}"))
        drill = PackedDrill(load_drill(folder).drill, "first", folder, bench.drill.grader, ())
        bench.packs = (replace(bench.packs[0], drills=(drill,)),)
        bench.practice = bench.another()
        return drill

    def test_an_attempt_keeps_its_variant(self, bench: Bench, varied: PackedDrill) -> None:
        attempt = bench.practice.start(varied, "three")
        app = bench.practice.drill_of(attempt).values["app"]
        assert app != "settings"
        assert bench.another().drill_of(bench.another().current()).values["app"] == app
        assert f"name: {app}" in bench.practice.help.solution(attempt)[1]

    def test_a_new_attempt_is_another_variant(self, bench: Bench, varied: PackedDrill) -> None:
        seeds = {bench.practice.start(varied).seed for _ in range(5)}
        assert len(seeds) == 5
        assert "" not in seeds

    def test_a_drill_without_variables_has_no_seed(self, bench: Bench) -> None:
        assert bench.practice.start(bench.drill).seed == ""


class TestReset:
    def test_same_attempt_in_a_fresh_namespace(self, bench: Bench) -> None:
        attempt = bench.practice.start(bench.drill)
        bench.clock.advance(60)
        fresh = bench.practice.reset(attempt)
        assert fresh.id == attempt.id
        assert [namespace for namespace, _ in bench.world.leftovers()] == [fresh.namespace]
        assert fresh.namespace.name in bench.practice.kubeconfig(fresh).read_text()
        assert bench.practice.countdown(fresh).elapsed == 60

    def test_keeps_the_old_namespace_when_the_new_one_fails(self, bench: Bench) -> None:
        attempt = bench.practice.start(bench.practice.find("with_setup"))
        bench.world.reject("s", "quota")
        with pytest.raises(SetupFailed):
            bench.practice.reset(attempt)
        assert [namespace for namespace, _ in bench.world.leftovers()] == [attempt.namespace]
        assert bench.practice.current() == attempt


class TestFinish:
    def done(self, bench: Bench, after: float = 30) -> Attempt:
        attempt = bench.practice.start(bench.drill)
        bench.practice.grade(attempt)
        bench.clock.advance(after)
        bench.practice.apply(attempt, [LABELLED])
        return attempt

    def test_records_and_cleans_up(self, bench: Bench) -> None:
        result = bench.practice.finish(self.done(bench))
        assert (result.points, result.is_full, result.seconds) == (5, True, 30)
        assert not bench.world.leftovers()
        assert not bench.practice.open_attempts()
        assert [record.seconds for record in bench.practice.records(bench.drill)] == [30]

    def test_time_ends_when_the_last_check_turned(self, bench: Bench) -> None:
        attempt = self.done(bench)
        bench.practice.grade(attempt)
        bench.clock.advance(500)
        assert bench.practice.finish(attempt).seconds == 30

    def test_less_than_full_marks_takes_all_of_the_time(self, bench: Bench) -> None:
        attempt = bench.practice.start(bench.drill)
        bench.practice.grade(attempt)
        bench.clock.advance(90)
        result = bench.practice.finish(attempt)
        assert (result.points, result.seconds) == (0, 90)

    def test_hints_cost(self, bench: Bench) -> None:
        attempt = self.done(bench)
        bench.practice.help.hint(attempt)
        result = bench.practice.finish(attempt)
        assert (result.points, result.is_full) == (4, False)

    def test_knows_the_best_time_before(self, bench: Bench) -> None:
        bench.practice.finish(self.done(bench, after=50))
        result = bench.practice.finish(self.done(bench, after=20))
        assert (result.best, result.is_personal_best) == (50, True)

    def test_an_unknown_check_keeps_the_attempt_open(self, bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
        attempt = self.done(bench)
        bench.drill.grader.write_text(GRADER.replace('cluster.object("ConfigMap", "settings")\n', "1 / 0\n"))
        with pytest.raises(ClusterUnavailable, match="is_there") as caught:
            bench.practice.finish(attempt)
        assert caught.value.exit_code == 3
        assert bench.practice.current().paused_at is not None

    def test_a_settled_grade_in_hand_is_used(self, bench: Bench) -> None:
        attempt = bench.practice.start(bench.drill)
        assert bench.practice.finish(attempt, graded(Verdict.MET, Verdict.UNMET)).points == 3

    def test_a_pending_one_is_graded_to_the_end(self, bench: Bench) -> None:
        result = bench.practice.finish(self.done(bench), graded(Verdict.PENDING, Verdict.UNMET))
        assert result.is_full

    @pytest.mark.parametrize("act", [attrgetter("help.hint"), *map(attrgetter, ("reset", "grade", "finish"))])
    def test_what_is_over_is_over(self, bench: Bench, act: attrgetter) -> None:
        attempt = self.done(bench)
        bench.another().finish(attempt)
        with pytest.raises(NoAttempt, match="finished"):
            act(bench.practice)(attempt)


class TestSweep:
    def test_removes_what_is_over_and_nothing_else(self, bench: Bench) -> None:
        going_on = bench.practice.start(bench.drill)
        over = bench.practice.start(bench.drill)
        bench.store.save(_ended(over, bench.clock))
        strangers = bench.world.create_namespace("label_it", "of-another-history")
        assert bench.practice.sweep() == 1
        assert {namespace for namespace, _ in bench.world.leftovers()} == {going_on.namespace, strangers}

    def test_an_interrupted_start_goes_after_a_while(self, bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
        kill_while_staging(bench, monkeypatch)
        assert bench.practice.sweep() == 0, "another process may be staging it right now"
        bench.clock.advance(601)
        assert bench.practice.sweep() == 1
        assert not bench.store.open_attempts()

    def test_a_namespace_left_by_reset_goes(self, bench: Bench) -> None:
        attempt = bench.practice.start(bench.drill)
        left = bench.world.create_namespace("label_it", attempt.id)
        assert bench.practice.sweep() == 1
        assert left not in dict(bench.world.leftovers())


def _ended(attempt: Attempt, clock: FakeClock) -> Attempt:

    return replace(attempt, state=State.ABANDONED, ended_at=clock.now())


def kill_while_staging(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave what a kill between the namespace and the second save leaves."""
    keep: Callable[[Attempt], None] = bench.store.save
    with monkeypatch.context() as patch:
        patch.setattr(bench.store, "save", lambda attempt: None if attempt.namespace.uid else keep(attempt))
        bench.practice.start(bench.drill)


def test_standings_know_open_and_finished(bench: Bench) -> None:
    bench.practice.finish(bench.practice.start(bench.drill))
    bench.practice.start(bench.practice.find("with_setup"))
    states = {key: standing.state for key, standing in bench.practice.standings().items()}
    assert states == {"first/basics/label_it": Status.DUE, "first/basics/with_setup": Status.OPEN}


class TestSpeed:
    def test_half_the_time_and_a_record_against_the_whole(self, bench: Bench) -> None:
        attempt = bench.practice.start(bench.drill, speed=True)
        assert bench.practice.countdown(attempt).limit == bench.drill.drill.seconds // 2
        bench.clock.advance(bench.drill.drill.seconds * 0.9)
        full = graded(Verdict.MET, Verdict.MET, seconds=bench.drill.drill.seconds * 0.9)
        result = bench.practice.finish(attempt, full)
        (record,) = bench.practice.records(bench.drill)
        assert (result.limit, record.limit) == (bench.drill.drill.seconds // 2, bench.drill.drill.seconds)
        assert rating(record).name == "Good"


class TestGhost:
    def test_none_before_full_marks(self, bench: Bench) -> None:
        assert bench.practice.coach.ghost(bench.drill) is None
        bench.practice.finish(bench.practice.start(bench.drill), graded(Verdict.UNMET, Verdict.MET))
        assert bench.practice.coach.ghost(bench.drill) is None

    def test_the_best_run_of_this_drill_with_its_turns(self, bench: Bench) -> None:
        for name in ("first/basics/label_it", "second/basics/label_it"):
            attempt = bench.practice.start(bench.practice.find(name))
            half, full = graded(Verdict.MET, Verdict.UNMET, seconds=20), graded(Verdict.MET, Verdict.MET, seconds=50)
            bench.practice.note(attempt, None, half)
            bench.practice.note(attempt, half, full)
            bench.clock.advance(50)
            bench.practice.finish(attempt, full)
        ghost = bench.practice.coach.ghost(bench.drill)
        assert ghost is not None
        assert (ghost.seconds, ghost.checks, ghost.met(30), ghost.met(50)) == (50, 2, 1, 2)
        assert len(ghost.turns) == 3


def test_a_task_of_an_exam_that_is_open_is_nothing_to_go_on_with(bench: Bench) -> None:
    bench.store.save(replace(bench.practice.start(bench.drill), exam="e1"))
    suggestion = bench.practice.coach.agenda().suggestion
    assert suggestion is not None
    assert suggestion.reason is Reason.NEW


def test_a_rejected_manifest_is_the_learners(bench: Bench) -> None:
    attempt = bench.practice.start(bench.drill)
    bench.world.reject("settings", "spec is missing")
    with pytest.raises(ManifestRejected):
        bench.practice.apply(attempt, [BARE])
