"""Where everything stands in the records of a CODA 2 (Febelfin, version 2.6).

Columns count from 1, the last one included, as in the standard.
"""

WIDTH = 128
VERSION = "2"


def columns(first: int, last: int) -> slice:
    return slice(first - 1, last)


# 0: the file
CREATED = columns(6, 11)
BANK = columns(12, 14)
APPLICATION = columns(15, 16)
FILE_REFERENCE = columns(25, 34)
ADDRESSEE = columns(35, 60)
HOLDER_BIC = columns(61, 71)
COMPANY_NUMBER = columns(72, 82)
SEPARATE_APPLICATION = columns(84, 88)
LAST = columns(128, 128)  # the version here; in other records what follows

# 1: the opening balance
STRUCTURE = columns(2, 2)
OPENING_PAPER_NUMBER = columns(3, 5)
OPENING_ACCOUNT = columns(6, 42)
OPENING_SIGN = columns(43, 43)
OPENING_BALANCE = columns(44, 58)
OPENING_DATE = columns(59, 64)
HOLDER = columns(65, 90)
NUMBER = columns(126, 128)
# Inside its account zone of 37
OLD_NUMBER = columns(1, 12)
OLD_NUMBER_CURRENCY = columns(14, 16)
ACCOUNT = columns(1, 34)
CURRENCY = columns(35, 37)

# 2 and 3: a movement and what the bank adds to it
RECORD = columns(1, 2)
SEQUENCE = columns(3, 6)
DETAIL = columns(7, 10)
NEXT = columns(126, 126)
# 21
BANK_REFERENCE = columns(11, 31)
SIGN = columns(32, 32)
AMOUNT = columns(33, 47)
VALUE_DATE = columns(48, 53)
TRANSACTION_CODE = columns(54, 61)
STRUCTURED = columns(62, 62)
MESSAGE = columns(63, 115)
BOOKING_DATE = columns(116, 121)
PAPER_NUMBER = columns(122, 124)
GLOBAL = columns(125, 125)
# 22
MESSAGE_2 = columns(11, 63)
CUSTOMER_REFERENCE = columns(64, 98)
COUNTERPARTY_BIC = columns(99, 109)
RETURN_TYPE = columns(113, 113)  # 1 reject, 2 return, 3 refund, 4 reversal, 5 cancelled
RETURN_REASON = columns(114, 117)
# 23
COUNTERPARTY_ACCOUNT = columns(11, 44)
COUNTERPARTY_CURRENCY = columns(45, 47)
COUNTERPARTY_NAME = columns(48, 82)
MESSAGE_3 = columns(83, 125)
# 31, 32, 33
INFORMATION_CODE = columns(32, 39)
INFORMATION_STRUCTURED = columns(40, 40)
INFORMATION = columns(41, 113)
INFORMATION_2 = columns(11, 115)
INFORMATION_3 = columns(11, 100)
# Inside a structured text, which begins with its type
TYPE = columns(1, 3)
DEBIT_REFUSED = columns(12, 12)  # 0 paid, 1 to 4 why not
STRUCTURED_REFERENCE = columns(4, 15)
MANDATE = columns(48, 82)
DIRECT_DEBIT_MESSAGE = columns(83, 144)

# Behind the type of a text on the counterparty
PARTY_NAME = columns(1, 70)

# 4: a message of the bank to the holder
NOTICE = columns(33, 112)

# 8: the closing balance
CLOSING_PAPER_NUMBER = columns(2, 4)
CLOSING_ACCOUNT = columns(5, 41)
CLOSING_SIGN = columns(42, 42)
CLOSING_BALANCE = columns(43, 57)
CLOSING_DATE = columns(58, 63)

# 9: the end of the file
COUNT = columns(17, 22)
DEBITS = columns(23, 37)
CREDITS = columns(38, 52)
