"""What the pages of neighbours say in more than one place."""

from django import template
from django.urls import reverse

from buildings.models import Module
from community.navigation import PAGES

register = template.Library()
NAMES = {module: name for module, _order, name, _icon in PAGES}


@register.simple_tag
def module_url(module: Module, slug: str) -> str:
    """Return where a module begins."""
    return reverse(f"community:{NAMES[module]}", args=[slug])
