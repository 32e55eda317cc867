import { describe, expect, test } from 'vitest'
import { isOutletName } from '../../src/speakers/outlets.ts'

const folded = (name: string): string[] => name.toLowerCase().split(' ')

describe('whether a name is an outlet’s', () => {
  test.each([
    'Sarn Mercury',
    'Tarn Valley Packet',
    'Radio Norte',
    'Channel Nine',
    'Brannick News Agency',
    'Norrsken Press Association',
    'Tarn Broadcasting Corporation',
    'Nordnews',
    'Le Monde',
    'Reuters',
  ])('%s is', name => {
    expect(isOutletName(folded(name))).toBe(true)
  })

  test.each([
    'Norvale Water',
    'Brightwell Motors',
    'Radio Licensing Authority',
    'Tarn Broadcasting Council',
    'Environment Agency',
    'Independent Electoral Commission',
    'Standard Foundry',
    'Channel Ferries',
    'Tarn',
    '',
  ])('%s is not', name => {
    expect(isOutletName(name === '' ? [] : folded(name))).toBe(false)
  })
})
