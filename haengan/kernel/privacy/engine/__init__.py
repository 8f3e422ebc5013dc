"""The letters that a data subject is sent."""
