"""A fixed part of a line that meters divide: chosen, shown, then kept."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from buildings.access import Permission, require
from finance.errors import FinanceError
from finance.forms.fixed_parts import FixedPartForm
from finance.models import Basis, Invoice
from finance.queries.fixed_parts import last_fixed_part
from finance.queries.invoices import full_lines
from finance.services.fixed_parts import divide_line


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.PREPARE_INVOICES)
def invoice_divide(request, building, invoice_id, position):
    """Show both parts of what was chosen; what was shown is then sent to be done."""
    line = get_object_or_404(
        full_lines(invoice__uuid=invoice_id, invoice__state=Invoice.State.DRAFT),
        position=position,
        basis=Basis.METERS,
    )
    is_sent = request.method == "POST"
    form = FixedPartForm(
        request.POST if is_sent else request.GET or None,
        line=line,
        initial=last_fixed_part(line),
    )
    if form.is_valid() and is_sent:
        done = {"position": position, "by": request.user, **form.cleaned_data}
        try:
            divide_line(line.invoice, **done)
        except FinanceError as error:
            form.refuse(error)
        else:
            messages.success(request, _("The line is divided in two."))
            return redirect("finance:invoice", building.slug, invoice_id)
    context = {"building": building, "line": line, "form": form}
    return render(request, "finance/invoices/divide.html", context)
