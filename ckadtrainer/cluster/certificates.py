"""When a certificate ends, read from its bytes: the standard library verifies certificates but does not show them."""

import ssl
from collections.abc import Iterator
from datetime import UTC, datetime

_UTC_TIME, _GENERALIZED_TIME, _VERSION = 0x17, 0x18, 0xA0


def end_of(pem: str) -> datetime | None:
    """The `notAfter` of the first certificate of a PEM text; None when it cannot be read (X.509, RFC 5280)."""
    try:
        first = pem[pem.index("-----BEGIN CERTIFICATE-----") :]
        der = ssl.PEM_cert_to_DER_cert(first[: first.index("-----END CERTIFICATE-----") + 25])
        (_, certificate), *_ = _parts(der)
        (_, content), *_ = _parts(certificate)
        fields = [part for part in _parts(content) if part[0] != _VERSION]
        validity = fields[3][1]  # serial number, signature algorithm, issuer, validity
        _, (kind, text) = _parts(validity)
        return _time(kind, text.decode("ascii"))
    except (ValueError, IndexError):
        return None


def _parts(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The DER values that lie one after the other in `data`: tag and content."""
    at = 0
    while at < len(data):
        tag, length, at = data[at], data[at + 1], at + 2
        if length & 0x80:
            width = length & 0x7F
            length, at = int.from_bytes(data[at : at + width]), at + width
        if at + length > len(data):
            raise ValueError("cut short")
        yield tag, data[at : at + length]
        at += length


def _time(kind: int, text: str) -> datetime:
    if kind not in (_UTC_TIME, _GENERALIZED_TIME):
        raise ValueError("no time")
    year_format = "%y%m%d%H%M%SZ" if kind == _UTC_TIME else "%Y%m%d%H%M%SZ"
    return datetime.strptime(text, year_format).replace(tzinfo=UTC)
