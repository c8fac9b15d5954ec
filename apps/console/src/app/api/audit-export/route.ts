import { auditExportRoute } from '#lib/server/audit-export-route.ts';

export { auditExportRoute as GET };
