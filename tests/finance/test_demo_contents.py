"""What `make demo` shows, after the worker has done what was left to it."""

from collections import Counter
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from buildings.access import buildings_of
from buildings.library import search
from buildings.mailings import letter_state
from buildings.models import (
    Firm,
    Holding,
    Invitation,
    KeyVersion,
    LibraryDocument,
    LibraryVersion,
    Lot,
    Owner,
    Summary,
    Supplier,
)
from finance import demo
from finance.models import Call, CallLetter, Payment
from finance.queries import arrears, balances
from finance.queries.opening import entry_lines, standing_opening
from koprogo.accounts.models import User
from koprogo.audit.models import AuditSeal
from koprogo.notifications.models import Delivery
from tests.finance.demos import (
    BELLEVUE,
    PARKZICHT,
    SLUGS,
    TILLEULS,
    inside,
    is_sound,
)


def test_everybody_signs_in_and_finds_his_buildings(shown):
    found, strange = {}, {}
    for person in demo.sign_ins():
        client = Client()
        client.post(
            reverse("account_login"),
            {"login": person.email, "password": demo.PASSWORD},
        )
        user = User.objects.get(pk=client.session["_auth_user_id"])
        assert user.email == person.email
        mine = {slug for slug, _name, _roles in buildings_of(user)}
        found[person.part] = sorted(mine)
        strange[person.part] = {
            client.get(reverse("buildings:home", args=[slug])).status_code
            for slug in set(SLUGS) - mine
        }
    assert found == {
        "Syndic": [BELLEVUE, PARKZICHT],
        "Syndic's assistant": [BELLEVUE, PARKZICHT],
        "Syndic's accountant": [BELLEVUE, PARKZICHT],
        "Co-owner in two buildings": [TILLEULS, BELLEVUE],
        "Council member and co-owner": [BELLEVUE],
        "Auditor of the accounts": [BELLEVUE],
        "Occupant": [BELLEVUE],
        "Syndic of another firm": [TILLEULS],
        "Co-owner at a meeting": [PARKZICHT],
        "Board member of the ASBL": [],
        "Second board member of the ASBL": [],
        "Treasurer of the ASBL": [],
        "Member of the ASBL": [],
        "Lawyer of the solidarity committee": [],
        "Social worker of the solidarity committee": [],
        "Newcomer": [BELLEVUE],
        "Founder of a place for neighbours": ["lindehof"],
    }
    assert strange == {part: {404} for part in found}
    assert Firm.objects.count() == 2


def test_there_is_something_of_everything(shown):
    today = timezone.localdate()
    with inside(BELLEVUE):
        assert arrears(on=today) > 0
        assert min(balances(Holding.objects.all()).values()) < 0
        assert Call.objects.drafts().count() == 1
        assert Call.objects.filter(entry__mirror__isnull=False).count() == 1
        assert Payment.objects.filter(entry__mirror__isnull=False).count() == 1
        assert Call.objects.standing().filter(due_on__gt=today).exists()
        assert KeyVersion.objects.filter(valid_from__isnull=False).count() == 1
        assert Holding.objects.filter(representative=None).count() == 1
        owners = Owner.objects.all()
        assert {owner.language for owner in owners} == {"nl", "fr", "de", "en"}
        assert {owner.country for owner in owners} > {"BE", "FR", "LU"}


def test_the_two_firms_have_their_letterheads(shown):
    assert list(Firm.objects.order_by("pk").values_list("name", "logo", "website")) == [
        ("Syndic Lambert", 1, "https://lambert.example"),
        ("Gestion Delvaux", None, "https://delvaux.example"),
    ]


def test_two_in_five_agreed_to_letters_by_email(shown):
    with inside(BELLEVUE):
        agreed = Owner.objects.filter(consents__withdrawn_on=None).exclude(
            consents=None
        )
        sources = Counter(agreed.values_list("consents__source", flat=True))
        wish = Owner.objects.filter(channel=Owner.Channel.EMAIL)
        assert (Owner.objects.count(), sources) == (119, {"online": 8, "paper": 41})
        assert wish.filter(consents=None).count() == 6
        assert agreed.exclude(channel=Owner.Channel.EMAIL).count() == 0


def test_some_invitations_were_answered(shown):
    now = timezone.now()
    with inside(BELLEVUE):
        invitations = Invitation.objects.all()
        states = Counter((row.channel, row.state(now)) for row in invitations)
        assert Owner.objects.exclude(user=None).count() == 8
        sent = Delivery.objects.filter(state=Delivery.State.SENT)
        assert sent.filter(event__startswith="invitation").count() == 14
    assert states == {
        ("email", "accepted"): 9,
        ("email", "open"): 3,
        ("email", "expired"): 2,
        ("paper", "open"): 1,
    }


