/** PostGraphile over the same relations, with its recommended preset, and keys and references as smart tags. */
import { createServer } from 'node:http'
import { postgraphile } from 'postgraphile'
import { makePgService } from 'postgraphile/adaptors/pg'
import { grafserv } from 'postgraphile/grafserv/node'
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber'
import { jsonPgSmartTags } from 'postgraphile/utils'

const ofAccount = (key) => ({
  tags: { primaryKey: key, foreignKey: '(account_key) references entities.accounts (account_key)' },
})

const tags = jsonPgSmartTags({
  version: 1,
  config: {
    class: {
      'entities.accounts': { tags: { primaryKey: 'account_key' } },
      'entities.workspaces': ofAccount('workspace_id'),
      'entities.users': ofAccount('user_id'),
      'entities.buyers': ofAccount('buyer_id'),
      ...Object.fromEntries(
        ['health', 'revenue', 'seats', 'people', 'contracts'].map((part) => [
          `pages.account_${part}`,
          ofAccount('account_key'),
        ]),
      ),
    },
  },
})

const server = createServer()
const instance = postgraphile({
  extends: [PostGraphileAmberPreset],
  plugins: [tags],
  pgServices: [
    makePgService({
      connectionString: process.env.DATABASE_URL,
      schemas: ['entities', 'pages', 'peers'],
      poolConfig: { max: 10 },
    }),
  ],
  grafserv: { graphqlPath: '/graphql', graphiql: false },
  grafast: { explain: false },
})
const served = instance.createServ(grafserv)
await served.addTo(server)
server.listen(Number(process.env.PORT), '127.0.0.1')
