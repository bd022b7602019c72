import { defineLibrary } from '../library.js';

/** `listen` returns the application; what must be drained is its `server`. */
export default defineLibrary({
  name: 'polka',
  versions: 'polka 0.5',
  modules: {
    polka: `
      import * as http from 'http';
      declare function polka(options?: any): polka.Polka;
      declare namespace polka {
        export { polka as default };
        export interface Polka {
          server: http.Server;
          handler: any;
          use(...args: any[]): this;
          all(...args: any[]): this;
          get(...args: any[]): this;
          post(...args: any[]): this;
          put(...args: any[]): this;
          patch(...args: any[]): this;
          delete(...args: any[]): this;
          head(...args: any[]): this;
          options(...args: any[]): this;
          listen(...args: any[]): this;
        }
      }
      export = polka;
    `,
  },
});
