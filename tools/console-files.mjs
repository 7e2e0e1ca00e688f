// The files of a folder as parts of a program: console-files.mjs DIST OUT writes OUT.S, which takes in the bytes and
// their packed forms, and OUT.cpp, the table of them (src/web/files.hpp).
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { extname, join, relative, resolve, sep } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const [dist, out] = process.argv.slice(2).map((path) => resolve(path))

const types = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
}
const packable = new Set(['.css', '.html', '.js', '.json', '.svg', '.txt', '.webmanifest'])

const below = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? below(join(folder, entry.name)) : [join(folder, entry.name)],
  )
const bytewise = (a, b) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path))

const files = below(dist)
  .map((file) => ({ file, path: relative(dist, file).split(sep).join('/') }))
  .sort(bytewise)
if (!files.some(({ path }) => path === 'index.html')) {
  console.error(`console-files: ${dist} has no index.html`)
  process.exit(1)
}

const packed = `${out}.packed`
rmSync(packed, { recursive: true, force: true })
mkdirSync(packed, { recursive: true })
let assembly = '    .section .rodata\n'
let declarations = ''
let rows = ''
const take = (symbol, file) => {
  assembly += `    .global ${symbol}\n${symbol}:\n    .incbin ${JSON.stringify(file)}\n    .global ${symbol}_end\n${symbol}_end:\n    .byte 0\n`
  declarations += `extern char const ${symbol}[];\nextern char const ${symbol}_end[];\n`
  return `{ ${symbol}, static_cast<std::size_t>(${symbol}_end - ${symbol}) }`
}
files.forEach(({ file, path }, number) => {
  const type = types[extname(path)]
  if (!type) {
    console.error(`console-files: ${path}: nobody knows its media type; add it to tools/console-files.mjs`)
    process.exit(1)
  }
  const bytes = readFileSync(file)
  const symbol = `recourse_console_${number}`
  // A packed form that saves less than a tenth is not worth being another one.
  const form = (suffix, pack) => {
    const made = packable.has(extname(path)) ? pack(bytes) : bytes
    if (made.length > bytes.length * 0.9) return '{}'
    const at = join(packed, `${number}.${suffix}`)
    writeFileSync(at, made)
    return take(`${symbol}_${suffix}`, at)
  }
  const plain = take(symbol, file)
  const gzip = form('gz', (of) => gzipSync(of, { level: 9 }))
  const brotli = form('br', (of) =>
    brotliCompressSync(of, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: of.length } }),
  )
  const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 32)
  const hashed = path.startsWith('assets/')
  rows += `        { ${JSON.stringify(path)}, ${JSON.stringify(type)}, "${digest}",\n            ${plain},\n            ${gzip},\n            ${brotli}, ${hashed} },\n`
})
assembly += '    .section .note.GNU-stack,"",@progbits\n'

writeFileSync(`${out}.S`, assembly)
writeFileSync(
  `${out}.cpp`,
  `#include "web/files.hpp"

extern "C" {
${declarations}}

namespace recourse::web {

std::span<File const> files()
{
    static File const all[] = {
${rows}    };
    return all;
}

} // namespace recourse::web
`,
)
