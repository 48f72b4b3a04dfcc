"""Competing quotes on a specification, and which one was chosen."""

import uuid
from decimal import Decimal

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import buildings.validators
import koprogo.fields
import koprogo.tenancy.context
import koprogo.tenancy.fields
from koprogo.tenancy.operations import RaiseWalls

# What owners were convened to stays as it was sent: the specification, the quotes and
# their comparison. Which quote was chosen is noted whenever it is known.
# A tender may leave the agenda of an assembly that was called off; then it changes again.
GUARD_TENDERS = """
CREATE FUNCTION governance_tender_convened() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.item_id IS NULL
    AND to_jsonb(NEW) - '{item_id,compared_at}'::text[]
      = to_jsonb(OLD) - '{item_id,compared_at}'::text[]
    AND EXISTS (
      SELECT FROM governance_cancellation AS cancellation
        JOIN governance_agendaitem AS item
          ON item.tenant_id = cancellation.tenant_id
         AND item.assembly_id = cancellation.assembly_id
       WHERE item.tenant_id = OLD.tenant_id AND item.id = OLD.item_id
    )
  THEN
    RETURN NEW;
  END IF;
  PERFORM FROM governance_assembly AS assembly
    JOIN governance_agendaitem AS item
      ON item.tenant_id = assembly.tenant_id AND item.assembly_id = assembly.id
   WHERE item.tenant_id = coalesce(NEW.tenant_id, OLD.tenant_id)
     AND item.id IN (OLD.item_id, NEW.item_id)
     AND assembly.convened_at IS NOT NULL
     FOR SHARE OF assembly;
  IF FOUND THEN
    RAISE EXCEPTION 'governance_tender: its assembly is convened'
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER convened BEFORE INSERT OR UPDATE OR DELETE ON governance_tender
  FOR EACH ROW EXECUTE FUNCTION governance_tender_convened();
CREATE FUNCTION governance_tender_part_convened() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM FROM governance_assembly AS assembly
    JOIN governance_agendaitem AS item
      ON item.tenant_id = assembly.tenant_id AND item.assembly_id = assembly.id
    JOIN governance_tender AS tender
      ON tender.tenant_id = item.tenant_id AND tender.item_id = item.id
   WHERE tender.tenant_id = coalesce(NEW.tenant_id, OLD.tenant_id)
     AND tender.id IN (OLD.tender_id, NEW.tender_id)
     AND assembly.convened_at IS NOT NULL
     FOR SHARE OF assembly;
  IF FOUND THEN
    RAISE EXCEPTION '%: its assembly is convened', TG_TABLE_NAME
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER convened BEFORE INSERT OR UPDATE OR DELETE ON governance_tenderdocument
  FOR EACH ROW EXECUTE FUNCTION governance_tender_part_convened();
CREATE TRIGGER convened BEFORE INSERT OR UPDATE OR DELETE ON governance_quote
  FOR EACH ROW EXECUTE FUNCTION governance_tender_part_convened();
CREATE TRIGGER convened BEFORE INSERT OR UPDATE OR DELETE ON governance_tendercomparison
  FOR EACH ROW EXECUTE FUNCTION governance_tender_part_convened();
CREATE FUNCTION governance_guard_outcome() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (
    SELECT FROM governance_quote
     WHERE tenant_id = NEW.tenant_id AND id = NEW.quote_id
       AND tender_id <> NEW.tender_id
  ) THEN
    RAISE EXCEPTION 'governance_tenderoutcome: a quote of another tender'
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER of_one_tender BEFORE INSERT OR UPDATE ON governance_tenderoutcome
  FOR EACH ROW EXECUTE FUNCTION governance_guard_outcome();
"""

