import { hashString } from '../tokens/index.ts'

/** A letter that says what it is the id of, and 15 characters of 0-9a-z made of what it names: three hashes. */
export function idOf(letter: string, name: string): string {
  let id = letter
  for (let k = 0; k < 3; k++) id += (hashString(`${k} ${name}`) >>> 0).toString(36).padStart(7, '0').slice(-5)
  return id
}
