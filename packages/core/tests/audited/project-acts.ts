import * as projects from '@bonded/core/projects';
import * as quotas from '@bonded/core/quotas';
import * as repositories from '@bonded/core/repositories';
import { makeRepository } from '../goods.ts';
import { type Act, admin, apples, fresh, ports, warehouse } from './ground.ts';

/** What is made of projects and repositories. */
export const projectActs: Readonly<Record<string, Act>> = {
  createProject: {
    action: 'project.create',
    prepare: async () => (at) =>
      projects.createProject(at, admin, { slug: 'created', name: 'Created' }),
  },
  updateProject: {
    action: 'project.update',
    prepare: async () => {
      const { id } = await projects.createProject(ports, admin, { slug: fresh('p'), name: 'P' });
      return (at) => projects.updateProject(at, admin, { id, name: 'Q' });
    },
  },
  deleteProject: {
    action: 'project.delete',
    prepare: async () => {
      const { id } = await projects.createProject(ports, admin, { slug: fresh('p'), name: 'P' });
      return (at) => projects.deleteProject(at, admin, { id });
    },
  },
  updateQuota: {
    action: 'quota.update',
    prepare: async () => {
      const { id } = await projects.createProject(ports, admin, { slug: fresh('p'), name: 'P' });
      return (at) => quotas.updateQuota(at, admin, { projectId: id, limitBytes: 1000n });
    },
  },
  createRepository: {
    action: 'repository.create',
    prepare: async () => (at) =>
      makeRepository({ ...warehouse, ports: at }, admin, { slug: 'new' }),
  },
  updateRepository: {
    action: 'repository.update',
    prepare: async () => (at) =>
      repositories.updateRepository(at, admin, { id: apples.id, description: fresh('about') }),
  },
  deleteRepository: {
    action: 'repository.delete',
    prepare: async () => {
      const { id } = await makeRepository(warehouse, admin, { slug: fresh('r') });
      return (at) => repositories.deleteRepository(at, admin, { id });
    },
  },
};
