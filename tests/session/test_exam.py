"""Exams drawn by a seed: shares kept, weights whole, every drill as likely as another, shortages said."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckadtrainer import paths
from ckadtrainer.definition.blueprint import Blueprint, load_blueprint
from ckadtrainer.definition.drill import Domain, Drill
from ckadtrainer.errors import UsageError
from ckadtrainer.packs.manifest import PackedDrill
from ckadtrainer.session.exam import MOST_TASKS, draw

CKAD = load_blueprint(paths.built_in_pack() / "exams" / "ckad.yaml")
SHARE = {section.title: section.share for section in CKAD.sections}
DOMAINS = tuple(Domain)


def packed(number, domain, *, competency=None, minutes=5, topic="basics", variables=None):
    """A drill with what a draw reads of one; a whole one takes too long to make by the hundred."""
    drill = Drill.model_construct(
        id=f"d{number:03}", title=f"Drill {number}", topic=topic, domain=domain,
        competency=competency, minutes=minutes, variables=variables or {},
    )  # fmt: skip
    return PackedDrill(drill, "first", Path("nowhere"), None, ())


def pool(*counts):
    """So many drills in each of the domains, of three competencies and of 3 to 9 minutes."""
    return [
        packed(100 * at + n, domain, competency=f"{domain} {n % 3}", minutes=3 + n % 7)
        for at, (domain, count) in enumerate(zip(DOMAINS, counts, strict=True))
        for n in range(count)
    ]


LARGE = pool(9, 8, 7, 10, 8)


def by_section(plan):
    sums = Counter()
    for task in plan.tasks:
        sums[task.section] += task.weight
    return dict(sums)


def sound(plan):
    assert sum(task.weight for task in plan.tasks) == 100
    assert all(task.weight >= 1 for task in plan.tasks)
    assert len({task.key for task in plan.tasks}) == len(plan.tasks)
    assert [task.number for task in plan.tasks] == list(range(1, len(plan.tasks) + 1))
    assert all(0 <= alert < plan.seconds for alert in plan.alerts)


class TestAPoolThatSuffices:
    def test_ten_thousand_seeds_keep_the_shares(self):
        for seed in range(10_000):
            plan = draw(CKAD, LARGE, seed=str(seed))

            sound(plan)
            assert len(plan.tasks) == 16
            assert by_section(plan) == SHARE
            assert plan.remarks == ()

    def test_each_drill_of_a_section_is_drawn_as_often_as_another(self):
        draws = 3000
        drawn = Counter(task.key for seed in range(draws) for task in draw(CKAD, LARGE, seed=str(seed)).tasks)

        for domain, tasks in zip(DOMAINS, (3, 3, 3, 4, 3), strict=True):
            keys = [each.key for each in LARGE if each.drill.domain is domain]
            expected = draws * tasks / len(keys)
            for key in keys:
                assert drawn[key] == pytest.approx(expected, rel=0.12), key

    def test_an_exam_has_every_competency_that_its_section_has_room_for(self):
        """Three of nine drills, three a competency: one of each, whatever the seed."""
        for seed in range(200):
            tasks = draw(CKAD, LARGE, seed=str(seed)).tasks
            own = [task for task in tasks if task.domain == DOMAINS[0]]
            assert len({task.competency for task in own}) == 3

    def test_an_exam_has_short_tasks_and_long_ones(self):
        """Four of twelve drills of one competency, ordered by length: one of each quarter."""
        drills = [packed(n, DOMAINS[0], minutes=n + 1) for n in range(12)]
        one = Blueprint.model_validate(
            {
                "format": 1, "id": "one", "title": "One", "minutes": 40, "tasks": 4, "pass_mark": 66,
                "sections": [{"title": "All", "share": 100}],
            }
        )  # fmt: skip
        for seed in range(200):
            lengths = sorted(task.minutes for task in draw(one, drills, seed=str(seed)).tasks)
            assert [(length - 1) // 3 for length in lengths] == [0, 1, 2, 3]

    def test_longer_tasks_weigh_more(self):
        for seed in range(50):
            plan = draw(CKAD, LARGE, seed=str(seed))
            for section in SHARE:
                own = sorted((task.minutes, task.weight) for task in plan.tasks if task.section == section)
                assert [weight for _, weight in own] == sorted(weight for _, weight in own)


class TestRepeating:
    @given(st.text(max_size=8), st.randoms(use_true_random=False))
    def test_seed_and_pool_make_the_exam_whatever_the_order_of_the_pool(self, seed, chance):
        alike = [packed(100 * at + n, domain) for at, domain in enumerate(DOMAINS) for n in range(9)]
        shuffled = list(alike)
        chance.shuffle(shuffled)

        assert draw(CKAD, shuffled, seed=seed) == draw(CKAD, alike, seed=seed)

    def test_other_seeds_make_other_exams(self):
        assert len({tuple(task.key for task in draw(CKAD, LARGE, seed=str(seed)).tasks) for seed in range(50)}) == 50

    def test_a_drawn_exam_stays_the_same_in_later_versions(self):
        """Two people who tell each other a seed sit the same exam, on any machine."""
        plan = draw(CKAD, LARGE, seed="7")
        assert [(task.key.rpartition("/")[2], task.weight) for task in plan.tasks][:5] == [
            ("d307", 3), ("d404", 7), ("d106", 10), ("d200", 2), ("d007", 6),
        ]  # fmt: skip

    def test_a_drill_with_variables_has_a_variant_of_the_exams_own(self):
        drills = [*pool(0, 0, 0, 0, 3), packed(900, DOMAINS[4], variables={"app": object()})]
        seeds = {
            seed: {task.key: task.seed for task in draw(CKAD, drills, seed=seed).tasks} for seed in ("a", "b", "a")
        }
        assert all(len(found) == 4 for found in seeds.values())
        varied = [found.pop("first/basics/d900") for found in seeds.values()]
        assert len(set(varied)) == 2
        assert all(seed == "" for found in seeds.values() for seed in found.values())


class TestLength:
    @pytest.mark.parametrize(("minutes", "tasks"), [(None, 16), (120, 16), (60, 8), (30, 4), (7, 1), (1, 1)])
    def test_fewer_minutes_are_fewer_tasks(self, minutes, tasks):
        plan = draw(CKAD, LARGE, seed="a", minutes=minutes)
        sound(plan)
        assert len(plan.tasks) == tasks
        assert plan.seconds == (minutes or 120) * 60

    def test_alerts_are_scaled(self):
        assert draw(CKAD, LARGE, seed="a").alerts == (1800, 900, 300)
        assert draw(CKAD, LARGE, seed="a", minutes=60).alerts == (900, 450, 150)

    def test_half_the_time_for_the_same_tasks(self):
        whole, half = (draw(CKAD, LARGE, seed="a", half_time=on) for on in (False, True))
        assert half.tasks == whole.tasks
        assert half.seconds * 2 == whole.seconds
        assert half.alerts == (900, 450, 150)

    @pytest.mark.parametrize("minutes", [0, -5, 100_000, float("nan"), float("inf")])
    def test_a_length_that_makes_no_exam_is_said(self, minutes):
        with pytest.raises(UsageError, match="minutes") as told:
            draw(CKAD, LARGE, seed="a", minutes=minutes)
        assert "less than 754 minutes" in told.value.remedy

    def test_the_longest_exam_has_a_task_for_each_per_cent(self):
        plan = draw(CKAD, pool(40, 40, 40, 40, 40), seed="a", minutes=750)
        assert len(plan.tasks) == MOST_TASKS
        assert {task.weight for task in plan.tasks} == {1}

    def test_budgets_make_the_whole_time(self):
        plan = draw(CKAD, LARGE, seed="a")
        assert sum(plan.budget(task) for task in plan.tasks) == pytest.approx(plan.seconds)


class TestShortages:
    @given(
        st.tuples(*[st.integers(0, 6)] * 5).filter(any),
        st.integers(0, 10_000),
        st.sampled_from([None, 5, 20, 45, 60, 90, 240]),
    )
    def test_any_pool_gives_a_sound_exam(self, counts, seed, minutes):
        plan = draw(CKAD, pool(*counts), seed=str(seed), minutes=minutes)

        sound(plan)
        assert len(plan.tasks) <= sum(counts)
        short = {
            section.title
            for section, count in zip(CKAD.sections, counts, strict=True)
            if not count or by_section(plan).get(section.title, 0) < section.share
        }
        told = " ".join(plan.remarks)
        assert all(title in told for title in short), "who gets less than the share is said"

    def test_a_section_without_drills_gives_its_share_to_the_others(self):
        plan = draw(CKAD, pool(9, 0, 9, 9, 9), seed="a")
        assert plan.remarks == (
            "Application Deployment: the pool has no drill for it; its 20 % go to the other parts.",
        )
        assert by_section(plan) == {
            "Application Design and Build": 25,
            "Application Observability and Maintenance": 19,
            "Application Environment, Configuration and Security": 31,
            "Services and Networking": 25,
        }

    def test_a_section_with_too_few_drills_weighs_less(self):
        plan = draw(CKAD, pool(9, 1, 9, 9, 9), seed="a")
        weight = by_section(plan)["Application Deployment"]
        assert weight < 20
        assert plan.remarks == (f"Application Deployment: the pool has 1 of 3 tasks; they make {weight} %.",)

    def test_a_pool_that_is_too_small_makes_a_shorter_exam(self):
        plan = draw(CKAD, pool(2, 2, 1, 2, 1), seed="a")
        assert len(plan.tasks) == 8
        assert plan.seconds == 3600
        assert plan.remarks[-1] == (
            "The pool has 8 tasks where 16 were asked for, so the exam has 8 tasks and 60 minutes."
        )

    def test_an_exam_that_is_too_short_for_a_section_says_so(self):
        plan = draw(CKAD, LARGE, seed="a", minutes=15)
        assert len(plan.tasks) == 2
        assert len(plan.remarks) == 3
        assert all(remark.endswith("an exam this short has no task of it.") for remark in plan.remarks)

    def test_a_pool_without_a_fitting_drill(self):
        with pytest.raises(UsageError, match="No drill of the pool fits"):
            draw(CKAD, [], seed="a")


def test_a_drill_counts_for_the_first_section_that_holds_it():
    blueprint = Blueprint.model_validate(
        {
            "format": 1, "id": "x", "title": "X", "minutes": 40, "tasks": 4, "pass_mark": 66,
            "sections": [
                {"title": "Probes", "share": 50, "competency": "probes"},
                {"title": "Basics", "share": 50, "topic": "basics"},
            ],
        }
    )  # fmt: skip
    drills = [packed(n, DOMAINS[0], competency="probes" if n < 3 else None, topic="basics") for n in range(6)]
    for seed in range(20):
        for task in draw(blueprint, drills, seed=str(seed)).tasks:
            assert task.section == ("Probes" if task.competency else "Basics")
