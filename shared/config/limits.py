"""Every limit of Onward but those of reports and of the search: each with its unit and where it comes from."""

# --- messages and batches ---
PACK_EVENTS_MAX = 100  # events in one AMQP message: packing was the largest gain measured for the pipeline
BATCH_EVENTS_MAX = 600  # events handled in one transaction of a consumer: 15 % less work than 200; more gain nothing
PREFETCH_PACKS = 18  # packs a consumer holds unacknowledged: three batches
DELIVERY_LIMIT = 20  # returns of one message before it is dead; a restart returns what it held, so it is not low
RELAY_WINDOW_PACKS = 50  # messages published before waiting for their confirms
CONFIRM_TIMEOUT_SECONDS = 3.0  # a broker that has not confirmed by then is taken as gone
POLL_BUSY_SECONDS = 0.005  # pause of a relay or feed that has just found work
POLL_IDLE_SECONDS = 0.03  # longest pause of an idle relay or feed: five hops stay under 250 ms
RETRY_SECONDS_MAX = 10.0  # longest pause between tries while a server is away
RACE_TRIES_MAX = 3  # a decision that lost a race is taken again this often

# --- event store ---
READ_PAGE_EVENTS = 1_000  # events fetched per page when a store is read
STREAM_NAME_CHARACTERS_MAX = 120
WRITE_PAGE_EVENTS = 500  # events in one INSERT: larger ones gain nothing and hold more memory
EVENT_TYPE_CHARACTERS_MAX = 80

# --- keys ---
MASTER_KEY_BYTES = 32  # AES-256
MASTER_KEY_DISTINCT_BYTES_MIN = 12  # 32 random bytes have fewer different values less than once in 10^13 times
NONCE_BYTES = 12  # AES-GCM's own nonce length (NIST SP 800-38D)

# --- databases ---
CONNECTIONS_MAX = 8  # connections one process keeps to its database: entrypoint, relay and a few RPC workers
CONNECT_TIMEOUT_SECONDS = 2  # a database server that does not answer by then is taken as gone
SERVER_SILENT_SECONDS = 10  # a silent connection is probed after this long, and given up after twice as long
SERVER_ANSWER_SECONDS_MAX = 30  # a statement without an answer by then is given up: none of ours works a tenth as long
IDLE_IN_TRANSACTION_SECONDS = 30  # a transaction forgotten open would hold the commit-order fence
SQLITE_BUSY_SECONDS = 5  # how long to wait for another process writing the same SQLite file

# --- areas ---
AREA_CHUNK_ROWS = 10_000  # postcodes committed together: a writer beside the load waits well under a second
AREA_REFUSALS_SHOWN_MAX = 20  # rows of a postcode file that are named when they are refused; all are counted

