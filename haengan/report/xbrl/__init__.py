"""An edition as inline XBRL: concepts, facts, taxonomy, page and report package, generated from its frozen declarations."""
