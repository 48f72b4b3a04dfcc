"""The information for the notary: from the books, on paper, handed over by a link."""

import re
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.utils import timezone
from pypdf import PdfReader

from buildings.models import LibraryDocument, Mandate
from buildings.services.library import withdraw_document
from finance import services
from finance.errors.sales import (
    AlreadySent,
    DocumentNotMade,
    LinkClosed,
    NoNotaryAddress,
)
from finance.exports.sales import Known
from finance.models import AccountCharge, GuestLink, SaleDocument, Works
from finance.opening import Balances, OwnerBalance
from finance.queries.sales import files_of, information_of, links_of
from finance.queries.sales.papers import papers_of
from finance.services.charges import ChargeDraft, charge_accounts
from finance.services.sale_links import revoke_link, share_sale
from finance.services.sales import change_sale
from koprogo.audit.models import AuditEvent
from koprogo.documents import services as documents
from koprogo.ledger import services as ledger
from koprogo.notifications.models import Delivery
from tests import cast
from tests.buildings.documents import library_document
from tests.buildings.mailbox import delivered, words_of
from tests.finance import letters
from tests.finance.charge_statements.books import cost, posted
from tests.finance.factories import issued, item, late
from tests.finance.sales.making import (
    ORIGIN,
    days_ago,
    handed_over,
    made,
    planned,
    requested,
    started,
    today,
)

LINK = re.compile(r"https://koprogo\.example/guest/([\w-]{43})/\?lang=(\w\w)")


def furnished(ago=400):
    """Books with both funds, arrears of the seller with interest, and a call to come."""
    letters.furnish()
    services.open_balances(
        Balances(
            {"551": Decimal("900.01"), "550": Decimal("5000"), "160": Decimal("-5000")}
            | {"100": Decimal("-1000.01")},
            (OwnerBalance(cast.holding("H1"), working=Decimal("100.00")),),
        ),
        date=days_ago(ago),
        by=None,
    )
    late("1000.00")
    issued(item("300.00", purpose="reserve", label="Reserve"), title="Q2", due_in=30)


def minutes(title, ago, **fields):
    found = library_document(title=title)
    LibraryDocument.objects.filter(pk=found.pk).update(
        **{"category": "minutes", "audience": "owners", "dated_on": days_ago(ago)}
        | fields
    )
    return found


def words(document):
    return words_of(documents.read(document.file))


def test_what_the_books_say(acacias):
    furnished()
    found = information_of(planned("A", "K", ago=-1), on=today())
    assert (found.shares, found.working_fund, found.part) == (
        500,
        Decimal("1000.01"),
        Decimal("500.01"),
    )
    # What was called for the reserve belongs to it.
    assert found.reserve_fund == Decimal("5300.00")
    assert [(one.title, one.open) for one in found.arrears.items] == [
        ("", Decimal("100.00")),
        ("Late", Decimal("500.00")),
    ]
    assert found.overdue == Decimal("600.00")
    assert found.recovery == 0
    assert found.interest > Decimal("4.00")
    assert found.account.balance == Decimal("750.00")
    assert found.credit == Decimal("-750.00")
    assert [one.amount for one in found.burdens.reserve] == [Decimal("150.00")]
    assert found.balance.closed is False
    assert (found.balance.total, found.balance.result) == (
        Decimal("7300.01"),
        Decimal("-1300.00"),
    )
    assert found.balance.income == Decimal("1300.00")


def test_costs_of_recovery_are_named(acacias):
    holding = cast.holding("H1")
    charge_accounts(
        [
            ChargeDraft(holding, kind, kind, days_ago(2), working=Decimal(amount))
            for kind, amount in (
                (AccountCharge.Kind.REMINDER, "15.00"),
                (AccountCharge.Kind.INTEREST, "4.50"),
                (AccountCharge.Kind.PRIVATE, "80.00"),
            )
        ],
        against=[ledger.credit("7441000", Decimal("99.50"))],
        date=days_ago(2),
        text="x",
        by=None,
        source="x",
    )
    found = information_of(started(), on=today())
    assert (found.overdue, found.recovery) == (Decimal("99.50"), Decimal("19.50"))


