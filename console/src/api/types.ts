import type { paths } from './schema'

// Shapes of the desk by the address at which they are, so that no page writes its own.

type Method = 'get' | 'post' | 'patch' | 'put' | 'delete'
type Json<T> = T extends { content: { 'application/json': infer Body } } ? Body : never
type Good<T> = T extends { responses: infer All } ? { [S in keyof All]: S extends 200 | 201 | 202 ? Json<All[S]> : never }[keyof All] : never

/** What an address answers: `Given<'/v1/orders/{order}'>`. */
export type Given<P extends keyof paths, M extends Method = 'get'> = Good<paths[P][M]>
/** What is to be sent there: `Taken<'/v1/claims/{claim}/make-offer'>`. */
export type Taken<P extends keyof paths, M extends Method = 'post'> = paths[P][M] extends { requestBody?: infer Body } ? Json<NonNullable<Body>> : never
/** One line of a list, `Line<'/v1/orders'>`: whole, as it comes where nothing was said of its `fields`. */
export type Line<P extends keyof paths> = Given<P> extends { items: (infer One)[] } ? Required<One> : never
