/** Every item that can be seen, from the top down: what is folded away is not rendered. */
function itemsOf(tree: HTMLElement): readonly HTMLElement[] {
  return [...tree.querySelectorAll<HTMLElement>('[role="treeitem"]')];
}

function parentOf(item: HTMLElement): HTMLElement | null {
  return item.parentElement?.closest<HTMLElement>('[role="treeitem"]') ?? null;
}

/**
 * Where a key moves the focus in a tree, by the WAI-ARIA pattern: null where it does not. An arrow
 * to the side folds and unfolds first; that is the item's own business, which `isOpen` tells.
 */
export function itemAfterKey(
  tree: HTMLElement,
  item: HTMLElement,
  key: string,
): HTMLElement | null {
  const items = itemsOf(tree);
  const at = items.indexOf(item);
  const isOpen = item.getAttribute('aria-expanded') === 'true';
  switch (key) {
    case 'ArrowDown':
      return items[at + 1] ?? null;
    case 'ArrowUp':
      return items[at - 1] ?? null;
    case 'Home':
      return items[0] ?? null;
    case 'End':
      return items.at(-1) ?? null;
    case 'ArrowRight':
      return isOpen ? item.querySelector<HTMLElement>('[role="treeitem"]') : null;
    case 'ArrowLeft':
      return isOpen ? null : parentOf(item);
    default:
      return null;
  }
}
