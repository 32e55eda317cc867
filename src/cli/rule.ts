import type { RecordStore } from '../store/index.ts'
import {
  type Anchor,
  AscribeError,
  anchorOf,
  type Change,
  type NamedSpeaker,
  type RulingTarget,
  type SpeakerType,
  STANCES,
  type Stance,
  span,
  VERDICTS,
  type Verdict,
} from '../vocabulary/index.ts'
import { authorOf, type SignedOptions } from './care.ts'
import { type ComparingOptions, compareAfter } from './comparing.ts'
import { json, print } from './printing.ts'
import { complaint } from './reading.ts'
import { noSuchId, withRecord } from './records.ts'
import { setRuling } from './rulings.ts'
import { EXIT } from './table.ts'
import { oneLine } from './terminal.ts'
import { severalSpeakers } from './who.ts'
import type { World } from './world.ts'

interface RuleOptions extends SignedOptions, ComparingOptions {
  readonly instead?: string
  readonly type: SpeakerType
  readonly negated?: true
  readonly json?: true
}

const PERSON = /^p[0-9a-z]{15}$/
const ARTICLE = /^a[0-9a-z]{15}$/
const FINDING = /^d[0-9a-z]{15}$/

/** `ascribe rule`: one ruling; a contradiction with an earlier one is told, with the way to rule instead of it. */
export const rule = (
  [id, change, ...values]: readonly string[],
  given: Readonly<Record<string, unknown>>,
  world: World,
): Promise<number> => {
  const options = given as unknown as RuleOptions
  return withRecord(options, world, async store => {
    try {
      const { target, said } = await readRuling(id!, change!, values, options, store)
      const ruling = await store.rule(
        { target, change: said, author: authorOf(options, world), reason: options.reason ?? null },
        options.instead,
      )
      await print(world, [options.json ? json(ruling) : setRuling(ruling)])
      await compareAfter(store, { ...options, quiet: true }, world)
      return EXIT.allRead
    } catch (error) {
      world.say(complaint(id!, error))
      return EXIT.nothingRead
    }
  })
}

const unclear = (message: string, next: string) => new AscribeError('bad-ruling', message, next)
const HELP = 'ascribe rule --help shows each change'

