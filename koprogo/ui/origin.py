def origin(request) -> str:
    """Return the address of this site, without a slash at the end."""
    return request.build_absolute_uri("/").rstrip("/")
