import {startServer} from '../npm/server.js';

/** One server for all test files; each test opens a scope of its own. */
export default async function setup(project) {
  const server = await startServer(new URL('contracts', import.meta.url).pathname);
  project.provide('scopes', new URL('/__admin/scopes', server.baseURL).href);
  return () => server.stop();
}
