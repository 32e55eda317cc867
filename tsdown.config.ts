import { defineConfig } from 'tsdown'

export default defineConfig([
  // The engine's door: no Node API, so that the same file runs in a browser.
  {
    entry: { index: 'src/index.ts', ingest: 'src/ingest/index.ts', compare: 'src/compare/index.ts' },
    platform: 'neutral',
    format: 'esm',
    dts: true,
    clean: true,
  },
  {
    entry: {
      node: 'src/node.ts',
      store: 'src/store/index.ts',
      intake: 'src/intake/index.ts',
      exchange: 'src/exchange/index.ts',
    },
    platform: 'node',
    format: 'esm',
    dts: true,
    clean: false,
    fixedExtension: false,
  },
  // The front desk, and the thread in which pieces are read.
  {
    entry: { cli: 'src/cli/main.ts', worker: 'src/intake/worker.ts' },
    platform: 'node',
    format: 'esm',
    dts: false,
    clean: false,
    fixedExtension: false,
  },
])
