"""What the launcher cannot put right by itself."""


class LauncherError(Exception):
    """Its text is a whole sentence that tells the reader what to do."""