# --- what a referral, a scheme or an answer may hold ---
NAME_CHARACTERS_MAX = 100  # a name of a person, an organisation, a role: the longest in NHS records is 70
LINE_CHARACTERS_MAX = 300  # one line of words: an address, a short remark
NOTE_CHARACTERS_MAX = 4_000  # free text: about one printed page
EMAIL_CHARACTERS_MAX = 254  # RFC 5321: the longest address that can be mailed to
PHONE_CHARACTERS_MAX = 40  # as typed, with spaces, brackets and an extension
CODES_MAX = 50  # codes in one list: more than any list of the vocabulary could need
EARLIER_REFERRALS_LOOKED_AT_MAX = 20  # newest referrals of one person searched for where they live
TEXTS_MAX = 30  # entries in one list of words
SHARING_ENTRIES_MAX = 12  # bases for sharing in one referral: twice the purposes there are
CATCHMENT_CODES_MAX = 10_000  # areas, practices or referrers of one scheme: more than England has wards or practices
POPULATION_MAX = 70_000_000  # people in one catchment: about as many as live in the United Kingdom
MEASURES_MAX = 20  # planned measures of one scheme
AGE_YEARS_MAX = 130  # older than anybody has ever been (122)
PLACES_MAX = 1_000_000
WAIT_DAYS_MAX = 3_650  # ten years
TIME_LIMIT_WEEKS_MAX = 520  # ten years
MEASURE_MONTHS_MAX = 120  # ten years
NAME_ECHOED_CHARACTERS_MAX = 80  # of a field name nobody knows, as repeated in the answer
PACK_BYTES_MAX = 131_072  # text of one AMQP message: the broker's own default frame
BROKER_CONNECT_SECONDS = 2  # a broker node that does not answer by then is passed over for the next
BROKER_HEARTBEAT_SECONDS = 5  # a connection silent for twice as long is taken as dead
RETRY_SECONDS_MIN = 0.1  # first pause when a server is away
LISTEN_SECONDS = 1.0  # how long an idle consumer listens before it looks whether it should stop
DRAINED_SECONDS = 0.0005  # a broker silent for this long has nothing more to give at the moment
BATCH_STUCK_SECONDS = 10  # a batch takes well under a second; one in hand for so long waits in vain
RELAY_STUCK_SECONDS = 10  # a round of a relay takes milliseconds; one under way for so long waits in vain
LEAD_SILENT_SECONDS = 15  # a relay that tells the database nothing for so long has lost the lead
LEAD_ASK_SECONDS = 4.0  # how often an idle relay tells the database that it is still there
STANDBY_SECONDS = 0.5  # how often a relay that stands by looks whether it should lead
STOP_SECONDS_MAX = 20  # how long a stop waits for the batch in hand

# --- protocols a hub edits ---
PROTOCOL_RULES_MAX = 100  # rules, or circumstances that add to complexity: more than anybody can keep in mind
RULE_CODE_CHARACTERS_MAX = 60  # a code such as child_under_16, as it stands among the reasons of a referral
COMPLEXITY_POINTS_MAX = 100  # what one circumstance may add; the marks are single figures in practice
RANKING_POINTS_MAX = 10_000  # what one factor may count: ten times the largest that Onward ships with
PARKED_DAYS_MAX = 366  # nobody waits for longer than a year without being looked at again
PROTOCOL_VERSIONS_MAX = 1_000_000  # a version every minute for two years
PROTOCOL_BODY_BYTES_MAX = 262_144  # a hundred rules of 2.6 KB; those Onward ships with have 150 bytes each
DRY_RUN_REFERRALS_MAX = 500  # newest referrals an edit is tried on: 0.9 seconds with 300 schemes in reach of each
DRY_RUN_SECONDS_MAX = 1.5  # a trial that takes longer ends with what it has: half of what a question may take
REPLAY_RACE_SECONDS = 60  # how long before it was recorded a decision may have read the directory, clocks apart
PROTOCOL_CHANGES_SHOWN_MAX = 20  # changed referrals the program writes one by one; all are counted
DRY_RUN_PAGE = 25  # referrals read at once; between pages others have their turn

# --- the HTTP front door ---
IDEMPOTENCY_KEY_CHARACTERS_MAX = 200  # room for any identifier a sender may have, such as a UUID or a URN
REFERRAL_BODY_BYTES_MAX = 262_144  # every free text of a referral at its longest, each character an escaped pair
BULK_REFERRALS_MAX = 100  # referrals in one bulk request: one transaction at intake
BULK_BODY_BYTES_MAX = 4_194_304  # a hundred referrals of some 40 KB, ten times what is usual
CHECKLIST_ITEMS_MAX = 20  # referrals of one checklist: more than any checklist of First Contact's kind has lines
CHECKLIST_BODY_BYTES_MAX = 2_621_440  # a referral and twenty items at their longest, each character an escaped pair
OUTREACH_ENTRIES_MAX = 100  # people in one request to list them: one transaction at intake
SCHEMES_MAX = 100  # schemes in one request
SCHEMES_BODY_BYTES_MAX = 4_194_304  # a hundred schemes, some with every ward of a county
ANSWER_BODY_BYTES_MAX = 16_384  # an answer to an offer: a code or two and a note
JSON_DEPTH_MAX = 12  # objects and lists inside one another; a bulk of referrals has six
JSON_INTEGER_DIGITS_MAX = 18  # always fits 64 bits, which is what stores and messages can hold
RETRY_AFTER_SECONDS = 2  # what a sender is told to wait while a service is away: a restart takes about that
READY_SECONDS_MAX = 2.5  # a service that has not said by then that it is ready is not
SCHEMES_LISTED_MAX = 1_000  # schemes in one piece of the list: some 300 KB
SCHEMES_LISTED_USUALLY = 100  # the same when nobody says
SCHEMES_ON_START_PAGE_MAX = 40  # open schemes on the start page: two screens
RECENT_JOURNEYS_MAX = 20  # newest referrals on the start page: one screen
STATIC_CACHE_SECONDS = 3_600  # style sheet and icon; everything else is never kept

