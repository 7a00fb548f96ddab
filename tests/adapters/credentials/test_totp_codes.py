import base64
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree as ET

import pytest

from enishi.adapters.credentials import TotpCodes
from enishi.domain.email_address import EmailAddress
from enishi.domain.person import Person

CODES = TotpCodes()
# The test vectors of RFC 6238, appendix B (SHA-1), whose last six digits are what phones show.
RFC_SECRET = base64.b32encode(b"12345678901234567890").decode()
RFC_CODES = {
    59: "287082",
    1_111_111_109: "081804",
    1_234_567_890: "005924",
    2_000_000_000: "279037",
}


@pytest.mark.parametrize(("seconds", "code"), RFC_CODES.items())
def test_codes_are_those_of_the_standard(seconds: int, code: str):
    now = datetime.fromtimestamp(seconds, UTC)

    assert CODES.step_of(RFC_SECRET, code, now) == seconds // 30


@pytest.mark.parametrize(("off", "accepted"), [(-60, False), (-30, True), (30, True), (60, False)])
def test_a_clock_may_be_half_a_minute_off(off: int, accepted: bool):
    now = datetime.fromtimestamp(1_234_567_890, UTC) + timedelta(seconds=off)

    assert (CODES.step_of(RFC_SECRET, "005924", now) is not None) is accepted


@pytest.mark.parametrize("code", ["", "00592", "0059240", "五九二四", "x" * 1_000])
def test_what_is_no_code_is_of_no_step(code: str):
    now = datetime.fromtimestamp(1_234_567_890, UTC)

    assert CODES.step_of(RFC_SECRET, code, now) is None


def test_a_secret_is_new_each_time_and_a_telephone_can_read_it():
    sato = Person("p1", EmailAddress("sato@tsubame.example"), "佐藤")
    secret = CODES.new_secret()
    assert secret != CODES.new_secret()
    assert len(base64.b32decode(secret)) * 8 >= 160

    address = CODES.address(secret, sato)

    assert address.startswith("otpauth://totp/")
    assert f"secret={secret}" in address
    assert "sato%40tsubame.example" in address


def test_the_picture_is_one_svg_document_without_scripts():
    root = ET.fromstring(CODES.picture("otpauth://totp/x?secret=ABC"))

    assert root.tag.endswith("svg")
    assert {item.tag.rpartition("}")[2] for item in root.iter()} <= {"svg", "title", "path", "g"}