DROP_GUARD_TENDERS = """
DROP TRIGGER of_one_tender ON governance_tenderoutcome;
DROP FUNCTION governance_guard_outcome();
DROP TRIGGER convened ON governance_tendercomparison;
DROP TRIGGER convened ON governance_quote;
DROP TRIGGER convened ON governance_tenderdocument;
DROP FUNCTION governance_tender_part_convened();
DROP TRIGGER convened ON governance_tender;
DROP FUNCTION governance_tender_convened();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("buildings", "0004_walls_of_library_and_consents"),
        ("documents", "0002_walls"),
        ("governance", "0007_contracts"),
        ("tenancy", "0002_functions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Tender",
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
                    "specification",
                    models.TextField(max_length=8000, verbose_name="specification"),
                ),
                (
                    "estimate",
                    koprogo.fields.MoneyField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0.01"))
                        ],
                        verbose_name="estimate, VAT included (EUR)",
                    ),
                ),
                ("compared_at", models.DateTimeField(editable=False, null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
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
                    "item",
                    koprogo.tenancy.fields.TenantOneToOneField(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tender",
                        to="governance.agendaitem",
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
                "ordering": ["-created_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("title", ""), _negated=True),
                            models.Q(("specification", ""), _negated=True),
                        ),
                        name="tender_written",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("estimate", None), ("estimate__gt", 0), _connector="OR"
                        ),
                        name="tender_estimate",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Quote",
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
                    "supplier_name",
                    models.CharField(max_length=120, verbose_name="supplier"),
                ),
                (
                    "kbo",
                    models.CharField(
                        blank=True,
                        max_length=10,
                        validators=[buildings.validators.validate_kbo],
                        verbose_name="KBO number",
                    ),
                ),
                ("dated_on", models.DateField(verbose_name="date of the quote")),
                (
                    "valid_until",
                    models.DateField(blank=True, null=True, verbose_name="valid until"),
                ),
                (
                    "amount",
                    koprogo.fields.MoneyField(
                        decimal_places=2,
                        max_digits=12,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0.01"))
                        ],
                        verbose_name="amount without VAT (EUR)",
                    ),
                ),
                (
                    "vat_rate",
                    models.PositiveSmallIntegerField(
                        choices=[(21, "21 %"), (12, "12 %"), (6, "6 %"), (0, "0 %")],
                        default=21,
                        verbose_name="VAT rate",
                    ),
                ),
                (
                    "delivery",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="start and duration"
                    ),
                ),
                (
                    "guarantee",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="guarantee"
                    ),
                ),
                (
                    "not_covered",
                    models.TextField(
                        blank=True,
                        max_length=1000,
                        verbose_name="what it does not cover",
                    ),
                ),
                (
                    "remarks",
                    models.TextField(
                        blank=True, max_length=1000, verbose_name="remarks"
                    ),
                ),
                (
                    "interest",
                    models.CharField(
                        blank=True,
                        max_length=300,
                        verbose_name="interest of the syndic in this supplier",
                    ),
                ),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "file",
                    koprogo.tenancy.fields.TenantForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.file",
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
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="buildings.supplier",
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
                    "tender",
                    koprogo.tenancy.fields.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quotes",
                        to="governance.tender",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("tenant"),
                        models.F("tender"),
                        django.db.models.functions.text.Lower("supplier_name"),
                        name="quote_supplier_once",
                        violation_error_message="This supplier has quoted already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("supplier_name", ""), _negated=True),
                        name="quote_supplier_named",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kbo", ""),
                            ("kbo__regex", "^[01][0-9]{9}$"),
                            _connector="OR",
                        ),
                        name="quote_kbo_digits",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)), name="quote_amount"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("vat_rate__in", [21, 12, 6, 0])),
                        name="quote_vat_rate",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until", None),
                            ("valid_until__gte", models.F("dated_on")),
                            _connector="OR",
                        ),
                        name="quote_valid_after_its_day",
                        violation_error_message="It cannot end before it was made.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TenderComparison",
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
                    "tender",
                    koprogo.tenancy.fields.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comparisons",
                        to="governance.tender",
                    ),
                ),
            ],
            options={
                "ordering": ["language"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("tenant", "tender", "language"),
                        name="tender_compared_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("language__in", ["nl", "fr", "de", "en"])),
                        name="tender_language_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TenderDocument",
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
                    "tender",
                    koprogo.tenancy.fields.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="governance.tender",
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
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("tenant", "tender", "version"),
                        name="tender_document_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TenderOutcome",
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
                    "reason",
                    models.CharField(blank=True, max_length=1000, verbose_name="why"),
                ),
                ("noted_at", models.DateTimeField(editable=False)),
                (
                    "noted_by",
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
                    "quote",
                    koprogo.tenancy.fields.TenantForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="governance.quote",
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
                    "tender",
                    koprogo.tenancy.fields.TenantOneToOneField(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outcome",
                        to="governance.tender",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("quote__isnull", False),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="tender_none_has_reason",
                    )
                ],
            },
        ),
        RaiseWalls(
            "Tender",
            "TenderDocument",
            "Quote",
            "TenderOutcome",
            "TenderComparison",
        ),
        migrations.RunSQL(GUARD_TENDERS, DROP_GUARD_TENDERS),
    ]
