"""What papers ask of the modules beside them."""

from haengan.kernel.offers.agreements import OWE, SETTLE
from haengan.kernel.offers.declare import takes

takes(OWE, by="kernel.approvals")
takes(SETTLE, by="kernel.approvals")
