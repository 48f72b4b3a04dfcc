"""Works with calls of their own: what was called and spent, and how they end."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from buildings.access import Permission, require
from finance.errors import FinanceError
from finance.errors.books import EntryInTheFuture
from finance.forms.books import EndOfWorksForm, WorksForm
from finance.models import Works
from finance.queries.works import called_without_works, works_accounts
from finance.refusals.books import ANY, sentence
from finance.services.works import add_works, end_works
from koprogo.ui.pagination import paginate


@require_safe
@require(Permission.SEE_BOOKS)
def works(request, building):
    page = paginate(request, Works.objects.all())
    context = {
        "building": building,
        "page": page,
        "rows": works_accounts(page.object_list),
        "unnamed": called_without_works(),
    }
    return render(request, "finance/books/works.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.KEEP_BOOKS)
def works_new(request, building):
    form = WorksForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            found = add_works(**form.cleaned_data, by=request.user)
        except FinanceError as error:
            field = "decided_on" if isinstance(error, EntryInTheFuture) else "title"
            form.add_error(field, sentence(error))
        else:
            messages.success(request, _("Calls and invoices can name the works now."))
            return redirect("finance:works-one", building.slug, found.uuid)
    context = {"building": building, "form": form}
    return render(request, "finance/books/works_new.html", context)


@require_safe
@require(Permission.SEE_BOOKS)
def works_one(request, building, works_id):
    found = _works(works_id)
    [account] = works_accounts([found])
    invoices = found.costs.select_related("entry", "line__invoice__supplier")
    items = found.items.select_related("call").filter(
        call__issued_at__isnull=False, call__entry__mirror=None
    )
    context = {
        "building": building,
        "account": account,
        "items": items.order_by("call__date", "pk"),
        "costs": invoices.order_by("entry__date", "entry_id", "position"),
    }
    return render(request, "finance/books/works_one.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.CLOSE_BOOKS)
def works_end(request, building, works_id):
    found = _works(works_id)
    form = EndOfWorksForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            end_works(found, **form.cleaned_data, by=request.user)
        except ANY as error:
            form.add_error(None, sentence(error))
        else:
            messages.success(request, _("The works are ended."))
            return redirect("finance:works-one", building.slug, found.uuid)
    [account] = works_accounts([found])
    context = {"building": building, "account": account, "form": form}
    return render(request, "finance/books/works_end.html", context)


def _works(works_id) -> Works:
    return get_object_or_404(Works.objects.select_related("entry"), uuid=works_id)
