"""Import share tables from the command line: a dry run unless told otherwise."""

from contextlib import contextmanager
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.text import slugify

from buildings import services
from buildings.errors import BuildingError, ImportConflict
from buildings.importing.messages import sentence, where
from buildings.importing.plan import Plan, plan_files
from buildings.importing.problems import FileTooLarge
from buildings.importing.tables import check_size
from buildings.services import imports
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant

TABLES = ("lots", "shares", "owners", "keys", "periods")


class Command(BaseCommand):
    help = (
        "Import lots, parts per key and owners from CSV or XLSX into a building. "
        "Prints what it would do; --apply does it. A table is recognised by its "
        "columns, whatever option it came with (docs/import.md)."
    )

    def add_arguments(self, parser):
        for name in TABLES:
            parser.add_argument(f"--{name}", nargs="+", type=Path, default=[])
        parser.add_argument("--building", help="slug of a building that exists")
        parser.add_argument("--name", help="name of the building to create")
        parser.add_argument(
            "--deed-total", type=int, help="total of shares in the deed"
        )
        parser.add_argument("--apply", action="store_true", help="store the changes")

    def handle(self, **options):
        paths = [path for name in TABLES for path in options[name]]
        if not paths:
            raise CommandError("Name at least one table: --lots, --shares, --owners.")
        files = [(path.name, self._read(path)) for path in paths]
        if options["building"]:
            name, slug = options["building"], options["building"]
        else:
            name = options["name"] or _name_from(paths[0])
            slug = slugify(name)
        with transaction.atomic():
            with self._entered(files, name, slug, options) as tenant:
                self._import(files)
            if not options["apply"]:
                transaction.set_rollback(True)
        done = "Stored in" if options["apply"] else "Dry run, nothing stored in"
        self.stdout.write(f"{done} “{tenant.name}” ({tenant.slug}).")

    def _read(self, path: Path) -> bytes:
        try:
            check_size(path.name, path.stat().st_size)
            return path.read_bytes()
        except FileTooLarge as error:
            raise CommandError(_said(error.problems[0])) from None
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from None

    @contextmanager
    def _entered(self, files, name, slug, options):
        """Enter the building, created first when it does not exist yet."""
        tenant = Tenant.objects.filter(slug=slug).first()
        if tenant is None:
            if options["building"]:
                raise CommandError(f"There is no building “{slug}”.")
            plan = plan_files(files, deed_total=options["deed_total"])
            self._refuse_mistakes(plan)
            total = plan.deed_total or sum(lot.shares or 0 for lot in plan.lots)
            if not total:
                raise CommandError("The tables state no shares: give --deed-total.")
            self.stdout.write(f"New building “{name}”: {total} shares.")
            tenant = services.create_building(
                name=name, slug=slug, deed_total=total, by=None
            ).tenant
        with enter(tenant.pk, by=None):
            yield tenant

    def _import(self, files):
        batch = imports.upload_tables(files, by=None)
        plan = imports.plan_of(batch)
        self._refuse_mistakes(plan)
        for problem in plan.warnings:
            self.stdout.write(f"  note: {_said(problem)}")
        for what, changes in imports.compare(plan).sections():
            new = sum(change.is_new for change in changes)
            self.stdout.write(f"  {what}: {new} new, {len(changes) - new} changed")
        try:
            imports.apply_import(batch, by=None)
        except ImportConflict as error:
            lines = (f"{what} {code}" for what, code in error.conflicts)
            raise CommandError("In conflict: " + ", ".join(lines)) from None
        except BuildingError as error:
            raise CommandError(type(error).__doc__) from error

    def _refuse_mistakes(self, plan: Plan) -> None:
        if plan.is_sound:
            return
        for problem in plan.problems:
            self.stderr.write(_said(problem))
        raise CommandError("The tables have mistakes; nothing was stored.")


def _said(problem) -> str:
    place = where(problem)
    return f"{place}: {sentence(problem)}" if place else sentence(problem)


def _name_from(path: Path) -> str:
    """Return a building's name from the name of its first table."""
    words = path.stem.removesuffix("lots").replace("_", " ").strip()
    return words.capitalize() or "Building"