def test_the_library_has_something_for_everybody(shown):
    with inside(BELLEVUE):
        documents = LibraryDocument.objects.all()
        assert Counter(documents.values_list("audience", flat=True)) == {
            "everybody": 3,
            "owners": 16,
            "council": 3,
            "office": 1,
        }
        withdrawn = documents.exclude(withdrawn_at=None).values_list(
            "audience", "title"
        )
        assert list(withdrawn) == [("everybody", "Avis : porte des garages en panne")]
        versions = LibraryVersion.objects.select_related("document")
        found = search(versions, ["trottinettes"])
        assert [(str(row.document), row.number) for row in found] == [
            ("Règlement d’ordre intérieur", 3)
        ]
        assert versions.filter(text="").count() == 0


def test_the_letters_of_the_small_building_are_on_their_way(shown):
    with inside(TILLEULS):
        call = Call.objects.get(title="Remplacement des gouttières")
        state = letter_state(call)
    assert (state.documents, state.made, state.unsent) == (7, 7, 0)
    assert (state.emails_sent, state.emails_failed, state.emails_waiting) == (2, 1, 0)
    assert (state.posted, state.post_waiting) == (2, 2)


def test_the_letters_of_the_large_building_are_left_to_the_visitor(shown):
    with inside(BELLEVUE):
        assert CallLetter.objects.count() == 0


def test_the_building_with_a_past_began_with_its_balances(shown):
    with inside(PARKZICHT):
        opening = standing_opening()
        assert list(
            opening.balances.order_by("holding__code").values_list(
                "holding__code", "working", "reserve", "credit"
            )
        ) == [
            ("lambrechts-rosa", 0, 0, Decimal("150.00")),
            ("poncelet-alain", Decimal("812.40"), Decimal("138.60"), 0),
            ("segers-filip", Decimal("96.15"), 0, 0),
        ]
        totals, suppliers = entry_lines(opening.entry)
        assert sum(total.debit for total in totals) == Decimal("31847.60")
        assert suppliers == [
            ("Liften Brabo BV", Decimal("611.05")),
            ("Schoonmaak Zenne BV", Decimal("347.95")),
        ]


def test_every_building_has_suppliers_a_seal_and_fresh_figures(shown):
    found = {}
    for slug in SLUGS:
        with inside(slug):
            row = Summary.objects.get(tenant__slug=slug)
            assert row.overdue == arrears(on=timezone.localdate())
            found[slug] = Supplier.objects.count(), AuditSeal.objects.count(), row.lots
    assert found == {
        BELLEVUE: (12, 1, 182),
        PARKZICHT: (6, 1, 22),
        TILLEULS: (3, 1, 12),
    }


def test_two_buildings_show_their_syndic_to_everybody(shown):
    pages = {
        slug: Client().get(reverse("buildings:public-syndic", args=[slug])).status_code
        for slug in SLUGS
    }
    assert pages == {BELLEVUE: 200, PARKZICHT: 404, TILLEULS: 200}


def test_the_successor_of_the_cancelled_call_asks_the_same_of_fewer(shown):
    with inside(BELLEVUE):
        wrong, right = Call.objects.filter(title__contains="porte").order_by("date")
        assert (wrong.is_cancelled, right.is_cancelled) == (True, False)
        assert right.documents.count() < wrong.documents.count()


def test_a_flat_and_its_cellar_changed_hands(shown):
    with inside(BELLEVUE):
        sold = Lot.objects.get(code="A51")
        for lot in (sold, *sold.annexes.all()):
            before, after = lot.ownerships.select_related("holding")
            assert (before.holding.code, after.holding.code) == (
                "marchal-robert",
                "noel-amelie",
            )
            assert before.until == after.since


@pytest.mark.parametrize("slug", SLUGS)
def test_every_building_is_complete_and_its_books_are_sound(shown, slug):
    assert is_sound(slug, on=timezone.localdate()) == (True, [])


# Pages of the large building


@pytest.mark.parametrize(
    ("app", "name"),
    [
        *(("buildings", name) for name in ("home", "lots", "owners", "keys")),
        *(("finance", name) for name in ("calls", "accounts", "payments")),
        ("finance", "payment-new"),
    ],
)
def test_a_page_takes_few_statements(shown, app, name):
    # The overview also asks for the next assembly, what of assemblies waits, and who
    # typed the code of the hall.
    most = 14 if name == "home" else 12
    assert statements(reverse(f"{app}:{name}", args=[BELLEVUE])) <= most


def statements(address):
    """Return how many statements a page costs the syndic, without those that open it."""
    client = Client()
    client.force_login(User.objects.get(email="sophie@lambert.example"))
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    opening = ("BEGIN", "COMMIT", "SET TRANSACTION", "SELECT set_config(")
    sent = [query["sql"] for query in captured.captured_queries]
    return len([sql for sql in sent if not sql.startswith(opening)])
