'use client';

import type { PageArguments } from '#features/reading/use-page.ts';
import {
  ProjectBindingsDocument,
  type ProjectBindingsQuery,
  RepositoryBindingsDocument,
} from '#generated/graphql.ts';
import { type Reading, useReading } from '#lib/graphql/hooks.ts';
import type { BindingScope } from './binding-scope.ts';

type Bindings = NonNullable<ProjectBindingsQuery['project']>['bindings'];
type BindingsReading = Reading<{ readonly bindings: Bindings }>;

const types = { types: ['Binding'] };

/** Who has which role in a project, or in one repository of it. */
export function useBindings(scope: BindingScope, page: PageArguments): BindingsReading {
  const { project, repository } = scope;
  const isProject = repository === undefined;
  const ofProject = useReading(
    ProjectBindingsDocument,
    { slug: project, ...page },
    { ...types, pause: !isProject },
  );
  const ofRepository = useReading(
    RepositoryBindingsDocument,
    { project, repository: repository ?? '', ...page },
    { ...types, pause: isProject },
  );
  const reading = isProject ? ofProject : ofRepository;
  const holder = isProject ? ofProject.data?.project : ofRepository.data?.repository;
  const data = reading.data === undefined ? undefined : { bindings: holder?.bindings ?? null };
  return { ...reading, data };
}
