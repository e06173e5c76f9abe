#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Strange and broken SIP messages of our own, one for each case that RFC 4475 describes, under the names it gives them.

    sip_torture.py FOLDER     writes each into FOLDER/NAME.dat

What is to come back stands in test/wire/sip_torture_test.py.
"""
import os
import sys

SDP = (b"v=0\r\no=- 20 1 IN IP4 198.51.100.9\r\ns=-\r\nc=IN IP4 198.51.100.9\r\nt=0 0\r\n"
       b"m=audio 30002 RTP/AVP 0 8\r\na=rtpmap:0 PCMU/8000\r\n")
WITH_SDP = f"Content-Type: application/sdp\nContent-Length: {len(SDP)}"
FROM = "From: Petra <sip:petra@north.example>;tag=p-%s"
TO = "To: <sip:desk@south.example>"


def text(head, body=b""):
    """Lines as they are typed; what is no ASCII are bytes of UTF-8."""
    return head.strip("\n").replace("\n", "\r\n").encode() + b"\r\n\r\n" + body


def message(name, method, *more, uri="sip:desk@south.example", first="", sequence="", via="", sender="", to=TO, call="", forwards="70",
            body=b""):
    """A sound request but for what the case changes; `more` are lines, and the length is the caller's when it is among them."""
    lines = [first or f"{method} {uri} SIP/2.0",
             via or f"Via: SIP/2.0/UDP north.example:5060;branch=z9hG4bK-our-{name}",
             f"Max-Forwards: {forwards}", sender or FROM % name, to, call or f"Call-ID: {name}-of-ours@north.example",
             sequence or f"CSeq: 12 {method}", *more]
    if method == "INVITE" and not any(line.startswith("Contact:") for line in more):
        lines.append("Contact: <sip:petra@198.51.100.9>")
    if not any(line.lower().startswith(("content-length", "l:", "l :")) for line in "\n".join(lines).split("\n")):
        lines.append(WITH_SDP if method == "INVITE" else "Content-Length: 0")
    return text("\n".join(lines), body or (SDP if method == "INVITE" else b""))


def answer(name, first, sequence="CSeq: 12 INVITE", via=""):
    return text("\n".join([first, via or f"Via: SIP/2.0/UDP 198.51.100.9;branch=z9hG4bK-our-{name}", FROM % name, TO + ";tag=d",
                           f"Call-ID: {name}-of-ours@north.example", sequence, "Contact: <sip:desk@south.example>",
                           "Content-Length: 0"]))


def folded():
    """Lines broken and blanks put wherever the grammar lets them be; compact and full names, any case."""
    return text(f"""INVITE sip:desk@south.example;strange SIP/2.0
tO :
 <sip:desk@south.example>;   tag    =  d778899
FROM : "Petra \\\\ \\"P\\""
  <sip:petra@north.example>
 ; tag
  = p-wsinv
max-FORWARDS : 0070
i:wsinv-of-ours@north.example
CSEQ :
  0012
  INVITE
v :  SIP  /  2.0
  / UDP
   north.example ; branch=
 z9hG4bK-our-wsinv
S:
Unheard-Of : one thing
   and another
Odd-Value: ;,,;;,
ROUTE :
  <sip:198.51.100.1 ; lr ; what=ever>
m : "Quoted \\"\\"" <sip:petra@198.51.100.9> ; quaint =
  yes ;
  q = 0.5
C : application/sdp
content-length   :   {len(SDP)}""", SDP)


def long_one():
    far = "a-very-" * 40 + "long"
    vias = [f"Via: SIP/2.0/UDP hop{n}.north.example:{5060 if n == 0 else 7000 + n};branch=z9hG4bK-{'x' * 120}{n}" for n in range(30)]
    return message("longreq", "INVITE", *vias[1:], f"{'Long-Name' * 12}: {far}", "Subject: " + "very " * 200,
                   f"Contact: <sip:petra@198.51.100.9>;{far}={far}", via=vias[0], uri=f"sip:desk@south.example;{far}={far}",
                   sender=f'From: "{far * 3}" <sip:{far}@north.example>;tag=p{"1" * 150};{far}')


def in_parts():
    body = (b"--edge\r\nContent-Type: text/plain\r\n\r\nGood day\r\n--edge\r\nContent-Type: application/octet-stream\r\n"
            b"Content-Transfer-Encoding: binary\r\n\r\n\0\x01\xff\xfe\r\n--not-the-edge\0\r\n--edge--\r\n")
    return message("mpart01", "MESSAGE", 'Content-Type: multipart/mixed; boundary="edge"', f"Content-Length: {len(body)}", body=body)


