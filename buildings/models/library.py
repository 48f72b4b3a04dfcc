"""The documents of the building, each with its versions (art. 3.89 §5 9° C. civ.)."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Value
from django.utils.translation import gettext_lazy as _

from buildings.models.ownership import SortName
from buildings.wording import either_lazy
from koprogo.documents.models import File
from koprogo.tenancy.fields import TenantForeignKey
from koprogo.tenancy.models import TenantRow


class LibraryDocument(TenantRow):
    """A document by title. Every co-owner reads the same ones: ``audience`` knows
    groups of roles, never single people.
    """

    class Category(models.TextChoices):
        STATUTES = "statutes", _("Basic deed, statutes and internal rules")
        MINUTES = "minutes", _("Minutes and decisions")
        ACCOUNTS = "accounts", _("Accounts and budgets")
        CONTRACTS = "contracts", _("Contracts and insurance")
        TECHNICAL = "technical", _("Plans, files and certificates")
        WORKS = "works", _("Works and quotes")
        LETTERS = "letters", _("Letters")
        OTHER = "other", _("Other")

    class Audience(models.TextChoices):
        EVERYBODY = (
            "everybody",
            either_lazy(
                _("Everybody in the building, occupants too"),
                _("Everybody with a role in the association"),
            ),
        )
        OWNERS = "owners", either_lazy(_("All co-owners"), _("All members"))
        COUNCIL = (
            "council",
            either_lazy(
                _("The council and the auditor"),
                _("The board, the treasurer and the auditor"),
            ),
        )
        OFFICE = "office", either_lazy(_("The syndic's office"), _("The board"))

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=150)
    category = models.CharField(_("category"), max_length=10, choices=Category)
    audience = models.CharField(
        _("who reads it"), max_length=9, choices=Audience, default=Audience.OWNERS
    )
    dated_on = models.DateField(_("date of the document"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="library_titled"),
            models.CheckConstraint(
                condition=Q(
                    category__in=[
                        *("statutes", "minutes", "accounts", "contracts"),
                        *("technical", "works", "letters", "other"),
                    ]
                ),
                name="library_category_known",
            ),
            models.CheckConstraint(
                condition=Q(audience__in=["everybody", "owners", "council", "office"]),
                name="library_audience_known",
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "category", "title"], name="library_list")
        ]

    def __str__(self):
        return self.title


class LibraryVersion(TenantRow):
    """One version of a document, numbered from 1.

    ``text``: its words, read by the worker; ``folded``: what the search looks through.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    document = TenantForeignKey(
        LibraryDocument, related_name="versions", db_index=False
    )
    number = models.PositiveSmallIntegerField()
    file = TenantForeignKey(File, related_name="+", db_index=False)
    text = models.TextField(blank=True)
    folded = models.GeneratedField(
        expression=SortName(F("text"), Value("")),
        output_field=models.TextField(),
        db_persist=True,
    )
    note = models.CharField(_("what changed"), max_length=200, blank=True)
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "document", "number"], name="library_version_once"
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1), name="library_version_number"
            ),
        ]

    def __str__(self):
        return f"{self.document_id} v{self.number}"
