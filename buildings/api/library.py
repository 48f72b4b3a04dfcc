"""The documents of the building, their versions and their files."""

from django import forms
from django.db.models import Prefetch
from django.forms.models import model_to_dict
from django.shortcuts import get_object_or_404
from django_filters.rest_framework import (
    BooleanFilter,
    CharFilter,
    ChoiceFilter,
    FilterSet,
)
from rest_framework import serializers

from buildings.access import Permission
from buildings.api.doors import require
from buildings.errors import SameFile
from buildings.forms.library import (
    LibraryDocumentForm,
    LibraryUploadForm,
    LibraryVersionForm,
)
from buildings.importing.text import clean
from buildings.library import current_versions, readable, search, with_snippets
from buildings.models import LibraryDocument, LibraryVersion
from buildings.services import library as services
from koprogo.api.bodies import FormBody, UploadBody
from koprogo.api.downloads import send
from koprogo.api.operations import Listing, operation
from koprogo.api.views import ApiView
from koprogo.documents.forms import DocumentField
from koprogo.documents.kinds import CONTENT_TYPES
from koprogo.documents.models import File
from koprogo.documents.names import title_of

Category, Audience = LibraryDocument.Category, LibraryDocument.Audience
LONGEST_TITLE = LibraryDocument._meta.get_field("title").max_length
FILE_TYPES = tuple(dict.fromkeys(CONTENT_TYPES.values()))


# What is shown


class FileShape(serializers.ModelSerializer):
    class Meta:
        model = File
        fields = ["name", "content_type", "size", "sha256"]


class LibraryVersionShape(serializers.Serializer):
    """A version, numbered from 1; its file is fetched at `versions/<number>/file/`."""

    number = serializers.IntegerField()
    note = serializers.CharField()
    added_at = serializers.DateTimeField()
    file = FileShape()


class DocumentFields(serializers.Serializer):
    uuid = serializers.UUIDField()
    title = serializers.CharField()
    category = serializers.ChoiceField(Category)
    audience = serializers.ChoiceField(Audience, help_text="Who reads it.")
    dated_on = serializers.DateField(allow_null=True)
    withdrawn_at = serializers.DateTimeField(allow_null=True)


class LibraryLine(serializers.Serializer):
    """A document with its newest version; ``snippet``: the text around the hit of ``q``."""

    document = DocumentFields()
    version = LibraryVersionShape()
    snippet = serializers.CharField()


class LibraryShape(DocumentFields):
    """A document with all its versions, the newest first."""

    versions = LibraryVersionShape(many=True)


# What is sent


class DocumentUploadForm(LibraryUploadForm):
    """One document; without a title it is named by its file."""

    files_field = "file"
    files = None
    file = DocumentField()
    title = forms.CharField(required=False, max_length=LONGEST_TITLE)


class DocumentUpload(UploadBody):
    """A document with its first file."""

    form_class = DocumentUploadForm


class VersionUpload(UploadBody):
    """The next file of a document."""

    form_class = LibraryVersionForm


class DocumentBody(FormBody):
    """What is known of a document; its file is changed by a new version."""

    form_class = LibraryDocumentForm


class LibraryFilter(FilterSet):
    """Withdrawn documents are there for the office only."""

    q = CharFilter(
        method="having", help_text="All words of title, note, file name or text."
    )
    category = ChoiceFilter(field_name="document__category", choices=Category)
    audience = ChoiceFilter(field_name="document__audience", choices=Audience)
    withdrawn = BooleanFilter(
        field_name="document__withdrawn_at", lookup_expr="isnull", exclude=True
    )

    def having(self, versions, _name, text):
        words = clean(text).split()
        return search(versions, words) if words else versions


class Library(ApiView):
    tag = "library"

    @require(Permission.SEE_LIBRARY, asbl=True)
    @operation(page_of=LibraryLine, filters=LibraryFilter)
    def get(self, request, building):
        """The documents that I may read, by category and title."""
        words = clean(request.query_params.get("q", "")).split()
        versions = current_versions(readable(request.access.roles))
        return Listing(versions, lambda page: _lines(page, words))

    @require(Permission.EDIT_LIBRARY, asbl=True)
    @operation(body=DocumentUpload, answer=LibraryShape, status=201)
    def post(self, request, building):
        """Add a document with its first file."""
        data = self.read()
        title = data.pop("title") or title_of(data["file"].name)
        return _shown(services.add_document(title=title, by=request.user, **data))


class LibraryDocumentView(ApiView):
    tag = "library"

    @require(Permission.SEE_LIBRARY, asbl=True)
    @operation(answer=LibraryShape)
    def get(self, request, building, library_id):
        """One document with all its versions, the newest first."""
        return _shown(_readable(request, library_id))

    @require(Permission.EDIT_LIBRARY, asbl=True)
    @operation(body=DocumentBody, answer=LibraryShape)
    def patch(self, request, building, library_id):
        """Change title, category, readers or date of a document."""
        found = get_object_or_404(LibraryDocument, uuid=library_id)
        known = model_to_dict(found, DocumentBody().fields)
        changes = known | self.read(found)
        return _shown(services.change_document(found, by=request.user, **changes))


class LibraryVersions(ApiView):
    tag = "library"

    @require(Permission.EDIT_LIBRARY, asbl=True)
    @operation(
        body=VersionUpload, answer=LibraryVersionShape, status=201, refuses=(SameFile,)
    )
    def post(self, request, building, library_id):
        """Add the next version; those before stay."""
        found = get_object_or_404(LibraryDocument, uuid=library_id)
        return services.add_version(found, by=request.user, **self.read())


class LibraryFile(ApiView):
    tag = "library"

    @require(Permission.SEE_LIBRARY, asbl=True)
    @operation(downloads=FILE_TYPES)
    def get(self, request, building, library_id, number):
        """The file of one version."""
        version = get_object_or_404(
            _versions(), document=_readable(request, library_id), number=number
        )
        return send(request, version.file)


class LibraryWithdrawal(ApiView):
    tag = "library"

    @require(Permission.EDIT_LIBRARY, asbl=True)
    @operation(answer=LibraryShape)
    def post(self, request, building, library_id):
        """Hide a document from its readers; the office still sees it."""
        found = get_object_or_404(LibraryDocument, uuid=library_id)
        return _shown(services.withdraw_document(found, by=request.user))


class LibraryRestoration(ApiView):
    tag = "library"

    @require(Permission.EDIT_LIBRARY, asbl=True)
    @operation(answer=LibraryShape)
    def post(self, request, building, library_id):
        """Show a withdrawn document to its readers again."""
        found = get_object_or_404(LibraryDocument, uuid=library_id)
        return _shown(services.restore_document(found, by=request.user))


def _readable(request, library_id) -> LibraryDocument:
    return get_object_or_404(readable(request.access.roles), uuid=library_id)


def _versions():
    return LibraryVersion.objects.select_related("file").defer("text", "folded")


def _shown(document: LibraryDocument) -> LibraryDocument:
    found = LibraryDocument.objects.prefetch_related(Prefetch("versions", _versions()))
    return found.get(pk=document.pk)


def _lines(page, words: list[str]) -> list[dict]:
    found = with_snippets(page, words) if words else [(each, []) for each in page]
    return [
        {
            "document": version.document,
            "version": version,
            "snippet": "".join(piece for piece, _is_hit in pieces),
        }
        for version, pieces in found
    ]
