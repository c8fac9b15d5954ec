import { defineError } from '@bonded/kernel';

/** The body or the parameters hold no operation. */
export const requestMalformed = defineError('invalid', 'GRAPHQL_REQUEST_MALFORMED');
/** The document is not GraphQL. */
export const parseFailed = defineError('invalid', 'GRAPHQL_PARSE_FAILED');
/** It is GraphQL, but not of this schema. */
export const validationFailed = defineError('invalid', 'GRAPHQL_VALIDATION_FAILED');
/** Deeper, longer or more than one operation may be. */
export const operationTooLarge = defineError('invalid', 'OPERATION_TOO_LARGE');
/** The schema is read by administrators, or from the committed file. */
export const introspectionDisabled = defineError('denied', 'INTROSPECTION_DISABLED');
/** Not an operation that the console was built with, and nothing else is run for it. */
export const operationUnknown = defineError('denied', 'OPERATION_UNKNOWN');
/** A page of another origin sends this. */
export const originRefused = defineError('denied', 'ORIGIN_REFUSED');
/** A GET that is no known operation, or comes without the header that only our own clients send. */
export const getRefused = defineError('invalid', 'GET_REFUSED');
