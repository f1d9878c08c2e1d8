import { compareRoles } from './compare-roles.ts'

compareRoles(2_000, 2_025)
