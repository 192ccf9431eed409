import { createReadStream, existsSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import { projectPath } from '../paths.js';

/** The page's parts come from development packages and not from a CDN, so it opens on an air-gapped machine. */
const PARTS: Readonly<Record<string, { file: string; type: string }>> = {
  'react.js': { file: 'react/umd/react.production.min.js', type: 'text/javascript' },
  'react-dom.js': { file: 'react-dom/umd/react-dom.production.min.js', type: 'text/javascript' },
  'graphiql.js': { file: 'graphiql/graphiql.min.js', type: 'text/javascript' },
  'graphiql.css': { file: 'graphiql/graphiql.min.css', type: 'text/css' },
};

const EXAMPLE = `# 为一条需求查找科技成果，并说明理由
query {
  searchAchievements(text: "储能电站 电池状态估计", first: 5) {
    matching
    edges {
      node {
        rank
        score
        grade
        summary
        achievement { title organization { name } }
        reasons { text }
      }
    }
  }
}
`;

const PAGE = `<!doctype html>
<html lang="zh-CN">
  <head>
    <meta charset="utf-8" />
    <title>GraphiQL</title>
    <link rel="stylesheet" href="graphiql/graphiql.css" />
    <style>body { margin: 0 } #graphiql { height: 100vh }</style>
  </head>
  <body>
    <div id="graphiql"></div>
    <script src="graphiql/react.js"></script>
    <script src="graphiql/react-dom.js"></script>
    <script src="graphiql/graphiql.js"></script>
    <script>
      ReactDOM.createRoot(document.getElementById('graphiql')).render(
        React.createElement(GraphiQL, {
          fetcher: GraphiQL.createFetcher({ url: 'graphql' }),
          defaultQuery: ${JSON.stringify(EXAMPLE)},
        }),
      );
    </script>
  </body>
</html>
`;

/** True when the development packages are there; an image for production leaves them out. */
export function graphiqlAvailable(): boolean {
  return Object.values(PARTS).every(({ file }) => existsSync(projectPath('node_modules', file)));
}

/** The page `/graphiql` for trying queries in a browser. */
export async function graphiqlPlugin(app: FastifyInstance): Promise<void> {
  if (!graphiqlAvailable()) return;
  app.get('/graphiql', (_request, reply) => {
    void reply.type('text/html; charset=utf-8').send(PAGE);
  });
  for (const [name, { file, type }] of Object.entries(PARTS)) {
    app.get(`/graphiql/${name}`, (_request, reply) => {
      void reply.type(`${type}; charset=utf-8`).send(createReadStream(projectPath('node_modules', file)));
    });
  }
}
