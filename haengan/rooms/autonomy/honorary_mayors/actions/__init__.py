"""Every act on calls, applications, appointments and opinions."""
