import { defineLibrary, receiver } from '../library.js';

export default defineLibrary({
  name: 'sequelize',
  versions: 'sequelize 6.37',
  modules: {
    sequelize: `
      declare class Sequelize {
        constructor(...args: any[]);
        static useCLS(namespace: any): any;
        readonly models: any;
        readonly config: any;
        readonly connectionManager: any;
        authenticate(options?: any): Promise<void>;
        sync(options?: any): Promise<this>;
        define(...args: any[]): any;
        model(name: string): any;
        query(...args: any[]): Promise<any>;
        transaction(...args: any[]): Promise<any>;
        close(): Promise<void>;
        getQueryInterface(): any;
        addHook(...args: any[]): this;
        [member: string]: any;
      }
      declare namespace Sequelize {
        export { Sequelize, Sequelize as default };
        export const DataTypes: any;
        export const Op: any;
        export const QueryTypes: any;
        export const Transaction: any;
        export class Model<A = any, C = any> { static [member: string]: any; [member: string]: any; }
        export type Options = any;
        export type ModelStatic<M = any> = any;
        export type InferAttributes<M = any, O = any> = any;
        export type InferCreationAttributes<M = any, O = any> = any;
        export type CreationOptional<T = any> = any;
        export type Optional<T = any, K = any> = any;
      }
      export = Sequelize;
    `,
    'sequelize-typescript': `
      import { Sequelize as Base, Model as BaseModel } from 'sequelize';
      export class Sequelize extends Base {
        addModels(...args: any[]): void;
      }
      export class Model<A = any, C = any> extends BaseModel<A, C> {}
      export type SequelizeOptions = any;
    `,
  },
  handles: {
    // Idle connections are evicted after 10 s.
    Sequelize: { role: 'resource', label: 'Sequelize pool', keepsAlive: false },
  },
  calls: {
    'Sequelize.sync': { returns: receiver },
    'Sequelize.addHook': { returns: receiver },
    'Sequelize.close': {
      act: 'close',
      settles: 'promise',
      waitsForInFlight: true,
      bound: 'unbounded',
      source: 'lib/dialects/abstract/connection-manager.js:59-72: pool.drain(), then destroyAllNow()',
    },
  },
});
