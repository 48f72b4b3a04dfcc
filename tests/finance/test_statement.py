"""The statement of account is the ledger: it ends where the balance of the account is."""

from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from random import Random

import pytest
from django.utils import timezone
from pypdf import PdfReader

from buildings.models import Mandate
from finance import services
from finance.fiscal_year import first_day_of_year
from finance.models import Call, Payment
from finance.queries import balances
from finance.queries.statement import statements_of
from koprogo.tenancy import enter
from tests import cast
from tests.buildings.mailbox import words_of
from tests.buildings.pages import rows_of
from tests.finance import letters
from tests.finance.factories import issued, item, opened, payment
from tests.finance.pages import url

TODAY = timezone.localdate
HOLDINGS = ("H1", "H2", "H3")


def day(ago):
    return TODAY() - timedelta(days=ago)


def statement(code, *, since=400, until=0):
    """The statement of a holding between so many days ago."""
    holding = cast.holding(code)
    [found] = statements_of([holding], since=day(since), until=day(until))
    return found


def lines(found):
    return [(one.text, one.debit, one.credit, one.balance) for one in found.movements]


def test_a_call_a_payment_and_their_mirrors(acacias):
    call = issued(title="Provision Q1")
    paid = payment("H1", "120.50", communication="thanks")
    services.reverse_payment(paid, by=None)
    payment("H1", "10.00")
    services.cancel_call(call, by=None)
    found = statement("H1")
    assert lines(found) == [
        ("Provision Q1", Decimal("500.00"), None, Decimal("500.00")),
        ("Payment – thanks", None, Decimal("120.50"), Decimal("379.50")),
        ("Payment reversed – thanks", Decimal("120.50"), None, Decimal("500.00")),
        ("Payment", None, Decimal("10.00"), Decimal("490.00")),
        ("Cancelled: Provision Q1", None, Decimal("500.00"), Decimal("-10.00")),
    ]
    assert (found.opening, found.closing) == (0, Decimal("-10.00"))
    assert (found.debit, found.credit) == (Decimal("620.50"), Decimal("630.50"))


def test_a_balance_brought_forward_and_taken_back(acacias):
    opening = opened(on=day(30), H1=("40.00", "10.00"), H2=("0", "0", "7.00"))
    assert lines(statement("H1")) == [("Balance brought forward", 50, None, 50)]
    assert lines(statement("H2")) == [("Balance brought forward", None, 7, -7)]
    services.reverse_opening(opening, by=None)
    assert lines(statement("H1"))[1:] == [
        ("Balance brought forward, taken back", None, 50, 0)
    ]


def test_a_transfer_between_the_two_accounts_of_a_holder_is_no_movement(acacias):
    payment("H1", "100.00")
    issued(item("150.00", purpose="reserve"))
    assert [one.text for one in statement("H1").movements] == [
        "Payment",
        "Provision Q1",
    ]
    assert statement("H1").closing == Decimal("-25.00")


def test_each_call_leads_to_the_document_of_the_holder(acacias):
    call = issued()
    payment("H3", "1.00")
    asked, paid = statement("H3").movements
    assert asked.document == call.documents.get(holding__code="H3").uuid
    assert paid.document is None
    assert asked.number == f"Calls for funds {call.entry.year}-{call.entry.number}"


def past_call(ago, amount="1000.00", title="Past"):
    call = services.draft_call(
        title=title,
        due_on=day(ago - 20),
        items=[item(amount)],
        by=None,
    )
    return services.issue_call(call, by=None, on=day(ago))


@pytest.mark.parametrize(
    ("since", "until", "opening", "texts"),
    [
        (40, 0, 0, ["Past", "Payment"]),
        (30, 10, 0, ["Past", "Payment"]),
        (29, 10, 500, ["Payment"]),
        (29, 11, 500, []),
        (9, 0, 400, []),
        (60, 31, 0, []),
    ],
)
def test_both_days_of_a_period_belong_to_it(acacias, since, until, opening, texts):
    past_call(30)
    payment("H1", "100.00", date=day(10))
    found = statement("H1", since=since, until=until)
    assert (found.opening, [one.text for one in found.movements]) == (opening, texts)


def test_nothing_at_all(acacias):
    found = statement("H2")
    assert (found.opening, lines(found), found.closing) == (0, [], 0)
    assert (found.debit, found.credit) == (0, 0)


def live(random):
    """Let things happen, in the order of their days, some of them undone."""
    for ago in range(60, 0, -random.randint(4, 9)):
        if random.random() < 0.5:
            past_call(ago, f"{random.randint(1, 999)}.{random.randint(10, 99)}")
        else:
            payment(
                random.choice(HOLDINGS),
                f"{random.randint(1, 400)}.{random.randint(10, 99)}",
                date=day(ago),
            )
    for call in Call.objects.standing():
        if random.random() < 0.3:
            services.cancel_call(call, by=None)
    for paid in Payment.objects.standing().select_related("entry"):
        if random.random() < 0.3:
            services.reverse_payment(paid, by=None)


