"""Teaches the encoder the trade: pairs of what is asked and what is offered, and the training."""
