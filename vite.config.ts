import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const here = import.meta.dirname
const MODEL = 'news-en-1'

/**
 * Lays the model beside the page, gzipped, under a name made of its contents: the browser unpacks it itself, so that any
 * server of static files will do, and may keep it for good. The page learns its address by the module `virtual:model`.
 */
function shippedModel(): Plugin {
  const packed = gzipSync(readFileSync(resolve(here, 'models', MODEL, 'model.bin')), { level: 9 })
  const digest = createHash('sha256').update(packed).digest('hex').slice(0, 10)
  const fileName = `assets/${MODEL}-${digest}.bin.gz`
  return {
    name: 'shipped-model',
    resolveId: id => (id === 'virtual:model' ? '\0model' : null),
    load: id =>
      id === '\0model'
        ? `export const MODEL_URL = ${JSON.stringify(`/${fileName}`)}\nexport const MODEL_BYTES = ${packed.length}\n`
        : null,
    generateBundle() {
      if (this.environment.config.isWorker) return
      this.emitFile({ type: 'asset', fileName, source: packed })
    },
    configureServer(server) {
      server.middlewares.use(`/${fileName}`, (_, answer) => answer.end(packed))
    },
  }
}

/** The licences that typefaces must travel with. */
function fontLicences(): Plugin {
  return {
    name: 'font-licences',
    generateBundle() {
      for (const font of ['source-serif-4', 'source-sans-3']) {
        const source = readFileSync(resolve(here, 'node_modules/@fontsource-variable', font, 'LICENSE'))
        this.emitFile({ type: 'asset', fileName: `licences/${font}.txt`, source })
      }
    },
  }
}

/** Lays scripts, styles and pictures of lines beside themselves as the server may send them: packed once, here. */
function packed(): Plugin {
  return {
    name: 'packed',
    writeBundle({ dir }) {
      for (const name of readdirSync(dir!, { recursive: true, encoding: 'utf8' })) {
        if (!/\.(?:js|css|svg)$/.test(name)) continue
        const source = readFileSync(join(dir!, name))
        writeFileSync(join(dir!, `${name}.br`), brotliCompressSync(source))
        writeFileSync(join(dir!, `${name}.gz`), gzipSync(source, { level: 9 }))
      }
    },
  }
}

/** The reading room: `dist/web`, files of which none needs another server, an inline script or an inline style. */
export default defineConfig({
  root: resolve(here, 'src/web'),
  base: '/',
  plugins: [react(), shippedModel(), fontLicences(), packed()],
  worker: { format: 'es', plugins: () => [shippedModel()] },
  build: {
    outDir: resolve(here, 'dist/web'),
    emptyOutDir: true,
    target: 'es2022',
    // Browsers that know light-dark() by themselves.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // A typeface or picture inside a style sheet would need `data:` in the page's policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2000,
    // The engine's worker takes seconds; that is no fault to be told of.
    rolldownOptions: { checks: { pluginTimings: false } },
  },
  server: {
    // Under its own name: the server refuses what another site's page sends.
    proxy: { '/api': { target: process.env.ASCRIBE_SERVER ?? 'http://127.0.0.1:8080', changeOrigin: false } },
  },
})