# --- sending files to the front door ---
SEND_TIMEOUT_SECONDS = 30.0  # one request of a hundred referrals on a busy machine takes less than a second
SEND_PAUSE_SECONDS = 0.5  # first pause when Onward is away; doubled each time
SEND_PAUSE_SECONDS_MAX = 10.0  # longest pause
SEND_PATIENCE_SECONDS = 120  # how long a file waits for Onward to come back before it gives up
ROW_BYTES_MAX = 262_144  # one row of a file: as large as the front door takes one referral

# --- questions between processes (RPC) ---
RPC_SECONDS_MAX = 3.0  # a person at a page waits no longer for an answer; older questions are thrown away
RPC_BODY_BYTES_MAX = 16_777_216  # four times the largest bulk: JSON may grow where characters are escaped
RPC_LINES_MAX = 32  # questions one process may have under way: more than waitress has threads
RPC_AT_ONCE_MAX = 8  # questions one service process answers at the same time: as many as it has database connections
RPC_DRAIN_SECONDS = 0.25  # how long a service listens for questions before it looks whether to stop
RPC_START_SECONDS = 5.0  # how long a start waits for the broker before it goes on and keeps trying
SERVICE_WORKERS_MAX = 16  # nameko workers of one process: those that answer, those that hear, and timers

# --- the program ---
LOG_FRAMES_MAX = 30  # steps of an exception's path that are logged
COLLECT_AFTER_OBJECTS = 50_000  # new objects before Python looks for lost ones: those of a few batches; some ten MB
WEB_THREADS_MAX = 16  # requests one web process works on at once: each mostly waits for a service
WEB_GREENLETS_MAX = 64  # the same for the embedded run, where a request costs no thread
DEMO_PACK_REFERRALS_MAX = 20  # referrals of the demo area sent in one request
DEMO_ANSWER_SECONDS_MAX = 5.0  # how long the demo area waits for a referral to be offered before it is answered

# --- the auditor and the operator's tools ---
AUDIT_PAGE_ROWS = 1_000  # rows of a store that the auditor holds at once
AUDIT_WAIT_SECONDS = 5.0  # how long what is on its way may take before it counts as lost; usually it takes 0.25
AUDIT_POLL_SECONDS = 0.1  # pause between looks whether the system is at rest
AUDIT_LOOKS_MAX = 5  # looks at a system that moves: only what every look finds is told
AUDIT_PAUSE_SECONDS = 1.0  # pause between two looks: four times what a referral takes to be offered
AUDIT_EXAMPLES_SHOWN_MAX = 10  # places named for each broken rule; all are counted
AUDIT_FINDINGS_MAX = 10_000  # places remembered for each broken rule: more tell nothing new
AUDIT_WATCH_REFERRALS = 500  # referrals between two moves of the progress bar

