"""The council of co-ownership, the auditor, the syndics and their hand-over."""

import uuid

import django.contrib.postgres.constraints
import django.db.models.deletion
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models

import buildings.models.ownership
import buildings.validators
import governance.models.council
import koprogo.tenancy.context
import koprogo.tenancy.fields
from koprogo.tenancy.operations import AppendOnly, RaiseWalls

# What an assembly decided stays: only when it ended, and why, is added later; what has
# not begun yet can be taken back.
GUARD_TERMS = """
CREATE TRIGGER as_decided BEFORE UPDATE ON governance_councilterm FOR EACH ROW
  WHEN (to_jsonb(NEW) - '{until,end_reason,is_chair}'::text[]
    <> to_jsonb(OLD) - '{until,end_reason,is_chair}'::text[])
  EXECUTE FUNCTION refuse_change();
CREATE TRIGGER as_decided BEFORE UPDATE ON governance_auditorterm FOR EACH ROW
  WHEN (to_jsonb(NEW) - '{until,end_reason}'::text[]
    <> to_jsonb(OLD) - '{until,end_reason}'::text[])
  EXECUTE FUNCTION refuse_change();
CREATE TRIGGER as_decided BEFORE UPDATE ON governance_councildelegation FOR EACH ROW
  WHEN (to_jsonb(NEW) - '{until,end_reason}'::text[]
    <> to_jsonb(OLD) - '{until,end_reason}'::text[])
  EXECUTE FUNCTION refuse_change();
CREATE TRIGGER as_appointed BEFORE UPDATE ON governance_syndicterm FOR EACH ROW
  WHEN (OLD.since <> NEW.since OR OLD.name <> NEW.name OR OLD.kbo <> NEW.kbo)
  EXECUTE FUNCTION refuse_change();
CREATE TRIGGER kept BEFORE DELETE ON governance_councilterm FOR EACH ROW
  WHEN (OLD.since <= current_date) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER kept BEFORE DELETE ON governance_auditorterm FOR EACH ROW
  WHEN (OLD.since <= current_date) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER kept BEFORE DELETE ON governance_councildelegation FOR EACH ROW
  WHEN (OLD.since <= current_date) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER kept BEFORE DELETE ON governance_syndicterm FOR EACH ROW
  WHEN (OLD.since <= current_date) EXECUTE FUNCTION refuse_change();
"""

