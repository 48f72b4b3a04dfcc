"""What a closing looks at, told to a person, each with the page where it is done."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from finance import chart
from finance.queries.year_end import Check, Checked, YearEnd
from koprogo.ui.formatting import day, money


@dataclass(frozen=True, slots=True)
class Told:
    """A check in words: ``proof`` says what was found; ``page``: where to do it."""

    check: Check
    label: str
    proof: str
    page: tuple[str, ...]


def told(ending: YearEnd) -> list[Told]:
    """Return the checks of a year in words, in their order."""
    return [
        Told(one, _LABELS[one.what](one), _PROOFS[one.what](one), _page(one, ending))
        for one in ending.checks
    ]


def _page(one: Check, ending: YearEnd) -> tuple[str, ...]:
    if one.what == Checked.BANK:
        return ("finance:books-account", one.account)
    if one.what == Checked.SUSPENSE:
        return ("finance:books-account", chart.SUSPENSE)
    return {
        Checked.OVER: ("finance:years",),
        Checked.EARLIER: ("finance:years",),
        Checked.INVOICES: ("finance:invoices",),
        Checked.DEFERRALS: ("finance:books-account", chart.DEFERRED),
        Checked.STATEMENTS: ("finance:charge-statements",),
        Checked.RESULT: ("finance:books-report", "income"),
    }[one.what]


def _money(amount) -> str:
    return money(amount, get_language())


def _day(when) -> str:
    return day(when, get_language())


_LABELS: dict[Checked, Callable[[Check], str]] = {
    Checked.OVER: lambda one: _("The year is over"),
    Checked.EARLIER: lambda one: _("Earlier years are closed"),
    Checked.INVOICES: lambda one: _("Every invoice of the year is booked"),
    Checked.DEFERRALS: lambda one: _("What was deferred to the year is in its costs"),
    Checked.SUSPENSE: lambda one: _("Nothing is in suspense"),
    Checked.BANK: lambda one: (
        _("The bank says the same as the books: %(account)s")
        % {"account": chart.standard_label(one.account)}
    ),
    Checked.STATEMENTS: lambda one: _("Every day of the year is settled"),
    Checked.RESULT: lambda one: _("The ordinary result is zero"),
}


def _invoices(one: Check) -> str:
    return ngettext(
        "%(many)s invoice is a draft or waits for its approval: it will be booked in "
        "the next year.",
        "%(many)s invoices are drafts or wait for their approval: they will be booked in "
        "the next year.",
        one.many,
    ) % {"many": one.many}


def _deferrals(one: Check) -> str:
    return ngettext(
        "%(many)s part of a cost still waits on 490.",
        "%(many)s parts of costs still wait on 490.",
        one.many,
    ) % {"many": one.many}


def _bank(one: Check) -> str:
    if one.day is None:
        return _("No statement of the year was imported: the books say %(amount)s.") % {
            "amount": _money(one.amount)
        }
    if one.is_done:
        return _("As on the statement of %(day)s.") % {"day": _day(one.day)}
    return _("The books have %(amount)s more than the statement of %(day)s.") % {
        "amount": _money(one.amount),
        "day": _day(one.day),
    }


def _statements(one: Check) -> str:
    if one.is_done and not one.many:
        return _("Nothing was booked that a statement of charges would settle.")
    if one.is_done:
        return ngettext(
            "%(many)s statement of charges stands.",
            "%(many)s statements of charges stand.",
            one.many,
        ) % {"many": one.many}
    return _("No statement of charges settles what was booked on %(day)s.") % {
        "day": _day(one.day)
    }


_PROOFS: dict[Checked, Callable[[Check], str]] = {
    Checked.OVER: lambda one: _("Its last day is %(day)s.") % {"day": _day(one.day)},
    Checked.EARLIER: lambda one: (
        _("None is open.")
        if one.is_done
        else ngettext(
            "%(many)s earlier year is open.",
            "%(many)s earlier years are open.",
            one.many,
        )
        % {"many": one.many}
    ),
    Checked.INVOICES: lambda one: _("None waits.") if one.is_done else _invoices(one),
    Checked.DEFERRALS: lambda one: _("None waits.") if one.is_done else _deferrals(one),
    Checked.SUSPENSE: lambda one: (
        _("On 499: %(amount)s.") % {"amount": _money(one.amount)}
    ),
    Checked.BANK: _bank,
    Checked.STATEMENTS: _statements,
    Checked.RESULT: lambda one: (
        _("Costs less income and provisions: %(amount)s.")
        % {"amount": _money(one.amount)}
    ),
}
