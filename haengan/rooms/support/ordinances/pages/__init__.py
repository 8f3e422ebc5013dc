"""Pages for citizens: what is announced, their opinions, what was promulgated."""
