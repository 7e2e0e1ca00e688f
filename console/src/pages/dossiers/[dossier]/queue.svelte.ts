import { new_key, post } from '$/api/client'
import { Problem } from '$/api/problem'
import { upload, type Uploaded } from '$/api/upload'
import { kind_of, title_from, type Compartment, type Kind } from '../dossier'

/** One file on its way into the dossier. */
export interface Waiting {
  key: string // also of its command, so that it is added once
  file: File
  title: string
  title_zh: string
  kind: Kind
  sent: number // bytes
  state: 'sending' | 'sent' | 'adding' | 'added' | 'failed'
  kept?: Uploaded
  problem?: Problem
}

/** What is said of all files at once. */
export interface Common {
  compartment: Compartment
  form: 'unknown' | 'original' | 'copy'
  from: string
  collected_by: string
  device: string
}
export interface Derived {
  how: 'translation' | 'redacted' | 'transcript' | 'other'
  from: string[]
  by: string
  tool: string
}

/** Files that are sent one after the other as soon as they are chosen, and added when whoever chose them says so. */
export function queue(dossier: () => string) {
  let all = $state<Waiting[]>([])
  let running = false
  const stop = new AbortController()

  async function run(): Promise<void> {
    if (running) return
    running = true
    for (let next = all.find((one) => one.state === 'sending'); next; next = all.find((one) => one.state === 'sending')) {
      const one = next
      try {
        one.kept = await upload(one.file, (bytes) => (one.sent = bytes), stop.signal)
        one.sent = one.file.size
        one.state = 'sent'
      } catch (error) {
        if (stop.signal.aborted) return
        one.problem = error as Problem
        one.state = 'failed'
      }
    }
    running = false
  }
  async function add(one: Waiting, common: Common, derived?: Derived): Promise<void> {
    one.state = 'adding'
    one.problem = undefined
    const { compartment, form, from, collected_by, device } = common
    try {
      await post(`/v1/dossiers/${dossier()}/add-exhibit`, {
        compartment,
        exhibit: { digest: one.kept!.digest, size: one.kept!.size, file_name: one.file.name, media_type: one.file.type || 'application/octet-stream', kind: one.kind, form, source: { from, collected_by, device }, collected: {}, origin: {}, description: { title: one.title, title_zh: one.title_zh } },
        ...(derived && { derived }),
      }, { key: one.key })
      one.state = 'added'
    } catch (error) {
      one.problem = error as Problem
      if (one.problem.status >= 400 && one.problem.status < 500) one.key = new_key()
      one.state = 'sent'
    }
  }
  $effect(() => () => stop.abort())

  return {
    get all() { return all },
    get sending() { return all.some((one) => one.state === 'sending') },
    get ready() { return all.filter((one) => one.state === 'sent') },
    take(files: Iterable<File>): void {
      for (const file of files) all.push({ key: new_key(), file, title: title_from(file.name), title_zh: '', kind: kind_of(file.name, file.type), sent: 0, state: 'sending' })
      void run()
    },
    again(one: Waiting): void {
      one.problem = undefined
      one.state = 'sending'
      void run()
    },
    leave(one: Waiting): void {
      all = all.filter((other) => other !== one)
    },
    /** Adds what has arrived; true when nothing was refused. */
    async add_all(common: Common, derived?: Derived): Promise<boolean> {
      for (const one of all.filter((waiting) => waiting.state === 'sent')) await add(one, common, derived)
      return all.every((one) => one.state === 'added')
    },
  }
}
