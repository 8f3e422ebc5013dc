"""Fetching from a process that trickles, floods and sends away."""

import subprocess
import sys
from pathlib import Path

import pytest

from haengan.lib.web import fetching
from haengan.lib.web.fetching import NotFetched


@pytest.fixture(scope="module")
def server():
    process = subprocess.Popen([sys.executable, Path(__file__).parent / "server.py"], stdout=subprocess.PIPE, text=True)
    yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
    process.terminate()
    process.wait(10)
    process.stdout.close()


def fetch(url, **told):
    return fetching.fetch(url, **{"most": 100_000, "seconds": 1.0, **told})


def test_an_answer_is_fetched_with_its_mark_and_not_twice(server):
    answer = fetch(f"{server}/good")

    assert (answer.body, answer.etag, answer.fresh) == (b"good", '"one"', True)
    assert fetch(f"{server}/good", etag=answer.etag).fresh is False


def test_a_move_within_the_host_is_followed(server):
    answer = fetch(f"{server}/moved")

    assert (answer.body, answer.at) == (b"good", f"{server}/good")


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("large", "large"),
        ("endless", "large"),
        ("trickle", "slow"),
        ("trickling-head", "slow"),
        ("cut", "away"),
        ("packed", "packed"),
        ("round", "moved"),
        ("away", "moved"),
        ("down", "address"),
        ("broken", "status"),
    ],
)
def test_what_goes_beyond_the_limits_is_refused(server, path, why):
    with pytest.raises(NotFetched) as refused:
        fetch(f"{server}/{path}")

    assert refused.value.why == why


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "ftp://host/", "http://", "http://u:p@host/", "http://host/a b", "http://host:99999/", "x"],
)
def test_what_is_no_address_is_never_asked(url):
    with pytest.raises(NotFetched) as refused:
        fetch(url)

    assert refused.value.why == "address"


def test_a_host_that_is_away_says_so():
    with pytest.raises(NotFetched) as refused:
        fetch("http://127.0.0.1:9/")

    assert refused.value.why == "away"
