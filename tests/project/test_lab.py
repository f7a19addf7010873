"""JupyterLab as ``make lab`` starts it: on this machine only, locked, asking nobody."""

import re
from urllib.parse import quote

import psutil
import pytest


@pytest.fixture(scope="module")
def lab(start_lab, tmp_path_factory):
    """A JupyterLab on a folder with one empty lesson: these tests need no real one."""
    root = tmp_path_factory.mktemp("course")
    (root / "lessons").mkdir()
    (root / "lessons" / "empty.ipynb").write_text(
        '{"cells": [], "metadata": {"kernelspec": {"name": "python3", "display_name": "Python",'
        ' "language": "python"}}, "nbformat": 4, "nbformat_minor": 5}'
    )
    return start_lab(root)


def setting(lab, plugin, name):
    """The value of one JupyterLab setting, for a user who has changed nothing."""
    answer = lab.json(f"/lab/api/settings/{quote('@jupyterlab/apputils-extension')}:{plugin}")
    assert answer["raw"].strip() in ("", "{}"), "this test is about the shipped values"
    return answer["schema"]["properties"][name]["default"]


def test_it_listens_on_the_loopback_address_only(lab):
    family = [lab.process, *lab.process.children(recursive=True)]
    addresses = {
        connection.laddr.ip
        for process in family
        for connection in process.net_connections(kind="inet")
        if connection.status == psutil.CONN_LISTEN
    }
    assert addresses == {"127.0.0.1"}


def test_it_wants_its_token(lab):
    assert lab.token
    assert lab.open("/api/contents", token=False).status == 403
    assert lab.open("/api/contents").status == 200


def test_it_sends_a_browser_without_the_token_to_the_login_page(lab):
    assert "/login" in lab.open("/lab", token=False).url


def test_it_serves_the_course_folder_and_opens_on_the_lessons(lab):
    names = {entry["name"] for entry in lab.json("/api/contents")["content"]}
    assert "lessons" in names
    assert re.search(r"http://127\.0\.0\.1:\d+/lab/tree/lessons\S*\?token=", lab.log())


def test_widget_messages_stay_on_the_main_thread(lab):
    assert setting(lab, "kernels-settings", "commsOverSubshells") == "disabled"


def test_it_does_not_ask_whether_to_fetch_news(lab):
    assert setting(lab, "notification", "fetchNews") == "false"


def test_it_does_not_check_for_updates(lab):
    assert setting(lab, "notification", "checkForUpdates") is False


def test_news_updates_and_extensions_are_answered_without_asking_anyone(lab):
    assert lab.json("/lab/api/news") == {"news": []}
    assert lab.json("/lab/api/update") == {"notification": None}
    assert lab.open("/lab/api/extensions?refresh=1").status == 200
    assert lab.refused() == []


def test_a_kernel_starts_without_asking_anyone(lab):
    with lab.open("/api/kernels", method="POST") as response:
        assert response.status == 201
    assert lab.refused() == []


def test_a_second_lab_takes_another_port_and_says_so(lab, start_lab):
    port = lab.url.rpartition(":")[2]
    second = start_lab(lab.root, f"--ServerApp.port={port}")
    assert second.url != lab.url
    assert f"The port {port} is already in use, trying another port." in second.log()


@pytest.mark.browser
def test_the_opened_page_asks_this_machine_only(lab, page):
    # The page fixture itself fails the test on a request to another host.
    page.goto(f"{lab.url}/lab/tree/lessons/empty.ipynb?token={lab.token}")
    page.wait_for_selector(".jp-Notebook", timeout=60_000)
    page.wait_for_selector(".jp-NotebookPanel-toolbar [data-status=idle]", timeout=60_000)
    page.wait_for_timeout(2000)  # news and updates are looked for a moment after the start
    assert page.locator(".Toastify__toast").count() == 0
    assert lab.refused() == []
