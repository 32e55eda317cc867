import { describe, expect, test } from 'vitest'
import { viaOf } from '../../src/engine/via.ts'
import { articleFromText } from '../../src/ingest/index.ts'
import type { Attribution, Speaker, SpeakerType } from '../../src/vocabulary/index.ts'
import { PLAIN_FRAME, recordOf } from '../cli/marked.ts'

const at = { from: 0, to: 4 }

/** A record of statements `speaker [> addressee]`, each with the number of the one that holds it. */
function via(types: Readonly<Record<string, SpeakerType>>, ...said: readonly [string | null, number, string?][]) {
  const names = Object.keys(types)
  const id = (name: string) => `s${names.indexOf(name) + 1}`
  const speakers = names.map(
    (name): Speaker => ({ id: id(name), name, type: types[name]!, mentions: [at], nameRule: 'mention' }),
  )
  const attributions = said.map(
    ([who, parent, to], i): Attribution => ({
      id: `a${i + 1}`,
      source: [],
      cue: [],
      content: [at],
      kind: 'indirect',
      ...PLAIN_FRAME,
      speaker: who === null ? null : id(who),
      addressee: to === undefined ? null : { name: to, span: at, speaker: id(to) },
      parent: parent === 0 ? null : `a${parent}`,
      block: 'paragraph',
      confidence: 1,
      boundaryConfidence: 1,
    }),
  )
  const outlets = new Set(names.filter(name => /Radio|News/.test(name)).map(id))
  return [...viaOf(recordOf(articleFromText('Venn said so.'), attributions, speakers), outlets).values()]
}

describe('through whom a statement came', () => {
  test('the speakers of all that hold it, outermost first', () => {
    const types = { 'Tarrow Gazette': 'organization', Diaz: 'person', Ilunga: 'person' } as const
    expect(via(types, ['Tarrow Gazette', 0], ['Diaz', 1], ['Ilunga', 2])).toEqual([
      [],
      ['Tarrow Gazette'],
      ['Tarrow Gazette', 'Diaz'],
    ])
  })

  test('without the speaker, whoever is unknown, and repeats', () => {
    const types = { Diaz: 'person', Ilunga: 'person' } as const
    expect(via(types, ['Diaz', 0], ['Diaz', 1], [null, 2], ['Diaz', 3], ['Ilunga', 4])).toEqual([
      [],
      [],
      ['Diaz'],
      [],
      ['Diaz'],
    ])
  })

  test('last, an outlet that it was said to, but no court, person or group', () => {
    const types = {
      Diaz: 'person',
      'Radio Norte': 'organization',
      'the High Court': 'organization',
      'the public gallery': 'organization',
      'Brannick News Agency': 'organization',
      Levy: 'person',
      reporters: 'group',
    } as const
    expect(
      via(
        types,
        ['Diaz', 0, 'Radio Norte'],
        ['Diaz', 0, 'the High Court'],
        ['Diaz', 0, 'the public gallery'],
        ['Diaz', 0, 'Levy'],
        ['Diaz', 0, 'reporters'],
        ['Diaz', 0, 'Brannick News Agency'],
        ['Levy', 1, 'Radio Norte'],
      ),
    ).toEqual([['Radio Norte'], [], [], [], [], ['Brannick News Agency'], ['Diaz', 'Radio Norte']])
  })
})
