import { defineLibrary } from '../library.js';

export default defineLibrary({
  name: 'connect',
  versions: 'connect 3.7',
  modules: {
    connect: `
      import * as http from 'http';
      declare function connect(): connect.Server;
      declare namespace connect {
        interface Server {
          (request: any, response: any, next?: any): void;
          use(...args: any[]): this;
          handle(request: any, response: any, next: any): void;
          listen(...args: any[]): http.Server;
        }
        type NextFunction = (error?: any) => void;
        type IncomingMessage = http.IncomingMessage;
      }
      export = connect;
    `,
  },
  calls: {
    'Server.listen': { starts: true, source: 'index.js: http.createServer(this).listen()' },
  },
});
