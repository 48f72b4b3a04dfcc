"""A testimony by the API: written, read, changed, taken back, by the person alone."""

import pytest

from solidarity import models
from solidarity.services import testimonies
from tests.api.conftest import problem, url, wrong
from tests.solidarity import making
from tests.solidarity.public.things import helped

WORDS = {"text": "It helped, and nobody asked me to feel small.", "consent": True}
OTHERS = ["clara", "cleo", "tess", "sophie"]


def of(request):
    return url("fund-testimony", fund_request_id=request.uuid)


def test_from_the_first_word_to_taking_it_back(program, seats):
    request, omar = helped("omar"), program("omar")
    assert omar.get(of(request)).json()["state"] is None
    assert omar.delete(of(request)).status_code == 404
    said = omar("PUT", of(request), WORDS, **{"Accept-Language": "nl"}).json()
    assert (said["state"], said["language"]) == ("sent", "nl")
    assert omar.get(of(request)).json() == said
    row = models.Testimony.objects.get()
    assert WORDS["text"] not in row.sealed
    testimonies.ask_to_change(
        row, remark="Leave out the town.", by=making.person("lea")
    )
    found = omar.get(of(request)).json()
    assert (found["state"], found["remark"]) == ("asked", "Leave out the town.")
    assert omar.put(of(request), WORDS).json()["state"] == "sent"
    assert omar.delete(of(request)).status_code == 204
    found = omar.get(of(request)).json()
    assert (found["state"], found["text"]) == ("withdrawn", "")


def test_what_is_public_is_taken_back_before_it_changes(program, seats):
    request, omar = helped("omar"), program("omar")
    omar.put(of(request), WORDS)
    row = models.Testimony.objects.get()
    testimonies.clear(row, by=making.person("lea"))
    testimonies.publish_testimony(row, by=making.person("cas"))
    found = omar.get(of(request)).json()
    assert (found["state"], found["text"]) == ("published", WORDS["text"])
    refused = omar.put(of(request), WORDS)
    assert problem(refused) == (409, "fund-testimony-public")
    assert omar.delete(of(request)).status_code == 204
    assert models.Testimony.objects.get().text == ""


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"text": "a " * 151, "consent": True}, "text"),
        ({"text": "It helped."}, "consent"),
        ({"text": "It helped.", "consent": False}, "consent"),
    ],
)
def test_what_is_wrong_is_told_by_field(program, body, field):
    request = helped("omar")
    assert list(wrong(program("omar").put(of(request), body))) == [field]
    assert not models.Testimony.objects.exists()


def test_without_help_there_is_nothing_to_tell(program):
    """As on the page."""
    request, omar = making.sent(), program("omar")
    assert omar.get(of(request)).status_code == 404
    assert omar.put(of(request), WORDS).status_code == 404


@pytest.mark.parametrize("name", OTHERS)
def test_it_is_nobody_elses(program, name):
    request, other = helped("omar"), program(name)
    program("omar").put(of(request), WORDS)
    assert other.get(of(request)).status_code == 404
    assert other.put(of(request), WORDS).status_code == 404
    assert other.delete(of(request)).status_code == 404
    assert models.Testimony.objects.get().state == "sent"
