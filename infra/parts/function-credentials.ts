import { fromEnv } from '@aws-sdk/credential-provider-env';

/**
 * How a function proves who it is: Lambda hands every function its role's credentials in the environment. Bundled in
 * place of the clients' search through files, single sign-on, containers and instances, which cannot succeed there.
 */
export const defaultProvider = fromEnv;
