"""Everything of one tenant in one signed file, and back (docs/adr/0011-archive.md)."""
