"""The limits of the search of the directory, each with its unit and where the figure comes from."""

WORD_CHARACTERS_MAX = 40  # of one word that is looked up; the longest in English dictionaries has 45
ENTRY_WORDS_MAX = 500  # words one entry is found by; the longest description of 8,800 real ones has some 300
SEARCH_WORDS_MAX = 20  # words of one search that are looked for
SEARCH_READINGS_MAX = 50  # words one mistyped or begun word may stand for
SEARCH_KILOMETRES_MAX = 100  # around a postcode: nobody goes to a group further away
DIRECTORY_PAGE_ENTRIES = 20  # entries on a page of a search when nobody says how many: what a person looks through
