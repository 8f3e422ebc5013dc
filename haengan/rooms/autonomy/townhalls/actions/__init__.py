"""Every act of the mobile mayor's office: on requests, on town halls, on what was said there."""
