"""Parts of pages with a form: whoever includes one alone gives it the token it posts.

``include … only`` leaves out what the request brings, and a form without the token is
refused in a browser. Clients of tests do not look at it.
"""

import re
from pathlib import Path

from django.conf import settings

TEMPLATES = Path(settings.BASE_DIR) / "templates"
INCLUDE = re.compile(r'{%\s*include\s+"([^"]+)"([^%]*)%}')
TOKEN = "csrf_token"


def _texts() -> dict[str, str]:
    return {
        path.relative_to(TEMPLATES).as_posix(): path.read_text()
        for path in TEMPLATES.rglob("*.html")
    }


def test_a_form_that_is_included_alone_gets_its_token():
    texts = _texts()
    with_form = {name for name, text in texts.items() if TOKEN in text}
    without = [
        (name, included)
        for name, text in texts.items()
        for included, given in INCLUDE.findall(text)
        if included in with_form and " only" in given and f"{TOKEN}=" not in given
    ]
    assert len(with_form) > 50
    assert without == []
