"""Work that is refused when its turn comes."""

import pytest

from koprogo.jobs.models import Job
from koprogo.jobs.refusals import attempt, refusal_of

pytestmark = pytest.mark.django_db


class TooLate(Exception):
    """What the work was about has changed."""


def job():
    return Job.objects.create(name="tests.refused", arguments={"row": 1})


def refuse():
    job()
    raise TooLate("a secret of somebody")


def test_a_refusal_is_noted_by_its_kind_and_changes_nothing():
    found = job()
    attempt(found, refuse, refusals=TooLate)
    assert Job.objects.count() == 1
    assert refusal_of(found) is TooLate
    assert "secret" not in str(found.arguments)


def test_what_is_done_notes_nothing():
    found = job()
    attempt(found, job, refusals=TooLate)
    assert Job.objects.count() == 2
    assert refusal_of(found) is None


def test_another_error_is_raised():
    found = job()
    with pytest.raises(TooLate):
        attempt(found, refuse, refusals=KeyError)
    assert refusal_of(found) is None


def test_an_error_of_an_older_version_tells_nothing():
    found = job()
    found.arguments["refused"] = "tests.jobs.test_refusals.Gone"
    assert refusal_of(found) is None
