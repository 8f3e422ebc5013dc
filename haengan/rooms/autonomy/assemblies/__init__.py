"""주민총회: residents' assemblies and the village plans they vote on."""
