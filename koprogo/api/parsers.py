"""Bodies are JSON, and small; files come as a form."""

import json

from django.core.exceptions import (
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import APIException, ParseError
from rest_framework.parsers import BaseParser, MultiPartParser
from rest_framework.utils.json import strict_constant

LIMIT_BYTES = 1024 * 1024


class TooLarge(APIException):
    status_code = 413
    default_code = "too-large"
    default_detail = _("The body is larger than 1 MiB: send less at a time.")


class SmallJSONParser(BaseParser):
    """UTF-8 JSON up to 1 MiB; without NaN, and without text that is no Unicode."""

    media_type = "application/json"

    def parse(self, stream, media_type=None, parser_context=None):
        data = stream.read(LIMIT_BYTES + 1)
        if len(data) > LIMIT_BYTES:
            raise TooLarge
        try:
            parsed = json.loads(data.decode(), parse_constant=strict_constant)
            # A lone surrogate (\ud800) cannot be stored nor sent back.
            json.dumps(parsed, ensure_ascii=False).encode()
        except (ValueError, RecursionError):
            raise ParseError(_("The body is not JSON in UTF-8.")) from None
        return parsed


class UploadParser(MultiPartParser):
    """A form with files, in memory: koprogo/ui/uploads.py says how large they may be."""

    def parse(self, stream, media_type=None, parser_context=None):
        try:
            return super().parse(stream, media_type, parser_context)
        except RequestDataTooBig:
            raise TooLarge from None
        # An unknown encoding of a file's name is a LookupError.
        except (ParseError, LookupError, TooManyFieldsSent, TooManyFilesSent):
            raise ParseError(
                _("The body is not a form with files (multipart/form-data).")
            ) from None
