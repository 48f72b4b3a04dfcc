"""Consultations: one answer of each head, changed until it is counted, once."""

import pytest

from buildings.models import Holding
from governance.errors.consultations import (
    ClosesTooEarly,
    ConsultationClosed,
    NoRealChoice,
    NotAnOption,
    NotAsked,
)
from governance.models import Consultation, ConsultationAnswer
from governance.queries.consultations import is_published, results_of
from governance.services import consultations as services
from governance.tasks import settle
from koprogo.notifications.models import Delivery
from tests import cast
from tests.governance.written import making
from tests.sql import refused


def results(found):
    return [
        (one.option.title_fr, one.option.heads, one.option.shares, one.names)
        for one in results_of(found)
    ]


def test_heads_and_shares_by_name(acacias):
    found = making.consultation()
    making.choose(found, "H1", 1)
    making.choose(found, "H2", 2)
    making.choose(found, "H3", 2)
    found = making.close(found)
    assert results(found) == [
        ("Green", 1, 500, ["Omar Haddad"]),
        ("Blue", 2, 500, ["Clara Élise", "Jean Moreau & Fatima El Idrissi"]),
    ]
    assert (found.heads, found.shares, found.heads_asked, found.shares_asked) == (
        3,
        1000,
        3,
        1000,
    )


def test_an_answer_is_changed_until_it_is_counted(acacias):
    found = making.consultation()
    making.choose(found, "H1", 1)
    making.choose(found, "H1", 2)
    assert ConsultationAnswer.objects.get().chosen == [2]
    making.close(found)
    with pytest.raises(ConsultationClosed):
        making.choose(found, "H1", 1)
    with pytest.raises(ConsultationClosed):
        making.close(found)
    with refused("governance_consultation"):
        ConsultationAnswer.objects.update(chosen=[1])


def test_several_answers_only_where_they_are_asked(acacias):
    one = making.consultation()
    several = making.consultation("A", "B", "C", is_multiple=True)
    making.choose(several, "H1", 3, 1)
    assert several.answers.get().chosen == [1, 3]
    for chosen in ([1, 2], [3], []):
        with pytest.raises(NotAnOption):
            services.answer_consultation(
                one,
                cast.holding("H1"),
                owner=making.owner("omar"),
                chosen=chosen,
                by=None,
            )


def test_only_the_representative_of_lots_answers(acacias):
    found = making.consultation()
    Holding.objects.filter(code="H3").update(representative=None)
    for code, owner in (("H1", "clara"), ("H3", "jean")):
        with pytest.raises(NotAsked):
            services.answer_consultation(
                found,
                cast.holding(code),
                owner=making.owner(owner),
                chosen=[1],
                by=None,
            )


def test_who_sold_is_not_counted(acacias):
    found = making.consultation()
    making.choose(found, "H2", 1)
    making.choose(found, "H1", 2)
    making.sell("B", "H3")
    with pytest.raises(NotAsked):
        making.choose(found, "H2", 2)
    found = making.close(found)
    assert results(found)[1][:3] == ("Blue", 1, 500)
    assert (found.heads, found.heads_asked, found.shares_asked) == (1, 2, 1000)


def test_an_anonymous_one_of_few_tells_nothing_and_forgets(acacias):
    found = making.consultation(is_anonymous=True)
    for code in ("H1", "H2", "H3"):
        making.choose(found, code, 2)
    found = making.close(found)
    assert (found.heads, is_published(found)) == (3, False)
    assert results(found) == [("Green", 0, 0, []), ("Blue", 0, 0, [])]
    assert [one.chosen for one in found.answers.all()] == [[], [], []]


def test_an_anonymous_one_of_five_tells_heads_alone(acacias):
    making.neighbours()
    found = making.consultation(is_anonymous=True)
    for code, chosen in (("H1", 2), ("H2", 2), ("H3", 1), ("N1", 1), ("N2", 1)):
        making.choose(found, code, chosen)
    found = making.close(found)
    assert results(found) == [("Green", 3, 0, []), ("Blue", 2, 0, [])]


def test_the_last_day_is_in_time(acacias):
    today, yesterday = making.past(closes_on=0), making.past(closes_on=-1)
    making.choose(today)
    with pytest.raises(ConsultationClosed):
        making.choose(yesterday)
    assert settle() == 1
    assert making.fresh(yesterday).closed_at is not None
    assert making.fresh(today).closed_at is None


def test_the_question_stays_as_it_is(acacias):
    found = making.consultation()
    one = Consultation.objects.filter(pk=found.pk)
    with refused("governance_consultation"):
        one.update(title_fr="Other?")
    with refused("governance_consultationoption"):
        found.options.update(title_fr="Other")
    with refused("governance_consultationoption"):
        found.options.all().delete()


def test_what_can_be_asked(acacias):
    with pytest.raises(ClosesTooEarly):
        making.consultation(closes_on=making.day(0))
    for options in (["One"], [str(number) for number in range(21)]):
        with pytest.raises(NoRealChoice):
            making.consultation(*options)


def test_owners_with_an_account_are_told(acacias):
    making.close(making.consultation())
    found = Delivery.objects.filter(event__startswith="consultation:")
    assert sorted(found.values_list("address", "subject")) == [
        ("clara@example.org", "Les Acacias: the answers to a consultation"),
        ("clara@example.org", "Les Acacias: your opinion is asked"),
        ("omar@example.org", "Les Acacias: the answers to a consultation"),
        ("omar@example.org", "Les Acacias: your opinion is asked"),
    ]
