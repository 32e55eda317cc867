/** Mention spans -> the named speakers of one article. Knows neither tags, database nor network. */
export { type NamedSpeakers, nameSpeakers, type RelationSpeaker } from './name-speakers.ts'
export { FEATURES as PRONOUN_FEATURES, HAND_WEIGHTS, LEARNED_WEIGHTS, type PronounWeights } from './pronouns.ts'
export { Reading } from './reading.ts'
export { SURENESS, shareEvidence } from './sureness.ts'
export type { Abstention, Told, Way } from './told.ts'
