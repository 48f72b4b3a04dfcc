"""Archives: asked for, made by a job, fetched for a week; written and brought in."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from os import SEEK_END
from tempfile import TemporaryFile
from typing import IO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.storage import default_storage
from django.core.validators import validate_slug
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from koprogo.accounts.second_factor import has_one
from koprogo.archive.errors import (
    AlreadyHere,
    NoArchive,
    NoSecondFactor,
    NotMade,
    OtherSigner,
    SlugTaken,
)
from koprogo.archive.models import Archive
from koprogo.audit.services import record
from koprogo.documents.services import forget_all
from koprogo.jobs.models import Job
from koprogo.jobs.services import enqueue
from koprogo.privacy.retention import in_each_tenant
from koprogo.tenancy import current_tenant_id, enter
from koprogo.tenancy.models import Tenant

__all__ = [
    "MAKING",
    "archive_of",
    "ask_archive",
    "bring_in",
    "expires_at",
    "export",
    "fetch",
    "forget_archives",
    "job_of",
    "make",
    "site_key",
]

MAKING = "archive.make"
KEPT_FOR = timedelta(days=7)


@transaction.atomic
def ask_archive(*, by) -> Archive:
    """Have the worker write everything of the tenant entered into one ZIP.

    One that is being made goes on; one that is there is replaced.
    """
    tenant = Tenant.objects.select_for_update(no_key=True).get(pk=current_tenant_id())
    found = Archive.objects.first()
    if found is not None:
        job = job_of(found)
        if job is not None and job.is_open:
            return found
        _forget([found])
    archive = Archive.objects.create(asked_at=timezone.now(), asked_by=by)
    enqueue(MAKING, tenant_id=tenant.pk, by=by, key=_key(archive), archive=archive.pk)
    record("archive.asked", target=archive, by=by)
    return archive


def archive_of(*, now: datetime) -> Archive | None:
    """Return the archive that is being made or can be fetched at ``now``."""
    return Archive.objects.exclude(_over(now)).first()


def job_of(archive: Archive) -> Job | None:
    """Return the work on an archive; it is forgotten after 30 days."""
    jobs = Job.objects.filter(tenant=archive.tenant_id, key=_key(archive))
    return jobs.order_by("-pk").first()


def expires_at(archive: Archive) -> datetime:
    """Return until when an archive that is made can be fetched."""
    return archive.made_at + KEPT_FOR


def site_key() -> str:
    """Return the public key that signs the archives of this installation."""
    from koprogo.archive.signing import public_key

    return public_key(settings.SECRET_KEY)


def make(archive: Archive) -> None:
    """Write the ZIP, on the disk and not in memory, and keep it for a week."""
    tenant = Tenant.objects.get(pk=archive.tenant_id)
    with TemporaryFile() as target:
        export(tenant, target)
        archive.size = target.seek(0, SEEK_END)
        _store(target, _path(archive))
    archive.made_at = timezone.now()
    archive.save(update_fields=["made_at", "size"])


def fetch(*, now: datetime, by) -> File:
    """Open the ZIP that is there, and note who took it.

    Raises:
        NotMade: none is there.
        NoSecondFactor: he has none, and the site asks for one.
    """
    archive = archive_of(now=now)
    if archive is None or archive.made_at is None:
        raise NotMade
    if settings.MFA_REQUIRED and not has_one(by):
        raise NoSecondFactor
    record("archive.fetched", target=archive, by=by)
    return default_storage.open(_path(archive))


@in_each_tenant
def forget_archives(now: datetime) -> int:
    """Delete the archives whose week is over; return how many."""
    old = list(Archive.objects.filter(_over(now)))
    _forget(old)
    return len(old)


def export(tenant: Tenant, target: IO[bytes]) -> None:
    """Write everything of ``tenant``, which is entered, into ``target``.

    Raises:
        Damaged: the storage lost a file: it must come back from a backup first.
    """
    from koprogo.archive.writing import write_archive

    write_archive(
        tenant, target, made_at=timezone.now(), site=settings.ORGANISATION_NAME
    )


def bring_in(
    source: IO[bytes], *, by, slug: str = "", signed_by: str = ""
) -> tuple[Tenant, str]:
    """Make a tenant of an archive; return it and the public key that signed it.

    All or nothing, as the application's role: every guard of the database is asked.
    ``slug``: its address here; as in the archive by default. ``signed_by``: the public
    key that must have signed.

    Raises:
        ArchiveError: see errors; nothing was changed.
    """
    from koprogo.archive.package import open_package

    with open_package(source) as opened:
        if signed_by and signed_by != opened.public_key:
            raise OtherSigner(f"signed by {opened.public_key}")
        return _bring_in(opened, by=by, slug=slug), opened.public_key


@transaction.atomic
def _bring_in(opened, *, by, slug: str) -> Tenant:
    tenant = _create(opened.manifest, slug)
    try:
        with enter(tenant.pk, by=by):
            _fill(opened, tenant, by=by)
    except BaseException:
        forget_all(tenant.pk)
        raise
    return tenant


def _create(manifest, slug: str) -> Tenant:
    try:
        known = manifest["tenant"]
        tenant = Tenant(
            uuid=known["uuid"],
            slug=slug or known["slug"],
            name=known["name"],
            kind=known["kind"],
        )
        validate_slug(tenant.slug)
        tenant.clean_fields()
    except (KeyError, TypeError, ValidationError) as error:
        raise NoArchive(f"the manifest names no tenant: {error}") from error
    if Tenant.objects.filter(uuid=tenant.uuid).exists():
        raise AlreadyHere(tenant.name)
    try:
        with transaction.atomic():
            tenant.save()
    except IntegrityError as error:
        raise SlugTaken(tenant.slug) from error
    return tenant


def _fill(opened, tenant: Tenant, *, by) -> None:
    from koprogo import slots
    from koprogo.archive.restoring import restore

    restore(opened)
    for act in slots.archive_restored:
        act(opened.open)
    record(
        "archive.imported",
        target=tenant,
        by=by,
        made_at=opened.manifest["made_at"],
        site=opened.manifest["site"],
        public_key=opened.public_key,
    )


def _over(now: datetime) -> Q:
    """A week after it was made; or asked, when it could not be made."""
    return Q(made_at__lte=now - KEPT_FOR) | Q(
        made_at=None, asked_at__lte=now - KEPT_FOR
    )


def _forget(archives: Iterable[Archive]) -> None:
    for archive in archives:
        path = _path(archive)
        transaction.on_commit(lambda path=path: _remove(path), robust=True)
        archive.delete()


def _store(target: IO[bytes], path: str) -> None:
    """Keep what was written; what a crashed attempt left is replaced."""
    _remove(path)
    target.seek(0)
    default_storage.save(path, File(target))


def _remove(path: str) -> None:
    if default_storage.exists(path):
        default_storage.delete(path)


def _key(archive: Archive) -> str:
    return f"archive:{archive.uuid}"


def _path(archive: Archive) -> str:
    return f"archives/{archive.uuid}.zip"
