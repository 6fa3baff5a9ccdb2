"""How events and questions move between services: the relay, the inbox, the feeds and RPC."""
