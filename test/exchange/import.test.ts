import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { settled } from '../../src/exchange/edited.ts'
import { bratOf, importBrat, importJsonl, jsonlOf } from '../../src/exchange/index.ts'
import {
  type Anchor,
  type Attribution,
  findAnchor,
  type NamedSpeaker,
  type RuledReading,
  type RulingDraft,
  STANCES,
} from '../../src/vocabulary/index.ts'
import { id, readings } from './readings.ts'

const by = { author: 'Nell Ashby', reason: null }

/** What rulings can change of a statement, as one value that can be compared. */
interface Said {
  source: string
  cue: string
  content: string
  speaker: string
  stance: string
}

const places = (text: string, spans: Attribution['content']) =>
  settled(text, spans)
    .map(({ from, to }) => `${from}-${to}`)
    .join()

/** The statements of a reading by id; those with nothing but blanks in them are shown by no format. */
function saidIn(reading: RuledReading): Map<string, Said> {
  const { text } = reading.kept.article
  const out = new Map<string, Said>()
  for (const { id, attribution: a } of reading.statements) {
    const speaker = reading.speakers.find(s => s.id === a.speaker)
    if (places(text, a.content) === '') continue
    out.set(id, {
      source: places(text, a.source),
      cue: places(text, a.cue),
      content: places(text, a.content),
      speaker: speaker ? `${speaker.type} ${speaker.name}` : '',
      stance: `${a.stance} ${a.negated}`,
    })
  }
  return out
}

/** The plain way to lay drafts over a reading: as the record does, without its checks. */
function ruled(reading: RuledReading, drafts: readonly RulingDraft[]): Said[] {
  const { text } = reading.kept.article
  const said = saidIn(reading)
  const at = (anchors: readonly Anchor[]) =>
    places(
      text,
      anchors.map(anchor => findAnchor(text, anchor)!),
    )
  const named = (speaker: NamedSpeaker | null) => (speaker ? `${speaker.type} ${speaker.name}` : '')
  const added: Said[] = []
  for (const { target, change } of drafts) {
    if (change.change === 'add') {
      const { source, cue, content, speaker, stance, negated } = change
      added.push({
        source: at(source),
        cue: at(cue),
        content: at(content),
        speaker: named(speaker),
        stance: `${stance} ${negated}`,
      })
      continue
    }
    if (target.of !== 'statement') throw new Error(`a draft of ${change.change} is about no statement`)
    expect(findAnchor(text, target.anchor)).toEqual(target.anchor.span)
    const statement = said.get(target.statement)!
    if (change.change === 'reject') said.delete(target.statement)
    else if (change.change === 'source') statement.source = at(change.source)
    else if (change.change === 'cue') statement.cue = at(change.cue)
    else if (change.change === 'content') statement.content = at(change.content)
    else if (change.change === 'speaker') statement.speaker = named(change.speaker)
    else if (change.change === 'stance') statement.stance = `${change.stance} ${change.negated}`
    else if (change.change !== 'accept') throw new Error(`no import drafts ${change.change}`)
  }
  return [...said.values(), ...added]
}

/** A reading and the same after a person's edits: statements changed, taken away and added. */
const edits = fc
  .tuple(
    readings,
    fc.array(
      fc.record({
        away: fc.boolean(),
        swap: fc.constantFrom('source', 'cue', 'content', null),
        stance: fc.option(fc.constantFrom(...STANCES)),
        negated: fc.boolean(),
        who: fc.constantFrom('s1', 's2', null, undefined),
        add: fc.boolean(),
      }),
      { minLength: 4, maxLength: 4 },
    ),
  )
  .map(([reading, list]) => {
    // Names that every format holds as they are: brat trims blanks around them.
    const speakers = reading.speakers.map((speaker, i) => ({
      ...speaker,
      name: `N${i} ${speaker.name} N`.replace(/\p{Surrogate}/gu, ''),
    }))
    const before: RuledReading = { ...reading, speakers }
    const { length } = reading.kept.article.text
    const statements = reading.statements.flatMap((statement, i) => {
      const edit = list[i]!
      const { attribution: a } = statement
      const who = edit.who === undefined ? a.speaker : edit.who
      const attribution = {
        ...a,
        ...(edit.swap ? { [edit.swap]: [{ from: i % length, to: length }] } : {}),
        ...(edit.stance ? { stance: edit.stance, negated: edit.negated } : {}),
        speaker: who,
      }
      const added = {
        ...statement,
        id: id('s', 999_000 + i),
        attribution: { ...attribution, id: `b${i}`, parent: null },
      }
      return [...(edit.away ? [] : [{ ...statement, attribution }]), ...(edit.add ? [added] : [])]
    })
    return { before, after: { ...before, statements } satisfies RuledReading }
  })

  .filter(({ before, after }) => [before, after].every(reading => saidIn(reading).size === reading.statements.length))

const inOrder = (said: Iterable<Said>) => [...said].map(s => JSON.stringify(s)).sort()

describe('an import', () => {
  it('of jsonl drafts what makes the present reading into the file’s', () => {
    fc.assert(
      fc.property(edits, ({ before, after }) => {
        // A script edits the line that was exported: its `exported` stays as it was.
        const { exported } = JSON.parse(jsonlOf(before)) as { exported: unknown }
        const line = JSON.stringify({ ...(JSON.parse(jsonlOf(after)) as object), exported })
        const { drafts } = importJsonl(line, before, by)
        expect(inOrder(ruled(before, drafts))).toEqual(inOrder(saidIn(after).values()))
      }),
      { numRuns: 300 },
    )
  })

  it('of brat drafts what makes the present reading into the file’s', () => {
    fc.assert(
      fc.property(edits, ({ before, after }) => {
        // A person in brat leaves the notes’ ids and digests as they are, and writes none beside what is new.
        const first = bratOf(before)
        const was = new Map([...first.ann.matchAll(/statement: (\S+) .*was: (\S+)$/gm)].map(m => [m[1]!, m[2]!]))
        const shown = /statements: (.*)$/m.exec(first.ann)?.[1] ?? ''
        const ann = bratOf(after)
          .ann.replace(/statement: (\S+) \| (.*) \| was: \S+$/gm, (_, statement: string, rest: string) =>
            was.has(statement) ? `statement: ${statement} | ${rest} | was: ${was.get(statement)}` : rest,
          )
          .replace(/statements: .*$/m, `statements: ${shown}`)
        const { drafts } = importBrat({ txt: first.txt, ann }, before, by)
        expect(inOrder(ruled(before, drafts))).toEqual(inOrder(saidIn(after).values()))
      }),
      { numRuns: 300 },
    )
  })
})
