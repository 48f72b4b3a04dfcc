WORDS: dict = {}
TARGETS: dict = {}
VALUES: dict = {}
