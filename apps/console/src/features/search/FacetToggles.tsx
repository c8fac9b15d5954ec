import { SearchFacetsDocument } from '#generated/graphql.ts';
import { formatCount } from '#lib/format.ts';
import { useReading } from '#lib/graphql/hooks.ts';
import { t } from '#lib/messages.ts';
import { ToggleGroup } from '#ui/ToggleGroup.tsx';
import styles from './FacetToggles.module.css';
import { facetGroups } from './search-facets.ts';
import { withoutTerm, withTerm } from './search-terms.ts';

export interface FacetTogglesProps {
  readonly query: string;
  readonly onChange: (query: string) => void;
}

/** What a search could be narrowed to, and how much of it would stay: a term is a toggle. */
export function FacetToggles({ query, onChange }: FacetTogglesProps) {
  const { data, failure } = useReading(SearchFacetsDocument, { query }, { types: ['Artifact'] });
  // The list below says what is wrong with the search, or that nobody answers.
  if (failure) return null;
  const found = data?.searchFacets;
  const groups = found ? facetGroups(query, found.facets) : [];
  if (found && groups.length === 0) return null;
  return (
    <div className={styles.groups} aria-busy={found === undefined}>
      {groups.map(({ kind, facets }) => (
        <ToggleGroup
          key={kind}
          label={t(`search.facet.${kind}`)}
          toggles={facets.map(({ term, label, count, isOn }) => ({
            key: term,
            label,
            aside: formatCount(count),
            isOn,
          }))}
          onToggle={({ key, isOn }) =>
            onChange(isOn ? withoutTerm(query, key) : withTerm(query, key))
          }
        />
      ))}
      {found?.isPartial ? (
        <p className={styles.note}>
          {t('search.facet.part', { count: formatCount(found.countedTotal) })}
        </p>
      ) : null}
    </div>
  );
}
