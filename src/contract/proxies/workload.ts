import type { Proxy, ProxyDrain } from './upstream.js';

/** A workload that is a proxy, by its image. */
export interface ProxyWorkload {
  readonly proxy: Proxy;
  /** The signal with which its image asks to be stopped, because only that lets requests finish; undefined where SIGTERM does. */
  readonly gracefulSignal: string | undefined;
  /** How long it lets requests finish, where its configuration says so. */
  readonly drain: ProxyDrain | undefined;
}

/** https://nginx.org/en/docs/control.html, https://docs.haproxy.org/3.2/management.html#4, and the images' Dockerfiles. */
const images: readonly { readonly image: RegExp; readonly proxy: Proxy; readonly gracefulSignal: string | undefined }[] = [
  { image: /^nginx$|^nginxinc\/nginx-unprivileged$/, proxy: 'nginx', gracefulSignal: 'SIGQUIT' },
  { image: /^haproxy$/, proxy: 'HAProxy', gracefulSignal: 'SIGUSR1' },
  { image: /^traefik$/, proxy: 'Traefik', gracefulSignal: undefined },
];

/**
 * Which proxy an image is.
 *
 * @param drains those that belong to the same deployment
 */
export const proxyOfImage = (name: string | undefined, drains: readonly ProxyDrain[]): ProxyWorkload | undefined => {
  const repository = (name?.split('@', 1)[0] ?? '').replace(/:[\w.-]{1,128}$/, '').replace(/^(?:docker\.io\/)?(?:library\/)?/, '');
  const known = images.find(({ image }) => image.test(repository));
  if (!known) return undefined;
  const own = drains.filter(({ proxy }) => proxy === known.proxy).toSorted((left, right) => right.seconds - left.seconds);
  return { proxy: known.proxy, gracefulSignal: known.gracefulSignal, drain: own[0] };
};
