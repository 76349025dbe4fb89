"""Finding labels and prices by a product code."""

from __future__ import annotations

from pathlib import Path
from sqlite3 import Connection

import pytest
from tests.store.conftest import Write

from lissom.facts.errors import InputError
from lissom.medicines.ndc import ndcs
from lissom.store.adding import add
from lissom.store.cabinet import cabinet
from lissom.store.codes import labels_with, meant, prices_with


def test_a_label_is_found_by_the_code_of_its_product_in_any_layout(write: Write, at: Path) -> None:
    add([write(version=3)], at=at)
    with cabinet(at) as db:
        for written in ("0000-0003", "0000-0003-01", "00000000301"):
            assert labels_with(db, ndcs(written)) == (("aaaa-1", 3),)
        assert labels_with(db, ndcs("0000-0004")) == ()


def test_an_older_version_is_not_found(write: Write, at: Path) -> None:
    add([write(version=1), write(version=2)], at=at)
    with cabinet(at) as db:
        assert labels_with(db, ndcs("0000-0001")) == ()


def test_a_code_means_the_one_label_that_lists_it(write: Write, at: Path) -> None:
    add([write(), write("bbbb-2", version=2), write("cccc-3", version=2)], at=at)
    with cabinet(at) as db:
        assert meant(db, "0000-0001-30") == "aaaa-1"
        assert meant(db, "baclofen") == "baclofen"
        with pytest.raises(InputError, match="bbbb-2, cccc-3"):
            meant(db, "0000-0002")
        with pytest.raises(InputError, match="none in the cabinet"):
            meant(db, "9999-9999")


def test_a_product_is_priced_in_every_package(real: Connection) -> None:
    whole, product = prices_with(real, ndcs("00172-4096-60")), prices_with(real, ndcs("00172-4096"))
    assert {one.code for one in whole} == {"00172409660"}
    assert {one.code for one in product} == {"00172409660", "00172409680"}
