"""One process that writes an archive, or brings one in; prints what it took as JSON.

``python -m benchmarks.archive_worker out|in SLUG FILE``
"""

import json
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.letter_worker import memory


def main(what: str, slug: str, path: Path) -> None:
    import django

    django.setup()
    from django.conf import settings

    from koprogo.archive.package import open_package
    from koprogo.archive.services import bring_in, export
    from koprogo.tenancy import enter
    from koprogo.tenancy.models import Tenant

    before = memory("VmRSS")
    start = time.perf_counter()
    if what == "out":
        tenant = Tenant.objects.get(slug=slug)
        with (
            path.open("xb") as target,
            enter(tenant.pk, by=None, read_only=True, snapshot=True),
        ):
            export(tenant, target)
    else:
        with tempfile.TemporaryDirectory() as folder, path.open("rb") as source:
            settings.MEDIA_ROOT = folder
            bring_in(source, by=None)
    seconds, peak = time.perf_counter() - start, memory("VmHWM")
    with path.open("rb") as source, open_package(source) as opened:
        rows = sum(opened.manifest["rows"].values())
    found = {
        "seconds": seconds,
        "rows": rows,
        "bytes": path.stat().st_size,
        "before_mb": before,
        "peak_mb": peak,
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
