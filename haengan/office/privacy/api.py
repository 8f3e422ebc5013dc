"""Demands of data subjects, destructions and reviews over the API."""

from ninja import Router

from haengan.office.privacy.register import DEMANDS, DESTRUCTIONS, REVIEWS

office = Router()
office.add_router("/demands", DEMANDS.api())
office.add_router("/destructions", DESTRUCTIONS.api())
office.add_router("/reviews", REVIEWS.api())
