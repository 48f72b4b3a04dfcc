"""Short ways to the pages of the books of Les Acacias."""

from django.urls import reverse

from tests import cast


def url(name, *args):
    return reverse(f"finance:{name}", args=[cast.ACACIAS, *args])


def errors(page):
    return page.context["form"].errors
