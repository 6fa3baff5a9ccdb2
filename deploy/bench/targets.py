"""What each bench is held against, and how it looks: every target with where the figure comes from."""

BENCH_READY_SECONDS_MAX = 60  # how long an Onward of the bench may take to come up on a busy machine
BENCH_PATIENCE_SECONDS = 30  # how long a bench waits for the next referral before it says that something is broken
BENCH_SENDERS = 4  # bulk requests under way at once: enough to keep intake busy on two cores
BENCH_PLAIN_SENDERS = 16  # single requests under way at once: as many as a front door has threads
BENCH_LOOK_SECONDS = 0.05  # pause between looks whether all are offered: long enough to cost nothing
BENCH_IDLE_LOOK_SECONDS = 0.003  # the same for a single referral: about the error of the figure
BENCH_IDLE_PAUSE_SECONDS = 0.1  # pause between single referrals: everything has come to rest by then
BENCH_PIPELINE_PER_SECOND_MIN = 360  # a year of England's social prescribing referrals (1.3 million) in an hour
BENCH_EMBEDDED_PER_SECOND_MIN = 1_000  # promised of the embedded mode by bulk
BENCH_LIMIT_SHARE_MIN = 0.5  # promised: half of what bare drivers can do
BENCH_PLAIN_TIMES_MIN = 15  # promised: so many times the plain version
BENCH_RECORDER_TIMES_MIN = {1: 2.25, 8: 3.0}  # promised by connections: so many times the eventsourcing recorder
BENCH_PGBENCH_SHARE_MIN = 0.5  # promised: half of what PostgreSQL's own load generator appends
BENCH_REPLAY_POSTGRESQL_MIN = 100_000  # promised: decoded events a second
BENCH_REPLAY_SQLITE_MIN = 150_000  # promised: decoded events a second
BENCH_OFFERED_MILLISECONDS_MAX = 250  # promised: 95 of a hundred single referrals on an idle system
BENCH_REBUILT_PER_SECOND_MIN = 16_667  # promised: journeys anew from a million events in a minute
BENCH_TRICKLE_REFERRALS = 20  # referrals posted at once while journeys is built anew
BENCH_TRICKLE_SECONDS = 0.5  # pause between these posts: 40 referrals a second, ten times England's working day
BENCH_SERVICE_MEGABYTES_MAX = 150  # promised of every service process under load
BENCH_SEARCH_HALF_MILLISECONDS_MAX = 50  # half of the searches of 20,000 entries: nobody notices
BENCH_SEARCH_MOST_MILLISECONDS_MAX = 250  # 99 in a hundred of them: felt, but no pause in a conversation
