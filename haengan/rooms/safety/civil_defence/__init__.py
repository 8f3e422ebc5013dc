"""민방위: civil-defence alarms, shelters and water facilities."""
