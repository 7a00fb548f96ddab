"""Floor 2: what the platform does. One module a noun; the outside comes in through ports."""
