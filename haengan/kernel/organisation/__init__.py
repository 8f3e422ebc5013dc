"""조직: units, posts and appointments, all dated; headcounts; restructurings."""
