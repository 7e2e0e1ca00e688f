#include "vault/seal/how_to_verify.hpp"

namespace recourse::vault::seal {

std::string_view how_to_verify()
{
    return R"(HOW TO VERIFY THIS BUNDLE

What it proves: that the files below data/ have not changed since the moment that the time stamps name, and that every
record of what was done to them stands in a log that only grows. What it does not prove: that a file was true, or made by
whom it says, before it was taken in. That rests on its source and on the records in custody.jsonl.

With the program:     recourse verify BUNDLE.zip
With one file of Python and openssl:     verify_bundle.py BUNDLE.zip

WITH PLAIN TOOLS (sha256sum, sha512sum, openssl), in the unpacked folder:

1. Every file is as it was sealed. All lines must say OK:
     sha256sum -c manifest-sha256.txt tagmanifest-sha256.txt
     sha512sum -c manifest-sha512.txt tagmanifest-sha512.txt
   Every file but "seal" and the two tag manifests must be in one of the lists. ("%25" in a list stands for "%".)

2. The seal. The file "seal" is a text, an empty line and signatures ("— name base64"). The two numbers in the text must
   be those of
     sha256sum tagmanifest-sha256.txt
     sha512sum tagmanifest-sha512.txt
   A key in keys/ is "name+id+base64": the base64 is of 33 bytes, 01 and the Ed25519 key; a signature is the base64 of 68
   bytes, 4 of the id and 64 of the signature over the text with the line break before the empty line:
     sed '/^$/,$d' seal >text
     (printf '302a300506032b6570032100' | xxd -r -p; sed 's/^[^+]*+[^+]*+//' keys/001.vkey | base64 -d | tail -c 32) >key.der
     grep '^— ' seal | head -1 | cut -d' ' -f3 | base64 -d | tail -c 64 >signature
     openssl pkeyutl -verify -pubin -keyform DER -inkey key.der -rawin -in text -sigfile signature
   The same holds for the file "checkpoint". Whether the key is the one that you know is for you to say: a bundle cannot.

3. Each record (entries/N.entry) is in the log. Its line of custody.jsonl says what it says. Its hash is
     (printf '\0'; cat entries/N.entry) | sha256sum
   and with the lines of proofs/N.tlog-proof (after "index N", before the empty line; base64 of 32 bytes each) it leads to
   the root in "checkpoint" (third line). The following 20 lines of Python do it:

     import base64, hashlib, sys
     sha = lambda b: hashlib.sha256(b).digest()
     n = sys.argv[1]
     lines = open(f"proofs/{n}.tlog-proof").read().split("\n")
     size, root = open("checkpoint").read().split("\n")[1:3]
     at, last = int(lines[1].split()[1]), int(size) - 1
     value = sha(b"\0" + open(f"entries/{n}.entry", "rb").read())
     for line in lines[2:lines.index("")]:
         other = base64.b64decode(line)
         if at % 2 == 1 or at == last:
             value = sha(b"\1" + other + value)
             while at % 2 == 0 and at != 0:
                 at, last = at // 2, last // 2
         else:
             value = sha(b"\1" + value + other)
         at, last = at // 2, last // 2
     print("in the log" if last == 0 and value == base64.b64decode(root) else "NOT in the log")

4. The time. Each tokens/N.tsr is a time stamp (RFC 3161) over tokens/N.checkpoint. A certificate may have run out since:
   it is judged at the time that the stamp names.
     openssl ts -reply -in tokens/001.tsr -text
     openssl ts -verify -attime SECONDS -data tokens/001.checkpoint -in tokens/001.tsr -CAfile tokens/001.chain.pem \
       -untrusted tokens/001.chain.pem
   (SECONDS: date -u -d "TIME" +%s). tokens/N.consistency proves by RFC 6962, 2.1.2, that this checkpoint and "checkpoint"
   are of the same history. Whether the authority deserves trust is again for you to say.
)";
}

} // namespace recourse::vault::seal
