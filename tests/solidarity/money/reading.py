"""Short ways to the pages of the fund's money, and to what they say."""

import re

from django.urls import reverse

from tests.solidarity import making


def address(name, *args) -> str:
    return reverse(f"solidarity:{name}", args=args)


def made(make, *args, **given):
    """Return what ``make`` makes inside the fund."""
    with making.inside():
        return make(*args, **given)


def hidden(page, name="uuid") -> str:
    """Return the value of a hidden field."""
    [value] = re.findall(rf'name="{name}" value="([^"]+)"', page.content.decode())
    return value


def messages(page) -> str:
    return " ".join(str(one) for one in page.context["messages"])
