"""Bank files: CODA and camt.053 are read into one form, without any building.

Pure: bytes in, ``BankStatement`` out. Only ``messages.py`` knows Django.
"""
