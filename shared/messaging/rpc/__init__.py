"""Questions between processes: asked by name, answered once or not at all, sealed on the way."""
