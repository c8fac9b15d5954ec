import { defineError } from '@bonded/kernel';

/** An archive that is no chart as `helm package` makes it. */
export const chartInvalid = defineError('invalid', 'HELM_CHART_INVALID');
/** A provenance file that is not of the chart it comes to. */
export const provenanceInvalid = defineError('invalid', 'HELM_PROVENANCE_INVALID');
/** A form without a chart, or with more than a chart and its provenance. */
export const uploadInvalid = defineError('invalid', 'HELM_UPLOAD_INVALID');
