"""행위: the only way to write a record. One act is one transaction, one permission, one journal line.

Rooms write `@act` (from `haengan.kernel.acts.running`) above each action. Access and figures register themselves there;
this module imports neither.
"""