def two_in_one():
    first = message("dblreq", "REGISTER", "Contact: <sip:petra@198.51.100.9>", uri="sip:south.example", to="To: <sip:petra@north.example>")
    return first + b"\r\n" + message("dblreq-second", "INVITE")


ODD = "!*_+`'~%-.0Az"  # all that a token may have and few expect

MESSAGES = {
    # ---- sound, however they look
    "wsinv": folded(),
    "intmeth": message("intmeth", ODD, via="Via: SIP/2.0/UDP north.example;branch=z9hG4bK" + ODD,
                       uri="sip:1_odd.!~*'()&=+$,;?/%7e:&it+has=1,weird!*pas$wo~d@south.example;par/am=!x:[1]&+$",
                       to='To: "\x7fNUL:no BEL:no DEL:yes" <sip:1_odd.!~*\'()&=+$,;?/:pass@south.example>',
                       sender=f"From: {ODD} <sip:petra@north.example>;{ODD}=\"Grüße, 世界\";tag={ODD}",
                       call=f"Call-ID: intmeth.{ODD}:\\/\"()<>[]{{}}?@north"),
    "esc01": message("esc01", "INVITE", uri="sip:sips%3Adesk%40south.example@south.example", to="To: <sip:%64esk@south.example>",
                     sender="From: <sip:I%20am%20petra@north.example>;tag=p-esc01"),
    "escnull": message("escnull", "REGISTER", "Contact: <sip:%00@198.51.100.9>", "Contact: <sip:%00%00@198.51.100.9>",
                       uri="sip:south.example", to="To: <sip:zero%00@north.example>"),
    "esc02": message("esc02", "RE%47IST%45R", "Contact: <sip:petra@198.51.100.9>", uri="sip:south.example"),
    "lwsdisp": message("lwsdisp", "OPTIONS", sender="From: petra<sip:petra@north.example>;tag=p-lwsdisp"),
    "longreq": long_one(),
    "dblreq": two_in_one(),
    "semiuri": message("semiuri", "OPTIONS", uri="sip:desk;role=main;hour=9@south.example", to="To: <sip:desk;role=main@south.example>"),
    "transports": message("transports", "OPTIONS", *(f"Via: SIP/2.0/{way} hop.north.example;branch=z9hG4bK-{way}"
                                                     for way in ("SCTP", "TLS", "PIGEON", "TCP"))),
    "mpart01": in_parts(),
    "unreason": answer("unreason", "SIP/2.0 200 = 2**3 * 5**2 ваш звонок принят"),
    "noreason": answer("noreason", "SIP/2.0 100 "),
    # ---- broken
    "badinv01": message("badinv01", "INVITE", "Contact: <sip:petra@198.51.100.9>;;;,", via="Via: SIP/2.0/UDP north.example;;,;,,"),
    "clerr": message("clerr", "INVITE", "Content-Type: application/sdp", "Content-Length: 9999"),
    "ncl": message("ncl", "INVITE", "Content-Type: application/sdp", "Content-Length: -999"),
    "scalar02": message("scalar02", "REGISTER", "Contact: <sip:petra@198.51.100.9>;expires=1" + "0" * 40, "Expires: 1" + "0" * 90,
                        uri="sip:south.example", forwards="300", sequence="CSeq: 36893488147419103232 REGISTER"),
    "scalarlg": answer("scalarlg", "SIP/2.0 503 Full", sequence="CSeq: 9292394834772304023312 INVITE"),
    "quotbal": message("quotbal", "INVITE", to='To: "The desk <sip:desk@south.example>'),
    "ltgtruri": message("ltgtruri", "INVITE", uri="<sip:desk@south.example>"),
    "lwsruri": message("lwsruri", "INVITE", uri="sip:desk@south.example; lr"),
    "lwsstart": message("lwsstart", "INVITE", first="INVITE  sip:desk@south.example  SIP/2.0"),
    "trws": message("trws", "OPTIONS", first="OPTIONS sip:desk@south.example SIP/2.0  "),
    "escruri": message("escruri", "INVITE", uri="sip:desk@south.example?Route=%3Csip:198.51.100.1%3E"),
    "baddate": message("baddate", "INVITE", "Date: Sun, 22 Nov 2026 12:00:00 PST"),
    "regbadct": message("regbadct", "REGISTER", "Contact: sip:petra@198.51.100.9?Route=%3Csip:198.51.100.1%3E", uri="sip:south.example"),
    "badaspec": message("badaspec", "OPTIONS", to='To: "Desk" < sip:desk@south.example >'),
    "baddn": message("baddn", "OPTIONS", sender="From: Petra, of the North <sip:petra@north.example>;tag=p-baddn"),
    "badvers": message("badvers", "OPTIONS", first="OPTIONS sip:desk@south.example SIP/7.0",
                       via="Via: SIP/7.0/UDP north.example;branch=z9hG4bK-our-badvers"),
    "mismatch01": message("mismatch01", "OPTIONS", sequence="CSeq: 12 INVITE"),
    "mismatch02": message("mismatch02", "BRANDNEW", sequence="CSeq: 12 INVITE"),
    "bigcode": answer("bigcode", "SIP/2.0 4294967301 far too much"),
    # ---- sound to the parser, not to who answers
    "badbranch": message("badbranch", "OPTIONS", via="Via: SIP/2.0/UDP north.example;branch=z9hG4bK"),
    "insuf": text(f"""INVITE sip:desk@south.example SIP/2.0
Via: SIP/2.0/UDP north.example;branch=z9hG4bK-our-insuf
CSeq: 12 INVITE
{WITH_SDP}""", SDP),
    "unkscm": message("unkscm", "OPTIONS", uri="nowhereland:any-words"),
    "novelsc": message("novelsc", "OPTIONS", uri="ftp://files.south.example/desk"),
    "unksm2": message("unksm2", "REGISTER", "Contact: <fax:petra>", uri="sip:south.example", to="To: isbn:9780000000000",
                      sender="From: <http://north.example>;tag=p-unksm2"),
    "bext01": message("bext01", "OPTIONS", "Require: nothingSupportsThis, nothingSupportsThisEither",
                      "Proxy-Require: noProxiesSupportThis"),
    "invut": message("invut", "INVITE", "Content-Type: application/of-nobody", "Content-Length: 12", body=b"<words/>\r\n\r\n"),
    "regaut01": message("regaut01", "REGISTER", "Contact: <sip:petra@198.51.100.9>", 'Authorization: Handshake firm="yes", twice=no',
                        uri="sip:south.example"),
    "multi01": message("multi01", "INVITE", "CSeq: 13 INVITE", "Call-ID: another", "Max-Forwards: 5",
                       "From: <sip:other@north.example>;tag=o", "To: <sip:other@south.example>"),
    "mcl01": message("mcl01", "OPTIONS", "Content-Length: 13", "Content-Length: 5", body=b"there's no way to know"),
    "bcast": answer("bcast", "SIP/2.0 200 OK", via="Via: SIP/2.0/UDP 255.255.255.255;branch=z9hG4bK-our-bcast"),
    "zeromf": message("zeromf", "OPTIONS", forwards="0"),
    "cparam01": message("cparam01", "REGISTER", "Contact: sip:petra@198.51.100.9;quaint", uri="sip:south.example"),
    "cparam02": message("cparam02", "REGISTER", "Contact: <sip:petra@198.51.100.9;quaint>", uri="sip:south.example"),
    "regescrt": message("regescrt", "REGISTER", "Contact: <sip:petra@198.51.100.9?Route=%3Csip:198.51.100.1%3E>", uri="sip:south.example"),
    "sdp01": message("sdp01", "INVITE", "Accept: text/of-nobody"),
    # ---- as it was before RFC 3261
    "inv2543": text("""INVITE sip:desk@south.example SIP/2.0
Via: SIP/2.0/UDP north.example
From: <sip:+14155550100@north.example;user=phone>
Record-Route: <sip:desk@south.example;maddr=198.51.100.1>
To: sip:+14155550111@south.example;user=phone
Call-ID: inv2543-of-ours@north.example
CSeq: 12 INVITE
Contact: <sip:petra@198.51.100.9>
Content-Type: application/sdp""", SDP),
}


def main(folder):
    os.makedirs(folder, exist_ok=True)
    for name, given in MESSAGES.items():
        with open(os.path.join(folder, name + ".dat"), "wb") as file:
            file.write(given)
    os.utime(folder)  # it is one output of the build


if __name__ == "__main__":
    main(sys.argv[1])
