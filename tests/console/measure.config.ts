import { defineConfig } from '@playwright/test'
import base from './playwright.config'

// `tools/console measure`: how soon pages are there and how quickly they answer, against whatever desk DESK_URL names, or the example.
// It says numbers and judges none of them: docs/performance.md says on which machine they were taken.
export default defineConfig({ ...base, testDir: 'measure', projects: [{ name: 'measure', use: { viewport: { width: 1280, height: 860 }, locale: 'en-GB' } }], reporter: [['line']], retries: 0 })
