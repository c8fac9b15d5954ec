import type { NextConfig } from 'next';

const year = 60 * 60 * 24 * 365;

/**
 * Headers that do not depend on the request; the page policy with its nonce is set in
 * `src/proxy.ts`.
 */
const fixedHeaders = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=()' },
  { key: 'Strict-Transport-Security', value: `max-age=${year}` },
];

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // The compiler is run as its own check (`pnpm types`), where it sees the whole console.
  typescript: { ignoreBuildErrors: true },
  headers: async () => [{ source: '/:path*', headers: fixedHeaders }],
  experimental: {
    optimizePackageImports: ['@mui/material', '@mui/icons-material'],
  },
};

export default config;
