"""인사: personnel: appointments, promotion and hard-duty divisions."""