async function readRuling(
  id: string,
  change: string,
  values: readonly string[],
  options: RuleOptions,
  store: RecordStore,
): Promise<{ readonly target: RulingTarget; readonly said: Change }> {
  const one = () => {
    if (values.length !== 1) throw unclear(`${change} takes one value`, HELP)
    return values[0]!
  }
  const none = () => {
    if (values.length > 0) throw unclear(`${change} takes no value`, HELP)
  }
  if (change === 'undo') {
    none()
    const [known] = await store.rulings({ ruling: id, limit: 1 })
    if (known === undefined) throw noSuchId()
    return { target: known.target, said: { change, ruling: id } }
  }
  if (change === 'add') {
    const text = await textOf(id, store)
    const [content, source, cue] = values
    if (content === undefined || values.length > 3) throw unclear('add takes words, source and cue', HELP)
    const at = (words: string | undefined) => (words === undefined || words === '' ? [] : placesOf(text, words))
    const spoken = at(source)
    return {
      target: { of: 'article', article: id },
      said: {
        change,
        content: placesOf(text, content),
        source: spoken,
        cue: at(cue),
        speaker:
          source === undefined || source === ''
            ? null
            : {
                name: oneLine(spoken.map(({ exact }) => exact).join(' ')),
                type: options.type,
                person: null,
                mention: spoken[0]!,
              },
        stance: 'asserts',
        negated: options.negated === true,
      },
    }
  }
  if (PERSON.test(id)) {
    const target: RulingTarget = { of: 'person', person: id }
    switch (change) {
      case 'merge':
        return { target, said: { change, other: one() } }
      case 'alias':
        return { target, said: { change, alias: one() } }
      case 'wikidata':
        return { target, said: { change, id: one() === 'none' ? null : one() } }
      case 'split': {
        const [name, ...statements] = values
        if (name === undefined || statements.length === 0) throw unclear('split takes a name and statements', HELP)
        const into = await speakerOf(name, options, store)
        // Somebody else of the same name: a namesake, who becomes somebody of their own.
        return {
          target,
          said: { change, statements, into: into.person === id && name !== id ? { ...into, person: null } : into },
        }
      }
    }
    throw unclear(`a speaker can't be ruled on by ${oneLine(change)}`, HELP)
  }
  if (ARTICLE.test(id)) {
    if ((await store.article(id)) === null) throw noSuchId()
    if (change !== 'accept') throw unclear(`an article can't be ruled on by ${oneLine(change)}`, HELP)
    none()
    return { target: { of: 'article', article: id }, said: { change } }
  }
  if (FINDING.test(id)) {
    const moved = await store.comparison.finding(id)
    if (moved === null) throw noSuchId()
    const verdict = change as Verdict
    if (!VERDICTS.includes(verdict))
      throw unclear(`a finding can't be ruled on by ${oneLine(change)}`, `one of ${VERDICTS.join(', ')}`)
    none()
    const { finding } = moved.found
    // The record fills in what the finding rests on.
    return {
      target: { of: 'finding', finding: finding.id, kind: finding.kind, evidence: [] },
      said: { change: 'judge', verdict },
    }
  }
  const found = await store.statement(id)
  if (found === null) throw noSuchId()
  const { text } = found.reading.kept.article
  const { content } = found.statement.attribution
  const target: RulingTarget = {
    of: 'statement',
    statement: id,
    article: found.reading.kept.id,
    anchor: anchorOf(text, content[0]!),
  }
  switch (change) {
    case 'accept':
    case 'reject':
      none()
      return { target, said: { change } }
    case 'speaker':
      return { target, said: { change, speaker: one() === 'nobody' ? null : await speakerOf(one(), options, store) } }
    case 'source':
      return { target, said: { change, source: values.flatMap(words => placesOf(text, words, content[0]!.from)) } }
    case 'cue':
      return { target, said: { change, cue: values.flatMap(words => placesOf(text, words, content[0]!.from)) } }
    case 'content':
      if (values.length === 0) throw unclear('content takes the words of the article', HELP)
      return { target, said: { change, content: values.flatMap(words => placesOf(text, words, content[0]!.from)) } }
    case 'stance': {
      const stance = one() as Stance
      if (!STANCES.includes(stance))
        throw unclear(`there is no stance ${oneLine(stance)}`, `one of ${STANCES.join(', ')}`)
      return { target, said: { change, stance, negated: options.negated === true } }
    }
  }
  throw unclear(`a statement can't be ruled on by ${oneLine(change)}`, HELP)
}

async function textOf(article: string, store: RecordStore): Promise<string> {
  const kept = await store.article(article)
  if (kept === null) throw noSuchId()
  return kept.article.text
}

/** A speaker by id, or by a name that one in the record bears, or somebody new. */
async function speakerOf(name: string, { type }: RuleOptions, store: RecordStore): Promise<NamedSpeaker> {
  if (PERSON.test(name)) {
    const person = await store.person(name)
    if (person === null)
      throw new AscribeError('no-such-speaker', `the record has no speaker ${name}`, 'ascribe who lists those it knows')
    return { name: person.name, type: person.type, person: person.id, mention: null }
  }
  const known = (await store.people(name, 2)).filter(person => person.name.toLowerCase() === name.toLowerCase())
  if (known.length > 1) throw severalSpeakers()
  const [person] = known
  return person === undefined
    ? { name, type, person: null, mention: null }
    : { name: person.name, type: person.type, person: person.id, mention: null }
}

/**
 * Where words stand in a text: `from-to` in UTF-16 units, or the words themselves, the place nearest to `near` where
 * there are several.
 */
function placesOf(text: string, words: string, near = 0): readonly Anchor[] {
  const numbers = /^(\d+)[-–](\d+)$/.exec(words)
  if (numbers !== null) {
    const [from, to] = [Number(numbers[1]), Number(numbers[2])]
    if (from >= to || to > text.length) {
      throw unclear(`${words} is no place in a text of ${text.length} characters`, 'give FROM-TO within the text')
    }
    return [anchorOf(text, span(from, to))]
  }
  const unknown = () =>
    unclear(`the article does not have the words “${oneLine(words)}”`, 'give them letter for letter, or FROM-TO')
  if (words.trim() === '') throw unknown()
  let best = -1
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    if (best < 0 || Math.abs(at - near) < Math.abs(best - near)) best = at
  }
  if (best < 0) throw unknown()
  return [anchorOf(text, span(best, best + words.length))]
}
