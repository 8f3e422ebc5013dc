"""장비: equipment, anything installed at a site, where it stands and how it works."""
