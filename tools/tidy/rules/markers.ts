import type { House } from '../house.ts';
import type { Rule } from '../rule.ts';
import { isTypeScript, lineAt, syntaxOf } from '../syntax.ts';

const strangeMarker = /\b(FIXME|XXX|HACK|TBD)\b|\bTODO\b(?!\(#\d+\))/;

export const markers: Rule = {
  name: 'markers',
  guarantees: 'a comment that leaves work behind names the issue, as TODO(#123)',
  check: (house: House) =>
    house.files
      .filter(({ path }) => isTypeScript(path))
      .flatMap((file) =>
        syntaxOf(file).comments.flatMap((comment) => {
          const marker = strangeMarker.exec(comment.value);
          if (marker === null) return [];
          const line = lineAt(file.text, comment.start + marker.index);
          return [
            { path: file.path, line, says: `${marker[0]}: write TODO(#issue), or do it now` },
          ];
        }),
      ),
};
