"""The books of the fund, where nobody is named; what the treasurer notes in them."""

from functools import partial

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from koprogo.line_charts import Lines, Point
from koprogo.ui.exports import LIMIT, send_table
from koprogo.ui.formatting import money
from koprogo.ui.pagination import paginate
from solidarity.access import Permission, require
from solidarity.capital import simulate
from solidarity.forms.money import AheadForm, FundAccountForm, MovementForm
from solidarity.lists import money as lists
from solidarity.models import FundMovement
from solidarity.queries import money as queries
from solidarity.services.fund_account import set_account
from solidarity.services.movements import mirror_movement, note_movement
from solidarity.services.provision import bring_provision_up_to_date
from solidarity.views.acts import ask, confirm, posted

READ_WRITE = require_http_methods(["GET", "HEAD", "POST"])
BOOKS = "solidarity:fund-books"
PLACE = "fund"


@require_safe
@require(Permission.SEE_FUND_BOOKS)
def fund_books(request):
    """How the fund stands: its capital, its accounts, endowments and costs."""
    context = {
        "capital": queries.capital(),
        "balances": queries.balances(),
        "page": paginate(request, queries.movements()),
        "account": queries.account_of_fund(),
        "may_keep": request.fund_access.allows(Permission.KEEP_FUND_BOOKS),
        "may_govern": request.fund_access.allows(Permission.GOVERN_FUND),
    }
    return render(request, "solidarity/money/books/books.html", context)


@require_safe
@require(Permission.SEE_FUND_BOOKS)
def fund_books_table(request, ending):
    return send_table(lists.balances_table(queries.balances()), ending, place=PLACE)


@require_safe
@require(Permission.SEE_FUND_BOOKS)
def fund_entries(request):
    """All that was booked, by codes, the latest first."""
    context = {"page": paginate(request, queries.lines())}
    return render(request, "solidarity/money/books/entries.html", context)


@require_safe
@require(Permission.SEE_FUND_BOOKS)
def fund_entries_table(request, ending):
    rows = queries.lines()[: LIMIT + 1]
    return send_table(lists.entries_table(rows), ending, place=PLACE)


@READ_WRITE
@require(Permission.KEEP_FUND_BOOKS)
def fund_provision(request):
    """Bring the provision up to date, after showing the difference."""
    found = queries.capital()
    return confirm(
        request,
        bring_provision_up_to_date,
        done=_("The provision is up to date."),
        back=reverse(BOOKS),
        words={
            "title": _("Bring the provision up to date"),
            "question": _(
                "Borrowers owe %(outstanding)s: 5 %% of it are %(wanted)s, and "
                "%(booked)s are set aside. The difference of %(missing)s is booked."
            )
            % {
                "outstanding": _euros(request, found.outstanding),
                "wanted": _euros(request, found.wanted),
                "booked": _euros(request, found.set_aside),
                "missing": _euros(request, found.missing),
            },
            "submit": _("Book the difference"),
            "back_label": _("Books of the fund"),
        },
    )


def _euros(request, amount) -> str:
    return money(amount, request.LANGUAGE_CODE)


@READ_WRITE
@require(Permission.KEEP_FUND_BOOKS)
def fund_endowment_new(request):
    """Note an endowment that the ASBL paid to the fund."""
    form = MovementForm(
        posted(request),
        label=_("Reference"),
        hint=_("The decision of the members of the ASBL, as its books have it."),
    )
    return ask(
        request,
        form,
        partial(note_movement, FundMovement.Kind.ENDOWMENT),
        done=_("The endowment is booked."),
        back=reverse(BOOKS),
        words={
            "title": _("Note an endowment"),
            "lead": _("What the ASBL gave is in the bank of the fund now."),
            "submit": _("Book it"),
            "back_label": _("Books of the fund"),
        },
    )


@READ_WRITE
@require(Permission.KEEP_FUND_BOOKS)
def fund_cost_new(request):
    """Note a running cost of the fund."""
    form = MovementForm(
        posted(request),
        label=_("What for"),
        hint=_("Such as costs of the bank. Name nobody whom the fund helps."),
    )
    return ask(
        request,
        form,
        partial(note_movement, FundMovement.Kind.COST),
        done=_("The cost is booked."),
        back=reverse(BOOKS),
        words={
            "title": _("Note a running cost"),
            "lead": _("Only what is not promised to anybody can be spent."),
            "submit": _("Book it"),
            "back_label": _("Books of the fund"),
        },
    )


@READ_WRITE
@require(Permission.KEEP_FUND_BOOKS)
def fund_movement_mirror(request, fund_movement_id):
    """Take back, after asking, what was noted wrongly."""
    movement = get_object_or_404(FundMovement, uuid=fund_movement_id)
    return confirm(
        request,
        partial(mirror_movement, movement),
        done=_("It is reversed by a mirror entry."),
        back=reverse(BOOKS),
        words={
            "title": _("Reverse it"),
            "question": _(
                "%(what)s of %(amount)s is reversed by a mirror entry. This cannot be "
                "taken back; the right one has to be noted anew."
            )
            % {
                "what": movement.get_kind_display(),
                "amount": _euros(request, movement.amount),
            },
            "submit": _("Reverse"),
            "back_label": _("Books of the fund"),
        },
    )


@READ_WRITE
@require(Permission.GOVERN_FUND)
def fund_account(request):
    """The bank account of the fund: the board changes it, and the old one is kept."""
    form = FundAccountForm(posted(request), initial=_account_now())
    return ask(
        request,
        form,
        set_account,
        done=_("The account is noted."),
        back=reverse(BOOKS),
        words={
            "title": _("Bank account of the fund"),
            "lead": _("Aid is paid from it, and instalments arrive there."),
            "submit": _("Save"),
            "back_label": _("Books of the fund"),
        },
    )


def _account_now() -> dict:
    found = queries.account_of_fund()
    names = FundAccountForm.base_fields
    return {name: getattr(found, name) for name in names} if found else {}


@require_safe
@require(Permission.SEE_FUND_BOOKS)
def fund_ahead(request):
    """Where the capital leads in five years, as far as one knows today."""
    found = queries.measured(timezone.localdate())
    form = AheadForm(request.GET, measured=found.assumptions)
    asked = form.is_bound and form.is_valid()
    what = form.assumptions() if asked else found.assumptions
    years = simulate(what, due=found.due)
    context = {"form": form, "years": years, "chart": _chart(years)}
    return render(request, "solidarity/money/books/ahead.html", context)


def _chart(years) -> Lines:
    return Lines(
        name="fund",
        title=_("Five years ahead"),
        description=_("Available capital and what borrowers owe, at each year's end."),
        series=(_("Owed by borrowers"), _("Available")),
        points=[
            Point(
                _("Year %(number)s") % {"number": one.year},
                (one.outstanding, one.capital),
            )
            for one in years
        ],
    )
