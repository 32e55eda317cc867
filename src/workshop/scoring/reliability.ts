/** A calibration as Markdown: its figures, and a reliability diagram that reads as plain text. */
import type { Calibration } from './calibration.ts'

/** Characters from 0 to 1. */
const WIDTH = 50

/**
 * Per tenth of confidence: how many were told there, how sure on average, how many of them were right; and a bar as
 * long as the share that was right, with `/` where the mean confidence stands. Where the bar ends at the mark, the
 * confidence means what it says (reliability diagram; DeGroot & Fienberg 1983, on its side).
 */
export function reliabilityOf(corpus: string, { bins, ece, brier, auc, foundAt90 }: Calibration): string {
  const told = bins.reduce((sum, b) => sum + b.told, 0)
  const right = bins.reduce((sum, b) => sum + b.right, 0)
  const found = foundAt90.percent === null ? '–' : `${foundAt90.percent.toFixed(1)} %`
  const lines = bins.map(b => {
    const range = `${b.from.toFixed(1)} – ${(b.from + 0.1).toFixed(1)}`
    if (b.told === 0) return `| ${range} | 0 | – | – | |`
    const share = b.right / b.told
    return `| ${range} | ${b.told} | ${b.confidence.toFixed(2)} | ${share.toFixed(2)} | \`${bar(share, b.confidence)}\` |`
  })
  return [
    `## ${corpus}`,
    '',
    '| figure | value |',
    '|---|---:|',
    `| statements told, of them right | ${told}, ${right} |`,
    `| expected calibration error (ECE) | ${ece.toFixed(3)} |`,
    `| Brier score | ${brier.toFixed(3)} |`,
    `| AUC | ${auc.toFixed(3)} |`,
    `| gold found at 90 % precision | ${found} (${foundAt90.right} of ${foundAt90.of}) |`,
    '',
    `| confidence | told | mean | right | 0 ${'·'.repeat(WIDTH - 4)} 1 |`,
    '|---|---:|---:|---:|---|',
    ...lines,
  ].join('\n')
}

/** `=` up to the share that was right, dots beyond, and `/` at the mean confidence. */
function bar(share: number, confidence: number): string {
  const mark = Math.min(WIDTH - 1, Math.floor(confidence * WIDTH))
  const end = Math.round(share * WIDTH)
  return Array.from({ length: WIDTH }, (_, i) => (i === mark ? '/' : i < end ? '=' : '.')).join('')
}
