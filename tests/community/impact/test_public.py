"""The sums of all buildings among the open figures, in words."""

from django.utils.translation import override

from community.impact import Facts
from community.services.impact import sum_up
from koprogo.tenancy import enter
from tests import cast
from tests.community.impact.making import month
from transparency.models import Publication
from transparency.public import words
from transparency.services.publishing import publish


def published():
    with enter(cast.tenant(cast.ASBL).pk, by=None):
        publish()
        totals = Publication.objects.get().tables["totals"]
    return {one["name"]: one["value"] for one in totals if one["area"] == "community"}


def test_they_are_published_as_sums(db):
    assert published() == {}
    sum_up(month(), [Facts(5, 300, 1, 4, 7), Facts(6, 90, 2, 5, 4)])
    assert published() == {
        "exchanges": "11.00",
        "hours-exchanged": "6.50",
        "things-shared": "3.00",
        "pairs-met": "11.00",
        "purchases-avoided-eur": "72.00",
        "co2-avoided-kg": "18.00",
    }


def test_what_no_building_told_is_hidden(db):
    sum_up(month(), [Facts(exchanges=5, minutes=60, pairs=4), Facts()])
    found = published()
    assert found["exchanges"] == "5.00"
    assert found["things-shared"] is None
    assert found["purchases-avoided-eur"] is None


def test_each_has_words(db):
    sum_up(month(), [Facts(5, 300, 1, 4, 7)])
    with override("en"):
        for name in published():
            assert words.code("totals", "name", name) != name
        assert words.code("totals", "area", "community") == "Community"
