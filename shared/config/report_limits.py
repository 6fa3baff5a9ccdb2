"""The limits of reports and of what they stand on, each with its unit and where the figure comes from."""

# --- areas in areas ---
AREA_CODES_HELD_MAX = 2_000  # areas named within one: twice what the largest local authority of Great Britain holds
AREA_ROWS_WRITTEN = 5_000  # areas, or their loneliness, in one statement: more gain nothing and hold more memory

# --- reports and overlaps ---
SMALL_NUMBER_MAX = 7  # people; one to so many are never told exactly (source: shared/disclosure.py)
COUNTS_ROUNDED_TO = 5  # people; the same rule
OVERLAP_SCHEMES_MAX = 2_000  # schemes compared with one before its approval: more than any county has
OVERLAP_AREAS_MAX = 100_000  # codes of their catchments in all: each ten times, or a few of them a thousand times
OVERLAPS_SHOWN_MAX = 100  # schemes named in one answer, the most alike first; all are counted
OVERLAP_CODES_SHOWN_MAX = 50  # areas or practices named for each; all are counted
REPORT_AREAS = 5  # areas on a page of a report when nobody says how many
REPORT_AREAS_MAX = 10  # most areas on one page: each may have a thousand rows, and ten thousand take over a second
REPORT_MONTHS_MAX = 120  # months in one report: ten years
OLDEST_AGE_COUNTED_YEARS = 99  # where remits are compared: the published tables of population end there
