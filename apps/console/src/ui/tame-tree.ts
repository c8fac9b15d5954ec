/** A node of the trees that Markdown is read into, as far as we look at it. */
export interface TreeNode {
  type: string;
  tagName?: string;
  value?: string;
  properties?: Record<string, unknown>;
  children?: TreeNode[];
}

/** Nobody writes deeper, and browsers are slow with what is. */
const nestingMax = 40;

const headings: ReadonlySet<string | undefined> = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6']);

/** What is kept of each element; of all others, and of all else, nothing. */
const kept: Readonly<Record<string, readonly string[]>> = {
  a: ['href'],
  ol: ['start'],
  th: ['align'],
  td: ['align'],
  input: ['type', 'checked'],
};

/** Where a link of a stranger may lead: pages and letters, by whole addresses. */
export function isSafeAddress(address: unknown): address is string {
  if (typeof address !== 'string' || !URL.canParse(address)) return false;
  return ['http:', 'https:', 'mailto:'].includes(new URL(address).protocol);
}

/**
 * Cuts what lies too deep. Everything that goes through a tree after this may call itself, and runs
 * out of no stack.
 */
export function cutDeepNodes() {
  return (tree: TreeNode): void => {
    let level: readonly TreeNode[] = [tree];
    for (let depth = 0; depth < nestingMax && level.length > 0; depth += 1) {
      level = level.flatMap(({ children = [] }) => children);
    }
    for (const node of level) {
      if (node.children !== undefined) node.children = [{ type: 'text', value: '…' }];
    }
  };
}

/**
 * Makes what a stranger wrote a part of our page: no names that the page or its styles know, no
 * picture but what is said in its place, no heading above ours, and no link that says nothing.
 */
export function tameTree({ headingsBelow }: { readonly headingsBelow: number }) {
  return (tree: TreeNode): void => {
    const levels: number[] = [];
    visit(tree, (node) => {
      const { tagName = '', properties = {} } = node;
      node.properties = Object.fromEntries(
        Object.entries(properties).filter(([name]) => kept[tagName]?.includes(name)),
      );
      if (tagName === 'img') replaceByText(node, properties['alt']);
      if (headings.has(tagName)) {
        node.tagName = `h${Math.min(headingsBelow + nextLevel(levels, Number(tagName[1])), 6)}`;
      }
    });
    visit(tree, (node) => {
      const { href } = node.properties ?? {};
      if (node.tagName !== 'a' || typeof href !== 'string' || says(node)) return;
      node.children = [{ type: 'text', value: href }];
    });
  };
}

/** How deep a heading lies under those before it, whatever numbers were left out. */
function nextLevel(levels: number[], own: number): number {
  while ((levels.at(-1) ?? 0) >= own) levels.pop();
  return levels.push(own);
}

function visit(node: TreeNode, act: (element: TreeNode) => void): void {
  if (node.type === 'element') act(node);
  for (const child of node.children ?? []) visit(child, act);
}

function replaceByText(node: TreeNode, text: unknown): void {
  node.type = 'text';
  node.value = typeof text === 'string' ? text : '';
  delete node.tagName;
  delete node.children;
}

function says({ value = '', children = [] }: TreeNode): boolean {
  return value.trim() !== '' || children.some(says);
}
