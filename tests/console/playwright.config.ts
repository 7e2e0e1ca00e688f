import { defineConfig } from '@playwright/test'

// The console in Debian's Chromium against a real desk with the example marketplace. RECOURSE says which program is served.
const quiet = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']

export default defineConfig({
  testDir: 'journeys',
  outputDir: '../../build/console-tests',
  globalSetup: './desk.ts',
  workers: 1, // one desk, whose clock some journeys move
  timeout: 60_000,
  expect: { timeout: 15_000 }, // of a machine that does other things, too
  retries: process.env.CI ? 1 : 0,
  reporter: [['list']],
  forbidOnly: true,
  use: {
    baseURL: process.env.DESK_URL,
    launchOptions: { executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: quiet },
    reducedMotion: 'reduce',
    trace: 'retain-on-failure',
  },
  projects: [
    { name: 'desktop', use: { viewport: { width: 1280, height: 860 }, locale: 'en-GB' } },
    { name: 'phone', use: { viewport: { width: 390, height: 780 }, locale: 'zh-CN', hasTouch: true, colorScheme: 'dark' } },
  ],
})