def test_a_statement_of_charges_has_the_last_day_of_its_period(acacias):
    cost("100.00")
    posted()
    papers = papers_of(started(), on=date(2026, 12, 31))
    assert [(one.title, one.on, one.file) for one in papers.statements] == [
        ("Charges 2025", date(2025, 12, 31), None)
    ]


def test_a_statement_without_a_letter_is_not_said_to_be_behind_the_link(
    acacias, sophie
):
    cost("100.00")
    posted()
    document = requested(started())
    text = words(made(document, Known.PROCEEDINGS, by=sophie))
    said = "Charges 2025 · The syndic sends it in a letter of his own."
    assert said in text


def test_who_owes_nothing_has_no_arrears(acacias):
    found = information_of(started(), on=today())
    assert (found.arrears, found.overdue, found.recovery, found.interest) == (
        None,
        0,
        0,
        0,
    )
    assert found.balance.lines == []


def test_the_balance_sheet_of_the_year_closed_last(acacias):
    year = days_ago(370).year
    services.open_balances(
        Balances({"551": Decimal("50.00"), "100": Decimal("-50.00")}),
        date=date(year, 1, 1),
        by=None,
    )
    book = ledger.open_year(since=date(year, 1, 1), until=date(year + 1, 1, 1), by=None)
    issued(item("10.00"))
    ledger.close_year(year=book.year, by=None)
    balance = information_of(started(), on=today()).balance
    assert (balance.on, balance.closed, balance.result) == (date(year, 12, 31), True, 0)
    assert [(one.account, one.amount) for one in balance.lines] == [
        ("100", Decimal("-50.00")),
        ("551", Decimal("50.00")),
    ]
    assert balance.total == Decimal("50.00")
    assert balance.lines[0].owed == Decimal("50.00")
    assert balance.income == 0


def test_the_document_of_paragraph_1(acacias, sophie):
    furnished()
    minutes("Assemblée 2025", 90)
    document = made(requested(planned("A", "K", ago=-1)), Known.PROCEEDINGS, by=sophie)
    assert document.file.name == f"3-94-1_a-k_{today()}.pdf"
    text = words(document)
    for expected in (
        "Information before the sale (art. 3.94 §1 of the Civil Code)",
        "Maître Dubois",
        "Rue du Notaire 1",
        "2026/117",
        "Omar Haddad",
        "0833.576.428",
        "Working fund of the association €1,000.01",
        "Part of lot A in the working fund €500.01",
        "Reserve fund of the association €5,300.00",
        "Overdue €600.00",
        "The account of the seller shows €750.00 to pay",
        "Contribution to the reserve fund",
        "None: stated by Sophie on",
        "Assemblée 2025",
        "None was posted in these books.",
        "No fiscal year was closed in these books yet",
    ):
        assert expected in text
    assert "Works under way" not in text
    assert AuditEvent.objects.latest("pk").data == {"paragraph": "1"}


def test_the_document_of_paragraph_2_brings_paragraph_1_up_to_date(acacias):
    furnished()
    Works.objects.create(title="Roof", decision="Item 7", decided_on=days_ago(20))
    text = words(made(requested(planned("A", ago=-1), "2"), Known.LITIGATION))
    for expected in (
        "Information before the deed (art. 3.94 §2 of the Civil Code)",
        "Q2 – Reserve",
        "Decided before the deed and payable later",
        "the buyer",
        "Roof",
        "Item 7",
        "None: stated by Lambert Syndic on",
        "The syndic tells them in a letter of his own.",
        "Arrears of the seller",
        "Working fund of the association €1,000.01",
    ):
        assert expected in text
    assert text.count("stated by") == 1


def test_a_credit_and_an_empty_building(acacias):
    """No firm, no funds, no papers: the document says so, and is made."""
    holding = cast.holding("H1")
    services.open_balances(
        Balances(
            {"551": Decimal("20.00")},
            (OwnerBalance(holding, credit=Decimal("20.00")),),
        ),
        date=days_ago(3),
        by=None,
    )
    sale = started(notary="", notary_address="", notary_reference="")
    Mandate.objects.all().delete()
    text = words(made(requested(sale)))
    assert "The account of the seller shows €20.00 in his favour" in text
    assert "Nothing is overdue." in text
    assert "The books hold none that is open." in text


