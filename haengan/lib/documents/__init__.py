"""Documents: one model of an official document, and its renderings as HTML, PDF, HWPX, DOCX and XLSX."""
