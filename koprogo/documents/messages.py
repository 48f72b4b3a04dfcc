"""Say to a person why a file is not kept."""

from django.utils.translation import gettext_lazy as _

from koprogo.documents.problems import Code, Refused

SENTENCES = {
    Code.EMPTY: _("“%(name)s” is empty."),
    Code.KIND_NOT_KEPT: _(
        "“%(name)s” is not of a kind that is kept. Send PDF, Word (.docx), Excel "
        "(.xlsx), OpenDocument (.odt, .ods), a picture (.jpg, .png) or text (.txt, "
        ".csv, .xml)."
    ),
    Code.NO_PHOTO: _("“%(name)s” is no photo. Send a picture (.jpg, .png)."),
    Code.NOT_WHAT_IT_SAYS: _(
        "“%(name)s” is not what its name says: the content is of another kind."
    ),
    Code.DAMAGED: _(
        "“%(name)s” is damaged or incomplete. Open it, save it again, and send it anew."
    ),
    Code.PROTECTED: _(
        "“%(name)s” is protected by a password: readers could not open it. Save it "
        "without protection."
    ),
    Code.OLD_OR_PROTECTED_OFFICE: _(
        "“%(name)s” is protected by a password or in an old format of Office. Save it "
        "without protection, as .docx, .xlsx or PDF."
    ),
    Code.HOLDS_A_PROGRAM: _(
        "“%(name)s” holds a program (macros, scripts). Print or export it as a plain "
        "PDF, and send that."
    ),
    Code.UNPACKS_TOO_LARGE: _(
        "“%(name)s” holds far more than its size says. Export it as PDF, and send that."
    ),
    Code.TOO_MANY_PIXELS: _(
        "“%(name)s” is a picture of more than 40 megapixels. Make it smaller."
    ),
}


def sentence(error: Refused) -> str:
    return SENTENCES[error.code] % {"name": error.name}
