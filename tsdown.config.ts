import { defineConfig } from 'tsdown'

export default defineConfig([
  // The engine's door: no Node API, so that the same file runs in a browser.
  {
    entry: { index: 'src/index.ts', ingest: 'src/ingest/index.ts' },
    platform: 'neutral',
    format: 'esm',
    dts: true,
    clean: true,
  },
  { entry: { node: 'src/node.ts' }, platform: 'node', format: 'esm', dts: true, clean: false, fixedExtension: false },
  {
    entry: { cli: 'src/cli/main.ts' },
    platform: 'node',
    format: 'esm',
    dts: false,
    clean: false,
    fixedExtension: false,
  },
])
