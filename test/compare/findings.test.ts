import { describe, expect, it } from 'vitest'
import { onceEach } from '../../src/compare/findings.ts'
import { familiesOf, findingsOfStory, type Report, type ReportedStatement } from '../../src/compare/index.ts'
import type { Finding, FindingKind } from '../../src/vocabulary/index.ts'
import { report } from './quotes.ts'

/** A report of an outlet of its own; `said` changes all its statements. */
const of = (id: string, marked: string, about: Partial<Report> = {}, said: Partial<ReportedStatement> = {}): Report => {
  const made = report(id, marked, { outlet: `The ${id}`, publishedAt: '2031-05-04', ...about })
  const statements = made.statements.map(statement => ({
    ...statement,
    ...{ kind: 'indirect' as const, speakerType: 'person' as const },
    ...said,
  }))
  return { ...made, statements }
}

/** `kind[/by]: role words | role words` of the findings of one kind. */
function found(kind: FindingKind, ...reports: readonly Report[]): string[] {
  const story = { id: 'e', articles: reports.map(({ id }) => id) }
  const texts = new Map(reports.map(({ id, text }) => [id, text]))
  return findingsOfStory(story, reports, familiesOf(reports))
    .filter(finding => finding.kind === kind)
    .map(({ by, standing, evidence }) => {
      const places = evidence.map(
        ({ role, article, spans }) =>
          `${role} ${article} ${spans.map(({ from, to }) => texts.get(article)!.slice(from, to)).join(' … ')}`,
      )
      return `${standing}${by === null ? '' : ` by ${by}`}: ${places.join(' | ')}`
    })
}

describe('findings of a story', () => {
  it('have each id once: of two that begin at the same places the one that stands first', () => {
    const made = (id: string, why: string) => ({ id, why }) as Finding
    const all = onceEach([made('d1', 'surer'), made('d2', 'another'), made('d1', 'less sure')])
    expect(all.map(({ id, why }) => `${id} ${why}`)).toEqual(['d1 surer', 'd2 another'])
  })
})

describe('refusals', () => {
  it('are told by their words, with who refuses', () => {
    const [one] = found('refusal', of('a', 'Kettle Dairies declined to comment on the recall.'))
    expect(one).toBe('sure: refusal a Kettle Dairies declined to comment on the recall.')
    expect(found('refusal', of('a', 'Ms Arden would not be drawn on the price.'))).toHaveLength(1)
    expect(found('refusal', of('a', 'The mayor’s office said it had no comment.'))).toHaveLength(1)
  })

  it('name who refuses, also by a description, and no place behind a preposition', () => {
    const who = (words: string): readonly string[] => {
      const made = of('a', words)
      return findingsOfStory({ id: 'e', articles: ['a'] }, [made], []).flatMap(({ speakers }) => speakers)
    }
    expect(who('Ruth Calder of Kettle Dairies declined to comment.')).toEqual(['Ruth Calder of Kettle Dairies'])
    expect(who('The owner of the mill that burned near Port Selt declined to comment.')).toEqual([
      'The owner of the mill',
    ])
    expect(who('Lord Elm, who chairs the Selt Fund, declined to comment.')).toEqual(['Lord Elm'])
    expect(who('A spokeswoman in Tarrow on Monday declined to comment.')).toEqual(['A spokeswoman'])
  })

  it('are no refusals to do, and none that did not happen', () => {
    expect(found('refusal', of('a', 'Kettle Dairies refused to recall the milk.'))).toEqual([])
    expect(found('refusal', of('a', 'Ms Arden did not refuse to comment.'))).not.toContainEqual(
      expect.stringMatching(/^sure/),
    )
    expect(found('refusal', of('a', 'Voters declined to state a party.'))).toEqual([])
  })

  it('are one in several reports', () => {
    const all = found(
      'refusal',
      of('a', 'Ms Arden declined to comment on the harbour lease.'),
      of('b', 'Ms Arden declined to comment on the harbour lease on Monday.'),
    )
    expect(all).toHaveLength(1)
  })
})

describe('claims without a source', () => {
  it('rest on reports, rumours and "it is said"', () => {
    const sure = [
      'The quarry has been sold to a bank, according to unconfirmed reports.',
      'Reports from Tarrow say the quarry has been sold.',
      'It is reported that the quarry has been sold.',
      'The quarry has reportedly been sold to a bank.',
    ]
    for (const words of sure) expect(found('unsourced', of('a', words)), words).toEqual([`sure: claim a ${words}`])
  })

  it('do not where somebody is named or described', () => {
    const named = [
      'The quarry has reportedly been sold, according to two engineers.',
      'The quarry has been sold, according to reports filed with the ministry.',
      'A company source told the Echo that the quarry had been sold.',
      'The police report says the quarry was sold.',
    ]
    for (const words of named) expect(found('unsourced', of('a', words)), words).toEqual([])
  })
})

