/** Judgements of families and findings, as the files under docs/judgements hold them. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { AscribeError, FINDING_KINDS, type FindingKind, ROLES_OF, type Standing } from '../../vocabulary/index.ts'

/** What is judged: a family of one utterance's variants, or a finding of its kind. */
export type Judged = 'family' | FindingKind

export const JUDGED: readonly Judged[] = ['family', ...FINDING_KINDS]

/** `unclear`: a careful editor could not tell from the texts. */
export type JudgeVerdict = 'right' | 'wrong' | 'unclear'

const VERDICTS: readonly JudgeVerdict[] = ['right', 'wrong', 'unclear']

/** A place that the judge was shown, as numbers: judgements hold no words of the corpus. */
export interface JudgedPlace {
  /** `variant` for families, else one of the kind's roles. */
  readonly role: string
  /** Id of the article in its corpus. */
  readonly article: string
  /** `[from, to)` in UTF-16 units of the article's text. */
  readonly spans: readonly (readonly [from: number, to: number])[]
}

/** One line of a file: what one judge said of one family or finding. */
export interface Judgement {
  /** As `compare` named it when it was drawn. */
  readonly id: string
  readonly kind: Judged
  /** As `compare` had it when it was drawn; the judge saw neither this nor the confidence. */
  readonly standing: Standing
  /** 0 to 1; null for families, which have none. */
  readonly confidence: number | null
  readonly verdict: JudgeVerdict
  /** The judge's own words. */
  readonly reason: string
  /** Who judged, as docs/judgements/README.md lists them. */
  readonly judge: string
  readonly evidence: readonly JudgedPlace[]
}

/** A reason is a sentence or two. */
const LONGEST_REASON = 300

function fail(where: string, what: string): never {
  throw new AscribeError('bad-corpus', `${where}: ${what}`, 'mend the line (docs/judgements/README.md shows one)')
}

function checked(value: unknown, where: string): Judgement {
  const line = value as Partial<Judgement> | null
  if (typeof line !== 'object' || line === null) fail(where, 'a judgement is an object')
  const { id, kind, standing, confidence, verdict, reason, judge, evidence } = line
  if (typeof id !== 'string' || id === '') fail(where, 'no id')
  if (kind === undefined || !JUDGED.includes(kind)) fail(where, `no such kind: ${kind}`)
  if (standing !== 'sure' && standing !== 'possible') fail(where, `no such standing: ${standing}`)
  if (confidence !== null && !(typeof confidence === 'number' && confidence >= 0 && confidence <= 1)) {
    fail(where, 'a confidence is null or a number from 0 to 1')
  }
  if (verdict === undefined || !VERDICTS.includes(verdict)) fail(where, `no such verdict: ${verdict}`)
  if (typeof reason !== 'string' || reason.trim() === '') fail(where, 'no reason')
  if (reason.length > LONGEST_REASON) fail(where, `a reason of more than ${LONGEST_REASON} characters`)
  if (typeof judge !== 'string' || judge === '') fail(where, 'nobody judged')
  if (!Array.isArray(evidence) || evidence.length === 0) fail(where, 'no evidence')
  const roles: readonly string[] = kind === 'family' ? ['variant'] : ROLES_OF[kind]
  for (const place of evidence as readonly Partial<JudgedPlace>[]) {
    const { role, article, spans } = place
    if (typeof role !== 'string' || !roles.includes(role)) fail(where, `${kind} has no role ${role}`)
    if (typeof article !== 'string' || article === '') fail(where, 'evidence without an article')
    if (!Array.isArray(spans) || spans.length === 0) fail(where, 'evidence without a place')
    for (const [from, to] of spans) if (!(Number.isInteger(from) && from >= 0 && to > from)) fail(where, 'a bad span')
  }
  return line as Judgement
}

/** Reads one file of JSON Lines. Throws AscribeError `bad-corpus`, naming the line. */
export function readJudgements(path: string): Judgement[] {
  const name = basename(path)
  const judgements = readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line, i): Judgement[] => {
      if (line === '') return []
      const where = `${name}, line ${i + 1}`
      let value: unknown
      try {
        value = JSON.parse(line)
      } catch {
        fail(where, 'not JSON')
      }
      const judgement = checked(value, where)
      if (name !== `${judgement.kind}.jsonl`) fail(where, `a judgement of the kind ${judgement.kind} in this file`)
      return [judgement]
    })
  const seen = new Set<string>()
  for (const { id, judge } of judgements) {
    if (seen.has(`${judge} ${id}`)) fail(name, `${judge} judged ${id} twice`)
    seen.add(`${judge} ${id}`)
  }
  return judgements
}

/** All judgements of a folder, in the order of `JUDGED`. Throws AscribeError `bad-corpus`, also at a file of no kind. */
export function readAllJudgements(folder: string): Judgement[] {
  const names = existsSync(folder) ? readdirSync(folder).filter(name => name.endsWith('.jsonl')) : []
  const strange = names.find(name => !JUDGED.some(kind => name === `${kind}.jsonl`))
  if (strange !== undefined) fail(strange, 'no kind is called so')
  return JUDGED.filter(kind => names.includes(`${kind}.jsonl`)).flatMap(kind =>
    readJudgements(join(folder, `${kind}.jsonl`)),
  )
}

/** Adds judgements to the files of their kinds, sorted by id and judge. Throws as `readJudgements` on what is there. */
export function addJudgements(folder: string, added: readonly Judgement[]): void {
  for (const kind of JUDGED) {
    const own = added.filter(judgement => judgement.kind === kind)
    if (own.length === 0) continue
    const path = join(folder, `${kind}.jsonl`)
    const all = [...(existsSync(path) ? readJudgements(path) : []), ...own]
    const place = ({ id, judge }: Judgement) => `${id} ${judge}`
    all.sort((a, b) => (place(a) < place(b) ? -1 : 1))
    writeFileSync(path, all.map(judgement => `${JSON.stringify(judgement)}\n`).join(''))
    readJudgements(path)
  }
}
