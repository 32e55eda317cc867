import { describe, expect, test } from 'vitest'
import { contactOf } from '../../src/ingest/contacts.ts'

describe('how to reach somebody', () => {
  test.each([
    ['Media contact: Lena Marsh, press@norvale.example', 'line'],
    ['Contact: Jon Dahl', 'line'],
    ['For more information, please call 555 0142.', 'line'],
    ['To arrange an interview, e-mail Lena Marsh.', 'line'],
    ['Contact reporter Jon Dahl at jdahl@herald.example.', 'line'],
    ['Tel. 555 0142', 'line'],
    ['press@norvale.example', 'line'],
    ['- ENDS -', 'line'],
    ['###', 'line'],
    ['Embargoed until Monday, 6 am', 'line'],
    ['Media Contacts', 'heading'],
    ['Press enquiries:', 'heading'],
    ['For further information please contact:', 'heading'],
  ])('%s', (words, contact) => {
    expect(contactOf(words)).toBe(contact)
  })

  test.each([
    'Contact with the station was lost on Monday.',
    'The inquiry',
    'Inquiry',
    'Media contact was kept to a minimum.',
    'For more information, contact Lena Marsh, the mayor said.',
    'For more than an hour they waited.',
    '"For more information, call me," he shouted.',
    'Phone masts are safe.',
    'It ends here.',
    'Call it 555 reasons',
    '',
  ])('%s: part of the report', words => {
    expect(contactOf(words)).toBe('none')
  })

  test('a long unit is none, whatever it begins with', () => {
    expect(contactOf(`Contact: ${'x'.repeat(400)}`)).toBe('none')
  })
})
