"""docs/install.md names every setting of a real site, and its first syndic can begin."""

import re
import shlex
from io import StringIO

from django.core.management import call_command
from django.urls import reverse

from buildings.models import Firm
from tests import cast
from tests.buildings.mailbox import delivered, link_in
from tests.databases import PROJECT

GUIDE = (PROJECT / "docs" / "install.md").read_text()
READ = re.compile(r"""(?:secret|environ\.get)\(\s*"([A-Z_]+)\"""")
NAMED = re.compile(r"`([A-Z_]{4,})`")
COMMAND = re.compile(r"manage\.py create_firm (?:.*\\\n)*.*")
OF_OTHER_PROGRAMS = {"SUPERUSER", "BYPASSRLS", "STARTTLS"}


def test_every_setting_of_the_environment_is_explained():
    files = [
        *(PROJECT / "koprogo" / "settings" / name for name in ("base.py", "prod.py")),
        PROJECT / "deploy" / "gunicorn.conf.py",
    ]
    read = {name for file in files for name in READ.findall(file.read_text())}
    assert set(NAMED.findall(GUIDE)) - OF_OTHER_PROGRAMS == read


def test_the_first_syndic_takes_on_a_building(sign_in, db):
    zoe = sign_in("zoe")
    assert zoe.get(reverse("buildings:new")).status_code == 403
    [command] = COMMAND.findall(GUIDE)
    _manage, name, *arguments = shlex.split(command.replace("\\\n", " "))
    call_command(name, *arguments, stdout=StringIO())
    zoe.post(link_in(delivered()["ann@example.org"]))
    assert Firm.objects.filter(name="My firm", members__user=cast.user("zoe")).exists()
    assert zoe.get(reverse("buildings:new")).status_code == 200
