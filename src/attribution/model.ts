import { packParts, unpackParts, unpackWeights, type WeightTable } from '../tokens/index.ts'

/** The trained part of this room. */
export interface LinkModel {
  /** Ranks the cues of a content and the sources of a cue. */
  readonly links: WeightTable
  /** Judges whole relations. */
  readonly verdict: WeightTable
  /** A relation judged less probable than this is left out. */
  readonly least: number
}

/** Packs a link model; the weights as `packWeights` leaves them. */
export function packLinkModel(part: { links: Uint8Array; verdict: Uint8Array; least: number }): Uint8Array {
  const least = new Uint8Array(4)
  new DataView(least.buffer).setFloat32(0, part.least, true)
  return packParts({ links: part.links, verdict: part.verdict, least })
}

/** Reads what `packLinkModel` wrote. Throws AscribeError `model-damaged`. */
export function readLinkModel(bytes: Uint8Array): LinkModel {
  const part = unpackParts(bytes)
  const least = part('least')
  return {
    links: unpackWeights(part('links')),
    verdict: unpackWeights(part('verdict')),
    least: new DataView(least.buffer, least.byteOffset, least.byteLength).getFloat32(0, true),
  }
}
