"""What is read out of a container's script, and how it is written anew."""

import shlex
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ckadtrainer.mutation.script import interval, literals, other_port, ports, printing, script_of, slower
from ckadtrainer.mutation.spelling import full_image, image_parts, misspelt_path, respelt_quantity


@pytest.mark.parametrize(
    ("script", "texts"),
    [
        ("echo 'Init complete'", ("Init complete",)),
        ('while true; do echo "Checking..."; cat /data/f; sleep 5; done', ("Checking...",)),
        ("echo ready && sleep 5", ("ready",)),
        ("echo two words > /data/f; echo -n done", ("two words", "done")),
        ("printf 'one\\n'", ("one",)),
        ('echo $HOSTNAME; echo "$(date)"; echo `id`', ()),
        ("wget -qO- localhost", ()),
        ("echo a; echo a", ("a",)),
    ],
)
def test_texts_that_stand_in_a_script_are_found(script, texts):
    assert literals(script) == texts


@pytest.mark.parametrize(
    ("container", "script"),
    [
        ({"command": ["sh", "-c", "date"]}, "date"),
        ({"command": ["/bin/bash", "-c"], "args": ["date"]}, "date"),
        ({"args": ["sh", "-c", "date"]}, "date"),
        ({"command": ["sleep", "5"]}, None),
        ({"command": ["sh", "/run.sh", "x"]}, None),
        ({}, None),
    ],
)
def test_a_script_is_what_a_shell_gets_with_c(container, script):
    assert script_of(container) == script


def test_every_interval_is_ten_times_as_long():
    script = "sleep 2; watch -n 5 date; sleep 0.5; sleep 5m; sleep $N"

    assert slower(script) == "sleep 20; watch -n 50 date; sleep 5; sleep 5m; sleep $N"
    assert interval(script) == "2"
    assert interval("date") is None


def test_a_port_stands_after_a_host():
    script = "wget localhost:8080; wget 127.0.0.1:8080/x; nc db:53; date +%H:%M"

    assert ports(script) == (8080, 53)
    assert other_port(script, 8080) == "wget localhost:8081; wget 127.0.0.1:8081/x; nc db:53; date +%H:%M"


@settings(deadline=None)
@given(
    st.lists(
        st.text(st.characters(codec="ascii", exclude_categories=["C"], exclude_characters="\\"), min_size=1), min_size=1
    )
)
def test_texts_are_quoted_for_the_shell(texts):
    words = shlex.split(printing(texts, None))

    assert "".join(words).replace(";", "") == "".join(f"echo{text}" for text in texts).replace(";", "")


def test_printed_texts_come_out_as_they_are():
    texts = ("it's", "$HOME", "a; b")

    done = subprocess.run(["sh", "-c", printing(texts, None)], capture_output=True, text=True, check=True)

    assert done.stdout.splitlines() == list(texts)


@pytest.mark.parametrize(
    ("image", "parts"),
    [
        ("nginx", ("", "nginx", "")),
        ("team/web:1.2", ("team/", "web", ":1.2")),
        ("localhost:5000/web", ("localhost:5000/", "web", "")),
        ("a.b/c/web@sha256:0f", ("a.b/c/", "web", "@sha256:0f")),
    ],
)
def test_an_image_has_a_name_and_what_stands_around_it(image, parts):
    assert image_parts(image) == parts


def test_an_image_without_a_registry_is_of_docker_io():
    assert full_image("nginx:1.25") == "docker.io/library/nginx:1.25"
    assert full_image("team/web") == "docker.io/team/web"
    assert full_image("localhost:5000/web") == "localhost:5000/web"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("500m", "0.5"),
        ("0.5", "500m"),
        (2, "2000m"),
        ("128Mi", "134217728"),
        ("1e3", "1e3"),
        ("134217728", "134217728"),
    ],
)
def test_an_amount_is_spelt_another_way(old, new):
    assert respelt_quantity(old) == new


def test_a_path_changes_in_its_last_part(any_chance):
    other = misspelt_path("/usr/share/html/", any_chance)

    assert other.startswith("/usr/share/")
    assert len(other) == len("/usr/share/html")
    assert other != "/usr/share/html"
