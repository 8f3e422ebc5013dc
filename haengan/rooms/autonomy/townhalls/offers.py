"""What town halls ask of other systems."""

from haengan.kernel.offers.agreements import OPEN_PETITION
from haengan.kernel.offers.declare import takes

takes(OPEN_PETITION, by="autonomy.townhalls")
