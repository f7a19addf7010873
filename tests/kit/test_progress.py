"""What is passed is remembered; whatever happens to the file, the lesson goes on."""

import json
import os
import threading
from datetime import date

import pytest

from course.kit import progress


@pytest.fixture(autouse=True)
def not_paused(monkeypatch):
    monkeypatch.setattr(progress, "_paused", False)


def stored():
    return json.loads(progress.path().read_text(encoding="utf-8"))


def damage(text):
    progress.path().parent.mkdir(parents=True, exist_ok=True)
    progress.path().write_bytes(text.encode() if isinstance(text, str) else text)


def test_a_new_learner_has_passed_nothing_and_hears_nothing():
    assert progress.passed() == ({}, "")
    assert not progress.path().exists()


def test_what_is_recorded_is_passed_today():
    assert progress.record("eleven.sigmoid") == ""
    assert progress.passed() == ({"eleven.sigmoid": date.today().isoformat()}, "")


def test_the_first_day_is_kept():
    damage(json.dumps({"version": 1, "passed": {"eleven.slope": "2020-02-02"}}))
    progress.record("eleven.slope")
    progress.record("eleven.forward")
    passed, _ = progress.passed()
    assert passed["eleven.slope"] == "2020-02-02"
    assert list(passed) == ["eleven.slope", "eleven.forward"]


def test_the_file_lies_in_the_folder_that_is_asked_for(course_home):
    progress.record("eleven.sigmoid")
    assert progress.path() == course_home / "progress.json"
    assert stored()["version"] == 1


def test_without_that_folder_the_file_lies_in_the_users_data_folder(monkeypatch):
    monkeypatch.delenv("COURSE_HOME")
    assert progress.path().name == "progress.json"
    assert progress.path().parent.name == "eleven-lines"


def test_nothing_is_recorded_while_paused(monkeypatch):
    progress.pause()
    assert progress.record("eleven.sigmoid") == ""
    assert not progress.path().exists()


def test_only_the_file_itself_is_left_after_writing(course_home):
    progress.record("eleven.sigmoid")
    progress.record("eleven.slope")
    assert [file.name for file in course_home.iterdir()] == ["progress.json"]


def test_a_write_that_breaks_off_leaves_the_old_file_whole(course_home, monkeypatch):
    progress.record("eleven.sigmoid")
    before = progress.path().read_bytes()

    def half_written(content, out, **_):
        out.write('{"version": 1, "pas')
        raise OSError("no space left on device")

    monkeypatch.setattr(progress.json, "dump", half_written)
    message = progress.record("eleven.slope")
    assert "could not be saved" in message
    assert "no space left on device" in message
    assert progress.path().read_bytes() == before
    assert [file.name for file in course_home.iterdir()] == ["progress.json"]


def test_a_replacement_that_fails_is_told_and_leaves_no_litter(course_home, monkeypatch):
    def refused(*_):
        raise PermissionError("the file is open in another program")

    course_home.mkdir()
    monkeypatch.setattr(progress.os, "replace", refused)
    assert "open in another program" in progress.record("eleven.sigmoid")
    assert list(course_home.iterdir()) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        '{"version": 1}',
        "[]",
        "7",
        '"passed"',
        "null",
        '{"passed": null}',
        '{"passed": ["eleven.sigmoid"]}',
        '{"passed": {"eleven.sigmoid": 3}}',
        b"\xff\xfe\x00broken",
        "[" * 200_000,
    ],
    ids=lambda text: repr(text[:24]),
)
def test_a_damaged_file_is_set_aside_with_a_word_and_a_new_one_begun(course_home, text):
    damage(text)
    original = progress.path().read_bytes()
    message = progress.record("eleven.sigmoid")
    aside = course_home / "progress.damaged-1.json"
    assert "damaged" in message
    assert str(aside) in message
    assert aside.read_bytes() == original
    assert list(stored()["passed"]) == ["eleven.sigmoid"]
    assert progress.passed()[1] == ""


def test_a_second_damaged_file_does_not_replace_the_first(course_home):
    for text in ("first", "second"):
        damage(text)
        progress.passed()
    assert (course_home / "progress.damaged-1.json").read_text() == "first"
    assert (course_home / "progress.damaged-2.json").read_text() == "second"


def test_a_damaged_file_that_cannot_be_moved_is_left_where_it_is(monkeypatch):
    damage("{")
    monkeypatch.setattr(type(progress.path()), "rename", _refuse)
    message = progress.record("eleven.sigmoid")
    assert "damaged and cannot be moved" in message
    assert progress.path().read_text() == "{"


def test_a_file_that_cannot_be_read_is_not_overwritten(monkeypatch):
    progress.record("eleven.sigmoid")
    before = progress.path().read_bytes()
    with monkeypatch.context() as patched:
        patched.setattr(type(progress.path()), "read_text", _refuse)
        assert progress.passed()[0] == {}
        message = progress.record("eleven.slope")
    assert "could not be read" in message
    assert progress.path().read_bytes() == before


def test_a_folder_in_place_of_the_file_stops_nothing():
    progress.path().mkdir(parents=True)
    assert "could not be read" in progress.record("eleven.sigmoid")
    assert progress.path().is_dir()


def test_a_file_in_place_of_the_folder_stops_nothing(course_home):
    course_home.write_text("in the way")
    assert "The lesson goes on without it" in progress.record("eleven.sigmoid")
    assert course_home.read_text() == "in the way"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write all")
def test_a_folder_that_cannot_be_written_is_told(course_home):
    course_home.mkdir(mode=0o500)
    assert "could not be saved" in progress.record("eleven.sigmoid")


def _refuse(*_, **__):
    raise PermissionError("permission denied")


def test_readers_never_see_half_a_file_while_others_write():
    names = [f"eleven.exercise_{i}" for i in range(40)]
    seen, messages = [], []

    def write(own):
        for name in own:
            messages.append(progress.record(name))

    writers = [threading.Thread(target=write, args=(names[i::4],)) for i in range(4)]
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        seen.append(progress.passed())
    for writer in writers:
        writer.join()
    passed, message = progress.passed()
    assert {told for _, told in seen} <= {""}
    assert set(messages) == {""}
    assert message == ""
    # Two kernels at the same instant may each miss the other's newest entry, never the older ones.
    assert set(passed) <= set(names)
    assert passed
    assert not list(progress.path().parent.glob(".progress-*"))
