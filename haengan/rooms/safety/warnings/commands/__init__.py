"""The room's commands: `haengan watch`, `deadman`, `storm`, `cap check`, `cap take`."""

from haengan.rooms.safety.warnings.commands.capping import cap
from haengan.rooms.safety.warnings.commands.storming import storm
from haengan.rooms.safety.warnings.commands.watching import deadman, watch

COMMANDS = [watch, deadman, storm]
GROUPS = {"cap": cap}
