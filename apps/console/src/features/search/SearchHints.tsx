import { t } from '#lib/messages.ts';
import styles from './SearchHints.module.css';
import { searchHints } from './search-hints.ts';

/** The grammar by example: each term is a button that adds it to the search. */
export function SearchHints({ onPick }: { readonly onPick: (term: string) => void }) {
  return (
    <ul className={styles.list} aria-label={t('search.hints')}>
      {searchHints.map(({ term, says }) => (
        <li key={term}>
          <button type="button" className={styles.hint} onClick={() => onPick(term)}>
            <code>{term}</code>
            <span>{t(says)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
