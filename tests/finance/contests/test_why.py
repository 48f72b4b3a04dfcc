"""Why do I pay this? From each line, two clicks to what stands behind it."""

from datetime import date

from django.urls import reverse

from finance.models import Call, CallItem, Works
from finance.services import issue_call
from tests import cast
from tests.finance import factories
from tests.finance.budgets import books as budgets
from tests.finance.charge_statements import books
from tests.finance.contests import making
from tests.finance.pages import url
from tests.finance.reminders.pages import inside, text


def links(page):
    return page.content.decode()


def test_a_line_of_a_call_names_its_budget_and_decision(sign_in, db):
    with inside():
        budget = budgets.adopted()
        draft = factories.draft()
        Call.objects.filter(pk=draft.pk).update(budget=budget, instalment=9)
        call = issue_call(draft, by=None)
        line = making.call_line(call=call)
        entry = Call.objects.get(pk=call.pk).entry
    omar = sign_in("omar")
    for address in (url("document", line.document.uuid), url("call", call.uuid)):
        page = omar.get(address)
        assert f"{budget.title} {budget.decision}, " in text(page)
        assert url("budget", budget.uuid) in links(page)
    page = omar.get(url("document", line.document.uuid))
    assert url("books-entry", entry.uuid) in links(page)
    with inside():
        key = line.item.key
    assert reverse("buildings:key", args=[cast.ACACIAS, key.uuid]) in links(page)


def test_a_line_for_works_names_their_decision(sign_in, db):
    with inside():
        works = Works.objects.create(
            title="Roof", decision="Assembly, item 7", decided_on=date(2025, 5, 6)
        )
        draft = factories.draft(factories.item("100.00", purpose="works"))
        CallItem.objects.filter(call=draft).update(works=works)
    preview = sign_in("sophie").get(url("call-part", draft.uuid, _holding("H1")))
    assert "Roof Assembly, item 7, 06/05/2025" in text(preview)
    with inside():
        line = making.call_line(call=issue_call(draft, by=None))
    page = sign_in("omar").get(url("document", line.document.uuid))
    assert "Roof Assembly, item 7, 06/05/2025" in text(page)
    assert url("works-one", works.uuid) in links(page)


def _holding(code):
    with inside():
        return cast.holding(code).uuid


def test_a_line_without_a_decision_says_so(sign_in, db):
    with inside():
        line = making.call_line()
    page = text(sign_in("omar").get(url("document", line.document.uuid)))
    assert "The call names no budget and no decision" in page


def test_a_cost_leads_to_its_key_entry_and_budget(sign_in, db):
    with inside():
        budget = budgets.adopted(
            budgets.line("900.00", account=books.CLEANING),
            budgets.line("300.00", account=books.CLEANING),
            year=budgets.open_year(2025),
        )
        cost = books.cost("1000.00")
        other = books.cost("7.00", account=books.INSURANCE, label="Insurance")
        document = books.posted().documents.get(holding__code="H1")
    page = sign_in("omar").get(url("charge-document", document.uuid))
    assert url("budget", budget.uuid) in links(page)
    assert "Budget , €1,200.00 for this account (General assembly, item 8, " in text(
        page
    )
    for one in (cost, other):
        assert url("books-entry", one.entry.uuid) in links(page)
    assert "None is named, and no budget has an amount for this account." in text(page)
    assert reverse("buildings:key", args=[cast.ACACIAS, cost.key.uuid]) in links(page)
