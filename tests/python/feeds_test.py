"""Lines whose stations feed each other."""

import copy
import pickle

import pytest
import rampcast as rc


@pytest.fixture
def server() -> rc.Line:
    return rc.Line(
        "servers",
        stations=[
            rc.Station("boards", cycle_time_s=300, cycle_time_scv=0.3),
            rc.Station("chassis", cycle_time_s=280),
            rc.Station("assembly", cycle_time_s=290, cycle_time_scv=0.2),
        ],
        feeds=[
            rc.Feed("boards", "assembly", buffer=6, pieces=2),
            rc.Feed(from_="chassis", to="assembly", buffer=4),
        ],
    )


def test_a_feed_is_a_value(server: rc.Line) -> None:
    feed = server.feeds[0]
    assert (feed.from_, feed.to, feed.buffer, feed.pieces) == ("boards", "assembly", 6, 2)
    assert (feed.share, feed.part) == (1, "")
    assert rc.Feed("a", "b").buffer is None
    assert pickle.loads(pickle.dumps(server)) == server == copy.deepcopy(server)
    assert eval(repr(feed), {"Feed": rc.Feed}) == feed


def test_its_path_leads_to_it(server: rc.Line) -> None:
    assert server.replace("feeds.1.buffer", 9).feeds[0].buffer == 9
    with pytest.raises(ValueError, match='line "servers", feed 2: pieces is'):
        rc.simulate(server.replace("feeds.2.pieces", 1.5))


def test_results_name_the_ways(server: rc.Line) -> None:
    found = rc.simulate(server, pieces=2000, replications=8)
    assert found.buffers["before"] == ["boards", "chassis"]
    assert found.buffers["after"] == ["assembly", "assembly"]
    assert found.throughput_per_h == pytest.approx(6, rel=0.02)  # two boards of 300 s each
    total = found.good + found.scrapped + found.joined + found.in_process_after
    assert found.in_process_before + found.started == total
    assert found.joined == pytest.approx(2 * found.good, rel=0.01)
    capable = rc.capacity(server)
    assert capable.formula_per_h == pytest.approx(6)
    low, high = capable.throughput_interval
    assert low < found.throughput_per_h < high
    assert "slowest station alone: 6 an hour" in str(capable)
    assert len(capable.gains) == 0
    best = capable.simulated_gains(1)
    assert best["change"][0].startswith("boards: one more place")
    with pytest.raises(ValueError, match="in series"):
        rc.capacity(server, method="formula")
    with pytest.raises(ValueError, match="in series"):
        rc.exact(server)


def test_they_are_traced_and_drawn(server: rc.Line) -> None:
    pytest.importorskip("matplotlib")
    seen = rc.trace(server, pieces=10, measured_pieces=500)
    assert set(seen.buffer_levels["before"]) == {"boards", "chassis"}
    assert seen.plot_levels("chassis").get_xlabel() == "pieces between chassis and assembly"
    assert seen.plot_levels(0).get_xlabel() == "pieces between boards and assembly"
    with pytest.raises(ValueError, match='no buffer stands after "assembly"'):
        seen.plot_levels("assembly")


def test_files_hold_them(server: rc.Line, tmp_path) -> None:
    plant = rc.Plant(id="p", lines=[server.replace("starts", "2024-01-01")])
    path = tmp_path / "p.toml"
    rc.save_plant(plant, path)
    assert rc.load_plant(path) == plant
    assert "feeds" in path.read_text()


def test_a_line_that_cannot_go_on_is_refused_by_a_forecast_too() -> None:
    stuck = rc.Line(
        "Tianshui 1",
        starts="2024-01-01",
        blocking="before",
        stations=[
            rc.Station("a", cycle_time_s=rc.Pert(1200, 1800, 3000), cycle_time_scv=1),
            rc.Station("b", cycle_time_s=1500, batch=3),
            rc.Station("c", cycle_time_s=1680, cycle_time_scv=1),
        ],
        feeds=[rc.Feed("a", "c", buffer=1), rc.Feed("b", "c", buffer=0, pieces=4)],
    )
    for ask in (
        rc.capacity,
        lambda line: rc.forecast(rc.Plant(id="p", as_of="2024-01-01", lines=[line])),
    ):
        with pytest.raises(ValueError, match=r'^line "Tianshui 1": makes nothing'):
            ask(stuck)


def test_what_piles_up_ends_a_run_in_words() -> None:
    line = rc.Line(
        "L",
        stations=[
            rc.Station("a", cycle_time_s=1e-4),
            rc.Station("b", cycle_time_s=36000),
            rc.Station("c", cycle_time_s=10),
        ],
        feeds=[rc.Feed("a", "c"), rc.Feed("b", "c")],
    )
    with pytest.raises(ValueError, match="pieces pile up"):
        rc.simulate(line, pieces=100, replications=1, warm_up_pieces=0)
    with pytest.raises(ValueError, match="of memory, .* are available; fewer places"):
        rc.simulate(rc.Line("L", stations=[rc.Station("a", cycle_time_s=1, places=1e9)]))
