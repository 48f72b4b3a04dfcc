import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import koprogo.tenancy.context
import koprogo.tenancy.fields


def tenant():
    return models.ForeignKey(
        db_index=False,
        default=koprogo.tenancy.context.current_tenant_id,
        editable=False,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to="tenancy.tenant",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0002_walls"),
        ("tenancy", "0002_functions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="auditevent",
            index=models.Index(
                fields=["tenant", "actor", "-at"], name="audit_by_actor"
            ),
        ),
        migrations.CreateModel(
            name="AuditSeal",
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
                ("number", models.PositiveBigIntegerField()),
                ("first_event", models.BigIntegerField()),
                ("last_event", models.BigIntegerField()),
                ("count", models.PositiveIntegerField()),
                ("total", models.PositiveBigIntegerField()),
                ("sealed_at", models.DateTimeField()),
                ("previous", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64)),
                ("tenant", tenant()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("tenant", "number"), name="seal_number"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("count__gte", 1),
                            ("last_event__gte", models.F("first_event")),
                            ("number__gte", 1),
                            ("total__gte", models.F("count")),
                        ),
                        name="seal_of_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("hash__regex", "^[0-9a-f]{64}$"),
                            ("previous__regex", "^[0-9a-f]{64}$"),
                        ),
                        name="seal_hashes",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AuditLeaf",
            fields=[
                (
                    "event",
                    koprogo.tenancy.fields.TenantOneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="leaf",
                        serialize=False,
                        to="audit.auditevent",
                    ),
                ),
                ("hash", models.CharField(max_length=64)),
                (
                    "seal",
                    koprogo.tenancy.fields.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leaves",
                        to="audit.auditseal",
                    ),
                ),
                ("tenant", tenant()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["tenant", "seal"], name="leaf_of_seal")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("hash__regex", "^[0-9a-f]{64}$")),
                        name="leaf_hash_digits",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Unsealed",
            fields=[
                (
                    "event_id",
                    models.BigIntegerField(primary_key=True, serialize=False),
                ),
                (
                    "tenant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.tenant",
                    ),
                ),
            ],
            options={"verbose_name_plural": "unsealed"},
        ),
    ]
