"""처리이력 봉인: seals of the journal, published for anyone to compare."""
