const storageKey = 'bonded-single-keys';

/**
 * Single-key shortcuts can be switched off, for speech control and for unlucky elbows (WCAG 2.1.4).
 */
export function areSingleKeysOn(): boolean {
  return localStorage.getItem(storageKey) !== 'off';
}

export function setSingleKeys(isOn: boolean): void {
  localStorage.setItem(storageKey, isOn ? 'on' : 'off');
}
