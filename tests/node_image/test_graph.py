"""Steps: side by side, kept, resumed, stopped."""

import threading
from dataclasses import replace

import pytest
from node_image.bench import Bench, StepFailed, Stopped
from node_image.graph import Graph, Step


@pytest.fixture
def bench(tmp_path):
    return Bench(tmp_path / "work", tmp_path / "logs", "podman")


@pytest.fixture
def done():
    return []


def _step(done, name, *needs, inputs=("1",)):
    def work(bench, _tools):
        done.append(name)
        bench.product(name).write_text(name)

    return Step(name, "why", 1.0, work, needs, inputs, (name,))


def _run(steps, bench):
    told = []
    Graph(steps, bench, told.append).run()
    return {step["name"]: step["state"] for step in told[-1]["steps"]}


def test_every_step_after_what_it_needs(bench, done):
    states = _run([_step(done, "a"), _step(done, "b", "a"), _step(done, "c", "b")], bench)
    assert done == ["a", "b", "c"]
    assert set(states.values()) == {"done"}


def test_independent_steps_run_at_the_same_time(bench):
    both = threading.Barrier(2, timeout=10)
    steps = [Step(name, "why", 1.0, lambda _bench, _tools: both.wait() and None) for name in ("a", "b")]
    assert set(_run(steps, bench).values()) == {"done"}


def test_finished_steps_are_kept(bench, done):
    steps = [_step(done, "a"), _step(done, "b", "a")]
    _run(steps, bench)
    assert set(_run(steps, bench).values()) == {"kept"}
    assert done == ["a", "b"]


def test_a_change_repeats_the_step_and_all_that_need_it(bench, done):
    _run([_step(done, "a"), _step(done, "b"), _step(done, "c", "b")], bench)
    done.clear()
    states = _run([_step(done, "a"), _step(done, "b", inputs=("2",)), _step(done, "c", "b")], bench)
    assert (states["a"], done) == ("kept", ["b", "c"])


def test_a_lost_product_is_made_again(bench, done):
    steps = [_step(done, "a")]
    _run(steps, bench)
    bench.product("a").unlink()
    assert _run(steps, bench) == {"a": "done"}


def test_a_failure_keeps_what_is_finished_and_names_its_log(bench, done):
    def fail(_bench, tools):
        tools.run(["sh", "-c", "echo disk full; exit 9"])

    broken = Step("b", "why", 1.0, fail, ("a",))
    told = []
    with pytest.raises(StepFailed, match="disk full"):
        Graph([_step(done, "a"), broken], bench, told.append).run()
    assert told[-1]["log"] == str(bench.log("b"))
    states = _run([_step(done, "a"), replace(broken, work=lambda _bench, _tools: None)], bench)
    assert states == {"a": "kept", "b": "done"}


def test_stop_ends_a_running_program(bench):
    def work(bench, tools):
        threading.Timer(0.1, bench.stop.set).start()
        tools.run(["sleep", "600"])

    with pytest.raises(Stopped):
        Graph([Step("a", "why", 1.0, work)], bench, lambda _state: None).run()


def test_time_left_is_the_longest_chain(bench, done):
    steps = [_step(done, "a"), replace(_step(done, "b"), expected=50.0), _step(done, "c", "a")]
    assert Graph(steps, bench, lambda _state: None).left() == 50.0
