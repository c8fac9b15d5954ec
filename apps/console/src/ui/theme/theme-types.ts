interface RailColours {
  readonly background: string;
  readonly text: string;
  readonly muted: string;
  readonly line: string;
  readonly brass: string;
}

interface LineColours {
  readonly strong: string;
  readonly faint: string;
}

interface WashColours {
  readonly main: string;
  readonly held: string;
  readonly refused: string;
  readonly cleared: string;
}

declare module '@mui/material/styles' {
  interface Palette {
    rail: RailColours;
    line: LineColours;
    wash: WashColours;
  }
  interface PaletteOptions {
    rail?: RailColours;
    line?: LineColours;
    wash?: WashColours;
  }
}

export type { LineColours, RailColours, WashColours };
