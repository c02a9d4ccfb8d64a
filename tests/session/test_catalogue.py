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


@pytest.mark.parametrize("name", ["shared_vol", "Shared-Vol", "multi_container/shared_vol", KEY])
def test_a_name_reads_what_is_called_so_alone(catalogue, asked, name):
    assert catalogue.find(name).key == KEY
    assert len(catalogue.pack_of(catalogue.find(name)).drills) == 1
    assert None not in asked


def test_what_a_key_gives_is_what_reading_everything_gives(catalogue):
    alone = catalogue.at(KEY)

    drills = {drill.key: drill for drill in catalogue.drills()}
    assert drills == {drill.key: drill for drill in load_pack(paths.built_in_pack(), built_in=True).drills}
    assert drills[KEY] == alone == catalogue.find("shared-vol")


def test_a_key_that_is_not_there_is_told_with_the_nearest_names(catalogue):
    with pytest.raises(UnknownDrill) as told:
        catalogue.at("ckad/multi_container/shared_vole")

    assert "shared_vol" in told.value.remedy


def test_a_reader_may_give_more_than_was_asked_for():
    pack = load_pack(paths.built_in_pack(), built_in=True)
    catalogue = Catalogue(lambda _: [replace(pack, id="other", drills=()), pack])

    assert catalogue.at(KEY).key == KEY
