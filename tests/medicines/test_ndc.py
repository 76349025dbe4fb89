"""The layouts in which a US product code is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lissom.medicines.ndc import Ndc, is_ndc, ndcs

CODE = Ndc("00591", "5658", "01")


@pytest.mark.parametrize(
    "written", ["0591-5658-01", "00591-5658-01", "00591565801", "NDC 0591-5658-01", "0591 5658 01"]
)
def test_one_code_is_read_in_every_layout(written: str) -> None:
    assert ndcs(written) == (CODE,)


def test_ten_digits_without_hyphens_are_read_in_three_ways() -> None:
    assert set(map(str, ndcs("0591565801"))) == {"00591-5658-01", "05915-0658-01", "05915-6580-01"}


def test_a_product_is_named_without_its_package() -> None:
    assert ndcs("0591-5658") == (Ndc("00591", "5658"),)
    assert ndcs("62135-473") == (Ndc("62135", "0473"),)


@pytest.mark.parametrize("written", ["", "abc", "10", "54 142", "LCI 1330", "123-456", "12345678901234", "0591-5658-"])
def test_what_is_no_code_is_read_as_none(written: str) -> None:
    assert ndcs(written) == ()


def test_the_marks_of_a_tablet_are_not_taken_for_a_code() -> None:
    assert not is_ndc("54 142")
    assert not is_ndc("62135473")
    assert is_ndc("62135-473")


@given(st.integers(0, 99999), st.integers(0, 9999), st.integers(0, 99))
def test_a_code_is_among_the_readings_of_its_digits(labeler: int, product: int, package: int) -> None:
    code = Ndc(f"{labeler:05d}", f"{product:04d}", f"{package:02d}")
    assert ndcs(code.digits) == (code,) == ndcs(str(code))
    for spelled in code.products:
        assert Ndc(code.labeler, code.product) in ndcs(spelled)


@given(st.text(max_size=20))
def test_any_text_is_read_or_not_without_an_error(text: str) -> None:
    assert all(len(code.digits) in (9, 11) for code in ndcs(text))
