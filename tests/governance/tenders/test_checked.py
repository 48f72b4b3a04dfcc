"""Too few quotes are a warning before owners are convened; they never stop it."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from buildings.models import Building
from governance.convening import Problem
from governance.queries.convening import findings_of
from governance.queries.tenders import few_quotes
from governance.refusals.findings import finding_sentence, told
from governance.subjects import Subject
from tests import cast
from tests.governance.assemblies import making as assemblies
from tests.governance.tenders import making

pytestmark = pytest.mark.usefixtures("acacias")


def found(assembly):
    findings = findings_of(assembly, Building.objects.get(), today=making.days(0))
    return [one for one in findings if one.problem is Problem.FEW_QUOTES]


def test_a_point_above_the_threshold_without_quotes():
    making.threshold()
    assembly = assemblies.extraordinary()
    item = assemblies.add(assembly)
    [finding] = found(assembly)
    assert not finding.is_blocking
    assert finding_sentence(finding) == (
        "Point 1, “Roof”, costs more than €5,000.00, above which several quotes are "
        "asked (General assembly of 14 May 2024, point 8). 0 quotes hold on the day of "
        "the meeting; at least two should."
    )
    [sentence] = told([finding], assembly, cast.ACACIAS)
    assert sentence.item == str(item.uuid)


@pytest.mark.parametrize(("amount", "times"), [("5000.00", 0), ("5000.01", 1)])
def test_exactly_the_threshold_is_not_above_it(amount, times):
    making.threshold()
    assembly = assemblies.extraordinary()
    assemblies.add(assembly, amount=Decimal(amount))
    assert len(found(assembly)) == times


def test_two_that_hold_on_the_day_are_enough():
    making.threshold()
    tender = making.with_point()
    assembly = tender.item.assembly
    day = assembly.day
    making.quote(tender, valid_until=day)
    making.quote(tender, "Late", valid_until=day - timedelta(days=1))
    [finding] = found(assembly)
    assert finding.names[0] == "1"
    assert "1 quote holds on the day" in finding_sentence(finding)
    making.quote(tender, "Daken BV")
    assert found(assembly) == []


def test_without_a_decision_on_a_threshold_nothing_is_asked():
    assembly = assemblies.extraordinary()
    assemblies.add(assembly)
    assert found(assembly) == []


def test_what_is_only_told_needs_no_quotes():
    making.threshold()
    assembly = assemblies.extraordinary()
    item = assemblies.add(assembly, subject=Subject.INFORMATION, motion={})
    item.amount = Decimal("90000.00")
    assert few_quotes([item], on=assembly.day) == []


@pytest.mark.parametrize("points", [1, 3])
def test_it_takes_two_statements(points):
    making.threshold()
    assembly = assemblies.extraordinary()
    for _number in range(points):
        assemblies.add(assembly)
    items = list(assembly.items.all())
    with CaptureQueriesContext(connection) as asked:
        assert len(few_quotes(items, on=assembly.day)) == points
    assert len(asked) == 2
