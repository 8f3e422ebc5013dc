"""민원: petitions of citizens and their lawful, timely answers."""
