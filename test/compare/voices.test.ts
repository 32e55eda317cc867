import { expect, it } from 'vitest'
import { Voices } from '../../src/compare/index.ts'

const rows = (...said: readonly (readonly [name: string, person: string | null])[]): number[] => {
  const voices = new Voices()
  const keys = said.map(([name, person]) => voices.key(name, person))
  return keys.map(key => keys.indexOf(key))
}

it('has one row for a name that the registry knows in one report and not in another, whichever comes first', () => {
  expect(rows(['Clinics', 'p1'], ['clinics', null])).toEqual([0, 0])
  expect(rows(['Clinics', null], ['Clinics', 'p1'], ['Clinics', null])).toEqual([0, 0, 0])
})

it('has one row for a person under several names, and two for two people of one name', () => {
  expect(rows(['Orla Venn', 'p1'], ['Dr Venn', 'p1'], ['Dr Venn', 'p1'])).toEqual([0, 0, 0])
  expect(rows(['J. Lund', 'p1'], ['J. Lund', 'p2'], ['J. Lund', 'p1'], ['J. Lund', 'p2'])).toEqual([0, 1, 0, 1])
})
