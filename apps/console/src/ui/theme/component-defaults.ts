import type { Components, Theme } from '@mui/material/styles';

const focusRing = {
  outline: '2px solid var(--mui-palette-primary-main)',
  outlineOffset: 2,
};

/** What every MUI component does in this house: no ripples, no shadows, hairlines, dense rows. */
export const componentDefaults: Components<Omit<Theme, 'components'>> = {
  MuiButtonBase: {
    defaultProps: { disableRipple: true },
    styleOverrides: { root: { '&:focus-visible': focusRing } },
  },
  MuiButton: {
    defaultProps: { disableElevation: true, size: 'medium' },
    styleOverrides: {
      root: { minHeight: 34, paddingInline: 14, whiteSpace: 'nowrap' },
      sizeSmall: { minHeight: 26, paddingBlock: 2, paddingInline: 10 },
    },
  },
  MuiIconButton: { styleOverrides: { root: { borderRadius: 3 }, sizeSmall: { padding: 5 } } },
  MuiPaper: {
    defaultProps: { elevation: 0 },
    styleOverrides: { root: { backgroundImage: 'none' } },
  },
  MuiTextField: { defaultProps: { size: 'small', fullWidth: true } },
  MuiOutlinedInput: {
    styleOverrides: {
      root: { backgroundColor: 'var(--mui-palette-background-paper)' },
      notchedOutline: { borderColor: 'var(--mui-palette-line-strong)' },
    },
  },
  MuiDialog: {
    styleOverrides: {
      paper: {
        border: '1px solid var(--mui-palette-line-strong)',
        boxShadow: '0 18px 60px rgb(0 0 0 / 0.28)',
      },
    },
  },
  MuiMenu: {
    styleOverrides: {
      paper: {
        border: '1px solid var(--mui-palette-line-strong)',
        boxShadow: '0 8px 28px rgb(0 0 0 / 0.2)',
      },
    },
  },
  MuiTooltip: { defaultProps: { arrow: true, enterDelay: 350 } },
  MuiTableCell: {
    styleOverrides: {
      root: { padding: '7px 12px', borderColor: 'var(--mui-palette-line-faint)' },
      head: {
        padding: '6px 12px',
        fontSize: '0.6875rem',
        fontWeight: 600,
        fontStretch: '88%',
        letterSpacing: '0.07em',
        textTransform: 'uppercase',
        color: 'var(--mui-palette-text-secondary)',
        borderColor: 'var(--mui-palette-divider)',
        whiteSpace: 'nowrap',
      },
    },
  },
  MuiChip: { styleOverrides: { root: { borderRadius: 3 }, sizeSmall: { height: 24 } } },
  MuiAlert: { styleOverrides: { root: { borderRadius: 3 } } },
};
