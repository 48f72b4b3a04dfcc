from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from buildings.access import Permission, require
from buildings.errors import NoAddress
from buildings.forms.data_request import DataRequestForm, Wish
from buildings.services.data_requests import ask_syndic


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.SEE_BUILDING)
def data_request(request, building):
    """Ask the association to correct, restrict or remove what it knows about oneself."""
    form = DataRequestForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        wish = Wish(form.cleaned_data["wish"]).label
        try:
            ask_syndic(
                building, wish=wish, text=form.cleaned_data["text"], by=request.user
            )
        except NoAddress:
            form.add_error(
                None,
                _(
                    "The syndic has no e-mail address here. Please write to him by post."
                ),
            )
        else:
            messages.success(
                request,
                _("Your request is on its way. The syndic answers within a month."),
            )
            return redirect("data")
    context = {"building": building, "form": form}
    return render(request, "buildings/data_request.html", context)
