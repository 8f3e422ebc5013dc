"""Who reads the whole journal: everyone reads the lines of their own acts."""

from haengan.kernel.access.declare import Duty

READING = Duty("house.journal.read", ko="처리이력 열람", en="Reading the journal", acts=("journal.contents.read",))
