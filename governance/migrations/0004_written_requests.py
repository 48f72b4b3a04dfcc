"""What is decided, asked for and asked between assemblies."""

import uuid

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import koprogo.fields
import koprogo.tenancy.context
import koprogo.tenancy.fields


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "__first__"),
        ("buildings", "0004_walls_of_library_and_consents"),
        ("documents", "0002_walls"),
        ("governance", "0003_called_off"),
        ("notifications", "0002_walls"),
        ("tenancy", "0002_functions"),
    ]

    operations = [
        migrations.CreateModel(
            name="WrittenDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "uuid",
                    models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
                ),
                ("subject", models.CharField(max_length=40, verbose_name="subject")),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                (
                    "title_nl",
                    models.CharField(max_length=200, null=True, verbose_name="title"),
                ),
                (
                    "title_fr",
                    models.CharField(max_length=200, null=True, verbose_name="title"),
                ),
                (
                    "title_de",
                    models.CharField(max_length=200, null=True, verbose_name="title"),
                ),
                (
                    "title_en",
                    models.CharField(max_length=200, null=True, verbose_name="title"),
                ),
                (
                    "text",
                    models.TextField(
                        blank=True, max_length=8000, verbose_name="explanation"
                    ),
                ),
                (
                    "text_nl",
                    models.TextField(
                        blank=True,
                        max_length=8000,
                        null=True,
                        verbose_name="explanation",
                    ),
                ),
                (
                    "text_fr",
                    models.TextField(
                        blank=True,
                        max_length=8000,
                        null=True,
                        verbose_name="explanation",
                    ),
                ),
                (
                    "text_de",
                    models.TextField(
                        blank=True,
                        max_length=8000,
                        null=True,
                        verbose_name="explanation",
                    ),
                ),
                (
                    "text_en",
                    models.TextField(
                        blank=True,
                        max_length=8000,
                        null=True,
                        verbose_name="explanation",
                    ),
                ),
                (
                    "motion",
                    models.TextField(max_length=4000, verbose_name="proposed decision"),
                ),
                (
                    "motion_nl",
                    models.TextField(
                        max_length=4000, null=True, verbose_name="proposed decision"
                    ),
                ),
                (
                    "motion_fr",
                    models.TextField(
                        max_length=4000, null=True, verbose_name="proposed decision"
                    ),
                ),
                (
                    "motion_de",
                    models.TextField(
                        max_length=4000, null=True, verbose_name="proposed decision"
                    ),
                ),
                (
                    "motion_en",
                    models.TextField(
                        max_length=4000, null=True, verbose_name="proposed decision"
                    ),
                ),
                (
                    "amount",
                    koprogo.fields.MoneyField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="amount of the decision (EUR)",
                    ),
                ),
                ("until", models.DateField(verbose_name="answers until")),
                ("sha256", models.CharField(blank=True, editable=False, max_length=64)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("sent_at", models.DateTimeField(editable=False, null=True)),
                ("ended_at", models.DateTimeField(editable=False, null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("adopted", "Adopted: all agreed"),
                            ("rejected", "Rejected: somebody refused"),
                            ("expired", "Rejected: not all answered in time"),
                            ("withdrawn", "Withdrawn by the syndic"),
                        ],
                        editable=False,
                        max_length=9,
                    ),
                ),
                (
                    "reason",
                    models.TextField(
                        blank=True, max_length=1000, verbose_name="reason"
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "key",
                    koprogo.tenancy.fields.TenantForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="buildings.allocationkey",
                    ),
                ),
                (
                    "tenant",
                    models.ForeignKey(
                        db_index=False,
                        default=koprogo.tenancy.context.current_tenant_id,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.tenant",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("title", ""), _negated=True),
                            models.Q(("motion", ""), _negated=True),
                        ),
                        name="written_worded",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("amount", None), ("amount__gte", 0), _connector="OR"
                        ),
                        name="written_amount",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("sent_at", None),
                            ("sha256__regex", "^[0-9a-f]{64}$"),
                            _connector="OR",
                        ),
                        name="written_sent_with_hash",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("outcome", "")),
                            models.Q(
                                ("ended_at__isnull", False),
                                (
                                    "outcome__in",
                                    ["adopted", "rejected", "expired", "withdrawn"],
                                ),
                                ("sent_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="written_ended_with_outcome",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("outcome", "withdrawn"),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("outcome", "withdrawn"), _negated=True),
                                ("reason", ""),
                            ),
                            _connector="OR",
                        ),
                        name="written_withdrawn_for_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WrittenAttachment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "tenant",
                    models.ForeignKey(
                        db_index=False,
                        default=koprogo.tenancy.context.current_tenant_id,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.tenant",
                    ),
                ),
                (
                    "version",
                    koprogo.tenancy.fields.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="buildings.libraryversion",
                    ),
                ),
                (
                    "decision",
                    koprogo.tenancy.fields.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="governance.writtendecision",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("tenant", "decision", "version"),
                        name="written_document_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WrittenAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "uuid",
                    models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
                ),
                ("is_agreed", models.BooleanField()),
                (
                    "reason",
                    models.TextField(
                        blank=True, max_length=1000, verbose_name="why not"
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("online", "Online, with an account"),
                            ("paper", "On paper"),
                        ],
                        max_length=6,
                    ),
                ),
                ("sha256", models.CharField(max_length=64)),
                ("signed_on", models.DateField(verbose_name="signed on")),
                ("answered_at", models.DateTimeField(auto_now_add=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "holding",
                    koprogo.tenancy.fields.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="buildings.holding",
                    ),
                ),
                (
                    "owner",
                    koprogo.tenancy.fields.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="buildings.owner",
                    ),
                ),
                (
                    "scan",
                    koprogo.tenancy.fields.TenantForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.file",
                    ),
                ),
                (
                    "tenant",
                    models.ForeignKey(
                        db_index=False,
                        default=koprogo.tenancy.context.current_tenant_id,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.tenant",
                    ),
                ),
                (
                    "decision",
                    koprogo.tenancy.fields.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="governance.writtendecision",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("tenant", "decision", "holding"),
                        name="written_answer_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("scan", None), ("way", "online")),
                            models.Q(("scan__isnull", False), ("way", "paper")),
                            _connector="OR",
                        ),
                        name="written_answer_proven",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_agreed", False), ("reason", ""), _connector="OR"
                        ),
                        name="written_answer_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WrittenMinutes",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("nl", "Dutch"),
                            ("fr", "French"),
                            ("de", "German"),
                            ("en", "English"),
                        ],
                        max_length=2,
                    ),
                ),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                (
                    "decision",
                    koprogo.tenancy.fields.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="minutes",
                        to="governance.writtendecision",
                    ),
                ),
                (
                    "file",
                    koprogo.tenancy.fields.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.file",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "tenant",
                    models.ForeignKey(
                        db_index=False,
                        default=koprogo.tenancy.context.current_tenant_id,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.tenant",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("tenant", "decision", "language"),
                        name="written_minutes_language",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WrittenLetter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "uuid",
                    models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
                ),
                ("name", models.CharField(max_length=250, verbose_name="addressee")),
                (
                    "address",
                    models.CharField(
                        blank=True, max_length=400, verbose_name="address"
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("nl", "Dutch"),
                            ("fr", "French"),
                            ("de", "German"),
                            ("en", "English"),
                        ],
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                (
                    "addressee",
                    koprogo.tenancy.fields.TenantForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="buildings.owner",
                    ),
                ),
                (
                    "decision",
                    koprogo.tenancy.fields.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="governance.writtendecision",
                    ),
                ),
                (
                    "delivery",
                    koprogo.tenancy.fields.TenantOneToOneField(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="written_letter",
                        to="notifications.delivery",
                    ),
                ),
                (
                    "file",
                    koprogo.tenancy.fields.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.file",
                    ),
                ),
                (
                    "holding",
                    koprogo.tenancy.fields.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="buildings.holding",
                    ),
                ),
                (
                    "tenant",
                    models.ForeignKey(
                        db_index=False,
                        default=koprogo.tenancy.context.current_tenant_id,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.tenant",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("tenant", "decision", "holding"),
                        name="written_letter_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WrittenRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("started_at", models.DateTimeField(auto_now_add=True)),
                ("finished_at", models.DateTimeField(null=True)),
                (
                    "decision",
                    koprogo.tenancy.fields.TenantOneToOneField(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letter_run",
                        to="governance.writtendecision",
                    ),
                ),
                (
                    "post_zip",
                    koprogo.tenancy.fields.TenantForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.file",
                    ),
                ),
                (
                    "tenant",
                    models.ForeignKey(
                        db_index=False,
                        default=koprogo.tenancy.context.current_tenant_id,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.tenant",
                    ),
                ),
                (
                    "zip",
                    koprogo.tenancy.fields.TenantForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.file",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("finished_at", None),
                            ("zip__isnull", False),
                            _connector="OR",
                        ),
                        name="written_run_has_zip",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AssemblyRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "uuid",
                    models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
                ),
                ("title", models.CharField(max_length=150, verbose_name="title")),
                (
                    "reason",
                    models.TextField(
                        max_length=4000, verbose_name="why an assembly is needed"
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("nl", "Dutch"),
                            ("fr", "French"),
                            ("de", "German"),
                            ("en", "English"),
                        ],
                        max_length=2,
                    ),
                ),
                ("opened_at", models.DateTimeField(auto_now_add=True)),
                ("withdrawn_at", models.DateTimeField(editable=False, null=True)),
                (
                    "sent_on",
                    models.DateField(
                        editable=False, null=True, verbose_name="posted on"
                    ),
                ),
                ("shares", models.PositiveIntegerField(editable=False, null=True)),
                (
                    "shares_total",
                    models.PositiveIntegerField(editable=False, null=True),
                ),
                (
                    "received_on",
                    models.DateField(
                        editable=False, null=True, verbose_name="received on"
                    ),
                ),
                (
                    "assembly",
                    koprogo.tenancy.fields.TenantOneToOneField(
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="request",
                        to="governance.assembly",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    koprogo.tenancy.fields.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="buildings.owner",
                    ),
                ),
                (
                    "proof",
                    koprogo.tenancy.fields.TenantForeignKey(
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.file",
                    ),
                ),
                (
                    "received_by",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "tenant",
                    models.ForeignKey(
                        db_index=False,
                        default=koprogo.tenancy.context.current_tenant_id,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.tenant",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("title", ""), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                        ),
                        name="request_worded",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withdrawn_at", None), ("sent_on", None), _connector="OR"
                        ),
                        name="request_sent_stays",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("sent_on", None),
                                ("shares", None),
                                ("shares_total", None),
                            ),
                            models.Q(
                                ("sent_on__isnull", False),
                                ("shares__isnull", False),
                                ("shares_total__gte", models.F("shares")),
                            ),
                            _connector="OR",
                        ),
                        name="request_sent_with_shares",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("received_on", None),
                            ("received_on__gte", models.F("sent_on")),
                            _connector="OR",
                        ),
                        name="request_received_after",
                        violation_error_message="It arrives on the day it is posted or later.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("received_on", None),
                            ("sent_on__isnull", False),
                            _connector="OR",
                        ),
                        name="request_received_when_sent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("assembly", None),
                            ("received_on__isnull", False),
                            _connector="OR",
                        ),
                        name="request_convened_when_received",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RequestPoint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=200, verbose_name="point")),
                (
                    "request",
                    koprogo.tenancy.fields.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="points",
                        to="governance.assemblyrequest",
                    ),
                ),
                (
                    "tenant",
                    models.ForeignKey(
                        db_index=False,
                        default=koprogo.tenancy.context.current_tenant_id,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.tenant",
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("tenant", "request", "position"), name="request_point"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True),
                        name="request_point_titled",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RequestSignature",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("sha256", models.CharField(max_length=64)),
                ("signed_at", models.DateTimeField(auto_now_add=True)),
                ("withdrawn_at", models.DateTimeField(editable=False, null=True)),
                (
                    "holding",
                    koprogo.tenancy.fields.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="buildings.holding",
                    ),
                ),
                (
                    "owner",
                    koprogo.tenancy.fields.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="buildings.owner",
                    ),
                ),
                (
                    "request",
                    koprogo.tenancy.fields.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatures",
                        to="governance.assemblyrequest",
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "tenant",
                    models.ForeignKey(
                        db_index=False,
                        default=koprogo.tenancy.context.current_tenant_id,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.tenant",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [
                    models.Index(fields=["tenant", "request"], name="request_signature")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at", None)),
                        fields=("tenant", "request", "holding"),
                        name="request_signed_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")),
                        name="request_signature_hash",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Consultation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "uuid",
                    models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
                ),
                ("title", models.CharField(max_length=200, verbose_name="question")),
                (
                    "title_nl",
                    models.CharField(
                        max_length=200, null=True, verbose_name="question"
                    ),
                ),
                (
                    "title_fr",
                    models.CharField(
                        max_length=200, null=True, verbose_name="question"
                    ),
                ),
                (
                    "title_de",
                    models.CharField(
                        max_length=200, null=True, verbose_name="question"
                    ),
                ),
                (
                    "title_en",
                    models.CharField(
                        max_length=200, null=True, verbose_name="question"
                    ),
                ),
                (
                    "text",
                    models.TextField(
                        blank=True, max_length=4000, verbose_name="explanation"
                    ),
                ),
                (
                    "text_nl",
                    models.TextField(
                        blank=True,
                        max_length=4000,
                        null=True,
                        verbose_name="explanation",
                    ),
                ),
                (
                    "text_fr",
                    models.TextField(
                        blank=True,
                        max_length=4000,
                        null=True,
                        verbose_name="explanation",
                    ),
                ),
                (
                    "text_de",
                    models.TextField(
                        blank=True,
                        max_length=4000,
                        null=True,
                        verbose_name="explanation",
                    ),
                ),
                (
                    "text_en",
                    models.TextField(
                        blank=True,
                        max_length=4000,
                        null=True,
                        verbose_name="explanation",
                    ),
                ),
                (
                    "is_multiple",
                    models.BooleanField(
                        default=False, verbose_name="several answers may be chosen"
                    ),
                ),
                (
                    "is_anonymous",
                    models.BooleanField(default=False, verbose_name="anonymous"),
                ),
                ("closes_on", models.DateField(verbose_name="open until")),
                ("opened_at", models.DateTimeField(auto_now_add=True)),
                ("closed_at", models.DateTimeField(editable=False, null=True)),
                ("heads", models.PositiveIntegerField(default=0, editable=False)),
                ("shares", models.PositiveIntegerField(default=0, editable=False)),
                ("heads_asked", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "shares_asked",
                    models.PositiveIntegerField(default=0, editable=False),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "tenant",
                    models.ForeignKey(
                        db_index=False,
                        default=koprogo.tenancy.context.current_tenant_id,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.tenant",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True),
                        name="consultation_asked",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ConsultationOption",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=150, verbose_name="answer")),
                (
                    "title_nl",
                    models.CharField(max_length=150, null=True, verbose_name="answer"),
                ),
                (
                    "title_fr",
                    models.CharField(max_length=150, null=True, verbose_name="answer"),
                ),
                (
                    "title_de",
                    models.CharField(max_length=150, null=True, verbose_name="answer"),
                ),
                (
                    "title_en",
                    models.CharField(max_length=150, null=True, verbose_name="answer"),
                ),
                ("heads", models.PositiveIntegerField(default=0, editable=False)),
                ("shares", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "consultation",
                    koprogo.tenancy.fields.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="options",
                        to="governance.consultation",
                    ),
                ),
                (
                    "tenant",
                    models.ForeignKey(
                        db_index=False,
                        default=koprogo.tenancy.context.current_tenant_id,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.tenant",
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("tenant", "consultation", "position"),
                        name="consultation_option",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True),
                        name="consultation_option_titled",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ConsultationAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "chosen",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(),
                        default=list,
                        size=None,
                    ),
                ),
                ("answered_at", models.DateTimeField(auto_now=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "consultation",
                    koprogo.tenancy.fields.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="governance.consultation",
                    ),
                ),
                (
                    "holding",
                    koprogo.tenancy.fields.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="buildings.holding",
                    ),
                ),
                (
                    "tenant",
                    models.ForeignKey(
                        db_index=False,
                        default=koprogo.tenancy.context.current_tenant_id,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.tenant",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("tenant", "consultation", "holding"),
                        name="consultation_answer_once",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="decision",
            name="written",
            field=koprogo.tenancy.fields.TenantOneToOneField(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="entry",
                to="governance.writtendecision",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(("item", None), ("written", None), _connector="OR"),
                name="decision_taken_once",
            ),
        ),
    ]
