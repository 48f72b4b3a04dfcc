"""A syndic makes the archive and fetches it: every click in a real browser."""

from zipfile import ZipFile

import pytest

from koprogo.jobs.services import run_all
from tests.stories.conftest import PASSWORD, person, site
from tests.stories.test_every_page import HOME, faults

pytestmark = pytest.mark.browser
__all__ = ["person", "site"]


def test_the_whole_file(person, tmp_path):
    sophie = person().sign_in("sophie").open(HOME + "settings/")
    page = sophie.page
    page.get_by_role("link", name="Hand over the building").click()
    page.get_by_role("button", name="Make the archive").click()
    page.get_by_role("progressbar").wait_for()
    run_all()
    page.get_by_role("button", name="Fetch the archive").wait_for()
    assert faults(page) == []
    page.get_by_role("button", name="Fetch the archive").click()
    page.get_by_label("Password").fill(PASSWORD)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Continue").click()
    waiting.value.save_as(tmp_path / "archive.zip")
    with ZipFile(tmp_path / "archive.zip") as archive:
        assert archive.testzip() is None
