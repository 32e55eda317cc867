/**
 * What a value read from a file must look like. Each check gives the first fault, with the path to it, or null. They
 * are plain code, not the JSON Schemas, so that reading a file needs no validator at run time; a test holds both alike.
 */
export type Check = (value: unknown, at: string) => string | null

const is =
  (what: string, holds: (value: unknown) => boolean): Check =>
  (value, at) =>
    holds(value) ? null : `${at} ${value === undefined ? 'is missing' : `must be ${what}`}`

export const string = is('a string', v => typeof v === 'string')
export const flag = is('true or false', v => typeof v === 'boolean')
export const whole = is('a whole number, 0 or more', v => Number.isInteger(v) && (v as number) >= 0)
export const share = is('a number from 0 to 1', v => typeof v === 'number' && v >= 0 && v <= 1)
export const filled = is('a string that is not empty', v => typeof v === 'string' && v !== '')

export const matching = (form: RegExp, what: string): Check => is(what, v => typeof v === 'string' && form.test(v))
export const oneOf = (...values: readonly (string | number)[]): Check =>
  is(`one of ${values.join(', ')}`, v => values.includes(v as string))

export const orNull =
  (check: Check): Check =>
  (value, at) =>
    value === null ? null : check(value, at)

export const listOf =
  (check: Check, least = 0): Check =>
  (value, at) => {
    if (!Array.isArray(value)) return is('a list', () => false)(value, at)
    if (value.length < least) return `${at} must have at least ${least === 1 ? 'one entry' : `${least} entries`}`
    for (let i = 0; i < value.length; i++) {
      const fault = check(value[i], `${at}[${i}]`)
      if (fault !== null) return fault
    }
    return null
  }

type Keys = Readonly<Record<string, Check>>

/** An object with all keys of `needed`, and perhaps those of `allowed`. Further keys are kept and not looked at. */
export const object =
  (needed: Keys, allowed: Keys = {}): Check =>
  (value, at) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return is('an object', () => false)(value, at)
    const found = value as Readonly<Record<string, unknown>>
    for (const [key, check] of Object.entries(needed)) {
      const fault = check(Object.hasOwn(found, key) ? found[key] : undefined, at === '' ? key : `${at}.${key}`)
      if (fault !== null) return fault
    }
    for (const [key, check] of Object.entries(allowed)) {
      if (!Object.hasOwn(found, key)) continue
      const fault = check(found[key], at === '' ? key : `${at}.${key}`)
      if (fault !== null) return fault
    }
    return null
  }

/** An object whose form is told by the value of one key. */
export const variant =
  (key: string, forms: Readonly<Record<string, Check>>): Check =>
  (value, at) => {
    const fault = object({ [key]: oneOf(...Object.keys(forms)) })(value, at)
    return fault ?? forms[(value as Readonly<Record<string, string>>)[key]!]!(value, at)
  }

/** A half-open stretch of a text of `length` units; without a length, of some other text. */
export const spanWithin =
  (length = Number.MAX_SAFE_INTEGER): Check =>
  (value, at) => {
    const fault = object({ from: whole, to: whole })(value, at)
    if (fault !== null) return fault
    const { from, to } = value as { readonly from: number; readonly to: number }
    if (from < to && to <= length) return null
    return `${at} [${from}, ${to}) is empty, reversed${length < Number.MAX_SAFE_INTEGER ? ` or outside the text of ${length} units` : ''}`
  }
