"""Sealing: what no block holds yet goes into the next one, and what is sealed is published."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from hashlib import sha256

import structlog
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from haengan.kernel.journal import checkpoints, keys, reading
from haengan.kernel.journal.checkpoints import Away, Checkpoint, Place
from haengan.kernel.journal.engine import headers, leaves, merkle
from haengan.kernel.journal.engine.headers import Header, Position
from haengan.kernel.journal.models import Block, Content, Member, Touch
from haengan.lib.crypto import signing

LARGEST = 5000
"""Lines in one block at most."""
SLICE = 500
START: Position = (0, 0)
RESTORED = (
    "The database came from elsewhere or its count of transactions went back: this block seals all that none holds."
)
log = structlog.get_logger("haengan.journal")


class WillNotSeal(RuntimeError):
    """The end of the chain is not what was published or signed. A person must look first."""


def seal(*, now: datetime, resume: str = "") -> int:
    """Seal what waits; how many blocks. Any number of sealers may run: of two at once, one finds nothing to do.

    `resume` is the reason for going on although published blocks are no more (a restored backup). Raises `WillNotSeal`.
    """
    made = 0
    while _seal_one(now, resume if not made else ""):
        made += 1
    publish()
    return made


def rotate(*, now: datetime, lost: str = "") -> str:
    """A new signing key, announced by a block of the old one, or where that is lost told by its own first block."""
    if lost:
        keys.begin_anew(reason=lost)
    elif keys.announce().following:
        if not _seal_one(now, "", even_empty=True):
            raise WillNotSeal(_("Another sealer was faster. Try again."))
        keys.take_over()
    seal(now=now)
    return keys.signer().public


def publish() -> None:
    """To each place what it does not have yet. A place that is away is tried again next time."""
    for place in checkpoints.places():
        try:
            _publish_to(place)
        except Away as away:
            log.warning("journal.not_published", place=place.name, why=str(away))


def _publish_to(place: Place) -> None:
    newest = place.newest()
    after = newest.number if newest else 0
    while some := list(Block.objects.filter(number__gt=after).order_by("number")[:SLICE]):
        place.add([checkpoints.made(one.header, bytes(one.signature), bytes(one.leaves)) for one in some])
        after = some[-1].number


def _seal_one(now: datetime, resume: str, *, even_empty: bool = False) -> bool:
    """One block. All is read and hashed before the write begins, so that no writer waits for the hashing; the end of the
    chain is read before the horizon, the horizon before the lines."""
    signer = keys.signer()
    last = Block.objects.order_by("-number").first()
    before = headers.read(last.header) if last else None
    lost = _lost(last, resume)
    epoch, until, numbers, note = _what_waits(before)
    if not numbers and not even_empty and not resume:
        return False
    hashes = _hashes(numbers)
    header = Header(
        number=lost[1] + 1 if lost else (before.number if before else 0) + 1,
        previous=headers.block_hash(last.header, bytes(last.signature)) if last else "",
        sealed_at=now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        epoch=epoch,
        until=until,
        size=len(numbers),
        total=(before.total if before else 0) + len(numbers),
        lines=headers.runs(numbers),
        root=merkle.root(hashes).hex(),
        key=signer.public,
        next_key=signing.public(signer.following) if signer.following else "",
        note=" ".join(filter(None, [resume, signer.lost, note])),
        lost=lost,
        leaves=sha256(hashes).hexdigest(),
    )
    return _stored(header, hashes, numbers, signer)


def _stored(header: Header, hashes: bytes, numbers: Sequence[int], signer: keys.Signer) -> bool:
    """Block and membership, both or none. False where another sealer was faster."""
    text = header.text()
    signature = signing.sign(headers.signed_bytes(text), signer.secret)
    members = [Member(line_id=line, block_id=header.number, leaf=leaf) for leaf, line in enumerate(numbers)]
    try:
        with transaction.atomic():
            Block.objects.create(number=header.number, header=text, leaves=hashes, signature=signature)
            Member.objects.bulk_create(members, batch_size=SLICE)
    except IntegrityError:
        log.info("journal.sealed_by_another", block=header.number)
        return False
    if signer.lost:
        keys.told()
    return True


def _what_waits(before: Header | None) -> tuple[str, Position, list[int], str]:
    """The server's epoch, the new horizon, the numbers of the lines to seal, and a note where something is unusual."""
    epoch, until = reading.epoch(), reading.horizon()
    if before and before.epoch == epoch == "sqlite":
        until = max(until, before.until)
    if before is None or before.epoch != epoch or until < before.until:
        note = RESTORED if before and before.epoch else ""
        waiting = reading.strangers(LARGEST + 1)
        if len(waiting) > LARGEST:
            epoch, until = (before.epoch, before.until) if before else ("", START)
    else:
        note, waiting = "", reading.unsealed(before.until, until, LARGEST + 1)
        until = waiting[LARGEST] if len(waiting) > LARGEST else until
    return epoch, until, sorted(number for _xid, number in waiting[:LARGEST]), note


