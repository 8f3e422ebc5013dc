"""대장: list, detail, form, import, export and API that a room gets by declaring columns, filters and a form."""
