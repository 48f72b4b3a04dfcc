"""The copy of one's data: asked for, made by a job place by place, there for a week.

What lies in the storage is sealed (``koprogo.privacy.sealed``).
"""

from collections.abc import Iterable
from contextlib import ExitStack
from datetime import datetime, timedelta
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import IO
from uuid import uuid4
from zipfile import ZIP_DEFLATED, ZipFile

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone, translation

from koprogo import slots
from koprogo.accounts.models import User
from koprogo.jobs.models import Job
from koprogo.jobs.services import DONE, MORE, Outcome, enqueue
from koprogo.privacy.archive import write_folder
from koprogo.privacy.models import DataCopy
from koprogo.privacy.sealed import new_key, seal, unseal
from koprogo.slots import Personal, PersonalData
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant

__all__ = [
    "DATA",
    "MAKING",
    "ask_copy",
    "copy_of",
    "expires_at",
    "forget_old",
    "job_of",
    "make_part",
    "open_copy",
]

MAKING = "privacy.make_copy"
KEPT_FOR = timedelta(days=7)


@transaction.atomic
def ask_copy(*, by) -> DataCopy:
    """Have the worker make a copy of what is known about ``by``.

    One that is being made goes on; one that is there is replaced.
    """
    user = User.objects.select_for_update().get(pk=by.pk)
    copy = DataCopy.objects.filter(user=user).first()
    if copy is not None:
        job = job_of(copy)
        if job is not None and job.is_open:
            return copy
        _forget([copy])
    places = _places(user)
    uuid = uuid4()
    copy = DataCopy.objects.create(
        uuid=uuid,
        user=user,
        key=new_key(uuid),
        parts=len(places) + 1,
        asked_at=timezone.now(),
    )
    enqueue(
        MAKING,
        tenant_id=None,
        by=user,
        key=_key(copy),
        total=copy.parts,
        copy=copy.pk,
        places=places,
    )
    return copy


def copy_of(user, *, now: datetime) -> DataCopy | None:
    """Return the copy that is being made or can be fetched at ``now``."""
    mine = DataCopy.objects.filter(user=user).exclude(key="")
    return mine.exclude(_over(now)).first()


def job_of(copy: DataCopy) -> Job | None:
    """Return the work on a copy; it is forgotten after 30 days."""
    return Job.objects.filter(tenant=None, key=_key(copy)).order_by("-pk").first()


def expires_at(copy: DataCopy) -> datetime:
    """Return until when a copy that is made can be fetched."""
    return copy.made_at + KEPT_FOR


def make_part(job: Job, *, copy: int, places: list[int]) -> Outcome:
    """Write the next part: first what belongs to no place, then each place.

    After the last one the parts become one ZIP.
    """
    found = DataCopy.objects.select_for_update(of=["self"]).select_related("user")
    wanted = found.filter(pk=copy).first()
    if wanted is None:  # given up meanwhile: the account was closed
        return DONE
    _write_part(wanted, job.done, places)
    job.done += 1
    if job.done < wanted.parts:
        return MORE
    _put_together(wanted)
    wanted.made_at = timezone.now()
    wanted.save(update_fields=["made_at"])
    return DONE


def open_copy(copy: DataCopy) -> IO[bytes]:
    """Open the ZIP of a copy that is made."""
    return _opened(copy, _path(copy))


def forget_old(now: datetime) -> int:
    """Delete the copies whose week is over; return how many."""
    old = list(DataCopy.objects.filter(_over(now)))
    _forget(old)
    return len(old)


def _over(now: datetime) -> Q:
    """A week after it was made; or asked, when it could not be made."""
    return Q(made_at__lte=now - KEPT_FOR) | Q(
        made_at=None, asked_at__lte=now - KEPT_FOR
    )


def _leave(user) -> None:
    _forget(DataCopy.objects.filter(user=user))


DATA = PersonalData(leave=_leave)


def _forget(copies: Iterable[DataCopy]) -> None:
    for copy in copies:
        paths = [_path(copy), *_part_paths(copy)]
        transaction.on_commit(lambda paths=paths: _remove(paths), robust=True)
        copy.delete()


def _places(user) -> list[int]:
    """Return the tenants where something is known about ``user``."""
    return sorted({place for app in slots.personal_data for place in app.places(user)})


def _write_part(copy: DataCopy, number: int, places: list[int]) -> None:
    with TemporaryFile() as target:
        with (
            ZipFile(target, "w", ZIP_DEFLATED) as archive,
            translation.override(copy.user.language),
        ):
            if number == 0:
                _write_own(archive, copy.user)
            else:
                _write_place(archive, copy.user, places[number - 1])
        _store(target, copy, _part_paths(copy)[number])


def _write_own(archive: ZipFile, user) -> None:
    archive.writestr("README.txt", _about(user))
    found = (each for app in slots.personal_data for each in app.own(user))
    write_folder(archive, "account", found)


def _write_place(archive: ZipFile, user, place: int) -> None:
    tenant = Tenant.objects.get(pk=place)
    with enter(tenant.pk, by=user):
        write_folder(archive, tenant.slug, _here(user))


def _here(user) -> Iterable[Personal]:
    return (each for app in slots.personal_data for each in app.here(user))


def _about(user) -> str:
    context = {
        "name": user.name,
        "dpo": settings.DPO_EMAIL,
        "organisation": settings.ORGANISATION_NAME,
    }
    return render_to_string("privacy/copy_readme.txt", context)


def _put_together(copy: DataCopy) -> None:
    """Make one ZIP of all parts; no document is in memory as a whole."""
    paths = _part_paths(copy)
    with TemporaryFile() as target:
        with ZipFile(target, "w", ZIP_DEFLATED) as whole:
            for path in paths:
                with _opened(copy, path) as stored, ZipFile(stored) as part:
                    for name in part.namelist():
                        with part.open(name) as source, whole.open(name, "w") as into:
                            copyfileobj(source, into)
        _store(target, copy, _path(copy))
    transaction.on_commit(lambda: _remove(paths), robust=True)


def _store(target: IO[bytes], copy: DataCopy, path: str) -> None:
    """Keep what was written; a part of a crashed attempt is replaced."""
    _remove([path])
    with TemporaryFile() as closed:
        seal(target, closed, copy, name=path)
        default_storage.save(path, File(closed))


def _opened(copy: DataCopy, path: str) -> IO[bytes]:
    """Return a file without a name that holds what lies sealed at a path."""
    with ExitStack() as stack:
        target = stack.enter_context(TemporaryFile())
        with default_storage.open(path) as stored:
            unseal(stored, target, copy, name=path)
        stack.pop_all()
    return target


def _remove(paths: Iterable[str]) -> None:
    for path in paths:
        if default_storage.exists(path):
            default_storage.delete(path)


def _key(copy: DataCopy) -> str:
    return f"data-copy:{copy.uuid}"


def _path(copy: DataCopy) -> str:
    return f"people/{copy.uuid}.zip"


def _part_paths(copy: DataCopy) -> list[str]:
    return [f"people/{copy.uuid}-{number}.zip" for number in range(copy.parts)]
