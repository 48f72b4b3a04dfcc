"""The markup that every form gets from templates/django/forms."""

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils import translation


class PaymentForm(forms.Form):
    amount = forms.DecimalField(help_text="Digits and a comma.")
    way = forms.ChoiceField(
        choices=[("t", "Transfer"), ("d", "Direct debit")],
        widget=forms.RadioSelect,
        help_text="How the money came.",
    )
    message = forms.CharField(required=False)
    receipt = forms.BooleanField(required=False, label="Send a receipt")
    call = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self):
        raise ValidationError("The key is incomplete.")


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def refused() -> str:
    return str(PaymentForm({"amount": "12,5O"}))


def test_hint_and_error_are_tied_to_the_input(refused):
    assert (
        '<input type="number" name="amount" value="12,5O" step="any" required'
        ' aria-invalid="true" aria-describedby="id_amount_helptext id_amount_error"'
        ' id="id_amount">'
    ) in refused
    assert '<div class="hint" id="id_amount_helptext">Digits and a comma.</div>' in (
        refused
    )
    assert '<ul class="errorlist" id="id_amount_error">' in refused


def test_choices_are_a_group_with_a_legend(refused):
    assert '<fieldset aria-describedby="id_way_helptext id_way_error">' in refused
    assert "<legend>Way</legend>" in refused


def test_a_checkbox_stands_in_its_label(refused):
    assert (
        '<label for="id_receipt"><input type="checkbox" name="receipt" id="id_receipt">'
        "Send a receipt</label>"
    ) in refused


def test_optional_fields_say_so(refused):
    assert refused.count("(optional)") == 1
    assert '<label for="id_message">Message <span class="optional">' in refused


def test_hidden_fields_have_no_label(refused):
    assert '<input type="hidden" name="call" id="id_call">' in refused
    assert 'for="id_call"' not in refused


def test_a_refused_form_opens_with_a_summary_that_links_to_the_fields(refused):
    summary, fields = refused.split('<div class="field', 1)
    assert 'role="alert" tabindex="-1" autofocus' in summary
    assert "The key is incomplete." in summary
    assert summary.count("<li><a ") == 2
    assert '<a href="#id_amount">Amount</a>' in summary
    assert '<a href="#id_way">Way</a>' in summary
    assert '<div id="id_way">' in fields


def test_a_fresh_form_has_no_summary():
    assert 'role="alert"' not in str(PaymentForm())
