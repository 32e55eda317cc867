import type { Outside } from '../../src/fetching/index.ts'

export interface FakeOutside extends Outside {
  /** What was waited for, in order. */
  readonly waits: readonly number[]
  /** Names looked up, in order. */
  readonly lookups: readonly string[]
  /** Lets time pass. */
  pass(milliseconds: number): void
}

const failure = (code: string) => Object.assign(new Error(code), { code })

/** The error of a resolver. */
export const noSuchHost = () => failure('ENOTFOUND')
export const resolverDown = () => failure('EAI_AGAIN')

/**
 * A clock that moves only when somebody waits (waiting takes no time), and a name server that knows `names`: a list of
 * addresses, or a function called at each question.
 */
export function fakeOutside(
  names: Readonly<Record<string, readonly string[] | (() => readonly string[])>> = {},
  own: readonly string[] = [],
): FakeOutside {
  let now = Date.UTC(2026, 10, 23, 8)
  const waits: number[] = []
  const lookups: string[] = []
  return {
    waits,
    lookups,
    pass: milliseconds => {
      now += milliseconds
    },
    now: () => now,
    wait: async (milliseconds, signal) => {
      signal.throwIfAborted()
      waits.push(milliseconds)
      now += milliseconds
    },
    lookup: async host => {
      lookups.push(host)
      const answer = names[host]
      if (answer === undefined) throw noSuchHost()
      return typeof answer === 'function' ? answer() : answer
    },
    ownAddresses: () => own,
    random: () => 0.5,
  }
}

/** The error a promise ends with; fails when it ends well. */
export async function failureOf(promise: Promise<unknown>): Promise<{ code: string; message: string; next: string }> {
  try {
    await promise
  } catch (error) {
    return error as { code: string; message: string; next: string }
  }
  throw new Error('it did not fail')
}
