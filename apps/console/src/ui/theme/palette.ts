/**
 * Two papers. Light is the manila of a customs form under daylight, dark is the same desk at night.
 * Amber holds, green clears, vermilion refuses: colours of stamps, and the only loud ones.
 */
export const lightPalette = {
  mode: 'light',
  primary: { main: '#1f4b7a', dark: '#163859', light: '#3e6c9e', contrastText: '#ffffff' },
  secondary: { main: '#7a5c15', contrastText: '#ffffff' },
  success: { main: '#24633a', contrastText: '#ffffff' },
  warning: { main: '#875200', contrastText: '#ffffff' },
  error: { main: '#a82a17', contrastText: '#ffffff' },
  info: { main: '#1f4b7a', contrastText: '#ffffff' },
  background: { default: '#f3f0e7', paper: '#fcfaf5' },
  text: { primary: '#1b2530', secondary: '#55606c', disabled: '#8b929a' },
  divider: '#d9d2c2',
  rail: {
    background: '#17212c',
    text: '#e9e3d5',
    muted: '#a3adb8',
    line: '#2b3743',
    brass: '#d6b05c',
  },
  line: { strong: '#b5ab95', faint: '#e8e2d4' },
  wash: { main: '#efeadd', held: '#f7ecd4', refused: '#f7e1da', cleared: '#e2efe2' },
} as const;

export const darkPalette = {
  mode: 'dark',
  primary: { main: '#93bce8', dark: '#6f9fd2', light: '#b5d2f1', contrastText: '#0d1620' },
  secondary: { main: '#d6b05c', contrastText: '#1a1407' },
  success: { main: '#82c998', contrastText: '#0c1a11' },
  warning: { main: '#e3b355', contrastText: '#1c1405' },
  error: { main: '#f4998a', contrastText: '#230a05' },
  info: { main: '#93bce8', contrastText: '#0d1620' },
  background: { default: '#11161c', paper: '#181f27' },
  text: { primary: '#ece6d9', secondary: '#a6adb6', disabled: '#6d757e' },
  divider: '#2c3640',
  rail: {
    background: '#0c1116',
    text: '#ece6d9',
    muted: '#99a3ae',
    line: '#1f2831',
    brass: '#d6b05c',
  },
  line: { strong: '#4b5763', faint: '#222b34' },
  wash: { main: '#1f2730', held: '#33290f', refused: '#3a1c16', cleared: '#15301f' },
} as const;
