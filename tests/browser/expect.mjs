// Says what was expected and what was there instead.

export function expect(holds, what) {
  if (!holds) throw new Error(what);
}

export function equal(there, expected, what) {
  const [left, right] = [JSON.stringify(there), JSON.stringify(expected)];
  if (left !== right) throw new Error(`${what}: expected ${right}, found ${left}`);
}
