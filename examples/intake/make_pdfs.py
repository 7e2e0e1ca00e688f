#!/usr/bin/env python3
"""Writes the three PDF samples beside it: an invoice, a contract in Chinese, and a page that is only a picture.

The names are invented. The Chinese text uses a font that every reader brings along (STSong-Light), so none is in the file.
"""
from pathlib import Path

HERE = Path(__file__).parent

INVOICE = """PROFORMA INVOICE
Seller: Haixing Sample Tools Co., Ltd.
Buyer: Fjord Import AS
Contract No.: HX-2026-031
Date of contract: 9 March 2026
Product: Cordless drills, model S-1
Trade terms: FOB Ningbo
Total amount: USD 12,500.00
Latest shipment: 15 April 2026
Deposit paid: USD 3,750.00 on 11 March 2026
Payment method: bank transfer (T/T)
Beneficiary: Wang Yangben
If the goods are damaged on the way, the buyer shall tell the seller within 7 days."""

CONTRACT = """购销合同
合同编号：YL-2026-0088
签订日期：2026年2月18日
卖方：样例精密模具有限公司
统一社会信用代码：91330000ABCDEF123X
买方：样本设备进口公司
产品名称：注塑模具两套
合同总价：人民币186000元
交货期：2026年4月30日
贸易术语：EXW Hangzhou
已付定金：人民币55800元（2026年2月20日）
收款人：样例精密模具有限公司
如有破损，买方应在三日内通知卖方。"""


def pdf(objects):
    out = b"%PDF-1.5\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return out


def stream(content, extra=b""):
    return b"<< /Length %d %s>>\nstream\n" % (len(content), extra) + content + b"\nendstream"


def page(resources):
    return [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << " + resources + b" >> >>",
    ]


def lines(texts, shown):
    content = b"BT /F1 12 Tf 60 780 Td 20 TL\n"
    return content + b"".join(shown(text) + b" Tj T*\n" for text in texts) + b"ET"


def latin(text):
    return b"(" + text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)").encode("latin-1") + b")"


def chinese(text):
    return b"<" + text.encode("utf-16-be").hex().encode() + b">"


HERE.joinpath("invoice.pdf").write_bytes(
    pdf(page(b"/Font << /F1 5 0 R >>")
        + [stream(lines(INVOICE.split("\n"), latin)), b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]))
HERE.joinpath("contract-zh.pdf").write_bytes(
    pdf(page(b"/Font << /F1 5 0 R >>")
        + [stream(lines(CONTRACT.split("\n"), chinese)),
           b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>",
           b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /FontDescriptor 7 0 R"
           b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /DW 1000 >>",
           b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0"
           b" /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>"]))
HERE.joinpath("scan.pdf").write_bytes(
    pdf(page(b"/XObject << /I 5 0 R >>")
        + [stream(b"q 400 0 0 200 90 400 cm /I Do Q"),
           stream(bytes(range(0, 256, 16)) * 4,
                  b"/Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray /BitsPerComponent 8 ")]))
