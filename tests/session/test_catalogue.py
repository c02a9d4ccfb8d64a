"""Finding drills: all packs are read for a name, one drill alone for a key."""

from dataclasses import replace

import pytest

from ckadtrainer import paths
from ckadtrainer.errors import UnknownDrill
from ckadtrainer.packs.discovery import discover
from ckadtrainer.packs.loading import load_pack
from ckadtrainer.session.catalogue import Catalogue

KEY = "ckad/multi_container/shared_vol"


@pytest.fixture
def asked():
    """What packs were read for, in order; None stands for everything."""
    return []


@pytest.fixture
def catalogue(asked):
    def read(only):
        asked.append(only)
        return discover(only=only).packs

    return Catalogue(read)


def test_a_key_reads_that_drill_alone_and_once(catalogue, asked):
    drill = catalogue.at(KEY)

    assert drill.key == catalogue.at(KEY).key == KEY
    assert [each.key for each in catalogue.pack_of(drill).drills] == [KEY]
    assert asked == [KEY]


def test_what_a_key_gives_is_what_reading_everything_gives(catalogue):
    alone = catalogue.at(KEY)

    assert alone == catalogue.find("shared-vol")
    assert len(catalogue.pack_of(alone).drills) == len(load_pack(paths.built_in_pack(), built_in=True).drills)


def test_a_key_that_is_not_there_is_told_with_the_nearest_names(catalogue):
    with pytest.raises(UnknownDrill) as told:
        catalogue.at("ckad/multi_container/shared_vole")

    assert "shared_vol" in told.value.remedy


def test_a_reader_may_give_more_than_was_asked_for():
    pack = load_pack(paths.built_in_pack(), built_in=True)
    catalogue = Catalogue(lambda _: [replace(pack, id="other", drills=()), pack])

    assert catalogue.at(KEY).key == KEY
