"""Petitions over the API: the registers for programs of officials, filing and following for everyone."""

from __future__ import annotations

from ninja import Router

from haengan.rooms.civil_affairs.petitions.register.course import APPEALS, CHECKS, CONSULTATIONS, DOCKETS, SESSIONS
from haengan.rooms.civil_affairs.petitions.register.doors import ENDPOINTS, FORWARDINGS
from haengan.rooms.civil_affairs.petitions.register.filed import PETITIONS
from haengan.rooms.civil_affairs.petitions.register.kinds import ARTICLES, HOLIDAYS, OUTAGES, SERVICES, TEMPLATES
from haengan.rooms.civil_affairs.petitions.register.looks import LOOKS

office = Router()
office.add_router("/services", SERVICES.api())
office.add_router("/articles", ARTICLES.api())
office.add_router("/templates", TEMPLATES.api())
office.add_router("/holidays", HOLIDAYS.api())
office.add_router("/outages", OUTAGES.api())
office.add_router("/sessions", SESSIONS.api())
office.add_router("/dockets", DOCKETS.api())
office.add_router("/checks", CHECKS.api())
office.add_router("/endpoints", ENDPOINTS.api())
office.add_router("/forwardings", FORWARDINGS.api())
office.add_router("/consultations", CONSULTATIONS.api())
office.add_router("/appeals", APPEALS.api())
office.add_router("/photos", LOOKS.api())
office.add_router("", PETITIONS.api())
