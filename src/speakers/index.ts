/** Mention spans -> the named speakers of one article. Knows neither tags, database nor network. */
export { type NamedSpeakers, nameSpeakers } from './name-speakers.ts'
export { FEATURES as PRONOUN_FEATURES, type PronounWeights } from './pronouns.ts'
export { Reading } from './reading.ts'
