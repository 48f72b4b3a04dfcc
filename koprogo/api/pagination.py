from django.utils.translation import gettext_lazy as _
from rest_framework.pagination import PageNumberPagination

from koprogo.ui.pagination import PAGE_SIZE


class Pages(PageNumberPagination):
    """Lists come in pages: ``?page=2&page_size=100``; a page too far is 404."""

    page_size = PAGE_SIZE
    page_size_query_param = "page_size"
    max_page_size = 200
    page_query_description = "Which page, from 1."
    page_size_query_description = "How many on a page: 50 unless said, at most 200."
    invalid_page_message = _("There is no such page.")
