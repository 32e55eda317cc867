import { expect, test } from 'vitest'
import { relate } from '../../src/attribution/index.ts'
import { marked } from './marked.ts'

const kindsOf = (markup: string) => {
  const { tokens, tags } = marked(markup)
  return relate(tokens, tags).map(r => r.kind)
}

test.each([
  ['all in marks', 'direct', '{t “ We are ready , ” } {c said } {s Mbeki Harlan } .'],
  ['split by the tag', 'direct', '{t “ The bridge , ” } {s Rossi } {c said } , {t “ was never inspected . ” }'],
  ['a leading that', 'direct', '{s The letter } {c warned } {t that “ funds will stop ” } .'],
  ['a leading to', 'direct', '{s Greta Oss } {c vowed } {t to “ fight every mile of this road ” } .'],
  ['no marks', 'indirect', '{s Critics } {c say } {t the law is vague } .'],
  ['words of the speaker within', 'mixed', '{s Osei } {c said } {t members had left “ because we knew ” } .'],
  ['two words as a verdict', 'mixed', '{s Holt } {c said } {t wages were “ too high ” } .'],
  ['a single loaded noun', 'mixed', '{s Pell } {c called } {t the vote a “ sham/NN ” } .'],
  ['a television show', 'indirect', '{s Lena Marsh } {c said } {t she would appear on “ Morning Table ” } .'],
  ['a book with small words', 'indirect', '{s Ito } {c said } {t she wrote “ The Salt and the Sea ” at home } .'],
  ['a nickname', 'indirect', '{s Guards } {c said } {t a man known as “ biscuit ” had watched } .'],
  ['a scare quote', 'indirect', '{s Villagers } {c said } {t the “ ceasefire/NN ” lasted an hour } .'],
  ['a named robot', 'indirect', '{s Organisers } {c said } {t the robot , named “ better idea of home , ” won } .'],
  ['yes alone', 'mixed', '{s Farah } {c said } {t “ Yes/UH ” to the plan } .'],
  ['within what another says', 'indirect', '“ Noor {c told } me {t the boats had gone } and I left , ” said Idris .'],
  ['a transcript line', 'direct', '{s KHAN } {c : } {t I never saw the memo } .'],
  ['a transcript line with a title', 'direct', '{s SEN. R. KHAN } {c : } {t I never saw the memo } .'],
  ['a headline with a colon', 'indirect', '{s Mayor } {c : } {t no home will be lost }'],
])('%s is %s', (_, kind, markup) => {
  expect(kindsOf(markup)).toEqual([kind])
})
