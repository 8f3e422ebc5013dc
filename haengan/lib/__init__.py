"""Pure helpers without Django, each named by its trade."""
