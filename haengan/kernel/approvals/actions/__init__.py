"""Every act on papers, received documents and seals."""
