"""The questions that belong to a kind of petition: declared once for web form, phone script, counter and Open311."""