describe('denials', () => {
  const claim = of('a', 'Lund accused {the brewery of having dumped hops into the Selt}.', {}, { stance: 'claims' })

  it('are laid beside the claim they deny, in another report', () => {
    const denial = of(
      'b',
      'Maren Voss denied {that the brewery had dumped hops into the river}.',
      {},
      { stance: 'denies' },
    )
    const [one, ...more] = found('denial', claim, denial)
    expect(one).toMatch(/^sure: claim a .*dumped hops.* \| denial b /)
    expect(more).toEqual([])
  })

  it('say in few words who denies what whom, and take the report for a claim rather than its headline', () => {
    const headline = 'Brewery dumped hops into the Selt'
    const text = `${headline}\nThe brewery dumped hops into the Selt.`
    const blocks = [
      { kind: 'headline' as const, span: { from: 0, to: headline.length } },
      { kind: 'paragraph' as const, span: { from: headline.length + 1, to: text.length } },
    ]
    const denial = of('b', 'Maren Voss denied {that the brewery dumped hops into the Selt}.', {}, { stance: 'denies' })
    const whys = (...reports: readonly Report[]) =>
      findingsOfStory({ id: 'e', articles: reports.map(({ id }) => id) }, reports, [])
        .filter(({ kind }) => kind === 'denial')
        .map(({ why }) => why)
    expect(whys(of('a', text.slice(0, headline.length), { blocks: blocks.slice(0, 1) }), denial)).toEqual([
      'Maren Voss denies what a headline of The a tells: “Brewery dumped hops into the Selt”. ' +
        'The denial: “Maren Voss denied that the brewery dumped hops into the Selt”.',
    ])
    const [why] = whys(of('a', text, { blocks }), denial)
    expect(why).toContain('Maren Voss denies what The a tells: “The brewery')
  })

  it('need a claim: what nobody claims is not denied by anybody in pairs', () => {
    const other = of('b', 'Maren Voss denied {that the orchard had been poisoned}.', {}, { stance: 'denies' })
    expect(found('denial', claim, other)).toEqual([])
  })

  it('are neither refusals nor things withheld', () => {
    expect(found('denial', claim, of('b', 'The brewery declined to comment on the hops in the Selt.'))).toEqual([])
    expect(
      found('denial', claim, of('b', 'The court denied the brewery a permit to dump hops into the Selt.')),
    ).toEqual([])
    expect(
      found('denial', claim, of('b', 'Voss did not deny that the brewery had dumped hops into the Selt.')),
    ).toEqual([])
  })
})

describe('opposite accounts', () => {
  const will = of('a', 'Halden said {the Osprey will sail for Tarrow on Sunday}.')

  it('affirm and negate one proposition', () => {
    const wont = of('b', 'Brandt said {the Osprey will not sail for Tarrow on Sunday}.')
    expect(found('polarity', will, wont)).toEqual([
      'sure: one a the Osprey will sail for Tarrow on Sunday | other b the Osprey will not sail for Tarrow on Sunday',
    ])
  })

  it('are none where one side only may, would or might if', () => {
    expect(found('polarity', will, of('b', 'Brandt said {the Osprey may not sail for Tarrow on Sunday}.'))).toEqual([])
    const would = of('b', 'Brandt said {the Osprey will not sail for Tarrow on Sunday if the fog holds}.')
    expect(found('polarity', will, would)).toEqual([])
    expect(found('polarity', will, of('b', 'Brandt asked {whether the Osprey will not sail for Tarrow}.'))).toEqual([])
  })

  it('are none of another ship, or of the same speaker twice', () => {
    expect(found('polarity', will, of('b', 'Brandt said {the Plover will not sail for Morra on Friday}.'))).toEqual([])
    expect(found('polarity', will, of('b', 'Halden said {the Osprey will not sail for Tarrow on Sunday}.'))).toEqual([])
  })

  it('are at most possible when weeks lie between', () => {
    const later = of('b', 'Brandt said {the Osprey will not sail for Tarrow on Sunday}.', { publishedAt: '2031-06-20' })
    expect(found('polarity', will, later)).not.toContainEqual(expect.stringMatching(/^sure/))
  })
})

