"""Handovers over HTTP, for officials' tokens."""

from haengan.rooms.support.handovers.register import HANDOVERS

office = HANDOVERS.api()
