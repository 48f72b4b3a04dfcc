"""Two presses at the same moment, with real transactions."""

from functools import partial

from buildings.models import Building
from governance.services import comparisons, tenders
from koprogo.jobs.models import Job
from tests.governance.tenders import making
from tests.governance.together import at_once


def test_a_comparison_is_asked_for_once(own_database):
    with making.inside():
        Building.objects.update(languages=["en"])
        found = making.with_point()
        making.two(found)
    act = partial(comparisons.ask_comparison, found, by=None)
    assert at_once(act, act, act) == ["done"] * 3
    assert Job.objects.filter(name=comparisons.MAKING).count() == 1


def test_a_tender_is_taken_up_once(own_database):
    with making.inside():
        found = making.called_off()
    act = partial(tenders.take_up_again, found, by=None)
    assert at_once(act, act) == ["StillOpen", "done"]
