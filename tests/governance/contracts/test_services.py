"""Contracts are recorded, evaluated and reported on; what cannot be is refused."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import Error, connection, transaction
from django.utils import timezone

from buildings.models import Building, LibraryDocument
from finance.queries.supplier_costs import spans_of_year
from governance.contracts import NoticeDay
from governance.errors import contracts as errors
from governance.models import ContractReview, ContractsEvaluation, SupplyContract
from governance.models.council import Decided
from governance.queries.contract_reviews import ReviewDraft, coming_point
from governance.queries.contracts import contract_on, contracts_on
from governance.services import contract_reviews as reviews
from governance.services import contracts as services
from koprogo.audit.models import AuditEvent
from koprogo.ledger.models import FiscalYear
from koprogo.tenancy import enter
from tests import cast
from tests.finance.invoices.making import works
from tests.governance import factories
from tests.governance.contracts import making
from tests.governance.council.making import DECIDED, days, today

POOR = ReviewDraft("poor", "end", "Never came.")


def actions():
    events = AuditEvent.objects.filter(action__startswith="contract").order_by("pk")
    return list(events.values_list("action", flat=True))


# Contracts


def test_a_contract_is_recorded_changed_and_ended(acacias):
    found = making.supply(decided=DECIDED)
    assert (found.decided_on, found.decided) == (DECIDED.on, DECIDED.text)
    assert found.recorded_by == cast.user("sophie")
    terms = {name: getattr(found, name) for name in ("supplier", "document")}
    names = ("kind", "title", "reference", "since", "until", "notice_months")
    names += ("renewal_months", "agreed_cost", "indexation", "interest")
    terms |= {name: getattr(found, name) for name in names}
    services.change_contract(found, **terms | {"title": "Lift"}, decided=None, by=None)
    found.refresh_from_db()
    assert (found.title, found.decided, found.decided_on) == ("Lift", "", None)
    making.ended(found, on=30)
    found.refresh_from_db()
    assert (found.ended_on, found.end_reason) == (days(30), "Too dear")
    assert actions() == ["contract.recorded", "contract.changed", "contract.ended"]


def test_it_does_not_end_before_it_begins(acacias):
    found = making.supply(since=days(10))
    with pytest.raises(errors.EndsBeforeItBegins):
        making.ended(found, on=9)
    assert making.ended(found, on=10).ended_on == days(10)


def test_the_interest_of_the_syndic_needs_a_decision(acacias):
    with pytest.raises(errors.InterestNotAuthorised):
        making.supply(interest="His brother's firm")
    before = Decided(date(2019, 12, 31), "Point 4")
    found = making.supply(interest="His brother's firm", decided=before)
    assert not found.authorised_late
    late = making.supply("Garden", interest="His own", decided=DECIDED)
    assert late.authorised_late
    assert not making.supply("Roof", decided=DECIDED).authorised_late


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ("title = ''", "supply_contract_titled"),
        ("kind = 'x'", "supply_contract_kind_known"),
        ("until = since", "supply_contract_days"),
        ("renewal_months = 12", "supply_contract_renewal"),
        (
            "until = '2021-01-01', renewal_months = 0",
            "supply_contract_renewal",
        ),
        ("notice_months = 121", "supply_contract_notice"),
        ("agreed_cost = -1", "supply_contract_cost"),
        ("decided = 'Point 9'", "supply_contract_decided"),
        ("interest = 'His own'", "supply_contract_authorised"),
        ("ended_on = '2021-01-01'", "supply_contract_ended"),
        ("ended_on = '2019-12-31', end_reason = 'x'", "supply_contract_ended"),
    ],
)
def test_a_contract_is_never(acacias, change, constraint):
    making.supply()
    statement = f"UPDATE governance_supplycontract SET {change}"
    with pytest.raises(Error, match=constraint), transaction.atomic():
        connection.cursor().execute(statement)


def test_a_contract_stays(acacias):
    making.ended(making.supply())
    with pytest.raises(Error, match="governance_supplycontract"), transaction.atomic():
        connection.cursor().execute("DELETE FROM governance_supplycontract")
    assert making.kept() == ["Lift maintenance"]


def test_where_contracts_are(acacias):
    end = days(100)
    making.supply("Runs")
    making.supply("Later", since=days(1))
    making.supply("Ran out", until=days(0))
    making.ended(making.supply("Ending"), on=1)
    making.ended(making.supply("Ended"))
    making.supply("Renewed", until=date(2021, 1, 1), renewal_months=12)
    making.supply("Ends", until=end)
    found = {one.contract.title: one for one in contracts_on(today())}
    assert {title: str(one.state) for title, one in found.items()} == {
        "Runs": "running",
        "Later": "coming",
        "Ending": "ending",
        "Renewed": "running",
        "Ends": "running",
        "Ran out": "over",
        "Ended": "over",
    }
    assert list(found)[-2:] == ["Ended", "Ran out"]
    assert found["Runs"].ends is None
    assert found["Ending"].ends == days(1)
    assert found["Ends"].ends == end
    assert found["Renewed"].ends == date(today().year + 1, 1, 1)
    assert [title for title, one in found.items() if one.notice] == ["Renewed"]


def test_notice_is_near_until_it_is_given(acacias):
    found = making.near(in_days=60)
    one = contract_on(found, today())
    assert one.notice == NoticeDay(days(60), days(61))
    assert one.notice_is_near
    assert not contract_on(making.near("Later", in_days=61), today()).notice_is_near
    making.ended(found, on=61)
    found.refresh_from_db()
    assert not contract_on(found, today()).notice_is_near


def test_contracts_of_a_year(acacias):
    making.supply("Always")
    making.supply("Until", until=date(2025, 6, 1))
    making.supply("Before", until=date(2025, 1, 1))
    making.supply("Renewed", until=date(2021, 1, 1), renewal_months=12)
    making.ended(making.supply("After", since=date(2026, 1, 1)))
    titles = [row.contract.title for row in making.of_year(2025).rows]
    assert titles == ["Always", "Renewed", "Until"]


# Costs


@pytest.fixture
def a_year(acacias):
    """The last year that is over, as the days on which bills came."""
    number = making.year()
    return date(number - 1, 5, 1), date(number, 5, 1)


def test_the_books_tell_what_a_contract_cost(a_year):
    before, on = a_year
    making.supply(agreed_cost=Decimal("250.00"))
    making.supply("Cleaning", supplier="Propre SRL", agreed_cost=None)
    making.bill("100.00", before)
    making.bill("200.00", on)
    making.bill("60.50", on)
    making.bill("10.00", on, supplier="Propre SRL")
    making.bill("999.00", on, supplier="Somebody else")
    [cleaning, lift] = making.of_year().rows
    assert (lift.cost, lift.before) == (Decimal("260.50"), Decimal("100.00"))
    assert (lift.over_agreed, lift.over_before) == (
        *(Decimal("10.50"), Decimal("160.50")),
    )
    assert (cleaning.cost, cleaning.before, cleaning.over_agreed) == (
        *(Decimal("10.00"), Decimal("0.00"), None),
    )
    assert (cleaning.over_before, cleaning.under_before) == (None, None)
    found = making.of_year()
    assert (found.cost, found.before) == (Decimal("270.50"), Decimal("100.00"))


def test_works_and_withdrawals_are_no_cost_of_a_contract(a_year):
    _before, on = a_year
    making.supply()
    making.bill("100.00", on, from_reserve=True)
    making.bill("500.00", on, code="671", works=works("Lift"))
    [row] = making.of_year().rows
    assert row.cost == Decimal("100.00")


def test_two_contracts_with_a_supplier_share_his_cost(a_year):
    _before, on = a_year
    making.supply()
    making.supply("Alarm in the lift")
    making.bill("200.00", on)
    found = making.of_year()
    assert [row.is_shared for row in found.rows] == [True, True]
    assert [row.cost for row in found.rows] == [Decimal("200.00")] * 2
    assert [row.over_agreed for row in found.rows] == [None, None]
    assert found.cost == Decimal("200.00")


def test_a_year_of_its_own_length(acacias):
    building = cast.building()
    building.fiscal_year_start = 7
    assert spans_of_year(2023, building).year == (date(2023, 7, 1), date(2024, 7, 1))
    FiscalYear.objects.all().delete()
    opened = FiscalYear(year=2024, since=date(2024, 3, 1), until=date(2025, 12, 1))
    opened.save()
    found = spans_of_year(2024, building)
    assert found.year == (date(2024, 3, 1), date(2025, 12, 1))
    assert found.before == (date(2023, 7, 1), date(2024, 3, 1))
    # The long year holds July 2025: none begins in that calendar year but in December.
    assert spans_of_year(2025, building) is None
    assert making.of_year(1900) is None


# Evaluation


def test_contracts_are_evaluated_and_evaluated_otherwise(acacias):
    lift, garden = making.supply(), making.supply("Garden")
    making.evaluate(lift)
    assert making.of_year().missing == [garden]
    making.evaluate(lift)
    making.evaluate(lift, garden, said=POOR)
    found = making.of_year()
    assert [row.review.remarks for row in found.rows] == ["Never came."] * 2
    assert found.missing == []
    # What changes nothing is no event.
    assert actions()[2:] == ["contracts.reviewed"] * 2


def test_only_contracts_of_the_year_are_evaluated(acacias):
    later = making.supply(since=days(0))
    with pytest.raises(errors.NotOfTheYear):
        making.evaluate(later)
    with pytest.raises(errors.NotOfTheYear):
        making.evaluate(later, number=1900)
    assert ContractsEvaluation.objects.count() == 0


def test_the_report_lists_every_contract_of_a_year_that_is_over(acacias):
    with pytest.raises(errors.ReviewsMissing):
        making.report()
    lift, garden = making.supply(), making.supply("Garden")
    making.evaluate(lift)
    with pytest.raises(errors.ReviewsMissing):
        making.report()
    making.evaluate(garden)
    now = making.year() + 1
    making.evaluate(number=now)
    with pytest.raises(errors.YearNotOver):
        making.report(now)
    with pytest.raises(errors.ReviewsMissing):
        making.report(1900)


@pytest.fixture
def reported(acacias):
    lift = making.supply()
    making.evaluate()
    making.report()
    return lift


def test_a_report_in_every_language(reported):
    found = making.of_year()
    assert found.is_reported
    assert [one.language for one in found.documents] == ["nl", "fr"]
    kept = LibraryDocument.objects.get(pk=found.documents[1].document_id)
    assert (kept.category, kept.audience) == ("contracts", "owners")
    assert kept.dated_on == today()
    assert kept.versions.get().file.name == (
        f"acacias-contracts-{making.year()}-fr.pdf"
    )


def test_nothing_changes_once_it_is_reported(reported):
    with pytest.raises(errors.EvaluationReported):
        making.evaluate(said=POOR)
    with pytest.raises(errors.EvaluationReported):
        making.report()
    change = "UPDATE governance_contractreview SET remarks = 'x'"
    with pytest.raises(Error, match="frozen"), transaction.atomic():
        connection.cursor().execute(change)
    assert ContractReview.objects.get().remarks == making.GOOD.remarks


def test_the_report_is_attached_to_the_agenda(reported):
    with pytest.raises(errors.NoPointToCome):
        reviews.attach_report(making.year(), by=None)
    item = making.agenda()
    assert reviews.attach_report(making.year(), by=None) == item
    assert item.documents.count() == 2
    # Once more changes nothing.
    reviews.attach_report(making.year(), by=None)
    assert item.documents.count() == 2


def test_what_is_not_reported_is_not_attached(acacias):
    making.supply()
    making.evaluate()
    making.agenda()
    with pytest.raises(errors.NotReported):
        reviews.attach_report(making.year(), by=None)


def test_the_point_is_that_of_the_next_draft(acacias):
    assert coming_point(making.year()) is None
    later = making.agenda()
    sooner = factories.draft(starts_at=timezone.now() + timedelta(days=9))
    item = factories.point(sooner, "Contracts", subject="contracts-evaluation")
    assert coming_point(making.year()) == item
    factories.convened(assembly=sooner)
    assert coming_point(making.year()) == later


def test_another_building_sees_none_of_it(reported):
    with enter(cast.tenant(cast.BELLEVUE).pk, by=None):
        assert making.kept() == []
        assert Building.objects.get().name != "Les Acacias"
    assert SupplyContract.objects.count() == 1
