/** Token columns + model -> a role (source, cue, content) for every token. */
export {
  ALLOWED,
  Lattice,
  marginals,
  packRoleModel,
  type RoleModel,
  type RoleTags,
  readRoleModel,
  tagRoles,
  viterbi,
  withBias,
} from './crf.ts'
export { cueBucket, cueColumn, cueKey, Features } from './features.ts'
export { isInside, mayFollow, RoleTag, roleOf } from './roles.ts'
