import * as artifacts from '@bonded/core/artifacts';
import * as clearance from '@bonded/core/clearance';
import { importer, writeRecords } from '../advisories.ts';
import { makeRepository, publish } from '../goods.ts';
import {
  type Act,
  admin,
  apples,
  fresh,
  ports,
  prisma,
  put,
  service,
  signal,
  warehouse,
} from './ground.ts';

const rules = { blockSeverity: 'high', blockMalware: true, holdUnscanned: true } as const;

const denial = () => ({ effect: 'DENY', name: fresh('pear'), reason: 'not here' }) as const;

/** What is scanned, judged and known as bad. */
export const clearanceActs: Readonly<Record<string, Act>> = {
  judgeDownload: {
    action: 'decision.hold',
    prepare: async () => {
      const name = fresh('apple');
      await put(name);
      const path = `${name}/-/${name}-1.0.0.tgz`;
      return (at) =>
        artifacts.openFile(at, admin, { repository: apples, path }).catch((error: unknown) => {
          if (at !== ports) throw error;
        });
    },
  },
  releaseArtifact: {
    action: 'artifact.release',
    prepare: async () => {
      const { id } = await put();
      return (at) => clearance.releaseArtifact(at, admin, { id, note: 'looked at' });
    },
  },
  rejectArtifact: {
    action: 'artifact.reject',
    prepare: async () => {
      const { id } = await put();
      return (at) => clearance.rejectArtifact(at, admin, { id, note: 'looked at' });
    },
  },
  rescanArtifact: {
    action: 'artifact.rescan',
    prepare: async () => {
      const { id } = await put();
      return (at) => clearance.rescanArtifact(at, admin, { id, note: 'again' });
    },
  },
  runScan: {
    action: 'scan.finish',
    prepare: async () => {
      const { id } = await prisma.scan.findFirstOrThrow({
        where: { artifactId: (await put()).id },
      });
      return (at) => clearance.runScan(at, service, { scanId: id }, signal);
    },
  },
  updatePolicy: {
    action: 'policy.update',
    prepare: async () => (at) =>
      clearance.updatePolicy(at, admin, { repositoryId: apples.id, ...rules }),
  },
  createPolicyRule: {
    action: 'rule.create',
    prepare: async () => (at) => clearance.createPolicyRule(at, admin, denial()),
  },
  deletePolicyRule: {
    action: 'rule.delete',
    prepare: async () => {
      const { id } = await clearance.createPolicyRule(ports, admin, denial());
      return (at) => clearance.deletePolicyRule(at, admin, { id });
    },
  },
  settleRepository: {
    action: 'decision.hold',
    prepare: async () => {
      const own = await makeRepository(warehouse, admin, { slug: fresh('r') });
      await publish(warehouse, admin, { repository: own, name: 'one', version: '1.0.0' });
      await clearance.updatePolicy(ports, admin, { repositoryId: own.id, ...rules });
      return (at) => clearance.settleRepository(at, service, { repositoryId: own.id }, signal);
    },
  },
  settleCooled: {
    action: 'decision.hold',
    prepare: async () => {
      const own = await makeRepository(warehouse, admin, { slug: fresh('r') });
      const goods = { repository: own, name: 'one', version: '1.0.0' };
      const { artifact } = await publish(warehouse, admin, goods);
      await clearance.updatePolicy(ports, admin, { repositoryId: own.id, ...rules });
      return (at) => clearance.settleCooled(at, service, { artifactId: artifact.id });
    },
  },
  importAdvisories: {
    action: 'advisory.import',
    prepare: async () => {
      await prisma.advisoryImport.updateMany({ data: { finishedAt: new Date() } });
      return (at) => clearance.importAdvisories(at, importer, { source: 'somewhere' });
    },
  },
  runAdvisoryImport: {
    action: 'advisory.import-finish',
    prepare: async () => {
      await prisma.advisoryImport.updateMany({ data: { finishedAt: new Date() } });
      const records = [{ id: 'GHSA-x', package: 'x', events: [{ introduced: '0' }] }];
      const source = await writeRecords(warehouse, records);
      const { id } = await clearance.importAdvisories(ports, importer, { source });
      return (at) => clearance.runAdvisoryImport(at, { importId: id }, signal);
    },
  },
};
