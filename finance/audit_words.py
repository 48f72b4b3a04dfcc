"""The vouchers of a check, told to a person: why they were drawn, what was found."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from finance.models import CheckedVoucher
from finance.queries.auditing import voucher_number
from finance.sampling import Reason

REASONS = {
    Reason.RANDOM: gettext_lazy("Drawn at random"),
    Reason.LARGEST: gettext_lazy("Among the largest"),
    Reason.ROUND: gettext_lazy("Round amount"),
    Reason.DUPLICATE: gettext_lazy("Perhaps a double"),
    Reason.SPLIT: gettext_lazy("Perhaps split"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """A voucher in words. ``result``: what was found, or that it is in order."""

    number: str
    voucher: CheckedVoucher
    reasons: list[str]
    result: str


def told(vouchers: Iterable[CheckedVoucher]) -> list[Told]:
    """Tell vouchers of ``queries.auditing.vouchers_of``, in their order."""
    return [
        Told(
            voucher_number(one.invoice.entry),
            one,
            [str(REASONS[Reason(why)]) for why in one.reasons],
            _result(one),
        )
        for one in vouchers
    ]


def _result(voucher: CheckedVoucher) -> str:
    if voucher.ticked_at is None:
        return _("Not looked at")
    return voucher.finding or _("In order")
