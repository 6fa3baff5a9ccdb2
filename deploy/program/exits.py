"""What the program's exit codes mean; 2, wrongly asked or wrongly set up, is also click's own."""

DONE = 0
BROKEN = 1
WRONGLY_ASKED = 2
STORE_AWAY = 3
IN_USE = 4
INTERRUPTED = 130
