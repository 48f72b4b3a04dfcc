"""What the pages of neighbours say in more than one place."""

from django import template
from django.urls import reverse

from buildings.models import Module
from community.models import Post
from community.words import WHAT

register = template.Library()


@register.simple_tag
def module_url(module: Module, slug: str) -> str:
    """Return where a module begins."""
    return reverse(WHAT[module].page, args=[slug])


@register.simple_tag
def post_url(post: Post, slug: str) -> str:
    """Return where a post stands."""
    return reverse(WHAT[Module(post.module)].post, args=[slug, post.uuid])
