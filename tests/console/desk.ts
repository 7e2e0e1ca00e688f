import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')

export interface Person {
  role: string
  name: string
  email: string
  party: string | null
}

function free_port(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer().once('error', fail)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => done(port))
    })
  })
}

/** A desk of its own with the example marketplace, as `make run` serves it; `stop` ends it and takes its data away. */
export async function start_desk(): Promise<{ url: string; data: string; stop: () => Promise<void> }> {
  const port = await free_port()
  const data = mkdtempSync(join(tmpdir(), 'recourse-console-'))
  const program = resolve(process.env.RECOURSE ?? join(root, 'build/release/src/recourse'))
  const child: ChildProcess = spawn(join(root, 'tools/desk'), [program], { cwd: root, env: { ...process.env, DATA: data, LISTEN: `127.0.0.1:${port}` }, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  await new Promise<void>((ready, fail) => {
    const late = setTimeout(() => fail(new Error(`the desk did not come up in two minutes:\n${said}`)), 120_000)
    const hear = (text: Buffer) => {
      said += text
      if (said.includes('Interrupt')) clearTimeout(late), ready()
    }
    child.stdout!.on('data', hear)
    child.stderr!.on('data', hear)
    child.once('exit', (code) => (clearTimeout(late), fail(new Error(`the desk ended with ${code}:\n${said}`))))
  })
  const stop = () =>
    new Promise<void>((done) => {
      child.removeAllListeners('exit')
      child.once('exit', () => (rmSync(data, { recursive: true, force: true }), done()))
      child.kill('SIGTERM')
    })
  return { url: `http://127.0.0.1:${port}`, data, stop }
}

/** Who can sign in at the example desk, by what they are. */
export function people_of(data: string): Person[] {
  return JSON.parse(readFileSync(join(data, 'people.json'), 'utf8')) as Person[]
}

/** Once before all journeys. With DESK_URL and DESK_DATA they go to a desk that runs already. */
export default async function begin(): Promise<(() => Promise<void>) | void> {
  if (process.env.DESK_URL) return
  const desk = await start_desk()
  process.env.DESK_URL = desk.url
  process.env.DESK_DATA = desk.data
  return desk.stop
}
