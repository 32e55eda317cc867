import { describe, expect, test } from 'vitest'
import { relationsOf } from './reading.ts'

const rules: Readonly<Record<string, readonly (readonly [text: string, ...relations: string[]])[]>> = {
  'turns of a transcript': [
    ['KHAN: I never saw the memo.', 'KHAN | : | I never saw the memo.'],
    [
      'HALE: Where were you on Friday?\n\nBRANDT: In the boat.',
      'HALE | : | Where were you on Friday?',
      'BRANDT | : | In the boat.',
    ],
    [
      'MODERATOR: Senator, your answer?\n\nOSTBERG: I have given it. (Applause)',
      'MODERATOR | : | Senator, your answer?',
      'OSTBERG | : | I have given it.',
    ],
    [
      'THE CHAIR: The motion is carried.\n\nMS. ADAIR: I should like that recorded.',
      'THE CHAIR | : | The motion is carried.',
      'MS. ADAIR | : | I should like that recorded.',
    ],
    ['UPDATE: The road is open again.'],
    ['WEATHER: Snow is expected in the north.'],
  ],
  interviews: [
    ['Q: Did you sign it? A: Twice.', 'Q | : | Did you sign it?', 'A | : | Twice.'],
    [
      'Q: How long did the winter last?\n\nA: Eight months. We stopped counting at seven.',
      'Q | : | How long did the winter last?',
      'A | : | Eight months. We stopped counting at seven.',
    ],
    [
      'Herald: Do you regret the sale?\n\nIlse Marn: Every morning until about ten.',
      'Herald | : | Do you regret the sale?',
      'Ilse Marn | : | Every morning until about ten.',
    ],
    ['Result: The home side won by two goals.\n\nVenue: The old ground by the river.'],
  ],
  'live blogs and headlines with a colon': [
    ['14:02 Minister: roads open. 14:10 Correction: roads closed.', 'Minister | : | roads open'],
    ['Forecasters: snow by Sunday', 'Forecasters | : | snow by Sunday'],
    ["Orde: bakery 'will rise again'", "Orde | : | bakery 'will rise again'"],
    ['Opinion: the harbour needs a new wall'],
    ['Recipe: herring with mustard'],
  ],
  'headline quotes of those who will speak': [
    ["'We will not sell', daughter of founder to tell board", "daughter of founder | - | 'We will not sell'"],
    ["'I kept the key', sister of missing diver to tell inquest", "sister of missing diver | - | 'I kept the key'"],
    ["'The dogs were not to blame', sledge chief to say", "sledge chief | - | 'The dogs were not to blame'"],
  ],
  'quotations that stand alone': [
    ['Petrov shook his head. "It was chaos."', '- | - | "It was chaos."'],
    ['Mira Solberg put down the hammer. "I should have sold it in May."', '- | - | "I should have sold it in May."'],
    [
      'The widow opened the shed.\n\n"Forty clocks, and every one of them slow."',
      '- | - | "Forty clocks, and every one of them slow."',
    ],
    ['She appeared on "Morning Table".'],
    ['"The Glass Orchard" opens on Thursday.'],
  ],
  'quotations over paragraphs': [
    [
      '{t "We tried,"} {s Lund} {c said}. {t "It rained.}\n\n"Then the roof went."',
      'Lund | said | "We tried," ... "It rained.\n\n"Then the roof went."',
    ],
    [
      '{s Dr Vaska} {c told} the inquiry: {t "I reported it in March.}\n\n"I reported it again.\n\n"By May nobody was left."',
      'Dr Vaska | told | "I reported it in March.\n\n"I reported it again.\n\n"By May nobody was left."',
    ],
    [
      '"First they closed the school.\n\n"Then the shop.\n\n{t "Now they ask us why,"} {c said} {s Maren Uld}.',
      'Maren Uld | said | "First they closed the school.\n\n"Then the shop.\n\n"Now they ask us why,"',
    ],
  ],
}

describe.each(Object.entries(rules))('%s', (_, texts) => {
  test.each(texts)('%s', (text, ...relations) => {
    expect(relationsOf(text).toSorted()).toEqual(relations.toSorted())
  })
})
