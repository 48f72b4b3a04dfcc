"""Tell programs elsewhere what was recorded here: signed, and again until they listen.

The source is the audit: what its seals hold is told, and no request waits for it
(docs/adr/0009-webhooks.md).
"""
