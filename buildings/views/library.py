from itertools import groupby

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from buildings import exports
from buildings.access import Permission, require
from buildings.errors import SameFile
from buildings.forms.library import (
    LibraryDocumentForm,
    LibraryUploadForm,
    LibraryVersionForm,
)
from buildings.importing.text import clean
from buildings.library import (
    Category,
    current_versions,
    is_office,
    readable,
    search,
    shelves,
    with_snippets,
)
from buildings.models import LibraryDocument, LibraryVersion
from buildings.services import library as services
from koprogo.documents.http import attachment
from koprogo.documents.names import title_of
from koprogo.ui.exports import LIMIT, send_table
from koprogo.ui.pagination import paginate

FOUND_AT_ONCE = 20  # the text around each hit is fetched


@require_safe
@require(Permission.SEE_LIBRARY, asbl=True)
def library(request, building):
    """The documents that this person may read, by category or by a search."""
    asked = clean(request.GET.get("q", ""))
    documents = readable(request.access.roles)
    versions = current_versions(_chosen(request, documents))
    context = {
        "building": building,
        "search": asked,
        "category": _category(request),
        "withdrawn": _wants_withdrawn(request),
        "shelves": shelves(documents),
        **_shown(request, versions, asked.split()),
    }
    return render(request, "buildings/library.html", context)


@require_safe
@require(Permission.SEE_LIBRARY, asbl=True)
def library_table(request, building, ending):
    """The documents of a category or of a search, each in its newest version."""
    chosen = _chosen(request, readable(request.access.roles))
    versions = current_versions(chosen)
    if words := clean(request.GET.get("q", "")).split():
        versions = search(versions, words)
    table = exports.library_table(versions[: LIMIT + 1])
    return send_table(table, ending, place=building.slug)


def _chosen(request, documents):
    """Return those of the category that is asked for, in force or withdrawn."""
    found = documents.filter(withdrawn_at__isnull=not _wants_withdrawn(request))
    if category := _category(request):
        found = found.filter(category=category)
    return found


def _wants_withdrawn(request) -> bool:
    return "withdrawn" in request.GET and is_office(request.access.roles)


def _category(request) -> Category | None:
    asked = request.GET.get("category")
    return Category(asked) if asked in Category.values else None


def _shown(request, versions, words):
    """Return what is on this page: hits with the text around them, or categories."""
    if words:
        page = paginate(request, search(versions, words), size=FOUND_AT_ONCE)
        return {"page": page, "hits": with_snippets(page.object_list, words)}
    page = paginate(request, versions)
    grouped = groupby(page.object_list, key=lambda version: version.document.category)
    sections = [(Category(value), list(rows)) for value, rows in grouped]
    return {"page": page, "sections": sections}


@require_safe
@require(Permission.SEE_LIBRARY, asbl=True)
def document(request, building, library_id):
    """One document with all its versions, the newest first."""
    found = _readable(request, library_id)
    versions = list(found.versions.select_related("file").defer("text", "folded"))
    context = {"building": building, "document": found, "versions": versions}
    return render(request, "buildings/library_document.html", context)


@require_safe
@require(Permission.SEE_LIBRARY, asbl=True)
def download(request, building, library_id, number):
    version = get_object_or_404(
        LibraryVersion.objects.select_related("file").defer("text", "folded"),
        document=_readable(request, library_id),
        number=number,
    )
    return attachment(version.file)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.EDIT_LIBRARY, asbl=True)
def library_new(request, building):
    """Add documents: one for each file."""
    form = LibraryUploadForm(request if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        known = dict(form.cleaned_data)
        added = [
            services.add_document(
                title=title_of(file.name), file=file, by=request.user, **known
            )
            for file in known.pop("files")
        ]
        text = ngettext(
            "%(count)s document is added.", "%(count)s documents are added.", len(added)
        )
        messages.success(request, text % {"count": len(added)})
        if len(added) == 1:
            return redirect("buildings:library-document", building.slug, added[0].uuid)
        return redirect("buildings:library", building.slug)
    context = {"building": building, "form": form}
    return render(request, "buildings/library_new.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.EDIT_LIBRARY, asbl=True)
def version_new(request, building, library_id):
    found = _editable(library_id)
    form = LibraryVersionForm(request if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.add_version(found, by=request.user, **form.cleaned_data)
        except SameFile:
            form.add_error("file", _("This is the file of the current version."))
        else:
            messages.success(request, _("The new version is added."))
            return redirect("buildings:library-document", building.slug, found.uuid)
    context = {"building": building, "document": found, "form": form}
    return render(request, "buildings/library_version_form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.EDIT_LIBRARY, asbl=True)
def edit(request, building, library_id):
    found = _editable(library_id)
    context = {"building": building, "document": found, "title": found.title}
    form = LibraryDocumentForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        services.change_document(found, by=request.user, **form.cleaned_data)
        messages.success(request, _("The document is saved."))
        return redirect("buildings:library-document", building.slug, found.uuid)
    return render(request, "buildings/library_form.html", context | {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.EDIT_LIBRARY, asbl=True)
def withdraw(request, building, library_id):
    found = _editable(library_id)
    if request.method == "POST":
        services.withdraw_document(found, by=request.user)
        messages.success(request, _("The document is withdrawn."))
        return redirect("buildings:library-document", building.slug, found.uuid)
    context = {"building": building, "document": found}
    return render(request, "buildings/library_withdraw.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.EDIT_LIBRARY, asbl=True)
def restore(request, building, library_id):
    found = _editable(library_id)
    if request.method == "POST":
        services.restore_document(found, by=request.user)
        messages.success(request, _("The document is back in the library."))
        return redirect("buildings:library-document", building.slug, found.uuid)
    context = {"building": building, "document": found}
    return render(request, "buildings/library_restore.html", context)


def _readable(request, library_id) -> LibraryDocument:
    return get_object_or_404(readable(request.access.roles), uuid=library_id)


def _editable(library_id) -> LibraryDocument:
    """Whoever edits is of the office: he reads all there is."""
    return get_object_or_404(LibraryDocument, uuid=library_id)
