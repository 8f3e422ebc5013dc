from django.urls import path

from haengan.rooms.digital.innovations.pages import board
from haengan.rooms.digital.innovations.register import desk

office = [
    path("board/", board.board, name="board"),
    *desk.CONDITIONS.urls("conditions/"),
    *desk.BUDGETS.urls("budgets/"),
    *desk.INDICATORS.urls("indicators/"),
    *desk.MEASUREMENTS.urls("measurements/"),
    *desk.MILESTONES.urls("milestones/"),
    *desk.RISKS.urls("risks/"),
    *desk.TASKS.urls(),
]
