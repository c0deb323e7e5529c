'use strict';

// What ran in each slot, and when, as blocks on a canvas.
class Timeline {
  static #most = 14;
  #left = 150;

  constructor(canvas, note) {
    this.canvas = canvas;
    this.note = note;
    this.blocks = [];
    canvas.addEventListener('mousemove', event => this.#point(event.offsetX, event.offsetY));
    canvas.addEventListener('mouseleave', () => { this.note.textContent = this.summary ?? ''; });
  }

  show(detail) {
    const lanes = detail.lanes;
    const row = Math.max(4, Math.min(Timeline.#most, Math.floor(260 / Math.max(1, lanes.length))));
    const height = lanes.length * row + 20;
    const width = Math.max(300, this.canvas.clientWidth);
    this.#left = width < 500 ? 84 : 150;
    const scale = window.devicePixelRatio || 1;
    this.canvas.width = width * scale;
    this.canvas.height = height * scale;
    this.canvas.style.height = `${height}px`;
    const soft = this.#resolve('--soft');
    const bad = this.#resolve('--bad');
    const free = this.#resolve('--free');
    const pen = this.canvas.getContext('2d');
    pen.scale(scale, scale);
    const end = Math.max(detail.job.elapsed * 1000, ...detail.timeline.map(span => span.start + span.length), 1);
    const perMillisecond = (width - this.#left - 4) / end;
    const colour = Format.colour(detail.job.id);
    pen.font = '11px system-ui, "DejaVu Sans", sans-serif';
    pen.textBaseline = 'middle';
    this.#names(pen, lanes, row, soft, free, width);
    this.blocks = detail.timeline.map(span => ({
      span,
      x: this.#left + span.start * perMillisecond,
      y: span.lane * row + 1,
      width: Math.max(1, span.length * perMillisecond - 0.5),
      height: row - 2,
      lane: lanes[span.lane],
    }));
    for (const block of this.blocks) {
      pen.fillStyle = block.span.failed > 0 ? bad : colour;
      pen.fillRect(block.x, block.y, block.width, block.height);
    }

    pen.fillStyle = soft;
    for (let mark = 0; mark <= 4; mark++) {
      const text = Format.time(end / 4 * mark / 1000);
      const x = this.#left + (width - this.#left - 4) / 4 * mark;
      pen.textAlign = mark === 0 ? 'left' : mark === 4 ? 'right' : 'center';
      pen.fillText(text, x, height - 8);
    }

    const more = detail.moreLanes > 0 ? ` of ${Format.number(lanes.length + detail.moreLanes)}` : '';
    this.summary = `${lanes.length}${more} slots, ${Format.number(detail.timeline.length)} blocks; short items that follow each other are one. Red: an item failed.`;
    this.note.textContent = this.summary;
  }

  // A canvas knows no variables, and nothing of light and dark.
  #resolve(variable) {
    this.canvas.style.color = `var(${variable})`;
    return getComputedStyle(this.canvas).color;
  }

  #names(pen, lanes, row, soft, free, width) {
    let last = '';
    pen.textAlign = 'left';
    lanes.forEach((lane, number) => {
      pen.fillStyle = free;
      pen.fillRect(this.#left, number * row + row - 1, width - this.#left, 0.5);
      const name = lane.silo.split('@')[0];
      const text = row >= 10 ? `${name === last ? '' : name} /${lane.slot}` : name === last ? '' : name;
      last = name;
      pen.fillStyle = soft;
      pen.fillText(text.trim(), 0, number * row + row / 2, this.#left - 6);
    });
  }

  #point(x, y) {
    const found = this.blocks.findLast(block => x >= block.x - 1 && x <= block.x + block.width + 1 && y >= block.y && y <= block.y + block.height);
    if (!found) { this.note.textContent = this.summary ?? ''; return; }
    const span = found.span;
    const items = span.items === 1 ? `item ${Format.number(span.first)}` : `${Format.number(span.items)} items from ${Format.number(span.first)}`;
    const failed = span.failed > 0 ? `, ${Format.number(span.failed)} failed` : '';
    this.note.textContent =
      `${items}${failed}: ${Format.time(span.length / 1000)} from ${Format.time(span.start / 1000)} on, in slot ${found.lane.slot} of ${found.lane.silo}`;
  }
}
