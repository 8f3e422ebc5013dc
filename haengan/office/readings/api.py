from haengan.office.readings.register import SERIES

office = SERIES.api()
