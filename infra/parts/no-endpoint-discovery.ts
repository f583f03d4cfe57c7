/**
 * Stands for the discovery of endpoints in every bundle, 9 kB: the table's client takes its settings along, but none of
 * its operations looks for an endpoint that way (`docs/decisions/0043`).
 */
export const resolveEndpointDiscoveryConfig = <Config>(config: Config): Config => config;

/** What the client reads the setting by: nothing is set. */
export const NODE_ENDPOINT_DISCOVERY_CONFIG_OPTIONS = {
  environmentVariableSelector: () => undefined,
  configFileSelector: () => undefined,
  default: undefined,
};
