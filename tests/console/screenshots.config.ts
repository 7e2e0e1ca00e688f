import { defineConfig } from '@playwright/test'
import base from './playwright.config'

// `tools/console screenshots`: every page in light, dark, on a phone in Chinese, and as it is printed, into build/screenshots.
export default defineConfig({
  ...base,
  testDir: 'screens',
  projects: [
    { name: 'light', use: { viewport: { width: 1280, height: 860 }, locale: 'en-GB', colorScheme: 'light' } },
    { name: 'dark', use: { viewport: { width: 1280, height: 860 }, locale: 'zh-CN', colorScheme: 'dark' } },
    { name: 'phone', use: { viewport: { width: 390, height: 780 }, locale: 'zh-CN', hasTouch: true } },
    { name: 'print', use: { viewport: { width: 794, height: 1123 }, locale: 'en-GB' } },
  ],
})
