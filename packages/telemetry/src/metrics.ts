import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { boundedLabel, growingLabel } from './bounded-label.ts';

/** Each label and the only values it may take; any other counts as `other`. */
export type LabelValues = Readonly<Record<string, readonly string[]>>;

export type Labels<L extends LabelValues> = { readonly [K in keyof L]: string };

export interface HttpObservation {
  readonly method: string;
  /** The template of the route, `/raw/:project/*`; never the path itself. */
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
}

export interface RenderedMetrics {
  readonly contentType: string;
  readonly text: string;
}

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const statusClasses = ['1xx', '2xx', '3xx', '4xx', '5xx'];
const routesMax = 300;
/** From a cached answer to an upload of some minutes. */
const secondsBuckets = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60, 300];

/** The numbers of one process, for Prometheus. Labels are bounded: nobody can flood it. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #httpSeconds: Histogram;
  readonly #methodLabel = boundedLabel(methods);
  readonly #statusLabel = boundedLabel(statusClasses);
  readonly #routeLabel = growingLabel(routesMax);

  /** `role` labels every number with the process it comes from: `gateway`, `worker`, `blob`. */
  constructor(role: string) {
    this.#registry.setDefaultLabels({ role });
    collectDefaultMetrics({ register: this.#registry });
    this.#httpSeconds = new Histogram({
      name: 'bonded_http_request_duration_seconds',
      help: 'From the head of a request to the end of its answer.',
      labelNames: ['method', 'route', 'status'],
      buckets: secondsBuckets,
      registers: [this.#registry],
    });
  }

  observeHttp(observation: HttpObservation): void {
    const { method, route, status, seconds } = observation;
    const statusClass = `${Math.floor(status / 100)}xx`;
    const labels = {
      method: this.#methodLabel(method),
      route: this.#routeLabel(route),
      status: this.#statusLabel(statusClass),
    };
    this.#httpSeconds.observe(labels, seconds);
  }

  /** A number that only grows. Returns the function that adds to it, one by default. */
  counter<L extends LabelValues>(name: string, help: string, labelValues: L) {
    const labelNames = Object.keys(labelValues);
    const counter = new Counter({ name, help, labelNames, registers: [this.#registry] });
    const bound = bindLabels(labelValues);
    return (labels: Labels<L>, amount = 1): void => counter.inc(bound(labels), amount);
  }

  /** How long something took. Returns the function that records one duration in seconds. */
  durations<L extends LabelValues>(name: string, help: string, labelValues: L) {
    const labelNames = Object.keys(labelValues);
    const buckets = secondsBuckets;
    const histogram = new Histogram({
      name,
      help,
      labelNames,
      buckets,
      registers: [this.#registry],
    });
    const bound = bindLabels(labelValues);
    return (labels: Labels<L>, seconds: number): void => histogram.observe(bound(labels), seconds);
  }

  /** A number that goes up and down, read whenever somebody looks. */
  gauge(name: string, help: string, read: () => number | Promise<number>): void {
    const gauge: Gauge = new Gauge({
      name,
      help,
      registers: [this.#registry],
      collect: async () => gauge.set(await read()),
    });
  }

  /** Everything in the Prometheus text format. */
  async render(): Promise<RenderedMetrics> {
    return { contentType: this.#registry.contentType, text: await this.#registry.metrics() };
  }
}

function bindLabels<L extends LabelValues>(labelValues: L) {
  const bounds = new Map(
    Object.entries(labelValues).map(([name, values]) => [name, boundedLabel(values)]),
  );
  return (labels: Labels<L>): Record<string, string> =>
    Object.fromEntries(
      Object.entries<string>(labels).map(([name, value]) => [
        name,
        bounds.get(name)?.(value) ?? '',
      ]),
    );
}
