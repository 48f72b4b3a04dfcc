"""Why letters were not made, sent or noted as posted, said to a person."""

from django.utils.translation import gettext as _

from buildings.errors import (
    LetterError,
    LettersNotMade,
    NoSyndic,
    PostedOnWrongDay,
)


def sentence(error: LetterError) -> str:
    """Say why nothing was changed."""
    sentences = {
        NoSyndic: _("No firm has a mandate today: nobody could sign the letters."),
        LettersNotMade: _("The letters are not all made yet."),
        PostedOnWrongDay: _(
            "A letter is posted on the day it was made or later, and not in the future."
        ),
    }
    return sentences[type(error)]
