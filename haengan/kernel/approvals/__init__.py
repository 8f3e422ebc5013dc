"""결재: draft, review, cooperation, approval; delegation and deputies; gapless numbers; seal; record class and retention."""
