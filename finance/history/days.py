"""Days in the names of things of the history."""

from django.db.models import CharField, F, Func, Value


def in_figures(field: str) -> Func:
    """The day of a column as people here write it: DD/MM/YYYY."""
    return Func(
        F(field),
        Value("DD/MM/YYYY"),
        function="to_char",
        output_field=CharField(),
    )
