"""Pictures of pages for the guides, the same whenever they are taken."""

import io
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from PIL import Image

from tests.databases import PROJECT

FOLDER = PROJECT / "docs" / "screenshots"
MORNING = datetime(2026, 3, 16, 9, 0, tzinfo=ZoneInfo("Europe/Brussels"))
TICK = timedelta(milliseconds=1)
COLOURS = 64
LARGEST = 80_000  # bytes of a picture


class EveryDatetime(type):
    """Counts every ``datetime`` as one of its own."""

    def __instancecheck__(cls, one):
        return isinstance(one, datetime)


class Clock(datetime, metaclass=EveryDatetime):
    """Stands for ``datetime`` in ``django.utils.timezone``: a Monday in March 2026.

    Each look at it is a thousandth of a second later, so that what comes later stays
    later and what people read stays the same.
    """

    looks = 0

    @classmethod
    def now(cls, tz=None):
        Clock.looks += 1
        return (MORNING + Clock.looks * TICK).astimezone(tz)


@dataclass(frozen=True, slots=True)
class Album:
    """Takes pictures when ``taking``; otherwise wants them to be there already."""

    taking: bool
    folder: Path = FOLDER

    def take(self, page, name: str, *, clip: str = "", hidden: str = "") -> None:
        """Take the first window of ``page``, or only the element ``clip``.

        ``hidden``: elements that are painted over: what is drawn anew each time.
        """
        page.locator("h1").wait_for()
        path = self.folder / f"{name}.png"
        if self.taking:
            page.mouse.move(0, 0)
            page.evaluate("document.activeElement.blur(); window.scrollTo(0, 0)")
            mask = [page.locator(hidden)] if hidden else []
            target = page.locator(clip).first if clip else page
            path.write_bytes(small(target.screenshot(mask=mask, mask_color="#bbb")))
        assert path.stat().st_size <= LARGEST


def small(png: bytes) -> bytes:
    """Return the picture with few colours: pages of text lose nothing by it."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    few = picture.quantize(COLOURS, dither=Image.Dither.NONE)
    file = io.BytesIO()
    few.save(file, "PNG", optimize=True)
    return file.getvalue()