describe('numbers', () => {
  const board = of('a', 'The ferry Osprey was carrying 212 passengers, the harbour office said.')

  it('differ for one thing', () => {
    const [one] = found('numbers', board, of('b', 'The captain put the number on board the ferry Osprey at 265.'))
    expect(one).toMatch(/one a 212 passengers \| other b 265/)
  })

  it('agree within bounds, ranges and rounding', () => {
    const agree = [
      'About 210 passengers were on the ferry Osprey.',
      'At least 150 passengers were on the ferry Osprey.',
      'Between 200 and 220 passengers were on the ferry Osprey.',
      'Up to 250 passengers were on the ferry Osprey.',
    ]
    for (const words of agree) expect(found('numbers', board, of('b', words)), words).toEqual([])
  })

  it('are not of one thing: parts, ages, times and other things', () => {
    const apart = [
      'Three of the passengers on the ferry Osprey were hurt.',
      'Another 40 passengers of the ferry Osprey waited on the quay.',
      'Bo Lind, 58, was a passenger on the ferry Osprey.',
      'The ferry Osprey left with its passengers at 8 a.m. and burned for 14 hours.',
      'The ferry Osprey cost 40 million crowns.',
    ]
    for (const words of apart) expect(found('numbers', board, of('b', words)), words).toEqual([])
  })

  it('move with time where a toll rises: an update, and no conflict', () => {
    const first = of('a', 'Nine people died in the mine, the ministry said.', { publishedAt: '2031-05-04T08:00:00Z' })
    const later = of('b', 'The number of dead in the mine rose to 14.', { publishedAt: '2031-05-05T20:00:00Z' })
    expect(found('numbers', first, later)).toEqual([])
    expect(found('update', first, later)).toEqual(
      ['possible: step a Nine people | step b 14'].map(s => expect.stringContaining(s.slice(s.indexOf(':')))),
    )
  })
})

describe('agreement', () => {
  const words = 'the boiler had leaked steam for a week before the harvest'

  it('is of different speakers, and of independent reports', () => {
    const kinds = found(
      'agreement',
      of('a', `Lund said {${words}}.`),
      of('b', 'Maren Voss said {for a week before the harvest steam had been leaking from the boiler}.'),
    ).map(line => line.split(':')[0]!)
    expect(kinds.sort()).toEqual(['sure by origins', 'sure by speakers'])
  })

  it('counts copies of one agency once, and one outlet once', () => {
    const wire = { agency: 'Gull News' }
    expect(found('agreement', of('a', `Lund said {${words}}.`, wire), of('b', `Lund said {${words}}.`, wire))).toEqual(
      [],
    )
    const twice = { outlet: 'The Tarrow Echo' }
    expect(
      found('agreement', of('a', `Lund said {${words}}.`, twice), of('b', `Lund said {${words}}.`, twice)),
    ).toEqual([])
  })

  it('is none where one of them negates it', () => {
    const not = of('b', 'Maren Voss said {the boiler had not leaked steam for a week before the harvest}.')
    expect(found('agreement', of('a', `Lund said {${words}}.`), not)).toEqual([])
    // One "no" that reaches over "or" negates once.
    const none = 'there is no evidence that the ledgers of the brewery were burned or altered'
    const some = none.replace('no ', '')
    expect(found('agreement', of('a', `Lund said {${none}}.`), of('b', `Lund said {${some}}.`))).toEqual([])
    expect(found('agreement', of('a', `Lund said {${none}}.`), of('b', `Lund said {${none}}.`))).toHaveLength(1)
  })

  it('is none of a number that one of them denies', () => {
    const told = of('a', 'Lund said {the brewery had poured 140 barrels of beer into the Selt}.')
    const same = 'the brewery had poured 140 barrels of beer into the Selt'
    expect(found('agreement', told, of('b', `Orla Venn said {${same}}.`))).not.toEqual([])
    expect(found('agreement', told, of('b', `Orla Venn denied {${same}}.`, {}, { stance: 'denies' }))).toEqual([])
  })

  it('is none between quoted words and what somebody made of them', () => {
    const week = of('a', 'Lund said: {“Whoever pays for silence buys it by the week.”}', {}, { kind: 'direct' })
    const month = of('b', 'Lund said: {“Whoever pays for silence buys it by the month.”}', {}, { kind: 'direct' })
    expect(found('altered-words', week, month)).toHaveLength(1)
    expect(found('agreement', week, month)).toEqual([])
  })
})
