from haengan.rooms.support.personnel.register import LINES, TRANSFERS

office = [*LINES.urls("lines/"), *TRANSFERS.urls()]