@pytest.mark.parametrize("seed", range(8))
def test_it_ends_at_the_balance_and_joins_the_next_one(acacias, seed):
    """Whatever happened, and wherever a period is cut in two."""
    random = Random(seed)
    if seed % 2:
        opened(on=day(70), H1="33.33", H2=("0", "0", "12.34"))
    live(random)
    holdings = [cast.holding(code) for code in HOLDINGS]
    owed = balances(holdings)
    whole = statements_of(holdings, since=day(400), until=TODAY())
    assert {found.holding.pk: found.closing for found in whole} == owed
    for cut in random.sample(range(75), 6):
        before = statements_of(holdings, since=day(400), until=day(cut))
        after = statements_of(holdings, since=day(cut - 1), until=TODAY())
        for found, first, second in zip(whole, before, after, strict=True):
            assert first.closing == second.opening
            assert lines(first) + lines(second) == lines(found)
            assert first.opening + first.debit - first.credit == first.closing


@pytest.mark.parametrize(
    ("on", "first"),
    [
        (date(2026, 6, 30), date(2025, 7, 1)),
        (date(2026, 7, 1), date(2026, 7, 1)),
    ],
)
def test_the_fiscal_year_of_a_day(on, first):
    assert first_day_of_year(on, first_month=7) == first


# Pages


@pytest.fixture
def past(db):
    with enter(cast.tenant().pk, by=None):
        letters.furnish()
        call = past_call(30)
        payment("H1", "100.00", date=day(10), communication="from Omar")
        payment("H2", "50.00", date=day(10), communication="from Clara")
        return {
            "call": call,
            "H1": cast.holding("H1").uuid,
            "H2": cast.holding("H2").uuid,
            "month": f"?since={day(40)}&until={TODAY()}",
        }


def test_ones_own_statement_and_nobody_elses(sign_in, past):
    page = sign_in("omar").get(url("statement") + past["month"]).content.decode()
    assert "from Omar" in page
    assert "€400.00" in page
    assert "from Clara" not in page
    assert "Clara" not in page


def test_the_statement_of_a_holder(sign_in, past):
    address = url("holder-statement", past["H2"]) + past["month"]
    page = sign_in("axel").get(address).content.decode()
    assert "from Clara" in page
    assert "from Omar" not in page
    with enter(cast.tenant(cast.BELLEVUE).pk, by=None):
        foreign = cast.holding("H1").uuid
    for name in ("statement", "statement-file"):
        assert sign_in("axel").get(url(f"holder-{name}", foreign)).status_code == 404


@pytest.mark.parametrize(
    ("query", "errors"),
    [
        ("?since=2026-05-01&until=2026-04-30", ["until"]),
        ("?since=yesterday", ["since"]),
        ("?since=2026-05-01&until=2026-05-01", []),
        ("", []),
    ],
)
def test_a_period_that_makes_no_sense(sign_in, past, query, errors):
    page = sign_in("omar").get(url("statement") + query)
    assert list(page.context["form"].errors) == errors
    [found] = page.context["statements"]
    if errors or not query:
        january = TODAY().replace(month=1, day=1)
        assert (found.since, found.until) == (january, TODAY())
    else:
        assert found.since == found.until == date(2026, 5, 1)


def test_the_pdf(sign_in, past):
    answer = sign_in("omar").get(url("statement-file") + past["month"])
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == (
        f'attachment; filename="acacias-statement-{day(40)}-{TODAY()}.pdf"'
    )
    assert len(PdfReader(BytesIO(answer.content)).pages) == 1
    words = words_of(answer.content)
    for expected in (
        "Statement of account",
        "Lambert Syndic",
        "Les Acacias",
        "0833.576.428",
        "Omar Haddad",
        "Payment – from Omar",
        "€400.00",
    ):
        assert expected in words
    assert "Clara" not in words


def test_the_pdf_without_a_syndic(sign_in, past):
    Mandate.objects.filter(tenant__slug=cast.ACACIAS).delete()
    words = words_of(sign_in("clara").get(url("statement-file")).content)
    assert "Les Acacias" in words
    assert "Lambert" not in words


def test_the_table(sign_in, past):
    for name, args in (("statement", ()), ("holder-statement", (past["H1"],))):
        who = "sophie" if args else "omar"
        answer = sign_in(who).get(url(f"{name}-table", *args, "csv") + past["month"])
        rows = rows_of(answer)
        entry = past["call"].entry
        assert [row[:4] for row in rows[1:]] == [
            ["H1", str(day(40)), "", "Balance before"],
            ["H1", str(day(30)), f"Calls for funds {entry.year}-1", "Past"],
            ["H1", str(day(10)), rows[3][2], "Payment – from Omar"],
            ["H1", str(TODAY()), "", "Balance after"],
        ]
        assert [row[4:] for row in rows[1:]] == [
            ["", "", "0.00"],
            ["500.00", "", "500.00"],
            ["", "100.00", "400.00"],
            ["", "", "400.00"],
        ]


def test_somebody_without_a_lot(sign_in, acacias):
    cast.holding("H1").members.all().delete()
    cast.holding("H1").ownerships.all().delete()
    client = sign_in("omar")
    page = client.get(url("statement"))
    assert page.context["statements"] == []
    assert "You have no lot in this building." in page.content.decode()
    assert client.get(url("statement-file")).status_code == 404
    cast.holding("H1").delete()
