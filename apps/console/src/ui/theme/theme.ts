'use client';

import { createTheme } from '@mui/material/styles';
import { componentDefaults } from './component-defaults.ts';
import { darkPalette, lightPalette } from './palette.ts';

const sansFamily = 'var(--font-archivo), system-ui, sans-serif';

/** The attribute on `<html>` that the script before first paint sets, so that no theme flashes. */
const schemeAttribute = 'data-theme';

export const theme = createTheme({
  cssVariables: { colorSchemeSelector: schemeAttribute },
  colorSchemes: { light: { palette: lightPalette }, dark: { palette: darkPalette } },
  shape: { borderRadius: 3 },
  typography: {
    fontFamily: sansFamily,
    fontSize: 13,
    htmlFontSize: 16,
    h1: { fontSize: '1.625rem', fontWeight: 640, letterSpacing: '-0.012em', lineHeight: 1.2 },
    h2: { fontSize: '1.0625rem', fontWeight: 640, lineHeight: 1.3 },
    h3: { fontSize: '0.9375rem', fontWeight: 640, lineHeight: 1.35 },
    body1: { fontSize: '0.875rem', lineHeight: 1.5 },
    body2: { fontSize: '0.8125rem', lineHeight: 1.45 },
    caption: { fontSize: '0.75rem', lineHeight: 1.4 },
    button: { textTransform: 'none', fontWeight: 580, fontSize: '0.8125rem' },
  },
  transitions: { duration: { enteringScreen: 120, leavingScreen: 90, standard: 120 } },
  components: componentDefaults,
});
