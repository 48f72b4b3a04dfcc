import uuid

import django.contrib.postgres.constraints
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import buildings.models.ownership
import buildings.models.participation
import buildings.validators
import koprogo.tenancy.context
import koprogo.tenancy.fields


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "__first__"),
        ("buildings", "0004_walls_of_library_and_consents"),
        ("ledger", "0004_walls_of_years"),
        ("tenancy", "0003_one_asbl"),
    ]

    operations = [
        migrations.CreateModel(
            name="Participation",
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
                            ("co_ownership", "Co-ownership"),
                            ("person", "Person"),
                        ],
                        editable=False,
                        max_length=12,
                    ),
                ),
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
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "building",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.tenant",
                    ),
                ),
                (
                    "party",
                    koprogo.tenancy.fields.TenantOneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participation",
                        to="ledger.party",
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
                    "voter",
                    koprogo.tenancy.fields.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participations",
                        to="buildings.owner",
                    ),
                ),
            ],
            options={
                "ordering": ["name", "pk"],
                "indexes": [
                    models.Index(fields=["tenant", "voter"], name="participation_voter")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["co_ownership", "person"])),
                        name="participation_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="participation_named",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "co_ownership"),
                            models.Q(("building", None), ("kbo", "")),
                            _connector="OR",
                        ),
                        name="participation_person_has_no_building",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kbo", ""),
                            ("kbo__regex", "^[01][0-9]{9}$"),
                            _connector="OR",
                        ),
                        name="participation_kbo_digits",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("building__isnull", False)),
                        fields=("tenant", "building"),
                        name="participation_of_building",
                        violation_error_message="This co-ownership takes part already.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kbo", ""), _negated=True),
                        fields=("tenant", "kbo"),
                        name="participation_kbo",
                        violation_error_message="A co-ownership with this KBO number takes part already.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "person")),
                        fields=("tenant", "voter"),
                        name="participation_of_person",
                        violation_error_message="This person is a member already.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AddOnUse",
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
                ("since", models.DateField(verbose_name="from")),
                (
                    "until",
                    models.DateField(blank=True, null=True, verbose_name="until"),
                ),
                (
                    "add_on",
                    models.CharField(
                        choices=[
                            ("ai", "AI assistant"),
                            ("iot", "Meters and sensors"),
                            ("anchoring", "Anchored votes"),
                            ("energy", "Energy group"),
                        ],
                        max_length=9,
                        verbose_name="add-on",
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
                    "participation",
                    koprogo.tenancy.fields.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="add_ons",
                        to="buildings.participation",
                    ),
                ),
            ],
            options={
                "ordering": ["add_on", "since", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until", None),
                            ("until__gt", models.F("since")),
                            _connector="OR",
                        ),
                        name="add_on_use_dates",
                        violation_error_message="The end must come after the beginning.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (models.F("tenant"), "="),
                            (models.F("participation"), "="),
                            (models.F("add_on"), "="),
                            (buildings.models.ownership.Period("since", "until"), "&&"),
                        ],
                        name="add_on_use_no_overlap",
                        violation_error_message="Another period holds some of these days.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("add_on__in", ["ai", "iot", "anchoring", "energy"])
                        ),
                        name="add_on_use_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "since",
                                buildings.models.participation.FirstOfMonth("since"),
                            ),
                            models.Q(
                                ("until", None),
                                (
                                    "until",
                                    buildings.models.participation.FirstOfMonth(
                                        "until"
                                    ),
                                ),
                                _connector="OR",
                            ),
                        ),
                        name="add_on_use_of_whole_months",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ParticipationPeriod",
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
                ("since", models.DateField(verbose_name="from")),
                (
                    "until",
                    models.DateField(blank=True, null=True, verbose_name="until"),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("hosted", "Hosted, with contribution"),
                            ("self_hosted", "Hosts itself, with contribution"),
                            ("free", "Hosts itself, without contribution"),
                        ],
                        max_length=11,
                        verbose_name="way",
                    ),
                ),
                (
                    "participation",
                    koprogo.tenancy.fields.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="periods",
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
                "ordering": ["since", "pk"],
                "indexes": [
                    models.Index(
                        fields=["tenant", "since"], name="participation_period_since"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until", None),
                            ("until__gt", models.F("since")),
                            _connector="OR",
                        ),
                        name="participation_period_dates",
                        violation_error_message="The end must come after the beginning.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (models.F("tenant"), "="),
                            (models.F("participation"), "="),
                            (buildings.models.ownership.Period("since", "until"), "&&"),
                        ],
                        name="participation_period_no_overlap",
                        violation_error_message="Another period holds some of these days.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("way__in", ["hosted", "self_hosted", "free"])
                        ),
                        name="participation_period_way_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until", None),
                            (
                                "until",
                                buildings.models.participation.FirstOfMonth("until"),
                            ),
                            _connector="OR",
                        ),
                        name="participation_period_ends_with_a_month",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reduction",
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
                ("since", models.DateField(verbose_name="from")),
                (
                    "until",
                    models.DateField(blank=True, null=True, verbose_name="until"),
                ),
                (
                    "uuid",
                    models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("contributor", "Contributor: half the price"),
                            ("maintainer", "Active maintainer: free"),
                        ],
                        max_length=11,
                        verbose_name="reduction",
                    ),
                ),
                (
                    "contributor",
                    models.CharField(max_length=120, verbose_name="contributor"),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="reason")),
                ("granted_at", models.DateTimeField(auto_now_add=True)),
                (
                    "granted_by",
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
                    "participation",
                    koprogo.tenancy.fields.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reductions",
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
                "ordering": ["since", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until", None),
                            ("until__gt", models.F("since")),
                            _connector="OR",
                        ),
                        name="reduction_dates",
                        violation_error_message="The end must come after the beginning.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (models.F("tenant"), "="),
                            (models.F("participation"), "="),
                            (buildings.models.ownership.Period("since", "until"), "&&"),
                        ],
                        name="reduction_no_overlap",
                        violation_error_message="Another period holds some of these days.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["contributor", "maintainer"])),
                        name="reduction_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reason", ""), _negated=True),
                            models.Q(("contributor", ""), _negated=True),
                        ),
                        name="reduction_reasoned",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "since",
                                buildings.models.participation.FirstOfMonth("since"),
                            ),
                            models.Q(
                                ("until", None),
                                (
                                    "until",
                                    buildings.models.participation.FirstOfMonth(
                                        "until"
                                    ),
                                ),
                                _connector="OR",
                            ),
                        ),
                        name="reduction_of_whole_months",
                    ),
                ],
            },
        ),
        migrations.RemoveConstraint(
            model_name="grant",
            name="grant_role",
        ),
        migrations.RemoveConstraint(
            model_name="invitation",
            name="invitation_to_building_or_firm",
        ),
        migrations.AlterField(
            model_name="grant",
            name="role",
            field=models.CharField(
                choices=[
                    ("manager", "Syndic"),
                    ("assistant", "Syndic's assistant"),
                    ("accountant", "Syndic's accountant"),
                    ("co_owner", "Co-owner"),
                    ("council", "Council member"),
                    ("auditor", "Auditor of the accounts"),
                    ("occupant", "Occupant"),
                    ("member", "Member of the ASBL"),
                    ("board", "Board member of the ASBL"),
                    ("treasurer", "Treasurer of the ASBL"),
                    ("asbl_auditor", "Auditor of the ASBL"),
                    ("coordinator", "Coordinator of the ASBL"),
                    ("committee", "Solidarity committee"),
                ],
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="invitation",
            name="role",
            field=models.CharField(
                choices=[
                    ("manager", "Syndic"),
                    ("assistant", "Syndic's assistant"),
                    ("accountant", "Syndic's accountant"),
                    ("co_owner", "Co-owner"),
                    ("council", "Council member"),
                    ("auditor", "Auditor of the accounts"),
                    ("occupant", "Occupant"),
                    ("member", "Member of the ASBL"),
                    ("board", "Board member of the ASBL"),
                    ("treasurer", "Treasurer of the ASBL"),
                    ("asbl_auditor", "Auditor of the ASBL"),
                    ("coordinator", "Coordinator of the ASBL"),
                    ("committee", "Solidarity committee"),
                ],
                max_length=12,
                verbose_name="role",
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "role__in",
                        [
                            "co_owner",
                            "council",
                            "auditor",
                            "occupant",
                            "member",
                            "board",
                            "treasurer",
                            "asbl_auditor",
                            "coordinator",
                            "committee",
                        ],
                    )
                ),
                name="grant_role",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("firm", None),
                        (
                            "role__in",
                            [
                                "co_owner",
                                "council",
                                "auditor",
                                "occupant",
                                "member",
                                "board",
                                "treasurer",
                                "asbl_auditor",
                                "coordinator",
                                "committee",
                            ],
                        ),
                        ("tenant__isnull", False),
                    ),
                    models.Q(
                        ("firm__isnull", False),
                        ("owner_id", None),
                        ("role__in", ("manager", "assistant", "accountant")),
                        ("tenant", None),
                    ),
                    _connector="OR",
                ),
                name="invitation_to_building_or_firm",
            ),
        ),
    ]
