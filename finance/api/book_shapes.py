"""What the API shows and reads of the chart, entries, years and works."""

from decimal import Decimal

from django.utils.translation import gettext as _
from rest_framework import serializers

from buildings.models import AllocationKey, Holding, Lot, Supplier
from finance.forms.books import (
    AccountForm,
    EndOfWorksForm,
    NameForm,
    ReasonForm,
    WorksForm,
)
from finance.forms.own_entries import MOST_LINES, REASON, TEXT
from finance.own_lines import OwnLine
from finance.queries.year_end import Checked
from koprogo.api.bodies import FormBody
from koprogo.api.fields import Balance, Money, RowField
from koprogo.ledger.models import Account

ZERO = Decimal("0.00")

# The chart


class ChartShape(serializers.Serializer):
    """An account to book on; ``own_name``: what this building calls it, or nothing."""

    code = serializers.CharField()
    name = serializers.CharField()
    own_name = serializers.CharField()
    is_cost = serializers.BooleanField()
    occupant_percent = serializers.IntegerField()


class AccountBody(FormBody):
    form_class = AccountForm


class AccountNameBody(FormBody):
    """Without a name the account is called as the chart calls it."""

    form_class = NameForm


class ReasonBody(FormBody):
    form_class = ReasonForm


# Entries of one's own


class OwnLineBody(serializers.Serializer):
    """A line: one side, and whose it is or who bears it.

    4100 and 4101 name a holding, 440 a supplier, costs and income a key or a lot.
    """

    account = serializers.CharField(max_length=10)
    debit = Balance(default=ZERO)
    credit = Balance(default=ZERO)
    holding = RowField(Holding.objects.all, required=False, allow_null=True)
    supplier = RowField(Supplier.objects.all, required=False, allow_null=True)
    key = RowField(AllocationKey.objects.all, required=False, allow_null=True)
    lot = RowField(Lot.objects.all, required=False, allow_null=True)

    def validate_account(self, code):
        if not Account.objects.filter(code=code).exists():
            raise serializers.ValidationError(_("There is no such account."))
        return code

    def validate(self, attrs):
        debit, credit = attrs.pop("debit"), attrs.pop("credit")
        if bool(debit) == bool(credit):
            raise serializers.ValidationError(
                _("Write an amount on one side: debit or credit.")
            )
        return OwnLine(amount=debit - credit, **attrs)


class OwnEntryBody(serializers.Serializer):
    date = serializers.DateField()
    text = serializers.CharField(max_length=TEXT)
    reason = serializers.CharField(max_length=REASON)
    lines = OwnLineBody(many=True, min_length=2, max_length=MOST_LINES)


class OwnEntryShape(serializers.Serializer):
    """``entry``: the id of its entry, whose lines are at `entries/<id>/`."""

    uuid = serializers.UUIDField()
    entry = serializers.UUIDField(source="entry.uuid")
    reason = serializers.CharField()
    has_voucher = serializers.SerializerMethodField()

    def get_has_voucher(self, own) -> bool:
        return own.voucher_id is not None


class TransferShape(serializers.Serializer):
    """Reserve parts received, and what of them is on the reserve account."""

    received = Money()
    paid_there = Money()
    transferred = Money()
    amount = Money(help_text="What is to be transferred.")


class TransferBody(serializers.Serializer):
    date = serializers.DateField()
    amount = Money()


# Fiscal years


class YearShape(serializers.Serializer):
    """``closed_at`` is null while the year is open."""

    year = serializers.IntegerField()
    since = serializers.DateField()
    last_day = serializers.DateField()
    closed_at = serializers.DateTimeField(allow_null=True)


class CheckShape(serializers.Serializer):
    """Something that a closing looks at; the proof is in words."""

    what = serializers.ChoiceField(list(Checked), source="check.what")
    done = serializers.BooleanField(source="check.is_done")
    needed = serializers.BooleanField(source="check.is_needed")
    label = serializers.CharField()
    proof = serializers.CharField()


class YearDetail(YearShape):
    """With what is done and missing before it can be closed; none once it is."""

    checks = CheckShape(many=True)


class YearBody(serializers.Serializer):
    """Without days: twelve months from the end of the last year."""

    since = serializers.DateField(required=False)
    last_day = serializers.DateField(required=False)


# Works


class WorksShape(serializers.Serializer):
    """Works with calls of their own; ``left``: called less spent."""

    uuid = serializers.UUIDField(source="works.uuid")
    title = serializers.CharField(source="works.title")
    decision = serializers.CharField(source="works.decision")
    decided_on = serializers.DateField(source="works.decided_on")
    ended_on = serializers.DateField(source="works.ended_on", allow_null=True)
    called = Money()
    spent = Money()
    left = Money()


class NewWorksBody(FormBody):
    form_class = WorksForm


class EndOfWorksBody(FormBody):
    form_class = EndOfWorksForm
