import { startGrpc } from './grpc.js';
import { startHttp } from './http.js';
import { relayOutbox } from './outbox.js';
import { stopOnSignals } from './shutdown.js';
import { startInvoices } from './invoices.js';

const http = startHttp(3000);
const grpc = startGrpc('0.0.0.0:9090');
const invoices = startInvoices();

void relayOutbox();
stopOnSignals({ http, grpc, invoices });
