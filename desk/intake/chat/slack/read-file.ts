/** What Slack says of a file, as far as it is read (`files.info`). */
export type SlackFile = Readonly<{
  mode?: string;
  size?: number;
  mimetype?: string;
  url_private_download?: string;
}>;

/** A file that lies with Slack: where to fetch it, and what it is said to be. */
export type Lying = Readonly<{ url: string; bytes: number; type: string }>;

/** A file that is only linked (of another program), was deleted, or is too old for the workspace has no bytes to fetch. */
const WITH_BYTES = new Set(['hosted', 'snippet']);

/**
 * Whether our token may be sent there: https on the usual port at a host of Slack's own, without anybody's name in it, or
 * the place that was set by hand instead of Slack (W7).
 */
export function isSlackHost(url: string, instead?: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, port, username, password, origin } = new URL(url);
  if (username !== '' || password !== '') return false;
  if (instead !== undefined) return URL.canParse(instead) && origin === new URL(instead).origin;
  return protocol === 'https:' && port === '' && /^([a-z0-9-]+\.)+slack\.com$/.test(hostname);
}

/** Where a file lies; undefined for what Slack has no bytes of, or would have us fetch elsewhere. */
export function lyingAt(
  { mode, size = 0, mimetype = '', url_private_download: url }: SlackFile,
  instead?: string,
): Lying | undefined {
  if (url === undefined || !WITH_BYTES.has(mode ?? '') || !isSlackHost(url, instead)) return undefined;
  const type = /^[a-z0-9!#$&^_.+-]{1,60}\/[a-z0-9!#$&^_.+-]{1,60}$/.test(mimetype)
    ? mimetype
    : 'application/octet-stream';
  return { url, bytes: size, type };
}
