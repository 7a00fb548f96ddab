"""A year of introductions, simulated: does the allocation leave the network less fixed?"""
