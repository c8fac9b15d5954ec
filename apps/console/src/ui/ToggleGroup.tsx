import styles from './ToggleGroup.module.css';

export interface Toggle {
  readonly key: string;
  readonly label: string;
  /** Small print behind the label, such as a count. */
  readonly aside?: string;
  readonly isOn: boolean;
}

export interface ToggleGroupProps {
  readonly label: string;
  readonly toggles: readonly Toggle[];
  readonly onToggle: (toggle: Toggle) => void;
}

/** Buttons in a row that stay pressed, any number of them, under one caption. */
export function ToggleGroup({ label, toggles, onToggle }: ToggleGroupProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot lay its legend out in a row.
    <div className={styles.group} role="group" aria-label={label}>
      <span className={styles.caption} aria-hidden>
        {label}
      </span>
      {toggles.map((toggle) => (
        <button
          key={toggle.key}
          type="button"
          className={styles.toggle}
          aria-pressed={toggle.isOn}
          onClick={() => onToggle(toggle)}
        >
          <span>{toggle.label}</span>
          {toggle.aside === undefined ? null : <span className={styles.aside}>{toggle.aside}</span>}
        </button>
      ))}
    </div>
  );
}
