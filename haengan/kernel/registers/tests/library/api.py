from haengan.kernel.registers import assembly
from haengan.kernel.registers.tests.library.register import AUTHORS, BOOKS

api = assembly.build(
    "office", {"/library/books": BOOKS.api(), "/library/authors": AUTHORS.api()}, namespace="api-library"
)
