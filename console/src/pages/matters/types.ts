import type { Given, Line } from '$/api/types'

export type Matter = Given<'/v1/matters/{matter}'>
export type MatterLine = Line<'/v1/matters'>
export type Deadlines = Given<'/v1/matters/{matter}/deadlines'>
export type Deadline = Deadlines['deadlines'][number]
export type Plan = Given<'/v1/matters/{matter}/plan'>
export type Step = Plan['steps'][number]
export type Statement = Given<'/v1/matters/{matter}/statement'>
export type Forecast = Given<'/v1/matters/{matter}/forecast'>
export type Cash = Given<'/v1/matters/{matter}/cash'>
export type Sensitivity = Given<'/v1/matters/{matter}/sensitivity'>
export type Weighing = Given<'/v1/matters/{matter}/offers/{number}/weighing'>
export type Portfolio = Given<'/v1/portfolio'>
export type Documents = Given<'/v1/matters/{matter}/documents'>

/** What a part of the page is given: the matter, and how to have it looked at again. */
export interface PartProps {
  now: Matter
  refresh: () => Promise<void>
}