# --- the public directory ---
ACTIVITIES_MAX = 100  # activities, or imported drafts, in one request: one transaction at matching
ACTIVITIES_BODY_BYTES_MAX = 4_194_304  # a hundred entries of some 40 KB; the longest of 8,800 real ones has 6 KB
LISTING_CHARACTERS_MAX = 10_000  # what a directory says of an entry: the longest of 8,800 real ones has 3,900
LISTING_VENUES_MAX = 100  # places of one entry: more than any county has libraries
LISTING_PARTS_MAX = 200  # opening times, prices, contacts or categories of one entry: a whole year of single dates
LISTING_AMOUNT_POUNDS_MAX = 1_000_000
AREAS_OF_ACTIVITY_MAX = 300  # three levels of area for each of its places
WEB_ADDRESS_CHARACTERS_MAX = 2_000  # the longest that every browser and server still takes
OPEN_PAGE_ENTRIES = 50  # entries on a page of open data when nobody says how many
OPEN_PAGE_ENTRIES_MAX = 100  # most entries on one page of open data
OPEN_PAGES_MAX = 1_000_000  # last page that can be asked for; beyond any directory
SEARCH_CHARACTERS_MAX = 200  # words searched for
PROXIMITY_METRES_MAX = 1_000_000  # from one end of Great Britain to the other
ACTIVITY_PROXIMITY_METRES = 5_000  # around a postcode where nobody says how far: half an hour by bus
EARTH_RADIUS_METRES = 6_371_008.8  # mean radius (IUGG)

# --- how schemes' entries stand ---
REVIEW_EVERY_DAYS = 183  # an entry nobody set a date for is reviewed after half a year, as public directories do
REVIEW_GRACE_DAYS = 56  # from a review that fell due until the entry lapses: time for two reminders and a holiday
ASSURED_DAYS_MAX = 1_096  # nobody can vouch for more than three years to come
PLANNED_DAYS_MAX = 1_096  # how far ahead a specification is planned, or a pause ends: a usual contract
SWEPT_AT_ONCE_MAX = 100  # due dates looked at in one sweep; the next follows at once
SWEEP_SECONDS = 2.0  # between two sweeps: a person who looks at the directory sees a change within moments
LOOKED_AT_AGAIN_MAX = 100  # parked referrals matched again in one transaction
MOVED_AT_ONCE_MAX = 1_000  # people moved in one transaction when a scheme closes: takes about a second
WAITING_LIST_SHOWN_MAX = 1_000  # people of one waiting list that are listed

# --- importing directories ---
IMPORT_FILE_BYTES_MAX = 268_435_456  # one file unpacked, and one feed in all; the largest real one has 2.5 MB
FEED_PAGE_BYTES_MAX = 33_554_432  # one page of a feed
FEED_PAGES_MAX = 10_000  # a feed that has not ended by then never will
FEED_PAGE_ENTRIES = 50  # entries asked for on one page
FEED_REQUEST_SECONDS_MAX = 30.0  # one page from first word to last byte, however slowly it drips
FEED_TRIES_MAX = 3  # one page, when the far side stumbles
FEED_PAUSE_SECONDS = 1.0  # first pause between tries; doubled each time
FEED_REDIRECTS_MAX = 3
IMPORT_CHANGES_SHOWN_MAX = 20  # changed entries named one by one; all are counted
IMPORT_JSON_DEPTH_MAX = 60  # objects and lists inside one another in a directory's file
DEAD_LETTER_LOOKS_MAX = 1_000_000_000  # listing a dead letter returns it; RabbitMQ 4 would drop it the 20th time
REBUILD_LOCK_MILLISECONDS = 500  # how long others wait at most when a rebuild can not change over; deadlocks take 1,000
REBUILD_TRIES_MAX = 30  # attempts to change over before a rebuild gives up: two minutes, longer than an audit looks
REBUILD_PAUSE_SECONDS = 0.25  # first pause between two attempts, for those who waited; doubled each time
REBUILD_PAUSE_SECONDS_MAX = 5.0  # longest pause
REBUILD_HELD_SECONDS_MAX = 2.0  # how long a listener is kept from hearing while the last events are read
RETELL_PAGE_EVENTS = 5_000  # events read and written at once while journeys is rebuilt; ten times more gain nothing
RETELL_PAUSE_SECONDS = 0.01  # pause before a hole in a store is looked at again
