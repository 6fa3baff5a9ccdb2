"""What every service stands on: contracts, event store, messaging, configuration, clock and logs."""
