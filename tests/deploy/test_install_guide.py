"""docs/install.md names every setting of a real site, and its first syndic can begin."""

import re

from django.urls import reverse

from buildings.models import Firm
from tests import cast
from tests.databases import PROJECT

GUIDE = (PROJECT / "docs" / "install.md").read_text()
READ = re.compile(r"""(?:secret|environ\.get)\(\s*"([A-Z_]+)\"""")
NAMED = re.compile(r"`([A-Z_]{4,})`")
PYTHON = re.compile(r"```python\n(.*?)```", re.DOTALL)
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
    [block] = PYTHON.findall(GUIDE)
    exec(block.replace("me@example.org", cast.user("zoe").email), {})
    assert Firm.objects.filter(name="My firm").exists()
    assert zoe.get(reverse("buildings:new")).status_code == 200
