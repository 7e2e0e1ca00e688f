import { get } from '$/api/client'
import { shape_of, type Schema, type Shape } from './shape'

interface Description {
  paths: Record<string, Record<string, { summary?: string; requestBody?: { content?: Record<string, { schema?: Schema }> } }>>
}

let loading: Promise<Description> | undefined

/** The body that a command takes, by its path in the description ("/v1/claims/{claim}/make-offer"); nothing: it takes none. */
export async function shape_at(path: string): Promise<{ shape: Shape | undefined; summary: string }> {
  loading ??= get<Description>('/v1/openapi.json').catch((error: unknown) => {
    loading = undefined
    throw error
  })
  const row = (await loading).paths[path]?.post
  const schema = row?.requestBody?.content?.['application/json']?.schema
  return { shape: schema && shape_of(schema), summary: row?.summary ?? '' }
}
