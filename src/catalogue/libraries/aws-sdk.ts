import { argument, defineLibrary } from '../library.js';

/** The clients that services use most; `Name` is the aggregated form of `NameClient`. */
const names = [
  'ApiGatewayManagementApi', 'Bedrock', 'BedrockRuntime', 'CloudWatch', 'CloudWatchLogs', 'CognitoIdentityProvider',
  'DynamoDB', 'EC2', 'ECS', 'EventBridge', 'Firehose', 'IoTDataPlane', 'KMS', 'Kinesis', 'Lambda', 'Pinpoint', 'RDSData', 'S3',
  'SES', 'SESv2', 'SFN', 'SNS', 'SQS', 'SSM', 'STS', 'Scheduler', 'SecretsManager', 'TimestreamWrite',
];

export default defineLibrary({
  name: '@aws-sdk/client-*',
  versions: '@aws-sdk/client-sqs 3.1169, lib-dynamodb 3.1162',
  modules: {
    '@aws-sdk/client-*': `
      declare class Client {
        constructor(config?: any);
        readonly config: any;
        readonly middlewareStack: any;
        send(command: any, ...args: any[]): Promise<any>;
        destroy(): void;
      }
      ${names.map((name) => `export class ${name}Client extends Client {} export class ${name} extends Client { [operation: string]: any; }`).join('\n      ')}
    `,
    '@aws-sdk/lib-dynamodb': `
      export class DynamoDBDocumentClient {
        static from(client: any, config?: any): DynamoDBDocumentClient;
        send(command: any, ...args: any[]): Promise<any>;
        destroy(): void;
      }
      export class DynamoDBDocument extends DynamoDBDocumentClient {
        static from(client: any, config?: any): DynamoDBDocument;
        [operation: string]: any;
      }
    `,
  },
  handles: Object.fromEntries(
    names.flatMap((name) => [`${name}Client`, name].map((type) => [type, { role: 'resource' as const, label: `AWS ${name} client`, keepsAlive: false, needsNoClosing: true, reopens: true }])),
  ),
  calls: {
    'DynamoDBDocumentClient.from': { wraps: argument(0) },
    'DynamoDBDocument.from': { wraps: argument(0) },
    'DynamoDBDocumentClient.destroy': { source: '@aws-sdk/lib-dynamodb dist-cjs/index.js:722: an empty method, the client below stays as it is' },
    'Client.destroy': { act: 'force', settles: 'sync', source: 'measured: a request under way fails with ECONNRESET, a later one opens a new connection; @smithy/core submodules/client:546, @smithy/node-http-handler:287' },
  },
});
