/**
 * The 95 % interval of a share by Wilson's score method ("Probable inference, the law of succession, and statistical
 * inference", 1927), which holds for small counts: 0 to 1; 0 to 1 where nothing was counted.
 */
export function wilson(right: number, of: number): readonly [low: number, high: number] {
  if (of === 0) return [0, 1]
  const z = 1.96
  const p = right / of
  const middle = p + (z * z) / (2 * of)
  const half = z * Math.sqrt((p * (1 - p)) / of + (z * z) / (4 * of * of))
  const scale = 1 + (z * z) / of
  return [Math.max(0, (middle - half) / scale), Math.min(1, (middle + half) / scale)]
}

/** `| what | 91.2 % (114 of 125) | 85 – 95 |` */
export function shareRow(what: string, right: number, of: number): string {
  if (of === 0) return `| ${what} | – (0 of 0) | – |`
  const [low, high] = wilson(right, of)
  return `| ${what} | ${((100 * right) / of).toFixed(1)} % (${right} of ${of}) | ${(100 * low).toFixed(0)} – ${(100 * high).toFixed(0)} |`
}
