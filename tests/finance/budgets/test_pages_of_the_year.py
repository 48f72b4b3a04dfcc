"""A budget in its year: followed, the reserve, files, settings of the books."""

from datetime import date
from decimal import Decimal

from finance.models import BookSettings, Call
from finance.services.instalments import make_instalments
from tests.buildings.pages import costs, inside, rows_of, said
from tests.finance import factories
from tests.finance.budgets.books import (
    FIRE,
    HEATING,
    RESERVE,
    adopt,
    adopted,
    draft,
    line,
    open_year,
    spend,
    this_year,
)
from tests.finance.pages import url


def words(page):
    return page.content.decode()


# Follow-up


def test_over_budget_is_said_in_words(sign_in):
    with inside():
        budget = adopted(line("100.00"), line("70.00", account=HEATING))
        spend("130.50")
        spend("40.00", account="6130000")
    page = sign_in("omar").get(url("budget-follow-up", budget.uuid))
    text = words(page)
    assert "Fire insurance: €30.50 over budget." in text
    assert "Fees of the syndic: €40.00 that the budget does not foresee." in text
    assert text.count('role="img"') == 2
    names = ("Over budget", "Not budgeted", "Within budget")
    assert [text.count(f">{name}<") for name in names] == [1, 1, 1]


def test_files(sign_in):
    with inside():
        budget = adopted(line("100.00"))
    client = sign_in("omar")
    assert rows_of(client.get(url("budgets-table", "csv")))[1][:3] == [
        str(this_year()),
        "Budget",
        "In force",
    ]
    assert rows_of(client.get(url("budget-table", budget.uuid, "csv")))[1] == [
        "Current costs",
        FIRE,
        "Fire insurance",
        FIRE,
        "Shares of the deed",
        "100.00",
    ]
    found = rows_of(client.get(url("budget-follow-up-table", budget.uuid, "csv")))
    assert found[1][:5] == [FIRE, "Fire insurance", "100.00", "0.00", "100.00"]
    pdf = client.get(url("budget-follow-up-file", budget.uuid))
    assert (pdf["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")


def test_the_files_say_what_drafts_and_replaced_budgets_are(sign_in):
    with inside():
        draft(title="A"), adopted(title="B"), adopted(title="C")
    found = rows_of(sign_in("sophie").get(url("budgets-table", "csv")))
    assert [row[1:3] for row in found[1:]] == [
        ["C", "In force"],
        ["B", "Replaced"],
        ["A", "Draft"],
    ]


# Reserve


def test_the_reserve_of_another_year(sign_in):
    with inside():
        open_year(2024), open_year(2025)
    client = sign_in("omar")
    page = client.get(url("reserve"), {"year": "2024"})
    assert page.context["year"].year == 2024
    assert "?year=2025" in words(page)
    for wrong in ("2019", "x", "99999"):
        assert client.get(url("reserve"), {"year": wrong}).status_code == 404


def test_what_is_prepared_for_the_reserve_is_said(sign_in):
    with inside():
        spend("20000.00", on=date(this_year() - 1, 6, 1))
        adopted(line("1000.00"), line("1000.00", account=RESERVE))
    client = sign_in("omar")
    missing = "€1,000.00 must still be called for the reserve fund this year"
    assert f"{missing}." in words(client.get(url("reserve")))
    for amount, said_so in (("999.99", "warn"), ("0.01", "info")):
        with inside():
            factories.draft(factories.item(amount, purpose="reserve"), due_in=0)
        page = client.get(url("reserve"))
        asked = page.context["found"].prepared
        text = f"{missing}; drafts of calls ask for €{asked:,}."
        assert text in words(page)
        assert page.context["found"].is_prepared is (said_so == "info")
        assert f'class="note {said_so}"' in words(page)
    assert asked == Decimal("1000.00")


def test_nothing_is_said_of_a_year_that_the_books_do_not_hold(sign_in):
    with inside():
        budget = draft()
    client = sign_in("sophie")
    compare = "the books have no costs of that year: compare it with its accounts."
    assert compare in words(client.get(url("budget", budget.uuid)))
    page = words(client.get(url("reserve")))
    assert "5.00 % of the ordinary charges in the accounts of that year." in page
    assert ("not in the books" in page, "Enough was called" in page) == (True, False)


def test_an_account_has_its_code_and_its_name(sign_in):
    with inside():
        budget = adopted(line("100.00", label="Fire insurance"))
    text = " ".join(words(sign_in("omar").get(url("budget", budget.uuid))).split())
    assert f"<td> {FIRE} Fire insurance </td>" in text


def test_the_reserve_without_a_year(sign_in):
    page = sign_in("omar").get(url("reserve"))
    assert "No fiscal year is open yet" in words(page)


# Settings


def test_the_settings_of_the_books(sign_in):
    client = sign_in("sophie")
    page = client.get(url("book-settings"))
    assert page.context["form"].initial["call_months"] == 3
    sent = {"call_months": 1, "statement_months": 12, "two_people": "on"}
    page = client.post(url("book-settings"), sent, follow=True)
    assert said(page) == ["The settings of the books are saved."]
    with inside():
        kept = BookSettings.objects.get()
        assert (kept.call_months, kept.two_people, kept.simple_view) == (1, True, None)
    page = client.get(url("budget-new"))
    assert page.context["form"].initial["call_months"] == 1


# Statements


def test_pages_need_few_statements_whatever_the_rows(sign_in):
    def fill(number):
        for _one in range(number):
            budget = draft(*[line("10.00"), line("20.00", account=HEATING)] * number)
            adopt(budget)
        spend("5.00")
        return budget

    counted = []
    for number in (1, 3):
        with inside():
            budget = fill(number)
            make_instalments(
                budget,
                first=1,
                works=False,
                replacing=Call.objects.values_list("uuid", flat=True),
                by=None,
            )
        pages = [url("budgets"), url("reserve"), url("book-settings")]
        names = ["budget", "budget-follow-up", "budget-instalments"]
        pages += [url(name, budget.uuid) for name in names]
        pages += [url("budget-instalments-make", budget.uuid)]
        counted.append([cost for _page, cost in costs(sign_in, {"sophie": pages})])
    assert counted[0] == counted[1]
    assert max(counted[0]) <= 12
