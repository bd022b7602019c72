// Written by `npm run generate` from the files beside it. Do not edit.

import type { Library } from '../library.js';
import agenda from './agenda.js';
import amqpConnectionManager from './amqp-connection-manager.js';
import amqplib from './amqplib.js';
import apolloServer from './apollo-server.js';
import applicationinsights from './applicationinsights.js';
import asyncExitHook from './async-exit-hook.js';
import awsSdk from './aws-sdk.js';
import azureServiceBus from './azure-service-bus.js';
import betterSqlite3 from './better-sqlite3.js';
import bree from './bree.js';
import bull from './bull.js';
import bullmq from './bullmq.js';
import cassandra from './cassandra.js';
import chokidar from './chokidar.js';
import closeWithGrace from './close-with-grace.js';
import confluentKafka from './confluent-kafka.js';
import connect from './connect.js';
import connectrpc from './connectrpc.js';
import cron from './cron.js';
import croner from './croner.js';
import ddTrace from './dd-trace.js';
import death from './death.js';
import drizzle from './drizzle.js';
import elasticsearch from './elasticsearch.js';
import exitHook from './exit-hook.js';
import expressGracefulShutdown from './express-graceful-shutdown.js';
import express from './express.js';
import fastifyGracefulShutdown from './fastify-graceful-shutdown.js';
import fastify from './fastify.js';
import googlePubsub from './google-pubsub.js';
import graphileWorker from './graphile-worker.js';
import graphqlWs from './graphql-ws.js';
import graphqlYoga from './graphql-yoga.js';
import grpc from './grpc.js';
import hapi from './hapi.js';
import honoNodeServer from './hono-node-server.js';
import httpGracefulShutdown from './http-graceful-shutdown.js';
import httpShutdown from './http-shutdown.js';
import httpTerminator from './http-terminator.js';
import ioredis from './ioredis.js';
import kafkajs from './kafkajs.js';
import knex from './knex.js';
import koa from './koa.js';
import lightship from './lightship.js';
import moleculer from './moleculer.js';
import mongodb from './mongodb.js';
import mongoose from './mongoose.js';
import mqtt from './mqtt.js';
import mysql2 from './mysql2.js';
import nats from './nats.js';
import nestjsTerminus from './nestjs-terminus.js';
import nestjs from './nestjs.js';
import next from './next.js';
import niceGrpc from './nice-grpc.js';
import nodeAsyncHooks from './node-async-hooks.js';
import nodeChildProcess from './node-child-process.js';
import nodeCluster from './node-cluster.js';
import nodeCron from './node-cron.js';
import nodeDgram from './node-dgram.js';
import nodeEvents from './node-events.js';
import nodeGracefulShutdown from './node-graceful-shutdown.js';
import nodeHttp from './node-http.js';
import nodeHttp2 from './node-http2.js';
import nodeNet from './node-net.js';
import nodeProcess from './node-process.js';
import nodeSchedule from './node-schedule.js';
import nodeTimers from './node-timers.js';
import nodeToadScheduler from './node-toad-scheduler.js';
import nodeUtil from './node-util.js';
import nodeWorkerThreads from './node-worker-threads.js';
import opentelemetry from './opentelemetry.js';
import pgBoss from './pg-boss.js';
import pgPromise from './pg-promise.js';
import pg from './pg.js';
import pino from './pino.js';
import polka from './polka.js';
import postgres from './postgres.js';
import posthog from './posthog.js';
import prisma from './prisma.js';
import promClient from './prom-client.js';
import redis from './redis.js';
import restify from './restify.js';
import segment from './segment.js';
import sentry from './sentry.js';
import sequelize from './sequelize.js';
import serverDestroy from './server-destroy.js';
import signalExit from './signal-exit.js';
import slonik from './slonik.js';
import socketIo from './socket.io.js';
import sqsConsumer from './sqs-consumer.js';
import stoppable from './stoppable.js';
import temporal from './temporal.js';
import terminus from './terminus.js';
import throng from './throng.js';
import typeorm from './typeorm.js';
import undici from './undici.js';
import uwebsockets from './uwebsockets.js';
import winston from './winston.js';
import ws from './ws.js';

export const libraries: readonly Library[] = [
  agenda,
  amqpConnectionManager,
  amqplib,
  apolloServer,
  applicationinsights,
  asyncExitHook,
  awsSdk,
  azureServiceBus,
  betterSqlite3,
  bree,
  bull,
  bullmq,
  cassandra,
  chokidar,
  closeWithGrace,
  confluentKafka,
  connect,
  connectrpc,
  cron,
  croner,
  ddTrace,
  death,
  drizzle,
  elasticsearch,
  exitHook,
  expressGracefulShutdown,
  express,
  fastifyGracefulShutdown,
  fastify,
  googlePubsub,
  graphileWorker,
  graphqlWs,
  graphqlYoga,
  grpc,
  hapi,
  honoNodeServer,
  httpGracefulShutdown,
  httpShutdown,
  httpTerminator,
  ioredis,
  kafkajs,
  knex,
  koa,
  lightship,
  moleculer,
  mongodb,
  mongoose,
  mqtt,
  mysql2,
  nats,
  nestjsTerminus,
  nestjs,
  next,
  niceGrpc,
  nodeAsyncHooks,
  nodeChildProcess,
  nodeCluster,
  nodeCron,
  nodeDgram,
  nodeEvents,
  nodeGracefulShutdown,
  nodeHttp,
  nodeHttp2,
  nodeNet,
  nodeProcess,
  nodeSchedule,
  nodeTimers,
  nodeToadScheduler,
  nodeUtil,
  nodeWorkerThreads,
  opentelemetry,
  pgBoss,
  pgPromise,
  pg,
  pino,
  polka,
  postgres,
  posthog,
  prisma,
  promClient,
  redis,
  restify,
  segment,
  sentry,
  sequelize,
  serverDestroy,
  signalExit,
  slonik,
  socketIo,
  sqsConsumer,
  stoppable,
  temporal,
  terminus,
  throng,
  typeorm,
  undici,
  uwebsockets,
  winston,
  ws,
];
