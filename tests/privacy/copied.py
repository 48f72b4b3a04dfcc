"""A person's copy, opened."""

import json
from zipfile import ZipFile

from koprogo.jobs.services import run_all
from koprogo.privacy import copies
from koprogo.privacy.models import DataCopy
from tests import cast


def copy(name):
    """Have the copy of somebody of the cast made; return it as it is now."""
    copies.ask_copy(by=cast.user(name))
    run_all()
    return DataCopy.objects.get(user=cast.user(name))


def opened(name):
    """Return the files of a person's copy, by their names in the ZIP."""
    with copies.open_copy(copy(name)) as whole, ZipFile(whole) as archive:
        assert archive.testzip() is None
        return {path: archive.read(path) for path in archive.namelist()}


def tables(files, folder):
    return json.loads(files[f"{folder}/data.json"])
