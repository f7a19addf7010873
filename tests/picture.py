"""Take the README's picture: lesson 01's panel in a real JupyterLab, at the end of its training.

``python tests/picture.py`` writes docs/panel.png.
"""

import shutil
import tempfile
from pathlib import Path

import browser as browser_finder
import labserver
from notebook_page import PanelPage, open_notebook, run_all
from playwright.sync_api import expect, sync_playwright

TARGET = labserver.REPOSITORY / "docs" / "panel.png"


def main():
    root, home = (Path(tempfile.mkdtemp(prefix=f"picture-{name}-")) for name in ("root", "home"))
    shutil.copytree(labserver.REPOSITORY / "lessons", root / "lessons")
    lab = labserver.start(root, home)
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=browser_finder.find(), args=list(browser_finder.FLAGS)
            )
            page = browser.new_page(viewport={"width": 1280, "height": 1200})
            open_notebook(page, lab, "lessons/01_eleven_lines.ipynb")
            run_all(page)
            panel = PanelPage(page)
            panel.button("Run").click()
            expect(panel.readout).to_contain_text("step 60,000 of", timeout=60_000)
            expect(panel.button("Run")).to_be_visible()
            # Wide enough for the panel and no wider.
            page.set_viewport_size({"width": 1060, "height": 1200})
            TARGET.parent.mkdir(exist_ok=True)
            panel.output.screenshot(path=TARGET)
            browser.close()
    finally:
        labserver.stop(lab.process)
        shutil.rmtree(root)
        shutil.rmtree(home, ignore_errors=True)
    print(f"written: {TARGET}")


if __name__ == "__main__":
    main()
