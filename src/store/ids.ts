import { randomBytes } from 'node:crypto'

const EPOCH = Date.UTC(2020, 0, 1)
const TAIL = 36 ** 7

/**
 * Makes ids: a letter and 15 characters of 0-9a-z. The first eight tell the millisecond, so that ids made one after the
 * other lie side by side in an index; the rest starts at random in each millisecond and counts up, so that makers on
 * several machines do not meet.
 */
export function idMaker(now: () => Date): (letter: 'a' | 's' | 'p' | 'r' | 't') => string {
  let at = -1
  let tail = 0
  return letter => {
    const ms = Math.max(now().getTime() - EPOCH, 0)
    if (ms === at) tail = (tail + 1) % TAIL
    else {
      at = ms
      tail = randomBytes(6).readUIntBE(0, 6) % TAIL
    }
    return letter + ms.toString(36).padStart(8, '0') + tail.toString(36).padStart(7, '0')
  }
}
