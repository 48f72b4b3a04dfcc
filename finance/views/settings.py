"""How the building keeps its books."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from buildings.access import Permission, require
from finance.forms.settings import BookSettingsForm
from finance.queries.settings import book_settings
from finance.services.settings import update_book_settings


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.KEEP_BOOKS)
def book_settings_page(request, building):
    data = request.POST if request.method == "POST" else None
    form = BookSettingsForm(data, instance=book_settings())
    if request.method == "POST" and form.is_valid():
        update_book_settings(**form.cleaned_data, by=request.user)
        messages.success(request, _("The settings of the books are saved."))
        return redirect("finance:book-settings", building.slug)
    context = {"building": building, "form": form}
    return render(request, "finance/budgets/settings.html", context)
