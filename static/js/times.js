// Seconds as people read them, and unions of played intervals. No DOM here.

/** 70 -> "1:10", 3723 -> "1:02:03". */
export function timecode(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const pad = (n) => String(n).padStart(2, "0");
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return h ? `${h}:${pad(m)}:${pad(s)}` : `${m}:${pad(s)}`;
}

/** "7:12–7:31"; an open end (null) reads "from 7:12". */
export function range({ start, end }) {
  return end === null || end === undefined ? `from ${timecode(start)}` : `${timecode(start)}–${timecode(end)}`;
}

/** Union of [start, end] pairs in seconds: sorted, disjoint, without empty ones. */
export function union(pairs) {
  const sorted = pairs.filter(([a, b]) => b > a).sort((one, two) => one[0] - two[0]);
  const merged = [];
  for (const [a, b] of sorted) {
    const last = merged[merged.length - 1];
    if (last && a <= last[1]) last[1] = Math.max(last[1], b);
    else merged.push([a, b]);
  }
  return merged;
}

/** Seconds of [from, to) which the union holds. */
export function covered(pairs, from, to) {
  return pairs.reduce((sum, [a, b]) => sum + Math.max(0, Math.min(b, to) - Math.max(a, from)), 0);
}