@pytest.mark.parametrize("language", ["nl", "fr", "de", "en"])
def test_documents_are_tagged_and_speak_the_notarys_language(acacias, language):
    document = made(requested(started(language=language)))
    reader = PdfReader(BytesIO(documents.read(document.file)))
    assert reader.trailer["/Root"]["/Lang"] == language
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_made_anew_it_is_another_document(acacias):
    sale = started()
    first = made(requested(sale))
    issued(item("100.00"))
    second = made(first)
    assert (second.requested_on, second.due_on, second.paragraph) == (
        first.requested_on,
        first.due_on,
        first.paragraph,
    )
    assert first.file_id != second.file_id
    assert SaleDocument.objects.count() == 2


# Handed over


def test_the_notary_gets_a_link_in_his_language(acacias):
    letters.furnish()
    sale = started(language="en")
    document = handed_over(made(requested(sale)))
    assert document.sent_at is not None
    delivery = Delivery.objects.get()
    assert (delivery.secret, delivery.language) == (True, "en")
    [(recipient, message)] = delivered().items()
    assert "etude@dubois.example" in recipient
    assert message.reply_to == ["bureau@lambert.example"]
    assert "Les Acacias" in message.subject
    assert "2026/117" in message.body
    assert len(LINK.findall(message.body)) == 1
    # Once handed over, nobody knows the code any more.
    assert Delivery.objects.get().body == ""
    assert LINK.search(message.body)[1] not in GuestLink.objects.get().code_hash


def test_a_notary_without_a_name_or_a_firm_without_a_mandate(acacias):
    Mandate.objects.all().delete()
    share_sale(started(notary="", notary_reference=""), origin=ORIGIN, by=None)
    [message] = delivered().values()
    assert message.body.startswith("Dear Madam, dear Sir,")
    assert message.reply_to == []


def test_a_document_is_handed_over_once_when_it_is_made(acacias):
    sale = started()
    document = requested(sale)
    with pytest.raises(DocumentNotMade):
        handed_over(document)
    made(document)
    handed_over(document, by_email=False)
    assert Delivery.objects.count() == 0
    with pytest.raises(AlreadySent):
        handed_over(document)


def test_without_an_address_nothing_goes_by_e_mail(acacias):
    sale = change_sale(started(), by=None, notary_email="")
    document = made(requested(sale))
    with pytest.raises(NoNotaryAddress):
        handed_over(document)
    document.refresh_from_db()
    assert document.sent_at is None
    assert handed_over(document, by_email=False).sent_at is not None


def test_links_last_thirty_days_and_are_withdrawn_once(acacias):
    sale = started()
    first = share_sale(sale, origin=ORIGIN, by=None)
    second = share_sale(sale, origin=ORIGIN, by=None)
    assert list(links_of(sale)) == [second, first]
    rest = first.expires_at - timezone.now()
    assert timedelta(days=29) < rest <= timedelta(days=30)
    revoke_link(first, sale=sale, by=None)
    with pytest.raises(LinkClosed):
        revoke_link(first, sale=sale, by=None)
    assert links_of(sale).filter(revoked_at=None).get() == second


# What the link opens


def test_papers_that_a_co_owner_may_read(acacias):
    sale = started()
    minutes("Old", 4 * 365)
    minutes("Assembly", 300)
    minutes("Council", 20, audience="council")
    withdraw_document(minutes("Withdrawn", 20), by=None)
    minutes("Undated", 0, dated_on=None)
    minutes("Accounts", 200, category="accounts")
    minutes("Old accounts", 3 * 365 - 5, category="accounts")
    minutes("Works", 20, category="works")
    # Nothing was handed over yet.
    assert files_of(sale, on=today()) == []
    handed_over(made(requested(sale)), by_email=False)
    assert [(one.shelf, one.title) for one in files_of(sale, on=today())] == [
        ("information", "Before the contract (art. 3.94 §1)"),
        ("minutes", "Assembly"),
        ("accounts", "Accounts"),
    ]
