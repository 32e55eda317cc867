import { sha256 } from '@noble/hashes/sha2.js'
import { packParts, unpackParts } from '../tokens/index.ts'
import { AscribeError } from '../vocabulary/index.ts'

/**
 * A model file, little-endian:
 *
 *   8 bytes "ASCRIBE\n"   u32 file version   32 bytes SHA-256 of all that follows   parts (see packParts)
 *
 * The part `manifest` is JSON; the others belong to the rooms that read them. A reader refuses a newer
 * version and upgrades an older one by single steps (there is none yet).
 */
export const MODEL_FILE_VERSION = 1

const MAGIC = new TextEncoder().encode('ASCRIBE\n')
const BODY = MAGIC.length + 4 + 32

/** What a model file says of itself. */
export interface ModelManifest {
  /** For example `news-en`. */
  readonly name: string
  readonly release: number
  readonly language: string
}

/** Makes a model file of a manifest and the rooms' parts. The same input gives the same bytes. */
export function packModelFile(manifest: ModelManifest, parts: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const body = packParts({ manifest: new TextEncoder().encode(JSON.stringify(manifest)), ...parts })
  const file = new Uint8Array(BODY + body.length)
  file.set(MAGIC, 0)
  new DataView(file.buffer).setUint32(MAGIC.length, MODEL_FILE_VERSION, true)
  file.set(sha256(body), MAGIC.length + 4)
  file.set(body, BODY)
  return file
}

/**
 * Opens a model file. `id` is name, release and the first eight hex digits of the checksum, so that two
 * files with different bytes never share one. Throws AscribeError: `not-a-model`, `model-too-new`, `model-damaged`.
 */
export function openModelFile(file: Uint8Array): {
  id: string
  manifest: ModelManifest
  part: (name: string) => Uint8Array
} {
  if (file.length < BODY || MAGIC.some((b, i) => file[i] !== b)) {
    throw new AscribeError('not-a-model', 'these bytes are not an Ascribe model file', 'pass the bytes of a model.bin')
  }
  const version = new DataView(file.buffer, file.byteOffset, file.byteLength).getUint32(MAGIC.length, true)
  if (version > MODEL_FILE_VERSION) {
    throw new AscribeError(
      'model-too-new',
      `the model file is version ${version}, this engine reads up to ${MODEL_FILE_VERSION}`,
      'upgrade ascribe or pick an older model',
    )
  }
  const body = file.subarray(BODY)
  const stated = file.subarray(MAGIC.length + 4, BODY)
  const sum = sha256(body)
  if (version < 1 || sum.some((b, i) => b !== stated[i])) {
    throw new AscribeError('model-damaged', 'the model file does not match its checksum', 'fetch the model file again')
  }
  const part = unpackParts(body)
  let manifest: ModelManifest
  try {
    manifest = JSON.parse(new TextDecoder().decode(part('manifest'))) as ModelManifest
  } catch (error) {
    if (error instanceof AscribeError) throw error
    throw new AscribeError('model-damaged', "the model file's manifest does not parse", 'fetch the model file again')
  }
  const digits = [...sum.subarray(0, 4)].map(b => b.toString(16).padStart(2, '0')).join('')
  return { id: `${manifest.name}-${manifest.release}+${digits}`, manifest, part }
}
