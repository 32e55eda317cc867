import { AscribeError } from '../vocabulary/index.ts'

/**
 * Several named byte strings as one: u32 length of a JSON header `[[name, length], …]`, the header in
 * UTF-8, then the bytes in that order. The inner layout of every model part that has more than one piece.
 */
export function packParts(parts: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const list = Object.entries(parts)
  const header = new TextEncoder().encode(JSON.stringify(list.map(([name, bytes]) => [name, bytes.length])))
  const out = new Uint8Array(4 + header.length + list.reduce((sum, [, bytes]) => sum + bytes.length, 0))
  new DataView(out.buffer).setUint32(0, header.length, true)
  out.set(header, 4)
  let at = 4 + header.length
  for (const [, bytes] of list) {
    out.set(bytes, at)
    at += bytes.length
  }
  return out
}

/** Reads what `packParts` wrote; the returned bytes are views. Throws AscribeError `model-damaged`. */
export function unpackParts(bytes: Uint8Array): (name: string) => Uint8Array {
  const damaged = (what: string) =>
    new AscribeError('model-damaged', `the model file is damaged: ${what}`, 'fetch the model file again')
  if (bytes.length < 4) throw damaged('no header')
  const size = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0, true)
  let list: [string, number][]
  try {
    list = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + size))) as [string, number][]
  } catch {
    throw damaged('its header does not parse')
  }
  const found = new Map<string, Uint8Array>()
  let at = 4 + size
  for (const [name, length] of list) {
    found.set(name, bytes.subarray(at, at + length))
    at += length
  }
  if (at !== bytes.length) throw damaged('its parts do not add up')
  return name => {
    const part = found.get(name)
    if (part === undefined) throw damaged(`no part called ${name}`)
    return part
  }
}
