import { ask } from './client'
import { Problem } from './problem'

// A file into the vault, in pieces (tus 1.0, as docs/api.md describes): it goes on where it was when the connection was lost.

export interface Uploaded {
  digest: string // SHA-256, as an exhibit names it
  size: number
  name: string
  type: string
}

const piece = 4 << 20 // bytes of one request; the desk takes up to 8 MiB
const tus = { 'Tus-Resumable': '1.0.0' }

/** Tells how many bytes have arrived. Tries a piece again for about two minutes before it gives up; throws a Problem. */
export async function upload(file: File, told: (bytes: number) => void = () => {}, signal?: AbortSignal): Promise<Uploaded> {
  const begun = await ask('/v1/uploads', { method: 'POST', headers: { ...tus, 'Upload-Length': String(file.size) }, signal })
  const at = begun.headers.get('Location')
  if (!at) throw new Problem(0, 'console.bug', 'The desk gave no place to upload to.')
  let offset = 0
  let waits = 0
  while (offset < file.size) {
    try {
      const answer = await ask(at, { method: 'PATCH', headers: { ...tus, 'Upload-Offset': String(offset), 'Content-Type': 'application/offset+octet-stream' }, body: file.slice(offset, offset + piece), signal })
      offset = Number(answer.headers.get('Upload-Offset') ?? offset + piece)
      waits = 0
    } catch (error) {
      if (!(error instanceof Problem) || !(error.offline || error.status === 409 || error.status >= 500) || ++waits > 7) throw error
      await pause(1000 * 2 ** (waits - 1), signal)
      offset = await arrived(at, offset)
    }
    told(offset)
  }
  const { digest } = (await (await ask(at, { headers: { Accept: 'application/json' }, signal })).json()) as { digest: string }
  return { digest, size: file.size, name: file.name, type: file.type || 'application/octet-stream' }
}

/** How much the desk has; what was known before, where it cannot be asked yet. */
async function arrived(at: string, before: number): Promise<number> {
  try {
    return Number((await ask(at, { method: 'HEAD', headers: tus })).headers.get('Upload-Offset') ?? before)
  } catch {
    return before
  }
}

function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((done, fail) => {
    const timer = setTimeout(done, ms)
    signal?.addEventListener('abort', () => (clearTimeout(timer), fail(signal.reason as Error)), { once: true })
  })
}
