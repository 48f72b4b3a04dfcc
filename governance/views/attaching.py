"""The page on which a document is chosen that all owners read."""

from django.shortcuts import render

from governance.forms.agenda import DocumentForm
from governance.queries.agenda import attachable


def document_form(request) -> DocumentForm:
    return DocumentForm(
        request.POST if request.method == "POST" else None, versions=list(attachable())
    )


def attach_page(
    request, building, form: DocumentForm, about, *, back, crumbs, assembly=None
):
    """Ask what is attached to ``about``, a point of an ``assembly`` or a tender.

    ``back``: the address of its page. ``crumbs``: what leads there.
    """
    context = {
        "building": building,
        "form": form,
        "about": about,
        "assembly": assembly,
        "back": back,
        "crumbs": f"governance/crumbs/{crumbs}.html",
    }
    return render(request, "governance/attach.html", context)
