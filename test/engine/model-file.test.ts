import { describe, expect, it } from 'vitest'
import { openModelFile, packModelFile } from '../../src/engine/model-file.ts'

const manifest = { name: 'toy', release: 3, language: 'en' }
const file = () => packModelFile(manifest, { a: Uint8Array.of(1, 2, 3), empty: new Uint8Array(0), b: Uint8Array.of(9) })
const codeOf = (run: () => unknown): string => {
  try {
    run()
  } catch (error) {
    return (error as { code: string }).code
  }
  return 'no error'
}

describe('model files', () => {
  it('gives back its parts and manifest', () => {
    const opened = openModelFile(file())
    expect(opened.manifest).toEqual(manifest)
    expect([...opened.part('a')]).toEqual([1, 2, 3])
    expect([...opened.part('b')]).toEqual([9])
    expect(opened.part('empty').length).toBe(0)
    expect(opened.id).toMatch(/^toy-3\+[0-9a-f]{8}$/)
  })

  it('names another id when a byte of a part differs', () => {
    const other = packModelFile(manifest, { a: Uint8Array.of(1, 2, 4), empty: new Uint8Array(0), b: Uint8Array.of(9) })
    expect(openModelFile(other).id).not.toBe(openModelFile(file()).id)
  })

  it('refuses a newer version, naming the next step', () => {
    const newer = file()
    newer[8] = 2
    expect(codeOf(() => openModelFile(newer))).toBe('model-too-new')
  })

  it('notices every single damaged byte of the body and every truncation', () => {
    const whole = file()
    for (let i = 12; i < whole.length; i++) {
      const damaged = whole.slice()
      damaged[i] = damaged[i]! ^ 1
      expect(codeOf(() => openModelFile(damaged))).toBe('model-damaged')
    }
    for (let n = 0; n < whole.length; n++) {
      expect(['not-a-model', 'model-damaged']).toContain(codeOf(() => openModelFile(whole.slice(0, n))))
    }
  })

  it('refuses bytes of something else', () => {
    expect(
      codeOf(() => openModelFile(new TextEncoder().encode('%PDF-1.7 and so on, long enough to hold a header…'))),
    ).toBe('not-a-model')
  })

  it('says so when a part is asked for that is not there', () => {
    expect(codeOf(() => openModelFile(file()).part('parser'))).toBe('model-damaged')
  })
})
