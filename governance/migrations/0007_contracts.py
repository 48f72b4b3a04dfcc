"""The contracts for regular supplies, and their yearly evaluation."""

import uuid

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import koprogo.fields
import koprogo.tenancy.context
import koprogo.tenancy.fields
from koprogo.tenancy.operations import Freeze, RaiseWalls

# A contract is ended; that there was one stays known.
KEEP_CONTRACTS = """
CREATE TRIGGER kept BEFORE DELETE ON governance_supplycontract
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
"""

DROP_KEEP_CONTRACTS = """
DROP TRIGGER kept ON governance_supplycontract;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("buildings", "0004_walls_of_library_and_consents"),
        ("governance", "0006_council"),
        ("tenancy", "0002_functions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ContractsEvaluation",
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
                ("reported_at", models.DateTimeField(editable=False, null=True)),
                (
                    "reported_by",
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
                        fields=("tenant", "year"), name="contracts_evaluation_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("year__range", (1924, 2200))),
                        name="contracts_evaluation_year",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reported_by", None),
                            ("reported_at__isnull", False),
                            _connector="OR",
                        ),
                        name="contracts_evaluation_reported",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EvaluationDocument",
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
                    "evaluation",
                    koprogo.tenancy.fields.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="governance.contractsevaluation",
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
                        fields=("tenant", "evaluation", "language"),
                        name="evaluation_document_language",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SupplyContract",
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
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("lift", "Lift"),
                            ("heating", "Heating and hot water"),
                            ("cleaning", "Cleaning"),
                            ("garden", "Garden and surroundings"),
                            ("energy", "Electricity and gas"),
                            ("water", "Water"),
                            ("insurance", "Insurance"),
                            ("internet", "Internet and television"),
                            ("safety", "Fire safety and security"),
                            ("other", "Other"),
                        ],
                        max_length=9,
                        verbose_name="kind",
                    ),
                ),
                (
                    "title",
                    models.CharField(max_length=150, verbose_name="what it is for"),
                ),
                (
                    "reference",
                    models.CharField(
                        blank=True,
                        max_length=60,
                        verbose_name="number of contract or policy",
                    ),
                ),
                ("since", models.DateField(verbose_name="from")),
                (
                    "until",
                    models.DateField(blank=True, null=True, verbose_name="until"),
                ),
                (
                    "renewal_months",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(120),
                        ],
                        verbose_name="tacitly renewed for (months)",
                    ),
                ),
                (
                    "notice_months",
                    models.PositiveSmallIntegerField(
                        default=0,
                        validators=[django.core.validators.MaxValueValidator(120)],
                        verbose_name="notice (months)",
                    ),
                ),
                (
                    "agreed_cost",
                    koprogo.fields.MoneyField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="agreed cost a year (EUR)",
                    ),
                ),
                (
                    "indexation",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="indexation"
                    ),
                ),
                (
                    "decided_on",
                    models.DateField(blank=True, null=True, verbose_name="decided on"),
                ),
                (
                    "decided",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="decision"
                    ),
                ),
                (
                    "interest",
                    models.CharField(
                        blank=True,
                        max_length=200,
                        verbose_name="own interest of the syndic",
                    ),
                ),
                ("ended_on", models.DateField(editable=False, null=True)),
                (
                    "end_reason",
                    models.CharField(blank=True, editable=False, max_length=400),
                ),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
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
                    "document",
                    koprogo.tenancy.fields.TenantForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="buildings.librarydocument",
                        verbose_name="contract on paper",
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
                    "supplier",
                    koprogo.tenancy.fields.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contracts",
                        to="buildings.supplier",
                        verbose_name="supplier",
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
                "ordering": ["title", "pk"],
                "indexes": [
                    models.Index(
                        fields=["tenant", "supplier"], name="supply_contract_supplier"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True),
                        name="supply_contract_titled",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "lift",
                                    "heating",
                                    "cleaning",
                                    "garden",
                                    "energy",
                                    "water",
                                    "insurance",
                                    "internet",
                                    "safety",
                                    "other",
                                ],
                            )
                        ),
                        name="supply_contract_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until", None),
                            ("until__gt", models.F("since")),
                            _connector="OR",
                        ),
                        name="supply_contract_days",
                        violation_error_message="The end must come after the beginning.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("renewal_months", None),
                            models.Q(
                                ("renewal_months__range", (1, 120)),
                                ("until__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="supply_contract_renewal",
                        violation_error_message="Only a contract with an end is renewed tacitly, for at least one month.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("notice_months__range", (0, 120))),
                        name="supply_contract_notice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("agreed_cost", None),
                            ("agreed_cost__gte", 0),
                            _connector="OR",
                        ),
                        name="supply_contract_cost",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided", ""),
                                ("decided_on", None),
                                ("decision", None),
                            ),
                            models.Q(
                                ("decided_on__isnull", False),
                                models.Q(("decided", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="supply_contract_decided",
                        violation_error_message="Choose the decision, or give its day and say it in words.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("interest", ""),
                            ("decided_on__isnull", False),
                            _connector="OR",
                        ),
                        name="supply_contract_authorised",
                        violation_error_message="A contract in which the syndic has an interest needs a decision of the assembly beforehand: name it (art. 3.89 §5).",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("end_reason", ""), ("ended_on", None)),
                            models.Q(
                                ("ended_on__gte", models.F("since")),
                                models.Q(("end_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="supply_contract_ended",
                        violation_error_message="It ends after its first day, for a reason.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ContractReview",
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
                    "quality",
                    models.CharField(
                        choices=[
                            ("good", "Good"),
                            ("sufficient", "Sufficient"),
                            ("poor", "Poor"),
                        ],
                        max_length=10,
                        verbose_name="quality",
                    ),
                ),
                (
                    "proposal",
                    models.CharField(
                        choices=[
                            ("continue", "Continue"),
                            ("renegotiate", "Renegotiate"),
                            ("quotes", "Ask for quotes"),
                            ("end", "End"),
                        ],
                        max_length=11,
                        verbose_name="proposal",
                    ),
                ),
                (
                    "remarks",
                    models.TextField(
                        blank=True, max_length=1000, verbose_name="remarks"
                    ),
                ),
                ("reviewed_at", models.DateTimeField(auto_now=True)),
                (
                    "reviewed_by",
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
                    "evaluation",
                    koprogo.tenancy.fields.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="governance.contractsevaluation",
                    ),
                ),
                (
                    "contract",
                    koprogo.tenancy.fields.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="governance.supplycontract",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [
                    models.Index(
                        fields=["tenant", "contract"], name="contract_review_contract"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("tenant", "evaluation", "contract"),
                        name="contract_review_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("quality__in", ["good", "sufficient", "poor"])
                        ),
                        name="contract_review_quality_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "proposal__in",
                                ["continue", "renegotiate", "quotes", "end"],
                            )
                        ),
                        name="contract_review_proposal_known",
                    ),
                ],
            },
        ),
        RaiseWalls(
            "SupplyContract",
            "ContractsEvaluation",
            "ContractReview",
            "EvaluationDocument",
        ),
        Freeze(
            "ContractsEvaluation",
            "reported_at",
            parts={
                "ContractReview": "evaluation_id",
                "EvaluationDocument": "evaluation_id",
            },
        ),
        migrations.RunSQL(KEEP_CONTRACTS, DROP_KEEP_CONTRACTS),
    ]
