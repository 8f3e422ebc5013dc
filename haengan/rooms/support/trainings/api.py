"""Trainings over HTTP, for officials' tokens."""

from ninja import Router

from haengan.rooms.support.trainings.register.desk import ATTENDANCE, COHORTS, COURSES, ENROLMENTS, RATINGS, SESSIONS

office = Router()
office.add_router("/courses", COURSES.api())
office.add_router("/cohorts", COHORTS.api())
office.add_router("/sessions", SESSIONS.api())
office.add_router("/enrolments", ENROLMENTS.api())
office.add_router("/attendance", ATTENDANCE.api())
office.add_router("/ratings", RATINGS.api())
