"""The payer of a payment, typed with the help of a list."""

from uuid import uuid4

import pytest
from django.utils import timezone

from buildings import services as buildings
from buildings.queries import named_holdings
from finance.forms import PaymentForm
from tests import cast

NOBODY = "“%s” is not in the list: choose one of its lines."


def form(payer=""):
    """Return the form as it is sent, looked through."""
    holdings = named_holdings().select_related("party")
    found = PaymentForm(
        {
            "uuid": uuid4(),
            "holding": payer,
            "amount": "10",
            "date": timezone.localdate(),
            "bank_account": "551",
        },
        holdings=holdings,
    )
    found.full_clean()
    return found


@pytest.mark.parametrize(
    "typed",
    ["Omar Haddad (H1) · A, K", "omar haddad", "H1", "A", "k"],
)
def test_the_payer_is_named_by_his_line_his_name_his_code_or_a_lot(acacias, typed):
    found = form(typed)
    assert found.errors == {}
    assert found.cleaned_data["holding"] == cast.holding("H1")


def test_a_program_names_the_payer_by_his_uuid(acacias):
    found = form(str(cast.holding("H3").uuid))
    assert found.errors == {}
    assert found.cleaned_data["holding"] == cast.holding("H3")


@pytest.mark.parametrize("typed", ["Omar", "Z9"])
def test_whoever_is_not_in_the_list_is_refused(acacias, typed):
    assert form(typed).errors == {"holding": [NOBODY % typed]}


def test_two_holders_of_one_name_are_told_apart_by_their_code(acacias):
    owner = cast.holding("H1").members.get().owner
    buildings.create_holding(
        code="H9", members=[buildings.Member(owner, full=1)], by=None
    )
    assert form("Omar Haddad").errors == {
        "holding": ["Several lines are called “Omar Haddad”: add the code."]
    }
    assert form("Omar Haddad (H9)").cleaned_data["holding"].code == "H9"


def test_a_lot_names_whoever_has_it_today(acacias):
    owner = cast.holding("H2").members.get().owner
    buyer = buildings.create_holding(
        code="A", members=[buildings.Member(owner, full=1)], by=None
    )
    today = timezone.localdate()
    buildings.hand_over_lot(cast.lot("A"), holding=buyer, since=today, by=None)
    assert form("A").cleaned_data["holding"] == buyer


def test_the_list_offers_everybody_once(acacias):
    labels = form().fields["holding"].choices.labels
    assert labels == [
        "Omar Haddad (H1) · A, K",
        "Clara Élise (H2) · B",
        "Jean Moreau & Fatima El Idrissi (H3) · C",
    ]
