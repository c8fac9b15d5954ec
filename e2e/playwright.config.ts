import { defineConfig, devices } from '@playwright/test';

/** The browser of the machine; nothing is downloaded. */
const executablePath = process.env['BONDED_CHROMIUM'] ?? '/usr/bin/chromium';

const args = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export default defineConfig({
  testDir: './console',
  testMatch: '**/*.spec.ts',
  globalSetup: './console/global-setup.ts',
  // One product and one browser at a time: the tests share a warehouse, each has its project.
  workers: 1,
  fullyParallel: false,
  forbidOnly: process.env['CI'] === 'true',
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 1360, height: 860 },
    launchOptions: { executablePath, args },
    trace: 'retain-on-failure',
  },
});
