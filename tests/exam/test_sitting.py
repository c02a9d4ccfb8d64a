"""A sitting is its events, read in their order."""

from ckadtrainer.exam.sitting import Span, Stage, Visit


def test_the_first_task_is_current_before_any_was_looked_at(desk):
    assert desk.begun.current.number == 1
    assert desk.begun.visited == frozenset()


def test_a_visit_ends_the_one_before(desk):
    sitting = desk.with_((0, "visited", 1), (30, "visited", 3), (50, "visited", 1))

    assert sitting.visits == (
        Visit(1, Span(desk.at(0), desk.at(30))),
        Visit(3, Span(desk.at(30), desk.at(50))),
        Visit(1, Span(desk.at(50))),
    )
    assert sitting.current.number == 1
    assert sitting.visited == {1, 3}


def test_leaving_ends_a_visit_and_keeps_the_place(desk):
    sitting = desk.with_((0, "visited", 1), (10, "visited", 2), (25, "left"), (90, "left"))

    assert sitting.visits[-1].span == Span(desk.at(10), desk.at(25))
    assert sitting.current.number == 2


def test_flags_go_up_and_down(desk):
    assert desk.with_((1, "flagged", 2), (2, "flagged", 4), (3, "unflagged", 2), (4, "unflagged", 3)).flags == {4}


def test_the_last_note_counts(desk):
    assert desk.with_((1, "noted", 0, "one"), (2, "noted", 0, "two")).notes == "two"


def test_an_outage_is_one_however_often_it_is_told(desk):
    sitting = desk.with_((10, "lost"), (12, "lost"))
    assert sitting.is_lost
    again = sitting.after([desk.event(20, "found"), desk.event(30, "found")])
    assert again.outages == (Span(desk.at(10), desk.at(20)),)
    assert not again.is_lost


def test_the_end_closes_what_is_open(desk):
    sitting = desk.with_((0, "visited", 1), (10, "lost"), (40, "ended"))

    assert sitting.stage is Stage.ENDED
    assert sitting.ended_at == desk.at(40)
    assert sitting.visits[-1].span.end == desk.at(40)
    assert not sitting.is_lost


def test_times_that_go_back_make_no_overlap(desk):
    sitting = desk.with_(
        (0, "visited", 1), (50, "visited", 2), (40, "visited", 3), (60, "lost"), (90, "found"),
        (70, "lost"), (80, "found")
    )  # fmt: skip

    assert [visit.span for visit in sitting.visits] == [
        Span(desk.at(0), desk.at(50)), Span(desk.at(50), desk.at(50)), Span(desk.at(50)),
    ]  # fmt: skip
    assert sitting.outages == (Span(desk.at(60), desk.at(90)), Span(desk.at(90), desk.at(90)))


def test_events_one_by_one_are_events_at_once(desk):
    events = [desk.event(*each) for each in ((0, "visited", 1), (5, "flagged", 1), (9, "lost"), (12, "found"))]
    step = desk.begun
    for event in events:
        step = step.after([event])
    assert step == desk.begun.after(events)
