"""Parts of `make demo` that can be tried without a whole demo."""

import socket

import pytest

from corporate_parenting.local import run
from corporate_parenting.local.places import LocalError


@pytest.fixture
def ports(monkeypatch):
    """Two ports next to each other that were free a moment ago."""
    with socket.socket() as one:
        one.bind((run.ADDRESS, 0))
        first = one.getsockname()[1]
    monkeypatch.setattr(run, "PORTS", range(first, first + 2))
    return run.PORTS


def test_the_next_port_when_one_is_taken(ports):
    assert run.free_port() == ports[0]
    with socket.socket() as taken:
        taken.bind((run.ADDRESS, ports[0]))
        taken.listen()
        assert run.free_port() == ports[1]


def test_a_sentence_when_all_are_taken(monkeypatch, ports):
    monkeypatch.setattr(run, "PORTS", range(ports[0], ports[0] + 1))
    with socket.socket() as taken:
        taken.bind((run.ADDRESS, ports[0]))
        taken.listen()
        with pytest.raises(LocalError, match="all taken"):
            run.free_port()
