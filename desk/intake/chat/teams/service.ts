/** Where Teams takes answers; a token of ours goes nowhere else, whatever an activity says (W7). */
const HOSTS = [
  /^smba\.trafficmanager\.net$/,
  /^([a-z0-9-]+\.)*botframework\.com$/,
  /^smba\.infra\.(gcc|gov)\.teams\.microsoft\.(com|us)$/,
];

/** Whether the desk may answer there: https on the usual port at a host of Microsoft's, or a place that was allowed by hand. */
export function isServiceAllowed(url: string, more: readonly string[] = []): boolean {
  if (more.includes(url)) return true;
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, port, username, password } = new URL(url);
  const plain = port === '' && username === '' && password === '';
  return protocol === 'https:' && plain && HOSTS.some((host) => host.test(hostname));
}
