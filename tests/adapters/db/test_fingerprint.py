from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from builders import a_capability, a_full_firm
from enishi.adapters.db.repositories.versions import fingerprint
from enishi.domain.constraint import Constraints
from enishi.domain.firm import Coordinates, Firm
from strategies import firms

# Few enough values that two drawn ones are often equal, written alike or not.
numbers = st.builds(
    lambda whole, exponent: Decimal(whole).scaleb(exponent),
    st.integers(0, 20),
    st.integers(-2, 2),
)


@given(one=numbers, other=numbers)
def test_two_records_share_a_fingerprint_exactly_when_they_are_equal(one: Decimal, other: Decimal):
    first, second = Constraints(tolerance_um=one), Constraints(tolerance_um=other)

    assert (fingerprint(first) == fingerprint(second)) == (first == second)


@settings(max_examples=20)
@given(firm=firms())
def test_a_firm_has_one_fingerprint_and_another_name_another(firm: Firm):
    assert fingerprint(replace(firm)) == fingerprint(firm)
    assert fingerprint(replace(firm, name="株式会社縁")) != fingerprint(
        replace(firm, name="株式会社緣")
    )


def test_a_number_counts_by_its_value_and_not_by_how_it_is_written():
    def of(number: str) -> str:
        return fingerprint(a_capability(ref="C", max_size_mm=Decimal(number)))

    assert of("100") == of("1E+2") == of("100.00")
    assert of("0") == of("-0.0")
    assert of("1.00000000000000000000000000001") != of("1")
    assert fingerprint(Coordinates(37, 138)) == fingerprint(Coordinates(37.0, 138.0))


def test_every_field_counts():
    firm = a_full_firm()
    [first, second] = firm.capabilities

    changed = [
        replace(firm, summary=None),
        replace(firm, certifications=firm.certifications[:1]),
        replace(firm, certifications=firm.certifications[::-1]),
        replace(firm, capabilities=(second, first)),
        replace(firm, capabilities=(replace(first, tolerance_um=Decimal("0.0051")), second)),
        replace(firm, facilities=(firm.facilities[0], replace(firm.facilities[1], name="第二"))),
    ]

    assert len({fingerprint(each) for each in [firm, *changed]}) == 1 + len(changed)
