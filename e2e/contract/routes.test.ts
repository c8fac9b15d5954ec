import { describe, expect, it } from 'vitest';
import type { Format } from '../stack/api.ts';
import { drivers } from './drivers.ts';
import { asksForNoPackage, patternsAskedBy, readRoutes } from './routes.ts';

/**
 * D3.3: a new route joins the acceptance of access by itself, or this fails. The routes are those
 * of the product's own page, which its sources write.
 */
const routes = readRoutes();
const formats = [...new Set(routes.map(({ format }) => format))];

const routesOf = (format: Format) => routes.filter((route) => route.format === format);
const reasonsOf = (format: Format) => Object.keys(asksForNoPackage[format] ?? {});

describe('D3.3 every route that is read', () => {
  it('is on the page for each format with a driver', () => {
    expect(formats.toSorted()).toEqual(Object.keys(drivers).toSorted());
  });

  it.each(formats)('is asked for by the driver, or a reason is given: %s', (format) => {
    const driver = drivers[format];
    if (driver === undefined) throw new Error(`${format} has no driver`);
    const asked = patternsAskedBy(driver, routesOf(format));
    const unasked = routesOf(format).filter(
      ({ pattern }) => !asked.has(pattern) && !reasonsOf(format).includes(pattern),
    );
    const says = unasked.map(
      ({ mount, pattern }) =>
        `GET /${mount}/{project}/{repository}/${pattern} is asked for by no address of ` +
        `drivers/${format.toLowerCase()}.ts, so nobody proves who may read it.`,
    );
    expect(says).toEqual([]);
  });

  it.each(formats)('has a reason only where it is there and unasked: %s', (format) => {
    const driver = drivers[format];
    if (driver === undefined) throw new Error(`${format} has no driver`);
    const asked = patternsAskedBy(driver, routesOf(format));
    const patterns = routesOf(format).map(({ pattern }) => pattern);
    const idle = reasonsOf(format).filter((each) => asked.has(each) || !patterns.includes(each));
    expect(idle).toEqual([]);
  });
});
