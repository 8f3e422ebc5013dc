"""처리이력: journal, who did what to which thing, when and why."""
