// Where there is room in a picture for one thing more.

export const WIDE = 150;
const HIGH = 78;

const cell = (x, y) => `${x},${y}`;
const at = ({ x, y }) => [Math.floor(x / WIDE), Math.floor(y / HIGH)];

// Who stands where, by cells of the size of a thing with its name: only the cells around one can be in its way.
export function floor() {
  const cells = new Map();
  const set = (place) => {
    const key = cell(...at(place));
    cells.set(key, [...(cells.get(key) ?? []), place]);
  };
  const isFree = (place) => {
    const [column, row] = at(place);
    for (const x of [column - 1, column, column + 1]) {
      for (const y of [row - 1, row, row + 1]) {
        if ((cells.get(cell(x, y)) ?? []).some((one) => Math.abs(one.x - place.x) < WIDE && Math.abs(one.y - place.y) < HIGH)) return false;
      }
    }
    return true;
  };
  return { set, isFree };
}

// The free place nearest to a middle, looked for in rings; the same each time.
export function beside(middle, taken) {
  for (let ring = 1; ring < 60; ring += 1) {
    const steps = ring * 6;
    for (let step = 0; step < steps; step += 1) {
      const angle = (2 * Math.PI * step) / steps + ring;
      const place = { x: Math.round(middle.x + Math.cos(angle) * ring * WIDE * 0.9), y: Math.round(middle.y + Math.sin(angle) * ring * HIGH * 1.15) };
      if (taken.isFree(place)) return place;
    }
  }
  return middle;
}
