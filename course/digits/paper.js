// Paper with a pen. The drawing is cells of ink; Python gets it as a text of "#" and ".".

const SIZE = 320;
const ARROWS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
const HOW = "Draw with mouse or finger. By keyboard: arrows move the pen, Space puts it down or lifts it.";

function render({ model, el }) {
  const side = model.get("side"), radius = model.get("radius"), cell = SIZE / side;
  const canvas = document.createElement("canvas"), told = document.createElement("p");
  canvas.width = canvas.height = SIZE;
  canvas.tabIndex = 0;
  canvas.setAttribute("role", "application");
  canvas.setAttribute("aria-label", `${model.get("label")}. ${HOW}`);
  // JupyterLab would move to another cell at an arrow key.
  canvas.setAttribute("data-lm-suppress-shortcuts", "true");
  told.setAttribute("aria-live", "polite");
  const how = document.createElement("p");
  how.textContent = HOW;
  el.classList.add("course-paper");
  el.append(canvas, how, told);

  let ink = model.get("ink").split("");
  let place = [side / 2, side / 2];  // of the keyboard's pen, in cells
  let down = false;  // whether that pen is down
  let keys = false;  // whether keys were used last, so that their pen has to be seen
  let pointer = null;  // the finger or mouse that draws
  let asked = 0;

  function paint() {
    const context = canvas.getContext("2d");
    context.clearRect(0, 0, SIZE, SIZE);
    context.fillStyle = "#1a1a1a";
    ink.forEach((mark, i) => {
      if (mark === "#") context.fillRect((i % side) * cell, Math.floor(i / side) * cell, cell, cell);
    });
    if (document.activeElement !== canvas) return;
    if (!keys && !canvas.matches(":focus-visible")) return;
    const [x, y] = place.map((each) => each * cell);
    context.lineWidth = 2;
    context.strokeStyle = down ? "#d55e00" : "#0072b2";
    context.beginPath();
    context.arc(x, y, down ? radius * cell : radius * cell + 4, 0, 2 * Math.PI);
    context.moveTo(x - 20, y); context.lineTo(x + 20, y);
    context.moveTo(x, y - 20); context.lineTo(x, y + 20);
    context.stroke();
  }

  // The same rule as strokes.draw in Python: ink is what lies within the radius of the line.
  function line([x, y], [endX, endY]) {
    const across = endX - x, downward = endY - y;
    const length = Math.max(across * across + downward * downward, 1e-9);
    const from = (a, b) => Math.max(0, Math.floor(Math.min(a, b) - radius - 1));
    const to = (a, b) => Math.min(side - 1, Math.ceil(Math.max(a, b) + radius + 1));
    for (let row = from(y, endY); row <= to(y, endY); row++) {
      for (let column = from(x, endX); column <= to(x, endX); column++) {
        const dx = column + 0.5 - x, dy = row + 0.5 - y;
        const along = Math.min(1, Math.max(0, (dx * across + dy * downward) / length));
        if (Math.hypot(dx - along * across, dy - along * downward) <= radius) {
          ink[row * side + column] = "#";
        }
      }
    }
  }

  function tell() {  // at most once a frame
    paint();
    if (asked) return;
    asked = requestAnimationFrame(send);
  }

  function send() {
    asked = 0;
    model.set("ink", ink.join(""));
    model.save_changes();
  }

  function begin(at) {
    if (model.get("replace")) {
      ink.fill(".");
      model.set("replace", false);
    }
    model.set("strokes", model.get("strokes") + 1);
    line(at, at);
    tell();
  }

  function where(event) {
    const box = canvas.getBoundingClientRect(), edge = canvas.clientLeft;
    return [event.clientX - box.left - edge, event.clientY - box.top - edge].map((v) => v / cell);
  }

  canvas.addEventListener("pointerdown", (event) => {
    if (event.button || pointer !== null) return;
    pointer = event.pointerId;
    canvas.setPointerCapture(pointer);
    canvas.focus({ focusVisible: false });
    down = keys = false;
    event.preventDefault();
    place = where(event);
    begin(place);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (event.pointerId !== pointer) return;
    const passed = event.getCoalescedEvents ? event.getCoalescedEvents() : [];
    for (const each of passed.length ? passed : [event]) {
      const next = where(each);
      line(place, next);
      place = next;
    }
    tell();
  });
  for (const end of ["pointerup", "pointercancel"]) {
    canvas.addEventListener(end, (event) => {
      if (event.pointerId === pointer) pointer = null;
    });
  }

  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (ARROWS[event.key]) {
      const far = event.shiftKey ? 6 : 2;
      const next = ARROWS[event.key].map((way, i) =>
        Math.min(side - 1, Math.max(1, Math.round(place[i]) + far * way)));
      if (down) {
        line(place, next);
        tell();
      }
      place = next;
    } else if (event.key === " " || event.key === "Enter") {
      if (!event.repeat) {
        down = !down;
        if (down) begin(place);
      }
    } else if (event.key === "Escape") {
      down = false;
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    keys = true;
    paint();
    const [column, row] = place.map(Math.round);
    told.textContent = `Pen ${down ? "down" : "up"}, column ${column}, row ${row} of ${side}`;
  });
  canvas.addEventListener("focus", paint);
  canvas.addEventListener("blur", () => {
    down = false;
    told.textContent = "";
    paint();
  });

  function shown() {
    if (model.get("ink") === ink.join("")) return;
    ink = model.get("ink").split("");
    paint();
  }
  model.on("change:ink", shown);
  paint();
  return () => {
    model.off("change:ink", shown);
    if (!asked) return;
    cancelAnimationFrame(asked);
    send();  // the end of a stroke
  };
}

export default { render };
