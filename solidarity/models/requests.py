"""Requests for help. What they say is sealed: only the person and the committee read it.

A sealed column is a token of ``solidarity.vault`` (models/sealed.py); the key of a
request lies in ``RequestKey``, wrapped by a key that is not in the database. Without that row nothing of
the request can ever be read again.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from koprogo.fields import person
from koprogo.tenancy.fields import TenantForeignKey
from koprogo.tenancy.models import TenantRow
from solidarity.models.fund import FundTerms
from solidarity.models.sealed import Life, SealedFile, SealedText
from solidarity.terms import Kind

KINDS = [
    (Kind.DISPUTE.value, _("Grant to contest a vote")),
    (Kind.LOAN.value, _("Loan without interest")),
    (Kind.WORKS.value, _("Works credit")),
    (Kind.EMERGENCY.value, _("Emergency grant")),
]


class Request(TenantRow):
    """A request: a draft of one person until he sends it.

    ``code``: what the committee calls it instead of a name. ``answers``: what the person
    wrote; ``analysis``: eligibility and score as they were told to him (both sealed).
    ``decide_by``: the last day for a decision on a complete file; ``decide_at``: the last
    moment, of what is urgent. ``round``: counts how often it came before the committee;
    ``ended_at``: since when nothing more happens, from which retention runs.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        INCOMPLETE = "incomplete", _("Papers are missing")
        COMPLETE = "complete", _("Before the committee")
        OFFERED = "offered", _("An offer waits for an answer")
        ACCEPTED = "accepted", _("Accepted")
        REFUSED = "refused", _("Refused")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        LAPSED = "lapsed", _("Lapsed")
        CLOSED = "closed", _("Closed")

    #: nothing more happens to it, unless a refusal is appealed
    ENDED = (State.REFUSED, State.WITHDRAWN, State.LAPSED, State.CLOSED)

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField(max_length=8, editable=False)
    applicant = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        editable=False,
        related_name="+",
        db_index=False,
    )
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    kind = models.CharField(_("kind of help"), max_length=9, choices=KINDS, blank=True)
    answers = SealedText(blank=True)
    analysis = SealedText(blank=True)
    terms = TenantForeignKey(FundTerms, null=True, related_name="+", db_index=False)
    is_urgent = models.BooleanField(default=False)
    round = models.SmallIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    submitted_at = models.DateTimeField(null=True, editable=False)
    complete_at = models.DateTimeField(null=True, editable=False)
    decide_by = models.DateField(null=True, editable=False)
    decide_at = models.DateTimeField(null=True, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    state__in=[
                        "draft",
                        "incomplete",
                        "complete",
                        "offered",
                        "accepted",
                        "refused",
                        "withdrawn",
                        "lapsed",
                        "closed",
                    ]
                ),
                name="request_state_known",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["dispute", "loan", "works", "emergency"])
                | Q(state="draft", kind=""),
                name="request_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(state="draft", submitted_at=None)
                | ~Q(state="draft") & Q(submitted_at__isnull=False),
                name="request_submitted",
            ),
            models.CheckConstraint(
                condition=~Q(state="complete")
                | Q(complete_at__isnull=False, decide_by__isnull=False),
                name="request_complete_has_a_deadline",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=["refused", "withdrawn", "lapsed", "closed"],
                    ended_at__isnull=False,
                )
                | Q(
                    state__in=[
                        "draft",
                        "incomplete",
                        "complete",
                        "offered",
                        "accepted",
                    ],
                    ended_at=None,
                ),
                name="request_ended",
            ),
            models.UniqueConstraint(fields=["tenant", "code"], name="request_code"),
            models.UniqueConstraint(
                fields=["tenant", "applicant"],
                condition=Q(state="draft"),
                name="request_one_draft",
                violation_error_message=_("You have a draft already."),
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "state", "decide_by"], name="request_state"),
            models.Index(fields=["tenant", "applicant"], name="request_applicant"),
        ]

    def __str__(self):
        return self.code

    @property
    def is_ended(self) -> bool:
        return self.state in self.ENDED


class RequestKey(TenantRow):
    """The keys of a request, each wrapped for its life (vault.Life).

    Deleting the row is how a request is forgotten, in every backup that is younger too.
    """

    Life = Life

    request = TenantForeignKey(Request, related_name="keys", db_index=False)
    life = models.CharField(max_length=6, choices=Life)
    wrapped = models.TextField(editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "request", "life"], name="request_key_once"
            ),
            models.CheckConstraint(
                condition=Q(life__in=["file", "papers"]), name="request_key_life_known"
            ),
            models.CheckConstraint(condition=~Q(wrapped=""), name="request_key_there"),
        ]

    def __str__(self):
        return f"{self.request_id} {self.life}"


