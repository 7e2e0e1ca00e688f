#include "vault/seal/how_to_verify.hpp"

namespace recourse::vault::seal {

std::string_view how_to_verify()
{
    return R"TEXT(HOW TO VERIFY THIS BUNDLE

What it proves: that the files below data/ have not changed since the moment that the time stamps name, and that every
record of what was done to them stands in a log that only grows. What it does not prove: that a file was true, or made by
whom it says, before it was taken in. That rests on its source and on the records in custody.jsonl. This text, the list
and the statement are the word of whoever sealed the bundle: have the program or the steps below from somewhere else too.

With the program:     recourse verify BUNDLE.zip --trust KEYS
With Python and openssl:     verify_bundle.py BUNDLE.zip --trust KEYS
(KEYS: a file with the keys of the log, a line each, which you had from the operator, and not out of this bundle.)

WITH PLAIN TOOLS (bash, coreutils, sed, grep, openssl, python3). Between the lines "~~~~" stand the commands; run them in
the unpacked folder. They write to a temporary folder of their own and nothing into the bundle.

1. Every file is as it was sealed. All lines must say OK. Every file but "seal" and the two tag manifests must be in one
   of the lists; the last command names those that are in none. ("%25" in a list stands for "%".)

~~~~
W=$(mktemp -d)
sha256sum -c manifest-sha256.txt tagmanifest-sha256.txt
sha512sum -c manifest-sha512.txt tagmanifest-sha512.txt
find . -type f | sed 's,^\./,,' | LC_ALL=C sort >$W/there
sed 's/^[0-9a-f]*  //' manifest-sha256.txt tagmanifest-sha256.txt | LC_ALL=C sort >$W/listed
LC_ALL=C comm -23 $W/there $W/listed | grep -vx -e seal -e 'tagmanifest-sha[0-9]*\.txt' | sed 's/^/NOT sealed: /'
~~~~

2. Who signed. "seal" and "checkpoint" are a text, an empty line, and signatures: a dash, the name of a key, base64 of 4
   bytes of its id and 64 of the Ed25519 signature over the text with its last line break. A key in keys/ is
   "name+id+base64"; the base64 is of 33 bytes, 01 and the key. The key that signed is the one of that name and id.

~~~~
signers() {
  sed '/^$/,$d' "$1" >$W/text
  grep '^— ' "$1" | while read -r dash name signature; do
    printf %s "$signature" | base64 -d >$W/raw
    id=$(head -c 4 $W/raw | od -An -v -tx1 | tr -d ' \n')
    tail -c 64 $W/raw >$W/signature
    for key in keys/*.vkey; do
      [ "$(cut -d+ -f1,2 "$key")" = "$name+$id" ] || continue
      { printf '\060\052\060\005\006\003\053\145\160\003\041\000'; cut -d+ -f3- "$key" | base64 -d | tail -c 32; } >$W/key
      if openssl pkeyutl -verify -pubin -keyform DER -inkey $W/key -rawin -in $W/text -sigfile $W/signature >$W/said 2>&1
      then echo "$1: signed by $key, $(cat "$key")"; else echo "$1: NOT signed by $key"; fi
    done
  done
}
signers seal
signers checkpoint
for kind in sha256 sha512; do
  tags=tagmanifest-$kind.txt
  grep -qx "$kind $(${kind}sum $tags | cut -d' ' -f1) $tags" seal && word=is || word='is NOT'
  echo "$tags: $word the one that was sealed"
done
~~~~

   Both must be by the log's own keys: the seal by the key that signed the checkpoint, or by one that a record of the log
   announces (step 3 names those). And a bundle cannot say whose key it is: compare the whole line with a key that you
   had from elsewhere, from the operator by another way or out of an older bundle. After a change of the key yours may be
   the older one: then a checkpoint that it signed (run: signers earlier/001.checkpoint) must have more entries (its
   second line) than the number of the record that announces the newer key. The seal names the moment of sealing, which
   must not be before the newest record.

3. Each file is the one of its records, and each record is in the log. A record (entries/N.entry) is, one after the
   other: 1 (its version); its place in the log; 32 bytes, the SHA-256 of the file that it is about; the file's size; 32
   random bytes; one byte, the act; the case; who acted; when; how; the number of objects that it was made from, and 32
   bytes for each; a note. A number is seven bits a byte, the lowest first, with the top bit where more follow; a text is
   the number of its bytes and UTF-8; a moment is microseconds since 1970, doubled. The acts: 1 collected, 2 received, 3
   viewed the original, 4 derived, 5 translated, 6 redacted, 7 numbered, 8 exported, 9 handed over, 10 sealed, 11
   time-stamped, 12 key of a mail domain observed, 13 cosigned, 14 imported, 15 held, 16 erased, 17 key of the log
   changed (the note is the new key), 18 released, 19 withdrawn, 20 restarted, 21 incident. By its note the act 7 gives
   the number ("number: E1" for E001), the act 19 takes it back, and the act by which a file came in gives its "original
   name" and "media type".
   Its hash is that of a zero byte and its bytes; with the lines of proofs/N.tlog-proof (after "index N", before the empty
   line; base64 of 32 bytes each) it leads to the root in "checkpoint" (third line), as RFC 9162, 2.1.3.2 says.

~~~~
python3 - <<'END'
import base64, glob, hashlib
sha = lambda data: hashlib.sha256(data).digest()
size, root = open("checkpoint").read().split("\n")[1:3]

def proved(n, entry):
    lines = open(f"proofs/{n}.tlog-proof").read().split("\n")
    at, last, value = int(lines[1].split()[1]), int(size) - 1, sha(b"\0" + entry)
    for line in lines[2:lines.index("")]:
        other = base64.b64decode(line)
        if at % 2 == 1 or at == last:
            value = sha(b"\1" + other + value)
            while at % 2 == 0 and at != 0:
                at, last = at // 2, last // 2
        else:
            value = sha(b"\1" + value + other)
        at, last = at // 2, last // 2
    return int(lines[1].split()[1]) == int(n) and last == 0 and value == base64.b64decode(root)

def number(data, at):
    value = shift = 0
    while True:
        value |= (data[at] & 127) << shift
        at, shift = at + 1, shift + 7
        if data[at - 1] < 128:
            return value, at

def text(data, at):
    length, at = number(data, at)
    return data[at:at + length].decode("utf-8", "replace"), at + length

records = []
for path in sorted(glob.glob("entries/*.entry")):
    n, entry = path[8:20], open(path, "rb").read()
    place, at = number(entry, 1)
    digest, (length, at) = entry[at:at + 32], number(entry, at + 32)
    act, at = entry[at + 32], at + 33
    case, at = text(entry, at)
    who, at = text(entry, at)
    when, at = number(entry, at)
    how, at = text(entry, at)
    parents, at = number(entry, at)
    note, at = text(entry, at + 32 * parents)
    good = entry[0] == 1 and place == int(n) and at == len(entry) and proved(n, entry)
    print(f"record {n}:", "in the log" if good else "NOT in the log")
    if good and act == 17:
        print(f"record {n}: announces the key {note}")
    if good:
        records.append((digest, length, act, note.split("\n")))
for path in sorted(glob.glob("data/*")):
    data = open(path, "rb").read()
    own = [(act, note) for digest, length, act, note in records if (digest, length) == (sha(data), len(data))]
    name = path[5:].split("_")[0]
    wanted = f"number: {name[0]}{int(name[1:])}"
    good = any(act == 7 and wanted in note for act, note in own) and any(act in (1, 2, 4, 5, 6) for act, note in own)
    print(f"{path}:", "is the one of its records" if good else "is NOT the one of its records")
END
~~~~

4. The time. Each tokens/N.tsr is a time stamp (RFC 3161) over tokens/N.checkpoint. A certificate may have run out since:
   it is judged at the time that the stamp names. tokens/N.crl.pem is the list of revoked certificates of then (look:
   openssl crl -in tokens/001.crl.pem -noout -text); the accuracy that the stamp states is to be added to its time.

~~~~
for stamp in tokens/*.tsr; do
  [ -e "$stamp" ] || { echo "no time stamp"; break; }
  name=${stamp%.tsr}
  openssl ts -reply -in $stamp -text 2>$W/said | grep -e '^Time stamp: ' -e '^Accuracy: '
  at=$(openssl ts -reply -in $stamp -text 2>$W/said | sed -n 's/^Time stamp: //p' | sed 's/\.[0-9]*//')
  openssl ts -verify -attime $(date -u -d "$at" +%s) -data $name.checkpoint -in $stamp \
    -CAfile $name.chain.pem -untrusted $name.chain.pem >$W/said 2>&1 && word=good || word='NOT good'
  echo "$stamp: $word, under a root that this bundle brings"
done
rm -r $W
~~~~

   tokens/N.consistency and earlier/N.consistency prove by RFC 9162, 2.1.4.2 that those checkpoints and "checkpoint" are
   of the same history. Whether the authority deserves trust is again for you to say: compare its root.
)TEXT";
}

} // namespace recourse::vault::seal
