/** The door to webhooks, in both directions: signed as Standard Webhooks say, sent where W7 allows, retried as W3 and W4 say. */
export { addressAllowed } from './address-allowed.ts';
export { checkEndpoint, type Endpoint, type Network } from './endpoint.ts';
export { type Outcome, RETRY_SCHEDULE, retryAfter, type Verdict } from './retry-after.ts';
export { secretKey } from './secret-key.ts';
export { type SignedHeaders, signWebhook } from './sign-webhook.ts';
export { TOLERANCE_SECONDS, verifyWebhook } from './verify-webhook.ts';
