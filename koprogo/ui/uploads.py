from io import BytesIO

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile


class LimitedUploadHandler(FileUploadHandler):
    """Keep an upload in memory up to ``UPLOAD_LIMIT_BYTES`` and drop what is larger,
    or what comes after ``UPLOAD_REQUEST_LIMIT_BYTES`` in one request.

    A dropped file is not in ``request.FILES``; its name is in ``too_large(request)``,
    so that the form can say so at its field.
    """

    kept = 0  # bytes of this request, in memory

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.file = BytesIO()

    def receive_data_chunk(self, raw_data, start):
        self.kept += len(raw_data)
        if (
            start + len(raw_data) > settings.UPLOAD_LIMIT_BYTES
            or self.kept > settings.UPLOAD_REQUEST_LIMIT_BYTES
        ):
            self.kept -= self.file.tell() + len(raw_data)
            self.file = BytesIO()
            self.request.files_too_large = [*too_large(self.request), self.file_name]
            raise SkipFile
        self.file.write(raw_data)

    def file_complete(self, file_size):
        self.file.seek(0)
        return InMemoryUploadedFile(
            self.file,
            self.field_name,
            self.file_name,
            self.content_type,
            file_size,
            self.charset,
            self.content_type_extra,
        )


def too_large(request) -> list[str]:
    """Return the names of the files that were dropped from this request."""
    return getattr(request, "files_too_large", [])
