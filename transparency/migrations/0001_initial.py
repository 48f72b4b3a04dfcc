import uuid

import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

import buildings.models.participation
import koprogo.fields
import koprogo.tenancy.context
import koprogo.tenancy.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("buildings", "0006_walls_of_participation"),
        ("documents", "0002_walls"),
        ("ledger", "0004_walls_of_years"),
        ("tenancy", "0003_one_asbl"),
    ]

    operations = [
        migrations.CreateModel(
            name="Allocation",
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
                ("title", models.CharField(max_length=120, verbose_name="title")),
                (
                    "amount",
                    koprogo.fields.MoneyField(
                        decimal_places=2,
                        max_digits=12,
                        verbose_name="surplus to divide",
                    ),
                ),
                (
                    "with_fund",
                    models.BooleanField(
                        default=False, verbose_name="with the solidarity fund"
                    ),
                ),
                (
                    "explanation",
                    models.TextField(blank=True, verbose_name="explanation"),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("decision", models.UUIDField(editable=False, null=True, unique=True)),
                (
                    "decision_text",
                    models.CharField(blank=True, editable=False, max_length=200),
                ),
                ("adopted_on", models.DateField(editable=False, null=True)),
                ("adopted_at", models.DateTimeField(editable=False, null=True)),
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
                        name="allocation_named",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)), name="allocation_amount"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("adopted_at", None),
                                ("adopted_on", None),
                                ("decision", None),
                            ),
                            models.Q(
                                ("adopted_at__isnull", False),
                                ("adopted_on__isnull", False),
                                ("decision__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="allocation_adopted_by_decision",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Idea",
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
                ("title", models.CharField(max_length=120, verbose_name="title")),
                ("text", models.TextField(max_length=4000, verbose_name="description")),
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
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("taken", "Taken up"),
                            ("done", "Done"),
                            ("declined", "Declined"),
                        ],
                        default="open",
                        max_length=8,
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        blank=True, max_length=500, verbose_name="answer of the board"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "author",
                    koprogo.tenancy.fields.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="buildings.owner",
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
                            models.Q(("text", ""), _negated=True),
                        ),
                        name="idea_named",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["open", "taken", "done", "declined"])
                        ),
                        name="idea_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "declined"), _negated=True),
                            models.Q(("answer", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="idea_declined_with_answer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AllocationLine",
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
                    "purpose",
                    models.CharField(
                        choices=[
                            ("features", "Features"),
                            ("fund", "Solidarity fund"),
                            ("infrastructure", "Infrastructure"),
                            ("price-cut", "Price cut"),
                            ("reserve", "Legal reserve"),
                            ("research", "Research and development"),
                            ("refunds", "Refunds"),
                        ],
                        max_length=14,
                        verbose_name="purpose",
                    ),
                ),
                (
                    "title",
                    models.CharField(blank=True, max_length=120, verbose_name="title"),
                ),
                (
                    "percent",
                    models.DecimalField(
                        decimal_places=2, max_digits=5, verbose_name="per cent"
                    ),
                ),
                (
                    "amount",
                    koprogo.fields.MoneyField(
                        decimal_places=2,
                        editable=False,
                        max_digits=12,
                        null=True,
                        verbose_name="amount",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "allocation",
                    koprogo.tenancy.fields.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="transparency.allocation",
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
                    "idea",
                    koprogo.tenancy.fields.TenantForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="transparency.idea",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("percent__gt", 0), ("percent__lte", 100)),
                        name="line_percent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "purpose__in",
                                [
                                    "features",
                                    "fund",
                                    "infrastructure",
                                    "price-cut",
                                    "reserve",
                                    "research",
                                    "refunds",
                                ],
                            )
                        ),
                        name="line_purpose_known",
                    ),
                    models.UniqueConstraint(
                        fields=("tenant", "allocation", "position"),
                        name="line_position",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CheckResult",
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
                    "name",
                    models.CharField(
                        choices=[
                            ("ledgers", "Every ledger balances"),
                            ("ballots", "Every chain of ballots is whole"),
                            ("history", "Every history is whole"),
                            ("credits", "Credits of neighbours sum to zero"),
                            ("backup", "The last backup was restored"),
                        ],
                        max_length=8,
                    ),
                ),
                ("sound", models.BooleanField()),
                ("checked_at", models.DateTimeField()),
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
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("tenant", "name"), name="check_result_latest"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "name__in",
                                ["ledgers", "ballots", "history", "credits", "backup"],
                            )
                        ),
                        name="check_result_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Contribution",
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
                ("month", models.DateField(verbose_name="month")),
                (
                    "price",
                    koprogo.fields.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="price in force"
                    ),
                ),
                (
                    "reduction",
                    models.CharField(
                        choices=[
                            ("none", "none"),
                            ("contributor", "contributor"),
                            ("maintainer", "maintainer"),
                        ],
                        max_length=11,
                    ),
                ),
                (
                    "base",
                    koprogo.fields.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="contribution"
                    ),
                ),
                (
                    "add_ons",
                    koprogo.fields.MoneyField(
                        decimal_places=2,
                        default=0,
                        max_digits=12,
                        verbose_name="add-ons",
                    ),
                ),
                ("lines", models.JSONField(default=list)),
                (
                    "due",
                    koprogo.fields.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="to pay"
                    ),
                ),
                ("due_on", models.DateField(verbose_name="to pay by")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "entry",
                    koprogo.tenancy.fields.TenantOneToOneField(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledger.entry",
                    ),
                ),
                (
                    "participation",
                    koprogo.tenancy.fields.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contributions",
                        to="buildings.participation",
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
                "ordering": ["-month", "pk"],
                "indexes": [
                    models.Index(fields=["tenant", "month"], name="contribution_month")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("tenant", "participation", "month"),
                        name="contribution_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "month",
                                buildings.models.participation.FirstOfMonth("month"),
                            )
                        ),
                        name="contribution_of_a_month",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("add_ons__gte", 0),
                            ("base__gte", 0),
                            (
                                "due",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("base"), "+", models.F("add_ons")
                                ),
                            ),
                        ),
                        name="contribution_sum",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("due", 0), ("entry", None)),
                            models.Q(("due__gt", 0), ("entry__isnull", False)),
                            _connector="OR",
                        ),
                        name="contribution_booked",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reduction__in", ["none", "contributor", "maintainer"])
                        ),
                        name="contribution_reduction_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ContributionDocument",
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
                ("year", models.SmallIntegerField(null=True)),
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
                    "contribution",
                    koprogo.tenancy.fields.TenantOneToOneField(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="document",
                        to="transparency.contribution",
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
                    "participation",
                    koprogo.tenancy.fields.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="buildings.participation",
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("contribution", None), ("year__isnull", False)),
                            models.Q(("contribution__isnull", False), ("year", None)),
                            _connector="OR",
                        ),
                        name="contribution_document_of_month_or_year",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("year__isnull", False)),
                        fields=("tenant", "participation", "year"),
                        name="contribution_document_of_year_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Endowment",
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
                    "amount",
                    koprogo.fields.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="amount"
                    ),
                ),
                ("given_on", models.DateField(verbose_name="given on")),
                ("decision", models.UUIDField(editable=False)),
                ("decision_text", models.CharField(editable=False, max_length=200)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "carried_out_by",
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
                    "entry",
                    koprogo.tenancy.fields.TenantOneToOneField(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledger.entry",
                    ),
                ),
                (
                    "line",
                    koprogo.tenancy.fields.TenantOneToOneField(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="endowment",
                        to="transparency.allocationline",
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
                "ordering": ["given_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)), name="endowment_amount"
                    ),
                    models.UniqueConstraint(
                        fields=("tenant", "decision"), name="endowment_of_decision_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Goal",
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
                    "name",
                    models.CharField(
                        choices=[
                            ("participants", "Co-ownerships that take part"),
                            ("people", "People with an account"),
                            ("saved", "Saved by co-ownerships, EUR"),
                            ("co2", "CO₂ a request, grams"),
                            ("contests", "Contests of charges that were answered"),
                            ("satisfaction", "Satisfaction, of 10"),
                            ("uptime", "Availability, per cent"),
                            ("vulnerabilities", "Known vulnerabilities that are open"),
                            ("contributors", "Contributors"),
                        ],
                        max_length=15,
                        verbose_name="goal",
                    ),
                ),
                ("due", models.DateField(verbose_name="until")),
                (
                    "target",
                    models.DecimalField(
                        decimal_places=2, max_digits=12, verbose_name="target"
                    ),
                ),
                (
                    "measured",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        verbose_name="measured",
                    ),
                ),
                (
                    "measured_on",
                    models.DateField(blank=True, null=True, verbose_name="measured on"),
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
                "ordering": ["due", "name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("tenant", "name", "due"), name="goal_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("measured", None), ("measured_on", None)),
                            models.Q(
                                ("measured__isnull", False),
                                ("measured_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="goal_measured_on",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IdeaSupport",
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
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "idea",
                    koprogo.tenancy.fields.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supports",
                        to="transparency.idea",
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
                "constraints": [
                    models.UniqueConstraint(
                        fields=("tenant", "idea", "owner"), name="idea_support_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Publication",
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
                ("tables", models.JSONField(default=dict)),
                ("figures", models.JSONField(default=dict)),
                ("digest", models.CharField(max_length=64)),
                ("as_of", models.DateTimeField()),
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
                "constraints": [
                    models.UniqueConstraint(fields=("tenant",), name="publication_one"),
                    models.CheckConstraint(
                        condition=models.Q(("digest__regex", "^[0-9a-f]{64}$")),
                        name="publication_hashed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Quarter",
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
                ("year", models.SmallIntegerField(verbose_name="year")),
                ("number", models.SmallIntegerField(verbose_name="quarter")),
                ("since", models.DateField()),
                ("until", models.DateField()),
                ("closed_at", models.DateTimeField(editable=False, null=True)),
                ("figures", models.JSONField(default=dict, editable=False)),
                (
                    "closed_by",
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
                "ordering": ["year", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("tenant", "year", "number"), name="quarter_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("number__range", (1, 4)), ("until__gt", models.F("since"))
                        ),
                        name="quarter_number",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Receipt",
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
                    "amount",
                    koprogo.fields.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="amount"
                    ),
                ),
                ("received_on", models.DateField(verbose_name="received on")),
                (
                    "bank_reference",
                    models.CharField(blank=True, editable=False, max_length=120),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "entry",
                    koprogo.tenancy.fields.TenantOneToOneField(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledger.entry",
                    ),
                ),
                (
                    "mirror",
                    koprogo.tenancy.fields.TenantOneToOneField(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledger.entry",
                    ),
                ),
                (
                    "participation",
                    koprogo.tenancy.fields.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="receipts",
                        to="buildings.participation",
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
                "ordering": ["-received_on", "-pk"],
                "indexes": [
                    models.Index(fields=["tenant", "participation"], name="receipt_of")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)), name="receipt_amount"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            models.Q(("bank_reference", ""), _negated=True),
                            ("mirror", None),
                        ),
                        fields=("tenant", "bank_reference"),
                        name="receipt_of_movement_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Report",
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
                            ("quarter", "Quarterly report"),
                            ("year", "Yearly accounts"),
                        ],
                        max_length=7,
                    ),
                ),
                ("year", models.SmallIntegerField()),
                ("quarter", models.SmallIntegerField(null=True)),
                ("version", models.PositiveSmallIntegerField(default=1)),
                (
                    "reason",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="what is corrected"
                    ),
                ),
                (
                    "note",
                    models.TextField(blank=True, verbose_name="note of the board"),
                ),
                (
                    "auditor_note",
                    models.TextField(blank=True, verbose_name="note of the auditor"),
                ),
                ("tables", models.JSONField(default=dict)),
                ("figures", models.JSONField(default=dict)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("reviewed_at", models.DateTimeField(editable=False, null=True)),
                ("approved_by_decision", models.UUIDField(editable=False, null=True)),
                (
                    "decision_text",
                    models.CharField(blank=True, editable=False, max_length=200),
                ),
                ("published_at", models.DateTimeField(editable=False, null=True)),
                (
                    "published_by",
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
                    "replaces",
                    koprogo.tenancy.fields.TenantOneToOneField(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="transparency.report",
                    ),
                ),
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
            ],
            options={
                "ordering": ["-year", "-quarter", "-version"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "quarter"), ("quarter__range", (1, 4))),
                            models.Q(("kind", "year"), ("quarter", None)),
                            _connector="OR",
                        ),
                        name="report_kind_known",
                    ),
                    models.UniqueConstraint(
                        fields=("tenant", "kind", "year", "quarter", "version"),
                        name="report_version",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("reason", ""), ("replaces", None), ("version", 1)
                            ),
                            models.Q(
                                ("replaces__isnull", False),
                                ("version__gt", 1),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="report_correction_reasoned",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("published_at", None),
                            ("reviewed_at__isnull", False),
                            _connector="OR",
                        ),
                        name="report_reviewed_first",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("published_by", None),
                            models.Q(
                                ("published_by", models.F("reviewed_by")), _negated=True
                            ),
                            _connector="OR",
                        ),
                        name="report_two_people",
                        violation_error_message="Somebody else must publish what you reviewed.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "quarter"),
                            ("published_at", None),
                            ("approved_by_decision__isnull", False),
                            _connector="OR",
                        ),
                        name="report_of_year_approved_by_members",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportDocument",
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
                    "file",
                    koprogo.tenancy.fields.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.file",
                    ),
                ),
                (
                    "report",
                    koprogo.tenancy.fields.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="transparency.report",
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
                        fields=("tenant", "report", "language"), name="report_language"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SurplusQuestion",
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
                ("item", models.UUIDField(editable=False, null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "quarter",
                    koprogo.tenancy.fields.TenantOneToOneField(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="question",
                        to="transparency.quarter",
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
            options={"ordering": ["pk"]},
        ),
        migrations.CreateModel(
            name="Schedule",
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
                    "audience",
                    models.CharField(
                        choices=[
                            ("co_ownership", "Co-ownerships"),
                            ("person", "Persons"),
                            ("ai", "AI assistant"),
                            ("iot", "Meters and sensors"),
                            ("anchoring", "Anchored votes"),
                            ("energy", "Energy group"),
                        ],
                        max_length=12,
                        verbose_name="whose price",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("grid", "Falls with the number of participants"),
                            ("voted", "Voted price"),
                        ],
                        max_length=5,
                        verbose_name="kind",
                    ),
                ),
                ("since", models.DateField(verbose_name="from")),
                ("decision", models.UUIDField(editable=False, null=True)),
                (
                    "decision_text",
                    models.CharField(blank=True, editable=False, max_length=200),
                ),
                ("adopted_at", models.DateTimeField(auto_now_add=True)),
                (
                    "adopted_by",
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
                "ordering": ["since", "pk"],
                "indexes": [
                    models.Index(
                        fields=["tenant", "audience", "since"], name="schedule_since"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "audience__in",
                                [
                                    "co_ownership",
                                    "person",
                                    "ai",
                                    "iot",
                                    "anchoring",
                                    "energy",
                                ],
                            )
                        ),
                        name="schedule_audience_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "voted"),
                            models.Q(("audience", "co_ownership"), ("kind", "grid")),
                            _connector="OR",
                        ),
                        name="schedule_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "since",
                                buildings.models.participation.FirstOfMonth("since"),
                            )
                        ),
                        name="schedule_from_a_first",
                        violation_error_message="A tariff begins on the first of a month.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("decision__isnull", False)),
                        fields=("tenant", "decision", "audience"),
                        name="schedule_of_decision_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decision", None), ("decision_text", "")),
                            models.Q(
                                ("decision__isnull", False),
                                models.Q(("decision_text", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="schedule_decision_named",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ScheduleTier",
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
                    "from_participants",
                    models.PositiveIntegerField(
                        verbose_name="from how many participants"
                    ),
                ),
                (
                    "price",
                    koprogo.fields.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="price a month"
                    ),
                ),
                (
                    "schedule",
                    koprogo.tenancy.fields.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tiers",
                        to="transparency.schedule",
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
                "ordering": ["from_participants"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("tenant", "schedule", "from_participants"),
                        name="tier_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("price__gte", 0)), name="tier_price"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PriceStep",
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
                    "audience",
                    models.CharField(
                        choices=[
                            ("co_ownership", "Co-ownerships"),
                            ("person", "Persons"),
                            ("ai", "AI assistant"),
                            ("iot", "Meters and sensors"),
                            ("anchoring", "Anchored votes"),
                            ("energy", "Energy group"),
                        ],
                        max_length=12,
                    ),
                ),
                ("since", models.DateField(verbose_name="from")),
                (
                    "price",
                    koprogo.fields.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="price a month"
                    ),
                ),
                (
                    "participants",
                    models.PositiveIntegerField(verbose_name="participants"),
                ),
                (
                    "cause",
                    models.CharField(
                        choices=[
                            ("founding", "Tariff of the founders"),
                            ("crossing", "Enough participants"),
                            ("vote", "Decision of the members"),
                        ],
                        max_length=8,
                        verbose_name="why",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
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
                    "schedule",
                    koprogo.tenancy.fields.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="transparency.schedule",
                    ),
                ),
                (
                    "tier",
                    koprogo.tenancy.fields.TenantForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="transparency.scheduletier",
                    ),
                ),
            ],
            options={
                "ordering": ["since", "pk"],
                "indexes": [
                    models.Index(
                        fields=["tenant", "audience", "since"], name="step_since"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "audience__in",
                                [
                                    "co_ownership",
                                    "person",
                                    "ai",
                                    "iot",
                                    "anchoring",
                                    "energy",
                                ],
                            )
                        ),
                        name="step_audience_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("price__gte", 0)), name="step_price"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "since",
                                buildings.models.participation.FirstOfMonth("since"),
                            )
                        ),
                        name="step_from_a_first",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("cause", "crossing"), ("tier__isnull", False)),
                            models.Q(
                                ("cause__in", ["founding", "vote"]), ("tier", None)
                            ),
                            _connector="OR",
                        ),
                        name="step_cause_known",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("tier__isnull", False)),
                        fields=("tenant", "tier"),
                        name="step_crosses_a_tier_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("tier", None)),
                        fields=("tenant", "schedule"),
                        name="step_begins_a_schedule_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Spending",
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
                    "amount",
                    koprogo.fields.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="amount"
                    ),
                ),
                ("spent_on", models.DateField(verbose_name="spent on")),
                (
                    "description",
                    models.CharField(max_length=200, verbose_name="description"),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "entry",
                    koprogo.tenancy.fields.TenantOneToOneField(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledger.entry",
                    ),
                ),
                (
                    "line",
                    koprogo.tenancy.fields.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="spendings",
                        to="transparency.allocationline",
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
                "ordering": ["spent_on", "pk"],
                "indexes": [
                    models.Index(fields=["tenant", "line"], name="spending_of")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("amount", 0), _negated=True),
                            models.Q(("description", ""), _negated=True),
                        ),
                        name="spending_named",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Voucher",
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
                            ("servers", "Servers"),
                            ("bandwidth", "Bandwidth"),
                            ("storage", "Storage"),
                            ("staff", "Staff"),
                            ("add-ons", "Add-ons"),
                            ("bank", "Bank"),
                            ("insurance", "Insurance"),
                            ("other", "Other costs"),
                            ("gifts", "Gifts and grants"),
                            ("income", "Other income"),
                        ],
                        max_length=9,
                        verbose_name="kind",
                    ),
                ),
                (
                    "supplier",
                    models.CharField(max_length=120, verbose_name="supplier or giver"),
                ),
                (
                    "description",
                    models.CharField(max_length=200, verbose_name="description"),
                ),
                (
                    "amount",
                    koprogo.fields.MoneyField(
                        decimal_places=2, max_digits=12, verbose_name="amount"
                    ),
                ),
                ("dated", models.DateField(verbose_name="date of the voucher")),
                ("since", models.DateField(verbose_name="from")),
                ("until", models.DateField(verbose_name="until")),
                (
                    "recurring",
                    models.CharField(
                        choices=[
                            ("no", "Once"),
                            ("monthly", "Every month"),
                            ("quarterly", "Every quarter"),
                            ("yearly", "Every year"),
                        ],
                        default="no",
                        max_length=9,
                        verbose_name="comes back",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("entered", "To approve"),
                            ("approved", "Approved"),
                            ("rejected", "Rejected"),
                            ("reversed", "Reversed"),
                        ],
                        default="entered",
                        max_length=8,
                    ),
                ),
                ("entered_at", models.DateTimeField(auto_now_add=True)),
                ("decided_at", models.DateTimeField(editable=False, null=True)),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        editable=False,
                        max_length=300,
                        verbose_name="reason",
                    ),
                ),
                (
                    "paid_on",
                    models.DateField(editable=False, null=True, verbose_name="paid on"),
                ),
                (
                    "decided_by",
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
                    "entered_by",
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
                    "paper",
                    koprogo.tenancy.fields.TenantForeignKey(
                        db_index=False,
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
            ],
            options={
                "ordering": ["-dated", "-pk"],
                "indexes": [
                    models.Index(fields=["tenant", "state"], name="voucher_state")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "servers",
                                    "bandwidth",
                                    "storage",
                                    "staff",
                                    "add-ons",
                                    "bank",
                                    "insurance",
                                    "other",
                                    "gifts",
                                    "income",
                                ],
                            )
                        ),
                        name="voucher_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("recurring__in", ["no", "monthly", "quarterly", "yearly"])
                        ),
                        name="voucher_recurring_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)), name="voucher_amount"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("supplier", ""), _negated=True),
                            models.Q(("description", ""), _negated=True),
                        ),
                        name="voucher_named",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "since",
                                buildings.models.participation.FirstOfMonth("since"),
                            ),
                            (
                                "until",
                                buildings.models.participation.FirstOfMonth("until"),
                            ),
                            ("until__gt", models.F("since")),
                        ),
                        name="voucher_of_whole_months",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at", None),
                                ("decided_by", None),
                                ("state", "entered"),
                            ),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("state__in", ["approved", "rejected", "reversed"]),
                            ),
                            _connector="OR",
                        ),
                        name="voucher_decided",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by", None),
                            models.Q(
                                ("decided_by", models.F("entered_by")), _negated=True
                            ),
                            _connector="OR",
                        ),
                        name="voucher_four_eyes",
                        violation_error_message="Somebody else must approve what you entered.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("paid_on", None),
                            ("state__in", ["approved", "reversed"]),
                            _connector="OR",
                        ),
                        name="voucher_paid_when_approved",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="VoucherEntry",
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
                ("month", models.DateField(null=True)),
                (
                    "entry",
                    koprogo.tenancy.fields.TenantOneToOneField(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="voucher_entry",
                        to="ledger.entry",
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
                    "voucher",
                    koprogo.tenancy.fields.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="transparency.voucher",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [
                    models.Index(fields=["tenant", "voucher"], name="voucher_entry_of"),
                    models.Index(
                        fields=["tenant", "month"], name="voucher_entry_month"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("month", None),
                            (
                                "month",
                                buildings.models.participation.FirstOfMonth("month"),
                            ),
                            _connector="OR",
                        ),
                        name="voucher_entry_of_a_month",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Office",
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
                    "role",
                    models.CharField(
                        choices=[
                            ("board", "Board member of the ASBL"),
                            ("treasurer", "Treasurer of the ASBL"),
                            ("asbl_auditor", "Auditor of the ASBL"),
                            ("coordinator", "Coordinator of the ASBL"),
                            ("committee", "Solidarity committee"),
                        ],
                        max_length=12,
                        verbose_name="office",
                    ),
                ),
                ("since", models.DateField(verbose_name="from")),
                ("until", models.DateField(verbose_name="until")),
                ("decision", models.UUIDField(editable=False)),
                ("decision_text", models.CharField(editable=False, max_length=200)),
                ("decided_on", models.DateField(editable=False)),
                ("ended_on", models.DateField(editable=False, null=True)),
                (
                    "end_reason",
                    models.CharField(
                        blank=True,
                        editable=False,
                        max_length=300,
                        verbose_name="why it ended before its time",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
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
                "ordering": ["-since", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "role__in",
                                [
                                    "board",
                                    "treasurer",
                                    "asbl_auditor",
                                    "coordinator",
                                    "committee",
                                ],
                            )
                        ),
                        name="office_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until__gt", models.F("since"))),
                        name="office_dates",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("end_reason", ""), ("ended_on", None)),
                            models.Q(
                                ("ended_on__lt", models.F("until")),
                                models.Q(("end_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="office_end_reasoned",
                    ),
                    models.UniqueConstraint(
                        fields=("tenant", "decision", "role"),
                        name="office_of_decision_once",
                    ),
                ],
            },
        ),
    ]
