"""How much a page weighs on its way (platform.md §5), styles and scripts packed."""

import gzip
import re

import brotli
from django.contrib.staticfiles import finders

from tests.stories.test_every_page import lively

FIRST_VIEW, LATER = 50_000, 15_000
FILE = re.compile(r'(?:href|src)="/static/([^"?]+)"')


def of_file(name):
    with open(finders.find(name), "rb") as stored:
        return len(brotli.compress(stored.read()))


def test_pages_are_light(sign_in):
    client = sign_in("sophie")
    heavy, files = {}, {}
    for path in lively():
        page = client.get(path, follow=True).content
        names = set(FILE.findall(page.decode()))
        files |= {name: of_file(name) for name in names - files.keys()}
        later = len(gzip.compress(page))
        first = later + sum(files[name] for name in names)
        if later > LATER or first > FIRST_VIEW:
            heavy[path] = (first, later)
    assert heavy == {}
    assert "koprogo/base.css" in files