def _hashes(numbers: Sequence[int]) -> bytes:
    texts = reading.texts(numbers)
    return b"".join(leaves.leaf(texts[number] or "") for number in numbers)


def _lost(last: Block | None, resume: str) -> tuple[int, int] | None:
    """Refuses to build on an end that was forged or cut off. With a reason to resume: the published blocks given up."""
    if last and not _is_signed(last):
        raise WillNotSeal(_("The journal's last block %(number)s is not signed by a key of this house.") % _of(last))
    ahead, gone = 0, 0
    for place, newest in _newest():
        if _stands(newest) or _is_given_up(newest.number):
            continue
        if not resume:
            raise WillNotSeal(
                _(
                    "Block %(number)s was published, and is not in the database as it was. Nothing is sealed. Run `haengan "
                    "journal verify`; after a restored backup: haengan journal resume “why”"
                )
                % {"number": newest.number}
            )
        ahead, first = max(ahead, newest.number), _first_gone(place, newest.number)
        gone = min(gone or first, first)
    return (gone, max(ahead, last.number if last else 0)) if ahead else None


def _first_gone(place: Place, number: int) -> int:
    """The first published block that is not in the database, going back from one that is not."""
    while number > 1 and (published := place.find(number - 1)) and not _stands(published):
        number -= 1
    return number


def _stands(published: Checkpoint) -> bool:
    """Whether the database has this very block."""
    block = Block.objects.filter(number=published.number).first()
    return bool(block and headers.block_hash(block.header, bytes(block.signature)) == published.hash)


def _is_given_up(number: int) -> bool:
    """Whether the next block says that this one is lost."""
    block = Block.objects.filter(number__gt=number).order_by("number").first()
    lost = headers.read(block.header).lost if block else None
    return bool(lost and lost[0] <= number <= lost[1])


def _newest() -> Iterator[tuple[Place, Checkpoint]]:
    """The newest checkpoint of each place that can be reached."""
    for place in checkpoints.places():
        try:
            newest = place.newest()
        except Away as away:
            log.warning("journal.checkpoints_unread", place=place.name, why=str(away))
            continue
        if newest:
            yield place, newest


def _is_signed(block: Block) -> bool:
    key = headers.read(block.header).key
    return key in keys.trusted() and signing.fits(headers.signed_bytes(block.header), bytes(block.signature), key)


def _of(block: Block) -> dict[str, int]:
    return {"number": block.number}


def destroy_contents(keys: Sequence[str]) -> int:
    """What lines that wrote to these things hold of them is destroyed at the end of its retention; how many. The lines
    stand and verify. A line that wrote to other things too loses its contents as a whole."""
    wrote = Touch.objects.filter(thing_key__in=keys).exclude(operation="read")
    return Content.objects.filter(line_id__in=wrote.values("line_id")).delete()[0]


def destroy_line(number: int) -> None:
    """What one line holds of before and after; the line itself stands and verifies."""
    Content.objects.filter(line_id=number).delete()
