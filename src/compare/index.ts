/** Reports side by side: where the same words return, and what each report did to them. Pure; no Node API. */
export type { Difference, Family, Meaning, Variant } from '../vocabulary/index.ts'
export { Sameness, samenessOf } from './align.ts'
export { inAppearance, timeOf } from './appearance.ts'
export { familiesOf, QuoteFamilies } from './families.ts'
export { type Found, findingOf, type Ground, groundOf, inTelling, SURE_FROM } from './finding.ts'
export { findingsOfStory } from './findings.ts'
export { findingsOfFamilies } from './findings-families.ts'
export { withSuperseded } from './findings-superseded.ts'
export { idOf } from './ids.ts'
export { type Credit, sameWho, type Who, whoOf } from './names.ts'
export { type CorrectionNotice, noticesIn } from './notices.ts'
export {
  LEAST_WORDS,
  MOST_WORDS,
  type Passage,
  passagesOf,
  type Sketch,
  sketchOfReport,
} from './passages.ts'
export { MOST_OF_PHRASE, type Phrase, phrasesOf, possibleAmong } from './phrases.ts'
export type { Place, PlacedWording, Source } from './places.ts'
export { type Report, type ReportedStatement, reportOf, reportOfRecord, statementOf } from './report.ts'
export { familiesAmong, type Link, mayJoin } from './stars.ts'
export { type Notice, storiesOf, storyIdOf, storyOf } from './stories.ts'
export { LOOK_BACK, WINDOW } from './stories-placing.ts'
export { inPlacingOrder, placeInStories, Replay } from './stories-replay.ts'
export { packTraits, type Traits, traitsOf, unpackTraits } from './stories-traits.ts'
export { Voices } from './voices.ts'
export {
  candidatesOf,
  type Holder,
  HUBS,
  inCoreOrder,
  keyOf,
  MOST_OF,
  type Posting,
  type RunKind,
  runsOf,
  unsettles,
  type Wording,
  wordingOf,
} from './wordings.ts'
