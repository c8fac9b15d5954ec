/**
 * The house mark: a bond seal, a shackle over a barred door. Decorative; the name stands beside it.
 */
export function Seal({ size = 28 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <circle cx="16" cy="16" r="14.6" fill="none" stroke="currentColor" strokeWidth="1.4" />
      <circle
        cx="16"
        cy="16"
        r="11.6"
        fill="none"
        stroke="currentColor"
        strokeWidth="0.9"
        strokeDasharray="1.4 1.6"
      />
      <path
        d="M11.6 14.2v-2.1a4.4 4.4 0 0 1 8.8 0v2.1"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.8"
      />
      <path d="M9.8 14.2h12.4v8.2H9.8z" fill="currentColor" />
      <path
        d="M12.6 16v4.8M16 16v4.8M19.4 16v4.8"
        stroke="var(--seal-gap, #17212c)"
        strokeWidth="1.3"
      />
    </svg>
  );
}
