import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

import koprogo.ledger.models
import koprogo.tenancy.context


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0002_walls"),
        ("tenancy", "0002_functions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="account",
            name="name",
            field=models.CharField(blank=True, max_length=120, verbose_name="name"),
        ),
        migrations.CreateModel(
            name="FiscalYear",
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
                ("year", models.SmallIntegerField(verbose_name="fiscal year")),
                ("since", models.DateField(verbose_name="from")),
                ("until", models.DateField(verbose_name="until")),
                ("closed_at", models.DateTimeField(editable=False, null=True)),
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
                "ordering": ["year"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("tenant", "year"),
                        name="fiscal_year_once",
                        violation_error_message="This fiscal year has been opened already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "year",
                                django.db.models.functions.datetime.ExtractYear(
                                    "since"
                                ),
                            )
                        ),
                        name="fiscal_year_named_by_its_beginning",
                        violation_error_message="A fiscal year is called by the calendar year in which it begins.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until__gt", models.F("since"))),
                        name="fiscal_year_dates",
                        violation_error_message="The end must come after the beginning.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "until__lte",
                                koprogo.ledger.models.TwoYearsLater(models.F("since")),
                            )
                        ),
                        name="fiscal_year_two_years",
                        violation_error_message="A fiscal year lasts 24 months at most.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (models.F("tenant"), "="),
                            (
                                models.Func(
                                    "since",
                                    "until",
                                    function="DATERANGE",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="fiscal_year_no_overlap",
                        violation_error_message="Another fiscal year holds some of its days.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_by", None),
                            ("closed_at__isnull", False),
                            _connector="OR",
                        ),
                        name="fiscal_year_closed_by",
                    ),
                ],
            },
        ),
    ]
