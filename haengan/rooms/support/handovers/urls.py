from haengan.rooms.support.handovers.register import HANDOVERS

office = HANDOVERS.urls()
