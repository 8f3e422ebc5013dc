"""우호교류: sister-city exchange, from the agreement to what each visit was."""
