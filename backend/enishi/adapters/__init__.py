"""Floor 3: how it is done. Rooms that do not know each other."""
