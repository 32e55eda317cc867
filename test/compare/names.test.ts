import { expect, it } from 'vitest'
import { sameWho, whoOf } from '../../src/compare/index.ts'
import type { SpeakerType } from '../../src/vocabulary/index.ts'

const who = (speaker: string | null, speakerType: SpeakerType = 'person', person: string | null = null) =>
  whoOf({ speaker, speakerType, person })

it.each([
  ['Orla Venn', 'Venn', 'same'],
  ['Orla Venn', 'Ms Venn, the harbour master', 'same'],
  ['Leonard Hale', 'Len Hale', 'same'],
  ['Bill Hale', 'William Hale', 'same'],
  ['Orla Venn', 'Tomas Venn', 'different'],
  ['Orla Venn', 'Tomas Lund', 'different'],
  ['Moammar Gaddafi', 'Muammar Qadhafi', 'unknown'],
  ['Ines Rushworth', 'Ines Rushwerth', 'unknown'],
  ['Orla Venn', 'the minister', 'unknown'],
  ['Orla Venn', 'the Venn campaign', 'unknown'],
  ['Orla Venn', 'she', 'unknown'],
  ['Orla Venn', null, 'unknown'],
] as const)('takes %s and %s for %s', (a, b, expected) => {
  expect(sameWho(who(a), who(b))).toBe(expected)
  expect(sameWho(who(b), who(a))).toBe(expected)
})

it('never sets an organisation apart from a person who may speak for it', () => {
  expect(sameWho(who('Norvale Water', 'organization'), who('Orla Venn'))).toBe('unknown')
})

it('follows the registry where it knows both', () => {
  expect(sameWho(who('the minister', 'person', 'p1'), who('Orla Venn', 'person', 'p1'))).toBe('same')
})
