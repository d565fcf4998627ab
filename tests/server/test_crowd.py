"""Four programs write on one server at once."""

import pytest
from server.conftest import TEMPLATE
from serving import Cluster

from trials import crowd
from trials.verdict import missed


@pytest.mark.sweep(1)
@pytest.mark.parametrize("deed", [crowd.in_one_row, crowd.in_their_own])
@pytest.mark.parametrize("times", [15, pytest.param(500, marks=pytest.mark.long)])
def test_four_programs_at_once_lose_no_update(cluster: Cluster, deed: "crowd.Deed", times: int) -> None:
    place = cluster.address(cluster.new_database(template=TEMPLATE), "kim")
    assert missed(deed(place, times)) == []
