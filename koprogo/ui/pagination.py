from django.core.paginator import Page, Paginator

PAGE_SIZE = 50


def paginate(request, objects, *, size=PAGE_SIZE) -> Page:
    """Return the page of ``objects`` that ``?page=`` asks for.

    A page that does not exist is never an error: words give the first page, a number
    too high the last one. ``objects`` must be ordered.
    """
    return Paginator(objects, size).get_page(request.GET.get("page"))
