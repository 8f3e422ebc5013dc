from haengan.kernel.access.declare import Duty

KEEP = Duty(
    "library.books.keep",
    ko="장서 관리",
    en="Keeping the library",
    acts=("library.*",),
    sees=("registers_library.*",),
)
NAMES = Duty("library.donors.see", ko="기증자 열람", en="Seeing donors' names")
