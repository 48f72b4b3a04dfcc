"""An upload is kept up to a size, and so are all uploads of one request together."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from koprogo.ui.uploads import too_large


def received(*sizes):
    """Post files of these sizes in kB; return the sizes kept and the names dropped."""
    files = [
        SimpleUploadedFile(f"{number}.txt", b"x" * size * 1024)
        for number, size in enumerate(sizes, start=1)
    ]
    request = RequestFactory().post("/", {"files": files})
    kept = [file.size // 1024 for file in request.FILES.getlist("files")]
    return kept, too_large(request)


def test_one_file_may_be_as_large_as_the_limit(settings):
    settings.UPLOAD_LIMIT_BYTES = 1024 * 1024
    assert received(1024, 1025) == ([1024], ["2.txt"])


def test_all_files_of_a_request_have_a_limit_together(settings):
    settings.UPLOAD_REQUEST_LIMIT_BYTES = 1024 * 1024
    assert received(600, 424, 1) == ([600, 424], ["3.txt"])


def test_a_dropped_file_takes_no_room(settings):
    settings.UPLOAD_LIMIT_BYTES = 500 * 1024
    settings.UPLOAD_REQUEST_LIMIT_BYTES = 1024 * 1024
    assert received(500, 501, 500) == ([500, 500], ["2.txt"])
