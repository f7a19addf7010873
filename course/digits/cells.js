// Cells over a picture: a click or the arrow keys choose one, the same again or Escape none.

const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

function render({ model, el }) {
  const area = document.createElement("div");
  const n = model.get("n");
  area.className = "course-cells";
  area.tabIndex = 0;
  area.setAttribute("role", "application");
  area.setAttribute("aria-label", model.get("label"));
  // JupyterLab would move to another cell at an arrow key.
  area.setAttribute("data-lm-suppress-shortcuts", "true");
  el.append(area);

  function choose(row, column) {
    model.set({ row, column });
    model.save_changes();
  }

  area.addEventListener("click", (event) => {
    const box = area.getBoundingClientRect();
    const [row, column] = [event.clientY - box.top, event.clientX - box.left].map((at) =>
      Math.min(n - 1, Math.max(0, Math.floor(at * n / box.width))));
    const again = row === model.get("row") && column === model.get("column");
    choose(again ? -1 : row, again ? -1 : column);
  });
  area.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (ARROWS[event.key]) {
      const at = [model.get("row"), model.get("column")];
      // Where nothing is chosen yet, the first row or column is.
      const [row, column] = at.map((each, i) =>
        each < 0 ? 0 : Math.min(n - 1, Math.max(0, each + ARROWS[event.key][i])));
      choose(row, column);
    } else if (event.key === "Escape") {
      choose(-1, -1);
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  });
}

export default { render };