class Paper(TenantRow):
    """A document of a request: the bytes are sealed, and so is its name.

    ``file``: none once the request is forgotten. ``checked_by``: who of the committee confirmed it (an expert's validation, the report
    of an independent social worker), and so did not write it himself.
    """

    class Kind(models.TextChoices):
        IDENTITY = "identity", _("Identity card")
        INCOME = "income", _("Income of the last three months")
        SITUATION = "situation", _("Proof of the situation")
        MINUTES = "minutes", _("Minutes of the assembly, signed")
        CONTEST = "contest", _("Letter that contests the vote")
        LAWYER = "lawyer", _("Opinion of the lawyer")
        STATEMENTS = "statements", _("Bank statements")
        BILLS = "bills", _("Unpaid bills or formal notices")
        QUOTE = "quote", _("Quote, validated by an independent expert")
        BANK_REFUSAL = "bank_refusal", _("Refusal of a bank")
        REPORT = "report", _("Report of an independent social worker")
        OTHER = "other", _("Something else")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    request = TenantForeignKey(Request, related_name="papers", db_index=False)
    kind = models.CharField(_("what it is"), max_length=12, choices=Kind)
    name = SealedText()
    content_type = models.CharField(max_length=100, editable=False)
    size = models.PositiveIntegerField(editable=False)
    file = SealedFile(editable=False)
    added_by = person()
    added_at = models.DateTimeField(auto_now_add=True)
    checked_by = person()
    checked_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["kind", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        "identity",
                        "income",
                        "situation",
                        "minutes",
                        "contest",
                        "lawyer",
                        "statements",
                        "bills",
                        "quote",
                        "bank_refusal",
                        "report",
                        "other",
                    ]
                ),
                name="paper_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(checked_by=None, checked_at=None)
                | Q(checked_by__isnull=False, checked_at__isnull=False),
                name="paper_checked",
            ),
        ]
        indexes = [models.Index(fields=["tenant", "request"], name="paper_of")]

    def __str__(self):
        return f"{self.request_id} {self.kind}"


class RequestConsent(TenantRow):
    """What the person accepted, in which version of the words; withdrawn, it stays."""

    class Purpose(models.TextChoices):
        PROCESSING = "processing", _("The committee reads what I send")
        SOCIAL_CHECK = "social_check", _("The committee may ask the social service")
        ACCURACY = "accuracy", _("What I say is true and complete")
        PAY_SYNDIC = (
            "pay_syndic",
            _("The syndic or the association may be paid directly"),
        )
        SURETY = "surety", _("The co-ownership may be asked to stand surety")

    request = TenantForeignKey(Request, related_name="consents", db_index=False)
    purpose = models.CharField(max_length=12, choices=Purpose)
    version = models.SmallIntegerField(default=1)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["given_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    purpose__in=[
                        "processing",
                        "social_check",
                        "accuracy",
                        "pay_syndic",
                        "surety",
                    ]
                ),
                name="request_consent_purpose_known",
            ),
            models.UniqueConstraint(
                fields=["tenant", "request", "purpose"],
                condition=Q(withdrawn_at=None),
                name="request_consent_once",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None)
                | Q(withdrawn_at__gte=models.F("given_at")),
                name="request_consent_dates",
            ),
        ]

    def __str__(self):
        return f"{self.request_id} {self.purpose}"


class Opening(TenantRow):
    """Who opened what of a request, and when; added only, and read by the person."""

    class What(models.TextChoices):
        FILE = "file", _("The file")
        PAPER = "paper", _("A document")
        AGREEMENT = "agreement", _("The agreement")
        APPEAL = "appeal", _("The appeal")
        PAYMENT = "payment", _("A payment")

    request = TenantForeignKey(Request, related_name="openings", db_index=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    what = models.CharField(max_length=9, choices=What)
    paper = TenantForeignKey(Paper, null=True, related_name="openings", db_index=False)
    opened_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    what__in=["file", "paper", "agreement", "appeal", "payment"]
                ),
                name="opening_what_known",
            ),
        ]
        indexes = [models.Index(fields=["tenant", "request"], name="opening_of")]

    def __str__(self):
        return f"{self.request_id} {self.what}"


class Question(TenantRow):
    """What the committee asks the person to add; sealed, as is his answer.

    Answered, it has words until its key goes, which a trigger holds (migrations/0009).
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    request = TenantForeignKey(Request, related_name="questions", db_index=False)
    text = SealedText()
    asked_by = person()
    asked_at = models.DateTimeField(auto_now_add=True)
    answer = SealedText(blank=True)
    answered_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="") | Q(answered_at__isnull=False),
                name="request_question_answered",
            ),
        ]

    def __str__(self):
        return f"{self.request_id} {self.asked_at}"
