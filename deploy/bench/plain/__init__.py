"""The plain version of the walk: nameko's own events, one message, one transaction and one confirm at a time.

Rules, encryption, tables and the front door are Onward's own: only how work is handed on differs.
"""
