"""Carries webhooks by HTTP, to addresses outside and to no others."""

from enishi.adapters.webhooks.courier import HttpCourier

__all__ = ["HttpCourier"]
