"""Floor 1: what is true. Pure values and rules; standard library and Decimal only."""
