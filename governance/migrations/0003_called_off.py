"""Letters that tell owners that an assembly is called off."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import koprogo.tenancy.context
import koprogo.tenancy.fields
from koprogo.tenancy.operations import RaiseWalls


class Migration(migrations.Migration):
    dependencies = [
        ("buildings", "0004_walls_of_library_and_consents"),
        ("documents", "0002_walls"),
        ("governance", "0002_walls"),
        ("notifications", "0002_walls"),
        ("tenancy", "0002_functions"),
    ]

    operations = [
        migrations.CreateModel(
            name="CancellationLetter",
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
                    "cancellation",
                    koprogo.tenancy.fields.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="governance.cancellation",
                    ),
                ),
                (
                    "delivery",
                    koprogo.tenancy.fields.TenantOneToOneField(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cancellation_letter",
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
                        fields=("tenant", "cancellation", "addressee"),
                        name="cancellation_letter_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CancellationRun",
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
                    "cancellation",
                    koprogo.tenancy.fields.TenantOneToOneField(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letter_run",
                        to="governance.cancellation",
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
                        name="cancellation_run_has_zip",
                    )
                ],
            },
        ),
        RaiseWalls("CancellationLetter", "CancellationRun"),
    ]
