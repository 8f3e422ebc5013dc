"""What is declared of the house's own jobs."""

from haengan.kernel.followups.models import Followup
from haengan.kernel.jobs.declare import declared
from haengan.kernel.journal.models import Line


def test_the_name_of_every_job_fits_where_it_is_kept_as_an_actor():
    """PostgreSQL refuses what SQLite lets pass."""
    longest = max(map(len, declared))
    assert longest <= Line._meta.get_field("actor_key").max_length
    assert longest <= Followup._meta.get_field("opener_key").max_length
