import { defineLibrary, receiver } from '../library.js';

const stub = `
  export class Client {
    constructor(options?: any);
    close(callback?: any): Promise<void>;
    shutdown(...args: any[]): any;
    child(options?: any): this;
    readonly helpers: any;
    readonly indices: any;
    readonly cluster: any;
    [member: string]: any;
  }
  export const errors: any;
  export type ClientOptions = any;
`;

export default defineLibrary({
  name: '@elastic/elasticsearch',
  versions: '@elastic/elasticsearch 9.4',
  modules: { '@elastic/elasticsearch': stub },
  handles: {
    Client: { role: 'resource', label: 'Elasticsearch client', keepsAlive: false, needsNoClosing: true },
  },
  calls: {
    'Client.child': { wraps: receiver },
    // How long that can be depends on requestTimeout, for which version 9 has no default (@elastic/transport UndiciConnection.js:54).
    'Client.close': {
      act: 'close',
      settles: 'promise',
      waitsForInFlight: true,
      source: 'lib/client.js:327, measured with both kinds of connection: requests under way are answered, later ones fail',
    },
    'Client.shutdown': { notACloser: 'It is the API for shutting cluster nodes down.', source: 'lib/api/api/shutdown.js' },
  },
});
