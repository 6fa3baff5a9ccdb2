"""Every limit of Onward, in one place: sizes, counts and times, each with its unit and where the figure comes from."""

# --- messages and batches ---
PACK_EVENTS_MAX = 100  # events in one AMQP message: packing was the largest gain measured for the pipeline
BATCH_EVENTS_MAX = 200  # events handled in one transaction of a consumer
BATCH_LINGER_SECONDS = 0.01  # how long a consumer waits for a batch to fill once it has one message
PREFETCH_PACKS = 6  # packs a consumer holds unacknowledged: three batches
DELIVERY_LIMIT = 3  # deliveries of one message before the broker moves it to the dead-letter queue
RELAY_WINDOW_PACKS = 50  # messages published before waiting for their confirms
CONFIRM_TIMEOUT_SECONDS = 3.0  # a broker that has not confirmed by then is taken as gone
POLL_BUSY_SECONDS = 0.005  # pause of a relay or feed that has just found work
POLL_IDLE_SECONDS = 0.03  # longest pause of an idle relay or feed: five hops stay under 250 ms
RETRY_SECONDS_MAX = 10.0  # longest pause between tries while a server is away
RACE_TRIES_MAX = 3  # a decision that lost a race is taken again this often

# --- event store ---
READ_PAGE_EVENTS = 1_000  # events fetched per page when a store is read
STREAM_NAME_CHARACTERS_MAX = 120
EVENT_TYPE_CHARACTERS_MAX = 80

# --- keys ---
MASTER_KEY_BYTES = 32  # AES-256
MASTER_KEY_DISTINCT_BYTES_MIN = 12  # 32 random bytes have fewer different values less than once in 10^13 times
NONCE_BYTES = 12  # AES-GCM's own nonce length (NIST SP 800-38D)

# --- databases ---
CONNECTIONS_MAX = 8  # connections one process keeps to its database: entrypoint, relay and a few RPC workers
CONNECT_TIMEOUT_SECONDS = 2  # a database server that does not answer by then is taken as gone
IDLE_IN_TRANSACTION_SECONDS = 30  # a transaction forgotten open would hold the commit-order fence
SQLITE_BUSY_SECONDS = 5  # how long to wait for another process writing the same SQLite file

# --- areas ---
AREA_CHUNK_ROWS = 10_000  # postcodes committed together: a writer beside the load waits well under a second for its turn
AREA_REFUSALS_SHOWN_MAX = 20  # rows of a postcode file that are named when they are refused; all are counted
