"""How the building keeps its books."""

from datetime import date
from decimal import Decimal

from finance.forms.settings import BookSettingsForm
from finance.models import BookSettings
from finance.queries.settings import book_settings
from finance.services.settings import update_book_settings
from koprogo.audit.models import AuditEvent


def test_nothing_chosen_gives_the_defaults(acacias):
    chosen = book_settings()
    assert (chosen.call_months, chosen.statement_months, chosen.two_people) == (
        3,
        12,
        False,
    )
    assert BookSettings.objects.count() == 0


def test_choices_are_kept_and_what_changed_is_told(acacias, sophie):
    update_book_settings(call_months=1, interest_percent=Decimal("8.00"), by=sophie)
    update_book_settings(call_months=1, accepted_on=date(2020, 5, 1), by=sophie)
    update_book_settings(call_months=1, by=sophie)
    assert book_settings().interest_percent == Decimal("8.00")
    events = AuditEvent.objects.filter(action="books.settings_changed").order_by("pk")
    assert [event.data for event in events] == [
        {"call_months": ["3", "1"], "interest_percent": ["None", "8.00"]},
        {"accepted_on": ["None", "2020-05-01"]},
    ]


def form(**data):
    given = {"call_months": "3", "statement_months": "12"} | data
    return BookSettingsForm(given, instance=book_settings())


def test_what_people_type(acacias):
    filled = form(
        interest_percent="4,5", creditor_id="be36 zzz 0505 890 632", simple_view="no"
    )
    assert filled.errors == {}
    data = filled.cleaned_data
    assert (data["interest_percent"], data["simple_view"], data["accepted_on"]) == (
        Decimal("4.5"),
        False,
        None,
    )
    assert data["creditor_id"] == "BE36ZZZ0505890632"
    empty = form()
    assert (empty.errors, empty.cleaned_data["simple_view"]) == ({}, None)


def test_what_is_wrong_is_said(acacias):
    filled = form(interest_percent="21", creditor_id="BE00ZZZ1", call_months="2")
    assert sorted(filled.errors) == ["call_months", "creditor_id", "interest_percent"]
    assert filled.errors["creditor_id"] == [
        "This is no creditor identifier of a Belgian association."
    ]
