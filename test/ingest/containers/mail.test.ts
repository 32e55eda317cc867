import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { bytesOf, joined, PAGE, take, zip } from './making.ts'

const example = readFileSync(new URL('../../../examples/formats/water-main.eml', import.meta.url))
const head = (type: string) =>
  `From: Press <press@water.example>\r\nTo: desk@courier.example\r\nSubject: Main repaired\r\nDate: Wed, 4 Mar 2026 08:05:00 +0100\r\nMIME-Version: 1.0\r\nContent-Type: ${type}\r\n`
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64').replace(/.{76}/g, '$&\r\n')
const part = (type: string, body: string, more = '') => `--b\r\nContent-Type: ${type}\r\n${more}\r\n${body}\r\n`
const mixed = (...parts: string[]) => `${head('multipart/mixed; boundary=b')}\r\n${parts.join('')}--b--\r\n`

describe('a mail', () => {
  it('gives its text and its attachments, with sender, subject and date', async () => {
    const taken = await take(new Uint8Array(example), { name: 'w.eml' })
    expect(taken.pieces).toMatchObject([
      {
        from: 'w.eml',
        form: 'text',
        stated: {
          title: 'Norvale Water repairs main – supply restored',
          byline: 'Norvale Water Press Office',
          published: 'Wed, 4 Mar 2026 08:05:00 +0100',
        },
      },
      { from: 'w.eml#statement.html', form: 'html', stated: {} },
    ])
    expect(taken.texts[0]).toContain('“Every household has water again,” said Greta Holm')
    expect(taken.failures).toEqual([])
  })

  it('prefers HTML, and keeps quotation marks of windows-1252', async () => {
    const mail = `${head('multipart/alternative; boundary=b')}\r\n${part('text/plain; charset=windows-1252', 'plain')}`
    const html = joined([
      bytesOf(`${mail}--b\r\nContent-Type: text/html; charset=windows-1252\r\n\r\n<p>He said: `),
      new Uint8Array([0x93, 0x4e, 0x6f, 0x94]),
      bytesOf('</p>\r\n--b--\r\n'),
    ])
    const taken = await take(html)
    expect(taken.pieces.map(p => p.form)).toEqual(['html'])
    expect(taken.texts[0]).toContain('“No”')
  })

  it('cuts nothing of quoted replies and signatures', async () => {
    const taken = await take(
      `${head('text/plain')}\r\nAll is well, she said.\r\n\r\n> Is all well?\r\n\r\n-- \r\nThe press office\r\n`,
    )
    expect(taken.texts[0]).toContain('> Is all well?')
    expect(taken.texts[0]).toContain('The press office')
  })

  it('unpacks archives, mails and feeds that are attached, and counts pictures', async () => {
    const archive = zip([{ name: 'p.html', data: PAGE }])
    const taken = await take(
      mixed(
        part('text/plain', 'See attached, he said.'),
        part('application/zip; name="../a.zip"', base64(archive), 'Content-Transfer-Encoding: base64\r\n'),
        part(
          'image/png; name=logo.png',
          base64(new Uint8Array([0x89, 0x50])),
          'Content-Transfer-Encoding: base64\r\nContent-Disposition: attachment\r\n',
        ),
        part(
          'message/rfc822',
          `${head('text/plain')}\r\nForwarded, she said.\r\n`,
          'Content-Disposition: attachment; filename=f.eml\r\n',
        ),
      ),
    )
    expect(taken.pieces.map(p => p.from)).toEqual(['input', 'input#../a.zip#p.html', 'input#f.eml'])
    expect(taken.notes).toEqual(['input not-news'])
    expect(taken.failures).toEqual([])
  })

  it('that breaks off gives the parts that are whole', async () => {
    const mail = mixed(
      part('text/plain', 'See attached, he said.'),
      part('text/html; name=a.html', PAGE, 'Content-Disposition: attachment; filename=a.html\r\n'),
    )
    const taken = await take(mail.slice(0, mail.length - 30))
    expect(taken.pieces.map(p => p.from)).toEqual(['input'])
    expect(taken.failures).toEqual(['input truncated'])
    const alone = mixed(part('text/plain', 'All is well, he said.'))
    expect((await take(alone.slice(0, alone.length - 12))).failures).toEqual(['input truncated'])
  })

  it('nested without end is refused', async () => {
    let mail = `${head('text/plain')}\r\nInnermost.\r\n`
    for (let i = 0; i < 6; i++)
      mail = `${head(`multipart/mixed; boundary=b${i}`)}\r\n--b${i}\r\nContent-Type: message/rfc822\r\n\r\n${mail}\r\n--b${i}--\r\n`
    const taken = await take(mail)
    expect(taken.failures.length).toBe(1)
    expect(taken.failures[0]).toMatch(/too-nested$/)
    const parts = `${head('multipart/mixed; boundary=b0')}\r\n${Array.from({ length: 300 }, (_, i) => `--b${i}\r\nContent-Type: multipart/mixed; boundary=b${i + 1}\r\n\r\n`).join('')}`
    expect((await take(parts)).failures).toEqual(['input damaged'])
  })

  it('is no press release that opens as one', async () => {
    const release =
      'FOR IMMEDIATE RELEASE\nContact: Jo Hale\nDate: 4 March 2026\n\nThe main is repaired, Norvale Water said.\n'
    expect((await take(release)).pieces.map(p => p.form)).toEqual(['text'])
    expect((await take(`Subject: hello\nFrom: me\n\n${release}`)).pieces.map(p => p.form)).toEqual(['text'])
  })
})

describe('a mailbox', () => {
  it('gives mail after mail', async () => {
    const one = (n: number) =>
      `From press@water.example Wed Mar  4 08:05:00 2026\n${head('text/plain').replaceAll('\r', '')}\nMail ${n}, she said.\n>From now on all is well.\n\n`
    const taken = await take(one(1) + one(2), { name: 'm.mbox' })
    expect(taken.pieces.map(p => p.from)).toEqual(['m.mbox#1', 'm.mbox#2'])
    expect(taken.texts[1]).toContain('Mail 2, she said.\nFrom now on all is well.')
  })
})
