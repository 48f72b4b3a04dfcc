"""The exchange of hours: its ledger, what is exchanged, and who mediates."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import koprogo.tenancy.context
import koprogo.tenancy.fields


class Migration(migrations.Migration):
    dependencies = [
        ("community", "0002_walls"),
        ("tenancy", "0003_one_asbl"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HoursAccount",
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
                ("balance", models.IntegerField(default=0, editable=False)),
                ("opened_at", models.DateTimeField(auto_now_add=True)),
                (
                    "neighbour",
                    koprogo.tenancy.fields.TenantOneToOneField(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hours",
                        to="community.neighbour",
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
                        condition=models.Q(("neighbour", None)),
                        fields=("tenant",),
                        name="hours_account_common_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HoursExchange",
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
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Waits for an answer"),
                            ("accepted", "Accepted"),
                            ("done", "To be confirmed"),
                            ("confirmed", "Counted"),
                            ("declined", "Declined"),
                            ("withdrawn", "Called off"),
                            ("disputed", "With a mediator"),
                            ("mediated", "Settled by a mediator"),
                        ],
                        default="asked",
                        max_length=9,
                    ),
                ),
                (
                    "text",
                    models.CharField(
                        blank=True, max_length=500, verbose_name="message"
                    ),
                ),
                ("asked_at", models.DateTimeField(auto_now_add=True)),
                (
                    "answer",
                    models.CharField(blank=True, max_length=500, verbose_name="answer"),
                ),
                ("answered_at", models.DateTimeField(editable=False, null=True)),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(null=True, verbose_name="minutes"),
                ),
                ("done_on", models.DateField(null=True, verbose_name="day")),
                ("said_at", models.DateTimeField(editable=False, null=True)),
                ("giver_confirmed_at", models.DateTimeField(editable=False, null=True)),
                (
                    "receiver_confirmed_at",
                    models.DateTimeField(editable=False, null=True),
                ),
                ("reminded_at", models.DateTimeField(editable=False, null=True)),
                (
                    "dispute",
                    models.CharField(
                        blank=True, max_length=500, verbose_name="what is wrong"
                    ),
                ),
                ("disputed_at", models.DateTimeField(editable=False, null=True)),
                (
                    "reasons",
                    models.CharField(
                        blank=True, max_length=500, verbose_name="reasons"
                    ),
                ),
                ("ended_at", models.DateTimeField(editable=False, null=True)),
                ("mirror_asked_at", models.DateTimeField(editable=False, null=True)),
                (
                    "asked_by",
                    koprogo.tenancy.fields.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="community.neighbour",
                    ),
                ),
                (
                    "disputed_by",
                    koprogo.tenancy.fields.TenantForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="community.neighbour",
                    ),
                ),
                (
                    "giver",
                    koprogo.tenancy.fields.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="community.neighbour",
                    ),
                ),
                (
                    "mediator",
                    koprogo.tenancy.fields.TenantForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="community.neighbour",
                    ),
                ),
                (
                    "mirror_asked_by",
                    koprogo.tenancy.fields.TenantForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="community.neighbour",
                    ),
                ),
                (
                    "post",
                    koprogo.tenancy.fields.TenantForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exchanges",
                        to="community.post",
                    ),
                ),
                (
                    "receiver",
                    koprogo.tenancy.fields.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="community.neighbour",
                    ),
                ),
                (
                    "said_by",
                    koprogo.tenancy.fields.TenantForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="community.neighbour",
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
                "indexes": [
                    models.Index(
                        fields=["tenant", "giver", "-id"], name="exchange_given"
                    ),
                    models.Index(
                        fields=["tenant", "receiver", "-id"], name="exchange_received"
                    ),
                    models.Index(
                        fields=["tenant", "state", "said_at"], name="exchange_waits"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "asked",
                                    "accepted",
                                    "done",
                                    "confirmed",
                                    "declined",
                                    "withdrawn",
                                    "disputed",
                                    "mediated",
                                ],
                            )
                        ),
                        name="exchange_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("giver", models.F("receiver")), _negated=True),
                            models.Q(
                                ("asked_by", models.F("giver")),
                                ("asked_by", models.F("receiver")),
                                _connector="OR",
                            ),
                        ),
                        name="exchange_between_two",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("minutes", None), ("minutes__lte", 1440), _connector="OR"
                        ),
                        name="exchange_within_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["asked", "declined"]),
                            ("answered_at__isnull", False),
                            ("state", "withdrawn"),
                            _connector="OR",
                        ),
                        name="exchange_answered",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ["done", "confirmed", "disputed"]),
                                _negated=True,
                            ),
                            models.Q(
                                ("done_on__isnull", False),
                                ("minutes__gte", 1),
                                ("said_at__isnull", False),
                                ("said_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="exchange_said_how_long",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "confirmed"), _negated=True),
                            ("giver_confirmed_at__isnull", False),
                            ("receiver_confirmed_at__isnull", False),
                            _connector="OR",
                        ),
                        name="exchange_confirmed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ["disputed", "mediated"]), _negated=True
                            ),
                            models.Q(
                                ("disputed_at__isnull", False),
                                ("disputed_by__isnull", False),
                                models.Q(
                                    models.Q(("dispute", ""), _negated=True),
                                    ("state", "mediated"),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="exchange_disputed_with_reasons",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("mediator__isnull", False), ("state", "mediated")
                            ),
                            models.Q(
                                models.Q(("state", "mediated"), _negated=True),
                                ("mediator", None),
                                ("reasons", ""),
                            ),
                            _connector="OR",
                        ),
                        name="exchange_mediated_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("mediator", None),
                            models.Q(
                                models.Q(
                                    ("mediator", models.F("giver")), _negated=True
                                ),
                                models.Q(
                                    ("mediator", models.F("receiver")), _negated=True
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="exchange_mediator_is_no_party",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_at", None),
                                (
                                    "state__in",
                                    ["asked", "accepted", "done", "disputed"],
                                ),
                            ),
                            models.Q(
                                models.Q(
                                    (
                                        "state__in",
                                        ["asked", "accepted", "done", "disputed"],
                                    ),
                                    _negated=True,
                                ),
                                ("ended_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="exchange_ended",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("post__isnull", False),
                            ("ended_at__isnull", False),
                            _connector="OR",
                        ),
                        name="exchange_about_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("mirror_asked_at", None), ("mirror_asked_by", None)
                            ),
                            models.Q(
                                ("mirror_asked_at__isnull", False),
                                ("mirror_asked_by__isnull", False),
                                ("state__in", ["confirmed", "mediated"]),
                            ),
                            _connector="OR",
                        ),
                        name="exchange_undone_once_counted",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["asked", "accepted"])),
                        fields=("tenant", "post", "giver", "receiver"),
                        name="exchange_asked_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HoursLimits",
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
                ("floor", models.IntegerField(default=-720)),
                ("ceiling", models.IntegerField(default=2400)),
                ("near", models.IntegerField(default=180)),
                ("decided_on", models.DateField(verbose_name="decided on")),
                ("decision", models.CharField(max_length=200, verbose_name="decision")),
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
            ],
            options={
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(fields=["tenant", "-id"], name="hours_limits_latest")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ceiling__range", (60, 60000)),
                            ("floor__range", (-60000, -60)),
                        ),
                        name="hours_limits_leave_room",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("near__range", (0, 60000))),
                        name="hours_limits_near",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("decision", ""), _negated=True),
                        name="hours_limits_decided",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HoursMediator",
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
                ("offered_at", models.DateTimeField(auto_now_add=True)),
                ("named_at", models.DateTimeField(editable=False, null=True)),
                (
                    "decision",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="decision"
                    ),
                ),
                ("ended_at", models.DateTimeField(editable=False, null=True)),
                (
                    "named_by",
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
                    "neighbour",
                    koprogo.tenancy.fields.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="community.neighbour",
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
                        condition=models.Q(("ended_at", None)),
                        fields=("tenant", "neighbour"),
                        name="mediator_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decision", ""), ("named_at", None)),
                            models.Q(
                                ("named_at__isnull", False),
                                models.Q(("decision", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="mediator_named_by_decision",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HoursPost",
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
                    "category",
                    models.CharField(
                        choices=[
                            ("garden", "Garden and plants"),
                            ("repairs", "Small repairs"),
                            ("computer", "Computer and phone"),
                            ("lessons", "Lessons and languages"),
                            ("childcare", "Looking after children"),
                            ("transport", "Transport and errands"),
                            ("cooking", "Cooking"),
                            ("paperwork", "Paperwork"),
                            ("company", "Being together"),
                            ("other", "Other things"),
                        ],
                        max_length=9,
                        verbose_name="category",
                    ),
                ),
                (
                    "post",
                    koprogo.tenancy.fields.TenantOneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hours",
                        to="community.post",
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
                            (
                                "category__in",
                                [
                                    "garden",
                                    "repairs",
                                    "computer",
                                    "lessons",
                                    "childcare",
                                    "transport",
                                    "cooking",
                                    "paperwork",
                                    "company",
                                    "other",
                                ],
                            )
                        ),
                        name="hours_post_category",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HoursTransfer",
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
                            ("exchange", "Exchange"),
                            ("mirror", "Undone"),
                            ("leaving", "Settled on leaving"),
                        ],
                        editable=False,
                        max_length=8,
                    ),
                ),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                (
                    "exchange",
                    koprogo.tenancy.fields.TenantForeignKey(
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="transfers",
                        to="community.hoursexchange",
                    ),
                ),
                (
                    "mirror_of",
                    koprogo.tenancy.fields.TenantOneToOneField(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mirror",
                        to="community.hourstransfer",
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
                            models.Q(
                                ("exchange__isnull", False),
                                ("kind", "exchange"),
                                ("mirror_of", None),
                            ),
                            models.Q(("kind", "mirror"), ("mirror_of__isnull", False)),
                            models.Q(
                                ("exchange", None),
                                ("kind", "leaving"),
                                ("mirror_of", None),
                            ),
                            _connector="OR",
                        ),
                        name="hours_transfer_of_its_kind",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "exchange")),
                        fields=("tenant", "exchange"),
                        name="hours_transfer_of_exchange_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HoursLeg",
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
                ("minutes", models.IntegerField(editable=False)),
                (
                    "account",
                    koprogo.tenancy.fields.TenantForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="legs",
                        to="community.hoursaccount",
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
                    "transfer",
                    koprogo.tenancy.fields.TenantForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="legs",
                        to="community.hourstransfer",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(
                        fields=["tenant", "account", "-id"], name="hours_leg_of"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("minutes", 0), _negated=True),
                        name="hours_leg_of_something",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("minutes__gt", 0)),
                        fields=("tenant", "transfer"),
                        name="hours_leg_given_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("minutes__lt", 0)),
                        fields=("tenant", "transfer"),
                        name="hours_leg_received_once",
                    ),
                ],
            },
        ),
    ]
