"""Checks that a line stood in a city's journal when it was sealed: python journal_proof.py PROOF.json KEY [CHECKPOINT]
KEY is the journal's verification key as the city publishes it, CHECKPOINT the hash it published for the block."""
import hashlib, json, sys
P, D = 2**255 - 19, -121665 * pow(121666, -1, 2**255 - 19)
ORDER = 2**252 + 27742317777372353535851937790883648493
def must(holds, else_why):
    if not holds:
        sys.exit("NO: " + else_why)
def add(a, b):
    t = D * a[0] * b[0] * a[1] * b[1]
    return ((a[0] * b[1] + a[1] * b[0]) * pow(1 + t, -1, P) % P, (a[1] * b[1] + a[0] * b[0]) * pow(1 - t, -1, P) % P)
def times(n, a):
    total = (0, 1)
    while n:
        total, a, n = add(total, a) if n & 1 else total, add(a, a), n >> 1
    return total
def point(raw):
    y, odd = int.from_bytes(raw, "little") & (2**255 - 1), raw[31] >> 7
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if x * x % P == square else x * pow(2, (P - 1) // 4, P) % P
    must(y < P and x * x % P == square, "the key or the signature is not one")
    return (x if x & 1 == odd else P - x, y)
def signed(key, message, signature):  # Ed25519, RFC 8032
    s = int.from_bytes(signature[32:], "little")
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % ORDER
    base = point((4 * pow(5, -1, P) % P).to_bytes(32, "little"))
    return len(signature) == 64 and s < ORDER and times(s, base) == add(point(signature[:32]), times(h, point(key)))
proof, key, published = json.load(open(sys.argv[1], encoding="utf8")), bytes.fromhex(sys.argv[2]), sys.argv[3:]
node = hashlib.sha256(b"\0" + proof["line"].encode()).digest()
for side, other in proof["path"]:  # Merkle tree, RFC 6962
    node = hashlib.sha256(b"\1" + (bytes.fromhex(other) + node if side == "left" else node + bytes.fromhex(other))).digest()
head, signature = proof["header"], bytes.fromhex(proof["signature"])
text = b"haengan journal block\n" + json.dumps(head, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
must(node.hex() == head["root"], "the line is not in the sealed block")
must(signed(key, text, signature), "the block is not signed by this key")
must(not published or hashlib.sha256(text + b"\n" + signature).hexdigest() == published[0], "this block was not published")
print("YES: sealed in block", head["number"], "at", head["sealed_at"], "\n" + proof["line"])