DROP_GUARD_TERMS = """
DROP TRIGGER kept ON governance_syndicterm;
DROP TRIGGER kept ON governance_councildelegation;
DROP TRIGGER kept ON governance_auditorterm;
DROP TRIGGER kept ON governance_councilterm;
DROP TRIGGER as_appointed ON governance_syndicterm;
DROP TRIGGER as_decided ON governance_councildelegation;
DROP TRIGGER as_decided ON governance_auditorterm;
DROP TRIGGER as_decided ON governance_councilterm;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("buildings", "0004_walls_of_library_and_consents"),
        ("governance", "0005_walls_of_written"),
        ("tenancy", "0002_functions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SyndicTerm",
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
                ("since", models.DateField(verbose_name="from")),
                (
                    "until",
                    models.DateField(blank=True, null=True, verbose_name="until"),
                ),
                ("decided_on", models.DateField(null=True, verbose_name="decided on")),
                (
                    "decided",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="decision"
                    ),
                ),
                (
                    "end_reason",
                    models.CharField(
                        blank=True,
                        max_length=400,
                        verbose_name="why it ended before its time",
                    ),
                ),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "kbo",
                    models.CharField(
                        blank=True,
                        max_length=10,
                        validators=[buildings.validators.validate_kbo],
                        verbose_name="KBO number",
                    ),
                ),
                (
                    "posted_on",
                    models.DateField(
                        blank=True,
                        null=True,
                        verbose_name="extract posted at the entrance on",
                    ),
                ),
                (
                    "filed_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="filed at the KBO on"
                    ),
                ),
                (
                    "contract",
                    koprogo.tenancy.fields.TenantForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="buildings.librarydocument",
                        verbose_name="contract",
                    ),
                ),
                (
                    "decision",
                    koprogo.tenancy.fields.TenantForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="governance.decision",
                    ),
                ),
                (
                    "recorded_by",
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
                "ordering": ["-since"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until", None),
                            ("until__gt", models.F("since")),
                            _connector="OR",
                        ),
                        name="syndic_term_days",
                        violation_error_message="The end must come after the beginning.",
                    ),
                    models.UniqueConstraint(
                        fields=("tenant", "since"), name="syndic_term_since"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name", ""), _negated=True),
                            ("until__isnull", False),
                        ),
                        name="syndic_term_named",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HandedOver",
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
                    "what",
                    models.CharField(
                        choices=[
                            ("archive", "The archive of this building, made here"),
                            ("registers", "Register of decisions and minutes on paper"),
                            ("accounts", "Accounts and vouchers on paper"),
                            ("bank", "Powers over the bank accounts"),
                            ("contracts", "Contracts and insurance policies"),
                            ("technical", "Plans, certificates and as-built file"),
                            ("proceedings", "Files of claims and pending proceedings"),
                            ("keys", "Keys, badges and codes"),
                        ],
                        max_length=11,
                        verbose_name="what",
                    ),
                ),
                ("handed_on", models.DateField(verbose_name="on")),
                (
                    "handed_by",
                    models.CharField(max_length=150, verbose_name="handed over by"),
                ),
                (
                    "received_by",
                    models.CharField(max_length=150, verbose_name="received by"),
                ),
                (
                    "note",
                    models.CharField(blank=True, max_length=400, verbose_name="remark"),
                ),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "recorded_by",
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
                (
                    "term",
                    koprogo.tenancy.fields.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handed_over",
                        to="governance.syndicterm",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("tenant", "term", "what"), name="handed_over_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("handed_by", ""), _negated=True),
                            models.Q(("received_by", ""), _negated=True),
                        ),
                        name="handed_over_by_and_to",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AuditorTerm",
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
                ("since", models.DateField(verbose_name="from")),
                (
                    "until",
                    models.DateField(blank=True, null=True, verbose_name="until"),
                ),
                ("decided_on", models.DateField(null=True, verbose_name="decided on")),
                (
                    "decided",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="decision"
                    ),
                ),
                (
                    "end_reason",
                    models.CharField(
                        blank=True,
                        max_length=400,
                        verbose_name="why it ended before its time",
                    ),
                ),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "name",
                    models.CharField(blank=True, max_length=150, verbose_name="name"),
                ),
                (
                    "decision",
                    koprogo.tenancy.fields.TenantForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="governance.decision",
                    ),
                ),
                (
                    "owner",
                    koprogo.tenancy.fields.TenantForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="buildings.owner",
                    ),
                ),
                (
                    "recorded_by",
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
                "ordering": ["-since", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until", None),
                            ("until__gt", models.F("since")),
                            _connector="OR",
                        ),
                        name="auditor_term_days",
                        violation_error_message="The end must come after the beginning.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_on__isnull", False),
                            models.Q(("decided", ""), _negated=True),
                        ),
                        name="auditor_term_decided",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("owner", None), models.Q(("name", ""), _negated=True)
                            ),
                            models.Q(("name", ""), ("owner__isnull", False)),
                            _connector="OR",
                        ),
                        name="auditor_term_who",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("owner__isnull", False)),
                        expressions=[
                            (models.F("tenant"), "="),
                            (models.F("owner"), "="),
                            (buildings.models.ownership.Period("since", "until"), "&&"),
                        ],
                        name="auditor_term_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CouncilDelegation",
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
                ("since", models.DateField(verbose_name="from")),
                (
                    "until",
                    models.DateField(blank=True, null=True, verbose_name="until"),
                ),
                ("decided_on", models.DateField(null=True, verbose_name="decided on")),
                (
                    "decided",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="decision"
                    ),
                ),
                (
                    "end_reason",
                    models.CharField(
                        blank=True,
                        max_length=400,
                        verbose_name="why it ended before its time",
                    ),
                ),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "text",
                    models.CharField(
                        max_length=400, verbose_name="what the council may do"
                    ),
                ),
                (
                    "decision",
                    koprogo.tenancy.fields.TenantForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="governance.decision",
                    ),
                ),
                (
                    "recorded_by",
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
                "ordering": ["-since", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until", None),
                            ("until__gt", models.F("since")),
                            _connector="OR",
                        ),
                        name="council_delegation_days",
                        violation_error_message="The end must come after the beginning.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_on__isnull", False),
                            models.Q(("decided", ""), _negated=True),
                        ),
                        name="council_delegation_decided",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__isnull", False),
                            django.db.models.lookups.LessThanOrEqual(
                                models.F("until"),
                                governance.models.council.YearLater("since"),
                            ),
                        ),
                        name="council_delegation_year",
                        violation_error_message="A delegation lasts one year at most (art. 3.90).",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="council_delegation_worded",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CouncilReport",
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
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "document",
                    koprogo.tenancy.fields.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="buildings.librarydocument",
                    ),
                ),
                (
                    "recorded_by",
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
                "ordering": ["-year"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("tenant", "year"), name="council_report_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("year__range", (1924, 2200))),
                        name="council_report_year",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CouncilTerm",
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
                ("since", models.DateField(verbose_name="from")),
                (
                    "until",
                    models.DateField(blank=True, null=True, verbose_name="until"),
                ),
                ("decided_on", models.DateField(null=True, verbose_name="decided on")),
                (
                    "decided",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="decision"
                    ),
                ),
                (
                    "end_reason",
                    models.CharField(
                        blank=True,
                        max_length=400,
                        verbose_name="why it ended before its time",
                    ),
                ),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "is_chair",
                    models.BooleanField(
                        default=False, verbose_name="chair of the council"
                    ),
                ),
                (
                    "decision",
                    koprogo.tenancy.fields.TenantForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="governance.decision",
                    ),
                ),
                (
                    "owner",
                    koprogo.tenancy.fields.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="council_terms",
                        to="buildings.owner",
                    ),
                ),
                (
                    "recorded_by",
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
                "ordering": ["-is_chair", "owner__sort_name", "since", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until", None),
                            ("until__gt", models.F("since")),
                            _connector="OR",
                        ),
                        name="council_term_days",
                        violation_error_message="The end must come after the beginning.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_on__isnull", False),
                            models.Q(("decided", ""), _negated=True),
                        ),
                        name="council_term_decided",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (models.F("tenant"), "="),
                            (models.F("owner"), "="),
                            (buildings.models.ownership.Period("since", "until"), "&&"),
                        ],
                        name="council_member_once",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("is_chair", True)),
                        expressions=[
                            (models.F("tenant"), "="),
                            (buildings.models.ownership.Period("since", "until"), "&&"),
                        ],
                        name="council_one_chair",
                    ),
                ],
            },
        ),
        RaiseWalls(
            "CouncilTerm",
            "CouncilDelegation",
            "CouncilReport",
            "AuditorTerm",
            "SyndicTerm",
            "HandedOver",
        ),
        AppendOnly("CouncilReport", "HandedOver"),
        migrations.RunSQL(GUARD_TERMS, DROP_GUARD_TERMS),
    ]
